//! Texts made to take long, near the longest there may be, and what they take at most.

use std::borrow::Cow;
use std::time::{Duration, Instant};

use liuyou::domain::expression::{Around, Expression, Scope, Value};

use crate::make::around;
use crate::random_texts::tried;

/// Texts made to take long or to go deep, each near the longest an expression may be. The limit is far above what they
/// take, and far below what anything worse than linear would.
#[test]
fn no_text_takes_long() {
    let repeated = |part: &str, end: &str| {
        let times = 32_000 / part.len();
        format!("{}{end}", part.repeat(times))
    };
    let nested = |open: &str, inner: &str, close: &str, depth: usize| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    let mut texts = vec![
        repeated("(", ""),
        repeated("-", "1"),
        repeated("not(", ""),
        repeated("1+", "1"),
        repeated("${a}=", "1"),
        repeated("'a' or ", "1"),
        repeated("concat('", ""),
        repeated("'", ""),
        repeated("${", ""),
        repeated("a", ""),
        repeated("if(1,1,", ""),
        repeated("9", ""),
        repeated(" ", "1"),
        repeated("社", ""),
        format!("max({})", repeated("${a},", "1")),
        nested("(1 and ", "1", ")", 60),
        nested("int(", "1", ")", 60),
        nested("if(1,", "1", ",2)", 60),
        nested("coalesce(1,", "1", ")", 60),
        nested("concat(${a},${a},", "1", ")", 60),
        nested("translate(", "'a'", ",'a','b')", 60),
        nested("min(1,", "1", ",2)", 60),
    ];
    texts.push(
        (0..4_000)
            .map(|at| format!("${{n{at}}}+"))
            .collect::<String>()
            + "1",
    );
    for pattern in [
        "(a*)*b",
        "(a|a)*c",
        "((a{0,9}){0,9}){0,4}",
        r"(\p{L}|.){40}",
        "(.*){12}x",
        r"(\w+\s?)+$",
    ] {
        texts.push(vec![format!("regex(${{long}}, '{pattern}')"); 16].join(" or "));
    }
    for text in texts {
        let start = Instant::now();
        tried(&text);
        let taken = start.elapsed();
        assert!(taken < Duration::from_secs(8), "{taken:?} for {text:.80}");
    }
}

/// Patterns known to hang engines that go back, on the longest text there can be.
#[test]
fn no_pattern_takes_long() {
    struct Long(String);
    impl Scope for Long {
        fn around(&self) -> Around {
            around()
        }
        fn value(&self, _reference: usize) -> Value<'_> {
            Value::Text(Cow::Borrowed(&self.0))
        }
        fn values(&self, _reference: usize) -> Vec<Value<'_>> {
            vec![self.value(0)]
        }
        fn own(&self) -> Value<'_> {
            self.value(0)
        }
    }
    let scope = Long("a".repeat(32_766) + "!");
    for pattern in [
        "(a*)*",
        "(a|a)*",
        "(a|aa)+",
        "(.*){12}x",
        r"(\w+\s?)+",
        "a*a*a*a*a*a*b",
        "([a-z]+)*",
    ] {
        let expression = Expression::parse(&format!("regex(., '{pattern}')")).unwrap();
        let start = Instant::now();
        assert!(!expression.truth(&scope), "{pattern}");
        let taken = start.elapsed();
        assert!(taken < Duration::from_secs(8), "{taken:?} for {pattern}");
    }
}
