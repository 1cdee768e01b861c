//! The text of a paper from its red head to its last line, element by element in the order of the standard.

use std::fmt::Write;

use super::parts::{self, MAIN, OFFICE, XML};
use super::table::{push_grid, push_table};
use super::xml::{Align, Font, Indent, Para, twips};
use crate::documents::layout::{self, EM, EM_4, LINE, SIZE_3};
use crate::domain::paper::{
    Attachment, Block, Form, Imprint, Level, Paper, Paragraph, Signature, listed, written,
};

pub fn document(paper: &Paper) -> String {
    let mut xml = format!("{XML}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><w:body>");
    match paper.form {
        Form::Document => document_head(&mut xml, paper),
        // the number stands in the head; the title follows two lines below it
        Form::Letter => gaps(&mut xml, 2),
        Form::Sheet => {}
    }
    title(&mut xml, paper);
    addressees(&mut xml, paper);
    blocks(&mut xml, &paper.body, paper.form, paper.signature.is_some());
    attached(&mut xml, &paper.attachments);
    if let Some(signature) = &paper.signature {
        sign(&mut xml, signature, &paper.note);
    }
    for (at, attachment) in paper.attachments.iter().enumerate() {
        attach(&mut xml, attachment, at, paper.attachments.len());
    }
    if let Some(imprint) = &paper.imprint {
        print(&mut xml, imprint, paper.form);
    }
    section(&mut xml, paper);
    xml.push_str("</w:body></w:document>");
    xml
}

fn gaps(xml: &mut String, lines: usize) {
    for _ in 0..lines {
        Para::new("Normal").push_to(xml);
    }
}

/// The mark 35 mm down in the type area, the number two lines below it, the red rule 4 mm below that (7.2.4-7.2.7).
fn document_head(xml: &mut String, paper: &Paper) {
    let above = layout::MARK_BELOW - layout::mark_above(&paper.mark);
    Para::new("Normal").line(above).push_to(xml);
    parts::mark_paragraph(&paper.mark).push_to(xml);
    gaps(xml, 2);
    let number = parts::number(paper);
    Para::new("Number").text(&number).push_to(xml);
    Para::new("Line")
        .rules(None, Some(parts::red_rule()))
        .line(layout::RULE_BELOW - layout::TEXT_BELOW)
        .push_to(xml);
    gaps(xml, 2);
}

fn title(xml: &mut String, paper: &Paper) {
    Para::new("PaperTitle")
        .lines(&layout::title_lines(paper))
        .push_to(xml);
    if paper.form != Form::Sheet {
        return gaps(xml, 1);
    }
    let (left, right) = &paper.above;
    if left.is_empty() && right.is_empty() {
        return Para::new("Line").line(200).push_to(xml);
    }
    let line = Para::new("SheetAbove").tab(layout::WIDTH).text(left);
    line.tabulator().text(right).push_to(xml);
    Para::new("Line").line(80).push_to(xml);
}

fn addressees(xml: &mut String, paper: &Paper) {
    if !paper.addressees.is_empty() {
        let named = format!("{}：", listed(&paper.addressees));
        Para::new("Addressee").text(&named).push_to(xml);
    }
}

/// `is_signed`: the last paragraph holds on to the signature, so that no page carries a seal without text (7.3.5).
fn blocks(xml: &mut String, blocks: &[Block], form: Form, is_signed: bool) {
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Paragraph(one) => {
                let last = is_signed && at + 1 == blocks.len();
                let para = paragraph(one, form);
                let para = if last {
                    para.keep_next().widow_control()
                } else {
                    para
                };
                para.push_to(xml);
            }
            Block::Table(table) => push_table(xml, table),
            Block::Grid(grid) => push_grid(xml, grid),
            Block::Note(note) => {
                Para::new("Line").line(80).push_to(xml);
                Para::new("Remark").text(note).push_to(xml);
            }
            Block::Gap => Para::new("Line").line(160).push_to(xml),
        }
    }
}

