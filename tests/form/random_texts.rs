//! No text stops the reader, the checker or the evaluation, and what is read is printed so that it reads back.

use std::borrow::Cow;

use liuyou::domain::calendar::{Clock, Date};
use liuyou::domain::checklist::Lang;
use liuyou::domain::expression::{
    Around, Expression, Fault, Function, Kind, Named, Names, Scope, Value,
};
use proptest::prelude::*;

use crate::dice::Dice;

/// Every name is an item whose kind its length tells, and has a value that goes with it.
pub struct Anything(Vec<String>);

const KINDS: [Kind; 12] = [
    Kind::Any,
    Kind::Number,
    Kind::Text,
    Kind::Date,
    Kind::Moment,
    Kind::Time,
    Kind::One,
    Kind::Several,
    Kind::YesNo,
    Kind::Truth,
    Kind::Repeat,
    Kind::Group,
];
const TEXTS: [&str; 9] = [
    "",
    "7",
    "-0.5",
    "2026-11-22",
    "2026-11-22 09:05",
    "09:05",
    "a b  c",
    "yes",
    "社会组织",
];

impl Names for Anything {
    fn named(&self, name: &str) -> Option<Named> {
        Some(Named {
            repeated: name.starts_with('r'),
            ..Named::new(KINDS[name.len() % KINDS.len()])
        })
    }

    fn own(&self) -> Option<Kind> {
        Some(Kind::Any)
    }

    fn in_repeat(&self) -> bool {
        true
    }
}

impl Scope for Anything {
    fn around(&self) -> Around {
        Around {
            now: Clock {
                date: Date::of(2026, 11, 22),
                minute: 545,
            },
            lang: Lang::Zh,
        }
    }

    fn value(&self, reference: usize) -> Value<'_> {
        let kind = KINDS[self.0[reference].len() % KINDS.len()];
        Value::of_answer(kind, TEXTS[reference % TEXTS.len()])
    }

    fn values(&self, reference: usize) -> Vec<Value<'_>> {
        (0..reference % 4).map(|at| self.value(at)).collect()
    }

    fn own(&self) -> Value<'_> {
        Value::from("12")
    }

    fn column(&self, name: &str) -> Value<'_> {
        Value::Text(Cow::Owned(name.to_owned()))
    }
}

/// Reads, checks, evaluates and prints; the fault, if it is one, lies within the text.
pub fn tried(text: &str) -> Option<Expression> {
    let read = |found: Result<Expression, Fault>| match found {
        Ok(expression) => {
            let scope = Anything(expression.references().to_vec());
            let _ = expression.check(&scope);
            let value = expression.value(&scope);
            // one and the same, every time
            assert_eq!(
                format!("{value:?}"),
                format!("{:?}", expression.value(&scope)),
            );
            Some(expression)
        }
        Err(fault) => {
            assert!(text.is_char_boundary(fault.at.min(text.len())), "{fault:?}");
            assert!(fault.at <= text.len(), "{fault:?}");
            None
        }
    };
    read(Expression::parse_filter(text));
    read(Expression::parse(text))
}

/// What expressions are made of, and what resembles it.
const PARTS: &[&str] = &[
    "${a}",
    "${bb}",
    "${r c}",
    "${2.1}",
    "${",
    "}",
    ".",
    "..",
    "'",
    "\"",
    "'a'",
    "'2026-01-01'",
    "\"it's\"",
    "''",
    "1",
    "0",
    ".5",
    "12.",
    "1e5",
    "9999999999999999999999",
    "(",
    ")",
    ",",
    "+",
    "-",
    "*",
    "div",
    "mod",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "and",
    "or",
    "not(",
    "if(",
    "coalesce(",
    "selected(",
    "count(",
    "sum(",
    "max(",
    "regex(., '[a-z]+')",
    "regex(",
    "concat(",
    "join(",
    "substr(",
    "round(",
    "int(",
    "date(",
    "format-date(",
    "position(..)",
    "indexed-repeat(${a}, ${b}, 1)",
    "jr:choice-name(",
    "'${a}'",
    "true()",
    "today()",
    "now()",
    "once(",
    "string-length()",
    "translate(",
    "pow(",
    "name",
    "jr:",
    "==",
    "&&",
    "“",
    "，",
    "（",
    "\u{a0}",
    "/",
    "[",
    "]",
    "|",
    "@",
    "#",
    "社",
    "\u{0}",
    "\n",
    "%",
    "!",
];

