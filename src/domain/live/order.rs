//! In which order a form is evaluated: what is read comes before what reads it, and a ring is a fault.

use std::collections::BTreeSet;

use super::node::{Fault, Part, What, Why};
use super::sheet::{Edge, Sheet};

/// What is evaluated of an item. They are told apart so that what an item shows may depend on one part of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Shown,
    Value,
    /// How many times a repeat is asked.
    Times,
    /// Which choices are offered.
    Offer,
    /// Limit, warning and whether an answer is missing; nothing depends on it.
    Checks,
}

impl Role {
    pub const COUNT: usize = 5;
    const ALL: [Role; Role::COUNT] = [
        Role::Shown,
        Role::Value,
        Role::Times,
        Role::Offer,
        Role::Checks,
    ];

    /// None for what is evaluated once, when asked for.
    fn of(part: Part) -> Option<Role> {
        match part {
            Part::Relevant => Some(Role::Shown),
            Part::Count => Some(Role::Times),
            Part::Filter => Some(Role::Offer),
            Part::Limit | Part::Warning | Part::Required => Some(Role::Checks),
            Part::Name | Part::Parent | Part::Computed => Some(Role::Value),
            Part::Default => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formula {
    pub item: usize,
    pub role: Role,
    /// The space its item stands in.
    pub space: usize,
}

/// Which roles an item has.
fn has(sheet: &Sheet, item: usize, role: Role) -> bool {
    let node = &sheet.items[item].node;
    match role {
        Role::Shown => true,
        Role::Value => matches!(node.what, What::Computed(_)),
        Role::Times => matches!(node.what, What::Repeat { count: Some(_) }),
        Role::Offer => node.filter.is_some(),
        Role::Checks => {
            node.limit.is_some()
                || node.warning.is_some()
                || node.required.is_some()
                || node.filter.is_some()
        }
    }
}

/// Formulas that come after others: an edge leads from what is read to what reads it.
struct Graph {
    after: Vec<Vec<usize>>,
}

fn vertex(item: usize, role: Role) -> usize {
    item * Role::COUNT + role as usize
}

fn item_of(vertex: usize) -> usize {
    vertex / Role::COUNT
}

impl Graph {
    fn of(sheet: &Sheet) -> Graph {
        let mut graph = Graph {
            after: vec![Vec::new(); sheet.items.len() * Role::COUNT],
        };
        for (index, item) in sheet.items.iter().enumerate() {
            if let Some(parent) = item.parent {
                graph.edge((parent, Role::Shown), (index, Role::Shown));
            }
            for space in sheet.chain(item.space) {
                if let Some(repeat) = sheet.spaces[space].repeat {
                    graph.edge((repeat, Role::Times), (index, Role::Shown));
                }
            }
            // its own parts come after whether it is shown, which is the first to be known of a new row
            for role in [Role::Value, Role::Offer, Role::Checks] {
                for before in [Role::Shown, Role::Value, Role::Offer] {
                    if before < role {
                        graph.edge((index, before), (index, role));
                    }
                }
            }
            for (part, _) in item.node.expressions() {
                let Some(role) = Role::of(part) else { continue };
                let reader = (index, role);
                for target in sheet.targets(index, part) {
                    if *target < sheet.items.len() {
                        for role in [Role::Shown, Role::Value, Role::Times] {
                            graph.edge((*target, role), reader);
                        }
                    }
                }
            }
        }
        graph
    }

    fn edge(&mut self, from: (usize, Role), to: (usize, Role)) {
        self.after[vertex(from.0, from.1)].push(vertex(to.0, to.1));
    }
}

/// Items and roles in an order in which each comes after all that it reads; roles that an item does not have are left
/// out.
///
/// Errors: one ring, told at its first item.
pub fn ranks(sheet: &Sheet) -> Result<Vec<(usize, Role)>, Fault> {
    let graph = Graph::of(sheet);
    let mut before = vec![0_usize; graph.after.len()];
    for to in graph.after.iter().flatten() {
        before[*to] += 1;
    }
    let mut ready: Vec<usize> = (0..before.len())
        .rev()
        .filter(|at| before[*at] == 0)
        .collect();
    let mut ranked = Vec::new();
    let mut done = 0;
    while let Some(at) = ready.pop() {
        done += 1;
        let (item, role) = (item_of(at), Role::ALL[at % Role::COUNT]);
        if has(sheet, item, role) {
            ranked.push((item, role));
        }
        for to in &graph.after[at] {
            before[*to] -= 1;
            if before[*to] == 0 {
                ready.push(*to);
            }
        }
    }
    match done == before.len() {
        true => Ok(ranked),
        false => Err(ring(sheet, &graph, &before)),
    }
}

/// One ring among what could not be ordered. Every vertex left over has one left over before it; going back from any
/// of them must come round.
fn ring(sheet: &Sheet, graph: &Graph, before: &[usize]) -> Fault {
    let mut back = vec![None; before.len()];
    for (from, after) in graph.after.iter().enumerate() {
        for to in after.iter().filter(|_| before[from] > 0) {
            back[*to] = Some(from);
        }
    }
    let mut at = before.iter().position(|left| *left > 0).unwrap_or(0);
    let mut seen = BTreeSet::new();
    while seen.insert(at) {
        at = back[at].unwrap_or(at);
    }
    let start = at;
    let mut items = vec![item_of(start)];
    while let Some(from) = back[at].filter(|from| *from != start) {
        if items.last() != Some(&item_of(from)) {
            items.push(item_of(from));
        }
        at = from;
    }
    if items.len() > 1 && items.last() == items.first() {
        items.pop();
    }
    // going back means that each depends on the next; the ring is told from its first item on
    let first = items.iter().enumerate().min_by_key(|(_, item)| **item);
    let first = first.map_or(0, |(at, _)| at);
    items.rotate_left(first);
    let names: Vec<String> = items
        .iter()
        .map(|item| sheet.items[*item].node.name.clone())
        .collect();
    Fault {
        node: names[0].clone(),
        part: Part::Computed,
        why: Why::Ring(names),
    }
}

/// Numbers the formulas and tells every item what reads it.
pub fn connect(sheet: &mut Sheet, ranked: Vec<(usize, Role)>) {
    for (rank, (item, role)) in ranked.into_iter().enumerate() {
        let space = sheet.items[item].space;
        sheet.formulas.push(Formula { item, role, space });
        sheet.items[item].formulas[role as usize] = Some(rank);
    }
    let mut readers: Vec<BTreeSet<Edge>> = vec![BTreeSet::new(); sheet.items.len()];
    let mut around = BTreeSet::new();
    let mut positioned = BTreeSet::new();
    for (index, item) in sheet.items.iter().enumerate() {
        for (part, expression) in item.node.expressions() {
            let Some(formula) = Role::of(part).and_then(|role| item.formulas[role as usize]) else {
                continue;
            };
            let targets = sheet.targets(index, part);
            for target in targets {
                let via = sheet.common(sheet.items[*target].space, item.space);
                readers[*target].insert(Edge { formula, via });
            }
            let picked = expression.indexed();
            for (picked, repeats) in &picked {
                let repeats: Vec<usize> = repeats.iter().map(|at| targets[*at]).collect();
                let via = sheet.picked_from(targets[*picked], &repeats, item.space);
                readers[targets[*picked]].insert(Edge { formula, via });
            }
            let reads = expression.reads();
            if reads.around {
                around.insert(formula);
            }
            // a position not named is that of the expression itself
            if reads.position || !picked.is_empty() {
                positioned.insert(formula);
            }
        }
    }
    for (index, readers) in readers.into_iter().enumerate() {
        let space = sheet.items[index].space;
        let spaces: Vec<usize> = sheet.chain(space).collect();
        for inner in spaces {
            let Some(outer) = sheet.spaces[inner].parent else {
                break;
            };
            let from_outside = readers.iter().filter(|edge| sheet.holds(edge.via, outer));
            let edges: Vec<Edge> = from_outside.copied().collect();
            sheet.spaces[inner].across.extend(edges);
        }
        sheet.items[index].readers = readers.into_iter().collect();
    }
    for formula in positioned {
        let spaces: Vec<usize> = sheet.chain(sheet.formulas[formula].space).collect();
        for space in spaces {
            sheet.spaces[space].positioned.push(formula);
        }
    }
    for space in &mut sheet.spaces {
        space.across.sort_unstable();
        space.across.dedup();
    }
    sheet.around = around.into_iter().collect();
}
