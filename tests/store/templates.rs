//! Visits with several templates: how an organisation stands and when it is due follow from those that say so.

use std::collections::BTreeMap;

use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::{Change, Edit, Field, Value};
use liuyou::domain::organisation::{Organisation, Standing};
use liuyou::domain::view::{Filter, ListRow, PageFrom};
use liuyou::domain::visit::{Said, VisitStatus};
use liuyou::standards::{self, Standard};
use liuyou::store::Store;

use super::{NOW, empty, is_sound};

/// A template with one item of each kind that the text names.
fn standard(id: &str, head: &str, items: &str) -> Standard {
    let text = format!(
        r#"
        id = "{id}"
        version = 1
        name = {{ zh = "表", en = "List" }}
        basis = {{ zh = "自拟", en = "Own" }}
        {head}
        [[scale]]
        code = "yesno"
        options = [
            {{ key = 1, code = "yes", percent = 100, label = {{ zh = "是", en = "Yes" }} }},
            {{ key = 4, code = "no", percent = 0, label = {{ zh = "否", en = "No" }} }},
        ]
        [[section]]
        code = "1"
        name = {{ zh = "一", en = "One" }}
        item = [{items}]
        [[section]]
        code = "2"
        name = {{ zh = "二", en = "Two" }}
        repeat = {{ most = 3 }}
        item = [{{ code = "2.1", kind = "text", name = {{ zh = "字", en = "Word" }} }}]
        "#
    );
    let checklist = standards::parse(&text).unwrap_or_else(|error| panic!("{error:?}"));
    Standard {
        checklist,
        text,
        path: None,
    }
}

const LINES: &str = "verdict = { demonstration = 90, pass = 80, basic = 60 }";
const SCORED: &str =
    r#"{ code = "1.1", scale = "yesno", points = 5, name = { zh = "字", en = "Word" } }"#;
const PAIR: &str =
    r#"{ code = "1.1", kind = "pair", from = "staff", name = { zh = "字", en = "Word" } }"#;

fn at(day: Date) -> Now {
    Now { today: day, ..NOW }
}

fn organisation(store: &mut Store) -> i64 {
    let uuid = store.new_id(NOW);
    let facts = Organisation {
        name: "东街义工协会".into(),
        ..Organisation::default()
    };
    store.commit(&facts.change(uuid), NOW).unwrap();
    row(store).id
}

fn row(store: &Store) -> ListRow {
    let rows = store.page(&Filter::default(), &PageFrom::First, 9).unwrap();
    rows.into_iter().next().unwrap()
}

/// Begins a visit, says so, and finishes it.
fn visit(store: &mut Store, standard: &Standard, day: Date, said: &[(&str, Said)]) -> i64 {
    let organisation = row(store).id;
    let id = store
        .start_visit(organisation, standard, "", at(day))
        .unwrap();
    let uuid = store.visit(id).unwrap().uuid;
    let mut edits: Vec<Edit> = said
        .iter()
        .map(|(address, said)| said.edit(uuid, address))
        .collect();
    edits.push(Edit::new(
        uuid,
        Field::VISIT_STATUS,
        Value::text(VisitStatus::Finished.code()),
    ));
    store.commit(&Change::of(edits), at(day)).unwrap();
    id
}

fn said(text: &str) -> Said {
    Said::Option(Some(text.into()))
}

#[test]
fn a_record_leaves_standing_score_and_last_visit_as_the_site_check_made_them() {
    let (_folder, mut store) = empty();
    organisation(&mut store);
    let site = standard("site", &format!("every_days = 90\n{LINES}"), SCORED);
    let record = standard("record", "use = \"record\"", PAIR);
    let scored = standard("ledger", "use = \"ledger\"", SCORED);
    visit(
        &mut store,
        &site,
        Date::of(2026, 3, 1),
        &[("1.1", said("yes"))],
    );
    visit(
        &mut store,
        &scored,
        Date::of(2026, 4, 1),
        &[("1.1", said("no"))],
    );
    visit(
        &mut store,
        &record,
        Date::of(2026, 5, 1),
        &[("1.1", said("7"))],
    );
    let listed = row(&store);
    assert_eq!(listed.standing, Standing::Demonstration);
    assert_eq!(listed.last_tenths, Some(1000));
    assert_eq!(listed.last_visit, Some(Date::of(2026, 3, 1)));
    assert_eq!(listed.due, Some(Date::of(2026, 5, 30)));
    // an open record is not an inspection under way, an open site check is
    let id = listed.id;
    store
        .start_visit(id, &record, "", at(Date::of(2026, 6, 1)))
        .unwrap();
    assert_eq!(row(&store).standing, Standing::Demonstration);
    store
        .start_visit(id, &site, "", at(Date::of(2026, 6, 2)))
        .unwrap();
    assert_eq!(row(&store).standing, Standing::Draft);
    is_sound(&mut store);
}