fn soup(throws: &[u32]) -> String {
    let mut dice = Dice::new(throws);
    let mut text = String::new();
    while dice.goes_on() {
        text.push_str(dice.one_of(PARTS));
        if dice.below(3) > 0 {
            text.push(' ');
        }
    }
    text
}

/// The text of an expression that is read: any operators, functions and parentheses.
fn sound(dice: &mut Dice<'_>, depth: usize) -> String {
    if depth == 0 || !dice.goes_on() {
        let atoms = [
            "${a}",
            "${bb}",
            "${2.1}",
            "1",
            "0.25",
            "'a'",
            "'2026-11-22'",
            "\"it's\"",
            "''",
            ".",
            "true()",
            "today()",
            "position(../..)",
            "12345678901234567890",
            "regex(., '\\d{2,}')",
            "indexed-repeat(${a}, ${r}, 2)",
            "jr:choice-name('a', '${bb}')",
        ];
        return dice.one_of(&atoms).to_owned();
    }
    let operators = [
        " or ", " and ", "=", " != ", "<", " <= ", ">", ">=", "+", " - ", "*", " div ", " mod ",
    ];
    match dice.below(5) {
        0 => format!("({})", sound(dice, depth - 1)),
        1 => format!("-{}", sound(dice, depth - 1)),
        2 => {
            let function = loop {
                let function = dice.one_of(Function::ALL);
                let special = matches!(
                    function,
                    Function::Regex
                        | Function::Position
                        | Function::IndexedRepeat
                        | Function::ChoiceName
                        | Function::FormatDate
                        | Function::FormatDateTime
                );
                if !special {
                    break function;
                }
                if !dice.goes_on() {
                    return "1".to_owned();
                }
            };
            let (least, most) = function.arguments();
            let count = least + dice.below(most.unwrap_or(least + 2) - least + 1);
            let arguments: Vec<String> = (0..count).map(|_| sound(dice, depth - 1)).collect();
            format!("{}({})", function.name(), arguments.join(","))
        }
        _ => {
            let (left, operator) = (sound(dice, depth - 1), dice.one_of(&operators).to_string());
            format!("{left}{operator}{}", sound(dice, depth - 1))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn random_text_stops_nothing(text in any::<String>()) {
        tried(&text);
    }

    #[test]
    fn random_bytes_stop_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        tried(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_soup_of_parts_stops_nothing(throws in proptest::collection::vec(any::<u32>(), 0..60)) {
        tried(&soup(&throws));
    }

    #[test]
    fn what_is_read_is_printed_and_reads_back(throws in proptest::collection::vec(any::<u32>(), 1..80)) {
        let text = sound(&mut Dice::new(&throws), 5);
        let expression = tried(&text).unwrap_or_else(|| panic!("{text} is not read"));
        let printed = expression.to_string();
        let again = Expression::parse(&printed).unwrap_or_else(|fault| panic!("{printed}: {fault:?}"));
        prop_assert_eq!(&again, &expression, "{} as {}", text, printed);
        prop_assert_eq!(again.to_string(), printed);
    }

    #[test]
    fn every_number_is_printed_as_it_is_read(number in any::<f64>()) {
        use liuyou::domain::expression::{number_of, number_text};
        if number.is_finite() {
            prop_assert_eq!(number_of(&number_text(number)), Some(number));
        }
    }

    #[test]
    fn rounding_stays_within_half_a_unit(number in -1e9..1e9_f64, places in -3_i32..6) {
        let expression = Expression::parse(&format!("round(., {places})")).unwrap();
        let scope = Own(number);
        let Value::Number(rounded) = expression.value(&scope) else { panic!("no number") };
        let unit = 10_f64.powi(-places);
        prop_assert!((rounded - number).abs() <= unit / 2.0 + number.abs() * 1e-15, "{} to {}", number, rounded);
        let steps = rounded / unit;
        prop_assert!((steps - steps.round()).abs() < 1e-5 + steps.abs() * 1e-15, "{} is no step of {}", rounded, unit);
    }
}

struct Own(f64);

impl Scope for Own {
    fn around(&self) -> Around {
        Anything(Vec::new()).around()
    }

    fn value(&self, _reference: usize) -> Value<'_> {
        Value::EMPTY
    }

    fn values(&self, _reference: usize) -> Vec<Value<'_>> {
        Vec::new()
    }

    fn own(&self) -> Value<'_> {
        Value::Number(self.0)
    }
}
