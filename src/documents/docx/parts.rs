//! The fixed parts of a document around its text: what the package holds, settings, heads and feet of the pages.

use std::fmt::Write;

use super::xml::{Align, Font, Indent, Para, Rule, double_line, field, push_text, twips};
use crate::documents::layout::{self, EM_4, SIZE_4};
use crate::domain::paper::{Form, Paper, Signature};

pub const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A part of the document that stands in a file of its own: name, relationship, text.
pub struct Part {
    pub name: &'static str,
    kind: &'static str,
    pub text: String,
}

/// Every part but the text itself, in the order in which they are written.
pub fn around(paper: &Paper) -> Vec<Part> {
    let part = |name, kind, text| Part { name, kind, text };
    let mut parts = vec![
        part("styles", "styles", super::styles::styles()),
        part("settings", "settings", settings(paper.form)),
        part("fontTable", "fontTable", super::styles::font_table()),
        part("footer1", "footer", foot(&odd(paper.form))),
        part("footer2", "footer", foot(&even(paper.form))),
    ];
    if paper.form == Form::Letter {
        parts.push(part("footer3", "footer", foot(&double_line(false).xml())));
        parts.push(part("header1", "header", letter_head(paper)));
    }
    parts
}

pub fn content_types(parts: &[Part]) -> String {
    let mut xml = format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{CONTENT}.document.main+xml\"/>"
    );
    for part in parts {
        let _ = write!(
            xml,
            "<Override PartName=\"/word/{}.xml\" ContentType=\"{CONTENT}.{}+xml\"/>",
            part.name, part.kind
        );
    }
    xml.push_str("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>");
    xml
}

pub fn relations() -> String {
    format!(
        "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    )
}

pub fn document_relations(parts: &[Part]) -> String {
    let mut xml = format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for Part { name, kind, .. } in parts {
        let _ = write!(
            xml,
            "<Relationship Id=\"{name}\" Type=\"{OFFICE}/{kind}\" Target=\"{name}.xml\"/>"
        );
    }
    xml.push_str("</Relationships>");
    xml
}

/// Title, issuer and the day the paper is dated, never the day it was printed: the same paper gives the same bytes.
pub fn core(paper: &Paper) -> String {
    let mut xml = format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"
    );
    push_text(&mut xml, &paper.title);
    xml.push_str("</dc:title>");
    if let Some(Signature { name, date }) = &paper.signature {
        xml.push_str("<dc:creator>");
        push_text(&mut xml, name);
        let _ = write!(
            xml,
            "</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>"
        );
    }
    xml.push_str("</cp:coreProperties>");
    xml
}

fn settings(form: Form) -> String {
    let mut xml = format!(
        "{XML}<w:settings xmlns:w=\"{MAIN}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/>"
    );
    if form != Form::Sheet {
        xml.push_str("<w:evenAndOddHeaders/>");
    }
    xml.push_str("<w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat>");
    xml.push_str("<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>");
    xml.push_str("</w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>");
    xml
}

fn foot(paragraphs: &str) -> String {
    format!("{XML}<w:ftr xmlns:w=\"{MAIN}\">{paragraphs}</w:ftr>")
}

/// `— 1 —` in 4号, half-width, one character in from the right (7.5).
fn odd(form: Form) -> String {
    match form {
        Form::Sheet => sheet_folio(),
        _ => folio("FolioOdd", Indent::right(1, SIZE_4)),
    }
}

/// One character in from the left.
fn even(form: Form) -> String {
    let indent = Indent {
        left: twips(EM_4),
        left_characters: 100,
        ..Indent::default()
    };
    match form {
        Form::Sheet => sheet_folio(),
        _ => folio("FolioEven", indent),
    }
}

/// The empty line below holds the number at its height, while the foot itself reaches down to where a letter has its
/// double line.
fn folio(style: &'static str, indent: Indent) -> String {
    let number = Para::new(style)
        .indent(indent)
        .text("— ")
        .raw(&field("PAGE", &Font::Song.xml()))
        .text(" —");
    number.xml() + &Para::new("Line").line(FOLIO_REST).xml()
}

/// Line of the page number: its dashes are at half its height.
const FOLIO_LINE: u32 = 400;
/// What is left below it down to the end of the foot.
const FOLIO_REST: u32 =
    layout::BOTTOM - layout::DOUBLE_ABOVE - (layout::FOLIO_BELOW - FOLIO_LINE / 2) - FOLIO_LINE;

fn sheet_folio() -> String {
    let font = Font::Song.xml();
    Para::new("SheetFolio")
        .text("第 ")
        .raw(&field("PAGE", &font))
        .text(" 页　共 ")
        .raw(&field("NUMPAGES", &font))
        .text(" 页")
        .xml()
}

/// The mark of a letter, 30 mm from the edge of the paper, the double line 4 mm below it, and the number flush right
/// under that (10.1). All of it stands in the head of page one, since the mark lies above the type area; the head pushes
/// the text down by itself, by a little more in one program than in another, so that the number cannot stand in the text.
fn letter_head(paper: &Paper) -> String {
    let mark = &paper.mark;
    let below = Para::new("Line").line(layout::RULE_BELOW - layout::mark_rest(mark));
    let above = Para::new("Line").line(layout::LETTER_NUMBER_BELOW - layout::TEXT_REST);
    let number = Para::new("Number").align(Align::Right).text(&number(paper));
    format!(
        "{XML}<w:hdr xmlns:w=\"{MAIN}\">{}{}{}{}{}</w:hdr>",
        mark_paragraph(mark).xml(),
        below.xml(),
        double_line(true).xml(),
        above.xml(),
        number.xml()
    )
}

/// 发文字号, or nothing as long as the paper has none.
pub fn number(paper: &Paper) -> String {
    paper
        .number
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// 发文机关标志 in red, as large as its line allows (7.2.4).
pub fn mark_paragraph(mark: &str) -> Para {
    let (size, percent) = layout::mark_size(mark, layout::WIDTH);
    let narrowed = match percent {
        100 => String::new(),
        percent => format!("<w:w w:val=\"{percent}\"/>"),
    };
    let properties = format!("{narrowed}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>");
    Para::new("Mark")
        .line(layout::mark_line(mark))
        .align(Align::Centre)
        .text_with(&properties, mark)
}

/// The red rule below the number, as wide as the type area (7.2.7).
pub fn red_rule() -> Rule {
    Rule {
        eighths: 12,
        room: 0,
        colour: "FF0000",
    }
}

/// A rule of 版记, as wide as the type area (7.4.1).
pub fn black_rule(eighths: u32) -> Rule {
    Rule {
        eighths,
        room: 0,
        colour: "000000",
    }
}
