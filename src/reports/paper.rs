//! A paper as lines of text, for reading on a screen before it is issued and after: in the order in which it is printed,
//! with its attachments behind it.

use crate::domain::paper::{Block, CellKind, Form, Grid, Level, Paper, Table, listed, written};
use crate::width::{cut, fit, width, wrap};

/// Columns of a line of 28 characters, as an official page has it.
pub const PAGE: usize = 56;
/// The first line of a paragraph stands two characters in.
const INDENT: &str = "    ";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Titles and headings.
    Strong,
    Plain,
    /// Rules and what stands around the text.
    Quiet,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperLine {
    pub weight: Weight,
    pub text: String,
}

struct Lines {
    lines: Vec<PaperLine>,
    columns: usize,
}

/// The lines of a paper, none wider than `columns`.
pub fn lines(paper: &Paper, columns: usize) -> Vec<PaperLine> {
    let mut out = Lines {
        lines: Vec::new(),
        columns: columns.max(8),
    };
    out.head(paper);
    if !paper.addressees.is_empty() {
        out.wrapped(
            &format!("{}：", listed(&paper.addressees)),
            "",
            Weight::Plain,
        );
    }
    out.blocks(&paper.body);
    out.attached(paper);
    if let Some(signature) = &paper.signature {
        out.blank();
        out.right(&signature.name, Weight::Plain);
        out.right(&written(signature.date), Weight::Plain);
    }
    if !paper.note.is_empty() {
        out.blank();
        out.wrapped(&format!("（{}）", paper.note), INDENT, Weight::Plain);
    }
    out.imprint(paper);
    for (at, attachment) in paper.attachments.iter().enumerate() {
        out.blank();
        out.rule('-');
        let number = match paper.attachments.len() {
            1 => "附件".to_owned(),
            _ => format!("附件{}", at + 1),
        };
        out.push(&number, Weight::Strong);
        out.middle(&attachment.title, Weight::Strong);
        out.blocks(&attachment.body);
    }
    out.lines
}

impl Lines {
    fn push(&mut self, text: &str, weight: Weight) {
        self.lines.push(PaperLine {
            weight,
            text: cut(text, self.columns),
        });
    }

    fn blank(&mut self) {
        self.push("", Weight::Plain);
    }

    fn rule(&mut self, with: char) {
        let text: String = std::iter::repeat_n(with, self.columns).collect();
        self.push(&text, Weight::Quiet);
    }

    fn right(&mut self, text: &str, weight: Weight) {
        // 右空四字 of a signature's day is paper's affair; here both end alike
        let before = self.columns.saturating_sub(width(text) + 4);
        self.push(&format!("{}{text}", " ".repeat(before)), weight);
    }

    fn middle(&mut self, text: &str, weight: Weight) {
        for part in text.lines() {
            for line in wrap(part, self.columns.saturating_sub(8).max(8)) {
                let before = self.columns.saturating_sub(width(&line)) / 2;
                self.push(&format!("{}{line}", " ".repeat(before)), weight);
            }
        }
    }

    /// `indent` stands before the first line alone.
    fn wrapped(&mut self, text: &str, indent: &str, weight: Weight) {
        for line in wrap(&format!("{indent}{text}"), self.columns) {
            self.push(&line, weight);
        }
    }

