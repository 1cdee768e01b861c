//! Paragraphs and runs as WordprocessingML, their properties always in the order that ISO/IEC 29500 asks for.
//! Every text passes the common gate and loses its control characters here.

use std::fmt::Write;

use crate::documents::clean::Clean;
use crate::documents::layout;
use crate::domain::paper::printed;

/// The fonts that the standard names; `parts` says what may stand in for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Font {
    /// 仿宋, the text.
    FangSong,
    /// 楷体, headings of the second level.
    Kai,
    /// 黑体, headings of the first level.
    Hei,
    /// 小标宋, titles and marks.
    XiaoBiaoSong,
    /// 宋体, page numbers.
    Song,
}

impl Font {
    pub fn name(self) -> &'static str {
        match self {
            Font::FangSong => "仿宋_GB2312",
            Font::Kai => "楷体_GB2312",
            Font::Hei => "黑体",
            Font::XiaoBiaoSong => "方正小标宋简体",
            Font::Song => "宋体",
        }
    }

    /// `w:rFonts`; the hint makes quotation marks and dashes full-width.
    pub fn xml(self) -> String {
        let name = self.name();
        format!(
            "<w:rFonts w:hint=\"eastAsia\" w:ascii=\"{name}\" w:eastAsia=\"{name}\" w:hAnsi=\"{name}\" w:cs=\"{name}\"/>"
        )
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
    /// Both edges straight.
    Both,
}

impl Align {
    pub fn code(self) -> &'static str {
        match self {
            Align::Left => "left",
            Align::Centre => "center",
            Align::Right => "right",
            Align::Both => "both",
        }
    }
}

/// An indent in twips and in hundredths of a character, of which Word takes the second where it is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Indent {
    pub left: i32,
    pub right: i32,
    /// Below zero: hanging.
    pub first: i32,
    pub left_characters: i32,
    pub right_characters: i32,
    pub first_characters: i32,
}

impl Indent {
    pub fn right(characters: i32, size: u32) -> Indent {
        Indent {
            right: characters * twips(size * 10),
            right_characters: characters * 100,
            ..Indent::default()
        }
    }

    pub fn sides(left: i32, right: i32) -> Indent {
        Indent {
            left,
            right,
            ..Indent::default()
        }
    }

    pub fn xml(self) -> String {
        if self == Indent::default() {
            return String::new();
        }
        let mut xml = "<w:ind".to_owned();
        let mut put = |name: &str, value: i32| {
            if value != 0 {
                let _ = write!(xml, " w:{name}=\"{value}\"");
            }
        };
        put("left", self.left);
        put("leftChars", self.left_characters);
        put("right", self.right);
        put("rightChars", self.right_characters);
        match self.first < 0 {
            true => put("hanging", -self.first),
            false => put("firstLine", self.first),
        }
        put("firstLineChars", self.first_characters);
        xml + "/>"
    }
}

pub fn twips(length: u32) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

/// One side of a paragraph's frame: eighths of a point, points of room, colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub eighths: u32,
    pub room: u32,
    pub colour: &'static str,
}

impl Rule {
    fn xml(self, side: &str) -> String {
        let Rule {
            eighths,
            room,
            colour,
        } = self;
        format!(
            "<w:{side} w:val=\"single\" w:sz=\"{eighths}\" w:space=\"{room}\" w:color=\"{colour}\"/>"
        )
    }
}

/// A paragraph in the making.
#[derive(Clone, Debug)]
pub struct Para {
    style: &'static str,
    keep_next: bool,
    break_before: bool,
    widow_control: bool,
    rules: (Option<Rule>, Option<Rule>),
    tabs: Vec<u32>,
    line: Option<u32>,
    indent: Indent,
    align: Option<Align>,
    runs: String,
}

impl Para {
    pub fn new(style: &'static str) -> Para {
        Para {
            style,
            keep_next: false,
            break_before: false,
            widow_control: false,
            rules: (None, None),
            tabs: Vec::new(),
            line: None,
            indent: Indent::default(),
            align: None,
            runs: String::new(),
        }
    }

    /// On one page with what follows.
    pub fn keep_next(mut self) -> Para {
        self.keep_next = true;
        self
    }

    pub fn break_before(mut self) -> Para {
        self.break_before = true;
        self
    }

    /// Not one line of it alone on a page.
    pub fn widow_control(mut self) -> Para {
        self.widow_control = true;
        self
    }

    pub fn rules(mut self, above: Option<Rule>, below: Option<Rule>) -> Para {
        self.rules = (above, below);
        self
    }

    /// A tab stop that what follows it ends at.
    pub fn tab(mut self, at: u32) -> Para {
        self.tabs.push(at);
        self
    }

    /// Line pitch in twips, whatever stands in the line.
    pub fn line(mut self, line: u32) -> Para {
        self.line = Some(line);
        self
    }

    pub fn indent(mut self, indent: Indent) -> Para {
        self.indent = indent;
        self
    }

    pub fn align(mut self, align: Align) -> Para {
        self.align = Some(align);
        self
    }

    /// Text as its style sets it.
    pub fn text(mut self, text: &str) -> Para {
        push_run(&mut self.runs, "", text);
        self
    }