fn paragraph(one: &Paragraph, form: Form) -> Para {
    let para = match (form, one.level) {
        (Form::Sheet, _) => Para::new("SheetText"),
        // a heading that goes on as text is no entry of an outline
        (_, Level::First) if one.text.is_empty() => Para::new("LevelOne").keep_next(),
        (_, Level::Second) => Para::new("LevelTwo"),
        _ => Para::new("Body"),
    };
    let font = match one.level {
        Level::First => Font::Hei,
        Level::Second => Font::Kai,
        _ => Font::FangSong,
    };
    let is_heading = one.level == Level::Second && one.text.is_empty();
    let para = if is_heading { para.keep_next() } else { para };
    para.text_in(font, &one.lead).text(&one.text)
}

/// 附件说明: a line below the text, names that run on stand under their first character (7.3.4).
fn attached(xml: &mut String, attachments: &[Attachment]) {
    if attachments.is_empty() {
        return;
    }
    Para::new("Normal").keep_next().push_to(xml);
    let several = attachments.len() > 1;
    for (at, attachment) in attachments.iter().enumerate() {
        // 附件： is three characters, 1. one
        let (word, hanging) = match (several, at) {
            (false, _) => ("附件：".to_owned(), 3),
            (true, 0) => ("附件：1.".to_owned(), 4),
            (true, _) => (format!("{}.", at + 1), 1),
        };
        let left = if several { 6 } else { 5 };
        let indent = Indent {
            left: left * twips(EM),
            first: -hanging * twips(EM),
            ..Indent::default()
        };
        Para::new("Attached")
            .keep_next()
            .indent(indent)
            .text(&word)
            .text(&attachment.title)
            .push_to(xml);
    }
}

/// 署名 centred above 成文日期, which ends four characters from the right; two lines above are left so that the seal
/// lies within a line of the text (7.3.5.1). The contact stands below in brackets (7.3.6).
fn sign(xml: &mut String, signature: &Signature, note: &str) {
    for _ in 0..2 {
        Para::new("Normal").keep_next().push_to(xml);
    }
    let date = written(signature.date);
    let half = layout::text_width(&date, SIZE_3) / 2;
    let half_name = layout::text_width(&signature.name, SIZE_3) / 2;
    // the axis of both, from the right
    let axis = (4 * EM + half).max(half_name);
    let left = layout::WIDTH.saturating_sub(2 * axis);
    let centred = Indent::sides(twips(left), 0);
    Para::new("Signature")
        .keep_next()
        .indent(centred)
        .align(Align::Centre)
        .text(&signature.name)
        .push_to(xml);
    let day = Para::new("Signature").text(&date);
    let day = match axis == 4 * EM + half {
        true => day.indent(Indent::right(4, SIZE_3)).align(Align::Right),
        // a long name shifts the axis, and the date goes with it
        false => day.indent(centred).align(Align::Centre),
    };
    if note.is_empty() {
        return day.push_to(xml);
    }
    day.keep_next().push_to(xml);
    Para::new("Contact")
        .text(&format!("（{note}）"))
        .push_to(xml);
}

/// On a page of its own: its mark at the top left, its title on the third line (7.3.7).
fn attach(xml: &mut String, attachment: &Attachment, at: usize, count: usize) {
    if attachment.body.is_empty() {
        return;
    }
    let mark = match count {
        1 => "附件".to_owned(),
        _ => format!("附件{}", at + 1),
    };
    Para::new("AttachmentMark")
        .break_before()
        .text(&mark)
        .push_to(xml);
    gaps(xml, 1);
    Para::new("AttachmentTitle")
        .text(&attachment.title)
        .push_to(xml);
    gaps(xml, 1);
    blocks(xml, &attachment.body, Form::Document, false);
}

/// 版记 at the foot of the last page (7.4), in a letter without rules and without who printed it (10.1). The rules are
/// paragraphs of their own, since those of a text would be drawn in by its indent.
fn print(xml: &mut String, imprint: &Imprint, form: Form) {
    let is_letter = form == Form::Letter;
    let mut inside = String::new();
    let mut height = 0;
    let mut rule = |inside: &mut String, eighths| {
        if !is_letter {
            let rule = parts::black_rule(eighths);
            Para::new("Line").rules(Some(rule), None).push_to(inside);
            height += 40;
        }
    };
    rule(&mut inside, layout::THICK_RULE);
    if !imprint.copies.is_empty() {
        inside.push_str(&copies(&imprint.copies).xml());
    }
    if !is_letter {
        if !imprint.copies.is_empty() {
            rule(&mut inside, layout::THIN_RULE);
        }
        inside.push_str(&printer(imprint).xml());
    }
    rule(&mut inside, layout::THICK_RULE);
    let lines = copy_lines(&imprint.copies) + u32::from(!is_letter);
    foot_box(xml, &inside, height + lines * layout::IMPRINT_LINE);
}

