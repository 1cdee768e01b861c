//! Every fault, each on a small template that has nothing else wrong.
#![cfg(test)]

use super::*;

const SOUND: &str = r#"
    id = "t"
    version = 1
    name = { zh = "表", en = "List" }
    basis = { zh = "本程序建议", en = "Proposed" }
    [[choices]]
    code = "forms"
    options = [{ code = "talk", label = { zh = "谈话", en = "Talk" } }]
    [[section]]
    code = "1"
    name = { zh = "一", en = "One" }
    [[section.item]]
    code = "1.1"
    kind = "KIND"
    name = { zh = "字", en = "Word" }
"#;

/// The faults of an item of this kind with these lines more, each with the last step of its way.
fn faults(kind: &str, lines: &str) -> Vec<(String, What)> {
    let text = SOUND.replace("KIND", kind) + lines;
    let list: Checklist = toml::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
    let last = |place: &Place| match place.0.last() {
        Some(Step::Key(key)) => (*key).to_owned(),
        Some(Step::Nth(at)) => at.to_string(),
        None => String::new(),
    };
    let faults = list.faults().into_iter();
    faults
        .map(|fault| (last(&fault.place), fault.what))
        .collect()
}

fn only(kind: &str, lines: &str) -> (String, What) {
    let mut faults = faults(kind, lines);
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.remove(0)
}

fn missing(key: &'static str) -> What {
    What::Missing {
        item: "1.1".into(),
        key,
    }
}

#[test]
fn every_kind_can_be_sound() {
    for (kind, lines) in [
        (
            "number",
            "least = 1\nmost = 1\ndecimals = 6\nrequired = true",
        ),
        ("money", "required = \"${1.1} > 0\""),
        ("text", "hint = { zh = \"写\", en = \"Write\" }"),
        ("date", "default = \"today()\""),
        ("one_of", "choices = \"forms\""),
        ("several_of", "choices = \"forms\""),
        (
            "pair",
            "from = \"party\"\nunit = { zh = \"人\", en = \"people\" }",
        ),
        ("pair", "from = \"party_full_here\""),
        ("person", ""),
        ("computed", "computed = \"1\"\nform = \"money\""),
        ("note", "shown_when = \"true()\""),
        (
            "number",
            "limit = \". > 1\"\nlimit_text = { zh = \"大\", en = \"More\" }",
        ),
    ] {
        assert_eq!(faults(kind, lines), [], "{kind} {lines}");
    }
}

#[test]
fn a_list_must_be_there() {
    assert_eq!(
        only("one_of", "choices = \"songs\""),
        (
            "choices".into(),
            What::NoList {
                item: "1.1".into(),
                list: "songs".into()
            }
        )
    );
    assert_eq!(only("several_of", ""), ("0".into(), missing("choices")));
}

#[test]
fn bounds_places_and_figures_are_looked_at() {
    let item = || "1.1".to_owned();
    assert_eq!(
        only("number", "least = 2\nmost = 1.5"),
        ("least".into(), What::LeastAboveMost(item()))
    );
    assert_eq!(
        only("number", "decimals = 7"),
        ("decimals".into(), What::Decimals(item()))
    );
    assert!(matches!(
        only("pair", "from = \"cats\"").1,
        What::NoFigure { .. }
    ));
}

#[test]
fn a_key_must_fit_the_kind() {
    for (kind, lines, key) in [
        ("computed", "computed = \"1\"\npoints = 3", "points"),
        ("text", "veto = true", "veto"),
        ("date", "least = 1", "least"),
        ("number", "choices = \"forms\"", "choices"),
        ("number", "from = \"staff\"", "from"),
        ("number", "computed = \"1\"", "computed"),
        ("note", "required = true", "required"),
        ("computed", "computed = \"1\"\ndefault = \"1\"", "default"),
        ("money", "decimals = 3", "decimals"),
    ] {
        let (place, what) = only(kind, lines);
        assert_eq!(place, key, "{kind}");
        assert!(matches!(what, What::Needless { key: named, .. } if named == key));
    }
}

#[test]
fn a_limit_and_a_warning_have_their_words() {
    let text = "_text = { zh = \"不对\", en = \"Wrong\" }";
    assert_eq!(
        only("number", "limit = \". > 1\""),
        ("limit".into(), missing("limit_text"))
    );
    assert_eq!(
        only("number", &format!("warn{text}")),
        ("warn_text".into(), missing("warn"))
    );
    assert_eq!(
        only("number", "shown_when = \" \"").1,
        What::Blank {
            code: "1.1".into(),
            key: "shown_when"
        }
    );
    assert_eq!(only("computed", "").1, missing("computed"));
}

