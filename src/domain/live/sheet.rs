//! A form read once: its items, the spaces that repeats open, and who depends on whom. It never changes afterwards;
//! many fillings may share it.

use std::collections::HashMap;

use super::node::{Fault, Node, Part, What, Why};
use super::order::{self, Formula, Role};
use crate::domain::expression::{Expression, Kind, Named, Names};

/// Repeats inside each other; `indexed-repeat` reaches no deeper.
pub const DEEPEST: usize = 3;

#[derive(Debug)]
pub struct Sheet {
    pub(super) items: Vec<Item>,
    pub(super) spaces: Vec<Space>,
    pub(super) names: HashMap<String, usize>,
    /// In the order in which they are evaluated.
    pub(super) formulas: Vec<Formula>,
    /// Those that read the day or the language.
    pub(super) around: Vec<usize>,
}

#[derive(Debug)]
pub struct Item {
    pub node: Node,
    pub kind: Kind,
    pub parent: Option<usize>,
    pub children: Vec<usize>,
    /// The space it stands in and its place there.
    pub space: usize,
    pub slot: usize,
    /// The space it opens, if it is a repeat.
    pub opens: Option<usize>,
    /// Its formulas by role.
    pub formulas: [Option<usize>; Role::COUNT],
    /// What reads it.
    pub readers: Vec<Edge>,
    /// The items its expressions speak of, by part and reference.
    pub targets: HashMap<Part, Vec<usize>>,
}

/// What stands together in one time of a repeat; the first is the form outside all repeats.
#[derive(Debug, Default)]
pub struct Space {
    pub repeat: Option<usize>,
    pub parent: Option<usize>,
    pub depth: usize,
    pub items: Vec<usize>,
    pub spaces: Vec<usize>,
    /// What reads, from outside, anything that stands in here or deeper.
    pub across: Vec<Edge>,
    /// Formulas in here or deeper that ask for their position.
    pub positioned: Vec<usize>,
}

/// A formula to be evaluated again, in every row below the common ancestor in `via`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge {
    pub formula: usize,
    pub via: usize,
}

