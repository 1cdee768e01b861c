//! What fits together and what can never come true.
#![cfg(test)]

use crate::domain::expression::{Expression, Kind, Misfit, Mismatch, Named, Names};

/// One item of each kind, named by it, and a repeat with two.
struct Items;

impl Names for Items {
    fn named(&self, name: &str) -> Option<Named> {
        let kind = match name {
            "number" | "in_repeat" => Kind::Number,
            "text" => Kind::Text,
            "date" | "date_in_repeat" => Kind::Date,
            "moment" => Kind::Moment,
            "time" => Kind::Time,
            "one" => Kind::One,
            "several" => Kind::Several,
            "yes_no" => Kind::YesNo,
            "truth" => Kind::Truth,
            "repeat" => Kind::Repeat,
            "group" => Kind::Group,
            _ => return None,
        };
        Some(Named {
            repeated: name.ends_with("in_repeat"),
            ..Named::new(kind)
        })
    }

    fn own(&self) -> Option<Kind> {
        Some(Kind::Number)
    }

    fn has_column(&self, name: &str) -> bool {
        name == "area"
    }

    fn is_within(&self, item: &str, repeat: &str) -> bool {
        item.ends_with("in_repeat") && repeat == "repeat"
    }
}

#[test]
fn what_may_be_right_has_a_kind() {
    for (text, kind) in [
        ("${number} + 1", Kind::Number),
        ("${one} + 1", Kind::Number),
        ("${text} + 1", Kind::Number),
        ("(${number} = 1) + ${truth}", Kind::Number),
        ("${number} = ''", Kind::Truth),
        ("${number} = '5'", Kind::Truth),
        ("${one} = 1", Kind::Truth),
        ("${several} = 'a'", Kind::Truth),
        ("${text} = ${number}", Kind::Truth),
        ("${text}", Kind::Text),
        ("${date} > today()", Kind::Truth),
        ("${date} > '2026-01-01'", Kind::Truth),
        ("${date} = '2026-01-01'", Kind::Truth),
        ("${date} = ''", Kind::Truth),
        ("${date} <= today() + 7", Kind::Truth),
        ("${date} > ${text}", Kind::Truth),
        ("${moment} > ${date}", Kind::Truth),
        ("${time} > '08:30'", Kind::Truth),
        ("today() - ${date}", Kind::Number),
        ("today() - ${date} > 30", Kind::Truth),
        ("today() + 7", Kind::Days),
        ("date(today() + 7)", Kind::Date),
        ("(today() + 7) - ${date}", Kind::Number),
        ("decimal-date-time(${date}) > 1", Kind::Truth),
        ("max(${date_in_repeat})", Kind::Days),
        ("int((today() - ${date}) div 365.25)", Kind::Number),
        ("if(${yes_no}, 1, '')", Kind::Number),
        ("if(${yes_no}, 1, 'a')", Kind::Any),
        ("if(${yes_no}, ${text}, ${one})", Kind::Text),
        ("coalesce(${number}, 0)", Kind::Number),
        ("coalesce(${date}, today())", Kind::Date),
        ("${yes_no} = 'yes'", Kind::Truth),
        ("${yes_no} and ${truth}", Kind::Truth),
        ("selected(${several}, 'a')", Kind::Truth),
        ("selected(${text}, ${one})", Kind::Truth),
        ("selected-at(${several}, 0)", Kind::One),
        ("count(${repeat})", Kind::Number),
        ("count(${in_repeat})", Kind::Number),
        ("sum(${in_repeat}) > 10", Kind::Truth),
        ("sum(${number})", Kind::Number),
        ("join(', ', ${in_repeat})", Kind::Text),
        (
            "indexed-repeat(${in_repeat}, ${repeat}, ${number})",
            Kind::Number,
        ),
        ("jr:choice-name(${one}, '${one}')", Kind::Text),
        (". > 5", Kind::Truth),
        ("1 = 1 = 1", Kind::Truth),
        ("1 < 2 < 3", Kind::Truth),
    ] {
        let expression = Expression::parse(text).unwrap();
        assert_eq!(expression.check(&Items), Ok(kind), "{text}");
    }
}

