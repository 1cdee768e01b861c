//! A paper as one HTML file for printing from a browser, where no word processor is at hand. The layout follows the same
//! figures as the DOCX; it needs no other file and runs no script. Pages are the browser's, so that what must stand on a
//! certain page (版记, the lower double line of a letter) stands where a browser can put it.

mod style;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::clean::Clean;
use super::layout;
use crate::domain::paper::{
    Attachment, Block, CellKind, Form, Grid, GridCell, Imprint, Level, Paper, Paragraph, Side,
    Signature, Table, listed, printed, written,
};

/// The whole file.
pub fn html(paper: &Paper) -> String {
    let form = match paper.form {
        Form::Document => "document",
        Form::Letter => "letter",
        Form::Sheet => "sheet",
    };
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (text(&paper.title.replace('\n', ""))) }
                style { (PreEscaped(style::style(paper.form))) }
            }
            body class=(form) {
                main {
                    (head(paper))
                    (title(paper))
                    @if !paper.addressees.is_empty() {
                        p.addressee { (text(&listed(&paper.addressees))) "：" }
                    }
                    (blocks(&paper.body))
                    (attached(&paper.attachments))
                    @if let Some(signature) = &paper.signature { (sign(signature, &paper.note)) }
                    @for (at, attachment) in paper.attachments.iter().enumerate() {
                        (attach(attachment, at, paper.attachments.len()))
                    }
                    @if let Some(imprint) = &paper.imprint { (print(imprint, paper.form)) }
                }
            }
        }
    };
    page.into_string() + "\n"
}

/// Through the common gate, with the quotation marks of print; maud escapes it.
fn text(text: &str) -> String {
    Clean::from(text).as_str().chars().map(printed).collect()
}

fn head(paper: &Paper) -> Markup {
    let (size, _) = layout::mark_size(&paper.mark, layout::WIDTH);
    let size = format!("font-size:{}pt", f64::from(size) / 2.0);
    let number = paper
        .number
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    html! {
        @if paper.form != Form::Sheet {
            header {
                p.mark style=(size) { (text(&paper.mark)) }
                @if paper.form == Form::Letter { div.double {} }
                p.number { (text(&number)) }
                @if paper.form == Form::Document { div.rule {} }
            }
        }
    }
}

fn title(paper: &Paper) -> Markup {
    let lines = layout::title_lines(paper);
    let (left, right) = &paper.above;
    html! {
        h1 { @for (at, line) in lines.iter().enumerate() { @if at > 0 { br; } (text(line)) } }
        @if paper.form == Form::Sheet {
            div.above { span { (text(left)) } span { (text(right)) } }
        }
    }
}

fn blocks(blocks: &[Block]) -> Markup {
    html! {
        @for block in blocks {
            @match block {
                Block::Paragraph(one) => (paragraph(one)),
                Block::Table(one) => (table(one)),
                Block::Grid(one) => (grid(one)),
                Block::Note(note) => p.remark { (text(note)) },
                Block::Gap => div.gap {},
            }
        }
    }
}

fn paragraph(one: &Paragraph) -> Markup {
    let level = match one.level {
        Level::First => "one",
        Level::Second => "two",
        _ => "plain",
    };
    let is_heading = one.text.is_empty() && one.level != Level::Plain;
    html! {
        p.text.heading[is_heading] {
            @if !one.lead.is_empty() { span class=(level) { (text(&one.lead)) } }
            (text(&one.text))
        }
    }
}

fn lines(cell: &str) -> Markup {
    html! { @for (at, line) in cell.lines().enumerate() { @if at > 0 { br; } (text(line)) } }
}

fn table(table: &Table) -> Markup {
    let shares: u32 = table
        .columns
        .iter()
        .map(|column| u32::from(column.share))
        .sum();
    let width = |share: u16| {
        format!(
            "width:{:.2}%",
            f64::from(share) * 100.0 / f64::from(shares.max(1))
        )
    };
    let height = (table.lines > 0).then(|| format!("height:{}pt", u32::from(table.lines) * 22));
    let side = |side: Side| match side {
        Side::Left => None,
        Side::Centre => Some("centre"),
        Side::Right => Some("right"),
    };
    html! {
        table {
            @if !table.caption.is_empty() { caption { (text(&table.caption)) } }
            thead { tr { @for column in &table.columns {
                th scope="col" style=(width(column.share)) { (text(&column.heading)) }
            } } }
            tbody { @for row in &table.rows { tr style=[height.as_deref()] {
                @for (cell, column) in row.iter().zip(&table.columns) { td class=[side(column.side)] { (lines(cell)) } }
            } } }
        }
    }
}

fn grid(grid: &Grid) -> Markup {
    let shares: u32 = grid.shares.iter().map(|share| u32::from(*share)).sum();
    let width = |share: &u16| {
        format!(
            "width:{:.2}%",
            f64::from(*share) * 100.0 / f64::from(shares.max(1))
        )
    };
    html! {
        table.boxes {
            colgroup { @for share in &grid.shares { col style=(width(share)); } }
            tbody { @for row in &grid.rows {
                tr style=(format!("height:{}pt", u32::from(row.lines.max(1)) * 22)) {
                    @for cell in &row.cells { (boxed(cell)) }
                }
            } }
        }
    }
}

fn boxed(cell: &GridCell) -> Markup {
    let span = (cell.span > 1).then_some(cell.span);
    html! {
        @if cell.kind == CellKind::Value {
            td colspan=[span] {
                (lines(&cell.text))
                @for line in &cell.foot { p.foot { (text(line)) } }
            }
        } @else {
            th colspan=[span] { (lines(&cell.text)) }
        }
    }
}

fn attached(attachments: &[Attachment]) -> Markup {
    let several = attachments.len() > 1;
    html! {
        @if !attachments.is_empty() {
            div.attached {
                span { "附件：" }
                div { @for (at, attachment) in attachments.iter().enumerate() {
                    p { @if several { (at + 1) "." } (text(&attachment.title)) }
                } }
            }
        }
    }
}

fn sign(signature: &Signature, note: &str) -> Markup {
    html! {
        div.signature {
            div {
                p { (text(&signature.name)) }
                p { (written(signature.date)) }
            }
        }
        @if !note.is_empty() { p.text { "（" (text(note)) "）" } }
    }
}

fn attach(attachment: &Attachment, at: usize, count: usize) -> Markup {
    html! {
        @if !attachment.body.is_empty() {
            section {
                p.which { "附件" @if count > 1 { (at + 1) } }
                h2 { (text(&attachment.title)) }
                (blocks(&attachment.body))
            }
        }
    }
}

fn print(imprint: &Imprint, form: Form) -> Markup {
    html! {
        footer {
            @if !imprint.copies.is_empty() {
                p.copies { "抄送：" (text(&listed(&imprint.copies))) "。" }
            }
            @if form != Form::Letter {
                p.printer { span { (text(&imprint.printer)) } span { (written(imprint.printed)) "印发" } }
            }
        }
    }
}
