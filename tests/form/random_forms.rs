//! Random forms filled at random: after every answer a filling stands as one that is opened with the same answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use liuyou::domain::calendar::{Clock, Date};
use liuyou::domain::checklist::{Lang, Text};
use liuyou::domain::expression::{Around, Expression, Kind};
use liuyou::domain::live::{Choice, Limit, Live, Node, Part, Place, Sheet, Told, What};
use proptest::prelude::*;

use crate::dice::Dice;

const KINDS: [Kind; 6] = [
    Kind::Number,
    Kind::Text,
    Kind::One,
    Kind::Several,
    Kind::YesNo,
    Kind::Date,
];

/// Conditions with gaps for names; those that do not fit the items they fall on are dropped before the form is made.
const CONDITIONS: &[&str] = &[
    "${A} > 1",
    "${A} = ''",
    "${A} = 'a'",
    "${A} = 'yes'",
    "${A} != ''",
    "selected(${A}, 'b')",
    "count-selected(${A}) > count-selected(${B})",
    "${A} > today()",
    "${A} = ${B}",
    "count(${A}) > 1",
    "sum(${A}) > 2",
    "count-non-empty(${A}) >= 1",
    "position(..) = 2",
    "indexed-repeat(${A}, ${B}, 1) != ''",
    "${A} and ${B}",
    "not(${A}) or ${B} = ''",
];
const VALUES: &[&str] = &[
    "${A} + 1",
    "coalesce(${A}, 0) + coalesce(${B}, 0)",
    "concat(${A}, '-', ${B})",
    "sum(${A})",
    "max(${A}, 1)",
    "count(${A})",
    "join(',', ${A})",
    "position(..)",
    "position(../..) * 10",
    "indexed-repeat(${A}, ${B}, position(..) - 1)",
    "indexed-repeat(${A}, ${B}, 2)",
    "today()",
    "if(${A} = '', 'none', ${A})",
    "once(${A})",
    "jr:choice-name(${A}, '${A}')",
    "string-length(${A})",
    "${A}",
];
const LIMITS: &[&str] = &[
    ". != ''",
    "string-length(.) < 3",
    ". = ${A}",
    ". != ${A}",
    "count(${A}) > 0",
];
const FILTERS: &[&str] = &[
    "name != ${A}",
    "part = ${A} or ${A} = ''",
    "string-length(name) = 1",
];
/// Few times: the test looks at every item of a form after every step.
const COUNTS: &[&str] = &[
    "coalesce(${A}, 0) mod 4",
    "2",
    "count(${A}) mod 5",
    "count-selected(${A})",
];

