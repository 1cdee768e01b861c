//! Who is on the route sheet, why, and in what order: figures worked out by hand over a county of seven.

use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};
use liuyou::domain::checklist::Text;
use liuyou::domain::organisation::{Organisation, Status};
use liuyou::domain::people::{Assignment, Contact, Contacted, Person, Role};
use liuyou::domain::plan::{PlanWanted, Reason, RoutePlan, Stop};
use liuyou::domain::rules::Rules;
use liuyou::domain::visit::VisitStatus;
use liuyou::domain::workdays::{Off, Year};
use liuyou::standards::{self, Standard};
use liuyou::store::Store;

use super::{empty, is_sound};

/// Ten in the morning of that day in China.
pub fn on(day: Date) -> Now {
    Now {
        utc_ms: super::NOW.utc_ms + day.days_since(super::NOW.today) * 86_400_000,
        today: day,
        minute: 600,
    }
}

pub fn organisation(store: &mut Store, name: &str, area: &str, address: &str, day: Date) -> Uuid {
    let uuid = store.new_id(on(day));
    let facts = Organisation {
        name: name.into(),
        area: area.into(),
        authority: format!("{area}主管局"),
        address: address.into(),
        contact: "陈样本".into(),
        phone: "0000-1234".into(),
        ..Organisation::default()
    };
    store.commit(&facts.change(uuid), on(day)).unwrap();
    uuid
}

/// A finished visit on that day, with nothing answered.
pub fn visited(store: &mut Store, organisation: Uuid, standard: &Standard, day: Date) -> i64 {
    let number = store.number_of(organisation).unwrap();
    let id = store.start_visit(number, standard, "", on(day)).unwrap();
    finish(store, id, day);
    id
}

pub fn finish(store: &mut Store, visit: i64, day: Date) {
    let uuid = store.visit(visit).unwrap().uuid;
    let status = Value::text(VisitStatus::Finished.code());
    let edit = Edit::new(uuid, Field::VISIT_STATUS, status);
    store.commit(&Change::of(vec![edit]), on(day)).unwrap();
}

fn shipped(id: &str) -> Standard {
    let all = standards::shipped();
    all.into_iter()
        .find(|standard| standard.checklist.id == id)
        .unwrap()
}

fn plan(store: &Store, wanted: &PlanWanted, rules: &Rules, today: Date) -> RoutePlan {
    let first = Text {
        zh: "首".into(),
        en: "first".into(),
    };
    store.route_plan(wanted, rules, &first, today).unwrap()
}

fn names(stops: &[Stop]) -> Vec<&str> {
    stops.iter().map(|stop| stop.name.as_str()).collect()
}

/// Entered on 5 January 2026; the sheet of the week from 30 November 2026 is made on 25 November.
fn county(store: &mut Store) -> [Uuid; 7] {
    let entered = Date::of(2026, 1, 5);
    let site = shipped("liuyou-site");
    let quarter = shipped("quarterly-life");
    let a = organisation(store, "甲协会", "东街", "东街12号", entered);
    // 90 days after 1 August are 30 October: 26 days late on 25 November
    visited(store, a, &site, Date::of(2026, 8, 1));
    let b = organisation(store, "乙商会", "东街", "东街9号", entered);
    // due on 6 December, the last day of that week; its quarterly check 90 days after 3 September, on 2 December
    visited(store, b, &site, Date::of(2026, 9, 7));
    visited(store, b, &quarter, Date::of(2026, 9, 3));
    let c = organisation(store, "丙学校", "西街", "西街1号", entered);
    // due on 7 December, a day too late for the sheet
    visited(store, c, &site, Date::of(2026, 9, 8));
    let d = organisation(store, "丁书画社", "西街", "", Date::of(2026, 11, 6));
    // never visited: thirty days after 6 November are 6 December
    let e = organisation(store, "戊基金会", "西街", "西街8号", entered);
    // never visited and long written down: due on 4 February
    let f = organisation(store, "己艺术团", "西街", "西街2号", entered);
    let shell = Organisation {
        status: Status::Shell,
        status_reason: "停止活动".into(),
        ..Organisation::default()
    };
    let status = Edit::new(f, Field::STATUS, Value::text(shell.status.code()));
    store
        .commit(&Change::of(vec![status]), on(entered))
        .unwrap();
    let g = organisation(store, "庚幼儿园", "东街", "东街30号", entered);
    visited(store, g, &site, Date::of(2026, 11, 20));
    // looked after since 1 September, visited by the instructor on 2 October: the next visit was due on 1 November
    let person = store.new_id(on(entered));
    let instructor = Person {
        name: "周样本".into(),
        role: Role::Instructor,
        ..Person::default()
    };
    store
        .commit(&instructor.change(person), on(entered))
        .unwrap();
    let duty = store.new_id(on(entered));
    let guide = Assignment::guide(person, g, Date::of(2026, 9, 1));
    store.commit(&guide.change(duty), on(entered)).unwrap();
    let seen = Contacted {
        mode: Contact::Visit,
        day: Date::of(2026, 10, 2),
        note: String::new(),
    };
    store.commit(&seen.change(duty), on(seen.day)).unwrap();
    [a, b, c, d, e, f, g]
}

