//! The sheet of questions, row by row: groups and repeats become sections, and every other row an item or a reason
//! why not. Groups inside groups are joined: their headings with a slash, their conditions with `and`.

use std::collections::{BTreeMap, BTreeSet};

use super::choices::Lists;
use super::formulas::{self, Use};
use super::languages::Languages;
use super::place::Spot;
use super::remark::{Refusal, Remarks, Warning};
use super::table::{Line, Table};
use super::types::{self, Holder, Type};
use crate::domain::checklist::{Item, ItemKind, Repeat, Section, Text};

/// Times of a repeat that says no number.
const MOST: u32 = 500;

/// An expression of the form and its cell.
pub type Formula = (String, Spot);

/// Where the parts of an expression or text of the template come from: the byte at which each begins, what stands in
/// its cell, and the cell.
pub type Origins = BTreeMap<(String, &'static str), Vec<(usize, Formula)>>;

/// A group or repeat that is begun and not ended.
#[derive(Debug)]
pub struct Open {
    pub holder: Holder,
    pub name: String,
    spot: Spot,
    /// Every cell of the row that begins it.
    row: Vec<Spot>,
    label: Option<Text>,
    relevant: Option<Formula>,
    count: Option<Formula>,
    most: u32,
    /// Items there were when it began.
    before: usize,
    /// The section of its items; of a group the last one, of a repeat the only one.
    section: Option<usize>,
}

/// A default that is said and not worked out; it is read when all lists are known.
#[derive(Debug)]
pub struct Said {
    pub code: String,
    pub text: String,
    pub spot: Spot,
}

pub struct Reading<'a> {
    pub table: &'a Table,
    pub languages: &'a mut Languages,
    pub lists: &'a mut Lists,
    pub remarks: &'a mut Remarks,
    pub title: Text,
    pub open: Vec<Open>,
    pub sections: Vec<Section>,
    /// Codes of the sections, and the last number behind each base of one.
    codes: BTreeSet<String>,
    numbers: BTreeMap<String, usize>,
    current: Option<usize>,
    pub items: usize,
    pub origins: Origins,
    /// Names given so far, and in lower case.
    names: BTreeMap<String, Spot>,
    lower: BTreeMap<String, String>,
    /// Every name that the sheet gives anywhere, and every one that is referred to.
    pub given: BTreeSet<String>,
    pub referred: BTreeSet<String>,
    /// Names of rows that were refused; whoever refers to them is not to blame.
    pub dropped: BTreeSet<String>,
    pub defaults: Vec<Said>,
    /// Every expression that was read.
    pub formulas: Vec<Formula>,
    /// Columns of the choices that may be asked for, and those that are.
    pub columns: Vec<String>,
    pub asked: Vec<String>,
}

