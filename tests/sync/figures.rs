//! What a visit costs: bytes in the store, and time to check and take in. Time is printed and not judged here.

use std::time::Instant;

use liuyou::domain::calendar::Now;
use liuyou::domain::change::{Change, Edit, Field, Uuid, Value};

use super::exchange::let_in;
use super::{Laptop, NOW};

const VISITS: usize = 200;

/// A visit of 40 answers, each saved by itself, some with a remark, seconds apart.
fn visit(laptop: &mut Laptop, number: usize, at: &mut i64) {
    let mut name = [7; 16];
    name[8..].copy_from_slice(
        &(number as u64)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .to_be_bytes(),
    );
    let visit = Uuid(name);
    let mut organisation = name;
    organisation[0] = 1;
    let mut save = |edits: Vec<Edit>, at: &mut i64| {
        *at += 7_000 + (*at % 13) * 900;
        let now = Now { utc_ms: *at, ..NOW };
        laptop.store.commit(&Change::of(edits), now).unwrap();
    };
    let head = vec![
        Edit::new(
            visit,
            Field::VISIT_ORGANISATION,
            Value::Record(Uuid(organisation)),
        ),
        Edit::new(visit, Field::VISIT_CHECKLIST, Value::Record(Uuid([5; 16]))),
        Edit::new(visit, Field::VISIT_STATUS, Value::text("draft")),
        Edit::new(visit, Field::VISIT_STARTED, Value::text("2026-11-22 10:00")),
        Edit::new(visit, Field::VISIT_INSPECTOR, Value::text("周敏")),
    ];
    save(head, at);
    for item in 0..40 {
        let code = format!("{}.{}", 1 + item / 7, 1 + item % 7);
        let answer = ["good", "good", "good", "weak", "poor"][(item * 7 + number) % 5];
        save(
            vec![Edit::part(visit, &code, Field::ANSWER, Value::text(answer))],
            at,
        );
        if answer == "poor" && item % 4 == 0 {
            let remark = Value::text(format!("第{item}项台账缺{}月记录", 1 + number % 12));
            save(vec![Edit::part(visit, &code, Field::REMARK, remark)], at);
        }
    }
    save(
        vec![Edit::new(
            visit,
            Field::VISIT_STATUS,
            Value::text("finished"),
        )],
        at,
    );
}

#[test]
fn a_visit_of_forty_answers_costs_little() {
    let place = tempfile::tempdir().unwrap();
    let (mut office, mut field) = (Laptop::new("办公室"), Laptop::new("周敏"));
    office.begin(place.path());
    field.sync(place.path());
    let asked = office.sync(place.path());
    let_in(&mut office, place.path(), &asked);
    let mut at = NOW.utc_ms;
    for number in 0..VISITS {
        visit(&mut field, number, &mut at);
        // four visits a day
        if number % 4 == 3 {
            field.sync(place.path());
        }
    }
    let bytes: u64 = field
        .store
        .held()
        .unwrap()
        .iter()
        .map(|held| held.size)
        .sum();
    let began = Instant::now();
    let taken = office.sync(place.path());
    let milliseconds = began.elapsed().as_secs_f64() * 1000.0;
    assert_eq!(taken.taken as usize, VISITS / 4);
    let each = bytes as f64 / VISITS as f64;
    eprintln!(
        "{VISITS} visits: {each:.0} bytes each, {:.2} ms each to check and take in",
        milliseconds / VISITS as f64
    );
    assert!(each < 900.0, "{each} bytes a visit");
    let quiet = office.sync(place.path());
    assert_eq!((quiet.put, quiet.taken, quiet.got), (0, 0, 1));
}
