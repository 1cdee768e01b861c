//! A report as one HTML file that needs no other: charts are drawn in it as SVG, and it prints on A4. Nothing is told
//! by colour alone.

mod chart;
mod wall;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::documents::clean::Clean;
use crate::reports::{Block, Cell, Column, Report, Table, rate_table};
use crate::words::{Lang, Words};

const STYLE: &str = "
@page { size: A4; margin: 18mm 16mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2em 1.5em; max-width: 60em; color: #111; background: #fff; line-height: 1.6;
  font-family: 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif;
  font-size: 15px; }
h1 { font-size: 1.7em; text-align: center; margin: 0 0 .3em; }
h2 { font-size: 1.2em; margin: 1.8em 0 .5em; border-bottom: 2px solid #111; break-after: avoid; }
p.date { text-align: center; margin: 0; }
p { margin: .6em 0; }
table { border-collapse: collapse; width: 100%; margin: .8em 0 1.2em; font-size: .92em; }
caption { text-align: left; font-weight: bold; padding: .3em 0; }
thead { display: table-header-group; }
tfoot { display: table-row-group; font-weight: bold; }
tr { break-inside: avoid; }
th, td { border: 1px solid #777; padding: .25em .5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eee; white-space: nowrap; }
td.right, th.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: .8em 0 1.2em; break-inside: avoid; }
figcaption { font-weight: bold; }
svg { width: 100%; height: auto; }
svg text { font-family: inherit; font-size: 13px; fill: #111; }
@media print { body { padding: 0; max-width: none; font-size: 10.5pt; } }
";

/// Tables with more columns than that are printed across the sheet.
const UPRIGHT: usize = 10;
const ACROSS: &str = "
@page { size: A4 landscape; margin: 12mm 14mm; }
body { max-width: 84em; }
";

pub fn page(report: &Report) -> String {
    let words = report.words;
    let language = match words.0 {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let mut heading = String::new();
    let mut body = Vec::new();
    for part in &report.blocks {
        body.push(block(part, &heading, words));
        heading = title(part, words).unwrap_or(heading);
    }
    let page = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (clean(&report.title)) }
                style { (PreEscaped(STYLE)) }
                @if report.tables().iter().any(|table| table.shown().len() > UPRIGHT) {
                    style { (PreEscaped(ACROSS)) }
                }
                @if report.blocks.iter().any(|block| matches!(block, Block::Tiles(_))) {
                    style { (PreEscaped(wall::STYLE)) }
                }
            }
            body {
                h1 { (clean(&report.title)) }
                @for date in &report.dates { p.date { (clean(date)) } }
                @for part in body { (part) }
            }
        }
    };
    page.into_string() + "\n"
}

/// What stands above a block.
fn title(block: &Block, words: Words) -> Option<String> {
    match block {
        Block::Heading(title) => Some(title.clone()),
        Block::Rates(_) => Some(words.report_rates().to_owned()),
        Block::Table(table) => Some(table.title.clone()),
        Block::Bars(bars) => Some(bars.title.clone()),
        Block::Lines(lines) => Some(lines.title.clone()),
        Block::Tiles(tiles) => Some(tiles.title.clone()),
        Block::Paragraph(_) => None,
    }
}

/// `heading` is the last one above the block; what says the same has no title of its own.
fn block(block: &Block, heading: &str, words: Words) -> Markup {
    let caption = |title: &str| (title != heading).then(|| clean(title));
    match block {
        Block::Heading(text) => html! { h2 { (clean(text)) } },
        Block::Paragraph(text) => html! { p { (clean(text)) } },
        Block::Rates(rates) => {
            let rates = rate_table("rates", rates, words);
            table(&rates, caption(&rates.title), words)
        }
        Block::Table(one) => table(one, caption(&one.title), words),
        Block::Bars(bars) => figure(caption(&bars.title), chart::bars(bars, words)),
        Block::Lines(lines) => figure(caption(&lines.title), chart::lines(lines)),
        Block::Tiles(tiles) => wall::tiles(tiles, caption(&tiles.title)),
    }
}

fn figure(caption: Option<String>, drawing: Markup) -> Markup {
    html! {
        figure {
            @if let Some(caption) = caption { figcaption { (caption) } }
            (drawing)
        }
    }
}

fn table(table: &Table, caption: Option<String>, words: Words) -> Markup {
    let shown = table.shown();
    let side = |column: &Column| column.form.is_right().then_some("right");
    let row = |cells: &[Cell]| {
        html! {
            tr {
                @for at in &shown {
                    td class=[side(&table.columns[*at])] { (clean(&cells[*at].shown())) }
                }
            }
        }
    };
    html! {
        table {
            @if let Some(caption) = caption { caption { (caption) } }
            thead { tr {
                @for at in &shown {
                    th scope="col" class=[side(&table.columns[*at])] { (clean(&table.columns[*at].heading)) }
                }
            } }
            tbody {
                @if table.rows.is_empty() {
                    tr { td colspan=(shown.len()) { (words.report_no_rows()) } }
                }
                @for cells in &table.rows { (row(cells)) }
            }
            @if let Some(total) = &table.total { tfoot { (row(total)) } }
        }
    }
}

fn clean(text: &str) -> String {
    Clean::from(text).to_string()
}
