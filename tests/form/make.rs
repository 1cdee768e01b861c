//! Forms made by hand, and fillings asked by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use liuyou::domain::calendar::{Clock, Date};
use liuyou::domain::checklist::{Lang, Text};
use liuyou::domain::expression::{Around, Expression, Kind};
use liuyou::domain::live::{Choice, Effect, Limit, Live, Node, Place, Row, Sheet, What};

pub fn around() -> Around {
    Around {
        now: Clock {
            date: Date::of(2026, 11, 22),
            minute: 545,
        },
        lang: Lang::Zh,
    }
}

pub fn expression(text: &str) -> Expression {
    Expression::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
}

pub fn question(name: &str, kind: Kind) -> Node {
    Node::new(name, What::Question(kind))
}

pub fn computed(name: &str, text: &str) -> Node {
    Node::new(name, What::Computed(expression(text)))
}

pub fn inside(parent: &str, node: Node) -> Node {
    Node {
        parent: Some(parent.to_owned()),
        ..node
    }
}

pub fn relevant(text: &str, node: Node) -> Node {
    Node {
        relevant: Some(expression(text)),
        ..node
    }
}

pub fn required(text: &str, node: Node) -> Node {
    Node {
        required: Some(expression(text)),
        ..node
    }
}

pub fn limit(text: &str) -> Option<Limit> {
    Some(Limit {
        test: expression(text),
        message: "message".to_owned(),
    })
}

pub fn choices(codes: &[(&str, &str)]) -> Arc<[Choice]> {
    let choices = codes.iter().map(|(code, area)| Choice {
        code: (*code).to_owned(),
        label: Text {
            zh: format!("中{code}"),
            en: format!("en {code}"),
        },
        columns: BTreeMap::from([("area".to_owned(), (*area).to_owned())]),
    });
    choices.collect()
}

pub fn live(nodes: Vec<Node>) -> Live {
    let sheet = Sheet::new(nodes).unwrap_or_else(|faults| panic!("{faults:#?}"));
    Live::new(Arc::new(sheet), around())
}

pub fn place(live: &Live, name: &str) -> Place {
    Place {
        row: Row::FORM,
        item: live.sheet().index(name).expect("the form has this item"),
    }
}

/// Sets an answer and gives what changed, by name.
pub fn set(live: &mut Live, name: &str, text: &str) -> Vec<(String, Effect)> {
    let changes = live.set(place(live, name), text).unwrap();
    changes
        .into_iter()
        .map(|change| {
            (
                live.sheet().node(change.place.item).name.clone(),
                change.effect,
            )
        })
        .collect()
}

pub fn text(live: &Live, name: &str) -> String {
    live.state(place(live, name)).unwrap().text.to_owned()
}