/// 抄送: one character in on both sides, running on below the first character of the first name (7.4.2).
fn copies(names: &[String]) -> Para {
    let hanging = Indent {
        left: 4 * twips(EM_4),
        right: twips(EM_4),
        first: -3 * twips(EM_4),
        ..Indent::default()
    };
    let text = format!("抄送：{}。", listed(names));
    Para::new("Imprint").indent(hanging).text(&text)
}

fn copy_lines(names: &[String]) -> u32 {
    let room = layout::WIDTH - 5 * EM_4;
    match names.is_empty() {
        true => 0,
        false => (layout::text_width(&listed(names), layout::SIZE_4) + EM_4).div_ceil(room),
    }
}

/// 印发机关 one character in from the left, 印发日期 one from the right (7.4.3).
fn printer(imprint: &Imprint) -> Para {
    let printed = format!("{}印发", written(imprint.printed));
    Para::new("Imprint")
        .tab(layout::WIDTH - EM_4)
        .indent(Indent::sides(twips(EM_4), twips(EM_4)))
        .text(&imprint.printer)
        .tabulator()
        .text(&printed)
}

/// A box as wide as the type area that stands on its lower edge, whatever page it falls on. Of what can be placed there
/// (a frame, a table out of the text, a box), only the box is placed alike by the programs that could be tried.
fn foot_box(xml: &mut String, inside: &str, height: u32) {
    let points = |twips: u32| f64::from(twips) / 20.0;
    let _ = write!(
        xml,
        "<w:p><w:pPr><w:pStyle w:val=\"Line\"/></w:pPr><w:r><w:pict><v:rect xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:w10=\"urn:schemas-microsoft-com:office:word\" id=\"imprint\" style=\"position:absolute;margin-left:0;margin-top:0;width:{}pt;height:{}pt;\
         z-index:1;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:bottom;mso-position-vertical-relative:margin\" \
         filled=\"f\" stroked=\"f\"><v:textbox style=\"mso-fit-shape-to-text:t\" inset=\"0,0,0,0\"><w:txbxContent>{inside}</w:txbxContent></v:textbox>\
         <w10:wrap type=\"topAndBottom\"/></v:rect></w:pict></w:r></w:p>",
        points(layout::WIDTH),
        points(height)
    );
}

fn section(xml: &mut String, paper: &Paper) {
    let form = paper.form;
    xml.push_str("<w:sectPr>");
    if form == Form::Letter {
        xml.push_str("<w:headerReference w:type=\"first\" r:id=\"header1\"/>");
    }
    xml.push_str("<w:footerReference w:type=\"even\" r:id=\"footer2\"/><w:footerReference w:type=\"default\" r:id=\"footer1\"/>");
    if form == Form::Letter {
        xml.push_str("<w:footerReference w:type=\"first\" r:id=\"footer3\"/>");
    }
    let (top, bottom, foot) = match form {
        Form::Sheet => (layout::SHEET_TOP, layout::SHEET_BOTTOM, layout::SHEET_FOOT),
        _ => (layout::TOP, layout::BOTTOM, layout::DOUBLE_ABOVE),
    };
    let head = match form {
        Form::Letter => layout::LETTER_MARK_BELOW - layout::mark_above(&paper.mark),
        _ => layout::SHEET_FOOT,
    };
    let _ = write!(
        xml,
        "<w:pgSz w:w=\"{}\" w:h=\"{}\"/><w:pgMar w:top=\"{top}\" w:right=\"{}\" w:bottom=\"{bottom}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>",
        layout::PAGE_WIDTH,
        layout::PAGE_HEIGHT,
        layout::RIGHT,
        layout::LEFT,
        head,
        foot,
    );
    if form == Form::Letter {
        xml.push_str("<w:titlePg/>");
    }
    if form != Form::Sheet {
        let _ = write!(xml, "<w:docGrid w:type=\"lines\" w:linePitch=\"{LINE}\"/>");
    }
    xml.push_str("</w:sectPr>");
}
