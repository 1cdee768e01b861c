//! What an office prints, as data: a document with a red head, a letter, or a sheet to be filled in and signed.
//! How it looks on paper is the business of `documents`; what it says is put together in the files beside this one.

mod circular;
mod facts;
mod letters;
mod number;
mod sheets;
mod title;
mod wording;

use serde::{Deserialize, Serialize};

use super::calendar::Date;

pub use circular::{Circular, Part, Repeated, Standing, Tables, circular, standings_attached};
pub use facts::{
    Closing, Copies, Feedback, Office, Problem, Receipt, Recheck, Reminder, Served, Step, Subject,
    Supervision, TalkNotice, TalkRecord, Transfer,
};
pub(in crate::domain) use letters::{contact, problem_list};
pub use letters::{reminder, supervision, talk_notice, transfer};
pub use number::{Number, NumberFault, chinese_numeral, span_written, time_written, written};
pub(in crate::domain) use sheets::receipt_attached;
pub use sheets::{closing, feedback, receipt, service_receipt, talk_record};
pub(in crate::domain) use sheets::{feedback_opening, feedback_saying};
pub use title::broken;
pub use wording::{Key, Wording, WordingFault, WordingFile};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// 公文: the mark in red, a red rule below the number, 版记 at the end (GB/T 9704-2012, 7).
    Document,
    /// 信函格式: the mark above a double red line, no page number on page one (10.1).
    Letter,
    /// 表单: a title and boxes to be filled in, signed and kept.
    Sheet,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    pub form: Form,
    /// 发文机关标志; empty on a sheet.
    pub mark: String,
    /// 发文字号.
    pub number: Option<Number>,
    /// What stands in small type above the boxes of a sheet, on the left and on the right: 单位, 编号.
    pub above: (String, String),
    /// A line break in it is kept; without one it is broken where its words allow.
    pub title: String,
    /// Names and words that a line of the title does not end within.
    pub keep: Vec<String>,
    /// 主送机关, without the colon.
    pub addressees: Vec<String>,
    pub body: Vec<Block>,
    /// 附件, each on pages of its own. Their titles are the 附件说明.
    pub attachments: Vec<Attachment>,
    pub signature: Option<Signature>,
    /// 附注, without its brackets: whom to ask.
    pub note: String,
    pub imprint: Option<Imprint>,
}

impl Paper {
    pub fn sheet(title: &str) -> Paper {
        Paper {
            form: Form::Sheet,
            mark: String::new(),
            number: None,
            above: (String::new(), String::new()),
            title: title.to_owned(),
            keep: Vec::new(),
            addressees: Vec::new(),
            body: Vec::new(),
            attachments: Vec::new(),
            signature: None,
            note: String::new(),
            imprint: None,
        }
    }

    /// Characters of the main text as an office counts them (字数): every sign but blanks, with the title, without
    /// attachments, boxes and what stands around the text.
    pub fn characters(&self) -> usize {
        let body = self.body.iter().map(|block| match block {
            Block::Paragraph(paragraph) => signs(&paragraph.lead) + signs(&paragraph.text),
            Block::Table(table) => table.rows.iter().flatten().map(|cell| signs(cell)).sum(),
            Block::Grid(_) | Block::Note(_) | Block::Gap => 0,
        });
        signs(&self.title) + body.sum::<usize>()
    }
}

fn signs(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
    Grid(Grid),
    /// A remark below a table or boxes, in small type.
    Note(String),
    /// An empty line.
    Gap,
}

/// The four levels of headings (7.3.3), and the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 一、 in 黑体.
    First,
    /// （一） in 楷体.
    Second,
    /// 1. in 仿宋.
    Third,
    /// （1） in 仿宋.
    Fourth,
    Plain,
}

/// A paragraph of the text. On the first two levels `lead` is its heading with number and full stop, and `text` what
/// follows on the same line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    pub level: Level,
    pub lead: String,
    pub text: String,
}

impl Paragraph {
    /// Tells the level by how the line begins, as it is written by hand: `一、`, `（一）`, `1.`, `（1）`. On the first two
    /// levels what stands before the first full stop is a heading, if something follows it; alone with its full stop, or
    /// longer than a heading is, it is a sentence that bears a number.
    pub fn read(line: &str) -> Paragraph {
        let line = line.trim();
        let level = level(line);
        let (head, rest) = match line.split_once('。') {
            Some((head, rest)) => {
                line.split_at(head.len() + if rest.is_empty() { 0 } else { '。'.len_utf8() })
            }
            None => (line, ""),
        };
        let can_head = matches!(level, Level::First | Level::Second) && rest != "。";
        let is_short = head.chars().count() <= LONGEST_HEADING;
        let (lead, text) = if can_head && is_short {
            (head, rest)
        } else {
            ("", line)
        };
        Paragraph {
            level,
            lead: lead.to_owned(),
            text: text.to_owned(),
        }
    }

    /// The line that `read` would read.
    pub fn line(&self) -> String {
        format!("{}{}", self.lead, self.text)
    }
}

/// Characters of a heading at most, with its number.
const LONGEST_HEADING: usize = 40;

/// One paragraph for each line that is not empty.
pub fn paragraphs(text: &str) -> Vec<Block> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| Block::Paragraph(Paragraph::read(line)))
        .collect()
}