#[test]
fn an_organisation_that_has_only_records_was_never_inspected() {
    let (_folder, mut store) = empty();
    organisation(&mut store);
    let record = standard("record", "use = \"record\"", PAIR);
    visit(&mut store, &record, NOW.today, &[("1.1", said("7"))]);
    let listed = row(&store);
    assert_eq!((listed.standing, listed.due), (Standing::Never, None));
    let view = store.organisation(listed.id).unwrap();
    assert_eq!(view.visits[0].template, "record");
    assert_eq!((view.visits[0].answered, view.visits[0].items), (1, 1));
    is_sound(&mut store);
}

#[test]
fn every_template_is_due_by_its_own_last_visit_and_the_earliest_day_counts() {
    let (_folder, mut store) = empty();
    organisation(&mut store);
    let site = standard("site", &format!("every_days = 90\n{LINES}"), SCORED);
    let quarter = standard("quarter", "every_days = 30", SCORED);
    visit(
        &mut store,
        &site,
        Date::of(2026, 3, 1),
        &[("1.1", said("yes"))],
    );
    // 1 March and 90 days is 30 May; 15 May and 30 days is 14 June
    visit(&mut store, &quarter, Date::of(2026, 5, 15), &[]);
    assert_eq!(row(&store).due, Some(Date::of(2026, 5, 30)));
    visit(
        &mut store,
        &site,
        Date::of(2026, 5, 20),
        &[("1.1", said("no"))],
    );
    assert_eq!(row(&store).due, Some(Date::of(2026, 6, 14)));
    // a version that is no longer due takes its template out
    let dropped = standard("quarter", "", SCORED);
    visit(&mut store, &dropped, Date::of(2026, 6, 1), &[]);
    assert_eq!(row(&store).due, Some(Date::of(2026, 8, 18)));
    assert_eq!(row(&store).standing, Standing::Fail);
    is_sound(&mut store);
}

#[test]
fn a_pair_keeps_the_ledgers_figure_and_a_repeat_its_instances() {
    let (_folder, mut store) = empty();
    organisation(&mut store);
    let record = standard("record", "use = \"record\"", PAIR);
    let id = visit(
        &mut store,
        &record,
        NOW.today,
        &[
            ("1.1", said("7")),
            ("1.1", Said::Ledger(Some("9".into()))),
            ("2.1#1", said("甲")),
            ("2.1#2", said("乙")),
            ("2.1", said("不属任何一次")),
        ],
    );
    let view = store.visit(id).unwrap();
    let heard: BTreeMap<&str, (Option<&str>, Option<&str>)> = view
        .answers
        .iter()
        .map(|(address, answer)| {
            (
                address.as_str(),
                (answer.option.as_deref(), answer.ledger.as_deref()),
            )
        })
        .collect();
    assert_eq!(heard["1.1"], (Some("7"), Some("9")));
    assert_eq!(heard["2.1#2"], (Some("乙"), None));
    let line = &store.organisation(row(&store).id).unwrap().visits[0];
    assert_eq!((line.answered, line.items), (3, 3));
    is_sound(&mut store);
}

#[test]
fn a_text_that_was_taken_once_stays_readable_whatever_is_refused_today() {
    let (_folder, mut store) = empty();
    organisation(&mut store);
    // codes with such signs are refused now; the first version of the program took them
    let old = standard("site", LINES, SCORED);
    let text = old.text.replace("\"1.1\"", "\"1 #1\"");
    assert!(standards::parse(&text).is_err());
    let checklist = standards::kept(&text).unwrap();
    let old = Standard {
        checklist,
        text,
        path: None,
    };
    let id = visit(&mut store, &old, NOW.today, &[("1 #1", said("yes"))]);
    assert_eq!(
        store.visit(id).unwrap().answers["1 #1"].option.as_deref(),
        Some("yes")
    );
    assert_eq!(row(&store).standing, Standing::Demonstration);
    is_sound(&mut store);
}