impl Sheet {
    /// Errors: every fault, in reading order.
    pub fn new(nodes: Vec<Node>) -> Result<Sheet, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut sheet = Sheet::placed(nodes, &mut faults);
        sheet.resolve(&mut faults);
        let ranks = order::ranks(&sheet);
        if let Err(ring) = &ranks {
            faults.push(ring.clone());
        }
        let ranked = ranks.unwrap_or_default();
        sheet.check(&ranked, &mut faults);
        if !faults.is_empty() {
            let place = |fault: &Fault| sheet.names.get(&fault.node).copied();
            faults.sort_by_key(|fault| (place(fault), fault.part));
            return Err(faults);
        }
        order::connect(&mut sheet, ranked);
        Ok(sheet)
    }

    pub fn index(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    pub fn node(&self, index: usize) -> &Node {
        &self.items[index].node
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The kind of an item's value; of a computed one, what its expression gives.
    pub fn kind(&self, index: usize) -> Kind {
        self.items[index].kind
    }

    /// Gives every node its parent, space and slot.
    fn placed(nodes: Vec<Node>, faults: &mut Vec<Fault>) -> Sheet {
        let mut sheet = Sheet {
            items: Vec::with_capacity(nodes.len()),
            spaces: vec![Space::default()],
            names: HashMap::with_capacity(nodes.len()),
            formulas: Vec::new(),
            around: Vec::new(),
        };
        for node in nodes {
            sheet.place(node, faults);
        }
        sheet
    }

    fn place(&mut self, node: Node, faults: &mut Vec<Fault>) {
        let index = self.items.len();
        let mut fault = |part, why| {
            let node = node.name.clone();
            faults.push(Fault { node, part, why });
        };
        let parent = node.parent.as_deref().and_then(|name| {
            let found = self.holder_named(name);
            if found.is_none() {
                fault(Part::Parent, Why::NoParent(name.to_owned()));
            }
            found
        });
        let space = parent.map_or(0, |parent| {
            let parent = &self.items[parent];
            parent.opens.unwrap_or(parent.space)
        });
        let opens = matches!(node.what, What::Repeat { .. }).then(|| self.opened(space, index));
        if opens.is_some_and(|opened| self.spaces[opened].depth > DEEPEST) {
            fault(Part::Parent, Why::TooDeep { most: DEEPEST });
        }
        if node.name.trim().is_empty() {
            fault(Part::Name, Why::NameMissing);
        }
        if node.filter.is_some() && node.choices.is_none() {
            fault(Part::Filter, Why::NoChoices);
        }
        if self.names.contains_key(&node.name) {
            fault(Part::Name, Why::NameTwice);
        } else {
            self.names.insert(node.name.clone(), index);
        }
        if let Some(parent) = parent {
            self.items[parent].children.push(index);
        }
        let slot = self.spaces[space].items.len();
        self.spaces[space].items.push(index);
        self.items.push(Item {
            kind: match &node.what {
                What::Question(kind) => *kind,
                What::Computed(_) => Kind::Any,
                What::Repeat { .. } => Kind::Repeat,
                What::Group | What::Note => Kind::Group,
            },
            node,
            parent,
            children: Vec::new(),
            space,
            slot,
            opens,
            formulas: [None; Role::COUNT],
            readers: Vec::new(),
            targets: HashMap::new(),
        });
    }

    /// The group or repeat of this name among those placed so far.
    fn holder_named(&self, name: &str) -> Option<usize> {
        self.index(name).filter(|index| {
            let what = &self.items[*index].node.what;
            matches!(what, What::Group | What::Repeat { .. })
        })
    }

    /// A new space inside this one, opened by the repeat of this number.
    fn opened(&mut self, space: usize, repeat: usize) -> usize {
        let opened = self.spaces.len();
        self.spaces.push(Space {
            repeat: Some(repeat),
            parent: Some(space),
            depth: self.spaces[space].depth + 1,
            ..Space::default()
        });
        self.spaces[space].spaces.push(opened);
        opened
    }

    /// Finds the items that expressions speak of; unknown ones are named by `check`.
    fn resolve(&mut self, faults: &mut Vec<Fault>) {
        for index in 0..self.items.len() {
            let node = &self.items[index].node;
            let mut targets = HashMap::new();
            for (part, expression) in node.expressions() {
                let reads = expression.reads();
                let mut fault = |why| {
                    let node = node.name.clone();
                    faults.push(Fault { node, part, why });
                };
                if reads.own && !matches!(part, Part::Limit | Part::Warning) {
                    fault(Why::OwnValue);
                }
                if reads.kept && part != Part::Computed {
                    fault(Why::Once);
                }
                let names = expression.references().iter();
                // an unknown name keeps its place; the form is refused before it is looked at
                let found = names.map(|name| self.names.get(name).copied().unwrap_or(usize::MAX));
                targets.insert(part, found.collect());
            }
            self.items[index].targets = targets;
        }
    }

    /// The kinds of all expressions; those of computed values in the order of their dependence.
    fn check(&mut self, ranked: &[(usize, Role)], faults: &mut Vec<Fault>) {
        for (index, role) in ranked {
            if *role == Role::Value
                && let What::Computed(expression) = &self.items[*index].node.what
            {
                let seen = Seen {
                    sheet: self,
                    index: *index,
                    part: Part::Computed,
                };
                if let Ok(kind) = expression.check(&seen) {
                    self.items[*index].kind = kind;
                }
            }
        }
        for (index, item) in self.items.iter().enumerate() {
            for (part, expression) in item.node.expressions() {
                let seen = Seen {
                    sheet: self,
                    index,
                    part,
                };
                if let Err(misfit) = expression.check(&seen) {
                    let (node, why) = (item.node.name.clone(), Why::Misfit(misfit));
                    faults.push(Fault { node, part, why });
                }
            }
        }
    }

    /// Whether `outer` is `inner` or holds it.
    pub(super) fn holds(&self, outer: usize, inner: usize) -> bool {
        self.chain(inner).any(|space| space == outer)
    }

    /// The space and those that hold it, from the inside out.
    pub(super) fn chain(&self, space: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(space), |space| self.spaces[*space].parent)
    }

    /// The innermost space that holds both.
    pub(super) fn common(&self, one: usize, other: usize) -> usize {
        self.chain(one)
            .find(|space| self.holds(*space, other))
            .unwrap_or(0)
    }

    /// From which space on an expression that stands in `space` picks the item with `indexed-repeat`.
    pub(super) fn picked_from(&self, item: usize, repeats: &[usize], space: usize) -> usize {
        let named = self.chain(self.items[item].space).filter(|inner| {
            self.spaces[*inner]
                .repeat
                .is_some_and(|repeat| repeats.contains(&repeat))
        });
        let outermost = named.last().and_then(|space| self.spaces[space].parent);
        self.common(outermost.unwrap_or(0), space)
    }

    pub(super) fn targets(&self, index: usize, part: Part) -> &[usize] {
        self.items[index]
            .targets
            .get(&part)
            .map_or(&[], Vec::as_slice)
    }

    pub(super) fn expression(&self, index: usize, part: Part) -> Option<&Expression> {
        let mut all = self.items[index].node.expressions();
        all.find(|(found, _)| *found == part)
            .map(|(_, expression)| expression)
    }
}

/// The items as the expressions of one of them see them.
struct Seen<'a> {
    sheet: &'a Sheet,
    index: usize,
    part: Part,
}

impl Seen<'_> {
    fn space(&self) -> usize {
        self.sheet.items[self.index].space
    }
}

impl Names for Seen<'_> {
    fn named(&self, name: &str) -> Option<Named> {
        let item = &self.sheet.items[self.sheet.index(name)?];
        Some(Named {
            kind: item.kind,
            repeated: !self.sheet.holds(item.space, self.space()),
            has_choices: item.node.choices.is_some(),
        })
    }

    fn own(&self) -> Option<Kind> {
        let kind = self.sheet.items[self.index].kind;
        kind.has_value().then_some(kind)
    }

    fn has_column(&self, name: &str) -> bool {
        let choices = self.sheet.items[self.index].node.choices.as_deref();
        let mut choices = choices.unwrap_or(&[]).iter();
        self.part == Part::Filter
            && (name == "name" || choices.any(|choice| choice.columns.contains_key(name)))
    }

    fn in_repeat(&self) -> bool {
        self.space() != 0
    }

    fn is_within(&self, item: &str, repeat: &str) -> bool {
        let find = |name| self.sheet.index(name).map(|index| &self.sheet.items[index]);
        match (find(item), find(repeat).and_then(|repeat| repeat.opens)) {
            (Some(item), Some(space)) => self.sheet.holds(space, item.space),
            _ => false,
        }
    }

    fn picks_one(&self, item: &str, repeats: &[&str]) -> bool {
        let Some(item) = self.sheet.index(item) else {
            return true;
        };
        let mut spaces = self.sheet.chain(self.sheet.items[item].space);
        spaces.all(|space| {
            let repeat = self.sheet.spaces[space].repeat;
            let name = repeat.map(|repeat| self.sheet.items[repeat].node.name.as_str());
            name.is_none_or(|name| repeats.contains(&name)) || self.sheet.holds(space, self.space())
        })
    }
}
