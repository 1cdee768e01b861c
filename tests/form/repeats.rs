//! Forms with repeats, filled by hand: times by hand and by count, sums over them, positions and picks.

use std::sync::Arc;

use liuyou::domain::expression::Kind;
use liuyou::domain::live::{
    Change, Effect, Live, MOST_TIMES, Node, Place, Refused, Row, Sheet, Told, What, Why,
};

use crate::make::{
    around, computed, expression, inside, live, place, question, relevant, set, text,
};

fn repeat(name: &str) -> Node {
    Node::new(name, What::Repeat { count: None })
}

fn counted(name: &str, count: &str) -> Node {
    Node::new(
        name,
        What::Repeat {
            count: Some(expression(count)),
        },
    )
}

fn add(live: &mut Live, name: &str) -> Row {
    live.add(place(live, name)).unwrap().0
}

fn at(live: &Live, row: Row, name: &str) -> Place {
    Place {
        row,
        ..place(live, name)
    }
}

fn in_row(live: &Live, row: Row, name: &str) -> String {
    live.state(at(live, row, name)).unwrap().text.to_owned()
}

fn set_in(live: &mut Live, row: Row, name: &str, text: &str) -> Vec<Change> {
    live.set(at(live, row, name), text).unwrap()
}

fn meetings() -> Vec<Node> {
    vec![
        repeat("meeting"),
        inside("meeting", question("people", Kind::Number)),
        inside("meeting", computed("number", "position(..)")),
        inside(
            "meeting",
            relevant("${people} > 10", question("hall", Kind::Text)),
        ),
        inside(
            "meeting",
            computed("share", "round(${people} div ${all} * 100, 1)"),
        ),
        computed("all", "sum(${people})"),
        computed("times", "count(${meeting})"),
        computed("halls", "join('+', ${hall})"),
        computed("first", "indexed-repeat(${people}, ${meeting}, 1)"),
        computed("largest", "max(${people})"),
    ]
}

#[test]
fn sums_counts_and_positions_follow_times_added_and_taken_away() {
    let mut live = live(meetings());
    let totals =
        |live: &Live| ["all", "times", "halls", "first", "largest"].map(|name| text(live, name));
    assert_eq!(totals(&live), ["0", "0", "", "", ""]);
    let rows: Vec<Row> = (0..3).map(|_| add(&mut live, "meeting")).collect();
    assert_eq!(totals(&live), ["0", "3", "", "", ""]);
    set_in(&mut live, rows[0], "people", "5");
    set_in(&mut live, rows[1], "people", "15");
    assert_eq!(totals(&live), ["20", "3", "", "5", "15"]);
    assert_eq!(in_row(&live, rows[1], "share"), "75");
    assert_eq!(in_row(&live, rows[2], "share"), "");
    // the hall of the second is shown and blank: it is one value of the set
    set_in(&mut live, rows[1], "hall", "big");
    set_in(&mut live, rows[2], "people", "20");
    assert_eq!(totals(&live), ["40", "3", "big+", "5", "20"]);
    assert_eq!(in_row(&live, rows[0], "share"), "12.5");
    assert_eq!(in_row(&live, rows[2], "number"), "3");
    let changes = live.take_away(rows[0]).unwrap();
    assert!(changes.contains(&Change {
        place: at(&live, rows[2], "number"),
        effect: Effect::Computed
    }));
    assert_eq!(totals(&live), ["35", "2", "big+", "15", "20"]);
    assert_eq!(in_row(&live, rows[2], "number"), "2");
    assert_eq!(live.path(rows[2]), [1]);
    assert_eq!(
        live.state(at(&live, rows[0], "people")),
        Err(Refused::NoSuchPlace)
    );
    assert_eq!(live.take_away(rows[0]), Err(Refused::NoSuchPlace));
    assert_eq!(live.take_away(Row::FORM), Err(Refused::NoSuchPlace));
}

#[test]
fn a_count_makes_the_times_and_brings_answers_back() {
    let mut live = live(vec![
        question("branches", Kind::Number),
        counted("branch", "${branches}"),
        inside("branch", question("members", Kind::Number)),
        computed("all", "sum(${members})"),
    ]);
    let repeat = place(&live, "branch");
    assert_eq!(live.times(repeat).unwrap(), []);
    let changes = set(&mut live, "branches", "2");
    assert!(changes.contains(&("branch".to_owned(), Effect::Times(2))));
    let rows = live.times(repeat).unwrap();
    set_in(&mut live, rows[0], "members", "3");
    set_in(&mut live, rows[1], "members", "4");
    assert_eq!(text(&live, "all"), "7");
    set(&mut live, "branches", "1");
    assert_eq!(text(&live, "all"), "3");
    assert_eq!(
        live.set(at(&live, rows[1], "members"), "9"),
        Err(Refused::NoSuchPlace)
    );
    set(&mut live, "branches", "2.9");
    assert_eq!(
        (live.times(repeat).unwrap(), text(&live, "all")),
        (rows, "7".into())
    );
    for none in ["", "-3", "0.5", "many"] {
        set(&mut live, "branches", none);
        assert_eq!(live.times(repeat).unwrap(), [], "{none}");
    }
    set(&mut live, "branches", "99999999999");
    assert_eq!(live.times(repeat).unwrap().len(), MOST_TIMES[0]);
    assert_eq!(live.add(repeat), Err(Refused::Counted));
}

