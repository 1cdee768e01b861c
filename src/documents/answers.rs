//! The answers of one template, a visit a row and an item a column, over all versions that the file knows. A column keeps
//! its place and its name for ever: what a later version adds stands behind everything that was there, and what it drops
//! keeps its column. `fixtures/answers-export.md` tells what each column holds.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::log;
use super::table::{Cell, Column, Decimal, Form as Holds, Part, Record, Row, Table};
use crate::domain::checklist::{Checklist, Form as Outcome, Item, ItemKind};
use crate::domain::export::Detail;
use crate::domain::filling::{Filling, Form, Line};
use crate::domain::view::LogVisit;
use crate::domain::visit::Answer;
use crate::words::Words;

pub const FORMAT: &str = "liuyou-answers";

/// The columns in front of the items, by their keys in the visit log. What the log gains later is not among them: here
/// it would move every item.
const HEAD: [&str; 24] = [
    "visit_id",
    "status",
    "organisation",
    "credit_code",
    "area",
    "authority",
    "class",
    "checklist",
    "checklist_name",
    "mode",
    "started",
    "finished",
    "inspector",
    "second_inspector",
    "unit",
    "answered",
    "items",
    "points_earned",
    "points_possible",
    "score",
    "verdict",
    "veto_failed",
    "corrections",
    "correction_reasons",
];
/// Behind them, the addresses of answers that two people gave without having seen each other.
const CONFLICTS: &str = "conflicts";
/// Columns in front of the items of a repeated section.
const REPEATED: usize = 6;
/// What follows the columns of a record, in JSON.
const REPEATS: &str = "repeats";

/// What of an item a column holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Holding {
    Answer,
    /// The ledger's figure of a pair.
    Ledger,
    /// Whether the choice of that code was taken.
    Choice(String),
    Remark,
}

/// A column of an item.
struct Place {
    code: String,
    holding: Holding,
    column: Column,
}

/// Keys that are given already. An item may be called as a fixed column is.
struct Keys(BTreeSet<String>);

impl Keys {
    fn of<'a>(fixed: impl IntoIterator<Item = &'a str>) -> Keys {
        let mut keys = Keys(BTreeSet::new());
        fixed.into_iter().for_each(|key| {
            keys.give(key.to_owned());
        });
        keys
    }

    /// The key itself, or with `_` before it as often as it takes; who came first keeps the plain one.
    fn give(&mut self, mut key: String) -> String {
        let label = |key: &str| format!("{key}_label");
        while self.0.contains(&key) || self.0.contains(&label(&key)) {
            key.insert(0, '_');
        }
        self.0.insert(label(&key));
        self.0.insert(key.clone());
        key
    }
}

/// The columns of an export, worked out before its first row.
pub struct Layout {
    /// Numbers of the fixed columns in the visit log.
    head: Vec<usize>,
    items: Vec<Place>,
    /// Of the items of repeated sections, which have rows of their own.
    repeats: Vec<Place>,
    labels: bool,
    words: Words,
}

/// Codes are the same in every language, and so is a file of codes.
pub fn words_of(detail: &Detail, words: Words) -> Words {
    match detail.labels {
        true => words,
        false => Words::EN,
    }
}

impl Layout {
    /// `versions` in the order in which they came into the file, which no later version changes.
    pub fn of(versions: &[(i64, Arc<Form>)], detail: &Detail, words: Words) -> Layout {
        let mut layout = Layout {
            head: head_columns().into_iter().map(|(at, _)| at).collect(),
            items: Vec::new(),
            repeats: Vec::new(),
            labels: detail.labels,
            words: words_of(detail, words),
        };
        let (mut seen, mut seen_repeated) = (BTreeSet::new(), BTreeSet::new());
        let mut keys = Keys::of(HEAD.into_iter().chain([CONFLICTS, REPEATS]));
        let front = front_columns();
        let mut keys_repeated = Keys::of(front.iter().map(|column| &*column.key));
        for (_, form) in versions {
            let list = &form.checklist;
            for section in &list.sections {
                let is_repeated = section.repeat.is_some();
                for item in section
                    .items
                    .iter()
                    .filter(|item| item.kind != ItemKind::Note)
                {
                    for holding in holdings(list, item, detail.split) {
                        let seen = if is_repeated {
                            &mut seen_repeated
                        } else {
                            &mut seen
                        };
                        if seen.insert((item.code.clone(), holding.clone())) {
                            let keys = match is_repeated {
                                true => &mut keys_repeated,
                                false => &mut keys,
                            };
                            let key = keys.give(key(item, &holding));
                            let place = layout.place(list, item, holding, key);
                            match is_repeated {
                                true => layout.repeats.push(place),
                                false => layout.items.push(place),
                            }
                        }
                    }
                }
            }
        }
        layout
    }

