//! What no form may be, and the one written form of answers.

use liuyou::domain::expression::{Expression, Kind, Misfit, Mismatch};
use liuyou::domain::live::{Fault, Node, Part, Sheet, What, Why, written};

use crate::make::{computed, expression, inside, limit, question, relevant};

#[test]
fn every_fault_of_a_form_is_told_in_reading_order() {
    let fault = |node: &str, part, why| Fault {
        node: node.to_owned(),
        part,
        why,
    };
    let faults = Sheet::new(vec![
        question("a", Kind::Number),
        relevant("${nobody} = 1", question("b", Kind::Number)),
        question("a", Kind::Text),
        inside("a", question("c", Kind::Text)),
        Node {
            limit: limit(". > 'high'"),
            ..relevant(". > 1", question("d", Kind::Number))
        },
        relevant("once(1) = 1", question("e", Kind::Number)),
        Node {
            filter: Some(expression("true()")),
            ..question("f", Kind::One)
        },
        question(" ", Kind::Text),
    ])
    .unwrap_err();
    let misfit = |at, why| Why::Misfit(Misfit { at, why });
    assert_eq!(
        faults,
        [
            fault("a", Part::Name, Why::NameTwice),
            fault(
                "b",
                Part::Relevant,
                misfit(0, Mismatch::Unknown("nobody".into()))
            ),
            fault("c", Part::Parent, Why::NoParent("a".into())),
            fault("d", Part::Relevant, Why::OwnValue),
            fault(
                "d",
                Part::Limit,
                misfit(4, Mismatch::TextIsNoNumber("high".into()))
            ),
            fault("e", Part::Relevant, Why::Once),
            fault("f", Part::Filter, Why::NoChoices),
            fault(" ", Part::Name, Why::NameMissing),
        ]
    );
}

#[test]
fn a_ring_is_told_by_its_members() {
    let ring = |nodes: Vec<Node>| match Sheet::new(nodes) {
        Ok(_) => None,
        Err(faults) => faults.into_iter().find_map(|fault| match fault.why {
            Why::Ring(names) => Some(names.join(" ")),
            _ => None,
        }),
    };
    let plain = || question("z", Kind::Number);
    assert_eq!(
        ring(vec![
            plain(),
            computed("a", "${b} + ${z}"),
            computed("b", "${c} + 1"),
            computed("c", "${a} + 1"),
            computed("d", "${c}"),
        ]),
        Some("a b c".into())
    );
    assert_eq!(ring(vec![computed("a", "${a} + 1")]), Some("a".into()));
    // a group may not depend on what it hides
    assert_eq!(
        ring(vec![
            relevant("${a} > 1", Node::new("g", What::Group)),
            inside("g", question("a", Kind::Number)),
        ]),
        Some("g a".into())
    );
    // but two questions may ask each other in their limits
    assert_eq!(
        ring(vec![
            Node {
                limit: limit(". < ${b}"),
                ..question("a", Kind::Number)
            },
            Node {
                limit: limit(". > ${a}"),
                ..question("b", Kind::Number)
            },
        ]),
        None
    );
}

#[test]
fn answers_have_one_written_form_a_kind() {
    for (kind, typed, expected) in [
        (Kind::Number, " 007.50 ", Some("7.5")),
        (Kind::Number, "１２．５", Some("12.5")),
        (Kind::Number, "-0", Some("0")),
        (Kind::Number, "1e5", None),
        (Kind::Number, "12a", None),
        (Kind::Date, "2026年3月5日", Some("2026-03-05")),
        (Kind::Date, "2026/3/5", Some("2026-03-05")),
        (Kind::Date, "2026-02-30", None),
        (Kind::Moment, "2026-03-05 9:05", Some("2026-03-05 09:05")),
        (
            Kind::Moment,
            "2026-03-05T09:05:00.000+08:00",
            Some("2026-03-05 09:05"),
        ),
        (Kind::Time, "9:05", Some("09:05")),
        (Kind::Time, "24:00", None),
        (Kind::One, " good ", Some("good")),
        (Kind::One, "two words", None),
        (Kind::Several, " a   b ", Some("a b")),
        (Kind::YesNo, "yes", Some("yes")),
        (Kind::YesNo, "true", None),
        (Kind::Text, " as it is ", Some(" as it is ")),
        (Kind::Number, "  ", Some("")),
        (Kind::Group, "x", None),
    ] {
        assert_eq!(
            written(kind, typed).as_deref(),
            expected,
            "{kind:?} {typed:?}"
        );
        if let Some(expected) = expected {
            assert_eq!(written(kind, expected).as_deref(), Some(expected));
        }
    }
}

#[test]
fn columns_are_known_to_filters_only() {
    let column = Expression::parse_filter("name = 'a'").unwrap();
    let faults = Sheet::new(vec![Node {
        relevant: Some(column),
        ..question("a", Kind::Text)
    }])
    .unwrap_err();
    assert_eq!(
        faults[0].why,
        Why::Misfit(Misfit {
            at: 0,
            why: Mismatch::NoColumn("name".into())
        })
    );
}