/// The paragraphs of a body as lines that `paragraphs` reads again, for editing.
pub fn text(blocks: &[Block]) -> String {
    let lines = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.line()),
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn level(line: &str) -> Level {
    let is_chinese = |c: char| "一二三四五六七八九十".contains(c);
    let count = |text: &str, is: &dyn Fn(char) -> bool| {
        text.chars()
            .take_while(|c| is(*c))
            .map(char::len_utf8)
            .sum()
    };
    let digits = |text: &str| count(text, &|c| c.is_ascii_digit());
    let chinese: usize = count(line, &is_chinese);
    if chinese > 0 && line[chinese..].starts_with('、') {
        return Level::First;
    }
    if let Some(inside) = line.strip_prefix('（') {
        let chinese: usize = count(inside, &is_chinese);
        let number: usize = digits(inside);
        return match (chinese, number) {
            (1.., _) if inside[chinese..].starts_with('）') => Level::Second,
            (0, 1..) if inside[number..].starts_with('）') => Level::Fourth,
            _ => Level::Plain,
        };
    }
    let number: usize = digits(line);
    match line[number..].strip_prefix('.') {
        Some(rest) if number > 0 && !rest.starts_with(|c: char| c.is_ascii_digit()) => Level::Third,
        _ => Level::Plain,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Left,
    Centre,
    Right,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub heading: String,
    /// Part of the width, in the same measure as the other columns.
    pub share: u16,
    pub side: Side,
}

impl Column {
    pub fn new(heading: &str, share: u16, side: Side) -> Column {
        Column {
            heading: heading.to_owned(),
            share,
            side,
        }
    }
}

/// Rows under headings; the headings stand on every page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub caption: String,
    pub columns: Vec<Column>,
    /// As many cells in each as there are columns.
    pub rows: Vec<Vec<String>>,
    /// Lines a row is high at least, where a hand is to write in it; 0 elsewhere.
    pub lines: u8,
}

/// Boxes with what they ask for on their left, as sheets have them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// Parts of the width.
    pub shares: Vec<u16>,
    pub rows: Vec<GridRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GridRow {
    /// Their spans together are the number of shares.
    pub cells: Vec<GridCell>,
    /// Lines it is high at least, so that there is room for a hand.
    pub lines: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    Label,
    Value,
    /// Over the whole width.
    Heading,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GridCell {
    pub kind: CellKind,
    pub span: u8,
    /// Lines of it are paragraphs.
    pub text: String,
    /// Where somebody signs, sets a seal and writes the day; stands low in the box.
    pub foot: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// As it stands in 附件说明 and above the attachment itself, without a full stop.
    pub title: String,
    pub body: Vec<Block>,
}

/// 署名 and 成文日期, under a seal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    pub name: String,
    pub date: Date,
}

/// 版记. A letter has only 抄送 (10.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imprint {
    /// 抄送机关, in their order.
    pub copies: Vec<String>,
    /// 印发机关.
    pub printer: String,
    /// 印发日期.
    pub printed: Date,
}

/// Names of one kind with 、 between, and with ， where one of them holds several.
pub fn listed(names: &[String]) -> String {
    match names.iter().any(|name| name.contains('、')) {
        true => names.join("，"),
        false => names.join("、"),
    }
}

/// How a paper leaves the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperFormat {
    Docx,
    Html,
}

impl PaperFormat {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            PaperFormat::Docx => "docx",
            PaperFormat::Html => "html",
        }
    }
}

/// Quotation marks as papers print them: the corner brackets that screens can show become “”, inner ones ‘’.
pub fn printed(c: char) -> char {
    match c {
        '「' => '“',
        '」' => '”',
        '『' => '‘',
        '』' => '’',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_its_level() {
        for (line, level, lead) in [
            ("一、存在问题", Level::First, "一、存在问题"),
            ("（二）请携带材料：章程。", Level::Second, ""),
            (
                "（一）未悬挂党旗。活动室内没有党旗。",
                Level::Second,
                "（一）未悬挂党旗。",
            ),
            ("（十一）台账不全", Level::Second, "（十一）台账不全"),
            ("1.面积不足。", Level::Third, ""),
            ("（2）座位不足。", Level::Fourth, ""),
            ("1.5米以内。", Level::Plain, ""),
            ("（见附件）", Level::Plain, ""),
            ("一是抓紧整改。", Level::Plain, ""),
            ("2026年3月5日", Level::Plain, ""),
            ("", Level::Plain, ""),
        ] {
            let read = Paragraph::read(line);
            assert_eq!((read.level, read.lead.as_str()), (level, lead), "{line}");
        }
        let long = format!("一、{}。", "请按要求整改".repeat(8));
        assert_eq!(Paragraph::read(&long).lead, "", "a sentence is no heading");
        assert_eq!(Paragraph::read(&long).line(), long);
    }

    #[test]
    fn a_body_is_edited_as_lines() {
        let lines = "引言：\n一、存在问题\n（一）党旗。未悬挂。\n（二）请整改。\n1.其他。";
        assert_eq!(text(&paragraphs(lines)), lines);
        assert_eq!(paragraphs("\n　\n"), []);
    }

    #[test]
    fn characters_are_counted_without_blanks() {
        let mut paper = Paper::sheet("通报");
        paper.body = paragraphs("一、情 况\n　　共 81家，79.01%。\n");
        // 通报, 一、情况, 共81家，79.01%。
        assert_eq!(paper.characters(), 2 + 4 + 12);
    }
}