    fn place(&self, list: &Checklist, item: &Item, holding: Holding, key: String) -> Place {
        let (holds, width) = match (&holding, item.kind) {
            (Holding::Ledger | Holding::Choice(_), _) => (Holds::Number, 10),
            (Holding::Remark, _) => (Holds::Text, 24),
            (_, ItemKind::Number | ItemKind::Money | ItemKind::Pair) => (Holds::Number, 12),
            (_, ItemKind::Date) => (Holds::Date, 12),
            (_, ItemKind::Scale | ItemKind::OneOf | ItemKind::SeveralOf) if self.labels => {
                (Holds::Coded, 12)
            }
            (_, ItemKind::Scale | ItemKind::OneOf | ItemKind::SeveralOf) => (Holds::Code, 12),
            (_, _) => (Holds::Text, 20),
        };
        let heading = match self.labels {
            true => self.heading(list, item, &holding),
            false => key.clone(),
        };
        Place {
            column: Column::given(&key, &heading, holds, width),
            code: item.code.clone(),
            holding,
        }
    }

    /// In words, as the version says that brought the column.
    fn heading(&self, list: &Checklist, item: &Item, holding: &Holding) -> String {
        let words = self.words;
        let name = format!("{} {}", item.code, item.name.get(words.0));
        match holding {
            Holding::Answer => name,
            Holding::Ledger => words.answers_ledger(&name),
            Holding::Remark => words.answers_remark(&name),
            Holding::Choice(code) => {
                let mut choices = list.choices(item).iter();
                let label = choices.find(|choice| choice.code == *code);
                let label = label.map_or(code.as_str(), |choice| choice.label.get(words.0));
                words.answers_choice(&name, label)
            }
        }
    }

    pub fn tables(&self) -> (Table, Option<Table>) {
        let head = head_columns().into_iter().map(|(_, column)| column);
        let head = head.chain([Column::new(
            CONFLICTS,
            Words::column_conflicts,
            Holds::List,
            12,
        )]);
        let items = self.items.iter().map(|place| place.column.clone());
        let visits = Table {
            key: "visits",
            name: self.words.sheet_visits(),
            columns: head
                .map(|column| self.headed(column))
                .chain(items)
                .collect(),
        };
        let repeats = (!self.repeats.is_empty()).then(|| {
            let front = front_columns().map(|column| self.headed(column));
            let places = self.repeats.iter().map(|place| place.column.clone());
            Table {
                key: REPEATS,
                name: self.words.sheet_repeats(),
                columns: front.into_iter().chain(places).collect(),
            }
        });
        (visits, repeats)
    }

    /// A fixed column: where codes are written, its key is its heading, and no label stands beside a code.
    fn headed(&self, column: Column) -> Column {
        if self.labels {
            return column;
        }
        let form = match column.form {
            Holds::Coded => Holds::Code,
            form => form,
        };
        Column::given(&column.key, &column.key, form, column.width).part(column.part)
    }

    fn plain(&self, cell: Cell) -> Cell {
        match cell {
            Cell::Coded(code, _) if !self.labels => code.map_or(Cell::Empty, Cell::Text),
            cell => cell,
        }
    }

    pub fn record(&self, visit: &LogVisit) -> Record {
        let filling = Filling::open(
            &visit.form,
            visit.visit.started,
            self.words.0,
            &visit.answers,
        );
        let conflicts = visit.answers.iter().filter(|(_, answer)| answer.conflict);
        let conflicts = conflicts.map(|(address, _)| address.as_str().into());
        let head = log::head(visit, self.words);
        let mut row: Row = self
            .head
            .iter()
            .map(|at| self.plain(head[*at].clone()))
            .collect();
        row.push(Cell::List(conflicts.collect()));
        row.extend(self.items.iter().map(|place| {
            let line = filling.find(&place.code).map(|at| &filling.lines()[at]);
            self.cell(visit, &filling, line, place)
        }));
        Record {
            title: format!("{} {}", visit.organisation.name, visit.visit.started.date)
                .as_str()
                .into(),
            row,
            parts: self.repeated(visit, &filling),
        }
    }

