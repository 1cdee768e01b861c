//! One question of a form as an item of a template: its texts, its conditions, its choices, and what stands there
//! before it is answered.

use super::formulas::{self, Use};
use super::place::Spot;
use super::range::Range;
use super::remark::{Refusal, Warning};
use super::survey::{Formula, Reading, Said};
use super::table::{Found, Line};
use super::types::{Meta, Select, Type};
use crate::domain::checklist::{Form, Item, ItemKind, PLACES, Required, Text};

impl Reading<'_> {
    pub fn question(&mut self, line: &Line, kind: &Type, cell: Found<'_>) {
        if let Type::Meta(meta) = kind {
            return self.meta(line, *meta, cell);
        }
        let is_unnamed = self.table.take(line, "name").is_none();
        let name = match kind {
            // XLSForm lets notes go without
            Type::Plain(ItemKind::Note, _) if is_unnamed => self.note_name(line),
            _ => self.name(line),
        };
        let Some(code) = name else {
            return self.drop_row(line);
        };
        let mut item = Item {
            code,
            ..Item::default()
        };
        let more = match kind {
            Type::Plain(kind, places) => {
                item.kind = *kind;
                item.decimals = *places;
                None
            }
            Type::Select(select) => match self.select(line, select, cell, &mut item) {
                Ok(other) => other,
                Err(why) => {
                    self.remarks.refuse(cell.spot, why);
                    return self.drop_row(line);
                }
            },
            Type::Range => {
                self.range(line, &mut item);
                None
            }
            Type::AnyFile => {
                item.kind = ItemKind::File;
                self.remarks
                    .warn(cell.spot, Warning::AnyFile(cell.text.to_owned()));
                None
            }
            Type::Typed => {
                item.kind = ItemKind::Text;
                self.remarks
                    .warn(cell.spot, Warning::Typed(cell.text.to_owned()));
                None
            }
            _ => {
                item.kind = ItemKind::Computed;
                None
            }
        };
        self.texts(line, &mut item);
        self.conditions(line, &mut item);
        if *kind != Type::Range {
            self.parameters(line);
        }
        self.put(item);
        if let Some(more) = more {
            self.put(more);
        }
    }

    fn note_name(&mut self, line: &Line) -> Option<String> {
        let row = line.spot.row.unwrap_or_default();
        let mut name = format!("note_{row}");
        while self.given.contains(&name) {
            name.push('_');
        }
        self.give(&name, &line.spot).then_some(name)
    }

    fn texts(&mut self, line: &Line, item: &mut Item) {
        self.text_origin(&item.code, "name", line, "label");
        self.text_origin(&item.code, "hint", line, "hint");
        item.name = self.text(line, "label").unwrap_or_else(|| {
            if item.kind != ItemKind::Computed {
                let of = Warning::NoLabel(item.code.clone());
                let spot = self.table.spot(line, "label");
                self.remarks.warn(&spot, of);
            }
            Text {
                zh: item.code.clone(),
                en: item.code.clone(),
            }
        });
        let hint = self.text(line, "hint");
        let guidance = self.text(line, "guidance_hint");
        item.hint = match (hint, guidance) {
            (Some(hint), Some(guidance)) => Some(Text {
                zh: format!("{} {}", hint.zh, guidance.zh),
                en: format!("{} {}", hint.en, guidance.en),
            }),
            (hint, guidance) => hint.or(guidance),
        };
    }

    /// An expression of the item, its cell kept.
    fn kept(&mut self, item: &Item, key: &'static str, formula: Option<Formula>) -> Option<String> {
        let formula = formula?;
        self.origin(&item.code, key, formula.clone());
        Some(formula.0)
    }

    fn conditions(&mut self, line: &Line, item: &mut Item) {
        let own = self.formula(line, "relevant", Use::Form);
        item.shown_when = self.shown_when(&item.code, own);
        self.calculation(line, item);
        if item.takes_answer() {
            self.required(line, item);
            self.limit(line, item);
            self.default(line, item);
        } else if let Some(cell) = self.cell_of(line, "required", Some(false)) {
            line.use_up(&cell);
        }
        self.read_only(line, item);
        if matches!(item.kind, ItemKind::OneOf | ItemKind::SeveralOf) {
            let filter = self.formula(line, "choice_filter", Use::Filter);
            if let Some((filter, _)) = &filter {
                let asked = formulas::columns_of(filter, &self.columns);
                self.asked.extend(asked);
            }
            item.filter = self.kept(item, "filter", filter);
        }
    }

    /// The place of a cell that says this.
    fn cell_of(&self, line: &Line, key: &str, said: Option<bool>) -> Option<Spot> {
        let mut cells = self.table.spoken(line, key).into_iter();
        let found = cells.find(|(_, cell)| formulas::truth(cell.text) == said);
        found.map(|(_, cell)| cell.spot.clone())
    }

    /// A question with a calculation is worked out with every change; nobody can answer it for good.
    fn calculation(&mut self, line: &Line, item: &mut Item) {
        let before = item.kind;
        if before == ItemKind::Note {
            return;
        }
        let formula = self.formula(line, "calculation", Use::Form);
        let Some(formula) = formula else {
            if before == ItemKind::Computed && self.table.spoken(line, "calculation").is_empty() {
                self.default_as_calculation(line, item);
            }
            return;
        };
        if before != ItemKind::Computed && self.cell_of(line, "read_only", Some(true)).is_none() {
            let of = Warning::Calculated(item.code.clone());
            self.remarks.warn(&formula.1, of);
        }
        if let Some(trigger) = self.table.take(line, "trigger") {
            match formulas::is_of_the_moment(&formula.0) {
                true => self.remarks.refuse(trigger.spot, Refusal::TriggerOfMoment),
                false => self.remarks.warn(trigger.spot, Warning::TriggerAlways),
            }
        }
        item.form = match before {
            // what comes out is looked at when the whole form is known
            ItemKind::Computed => None,
            ItemKind::Number => Some(Form::Number),
            ItemKind::Date => Some(Form::Date),
            _ => Some(Form::Text),
        };
        (item.least, item.most, item.step) = (None, None, None);
        item.choices = String::new();
        item.kind = ItemKind::Computed;
        item.computed = self.kept(item, "computed", Some(formula));
    }

    /// A calculation may stand under `default`, where it never changes.
    fn default_as_calculation(&mut self, line: &Line, item: &mut Item) {
        let Some(cell) = self.table.take(line, "default") else {
            let why = Refusal::NoCalculation(item.code.clone());
            let spot = self.table.spot(line, "calculation");
            // stands for what is missing, and is told once
            item.computed = Some("''".to_owned());
            return self.remarks.refuse(&spot, why);
        };
        let formula = match formulas::is_worked_out(cell.text, ItemKind::Number) {
            true => self.formula(line, "default", Use::Form),
            false => Some((formulas::literal(cell.text), cell.spot.clone())),
        };
        item.computed = self.kept(item, "computed", formula);
    }

    fn required(&mut self, line: &Line, item: &mut Item) {
        let said = self.table.take(line, "required");
        let Some(cell) = said else { return };
        item.required = match formulas::truth(cell.text) {
            Some(always) => Required::Always(always),
            None => match self.formula(line, "required", Use::Form) {
                Some(formula) => {
                    let kept = self.kept(item, "required", Some(formula));
                    kept.map_or(Required::Always(false), Required::When)
                }
                None => return,
            },
        };
        if item.required != Required::default() {
            self.text_origin(&item.code, "required_text", line, "required_message");
            item.required_text = self.text(line, "required_message");
        }
    }

    fn limit(&mut self, line: &Line, item: &mut Item) {
        let Some(formula) = self.formula(line, "constraint", Use::Form) else {
            return;
        };
        let spot = formula.1.clone();
        item.limit = self.kept(item, "limit", Some(formula));
        self.text_origin(&item.code, "limit_text", line, "constraint_message");
        let text = self.text(line, "constraint_message");
        item.limit_text = Some(text.unwrap_or_else(|| {
            self.remarks.warn(&spot, Warning::NoConstraintMessage);
            Text {
                zh: "答案不符合要求。".to_owned(),
                en: "The answer is not within its limits.".to_owned(),
            }
        }));
    }

    fn default(&mut self, line: &Line, item: &mut Item) {
        let Some(cell) = self.table.take(line, "default") else {
            return;
        };
        if formulas::is_worked_out(cell.text, item.kind) {
            let formula = self.formula(line, "default", Use::Form);
            item.default = self.kept(item, "default", formula);
            return;
        }
        self.defaults.push(Said {
            code: item.code.clone(),
            text: cell.text.to_owned(),
            spot: cell.spot.clone(),
        });
        // stands for what is read later
        item.default = Some("''".to_owned());
    }

    /// What cannot be changed and has nothing to show is a note.
    fn read_only(&mut self, line: &Line, item: &mut Item) {
        let Some(cell) = self.table.take(line, "read_only") else {
            return;
        };
        match (formulas::truth(cell.text), item.takes_answer()) {
            (Some(false), _) | (Some(true), false) => {}
            (Some(true), true) if item.default.is_some() => item.read_only = true,
            (Some(true), true) => {
                *item = Item {
                    code: item.code.clone(),
                    kind: ItemKind::Note,
                    name: item.name.clone(),
                    hint: item.hint.clone(),
                    shown_when: item.shown_when.clone(),
                    ..Item::default()
                };
            }
            (None, _) => self.remarks.warn(cell.spot, Warning::ReadOnlyCondition),
        }
    }

    /// The item of a choice, and one more for words of one's own.
    fn select(
        &mut self,
        line: &Line,
        select: &Select,
        cell: Found<'_>,
        item: &mut Item,
    ) -> Result<Option<Item>, Refusal> {
        item.kind = match select.several {
            true => ItemKind::SeveralOf,
            false => ItemKind::OneOf,
        };
        let list = &select.list;
        let appearance = self.table.spoken(line, "appearance");
        let searches = appearance
            .iter()
            .any(|(_, cell)| cell.text.contains("search("));
        let is_file = [".csv", ".xml", ".geojson"]
            .iter()
            .any(|end| list.ends_with(end));
        match () {
            () if list.is_empty() => return Err(Refusal::SelectsNothing),
            () if list.starts_with("${") => return Err(Refusal::Unsupported(cell.text.to_owned())),
            () if is_file || searches => return Err(Refusal::OtherFile(cell.text.to_owned())),
            () if !self.lists.has(list) => return Err(Refusal::NoSuchList(list.clone())),
            () => {}
        }
        item.choices.clone_from(list);
        if !select.or_other {
            return Ok(None);
        }
        if !self.table.spoken(line, "choice_filter").is_empty() {
            return Err(Refusal::OtherFiltered);
        }
        item.choices = self.lists.with_other(list);
        let code = format!("{}_other", item.code);
        if !self.give(&code, cell.spot) {
            return Ok(None);
        }
        self.text_origin(&code, "name", line, "type");
        Ok(Some(Item {
            shown_when: Some(format!("selected(${{{}}}, 'other')", item.code)),
            kind: ItemKind::Text,
            name: Text {
                zh: "请说明其他".to_owned(),
                en: "Specify other".to_owned(),
            },
            code,
            ..Item::default()
        }))
    }

    fn range(&mut self, line: &Line, item: &mut Item) {
        item.kind = ItemKind::Number;
        let cell = self.table.take(line, "parameters");
        let range = match Range::read(cell.map_or("", |cell| cell.text)) {
            Ok(range) => range,
            Err(part) => {
                let spot = cell.map_or(&line.spot, |cell| cell.spot);
                return self.remarks.refuse(spot, Refusal::Parameter(part));
            }
        };
        for part in range.others {
            let spot = cell.map_or(&line.spot, |cell| cell.spot);
            self.remarks.warn(spot, Warning::Parameter(part));
        }
        let places = [range.least, range.most, range.step].map(|number| number.places());
        item.decimals = places.into_iter().max().unwrap_or(0).min(PLACES);
        item.least = Some(range.least);
        item.most = Some(range.most);
        item.step = Some(range.step);
    }

    /// Parameters of other types than `range`.
    fn parameters(&mut self, line: &Line) {
        for (_, cell) in self.table.spoken(line, "parameters") {
            line.use_up(cell.spot);
            let of = Warning::Parameter(cell.text.to_owned());
            self.remarks.warn(cell.spot, of);
        }
    }

    /// What a telephone notes by itself: the day is kept, the rest only where the form refers to it.
    fn meta(&mut self, line: &Line, meta: Meta, cell: Found<'_>) {
        let kind = cell.text.to_owned();
        let named = self.table.take(line, "name");
        let code = named.map_or_else(|| kind.clone(), |name| name.text.to_owned());
        let is_referred = self.referred.contains(&code);
        let mut item = Item {
            code: code.clone(),
            ..Item::default()
        };
        let name = match meta {
            Meta::Today => {
                item.kind = ItemKind::Date;
                item.default = Some("today()".to_owned());
                item.read_only = true;
                ["填写日期", "Date of filling"]
            }
            Meta::Start if is_referred => {
                item.kind = ItemKind::Computed;
                item.computed = Some("once(now())".to_owned());
                item.form = Some(Form::Text);
                ["开始时间", "Started at"]
            }
            Meta::Username if is_referred => {
                item.kind = ItemKind::Person;
                ["填写人", "Filled in by"]
            }
            _ => {
                self.remarks
                    .warn_of_all(line.spots(), Warning::Metadata(kind));
                return line.done();
            }
        };
        if meta != Meta::Today {
            self.remarks.warn(cell.spot, Warning::MetadataKept(kind));
        }
        if !self.give(&code, &line.spot) {
            return self.drop_row(line);
        }
        self.text_origin(&code, "name", line, "label");
        item.name = self.text(line, "label").unwrap_or(Text {
            zh: name[0].to_owned(),
            en: name[1].to_owned(),
        });
        let own = self.formula(line, "relevant", Use::Form);
        item.shown_when = self.shown_when(&code, own);
        self.put(item);
    }
}
