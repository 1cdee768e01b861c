//! Tables under headings that stand on every page, and the boxes of sheets, both as wide as the type area.

use std::fmt::Write;

use super::xml::{Align, Para};
use crate::documents::layout::WIDTH;
use crate::domain::paper::{CellKind, Grid, GridRow, Side, Table};

/// Least height of one line of boxes, so that a hand can write in it.
const BOX_LINE: u32 = 440;

pub fn push_table(xml: &mut String, table: &Table) {
    if !table.caption.is_empty() {
        Para::new("Heading")
            .keep_next()
            .text(&table.caption)
            .push_to(xml);
    }
    let shares: Vec<u16> = table.columns.iter().map(|column| column.share).collect();
    let widths = widths(&shares);
    push_start(xml, &widths);
    xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in table.columns.iter().zip(&widths) {
        push_cell(
            xml,
            *width,
            1,
            &[Para::new("Heading").text(&column.heading)],
        );
    }
    xml.push_str("</w:tr>");
    for row in &table.rows {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/>");
        if table.lines > 0 {
            push_height(xml, table.lines);
        }
        xml.push_str("</w:trPr>");
        for ((cell, column), width) in row.iter().zip(&table.columns).zip(&widths) {
            let align = match column.side {
                Side::Left => Align::Left,
                Side::Centre => Align::Centre,
                Side::Right => Align::Right,
            };
            push_cell(xml, *width, 1, &paragraphs(cell, align));
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
}

pub fn push_grid(xml: &mut String, grid: &Grid) {
    let widths = widths(&grid.shares);
    push_start(xml, &widths);
    for row in &grid.rows {
        push_row(xml, row, &widths);
    }
    xml.push_str("</w:tbl>");
}

fn push_row(xml: &mut String, row: &GridRow, widths: &[u32]) {
    xml.push_str("<w:tr><w:trPr><w:cantSplit/>");
    push_height(xml, row.lines.max(1));
    xml.push_str("</w:trPr>");
    let mut at = 0;
    for cell in &row.cells {
        let end = (at + usize::from(cell.span)).min(widths.len());
        let width = widths[at..end].iter().sum();
        let mut lines = match cell.kind {
            CellKind::Label | CellKind::Heading => {
                let lines = cell
                    .text
                    .lines()
                    .map(|line| Para::new("Heading").text(line));
                lines.collect()
            }
            CellKind::Value => paragraphs(&cell.text, Align::Left),
        };
        if !cell.foot.is_empty() && cell.text.is_empty() {
            lines.clear();
        } else if !cell.foot.is_empty() {
            // room for what is written by hand, between the text and where it is signed
            lines.push(Para::new("Cell"));
        }
        lines.extend(
            cell.foot
                .iter()
                .map(|line| Para::new("Cell").align(Align::Right).line(480).text(line)),
        );
        push_cell(xml, width, cell.span, &lines);
        at = end;
    }
    xml.push_str("</w:tr>");
}

fn push_height(xml: &mut String, lines: u8) {
    let height = BOX_LINE * u32::from(lines);
    let _ = write!(xml, "<w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>");
}

/// One paragraph for each line; an empty cell has one too, as every cell must.
fn paragraphs(text: &str, align: Align) -> Vec<Para> {
    if text.is_empty() {
        return vec![Para::new("Cell").align(align)];
    }
    text.lines()
        .map(|line| Para::new("Cell").align(align).text(line))
        .collect()
}

fn push_cell(xml: &mut String, width: u32, span: u8, lines: &[Para]) {
    let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
    if span > 1 {
        let _ = write!(xml, "<w:gridSpan w:val=\"{span}\"/>");
    }
    xml.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
    for line in lines {
        line.push_to(xml);
    }
    if lines.is_empty() {
        Para::new("Cell").push_to(xml);
    }
    xml.push_str("</w:tc>");
}

fn push_start(xml: &mut String, widths: &[u32]) {
    let _ = write!(
        xml,
        "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>"
    );
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(
            xml,
            "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
        );
    }
    xml.push_str("</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"70\" w:type=\"dxa\"/>");
    xml.push_str("<w:bottom w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
    for width in widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid>");
}

/// Widths in twips that together are exactly the type area's.
fn widths(shares: &[u16]) -> Vec<u32> {
    let all: u32 = shares
        .iter()
        .map(|share| u32::from(*share))
        .sum::<u32>()
        .max(1);
    let mut so_far = 0;
    let mut end = 0;
    let width = |share: &u16| {
        so_far += u32::from(*share);
        let start = end;
        end = WIDTH * so_far / all;
        end - start
    };
    shares.iter().map(width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_exactly() {
        for shares in [&[1, 1, 1][..], &[8, 15, 18, 32, 32, 16], &[25, 75], &[7]] {
            assert_eq!(widths(shares).iter().sum::<u32>(), WIDTH);
        }
    }
}
