//! The paragraph styles of a paper, named in Chinese as a clerk finds them in Word or WPS, and the table of fonts with
//! what may stand in for each where it is not installed.

use std::fmt::Write;

use super::xml::{Align, Font, Indent, exact};
use crate::documents::layout::{
    self, EM, EM_4, LINE, SIZE_2, SIZE_3, SIZE_4, SIZE_5, SIZE_SMALL_4,
};

struct Style {
    id: &'static str,
    name: &'static str,
    font: Font,
    /// In half points.
    size: u32,
    line: u32,
    indent: Indent,
    align: Align,
    /// Level in the outline of the document, from 0.
    outline: Option<u8>,
}

const NONE: Indent = Indent {
    left: 0,
    right: 0,
    first: 0,
    left_characters: 0,
    right_characters: 0,
    first_characters: 0,
};

const fn style(
    id: &'static str,
    name: &'static str,
    font: Font,
    size: u32,
    line: u32,
    align: Align,
) -> Style {
    Style {
        id,
        name,
        font,
        size,
        line,
        indent: NONE,
        align,
        outline: None,
    }
}

/// Two characters in on the first line (7.3.3).
const fn indented(style: Style) -> Style {
    Style {
        indent: Indent {
            first: 2 * EM as i32,
            first_characters: 200,
            ..NONE
        },
        ..style
    }
}

const fn outlined(level: u8, style: Style) -> Style {
    Style {
        outline: Some(level),
        ..style
    }
}

const STYLES: &[Style] = &[
    style(
        "Mark",
        "发文机关标志",
        Font::XiaoBiaoSong,
        72,
        864,
        Align::Centre,
    ),
    style(
        "Number",
        "发文字号",
        Font::FangSong,
        SIZE_3,
        LINE,
        Align::Centre,
    ),
    outlined(
        0,
        style(
            "PaperTitle",
            "公文标题",
            Font::XiaoBiaoSong,
            SIZE_2,
            layout::TITLE_LINE,
            Align::Centre,
        ),
    ),
    style(
        "Addressee",
        "主送机关",
        Font::FangSong,
        SIZE_3,
        LINE,
        Align::Both,
    ),
    indented(style(
        "Body",
        "公文正文",
        Font::FangSong,
        SIZE_3,
        LINE,
        Align::Both,
    )),
    outlined(
        1,
        indented(style(
            "LevelOne",
            "一级标题",
            Font::Hei,
            SIZE_3,
            LINE,
            Align::Both,
        )),
    ),
    indented(style(
        "LevelTwo",
        "二级标题",
        Font::FangSong,
        SIZE_3,
        LINE,
        Align::Both,
    )),
    style(
        "Attached",
        "附件说明",
        Font::FangSong,
        SIZE_3,
        LINE,
        Align::Both,
    ),
    style(
        "Signature",
        "署名和成文日期",
        Font::FangSong,
        SIZE_3,
        LINE,
        Align::Centre,
    ),
    indented(style(
        "Contact",
        "附注",
        Font::FangSong,
        SIZE_3,
        LINE,
        Align::Both,
    )),
    style(
        "AttachmentMark",
        "附件标识",
        Font::Hei,
        SIZE_3,
        LINE,
        Align::Left,
    ),
    outlined(
        0,
        style(
            "AttachmentTitle",
            "附件标题",
            Font::XiaoBiaoSong,
            SIZE_2,
            layout::TITLE_LINE,
            Align::Centre,
        ),
    ),
    style(
        "Imprint",
        "版记",
        Font::FangSong,
        SIZE_4,
        layout::IMPRINT_LINE,
        Align::Left,
    ),
    style(
        "FolioOdd",
        "页码单页",
        Font::Song,
        SIZE_4,
        400,
        Align::Right,
    ),
    style(
        "FolioEven",
        "页码双页",
        Font::Song,
        SIZE_4,
        400,
        Align::Left,
    ),
    style(
        "SheetFolio",
        "表单页码",
        Font::Song,
        SIZE_5,
        300,
        Align::Centre,
    ),
    style(
        "SheetAbove",
        "表单编号",
        Font::FangSong,
        SIZE_4,
        440,
        Align::Left,
    ),
    Style {
        indent: Indent {
            first: 2 * EM_4 as i32,
            first_characters: 200,
            ..NONE
        },
        ..style(
            "SheetText",
            "表单正文",
            Font::FangSong,
            SIZE_4,
            460,
            Align::Both,
        )
    },
    style(
        "Heading",
        "表头",
        Font::Hei,
        SIZE_SMALL_4,
        380,
        Align::Centre,
    ),
    style(
        "Cell",
        "表格文字",
        Font::FangSong,
        SIZE_SMALL_4,
        380,
        Align::Left,
    ),
    style(
        "Remark",
        "表注",
        Font::FangSong,
        SIZE_SMALL_4,
        380,
        Align::Left,
    ),
    style("Line", "线", Font::FangSong, 4, 40, Align::Left),
];