#[test]
fn codes_words_and_repeats() {
    let item = "\n[[section.item]]\nkind = \"text\"\nname = { zh = \"字\", en = \"Word\" }\n";
    assert_eq!(
        only("text", &format!("{item}code = \"1.1\"")).1,
        What::ItemTwice("1.1".into())
    );
    for code in ["1#1", "1 1", "${1}"] {
        assert_eq!(
            only("text", &format!("{item}code = \"{code}\"")).1,
            What::Code(code.into())
        );
    }
    assert_eq!(
        only("text", "hint = { zh = \"写\", en = \" \" }"),
        ("hint".into(), What::Wordless("hint"))
    );
    let section = "\n[[section]]\ncode = \"2\"\nname = { zh = \"二\", en = \"Two\" }\n";
    assert_eq!(
        only("text", &format!("{section}repeat = {{ most = 3 }}")),
        ("repeat".into(), What::RepeatEmpty("2".into()))
    );
    let scored = "[[section.item]]\ncode = \"2.1\"\nscale = \"s\"\npoints = 1\nname = { zh = \"字\", en = \"Word\" }";
    let whats: Vec<What> = faults(
        "text",
        &format!("{section}repeat = {{ most = 0 }}\n{scored}"),
    )
    .into_iter()
    .map(|(_, what)| what)
    .collect();
    assert_eq!(
        whats,
        [
            What::RepeatMost("2".into()),
            What::RepeatScored("2.1".into()),
            What::NoScale {
                item: "2.1".into(),
                scale: "s".into()
            }
        ]
    );
}

#[test]
fn the_head_is_looked_at() {
    let text = SOUND.replace("KIND", "text");
    let text = text.replace(
        "id = \"t\"",
        "id = \"../t\"\nsoon_days = 3\n[verdict]\ndemonstration = 90\npass = 95\nbasic = 60\n",
    );
    // a table ends the head, so the rest of it goes before
    let (head, rest) = text.split_once("version = 1").unwrap();
    let (plain, verdict) = head.split_once("[verdict]").unwrap();
    let (names, lists) = rest.split_once("[[choices]]").unwrap();
    let text = format!("{plain}version = 1{names}[verdict]{verdict}[[choices]]{lists}");
    let list: Checklist = toml::from_str(&text).unwrap();
    let whats: Vec<What> = list.faults().into_iter().map(|fault| fault.what).collect();
    assert_eq!(
        whats,
        [
            What::Id("../t".into()),
            What::SoonWithoutEvery,
            What::PassLines,
            What::NothingScored
        ]
    );
}

#[test]
fn steps_filters_and_fixed_answers_are_looked_at() {
    let item = || "1.1".to_owned();
    for (kind, lines) in [
        ("number", "least = 0\nmost = 5\nstep = 0.5\ndecimals = 1"),
        ("number", "least = 0\nstep = 5"),
        ("one_of", "choices = \"forms\"\nfilter = \"name = 'talk'\""),
        ("text", "default = \"'a'\"\nread_only = true"),
        (
            "time",
            "required = true\nrequired_text = { zh = \"填\", en = \"Say\" }",
        ),
        ("acknowledge", "required = true"),
        ("file", ""),
    ] {
        assert_eq!(faults(kind, lines), [], "{kind} {lines}");
    }
    for lines in [
        "least = 0\nstep = 0",
        "least = 0\nmost = 2\nstep = 3",
        "least = 0\nstep = -1",
    ] {
        assert_eq!(
            only("number", lines),
            ("step".into(), What::Step(item())),
            "{lines}"
        );
    }
    assert_eq!(
        only("number", "step = 2"),
        ("step".into(), missing("least"))
    );
    assert_eq!(
        only("text", "read_only = true"),
        ("read_only".into(), missing("default"))
    );
    let text = "required_text = { zh = \"填\", en = \"Say\" }";
    assert_eq!(
        only("text", text),
        ("required_text".into(), missing("required"))
    );
    for (kind, lines, key) in [
        ("text", "filter = \"true()\"", "filter"),
        ("money", "least = 0\nstep = 1", "step"),
        ("note", "read_only = true\ndefault = \"1\"", "read_only"),
    ] {
        let found = faults(kind, lines);
        let needless = |fault: &(String, What)| matches!(&fault.1, What::Needless { key: found, .. } if *found == key);
        assert!(found.iter().any(needless), "{kind} {lines}: {found:?}");
    }
}

#[test]
fn a_section_and_a_test_are_looked_at() {
    let section = "[[section]]\ncode = \"1\"\nname = { zh = \"一\", en = \"One\" }";
    assert_eq!(
        only("text", section),
        ("code".into(), What::SectionTwice("1".into()))
    );
    let case = |lines: &str| faults("text", &format!("[[test]]\nname = \"t\"\n{lines}"));
    assert_eq!(
        case("today = \"2026-11-24\"\nanswers = { \"1.1\" = \"x\" }"),
        []
    );
    assert_eq!(
        case("today = \"soon\""),
        [("today".into(), What::CaseToday("t".into()))]
    );
    let unknown = |key: &str| {
        let what = What::CaseItem {
            case: "t".into(),
            address: "1.2".into(),
        };
        (key.to_owned(), what)
    };
    assert_eq!(case("hidden = [\"1.2\"]"), [unknown("hidden")]);
    assert_eq!(case("values = { \"1.2\" = \"\" }"), [unknown("values")]);
}
