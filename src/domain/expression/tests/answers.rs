//! What references, the own answer and sets of answers give.
#![cfg(test)]

use super::{Answers, number, text};
use crate::domain::expression::{LONGEST_TEXT, Value};

#[test]
fn references_are_answers_and_sets_of_answers() {
    let mut answers = Answers::of(&[
        ("age", &[number(30.0)]),
        ("blank", &[Value::EMPTY]),
        (
            "ages",
            &[number(3.0), Value::EMPTY, number(-7.0), number(5.0)],
        ),
        ("below", &[number(-2.0), number(-9.0)]),
        ("names", &[text("a"), Value::EMPTY, text("c")]),
        ("2.1", &[text("good")]),
        ("yes", &[Value::Word("yes".into(), true)]),
        ("no", &[Value::Word("no".into(), false)]),
    ]);
    for (source, expected) in [
        ("${age} >= 18", Value::Truth(true)),
        ("${ age } >= 18", Value::Truth(true)),
        ("${2.1} = 'good'", Value::Truth(true)),
        ("${blank} + 1 > 0", Value::Truth(false)),
        ("not(${blank} > 0)", Value::Truth(true)),
        ("${blank} = ''", Value::Truth(true)),
        ("${age} != ''", Value::Truth(true)),
        ("coalesce(${blank}, 0) + 1", number(1.0)),
        ("if(${blank}=\"\", 0, ${blank})", number(0.0)),
        ("count(${ages})", number(4.0)),
        ("count-non-empty(${ages})", number(3.0)),
        ("sum(${ages})", number(1.0)),
        ("min(${ages})", number(-7.0)),
        ("max(${ages})", number(5.0)),
        // the reference implementation gives 4.9e-324 here, its smallest positive number
        ("max(${below})", number(-2.0)),
        ("max(${below}, 4)", number(4.0)),
        ("max(3, 7, 5)", number(7.0)),
        ("sum(${missing})", number(0.0)),
        ("concat(${names})", text("ac")),
        ("join('-', ${names})", text("a--c")),
        ("indexed-repeat(${ages}, ${r}, 4)", number(5.0)),
        ("indexed-repeat(${ages}, ${r}, 5)", Value::EMPTY),
        ("indexed-repeat(${ages}, ${r}, 0)", Value::EMPTY),
        ("position(..)", number(3.0)),
        ("position(../..)", number(4.0)),
        ("jr:choice-name('g', '${2.1}')", text("好")),
        ("jr:choice-name('h', '${2.1}')", text("")),
        ("if(${yes}, 1, 2)", number(1.0)),
        ("if(${no}, 1, 2)", number(2.0)),
        ("${no} = 'no'", Value::Truth(true)),
        ("${no} = 'yes'", Value::Truth(false)),
        ("${yes} = true()", Value::Truth(true)),
        ("selected(${yes}, 'yes')", Value::Truth(true)),
        ("concat(${no}, '!')", text("no!")),
    ] {
        assert_eq!(answers.value(source), expected, "{source}");
    }
    assert_eq!(answers.value("string(min(${missing}))"), text("NaN"));
}

#[test]
fn the_own_answer_is_the_dot() {
    let mut answers = Answers {
        own: "12",
        ..Answers::default()
    };
    for (source, expected) in [
        (". >= 10 and . < 20", Value::Truth(true)),
        (".>.5", Value::Truth(true)),
        ("string-length(.)", number(2.0)),
        ("string-length()", number(2.0)),
        ("once(99)", text("12")),
    ] {
        assert_eq!(answers.value(source), expected, "{source}");
    }
    assert_eq!(Answers::default().value("once(99)"), number(99.0));
}

#[test]
fn no_text_grows_beyond_a_cell() {
    let long = "x".repeat(30_000);
    let mut answers = Answers::of(&[("long", &[text(&long)])]);
    let Value::Text(joined) = answers.value("concat(${long}, '好', ${long}, ${long})") else {
        panic!("no text");
    };
    assert_eq!(joined.len(), LONGEST_TEXT);
}
