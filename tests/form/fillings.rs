//! Forms without repeats, filled by hand: what is shown, computed, out of limits and missing after every answer.

use std::sync::Arc;

use liuyou::domain::calendar::Date;
use liuyou::domain::checklist::Lang;
use liuyou::domain::expression::{Around, Expression, Kind};
use liuyou::domain::live::{Effect, Live, Node, Refused, Sheet, Told, What};

use crate::make::{
    around, choices, computed, inside, limit, live, place, question, relevant, required, set, text,
};

fn told(name: &str, effect: Effect) -> (String, Effect) {
    (name.to_owned(), effect)
}

#[test]
fn an_answer_shows_and_hides_and_its_readers_follow() {
    let mut live = live(vec![
        question("branch", Kind::YesNo),
        relevant("${branch} = 'yes'", Node::new("party", What::Group)),
        inside("party", question("members", Kind::Number)),
        inside("party", question("full", Kind::Number)),
        computed("total", "coalesce(${members}, 0) + coalesce(${full}, 0)"),
        relevant("${total} > 3", Node::new("hint", What::Note)),
    ]);
    assert!(!live.state(place(&live, "members")).unwrap().shown);
    assert_eq!(text(&live, "total"), "0");
    assert_eq!(
        set(&mut live, "branch", "yes"),
        [
            told("party", Effect::Shown(true)),
            told("members", Effect::Shown(true)),
            told("full", Effect::Shown(true)),
        ]
    );
    assert_eq!(
        set(&mut live, "members", "3"),
        [told("total", Effect::Computed)]
    );
    assert_eq!(
        set(&mut live, "full", "1"),
        [
            told("total", Effect::Computed),
            told("hint", Effect::Shown(true))
        ]
    );
    assert_eq!(text(&live, "total"), "4");
    // the same answer once more is no change
    assert_eq!(set(&mut live, "full", "1"), []);
    // hidden answers count as none, and come back
    set(&mut live, "branch", "no");
    assert_eq!(
        (text(&live, "total"), text(&live, "members")),
        ("0".into(), "3".into())
    );
    assert!(!live.state(place(&live, "hint")).unwrap().shown);
    set(&mut live, "branch", "yes");
    assert_eq!(text(&live, "total"), "4");
}

#[test]
fn limits_are_asked_of_answers_and_warnings_hold_nobody_up() {
    let mut live = live(vec![
        question("whole", Kind::Number),
        Node {
            limit: limit(". <= ${whole}"),
            warning: limit(". > 0"),
            ..required("${whole} > 0", question("part", Kind::Number))
        },
    ]);
    let state = |live: &Live| {
        let state = live.state(place(live, "part")).unwrap();
        (
            state.limit_broken,
            state.warned,
            state.required,
            state.missing,
        )
    };
    assert_eq!(state(&live), (false, false, false, false));
    assert_eq!(
        set(&mut live, "whole", "5"),
        [
            told("part", Effect::Required(true)),
            told("part", Effect::Missing(true))
        ]
    );
    assert_eq!(
        set(&mut live, "part", "7"),
        [
            told("part", Effect::Limit(true)),
            told("part", Effect::Missing(false))
        ]
    );
    assert_eq!(state(&live), (true, false, true, false));
    assert_eq!(
        set(&mut live, "whole", "9"),
        [told("part", Effect::Limit(false))]
    );
    assert_eq!(
        set(&mut live, "part", "0"),
        [told("part", Effect::Warning(true))]
    );
    // a blank answer is out of no limit
    assert_eq!(
        set(&mut live, "part", ""),
        [
            told("part", Effect::Warning(false)),
            told("part", Effect::Missing(true))
        ]
    );
}

#[test]
fn a_filter_offers_choices_and_a_chosen_one_may_go_astray() {
    let mut live = live(vec![
        question("area", Kind::Text),
        Node {
            choices: Some(choices(&[("a", "east"), ("b", "west"), ("c", "east")])),
            filter: Some(Expression::parse_filter("${area} = '' or area = ${area}").unwrap()),
            ..question("unit", Kind::Several)
        },
        computed(
            "label",
            "jr:choice-name(selected-at(${unit}, 0), '${unit}')",
        ),
    ]);
    let codes = |live: &Live| -> Vec<String> {
        let offered = live.offered(place(live, "unit")).unwrap();
        offered.iter().map(|choice| choice.code.clone()).collect()
    };
    assert_eq!(codes(&live), ["a", "b", "c"]);
    assert_eq!(
        set(&mut live, "unit", "a c"),
        [told("label", Effect::Computed)]
    );
    assert_eq!(text(&live, "label"), "中a");
    assert_eq!(
        set(&mut live, "area", "east"),
        [told("unit", Effect::Choices)]
    );
    assert_eq!(codes(&live), ["a", "c"]);
    assert_eq!(
        set(&mut live, "area", "west"),
        [
            told("unit", Effect::Stray(true)),
            told("unit", Effect::Choices)
        ]
    );
    assert_eq!(codes(&live), ["b"]);
    assert_eq!(
        set(&mut live, "unit", "b"),
        [
            told("unit", Effect::Stray(false)),
            told("label", Effect::Computed)
        ]
    );
    let english = Around {
        lang: Lang::En,
        ..around()
    };
    assert_eq!(live.turn(english).len(), 1);
    assert_eq!(text(&live, "label"), "en b");
}