const TODAY: Date = Date::of(2026, 11, 25);

#[test]
fn a_week_holds_what_is_overdue_and_what_comes_due_and_each_organisation_once() {
    let (_folder, mut store) = empty();
    county(&mut store);
    let rules = Rules::shipped();
    let plan = plan(&store, &PlanWanted::default(), &rules, TODAY);
    assert_eq!(
        (plan.from, plan.to),
        (Date::of(2026, 11, 30), Date::of(2026, 12, 6))
    );
    // 甲 庚 戊 overdue, 乙 丁 in time; 丙 a day too late and 己 a shell
    assert_eq!((plan.found, plan.overdue, plan.placed()), (5, 3, 5));
    assert_eq!(plan.days.len(), 5, "Monday to Friday");
    // 戊 is the most urgent, so that 西街 comes first; 丁 has no address and comes last in it; then 东街 9, 12, 30
    assert_eq!(
        names(&plan.days[0].stops),
        ["戊基金会", "丁书画社", "乙商会", "甲协会", "庚幼儿园"]
    );
    let stop = |name: &str| {
        let mut stops = plan.days[0].stops.iter();
        stops.find(|stop| stop.name == name).unwrap()
    };
    // one line for two templates, the earlier first
    let two = &stop("乙商会").items;
    assert_eq!(
        (two[0].due, two[1].due),
        (Date::of(2026, 12, 2), Date::of(2026, 12, 6))
    );
    assert_eq!(stop("乙商会").late(TODAY), 0);
    assert_eq!(stop("甲协会").late(TODAY), 26);
    // from 4 February on: 24 days of February, 245 of March to October, 25 of November
    assert_eq!(stop("戊基金会").due(), Date::of(2026, 2, 4));
    assert_eq!(stop("戊基金会").late(TODAY), 294);
    assert!(matches!(&stop("丁书画社").items[0].reason, Reason::First(text) if text.zh == "首"));
    // its site check is in time, so that the instructor's visit is why it is there
    let owed = &stop("庚幼儿园").items;
    assert_eq!(owed.len(), 1);
    assert_eq!(owed[0].reason, Reason::Contact("周样本".into()));
    assert_eq!(
        (owed[0].last, owed[0].due),
        (Some(Date::of(2026, 10, 2)), Date::of(2026, 11, 1))
    );
    assert_eq!(stop("甲协会").phone, "0000-1234");
}

#[test]
fn what_finds_no_place_is_named_and_holidays_are_data() {
    let (_folder, mut store) = empty();
    county(&mut store);
    let mut rules = Rules::shipped();
    rules.schedule.per_day = 1;
    // Monday to Wednesday off: two days with one place each
    let off = Off {
        name: Text::default(),
        from: Date::of(2026, 11, 30),
        to: Date::of(2026, 12, 2),
        work: Vec::new(),
    };
    rules.holidays.years.push(Year {
        year: 2026,
        confirmed: false,
        basis: Text::default(),
        off: vec![off],
    });
    let plan = plan(&store, &PlanWanted::default(), &rules, TODAY);
    let placed: Vec<Vec<&str>> = plan.days.iter().map(|day| names(&day.stops)).collect();
    // due 4 February, 30 October; left are 1 November, 2 and 6 December
    assert_eq!(placed, [vec!["戊基金会"], vec!["甲协会"]]);
    assert_eq!(names(&plan.left), ["庚幼儿园", "乙商会", "丁书画社"]);
    assert_eq!((plan.found, plan.without_place()), (5, 3));
}