    fn head(&mut self, paper: &Paper) {
        let number = paper
            .number
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        match paper.form {
            Form::Sheet => {}
            Form::Letter => {
                self.middle(&paper.mark, Weight::Strong);
                self.rule('=');
                let before = self.columns.saturating_sub(width(&number));
                self.push(&format!("{}{number}", " ".repeat(before)), Weight::Plain);
            }
            Form::Document => {
                self.middle(&paper.mark, Weight::Strong);
                self.middle(&number, Weight::Plain);
                self.rule('=');
            }
        }
        self.blank();
        self.middle(&paper.title, Weight::Strong);
        let (left, right) = &paper.above;
        if !left.is_empty() || !right.is_empty() {
            let room = self.columns.saturating_sub(width(right));
            self.push(&format!("{}{right}", fit(left, room)), Weight::Quiet);
        }
        self.blank();
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(one) => {
                    let is_heading =
                        one.text.is_empty() && matches!(one.level, Level::First | Level::Second);
                    let weight = match is_heading {
                        true => Weight::Strong,
                        false => Weight::Plain,
                    };
                    self.wrapped(&one.line(), INDENT, weight);
                }
                Block::Table(table) => self.table(table),
                Block::Grid(grid) => self.grid(grid),
                Block::Note(note) => self.wrapped(note, "", Weight::Quiet),
                Block::Gap => self.blank(),
            }
        }
    }

    /// Its columns by their shares, each cell on as many lines as it needs.
    fn table(&mut self, table: &Table) {
        let shares: Vec<u16> = table.columns.iter().map(|column| column.share).collect();
        let widths = split(&shares, self.columns);
        let headings: Vec<String> = table
            .columns
            .iter()
            .map(|column| column.heading.clone())
            .collect();
        self.rule('-');
        self.cells(&headings, &widths, Weight::Strong);
        self.rule('-');
        for row in &table.rows {
            self.cells(row, &widths, Weight::Plain);
        }
        self.rule('-');
    }

    fn cells(&mut self, cells: &[String], widths: &[usize], weight: Weight) {
        let wrapped: Vec<Vec<String>> = cells
            .iter()
            .zip(widths)
            .map(|(cell, columns)| {
                let room = columns.saturating_sub(1).max(2);
                cell.lines().flat_map(|line| wrap(line, room)).collect()
            })
            .collect();
        let rows = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..rows {
            let mut line = String::new();
            for (cell, columns) in wrapped.iter().zip(widths) {
                line += &fit(cell.get(at).map_or("", String::as_str), *columns);
            }
            self.push(line.trim_end(), weight);
        }
    }

    /// What boxes ask for, one below the other.
    fn grid(&mut self, grid: &Grid) {
        for row in &grid.rows {
            let mut label = String::new();
            for cell in &row.cells {
                let text = cell.text.replace('\n', "");
                match cell.kind {
                    CellKind::Label => label = text.replace([' ', '　'], ""),
                    CellKind::Heading => self.push(&text, Weight::Strong),
                    CellKind::Value => {
                        let said = cell.text.replace('\n', "；");
                        self.wrapped(&format!("{label}：{said}"), "", Weight::Plain);
                    }
                }
                for foot in &cell.foot {
                    self.wrapped(foot, INDENT, Weight::Quiet);
                }
            }
        }
    }

    fn attached(&mut self, paper: &Paper) {
        if paper.attachments.is_empty() {
            return;
        }
        self.blank();
        let several = paper.attachments.len() > 1;
        for (at, attachment) in paper.attachments.iter().enumerate() {
            let lead = match at {
                0 => "附件：",
                _ => "      ",
            };
            let line = match several {
                true => format!("{lead}{}. {}", at + 1, attachment.title),
                false => format!("{lead}{}", attachment.title),
            };
            self.wrapped(&line, INDENT, Weight::Plain);
        }
    }

    fn imprint(&mut self, paper: &Paper) {
        let Some(imprint) = &paper.imprint else {
            return;
        };
        self.blank();
        self.rule('-');
        if !imprint.copies.is_empty() {
            let copies = format!("抄送：{}。", listed(&imprint.copies));
            self.wrapped(&copies, "", Weight::Quiet);
        }
        if !imprint.printer.is_empty() {
            let day = format!("{}印发", written(imprint.printed));
            let room = self.columns.saturating_sub(width(&day));
            self.push(
                &format!("{}{day}", fit(&imprint.printer, room)),
                Weight::Quiet,
            );
        }
    }
}

/// The columns divided by their shares.
fn split(shares: &[u16], columns: usize) -> Vec<usize> {
    let sum: usize = shares.iter().map(|share| usize::from(*share)).sum();
    let part = |share: &u16| usize::from(*share) * columns / sum.max(1);
    shares.iter().map(part).collect()
}
