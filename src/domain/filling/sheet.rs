//! A template as a form that lives: its sections become groups and repeats, its items questions with their conditions.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::domain::checklist::{self, Checklist, Item, ItemKind, Required, Section, Text};
use crate::domain::expression::{self, Expression, Kind};
use crate::domain::live::{self, Choice, Limit, Node, Part, Sheet, What};

/// An expression of a template that is wrong, and where in the template it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub place: checklist::Place,
    pub text: String,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No expression at all.
    Expression(expression::Fault),
    /// It does not fit the items around it.
    Form(live::Why),
    /// A text speaks of `${...}`, and nothing of that name has a value there.
    Text(String),
}

/// Where an item or a section stands in its template: numbers from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    Section(usize),
    Item { section: usize, item: usize },
}

/// The nodes of a template with the spot of each, and the expressions that could not be read; those are left out.
pub fn nodes(list: &Checklist) -> (Vec<Node>, Vec<Spot>, Vec<Wrong>) {
    let mut reading = Reading {
        list,
        names: section_names(list),
        nodes: Vec::new(),
        spots: Vec::new(),
        wrong: Vec::new(),
    };
    for (at, section) in list.sections.iter().enumerate() {
        reading.section(at, section);
    }
    (reading.nodes, reading.spots, reading.wrong)
}

/// What `${...}` calls each section: its code, unless an item or an earlier section has that.
fn section_names(list: &Checklist) -> Vec<String> {
    let mut taken: HashSet<&str> = list.items().map(|item| item.code.as_str()).collect();
    let sections = list.sections.iter().enumerate();
    let names = sections.map(|(at, section)| match taken.insert(&section.code) {
        true => section.code.clone(),
        // no code has a blank
        false => format!("section {at}"),
    });
    names.collect()
}

/// The sheet of a template; where expressions are wrong, what is left without any.
pub fn sheet(list: &Checklist) -> (Arc<Sheet>, Vec<Spot>) {
    let (nodes, spots, _) = nodes(list);
    let sheet = Sheet::new(nodes.clone()).or_else(|_| Sheet::new(bare(nodes)));
    // names are made unique and parents stand before their items, so that nodes without expressions have no fault
    // but an item twice, which no template that is read may have
    let sheet = sheet.unwrap_or_else(|_| Sheet::new(Vec::new()).expect("no node, no fault"));
    (Arc::new(sheet), spots)
}

fn bare(nodes: Vec<Node>) -> Vec<Node> {
    let bare = nodes.into_iter().map(|node| {
        let what = match node.what {
            What::Computed(_) => What::Note,
            What::Repeat { .. } => What::Repeat { count: None },
            what => what,
        };
        Node {
            parent: node.parent,
            choices: node.choices,
            ..Node::new(node.name, what)
        }
    });
    bare.collect()
}

/// Every expression that is wrong, in reading order.
pub fn faults(list: &Checklist) -> Vec<Wrong> {
    let (nodes, spots, mut wrong) = nodes(list);
    let names: Vec<String> = nodes.iter().map(|node| node.name.clone()).collect();
    if let Err(faults) = Sheet::new(nodes) {
        for fault in faults {
            let found = names.iter().position(|name| *name == fault.node);
            let Some(spot) = found.map(|at| spots[at]) else {
                continue;
            };
            let key = key_of(fault.part, spot);
            wrong.push(Wrong {
                place: place(spot, key),
                text: text(list, spot, key),
                why: Why::Form(fault.why),
            });
        }
    }
    wrong.extend(texts(list));
    wrong
}

/// Texts that speak of items which are not there, or of many where one is wanted.
fn texts(list: &Checklist) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let homes: HashMap<&str, usize> = list
        .sections
        .iter()
        .enumerate()
        .flat_map(|(home, section)| section.items.iter().map(move |item| (&*item.code, home)))
        .collect();
    for (at, section) in list.sections.iter().enumerate() {
        let has_value = |code: &str, inside: bool| {
            let home = homes.get(code).copied();
            home.is_some_and(|home| list.sections[home].repeat.is_none() || inside && home == at)
        };
        let mut look = |spot, key, text: Option<&Text>, inside: bool| {
            // one fault is told of a text: the other language mostly says the same
            let said = text.into_iter().flat_map(|text| [&text.zh, &text.en]);
            let unknown = said.flat_map(|said| {
                let names = spoken_of(said).into_iter();
                names
                    .filter(|name| !has_value(name, inside))
                    .map(move |name| (said, name))
            });
            if let Some((said, name)) = unknown.into_iter().next() {
                wrong.push(Wrong {
                    place: place(spot, key),
                    text: said.clone(),
                    why: Why::Text(name.to_owned()),
                });
            }
        };
        let spot = Spot::Section(at);
        look(spot, "name", Some(&section.name), false);
        look(spot, "note", section.note.as_ref(), false);
        for (number, item) in section.items.iter().enumerate() {
            let spot = Spot::Item {
                section: at,
                item: number,
            };
            for (key, text) in [
                ("name", Some(&item.name)),
                ("criterion", Some(&item.criterion)),
                ("method", Some(&item.method)),
                ("hint", item.hint.as_ref()),
                ("limit_text", item.limit_text.as_ref()),
                ("warn_text", item.warn_text.as_ref()),
                ("required_text", item.required_text.as_ref()),
            ] {
                look(spot, key, text, true);
            }
        }
    }
    wrong
}

/// The names in the `${...}` of a text.
fn spoken_of(text: &str) -> Vec<&str> {
    let parts = text.split("${").skip(1);
    let names = parts.filter_map(|part| part.split_once('}'));
    names.map(|(name, _)| name.trim()).collect()
}