    /// One row for each time that a repeated section is asked.
    fn repeated(&self, visit: &LogVisit, filling: &Filling) -> Vec<Row> {
        if self.repeats.is_empty() {
            return Vec::new();
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut last = None;
        for line in filling.lines().iter().filter(|line| line.item.is_some()) {
            let Some(number) = line.number else { continue };
            if last != Some((line.section, number)) {
                last = Some((line.section, number));
                let mut row = self.front(visit, &filling.form().section(line).code, number);
                row.resize(REPEATED + self.repeats.len(), Cell::Empty);
                rows.push(row);
            }
            let Some(item) = filling.item(line) else {
                continue;
            };
            for (at, place) in self.repeats.iter().enumerate() {
                if place.code == item.code
                    && let Some(row) = rows.last_mut()
                {
                    row[REPEATED + at] = self.cell(visit, filling, Some(line), place);
                }
            }
        }
        rows
    }

    fn front(&self, visit: &LogVisit, section: &str, number: u32) -> Row {
        vec![
            Cell::text(&visit.uuid.to_string()),
            Cell::text(&visit.organisation.name),
            Cell::text(&visit.organisation.credit_code),
            Cell::Date(visit.visit.started.date),
            Cell::text(section),
            Cell::number(number),
        ]
    }

    /// Empty where the visit was not asked it: its version did not have the item, or a condition hid it.
    fn cell(
        &self,
        visit: &LogVisit,
        filling: &Filling,
        line: Option<&Line>,
        place: &Place,
    ) -> Cell {
        let Some((line, item)) = line.and_then(|line| Some((line, filling.item(line)?))) else {
            return Cell::Empty;
        };
        let answer = visit.answers.get(&line.address);
        match &place.holding {
            Holding::Answer => self.written(&filling.text(line), item, &visit.form.checklist),
            Holding::Ledger => {
                let ledger = answer.and_then(|answer| answer.ledger.as_deref());
                ledger.map_or(Cell::Empty, number)
            }
            Holding::Remark => answer.map_or(Cell::Empty, |answer| Cell::text(&answer.remark)),
            Holding::Choice(code) => choice(answer, item, &visit.form.checklist, code),
        }
    }

    /// An answer in its written form, as a cell of its kind.
    fn written(&self, written: &str, item: &Item, list: &Checklist) -> Cell {
        if written.is_empty() {
            return Cell::Empty;
        }
        let kind = match (item.kind, item.form.unwrap_or_default()) {
            (ItemKind::Computed, Outcome::Number | Outcome::Money) => ItemKind::Number,
            (ItemKind::Computed, Outcome::Date) => ItemKind::Date,
            (kind, _) => kind,
        };
        match kind {
            ItemKind::Number | ItemKind::Money | ItemKind::Pair => number(written),
            ItemKind::Date => match crate::domain::calendar::Date::parse(written) {
                Some(date) => Cell::Date(date),
                None => Cell::text(written),
            },
            ItemKind::Scale | ItemKind::OneOf | ItemKind::SeveralOf if self.labels => {
                Cell::coded(written, &item.shown(written, list, self.words.0))
            }
            _ => Cell::text(written),
        }
    }
}

fn number(written: &str) -> Cell {
    Decimal::written(written).map_or_else(|| Cell::text(written), Cell::Number)
}

/// 1 or 0 where the item was answered and has that choice.
fn choice(answer: Option<&Answer>, item: &Item, list: &Checklist, code: &str) -> Cell {
    let has = list.choices(item).iter().any(|choice| choice.code == code);
    match answer.and_then(|answer| answer.option.as_deref()) {
        Some(written) if has && item.kind == ItemKind::SeveralOf => {
            Cell::number(u32::from(written.split(' ').any(|taken| taken == code)))
        }
        _ => Cell::Empty,
    }
}

fn key(item: &Item, holding: &Holding) -> String {
    let code = &item.code;
    match holding {
        Holding::Answer => code.clone(),
        Holding::Ledger => format!("{code}#ledger"),
        Holding::Remark => format!("{code}#remark"),
        Holding::Choice(choice) => format!("{code}/{choice}"),
    }
}

/// Columns of the visit log with their numbers there, in the order of `HEAD`.
fn head_columns() -> Vec<(usize, Column)> {
    let all: Vec<(usize, Column)> = log::head_columns().into_iter().enumerate().collect();
    let named = |key: &&str| all.iter().find(|(_, column)| column.key == **key).cloned();
    HEAD.iter().filter_map(named).collect()
}

/// What an item has columns for, in their order.
fn holdings(list: &Checklist, item: &Item, split: bool) -> Vec<Holding> {
    let mut holdings = vec![Holding::Answer];
    if item.kind == ItemKind::Pair {
        holdings.push(Holding::Ledger);
    }
    if item.kind == ItemKind::SeveralOf && split {
        let choices = list.choices(item).iter();
        holdings.extend(choices.map(|choice| Holding::Choice(choice.code.clone())));
    }
    if item.takes_answer() {
        holdings.push(Holding::Remark);
    }
    holdings
}

fn front_columns() -> [Column; REPEATED] {
    let visit =
        |key, heading, form, width| Column::new(key, heading, form, width).part(Part::Repeated);
    [
        visit("visit_id", Words::column_visit_id, Holds::Code, 38),
        visit(
            "organisation",
            Words::column_organisation_name,
            Holds::Text,
            34,
        ),
        visit("credit_code", Words::column_credit_code, Holds::Code, 22),
        visit("date", Words::column_visit_date, Holds::Date, 12),
        Column::new("section", Words::column_section_code, Holds::Code, 8),
        Column::new("number", Words::column_repeat_number, Holds::Number, 8),
    ]
}