    /// Text in another font than its style's.
    pub fn text_in(mut self, font: Font, text: &str) -> Para {
        push_run(&mut self.runs, &font.xml(), text);
        self
    }

    /// Text with properties of its own, which must be in their order.
    pub fn text_with(mut self, properties: &str, text: &str) -> Para {
        push_run(&mut self.runs, properties, text);
        self
    }

    /// Lines of one paragraph.
    pub fn lines(mut self, lines: &[String]) -> Para {
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.runs.push_str("<w:r><w:br/></w:r>");
            }
            push_run(&mut self.runs, "", line);
        }
        self
    }

    pub fn tabulator(mut self) -> Para {
        self.runs.push_str("<w:r><w:tab/></w:r>");
        self
    }

    pub fn raw(mut self, runs: &str) -> Para {
        self.runs.push_str(runs);
        self
    }

    pub fn push_to(&self, xml: &mut String) {
        xml.push_str("<w:p><w:pPr>");
        let _ = write!(xml, "<w:pStyle w:val=\"{}\"/>", self.style);
        for (is_set, element) in [
            (self.keep_next, "<w:keepNext/>"),
            (self.break_before, "<w:pageBreakBefore/>"),
            (self.widow_control, "<w:widowControl/>"),
        ] {
            if is_set {
                xml.push_str(element);
            }
        }
        if self.rules != (None, None) {
            xml.push_str("<w:pBdr>");
            for (rule, side) in [(self.rules.0, "top"), (self.rules.1, "bottom")] {
                if let Some(rule) = rule {
                    xml.push_str(&rule.xml(side));
                }
            }
            xml.push_str("</w:pBdr>");
        }
        if !self.tabs.is_empty() {
            xml.push_str("<w:tabs>");
            for at in &self.tabs {
                let _ = write!(xml, "<w:tab w:val=\"right\" w:pos=\"{at}\"/>");
            }
            xml.push_str("</w:tabs>");
        }
        if let Some(line) = self.line {
            xml.push_str(&exact(line));
        }
        xml.push_str(&self.indent.xml());
        if let Some(align) = self.align {
            let _ = write!(xml, "<w:jc w:val=\"{}\"/>", align.code());
        }
        xml.push_str("</w:pPr>");
        xml.push_str(&self.runs);
        xml.push_str("</w:p>");
    }

    pub fn xml(&self) -> String {
        let mut xml = String::new();
        self.push_to(&mut xml);
        xml
    }
}

/// `w:spacing` for an exact line pitch.
pub fn exact(line: u32) -> String {
    format!("<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{line}\" w:lineRule=\"exact\"/>")
}

fn push_run(xml: &mut String, properties: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.push_str("<w:r>");
    if !properties.is_empty() {
        let _ = write!(xml, "<w:rPr>{properties}</w:rPr>");
    }
    xml.push_str("<w:t xml:space=\"preserve\">");
    push_text(xml, text);
    xml.push_str("</w:t></w:r>");
}

/// Escaped, without control characters, with the quotation marks of print.
pub fn push_text(xml: &mut String, text: &str) {
    for c in Clean::from(text).as_str().chars().map(printed) {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            c => xml.push(c),
        }
    }
}

/// A field that the program which opens the file works out, such as the number of the page.
pub fn field(instruction: &str, properties: &str) -> String {
    format!(
        "<w:fldSimple w:instr=\" {instruction} \"><w:r><w:rPr>{properties}</w:rPr><w:t>1</w:t></w:r></w:fldSimple>"
    )
}

/// The double line of a letter as an empty paragraph of two points between a thick and a thin rule, or a thin and a
/// thick one, reaching out of the type area on both sides.
pub fn double_line(is_upper: bool) -> Para {
    let rule = |eighths| {
        Some(Rule {
            eighths,
            room: 0,
            colour: "FF0000",
        })
    };
    let (above, below) = if is_upper {
        (rule(20), rule(6))
    } else {
        (rule(6), rule(20))
    };
    Para::new("Line")
        .rules(above, below)
        .line(40)
        .indent(Indent::sides(
            -twips(layout::DOUBLE_LEFT),
            -twips(layout::DOUBLE_RIGHT),
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_cleaned_and_quoted_as_printed() {
        let mut xml = String::new();
        push_text(&mut xml, "「六有」\u{1b}[2J <甲> & 乙\u{ffff}");
        assert_eq!(xml, "“六有”[2J &lt;甲&gt; &amp; 乙");
    }

    #[test]
    fn properties_stand_in_their_order() {
        let para = Para::new("Body")
            .align(Align::Right)
            .indent(Indent::right(4, layout::SIZE_3))
            .keep_next()
            .line(579)
            .text("甲");
        assert_eq!(
            para.xml(),
            "<w:p><w:pPr><w:pStyle w:val=\"Body\"/><w:keepNext/>\
             <w:spacing w:before=\"0\" w:after=\"0\" w:line=\"579\" w:lineRule=\"exact\"/>\
             <w:ind w:right=\"1280\" w:rightChars=\"400\"/><w:jc w:val=\"right\"/></w:pPr>\
             <w:r><w:t xml:space=\"preserve\">甲</w:t></w:r></w:p>"
        );
    }
}