#[test]
fn the_day_turns_only_what_reads_it() {
    let mut live = live(vec![
        question("deadline", Kind::Date),
        computed("late", "${deadline} != '' and ${deadline} < today()"),
        computed("days", "${deadline} - today()"),
        computed("month", "format-date(${deadline}, '%Y-%m')"),
        computed("noted", "if(${deadline} != '', once(today()), '')"),
    ]);
    assert_eq!(
        (text(&live, "late"), text(&live, "days")),
        ("false".into(), "".into())
    );
    set(&mut live, "deadline", "2026-11-24");
    assert_eq!(
        (text(&live, "late"), text(&live, "days")),
        ("false".into(), "2".into())
    );
    assert_eq!(
        (text(&live, "month"), text(&live, "noted")),
        ("2026-11".into(), "2026-11-22".into())
    );
    let before = live.evaluated();
    let mut later = around();
    later.now.date = Date::of(2026, 11, 30);
    assert_eq!(live.turn(later).len(), 2);
    // the month is written in a language, and so is looked at too
    assert_eq!(live.evaluated() - before, 4);
    assert_eq!(
        (text(&live, "late"), text(&live, "days")),
        ("true".into(), "-6".into())
    );
    assert_eq!(text(&live, "noted"), "2026-11-22");
    assert_eq!(live.turn(later), []);
}

#[test]
fn a_form_is_opened_with_its_answers_in_one_evaluation() {
    let nodes = || {
        vec![
            question("a", Kind::Number),
            computed("b", "${a} * 2"),
            computed("c", "once(${b})"),
            relevant("${b} > 5", question("d", Kind::Text)),
        ]
    };
    let tell = |name: &str, text: &str| Told {
        name: name.to_owned(),
        times: Vec::new(),
        text: text.to_owned(),
    };
    let sheet = Arc::new(Sheet::new(nodes()).unwrap());
    let answers = [
        tell("a", "4"),
        tell("d", "x"),
        // computed values are computed, but for those that `once` keeps
        tell("b", "99"),
        tell("c", "1"),
        tell("gone", "an older version's item"),
        Told {
            times: vec![3],
            ..tell("a", "no such place")
        },
    ];
    let live = Live::open(Arc::clone(&sheet), around(), &answers);
    let texts = ["a", "b", "c", "d"].map(|name| text(&live, name));
    assert_eq!(texts, ["4", "8", "1", "x"]);
    assert!(live.state(place(&live, "d")).unwrap().shown);
    // shown four times, computed twice
    assert_eq!(live.evaluated(), 6);
}

#[test]
fn only_what_depends_is_evaluated() {
    let mut nodes = vec![question("a", Kind::Number), question("other", Kind::Number)];
    for at in 0..50 {
        nodes.push(computed(&format!("of_a_{at}"), "${a} + 1"));
        nodes.push(computed(&format!("of_other_{at}"), "${other} + 1"));
    }
    nodes.push(computed("sum", "${of_a_0} + ${of_a_49} + ${of_other_0}"));
    let mut live = live(nodes);
    let before = live.evaluated();
    set(&mut live, "a", "1");
    // each once, the sum too although two of its parts changed
    assert_eq!(live.evaluated() - before, 51);
    set(&mut live, "other", "2");
    assert_eq!(text(&live, "sum"), "7");
}

#[test]
fn computed_values_have_the_written_form_of_their_kind() {
    let mut live = live(vec![
        question("n", Kind::Number),
        computed("division", "${n} div 0"),
        computed("root", "sqrt(-1)"),
        computed("truth", "${n} > 1"),
        computed("moment", "now()"),
        computed("day", "date(today() + 7)"),
        relevant("${truth}", Node::new("note", What::Note)),
        computed("written", "if(${truth} = 'false', 'no', 'yes')"),
        computed("early", "${moment} < ${day}"),
    ]);
    set(&mut live, "n", "1");
    let texts = |live: &Live| {
        [
            "division", "root", "truth", "moment", "day", "written", "early",
        ]
        .map(|name| text(live, name))
    };
    assert_eq!(
        texts(&live),
        [
            "",
            "",
            "false",
            "2026-11-22 09:05",
            "2026-11-29",
            "no",
            "true"
        ]
    );
    assert!(!live.state(place(&live, "note")).unwrap().shown);
    set(&mut live, "n", "2");
    assert_eq!(text(&live, "written"), "yes");
    assert!(live.state(place(&live, "note")).unwrap().shown);
    assert_eq!(
        live.set(place(&live, "truth"), "true"),
        Err(Refused::NoQuestion)
    );
}

#[test]
fn an_answer_that_is_not_in_its_form_counts_as_text() {
    let mut live = live(vec![
        question("n", Kind::Number),
        computed("more", "${n} + 1"),
        computed("length", "string-length(${n})"),
    ]);
    set(&mut live, "n", "about 5");
    assert_eq!(
        (text(&live, "more"), text(&live, "length")),
        ("".into(), "7".into())
    );
}