impl<'a> Reading<'a> {
    pub fn new(
        table: &'a Table,
        languages: &'a mut Languages,
        lists: &'a mut Lists,
        remarks: &'a mut Remarks,
        title: Text,
    ) -> Reading<'a> {
        let lines = table.lines.iter();
        let given = lines.clone().flat_map(|line| table.spoken(line, "name"));
        let given = given.map(|(_, name)| name.text.to_owned()).collect();
        let cells = lines.flat_map(Line::cells);
        let referred = cells.flat_map(|cell| references(&cell.text)).collect();
        Reading {
            table,
            languages,
            lists,
            remarks,
            title,
            open: Vec::new(),
            sections: Vec::new(),
            codes: BTreeSet::new(),
            numbers: BTreeMap::new(),
            current: None,
            items: 0,
            origins: Origins::new(),
            names: BTreeMap::new(),
            lower: BTreeMap::new(),
            given,
            referred,
            dropped: BTreeSet::new(),
            defaults: Vec::new(),
            formulas: Vec::new(),
            columns: Vec::new(),
            asked: Vec::new(),
        }
    }

    pub fn read(&mut self) {
        let table = self.table;
        for line in &table.lines {
            self.line(line);
        }
        for open in std::mem::take(&mut self.open) {
            self.remarks
                .refuse(&open.spot, Refusal::NotEnded(open.name));
        }
    }

    fn line(&mut self, line: &Line) {
        let table = self.table;

        let mut is_off = false;
        for (_, cell) in table.spoken(line, "disabled") {
            if let Some(said) = formulas::truth(cell.text) {
                line.use_up(cell.spot);
                is_off = said;
            }
        }
        if is_off {
            line.done();
            return self.remarks.warn_of_all(line.spots(), Warning::Disabled);
        }
        if line.has_failed(self.remarks) {
            return self.drop_row(line);
        }
        let Some(cell) = table.take(line, "type") else {
            let is_comment =
                table.take(line, "name").is_none() && table.spoken(line, "label").is_empty();
            match is_comment {
                true => self.remarks.warn_of_all(line.spots(), Warning::CommentRow),
                false => {
                    let spot = table.spot(line, "type");
                    self.remarks.refuse(&spot, Refusal::NoType);
                }
            }
            return self.drop_row(line);
        };
        let why = match types::read(cell.text) {
            Type::Begin(holder) => return self.begin(line, holder),
            Type::End(holder) => return self.end(line, holder),
            Type::Unknown => Refusal::UnknownType(cell.text.to_owned()),
            Type::Unsupported => Refusal::Unsupported(cell.text.to_owned()),
            Type::OtherFile => Refusal::OtherFile(cell.text.to_owned()),
            kind => return self.question(line, &kind, cell),
        };
        self.remarks.refuse(cell.spot, why);
        self.drop_row(line);
    }

    /// Nothing more is said of the row, nor of those who refer to it.
    pub fn drop_row(&mut self, line: &Line) {
        if let Some(name) = self.table.take(line, "name") {
            self.dropped.insert(name.text.to_owned());
        }
        line.done();
    }

    /// The name of a row, given to it alone; what is wrong with it is told.
    pub fn name(&mut self, line: &Line) -> Option<String> {
        let Some(found) = self.table.take(line, "name") else {
            let spot = self.table.spot(line, "name");
            self.remarks.refuse(&spot, Refusal::NoName);
            return None;
        };
        if !is_name(found.text) {
            let why = Refusal::BadName(found.text.to_owned());
            self.remarks.refuse(found.spot, why);
            return None;
        }
        self.give(found.text, found.spot)
            .then(|| found.text.to_owned())
    }

    /// Whether the name was free.
    pub fn give(&mut self, name: &str, spot: &Spot) -> bool {
        if let Some(first) = self.names.get(name) {
            let why = Refusal::NameTwice(name.to_owned(), first.clone());
            self.remarks.refuse(spot, why);
            return false;
        }
        if let Some(twin) = self.lower.get(&name.to_lowercase()) {
            let twins = Warning::CaseTwins(twin.clone(), name.to_owned());
            self.remarks.warn(spot, twins);
        }
        self.names.insert(name.to_owned(), spot.clone());
        self.lower.insert(name.to_lowercase(), name.to_owned());
        true
    }

    /// The expression of a cell; what is wrong with it is told.
    pub fn formula(&mut self, line: &Line, key: &str, used: Use) -> Option<Formula> {
        let found = self.table.take(line, key)?;
        let depth = self.depth();
        let read = formulas::expression(found, used, depth, self.remarks)?;
        let formula = (read, found.spot.clone());
        self.formulas.push(formula.clone());
        Some(formula)
    }

    pub fn text(&mut self, line: &Line, key: &'static str) -> Option<Text> {
        self.languages.text(self.table, line, key, self.remarks)
    }

    /// Groups between here and the repeat, or the form.
    fn depth(&self) -> usize {
        let inner = self.open.iter().rev();
        inner
            .take_while(|open| open.holder == Holder::Group)
            .count()
    }

    /// Where in `open` the repeat stands that holds what comes.
    fn repeat(&self) -> Option<usize> {
        self.open
            .iter()
            .position(|open| open.holder == Holder::Repeat)
    }

    fn begin(&mut self, line: &Line, holder: Holder) {
        let table = self.table;
        let spot = table.spot(line, "type");
        let outer = self.repeat().map(|at| self.open[at].name.clone());
        let name = match self.name(line) {
            Some(name) => name,
            // told already; what is inside can be looked at all the same
            None => format!("group-{}", spot.row.unwrap_or_default()),
        };
        if let (Holder::Repeat, Some(outer)) = (holder, outer) {
            let inner = name.clone();
            self.remarks
                .refuse(&spot, Refusal::RepeatInRepeat { inner, outer });
        }
        let label = self.text(line, "label");
        let relevant = self.formula(line, "relevant", Use::Form);
        let (count, most) = match holder {
            Holder::Repeat => self.count(line),
            Holder::Group => (None, MOST),
        };
        if let Some(cell) = table.take(line, "type") {
            line.use_up(cell.spot);
        }
        self.current = None;
        let in_repeat = self.repeat().is_some();
        let before = self.items;
        let heading = label.clone();
        self.open.push(Open {
            holder,
            name: name.clone(),
            spot,
            row: line.spots(),
            label,
            relevant,
            count,
            most,
            before,
            section: None,
        });
        if let (true, Holder::Group, Some(heading)) = (in_repeat, holder, heading) {
            self.heading(line, name, heading);
        }
    }

    /// A group inside a repeat is no section of its own; its heading is a note.
    fn heading(&mut self, line: &Line, code: String, name: Text) {
        self.text_origin(&code, "name", line, "label");
        let shown_when = self.shown_when(&code, None);
        self.put(Item {
            code,
            kind: ItemKind::Note,
            name,
            shown_when,
            ..Item::default()
        });
        self.items -= 1;
    }

    fn count(&mut self, line: &Line) -> (Option<Formula>, u32) {
        let Some(cell) = self.table.take(line, "repeat_count") else {
            return (None, MOST);
        };
        if let Ok(number) = cell.text.parse::<f64>() {
            let is_count = number >= 1.0 && number <= f64::from(MOST) && number.fract() == 0.0;
            if !is_count {
                let why = Refusal::RepeatCount(cell.text.to_owned());
                self.remarks.refuse(cell.spot, why);
                return (None, MOST);
            }
            let most = number as u32;
            return (Some((most.to_string(), cell.spot.clone())), most);
        }
        (self.formula(line, "repeat_count", Use::Form), MOST)
    }

    fn end(&mut self, line: &Line, holder: Holder) {
        let what = holder.name().to_owned();
        let Some(open) = self.open.last() else {
            let spot = self.table.spot(line, "type");
            self.remarks.refuse(&spot, Refusal::EndUnopened(what));
            return line.done();
        };
        if open.holder != holder {
            let begun = format!("{} {}", open.holder.name(), open.name);
            let spot = self.table.spot(line, "type");
            self.remarks.refuse(&spot, Refusal::EndCrosses(what, begun));
            // the row that ends it follows, or its end is missing: both are told by now
            line.done();
        }
        self.current = None;
        let Some(open) = self.open.pop() else { return };
        // the name may be said again
        for (_, name) in self.table.spoken(line, "name") {
            if name.text == open.name {
                line.use_up(name.spot);
            }
        }
        if self.items == open.before {
            match open.holder {
                Holder::Group => {
                    let of = Warning::GroupEmpty(open.name);
                    self.remarks.warn_of_all(open.row, of);
                }
                Holder::Repeat => {
                    let why = Refusal::RepeatEmpty(open.name);
                    self.remarks.refuse(&open.spot, why);
                }
            }
        }
    }

    pub fn origin(&mut self, code: &str, key: &'static str, formula: Formula) {
        let parts = self.origins.entry((code.to_owned(), key)).or_default();
        parts.push((0, formula));
    }

    /// A text of the template comes from the first cell of its columns.
    pub fn text_origin(&mut self, code: &str, key: &'static str, line: &Line, column: &str) {
        let spot = self.table.spot(line, column);
        self.origin(code, key, (String::new(), spot));
    }

    /// When an item is asked: its own condition, and inside a repeat those of the groups between.
    pub fn shown_when(&mut self, code: &str, own: Option<Formula>) -> Option<String> {
        let from = self.repeat().map_or(self.open.len(), |at| at + 1);
        let groups = self.open[from..].iter();
        let conditions = groups.filter_map(|open| open.relevant.clone()).chain(own);
        let conditions: Vec<Formula> = conditions.collect();
        self.joined(code, conditions)
    }

    fn joined(&mut self, code: &str, conditions: Vec<Formula>) -> Option<String> {
        let mut parts = Vec::new();
        let mut text = String::new();
        let many = conditions.len() > 1;
        for (condition, spot) in conditions {
            if !text.is_empty() {
                text.push_str(" and ");
            }
            if many {
                text.push('(');
            }
            parts.push((text.len(), (condition.clone(), spot)));
            text.push_str(&condition);
            if many {
                text.push(')');
            }
        }
        self.origins.insert((code.to_owned(), "shown_when"), parts);
        (!text.is_empty()).then_some(text)
    }

    /// Puts an item where the sheet stands now.
    pub fn put(&mut self, item: Item) {
        let at = match self.current {
            Some(at) => at,
            None => self.section(),
        };
        self.current = Some(at);
        self.sections[at].items.push(item);
        self.items += 1;
    }

    /// The section of the group or repeat that is open, or a new one.
    fn section(&mut self) -> usize {
        let repeat = self.repeat();
        if let Some(section) = repeat.and_then(|at| self.open[at].section) {
            return section;
        }
        let holders = repeat.map_or(self.open.len(), |at| at + 1);
        let named = self.open[..holders].last();
        let code = match named {
            Some(open) if open.section.is_none() => open.name.clone(),
            named => {
                let base = named.map_or("main", |open| open.name.as_str()).to_owned();
                self.free(&base)
            }
        };
        let repeated = repeat.map(|at| &self.open[at]);
        let count = repeated.and_then(|open| open.count.clone());
        let repeat = repeated.map(|open| Repeat {
            most: open.most,
            count: count.as_ref().map(|(count, _)| count.clone()),
        });
        let labels = self.open[..holders]
            .iter()
            .filter_map(|open| open.label.as_ref());
        let name = heading(labels, &self.title, repeated.map(|open| open.name.as_str()));
        let conditions = self.open[..holders]
            .iter()
            .filter_map(|open| open.relevant.clone());
        let conditions = conditions.collect();
        let shown_when = self.joined(&code, conditions);
        if let Some(count) = count {
            self.origin(&code, "count", count);
        }
        if let Some(open) = self.open[..holders].last() {
            let spot = open.spot.clone();
            self.origin(&code, "name", (String::new(), spot));
        }
        self.codes.insert(code.clone());
        let at = self.sections.len();
        if let Some(open) = self.open[..holders].last_mut() {
            open.section = Some(at);
        }
        self.sections.push(Section {
            code,
            name,
            shown_when,
            repeat,
            ..Section::default()
        });
        at
    }

    /// A code for a section that nothing else has.
    fn free(&mut self, base: &str) -> String {
        let mut code = base.to_owned();
        while self.given.contains(&code) || self.codes.contains(&code) {
            let number = self.numbers.entry(base.to_owned()).or_insert(1);
            *number += 1;
            code = format!("{base}-{number}");
        }
        code
    }
}

/// The labels from the outside in, with slashes between; the form's title where there are none.
fn heading<'a>(labels: impl Iterator<Item = &'a Text>, title: &Text, repeat: Option<&str>) -> Text {
    let labels: Vec<&Text> = labels.collect();
    let joined = |of: fn(&Text) -> &str| {
        let parts: Vec<&str> = labels.iter().map(|label| of(label)).collect();
        parts.join(" / ")
    };
    match (labels.is_empty(), repeat) {
        (true, Some(name)) => Text {
            zh: name.to_owned(),
            en: name.to_owned(),
        },
        (true, None) => title.clone(),
        (false, _) => Text {
            zh: joined(|text| &text.zh),
            en: joined(|text| &text.en),
        },
    }
}

/// Names as XLSForm has them.
fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    let first = letters
        .next()
        .is_some_and(|c| c.is_alphabetic() || c == '_');
    first && letters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The names in the `${...}` of a cell.
pub fn references(text: &str) -> Vec<String> {
    let parts = text.split("${").skip(1);
    let names = parts.filter_map(|part| part.split_once('}'));
    names.map(|(name, _)| name.trim().to_owned()).collect()
}
