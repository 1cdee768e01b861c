//! A report as a workbook: its sentences on the first sheet, then a sheet for each table. Codes stay text; a percent
//! is a number that shows as one.

use std::io;
use std::path::Path;

use crate::documents::clean::Clean;
use crate::documents::place::Unfinished;
use crate::documents::xlsx::{Look, SheetCell, SheetColumn, Workbook, fitting, serial};
use crate::domain::coverage::Percent;
use crate::reports::{Block, Cell, Report, Table};
use crate::words::Words;

/// Widest column, in half-width characters.
const WIDEST: usize = 60;

pub fn file(report: &Report, out: &Path) -> io::Result<Unfinished> {
    let mut book = Workbook::new(out)?;
    notes(&mut book, report)?;
    for table in report.tables() {
        sheet(&mut book, &table, report.words)?;
    }
    book.finish()
}

/// Title, dates and sentences: without them no figure on the other sheets says what it counts.
fn notes(book: &mut Workbook, report: &Report) -> io::Result<()> {
    let column = SheetColumn {
        heading: Clean::from(report.title.as_str()).to_string(),
        width: 100,
    };
    let sheet = book.add_table(report.words.report_notes(), vec![column])?;
    let sentences = report.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text) => Some(text),
        _ => None,
    });
    for text in report.dates.iter().chain(sentences) {
        book.row(sheet, [text_cell(text, report.words)])?;
    }
    Ok(())
}

fn sheet(book: &mut Workbook, table: &Table, words: Words) -> io::Result<()> {
    let width = |at: usize| {
        let cells = table.rows.iter().chain(&table.total).map(|row| &row[at]);
        let widest = cells.map(|cell| crate::width::width(&cell.shown())).max();
        let heading = crate::width::width(&table.columns[at].heading);
        (widest.unwrap_or(0).max(heading) + 2).min(WIDEST) as u8
    };
    let columns = table.columns.iter().enumerate();
    let columns = columns.map(|(at, column)| SheetColumn {
        heading: column.heading.clone(),
        width: width(at),
    });
    let sheet = book.add_table(&table.title, columns.collect())?;
    let cells = |row: &[Cell]| {
        row.iter()
            .map(|cell| sheet_cell(cell, words))
            .collect::<Vec<_>>()
    };
    for row in &table.rows {
        book.row(sheet, cells(row))?;
    }
    match &table.total {
        Some(total) => book.sum(sheet, cells(total)),
        None => Ok(()),
    }
}

fn sheet_cell(cell: &Cell, words: Words) -> SheetCell {
    match cell {
        Cell::Empty => SheetCell::Empty,
        Cell::Text(text) => text_cell(text, words),
        Cell::Number(number) => SheetCell::Number(Look::Number, number.to_string()),
        Cell::Percent(percent) => SheetCell::Number(Look::Share, decimal(*percent, 4)),
        Cell::Points(points) => SheetCell::Number(Look::Points, decimal(*points, 2)),
        Cell::Date(date) => match serial(*date) {
            Some(serial) => SheetCell::Number(Look::Date, serial.to_string()),
            None => text_cell(&date.to_string(), words),
        },
    }
}

fn text_cell(text: &str, words: Words) -> SheetCell {
    SheetCell::Text(fitting(Clean::from(text).to_string(), words))
}

/// The hundredths of a percent as a decimal number with that many places, exact: 7901 with four is `0.7901`.
fn decimal(percent: Percent, places: u32) -> String {
    let (units, one) = (percent.hundredths(), 10_i128.pow(places));
    let sign = if units < 0 { "-" } else { "" };
    let (whole, part) = (units.abs() / one, units.abs() % one);
    format!("{sign}{whole}.{part:0places$}", places = places as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_exact_numbers() {
        let of = |n, d| Percent::of(n, d).unwrap();
        assert_eq!(decimal(of(64, 81), 4), "0.7901");
        assert_eq!(decimal(of(1, 1), 4), "1.0000");
        assert_eq!(decimal(of(1, 1000), 4), "0.0010");
        assert_eq!(decimal(of(1, 4).less(of(1, 2)), 2), "-25.00");
        assert_eq!(decimal(of(400, 1000).less(of(1004, 2500)), 2), "-0.16");
    }
}
