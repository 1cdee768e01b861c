//! What is read and what is refused, with the place and the reason.
#![cfg(test)]

use crate::domain::expression::{DEEPEST, Expression, Fault, LONGEST, MOST_PATTERNS, Why};

fn fault(text: &str) -> (usize, Why) {
    match Expression::parse(text) {
        Ok(expression) => panic!("{text:.200} is read as {expression:.200}"),
        Err(Fault { at, why }) => (at, why),
    }
}

fn some(text: &str) -> String {
    text.to_owned()
}

#[test]
fn faults_have_a_place_and_a_reason() {
    let unknown = |name: &str, meant| Why::UnknownFunction {
        name: some(name),
        meant,
    };
    let operator = |found: &str, meant| Why::WrongOperator {
        found: some(found),
        meant,
    };
    let character = |found, meant| Why::WrongCharacter { found, meant };
    let count = |function, found, least, most| Why::ArgumentCount {
        function,
        found,
        least,
        most,
    };
    let bare = |name: &str, meant: Option<&str>| Why::BareName {
        name: some(name),
        meant: meant.map(some),
    };
    for (text, at, why) in [
        ("", 0, Why::Empty),
        (" \u{a0}\u{3000} ", 0, Why::Empty),
        ("1 +", 3, Why::ValueMissing),
        ("* 2", 0, Why::Path(some("*"))),
        ("1 2", 2, Why::OperatorMissing),
        ("${a} ${b}", 5, Why::OperatorMissing),
        ("(1", 0, Why::OpenParenthesis),
        ("concat('a'", 0, Why::OpenParenthesis),
        ("1)", 1, Why::Unopened(')')),
        ("1, 2", 1, Why::Unopened(',')),
        ("(1, 2)", 2, Why::Unopened(',')),
        ("'abc", 0, Why::OpenText),
        ("${abc", 0, Why::OpenReference),
        ("1 + ${ }", 4, Why::EmptyReference),
        ("#", 0, Why::Unexpected('#')),
        ("1 # 2", 2, Why::Unexpected('#')),
        ("$a", 0, Why::Unexpected('$')),
        ("${a} = “yes”", 7, character('“', "\"")),
        ("${a} = ‘yes’", 7, character('‘', "'")),
        ("（1)", 0, character('（', "(")),
        ("(1）", 2, character('）', ")")),
        ("concat('a'，'b')", 10, character('，', ",")),
        ("1 ＋ 2", 2, character('＋', "+")),
        ("1 ≥ 2", 2, character('≥', ">=")),
        ("１ + 2", 0, character('１', "0-9")),
        ("${a} == 1", 5, operator("==", "=")),
        ("${a} <> 1", 5, operator("<>", "!=")),
        ("1 && 2", 2, operator("&&", "and")),
        ("1 || 2", 2, operator("||", "or")),
        ("1 % 2", 2, operator("%", "mod")),
        ("!${a}", 0, operator("!", "not()")),
        ("1 AND 2", 2, operator("AND", "and")),
        ("1 / 2", 2, Why::Path(some("/"))),
        ("/data/age", 0, Why::Path(some("/data/age"))),
        ("../age > 1", 0, Why::Path(some("../age"))),
        ("./age", 0, Why::Path(some("./age"))),
        ("sum(${r}[age < 18]/x)", 8, Why::Path(some("[age"))),
        ("..", 0, Why::Path(some(".."))),
        ("${a} = yes", 7, bare("yes", None)),
        ("TRUE", 0, bare("TRUE", Some("true()"))),
        ("not ${a}", 0, bare("not", Some("not()"))),
        ("frobnicate(1)", 0, unknown("frobnicate", None)),
        (
            "1 + Count-Selected(${a})",
            4,
            unknown("Count-Selected", Some("count-selected")),
        ),
        (
            "string_length('a')",
            0,
            unknown("string_length", Some("string-length")),
        ),
        ("random()", 0, Why::UnsupportedFunction(some("random"))),
        (
            "pulldata('a','b','c','d')",
            0,
            Why::UnsupportedFunction(some("pulldata")),
        ),
        ("if(1, 2)", 0, count("if", 2, 3, Some(3))),
        ("true(5)", 0, count("true", 1, 0, Some(0))),
        ("concat()", 0, count("concat", 0, 1, None)),
        ("coalesce(1, 2, 3)", 0, count("coalesce", 3, 2, Some(2))),
        (
            "indexed-repeat(${a}, ${b}, 1, ${c})",
            0,
            count("indexed-repeat", 4, 3, Some(7)),
        ),
        ("position()", 0, count("position", 0, 1, Some(1))),
        (
            "jr:choice-name('a')",
            0,
            count("jr:choice-name", 1, 2, Some(2)),
        ),
        ("concat('a',)", 11, Why::ValueMissing),
        ("concat(,'a')", 7, Why::ValueMissing),
        ("position(${a})", 9, Why::Path(some("${a})"))),
        ("position(.)", 9, Why::Path(some(".)"))),
        (
            "concat('Dear ${name}')",
            7,
            Why::QuotedReference(some("name")),
        ),
        (
            "jr:choice-name('a', 'b')",
            20,
            Why::ReferenceWanted {
                function: "jr:choice-name",
            },
        ),
        (
            "indexed-repeat(1, ${b}, 1)",
            15,
            Why::ReferenceWanted {
                function: "indexed-repeat",
            },
        ),
        (
            "regex(., ${pattern})",
            9,
            Why::LiteralWanted { function: "regex" },
        ),
        (
            "regex(., 'a' + 'b')",
            9,
            Why::LiteralWanted { function: "regex" },
        ),
        ("format-date(${d}, '%Y-%q')", 18, Why::FormatLetter('q')),
    ] {
        assert_eq!(fault(text), (at, why), "{text}");
    }
}