/// The key of a template under which that part of a node stands.
fn key_of(part: Part, spot: Spot) -> &'static str {
    match (part, spot) {
        (Part::Name | Part::Parent, _) => "code",
        (Part::Computed, _) => "computed",
        (Part::Count, _) => "count",
        (Part::Relevant, _) => "shown_when",
        (Part::Required, _) => "required",
        (Part::Limit, _) => "limit",
        (Part::Warning, _) => "warn",
        (Part::Filter, _) => "filter",
        (Part::Default, _) => "default",
    }
}

fn place(spot: Spot, key: &'static str) -> checklist::Place {
    let top = checklist::Place::default();
    match spot {
        Spot::Section(section) if key == "count" => {
            top.nth("section", section).key("repeat").key("count")
        }
        Spot::Section(section) => top.nth("section", section).key(key),
        Spot::Item { section, item } => top.nth("section", section).nth("item", item).key(key),
    }
}

fn text(list: &Checklist, spot: Spot, key: &str) -> String {
    let text = match spot {
        Spot::Section(at) => {
            let section = &list.sections[at];
            match key {
                "count" => section
                    .repeat
                    .as_ref()
                    .and_then(|repeat| repeat.count.clone()),
                _ => section.shown_when.clone(),
            }
        }
        Spot::Item { section, item } => {
            let expressions = list.sections[section].items[item].expressions();
            let found = expressions.into_iter().find(|(known, _)| *known == key);
            found.map(|(_, text)| text.to_owned())
        }
    };
    text.unwrap_or_default()
}

struct Reading<'a> {
    list: &'a Checklist,
    /// Of the sections, by their numbers.
    names: Vec<String>,
    nodes: Vec<Node>,
    spots: Vec<Spot>,
    wrong: Vec<Wrong>,
}

impl Reading<'_> {
    fn section(&mut self, at: usize, section: &Section) {
        let spot = Spot::Section(at);
        let what = match &section.repeat {
            Some(repeat) => What::Repeat {
                count: self.read(spot, "count", repeat.count.as_deref()),
            },
            None => What::Group,
        };
        let name = self.names[at].clone();
        let relevant = self.read(spot, "shown_when", section.shown_when.as_deref());
        self.nodes.push(Node {
            relevant,
            ..Node::new(&name, what)
        });
        self.spots.push(spot);
        for (number, item) in section.items.iter().enumerate() {
            let spot = Spot::Item {
                section: at,
                item: number,
            };
            let node = self.item(spot, &name, item);
            self.nodes.push(node);
            self.spots.push(spot);
        }
    }

    fn item(&mut self, spot: Spot, section: &str, item: &Item) -> Node {
        let what = match item.kind {
            ItemKind::Computed => match self.read(spot, "computed", item.computed.as_deref()) {
                Some(expression) => What::Computed(expression),
                None => What::Note,
            },
            ItemKind::Note => What::Note,
            _ => What::Question(kind(item)),
        };
        let mut limit = |key, test: &Option<String>| {
            let test = self.read(spot, key, test.as_deref())?;
            let message = String::new();
            Some(Limit { test, message })
        };
        let (broken, warning) = (limit("limit", &item.limit), limit("warn", &item.warn));
        let required = match &item.required {
            Required::Always(true) => self.read(spot, "required", Some("true()")),
            Required::Always(false) => None,
            Required::When(test) => self.read(spot, "required", Some(test)),
        };
        Node {
            parent: Some(section.to_owned()),
            relevant: self.read(spot, "shown_when", item.shown_when.as_deref()),
            required,
            limit: broken,
            warning,
            choices: choices(self.list, item),
            filter: self.read(spot, "filter", item.filter.as_deref()),
            default: self.read(spot, "default", item.default.as_deref()),
            ..Node::new(&item.code, what)
        }
    }

    fn read(&mut self, spot: Spot, key: &'static str, text: Option<&str>) -> Option<Expression> {
        let text = text?;
        let read = match key {
            "filter" => Expression::parse_filter(text),
            _ => Expression::parse(text),
        };
        read.map_err(|fault| {
            self.wrong.push(Wrong {
                place: place(spot, key),
                text: text.to_owned(),
                why: Why::Expression(fault),
            });
        })
        .ok()
    }
}

fn kind(item: &Item) -> Kind {
    match item.kind {
        ItemKind::Scale | ItemKind::OneOf | ItemKind::Acknowledge => Kind::One,
        ItemKind::SeveralOf => Kind::Several,
        ItemKind::Number | ItemKind::Money | ItemKind::Pair => Kind::Number,
        ItemKind::Date => Kind::Date,
        ItemKind::Time => Kind::Time,
        ItemKind::Text
        | ItemKind::Person
        | ItemKind::File
        | ItemKind::Computed
        | ItemKind::Note => Kind::Text,
    }
}

fn choices(list: &Checklist, item: &Item) -> Option<Arc<[Choice]>> {
    let choice = |code: &str, label: &Text, columns: &BTreeMap<String, String>| Choice {
        code: code.to_owned(),
        label: label.clone(),
        columns: columns.clone(),
    };
    let none = BTreeMap::new();
    match item.kind {
        ItemKind::Scale => {
            let options = list.options(item).iter();
            let options = options.map(|one| choice(&one.code, &one.label, &none));
            Some(options.collect())
        }
        ItemKind::OneOf | ItemKind::SeveralOf | ItemKind::Acknowledge => {
            let choices = list.choices(item).iter();
            let choices = choices.map(|one| choice(&one.code, &one.label, &one.columns));
            Some(choices.collect())
        }
        _ => None,
    }
}