#[test]
fn what_can_never_be_right_is_named_with_its_place() {
    let some = |text: &str| text.to_owned();
    for (text, at, why) in [
        ("1 + ${nobody}", 4, Mismatch::Unknown(some("nobody"))),
        ("${in_repeat} > 1", 0, Mismatch::Repeated(some("in_repeat"))),
        ("${repeat} > 1", 0, Mismatch::NoValue(some("repeat"))),
        ("${group} = ''", 0, Mismatch::NoValue(some("group"))),
        ("count(${group})", 6, Mismatch::NoValue(some("group"))),
        ("count(1)", 6, Mismatch::NoSet),
        ("sum(${a} + 1)", 4, Mismatch::NoSet),
        ("1 + ${several}", 4, Mismatch::NoNumber(Kind::Several)),
        ("${yes_no} > 1", 0, Mismatch::NoNumber(Kind::YesNo)),
        ("sum(${several})", 4, Mismatch::NoNumber(Kind::Several)),
        ("max(1, ${yes_no})", 7, Mismatch::NoNumber(Kind::YesNo)),
        ("1 + 'abc'", 4, Mismatch::TextIsNoNumber(some("abc"))),
        ("-'abc'", 1, Mismatch::TextIsNoNumber(some("abc"))),
        (
            "${number} > 'high'",
            12,
            Mismatch::TextIsNoNumber(some("high")),
        ),
        (
            "${number} = 'high'",
            12,
            Mismatch::TextIsNoNumber(some("high")),
        ),
        ("${number} > ''", 12, Mismatch::TextIsNoNumber(some(""))),
        (
            "${date} = '2026/1/1'",
            10,
            Mismatch::TextIsNoDate(some("2026/1/1")),
        ),
        (
            "date('2026-02-30')",
            5,
            Mismatch::TextIsNoDate(some("2026-02-30")),
        ),
        (
            "${date} > 5",
            10,
            Mismatch::Compared(Kind::Date, Kind::Number),
        ),
        (
            "5 = ${date}",
            4,
            Mismatch::Compared(Kind::Number, Kind::Date),
        ),
        (
            "${date} > ${number}",
            10,
            Mismatch::Compared(Kind::Date, Kind::Number),
        ),
        (
            "${date} = ${one}",
            10,
            Mismatch::Compared(Kind::Date, Kind::One),
        ),
        (
            "${time} > ${number}",
            10,
            Mismatch::Compared(Kind::Time, Kind::Number),
        ),
        (
            "${yes_no} = 1",
            12,
            Mismatch::Compared(Kind::YesNo, Kind::Number),
        ),
        (
            "${yes_no} = 'Yes'",
            12,
            Mismatch::TextIsNotYesNo(some("Yes")),
        ),
        ("${date} + today()", 10, Mismatch::DatesAdded),
        (
            "selected(${number}, 'a')",
            9,
            Mismatch::NoSelection(Kind::Number),
        ),
        (
            "count-selected(${date})",
            15,
            Mismatch::NoSelection(Kind::Date),
        ),
        ("selected(${several}, 1)", 21, Mismatch::CodeNotQuoted),
        ("date(${one})", 5, Mismatch::NoDate(Kind::One)),
        (
            "format-date(${yes_no}, '%Y')",
            12,
            Mismatch::NoDate(Kind::YesNo),
        ),
        (
            "jr:choice-name('a', '${text}')",
            0,
            Mismatch::NoChoices(some("text")),
        ),
        ("position(..)", 0, Mismatch::NotRepeated),
        (
            "indexed-repeat(${in_repeat}, ${group}, 1)",
            0,
            Mismatch::NotARepeat(some("group")),
        ),
        (
            "indexed-repeat(${number}, ${repeat}, 1)",
            0,
            Mismatch::NotWithin {
                item: some("number"),
                repeat: some("repeat"),
            },
        ),
    ] {
        let expression = Expression::parse(text).unwrap();
        assert_eq!(expression.check(&Items), Err(Misfit { at, why }), "{text}");
    }
}

#[test]
fn a_filter_knows_only_the_columns_there_are() {
    let check = |text: &str| Expression::parse_filter(text).unwrap().check(&Items);
    assert_eq!(check("area = ${one}"), Ok(Kind::Truth));
    assert_eq!(
        check("aera = ${one}"),
        Err(Misfit {
            at: 0,
            why: Mismatch::NoColumn("aera".into())
        })
    );
}
