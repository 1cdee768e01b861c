//! Cells merged downwards, as a street over its organisations: the value stands in the first row alone and holds for
//! all of them. Numbers are not carried down, since they would count twice.

use std::borrow::Cow;

use super::columns::Layout;
use super::{Row, is_blank};
use crate::domain::register::ListField;

/// Cells of one column merged from a row to a later one, as the spreadsheet counts them, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub first: u32,
    pub last: u32,
    /// Counted from 0.
    pub column: usize,
}

/// The merged cells of a sheet while its rows are read in their order.
pub struct Merged {
    /// Those still to come, the next one last.
    spans: Vec<Span>,
    /// Those that reach over the row being read, each with its value.
    open: Vec<(Span, String)>,
}

impl Merged {
    /// Only what begins below the header and is no count holds for the rows below it.
    pub fn new(mut spans: Vec<Span>, header: u32, layout: &Layout) -> Merged {
        let counts = [
            ListField::Staff,
            ListField::Members,
            ListField::PartyFullHere,
            ListField::PartyFullElsewhere,
            ListField::PartyPartHere,
            ListField::PartyPartElsewhere,
            ListField::PartyTotal,
        ];
        let counts = counts.map(|field| layout.column(field));
        spans.retain(|span| span.first > header && !counts.contains(&Some(span.column)));
        spans.sort_by_key(|span| std::cmp::Reverse(span.first));
        Merged {
            spans,
            open: Vec::new(),
        }
    }

    /// The row with what is merged into it from above.
    pub fn filled<'a>(&mut self, row: &'a Row) -> Cow<'a, Row> {
        self.open.retain(|(span, _)| span.last >= row.number);
        let mut filled = Cow::Borrowed(row);
        for (span, value) in &self.open {
            let cells = &mut filled.to_mut().cells;
            if cells.len() <= span.column {
                cells.resize(span.column + 1, String::new());
            }
            if is_blank(&cells[span.column]) {
                cells[span.column].clone_from(value);
            }
        }
        while let Some(span) = self.spans.pop_if(|span| span.first <= row.number) {
            let value = row.cells.get(span.column);
            if span.first == row.number
                && let Some(value) = value.filter(|value| !is_blank(value))
            {
                self.open.push((span, value.clone()));
            }
        }
        filled
    }
}

/// The merged cells of a sheet in an OpenDocument file, from its XML.
pub fn spans_of_ods(content: &mut dyn std::io::BufRead, sheet: &str) -> std::io::Result<Vec<Span>> {
    let mut spans = Vec::new();
    let (mut inside, mut row, mut column) = (false, 0_u32, 0_usize);
    let mut rows_here = 0;
    let mut piece = Vec::new();
    loop {
        piece.clear();
        if content.read_until(b'>', &mut piece)? == 0 {
            return Ok(spans);
        }
        let text = String::from_utf8_lossy(&piece);
        let Some((_, tag)) = text.rsplit_once('<') else {
            continue;
        };
        let name = tag.split([' ', '>', '/', '\n']).next().unwrap_or_default();
        let number = |attribute: &str| {
            let value = attribute_of(tag, attribute).and_then(|value| value.parse().ok());
            value.unwrap_or(1_u32)
        };
        match name {
            "table:table" => {
                inside =
                    attribute_of(tag, "table:name").is_some_and(|name| unescaped(name) == sheet);
                row = 0;
            }
            "table:table-row" if inside => {
                rows_here = number("table:number-rows-repeated");
                row = row.saturating_add(1);
                column = 0;
                if tag.ends_with("/>") {
                    row = row.saturating_add(rows_here.saturating_sub(1));
                }
            }
            "table:table-cell" | "table:covered-table-cell" if inside => {
                let down = number("table:number-rows-spanned");
                if down > 1 {
                    spans.push(Span {
                        first: row,
                        last: row.saturating_add(down - 1),
                        column,
                    });
                }
                let repeated = number("table:number-columns-repeated");
                column = column.saturating_add(repeated as usize);
            }
            "" if inside && tag.starts_with("/table:table-row>") => {
                row = row.saturating_add(rows_here.saturating_sub(1));
            }
            "" if tag.starts_with("/table:table>") => inside = false,
            _ => {}
        }
    }
}

fn attribute_of<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

fn unescaped(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    let replace = |text: String, (from, to): (&str, &str)| text.replace(from, to);
    pairs.into_iter().fold(text.to_owned(), replace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32, cells: &[&str]) -> Row {
        Row {
            number,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        }
    }

    #[test]
    fn a_merged_value_holds_for_the_rows_it_covers_and_no_further() {
        let span = |first, last, column| Span {
            first,
            last,
            column,
        };
        let spans = vec![span(5, 6, 1), span(2, 4, 0), span(1, 2, 1)];
        let mut merged = Merged::new(spans, 1, &Layout::default());
        for (number, cells, wanted) in [
            (2, &["城区", "甲"][..], &["城区", "甲"][..]),
            (3, &["", "乙"], &["城区", "乙"]),
            (4, &["矿区"], &["矿区"]),
            (5, &["", "丙"], &["", "丙"]),
            (6, &[], &["", "丙"]),
            (7, &["", ""], &["", ""]),
        ] {
            let row = row(number, cells);
            assert_eq!(merged.filled(&row).cells, wanted, "row {number}");
        }
    }

    #[test]
    fn merged_cells_are_found_in_the_xml_of_an_opendocument_sheet() {
        let cell = |attributes: &str| {
            format!("<table:table-cell{attributes}><text:p>x</text:p></table:table-cell>")
        };
        let down = cell(r#" table:number-columns-spanned="1" table:number-rows-spanned="3""#);
        let content = format!(
            r#"<table:table table:name="A"><table:table-row>{down}</table:table-row></table:table><table:table table:name="名&amp;册"><table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row/><table:table-row><table:table-cell table:number-columns-repeated="2"/>{down}</table:table-row></table:table>"#
        );
        let spans = spans_of_ods(&mut content.as_bytes(), "名&册").unwrap();
        let wanted = Span {
            first: 4,
            last: 6,
            column: 2,
        };
        assert_eq!(spans, [wanted]);
    }
}