#[test]
fn patterns_that_would_mean_something_else_are_refused() {
    for pattern in [
        "(",
        "[",
        "a)|(b",
        r"(a)\1",
        "(?=a)",
        "(?<!a)",
        "a++",
        "a*+",
        "(a|ab){2}+",
        "a{1,2}+",
        r"\B",
        r"\p{InGreek}",
        r"\p{",
        r"a\",
        "(a{200}){200}",
        r"\Qa\E",
    ] {
        let (at, why) = fault(&format!("regex(., '{pattern}')"));
        assert!(
            matches!(why, Why::Pattern(ref said) if !said.is_empty()),
            "{pattern}: {why:?}"
        );
        assert_eq!(at, 9);
    }
    let long = format!("regex(., '{}')", "a".repeat(501));
    assert!(matches!(fault(&long).1, Why::Pattern(_)));
}

#[test]
fn limits_hold_for_length_depth_and_patterns() {
    let deep = |depth: usize| format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Expression::parse(&deep(DEEPEST)).is_ok());
    assert_eq!(
        fault(&deep(DEEPEST + 1)),
        (DEEPEST, Why::TooDeep { most: DEEPEST })
    );
    assert_eq!(fault(&"-".repeat(9_000)).1, Why::TooDeep { most: DEEPEST });
    assert_eq!(
        fault(&"not(".repeat(8_000)).1,
        Why::TooDeep { most: DEEPEST }
    );
    let long = |bytes: usize| format!("{}1", "1+".repeat(bytes / 2));
    assert!(Expression::parse(&long(LONGEST)).is_ok());
    assert_eq!(
        fault(&long(LONGEST + 2)),
        (LONGEST, Why::TooLong { most: LONGEST })
    );
    let patterns = |count: usize| vec!["regex(., 'a')"; count].join(" and ");
    assert!(Expression::parse(&patterns(MOST_PATTERNS)).is_ok());
    assert_eq!(
        fault(&patterns(MOST_PATTERNS + 1)).1,
        Why::TooManyPatterns {
            most: MOST_PATTERNS
        }
    );
    assert_eq!(fault(&"9".repeat(400)), (0, Why::NumberTooLarge));
}

#[test]
fn spaces_that_nobody_sees_are_spaces() {
    let plain = Expression::parse("${a} > 1").unwrap();
    for text in [
        "${a}\u{a0}>\u{a0}1",
        "\u{feff}${a}>1",
        "${\u{3000}a }\n>\t1",
    ] {
        assert_eq!(Expression::parse(text).unwrap(), plain, "{text:?}");
    }
    // inside quotes they are what they are
    assert_ne!(
        Expression::parse("'a\u{a0}b'").unwrap(),
        Expression::parse("'a b'").unwrap()
    );
}

#[test]
fn what_is_printed_reads_back() {
    for (text, printed) in [
        ("1+2*3", "1 + 2 * 3"),
        ("(1+2)*3", "(1 + 2) * 3"),
        ("1-(2-3)", "1 - (2 - 3)"),
        ("(1-2)-3", "(1 - 2) - 3"),
        ("-(1+2)", "-(1 + 2)"),
        ("- -1", "--1"),
        ("1--1", "1 - -1"),
        ("((${a}))", "${a}"),
        ("not( ${2.1}=\"x\" )", "not(${2.1} = 'x')"),
        ("\"it's\"", "\"it's\""),
        ("1.50", "1.5"),
        (".5", "0.5"),
        ("position( .. / .. )", "position(../..)"),
        (
            "indexed-repeat(${a},${r},position(..)-1)",
            "indexed-repeat(${a}, ${r}, position(..) - 1)",
        ),
        ("jr:choice-name(${a},${a})", "jr:choice-name(${a}, '${a}')"),
        (r#"regex(.,"\d+")"#, r"regex(., '\d+')"),
        ("1 and 2 or 3", "1 and 2 or 3"),
        ("1 and (2 or 3)", "1 and (2 or 3)"),
    ] {
        let expression = Expression::parse(text).unwrap();
        assert_eq!(expression.to_string(), printed);
        assert_eq!(Expression::parse(printed).unwrap(), expression, "{text}");
    }
}

#[test]
fn a_filter_may_name_columns_and_a_form_may_not() {
    let filter =
        Expression::parse_filter("province = ${province} and not(closed-on = '')").unwrap();
    assert_eq!(filter.references(), ["province"]);
    assert!(matches!(fault("province = 1").1, Why::BareName { .. }));
    // no column is called true
    let (at, why) = match Expression::parse_filter("closed = true") {
        Err(Fault { at, why }) => (at, why),
        Ok(read) => panic!("read as {read}"),
    };
    assert_eq!(at, 9);
    assert!(matches!(why, Why::BareName { .. }));
}

#[test]
fn dependencies_are_known_from_the_text() {
    let expression = Expression::parse(
        "${b} + ${a} * ${b} > count-selected(${2.1}) or jr:choice-name(., '${c}') = ''",
    )
    .unwrap();
    assert_eq!(expression.references(), ["b", "a", "2.1", "c"]);
    let reads = |text: &str| {
        let reads = Expression::parse(text).unwrap().reads();
        (reads.own, reads.kept, reads.position, reads.around)
    };
    assert_eq!(reads(". > 1"), (true, false, false, false));
    assert_eq!(reads("string-length() > 1"), (true, false, false, false));
    assert_eq!(reads("once(today())"), (false, true, false, true));
    assert_eq!(reads("position(..) + 1"), (false, false, true, false));
    assert_eq!(
        reads("format-date(${a}, '%b')"),
        (false, false, false, true)
    );
}
