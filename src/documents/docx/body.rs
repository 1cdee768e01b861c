//! The text of a paper from its red head to its last line, element by element in the order of the standard.

use std::fmt::Write;

use super::parts::{self, MAIN, OFFICE, XML};
use super::table::{push_grid, push_table};
use super::xml::{Align, Font, Indent, Para, twips};
use crate::documents::layout::{self, EM, EM_4, LINE, SIZE_3};
use crate::domain::paper::{
    Attachment, Block, Form, Imprint, Level, Paper, Paragraph, Signature, written,
};

pub fn document(paper: &Paper) -> String {
    let mut xml = format!("{XML}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><w:body>");
    match paper.form {
        Form::Document => document_head(&mut xml, paper),
        Form::Letter => letter_number(&mut xml, paper),
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
    let number = paper
        .number
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    Para::new("Number").text(&number).push_to(xml);
    Para::new("Line")
        .rules(None, Some(parts::red_rule()))
        .line(layout::RULE_BELOW - layout::TEXT_BELOW)
        .push_to(xml);
    gaps(xml, 2);
}

/// Flush right below the first double line (10.1); the title follows two lines below.
fn letter_number(xml: &mut String, paper: &Paper) {
    let number = paper
        .number
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    Para::new("Number")
        .align(Align::Right)
        .text(&number)
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
}

fn addressees(xml: &mut String, paper: &Paper) {
    if !paper.addressees.is_empty() {
        let named = format!("{}：", paper.addressees.join("、"));
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
            Block::Note(note) => Para::new("Remark").text(note).push_to(xml),
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

/// 版记 at the foot of the last page (7.4), in a letter without rules and without who printed it (10.1).
fn print(xml: &mut String, imprint: &Imprint, form: Form) {
    let is_letter = form == Form::Letter;
    let rule = |side: &str, eighths: u32| match is_letter {
        true => String::new(),
        false => format!(
            "<w:{side} w:val=\"single\" w:sz=\"{eighths}\" w:space=\"0\" w:color=\"000000\"/>"
        ),
    };
    // 0.35 mm are 7.9 eighths of a point, 0.25 mm are 5.7
    let rules = [rule("top", 8), rule("bottom", 8), rule("insideH", 6)].concat();
    let rules = if is_letter {
        rules
    } else {
        format!("<w:tblBorders>{rules}</w:tblBorders>")
    };
    let _ = write!(
        xml,
        "<w:tbl><w:tblPr><w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\" w:topFromText=\"0\" w:bottomFromText=\"0\" w:vertAnchor=\"margin\" w:horzAnchor=\"margin\" \
         w:tblpXSpec=\"center\" w:tblpYSpec=\"bottom\"/><w:tblOverlap w:val=\"never\"/><w:tblW w:w=\"{0}\" w:type=\"dxa\"/>{rules}<w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:left w:w=\"{EM_4}\" w:type=\"dxa\"/><w:right w:w=\"{EM_4}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"{0}\"/></w:tblGrid>",
        layout::WIDTH
    );
    let row = |xml: &mut String, para: Para| {
        let _ = write!(
            xml,
            "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc></w:tr>",
            layout::WIDTH,
            para.xml()
        );
    };
    if !imprint.copies.is_empty() {
        let copies = format!("抄送：{}。", imprint.copies.join("，"));
        let hanging = Indent {
            left: 3 * twips(EM_4),
            first: -3 * twips(EM_4),
            ..Indent::default()
        };
        row(xml, Para::new("Imprint").indent(hanging).text(&copies));
    }
    if !is_letter {
        let printed = format!("{}印发", written(imprint.printed));
        let line = Para::new("Imprint")
            .tab(layout::WIDTH - 2 * EM_4)
            .text(&imprint.printer);
        row(xml, line.tabulator().text(&printed));
    }
    xml.push_str("</w:tbl>");
    Para::new("Line").push_to(xml);
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
        let _ = write!(
            xml,
            "<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"{LINE}\" w:charSpace=\"{}\"/>",
            layout::CHARACTER_SPACE
        );
    }
    xml.push_str("</w:sectPr>");
}