pub fn styles() -> String {
    let mut xml = String::from(super::parts::XML);
    let _ = write!(
        xml,
        "<w:styles xmlns:w=\"{}\"><w:docDefaults><w:rPrDefault><w:rPr>",
        super::parts::MAIN
    );
    xml.push_str(&Font::FangSong.xml());
    let _ = write!(
        xml,
        "<w:kern w:val=\"0\"/><w:sz w:val=\"{SIZE_3}\"/><w:szCs w:val=\"{SIZE_3}\"/>"
    );
    xml.push_str(
        "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>",
    );
    xml.push_str("<w:pPrDefault/></w:docDefaults>");
    // the fixed grid of 22 lines leaves no room for what Word would add by itself
    xml.push_str("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr>");
    xml.push_str("<w:widowControl w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/><w:adjustRightInd w:val=\"0\"/><w:snapToGrid w:val=\"0\"/>");
    xml.push_str(&exact(LINE));
    xml.push_str("<w:jc w:val=\"both\"/></w:pPr></w:style>");
    xml.push_str("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"Plain\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>");
    for style in STYLES {
        push(&mut xml, style);
    }
    xml.push_str("</w:styles>");
    xml
}

fn push(xml: &mut String, style: &Style) {
    let _ = write!(
        xml,
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>",
        style.id, style.name
    );
    xml.push_str(&exact(style.line));
    xml.push_str(&style.indent.xml());
    let _ = write!(xml, "<w:jc w:val=\"{}\"/>", style.align.code());
    if let Some(level) = style.outline {
        let _ = write!(xml, "<w:outlineLvl w:val=\"{level}\"/>");
    }
    xml.push_str("</w:pPr><w:rPr>");
    xml.push_str(&style.font.xml());
    if style.id == "Mark" {
        xml.push_str("<w:color w:val=\"FF0000\"/>");
    }
    if style.size == SIZE_3 {
        let _ = write!(xml, "<w:spacing w:val=\"{}\"/>", layout::CHARACTER_SPACE);
    }
    let _ = write!(
        xml,
        "<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/></w:rPr></w:style>",
        style.size
    );
}

/// `word/fontTable.xml`: a program without the font takes the other name, else one of the same family.
pub fn font_table() -> String {
    let mut xml = String::from(super::parts::XML);
    let _ = write!(xml, "<w:fonts xmlns:w=\"{}\">", super::parts::MAIN);
    for (font, other, panose, family, pitch) in [
        (
            Font::FangSong,
            "仿宋",
            "02010609060101010101",
            "modern",
            "fixed",
        ),
        (Font::Kai, "楷体", "02010609060101010101", "modern", "fixed"),
        (
            Font::Hei,
            "SimHei",
            "02010609060101010101",
            "modern",
            "fixed",
        ),
        (
            Font::XiaoBiaoSong,
            "宋体",
            "03000509000000000000",
            "script",
            "default",
        ),
        (
            Font::Song,
            "SimSun",
            "02010600030101010101",
            "auto",
            "variable",
        ),
    ] {
        let _ = write!(
            xml,
            "<w:font w:name=\"{}\"><w:altName w:val=\"{other}\"/><w:panose1 w:val=\"{panose}\"/><w:charset w:val=\"86\"/><w:family w:val=\"{family}\"/><w:pitch w:val=\"{pitch}\"/></w:font>",
            font.name()
        );
    }
    xml.push_str("</w:fonts>");
    xml
}
