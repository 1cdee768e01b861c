//! A report as lines of text, for the screen and for text files: tables in columns, charts in characters.

use super::{Bars, Block, Cell, Column, Report, Table, Tiles, plot, rate_table};
use crate::width::{fit, printable, width, wrap};
use crate::words::Words;

/// How a line is to look where there is more than one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Title,
    Heading,
    Plain,
    Quiet,
    /// The headings of a table.
    Columns,
    /// The sum of a table.
    Total,
    Blank,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub look: Look,
    pub text: String,
}

/// Columns between two columns of a table.
const GAP: usize = 2;
/// Longest bar, and columns of a chart where nobody limits them.
const BAR: usize = 30;
const CHART: usize = 78;

/// Title, dates and all blocks. Sentences are wrapped at `columns` where that is given; tables are as wide as they
/// need.
pub fn lines(report: &Report, columns: Option<usize>) -> Vec<Line> {
    let mut all = Lines {
        lines: Vec::new(),
        columns,
        heading: String::new(),
        words: report.words,
    };
    all.push(Look::Title, &report.title);
    for date in &report.dates {
        all.push(Look::Quiet, date);
    }
    all.blocks(&report.blocks);
    all.lines
}

/// Blocks alone, without title and dates.
pub fn block_lines(blocks: &[Block], columns: Option<usize>, words: Words) -> Vec<Line> {
    let mut all = Lines {
        lines: Vec::new(),
        columns,
        heading: String::new(),
        words,
    };
    all.blocks(blocks);
    all.lines
}

struct Lines {
    lines: Vec<Line>,
    columns: Option<usize>,
    /// The last one shown.
    heading: String,
    words: Words,
}

impl Lines {
    fn push(&mut self, look: Look, text: &str) {
        self.lines.push(Line {
            look,
            text: printable(text).into_owned(),
        });
    }