#[test]
fn hidden_times_count_as_none() {
    let mut live = live(vec![
        question("any", Kind::YesNo),
        relevant("${any} = 'yes'", repeat("meeting")),
        inside("meeting", question("people", Kind::Number)),
        computed("times", "count(${meeting})"),
        computed("asked", "count(${people})"),
        computed("answered", "count-non-empty(${people})"),
    ]);
    let totals = |live: &Live| ["times", "asked", "answered"].map(|name| text(live, name));
    let row = add(&mut live, "meeting");
    add(&mut live, "meeting");
    set_in(&mut live, row, "people", "5");
    assert_eq!(totals(&live), ["0", "0", "0"]);
    set(&mut live, "any", "yes");
    assert_eq!(totals(&live), ["2", "2", "1"]);
    set(&mut live, "any", "no");
    assert_eq!(totals(&live), ["0", "0", "0"]);
}

#[test]
fn repeats_in_repeats_are_seen_from_where_one_stands() {
    let mut live = live(vec![
        repeat("branch"),
        inside("branch", question("factor", Kind::Number)),
        inside("branch", repeat("meeting")),
        inside("meeting", question("people", Kind::Number)),
        inside("meeting", Node::new("details", What::Group)),
        inside("details", computed("weighted", "${people} * ${factor}")),
        inside(
            "details",
            computed(
                "where",
                "concat(position(../../..), '.', position(../..), '.', position(..))",
            ),
        ),
        inside("branch", computed("here", "sum(${people})")),
        inside("branch", computed("others", "${everywhere} - ${here}")),
        computed("everywhere", "sum(${weighted})"),
        computed(
            "picked",
            "indexed-repeat(${people}, ${branch}, 2, ${meeting}, 1)",
        ),
        inside(
            "meeting",
            computed(
                "before",
                "indexed-repeat(${people}, ${meeting}, position(..) - 1)",
            ),
        ),
    ]);
    let first = add(&mut live, "branch");
    let second = add(&mut live, "branch");
    let meeting = |live: &mut Live, branch: Row, people: &str| {
        let row = live.add(at(live, branch, "meeting")).unwrap().0;
        set_in(live, row, "people", people);
        row
    };
    let (a, b) = (
        meeting(&mut live, first, "1"),
        meeting(&mut live, first, "2"),
    );
    let c = meeting(&mut live, second, "10");
    set_in(&mut live, first, "factor", "1");
    set_in(&mut live, second, "factor", "100");
    assert_eq!(text(&live, "everywhere"), "1003");
    assert_eq!(
        (in_row(&live, first, "here"), in_row(&live, first, "others")),
        ("3".into(), "1000".into())
    );
    assert_eq!(text(&live, "picked"), "10");
    // the group is no repeat: there is one of it
    assert_eq!(in_row(&live, b, "where"), "1.2.1");
    assert_eq!(in_row(&live, c, "where"), "2.1.1");
    assert_eq!(
        (in_row(&live, a, "before"), in_row(&live, b, "before")),
        ("".into(), "1".into())
    );
    set_in(&mut live, a, "people", "4");
    assert_eq!(in_row(&live, b, "before"), "4");
    assert_eq!(live.path(c), [1, 0]);
    live.take_away(first).unwrap();
    assert_eq!(text(&live, "everywhere"), "1000");
    assert_eq!(text(&live, "picked"), "");
    assert_eq!(in_row(&live, c, "where"), "1.1.1");
}

#[test]
fn answers_in_repeats_are_read_back() {
    let sheet = Arc::new(Sheet::new(meetings()).unwrap());
    let tell = |times: &[usize], text: &str| Told {
        name: "people".into(),
        times: times.to_vec(),
        text: text.into(),
    };
    let live = Live::open(
        Arc::clone(&sheet),
        around(),
        &[
            tell(&[2], "7"),
            tell(&[0], "1"),
            tell(&[5_000], "9"),
            tell(&[], "9"),
        ],
    );
    assert_eq!(
        (text(&live, "times"), text(&live, "all")),
        ("3".into(), "8".into())
    );
    let counted = vec![
        question("n", Kind::Number),
        counted("r", "${n}"),
        inside("r", question("people", Kind::Number)),
        computed("all", "sum(${people})"),
    ];
    let sheet = Arc::new(Sheet::new(counted).unwrap());
    let count = Told {
        name: "n".into(),
        times: vec![],
        text: "1".into(),
    };
    let mut live = Live::open(sheet, around(), &[tell(&[0], "1"), tell(&[1], "5"), count]);
    assert_eq!(text(&live, "all"), "1");
    set(&mut live, "n", "2");
    assert_eq!(text(&live, "all"), "6");
}

#[test]
fn a_repeat_has_its_own_faults() {
    let whys = |nodes: Vec<Node>| -> Vec<Why> {
        let faults = Sheet::new(nodes).unwrap_err();
        faults.into_iter().map(|fault| fault.why).collect()
    };
    let mut deep = vec![repeat("r0")];
    for at in 1..4 {
        deep.push(inside(&format!("r{}", at - 1), repeat(&format!("r{at}"))));
    }
    assert_eq!(whys(deep), [Why::TooDeep { most: 3 }]);
    // the count of a repeat cannot be asked inside it
    assert_eq!(
        whys(vec![
            counted("r", "sum(${n})"),
            inside("r", question("n", Kind::Number)),
        ]),
        [Why::Ring(vec!["r".into(), "n".into()])]
    );
}

#[test]
fn a_repeat_is_full_at_its_limit() {
    let mut live = live(vec![
        repeat("outer"),
        inside("outer", repeat("inner")),
        inside("inner", question("x", Kind::Text)),
    ]);
    let row = add(&mut live, "outer");
    for _ in 0..MOST_TIMES[1] {
        live.add(at(&live, row, "inner")).unwrap();
    }
    assert_eq!(
        live.add(at(&live, row, "inner")).map(drop),
        Err(Refused::Full)
    );
}