#[test]
fn an_area_a_person_and_rules_without_a_first_visit_narrow_it() {
    let (_folder, mut store) = empty();
    county(&mut store);
    let rules = Rules::shipped();
    let area = PlanWanted {
        area: Some("西街".into()),
        ..PlanWanted::default()
    };
    let west = plan(&store, &area, &rules, TODAY);
    assert_eq!(names(&west.days[0].stops), ["戊基金会", "丁书画社"]);
    let people = store.people_named("周样本").unwrap();
    let person = PlanWanted {
        person: Some((people[0].id, "周样本".into())),
        ..PlanWanted::default()
    };
    let own = plan(&store, &person, &rules, TODAY);
    assert_eq!(names(&own.days[0].stops), ["庚幼儿园"]);
    let mut without = rules.clone();
    without.schedule.first = None;
    without.people.frequencies.clear();
    let bare = plan(&store, &PlanWanted::default(), &without, TODAY);
    assert_eq!(names(&bare.days[0].stops), ["乙商会", "甲协会"]);
    assert_eq!((bare.found, bare.overdue), (2, 1));
}

#[test]
fn days_are_counted_over_a_leap_day_and_the_end_of_a_year() {
    let (_folder, mut store) = empty();
    let site = shipped("liuyou-site");
    let entered = Date::of(2027, 1, 4);
    let leap = organisation(&mut store, "闰协会", "东街", "", entered);
    // 90 days after 1 December 2027: 30 of December, 31 of January, 29 of February 2028
    visited(&mut store, leap, &site, Date::of(2027, 12, 1));
    let year = organisation(&mut store, "年商会", "东街", "", entered);
    // 90 days after 6 October 2027 are 4 January 2028, a Tuesday
    visited(&mut store, year, &site, Date::of(2027, 10, 6));
    let rules = Rules::shipped();
    let due = |id: Uuid| {
        let view = store.organisation_named(id).unwrap();
        view.scheduled[0].due
    };
    assert_eq!(due(leap), Date::of(2028, 2, 29));
    assert_eq!(due(year), Date::of(2028, 1, 4));
    // the week from Monday 3 January 2028, made on the last Friday of 2027
    let week = plan(
        &store,
        &PlanWanted::default(),
        &rules,
        Date::of(2027, 12, 31),
    );
    assert_eq!(week.from, Date::of(2028, 1, 3));
    assert_eq!(names(&week.days[0].stops), ["年商会"]);
    // two days that end with the leap day
    let wanted = PlanWanted {
        from: Some(Date::of(2028, 2, 28)),
        days: Some(2),
        ..PlanWanted::default()
    };
    let two = plan(&store, &wanted, &rules, Date::of(2028, 2, 25));
    assert_eq!((two.found, two.days.len()), (2, 2));
    let one = PlanWanted {
        days: Some(1),
        ..wanted
    };
    assert_eq!(plan(&store, &one, &rules, Date::of(2028, 2, 25)).found, 1);
    is_sound(&mut store);
}

#[test]
fn a_first_visit_is_due_until_the_first_one_is_finished() {
    let (_folder, mut store) = empty();
    let site = shipped("liuyou-site");
    let one = organisation(&mut store, "新协会", "东街", "", Date::of(2026, 11, 1));
    let rules = Rules::shipped();
    let first = rules.schedule.first.as_ref().unwrap();
    let due = |store: &Store, day| {
        let counted = store.first_visits_due(first, day).unwrap();
        counted.n
    };
    assert_eq!(due(&store, Date::of(2026, 11, 30)), 0);
    assert_eq!(due(&store, Date::of(2026, 12, 1)), 1);
    // a record is no inspection, a draft is one under way
    let record = shipped("activity-record");
    visited(&mut store, one, &record, Date::of(2026, 11, 20));
    assert_eq!(due(&store, Date::of(2026, 12, 1)), 1);
    let number = store.number_of(one).unwrap();
    let visit = store
        .start_visit(number, &site, "", on(Date::of(2026, 12, 1)))
        .unwrap();
    assert_eq!(due(&store, Date::of(2026, 12, 1)), 0);
    finish(&mut store, visit, Date::of(2026, 12, 1));
    assert_eq!(due(&store, Date::of(2027, 12, 1)), 0);
    let view = store.organisation(number).unwrap();
    assert_eq!((view.first, view.scheduled.len()), (None, 1));
    is_sound(&mut store);
}