    /// A blank line between two things; a heading and what it heads are one.
    fn blank(&mut self) {
        let joined = |line: &Line| matches!(line.look, Look::Blank | Look::Heading);
        if self.lines.last().is_some_and(|last| !joined(last)) {
            self.push(Look::Blank, "");
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut after_paragraph = false;
        for block in blocks {
            let is_paragraph = matches!(block, Block::Paragraph(_));
            if !(is_paragraph && after_paragraph) {
                self.blank();
            }
            after_paragraph = is_paragraph;
            match block {
                Block::Heading(text) => self.title(text),
                Block::Paragraph(text) => self.paragraph(text),
                Block::Rates(rates) => {
                    let table = rate_table("rates", rates, self.words);
                    self.table(&table);
                }
                Block::Table(table) => self.table(table),
                Block::Bars(bars) => self.bars(bars),
                Block::Tiles(tiles) => self.tiles(tiles),
                Block::Lines(chart) => {
                    self.title(&chart.title);
                    for line in plot::lines(chart, self.columns.unwrap_or(CHART)) {
                        self.push(Look::Plain, &line);
                    }
                }
            }
        }
    }

    fn paragraph(&mut self, text: &str) {
        match self.columns {
            Some(columns) => wrap(&printable(text), columns)
                .iter()
                .for_each(|line| self.push(Look::Plain, line)),
            None => self.push(Look::Plain, text),
        }
    }

    /// A heading, or the title of a table or chart, unless the last one said the same.
    fn title(&mut self, title: &str) {
        if title != self.heading {
            self.heading = title.to_owned();
            self.push(Look::Heading, title);
        }
    }

    fn table(&mut self, table: &Table) {
        self.title(&table.title);
        if table.rows.is_empty() {
            return self.push(Look::Quiet, self.words.report_no_rows());
        }
        let (shown, widths) = (table.shown(), table.widths());
        let headings: Vec<String> = shown
            .iter()
            .map(|at| table.columns[*at].heading.clone())
            .collect();
        let of = |row: &[Cell]| shown.iter().map(|at| row[*at].shown()).collect::<Vec<_>>();
        let line = |cells: Vec<String>| {
            let columns = shown.iter().map(|at| &table.columns[*at]);
            row_text(columns, &widths, cells)
        };
        self.push(Look::Columns, &line(headings));
        for row in &table.rows {
            self.push(Look::Plain, &line(of(row)));
        }
        if let Some(total) = &table.total {
            self.push(Look::Total, &line(of(total)));
        }
    }

    /// A line each: the state, the label, and what else stands on the tile.
    fn tiles(&mut self, tiles: &Tiles) {
        self.title(&tiles.title);
        let all = || tiles.groups.iter().flat_map(|group| &group.tiles);
        let states = all().map(|tile| width(&tile.state)).max().unwrap_or(0);
        for group in &tiles.groups {
            self.push(Look::Columns, &format!("{}  {}", group.name, group.note));
            for tile in &group.tiles {
                let state = fit(&printable(&tile.state), states + GAP);
                let text = format!("  {state}{}  {}", tile.label, tile.lines.join("  "));
                self.push(Look::Plain, &text);
            }
        }
    }

    fn bars(&mut self, bars: &Bars) {
        self.title(&bars.title);
        let labels = bars.bars.iter().map(|bar| width(&bar.label));
        let labels = labels.max().unwrap_or(0);
        let columns = match self.columns {
            Some(columns) => BAR.min(columns.saturating_sub(labels.min(24) + 24)).max(8),
            None => BAR,
        };
        for bar in &bars.bars {
            let drawn = plot::bar(bars.length(bar), columns);
            let figure = bars.figure(bar, self.words);
            let label = fit(&printable(&bar.label), labels);
            self.push(Look::Plain, &format!("{label}  {drawn}  {figure}"));
        }
    }
}

/// Numbers to the right, all else to the left; blanks at the end are dropped.
fn row_text<'a>(
    columns: impl Iterator<Item = &'a Column>,
    widths: &[usize],
    cells: Vec<String>,
) -> String {
    let mut line = String::new();
    for ((column, wide), cell) in columns.zip(widths).zip(cells) {
        let cell = printable(&cell).into_owned();
        let room = " ".repeat(wide.saturating_sub(width(&cell)));
        match column.form.is_right() {
            true => line += &(room + &cell),
            false => line += &(cell + &room),
        }
        line += &" ".repeat(GAP);
    }
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coverage::Percent;
    use crate::reports::{Bar, Form};

    fn report() -> Report {
        let row = |name: &str, n: i64, of: u64| {
            vec![
                Cell::text(name),
                Cell::Number(n),
                Cell::percent(Percent::of(n as u64, of)),
            ]
        };
        Report {
            id: "test",
            title: "标题".into(),
            dates: vec!["2026-11-22".into()],
            blocks: vec![
                Block::Paragraph("一句话。".into()),
                Block::Heading("按镇街".into()),
                Block::Table(Table {
                    key: "parts",
                    title: "按镇街".into(),
                    columns: vec![
                        Column::new("part", "镇街", Form::Text),
                        Column::new("n", "家数", Form::Number),
                        Column::new("rate", "比率", Form::Percent),
                    ],
                    rows: vec![row("东街镇", 9, 10), row("a\u{1b}[31m西", 120, 0)],
                    total: Some(row("合计", 129, 130)),
                }),
                Block::Bars(Bars {
                    title: "柱".into(),
                    bars: vec![Bar {
                        label: "东街镇".into(),
                        value: 9,
                        base: Some(10),
                    }],
                }),
            ],
            words: Words::ZH,
        }
    }

    #[test]
    fn tables_stand_in_columns_and_say_their_title_once() {
        let text: Vec<String> = lines(&report(), None)
            .into_iter()
            .map(|line| line.text)
            .collect();
        assert_eq!(
            text,
            [
                "标题",
                "2026-11-22",
                "",
                "一句话。",
                "",
                "按镇街",
                "镇街    家数    比率",
                "东街镇     9  90.00%",
                "a西      120",
                "合计     129  99.23%",
                "",
                "柱",
                "东街镇  [###########################...]   90.00%  9/10",
            ]
        );
    }

    #[test]
    fn sentences_are_wrapped_and_charts_narrowed_to_the_screen() {
        let narrow = lines(&report(), Some(6));
        assert!(narrow.iter().any(|line| line.text == "一句"));
        assert!(narrow.iter().any(|line| line.text.contains("[#######.]")));
    }
}