fn pick(dice: &mut Dice<'_>, texts: &[&str], names: &[String]) -> Expression {
    let (one, other) = (dice.one_of(names), dice.one_of(names));
    let text = dice.one_of(texts).replace("${A}", &format!("${{{one}}}"));
    let text = text.replace("${B}", &format!("${{{other}}}"));
    Expression::parse_filter(&text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
}

fn choices() -> Arc<[Choice]> {
    let codes = ["a", "b", "cc"].iter().map(|code| Choice {
        code: (*code).to_owned(),
        label: Text {
            zh: format!("中{code}"),
            en: format!("en {code}"),
        },
        columns: BTreeMap::from([("part".to_owned(), code.len().to_string())]),
    });
    codes.collect()
}

fn random_node(dice: &mut Dice<'_>, at: usize, names: &[String], holders: &[usize]) -> Node {
    let what = match dice.below(12) {
        0 => What::Group,
        1 => What::Repeat { count: None },
        2 => What::Repeat {
            count: Some(pick(dice, COUNTS, names)),
        },
        3 => What::Note,
        4..=6 => What::Computed(pick(dice, VALUES, names)),
        _ => What::Question(dice.one_of(&KINDS)),
    };
    let mut node = Node::new(names[at].clone(), what);
    if !holders.is_empty() && dice.below(3) > 0 {
        node.parent = Some(names[dice.one_of(holders)].clone());
    }
    let limit = |test| Limit {
        test,
        message: String::new(),
    };
    if dice.below(3) == 0 {
        node.relevant = Some(pick(dice, CONDITIONS, names));
    }
    if let What::Question(kind) = node.what {
        if dice.below(3) == 0 {
            node.required = Some(pick(dice, CONDITIONS, names));
        }
        if dice.below(3) == 0 {
            node.limit = Some(limit(pick(dice, LIMITS, names)));
        }
        if dice.below(4) == 0 {
            node.warning = Some(limit(pick(dice, LIMITS, names)));
        }
        if matches!(kind, Kind::One | Kind::Several) {
            node.choices = Some(choices());
            if dice.below(2) == 0 {
                node.filter = Some(pick(dice, FILTERS, names));
            }
        }
    }
    node
}

/// A form of random items; what does not fit is dropped until nothing is at fault.
fn random_sheet(dice: &mut Dice<'_>) -> Sheet {
    let count = 4 + dice.below(12);
    let names: Vec<String> = (0..count).map(|at| format!("{}.{at}", at % 3)).collect();
    let mut holders = Vec::new();
    let mut nodes = Vec::new();
    for at in 0..count {
        let node = random_node(dice, at, &names, &holders);
        if matches!(node.what, What::Group | What::Repeat { .. }) {
            holders.push(at);
        }
        nodes.push(node);
    }
    loop {
        let faults = match Sheet::new(nodes.clone()) {
            Ok(sheet) => return sheet,
            Err(faults) => faults,
        };
        for fault in faults {
            let node = nodes.iter_mut().find(|node| node.name == fault.node);
            let node = node.expect("a fault names its node");
            match fault.part {
                Part::Relevant => node.relevant = None,
                Part::Required => node.required = None,
                Part::Limit => node.limit = None,
                Part::Warning => node.warning = None,
                Part::Filter => node.filter = None,
                Part::Parent => node.parent = None,
                Part::Default => node.default = None,
                // a ring names one member; whichever of its expressions closes it goes
                Part::Computed | Part::Count | Part::Name => {
                    if node.relevant.take().is_none() {
                        node.filter = None;
                        node.what = match node.what {
                            What::Computed(_) => What::Question(Kind::Number),
                            What::Repeat { .. } => What::Repeat { count: None },
                            _ => node.what.clone(),
                        };
                        node.parent = None;
                    }
                }
            }
        }
    }
}

fn answer(dice: &mut Dice<'_>, kind: Kind) -> &'static str {
    match kind {
        Kind::Number => dice.one_of(&["", "1", "2", "3", "0.5", "-1"]),
        Kind::One => dice.one_of(&["", "a", "b", "cc"]),
        Kind::Several => dice.one_of(&["", "a", "a b", "a b cc", "cc"]),
        Kind::YesNo => dice.one_of(&["", "yes", "no"]),
        Kind::Date => dice.one_of(&["", "2026-11-22", "2027-01-01"]),
        _ => dice.one_of(&["", "a", "yes", "a longer text"]),
    }
}

/// One thing that a person may do.
fn step(dice: &mut Dice<'_>, live: &mut Live) {
    let places = live.places();
    let place = dice.one_of(&places);
    match &live.sheet().node(place.item).what {
        What::Question(kind) => {
            let text = answer(dice, *kind);
            live.set(place, text).unwrap();
        }
        What::Repeat { count: None } => {
            let times = live.times(place).unwrap();
            if times.len() > 1 && dice.below(2) == 0 {
                live.take_away(dice.one_of(&times)).unwrap();
            } else if times.len() < 4 {
                live.add(place).unwrap();
            }
        }
        _ if dice.below(4) == 0 => {
            live.turn(around(dice.below(3) as i8, dice.below(2)));
        }
        _ => {}
    }
}

fn around(day: i8, lang: usize) -> Around {
    Around {
        now: Clock {
            date: Date::new(2026, 11, 21 + day).unwrap(),
            minute: 0,
        },
        lang: [Lang::Zh, Lang::En][lang],
    }
}

/// How every item stands, told without the numbers of rows.
fn standing(live: &Live) -> Vec<String> {
    let tell = |place: &Place| {
        let state = live.state(*place).unwrap();
        let offered = live.offered(*place).unwrap();
        let codes: Vec<&str> = offered.iter().map(|choice| choice.code.as_str()).collect();
        let name = &live.sheet().node(place.item).name;
        format!("{name} {:?} {state:?} {codes:?}", live.path(place.row))
    };
    live.places().iter().map(tell).collect()
}

/// The answers, and what `once` keeps; a repeat asked by hand is told by its questions.
fn answers(live: &Live) -> Vec<Told> {
    let mut answers = Vec::new();
    for place in live.places() {
        answers.push(Told {
            name: live.sheet().node(place.item).name.clone(),
            times: live.path(place.row),
            text: live.state(place).unwrap().text.to_owned(),
        });
    }
    answers
}

fn opened(live: &Live, around: Around) -> Live {
    let mut again = Live::open(Arc::clone(live.sheet()), around, &answers(live));
    // times without a question in them are known to nobody but the filling
    loop {
        let lacking = again.places().into_iter().find_map(|place| {
            let node = live.sheet().node(place.item);
            let mine = live.places().into_iter().find(|other| {
                other.item == place.item && live.path(other.row) == again.path(place.row)
            })?;
            let by_hand = matches!(node.what, What::Repeat { count: None });
            let lacks =
                by_hand && again.times(place).unwrap().len() < live.times(mine).unwrap().len();
            lacks.then_some(place)
        });
        match lacking {
            Some(place) => again.add(place).unwrap(),
            None => return again,
        };
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn what_is_kept_up_to_date_equals_what_is_opened_anew(
        form in proptest::collection::vec(any::<u32>(), 40..160),
        steps in proptest::collection::vec(any::<u32>(), 20..120),
    ) {
        let sheet = Arc::new(random_sheet(&mut Dice::new(&form)));
        let mut live = Live::new(sheet, around(1, 0));
        let mut dice = Dice::new(&steps);
        while dice.goes_on() {
            step(&mut dice, &mut live);
            let again = opened(&live, live.around());
            prop_assert_eq!(standing(&live), standing(&again));
        }
    }
}

/// The property above would say little of forms in which nothing depends on anything.
#[test]
fn random_forms_have_something_to_evaluate() {
    let mut expressions = 0;
    let mut repeats = 0;
    for seed in 0_u32..200 {
        let throws: Vec<u32> = (0..160)
            .map(|at| (seed * 7_919 + at).wrapping_mul(2_654_435_761) >> 7)
            .collect();
        let sheet = random_sheet(&mut Dice::new(&throws));
        for index in 0..sheet.len() {
            let node = sheet.node(index);
            expressions += node.expressions().count();
            repeats += usize::from(matches!(node.what, What::Repeat { .. }));
        }
    }
    assert!(expressions > 600, "{expressions} expressions in 200 forms");
    assert!(repeats > 100, "{repeats} repeats in 200 forms");
}
