//! Lights and rungs by days counted by hand, over year ends, leap days, holidays and a clock that was set back.

#![cfg(test)]

use super::*;
use crate::domain::change::Uuid;
use crate::domain::finding::{Ground, Move, Stand, Step};

fn rules() -> (Ladder, Holidays) {
    let read = |text: &str| {
        let mut table: toml::Table = text.parse().unwrap();
        table.remove("kind");
        table
    };
    let ladder = read(include_str!("../../../fixtures/standards/ladder.toml"));
    let holidays = read(include_str!("../../../fixtures/standards/holidays.toml"));
    (ladder.try_into().unwrap(), holidays.try_into().unwrap())
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn finding(deadline: &str) -> Finding {
    Finding {
        number: "2026-A-0001".into(),
        organisation: Uuid([1; 16]),
        visit: None,
        template: String::new(),
        item: String::new(),
        item_name: String::new(),
        fact: "未悬挂".into(),
        requirement: String::new(),
        responsible: String::new(),
        ground: Ground::Hand,
        deadline: day(deadline),
        opened: day(deadline).plus_days(-15),
        stand: Stand {
            round: 0,
            state: State::Rectifying,
        },
        conflict: false,
        steps: Vec::new(),
    }
}

fn notice(finding: &mut Finding, rung: &str, on: &str, until: Option<&str>) {
    let at = finding.steps.len() as u32 + 1;
    finding.steps.push(Step {
        part: format!("step/{at:04}/0000000000000001"),
        made: Move::Notice {
            rung: rung.into(),
            notice: None,
            until: until.map(day),
        },
        day: day(on),
        hand: "周示范".into(),
        reason: "说明".into(),
    });
}

fn proposed(finding: &Finding, today: &str) -> Option<(String, Why)> {
    let (ladder, holidays) = rules();
    let proposal = ladder.propose(&holidays, finding, day(today))?;
    Some((proposal.step, proposal.reason))
}

fn overdue(days: i64) -> Why {
    Why::Overdue {
        days,
        kind: DayKind::Natural,
    }
}

fn after(rung: &str, days: i64) -> Why {
    Why::After {
        rung: rung.into(),
        days,
        kind: DayKind::Natural,
    }
}

#[test]
fn the_shipped_ladder_has_its_six_rungs_and_no_fault() {
    let (ladder, _) = rules();
    assert_eq!(ladder.fault(), None);
    let rungs: Vec<(&str, Option<u32>)> = ladder
        .rungs
        .iter()
        .map(|rung| (rung.id.as_str(), rung.deadline_days))
        .collect();
    assert_eq!(
        rungs,
        [
            ("note", Some(15)),
            ("reminder", Some(7)),
            ("letter", Some(15)),
            ("circular", None),
            ("talk", Some(15)),
            ("transfer", Some(30))
        ]
    );
    let mut turned = ladder.clone();
    turned.rungs.swap(2, 4);
    // the talk would follow a letter that comes after it
    assert_eq!(turned.fault().as_deref(), Some("talk"));
}

#[test]
fn a_deadline_on_a_day_off_moves_to_the_next_working_day() {
    let (mut ladder, holidays) = rules();
    let deadline = |ladder: &Ladder, found| ladder.deadline(&holidays, day(found)).to_string();
    // Tuesday 24 November and fifteen days: Wednesday 9 December
    assert_eq!(deadline(&ladder, "2026-11-24"), "2026-12-09");
    // 6 February and fifteen days: the festival, over on Tuesday 24
    assert_eq!(deadline(&ladder, "2026-02-06"), "2026-02-24");
    // over the end of the year: 24 December, then 8 January, a Friday
    assert_eq!(deadline(&ladder, "2026-12-24"), "2027-01-08");
    // 14 February of a leap year: 29 February 2028 is a Tuesday
    assert_eq!(deadline(&ladder, "2028-02-14"), "2028-02-29");
    ladder.roll = false;
    assert_eq!(deadline(&ladder, "2026-02-06"), "2026-02-21");
    ladder.days = DayKind::Working;
    ladder.deadline_days = 5;
    // Thursday 12 February: 13, 14 worked, 24, 25, 26
    assert_eq!(deadline(&ladder, "2026-02-12"), "2026-02-26");
}

#[test]
fn lights_change_on_their_day() {
    let (mut ladder, holidays) = rules();
    let light = |ladder: &Ladder, state, deadline, today| {
        let horizon = ladder.horizon(&holidays, day(today));
        horizon.light(state, day(deadline))
    };
    let of = |state, today| light(&ladder, state, "2026-12-09", today);
    use State as S;
    assert_eq!(of(S::Rectifying, "2026-12-05"), Light::None);
    assert_eq!(of(S::Rectifying, "2026-12-06"), Light::Blue);
    assert_eq!(of(S::Rectifying, "2026-12-09"), Light::Blue);
    assert_eq!(of(S::Rectifying, "2026-12-10"), Light::Red);
    // with more time given it is yellow all the way, and red after that
    assert_eq!(of(S::Extended, "2026-11-24"), Light::Yellow);
    assert_eq!(of(S::Extended, "2026-12-09"), Light::Yellow);
    assert_eq!(of(S::Extended, "2026-12-10"), Light::Red);
    assert_eq!(of(S::Waiting, "2026-12-10"), Light::Red);
    assert_eq!(of(S::SentBack, "2026-12-10"), Light::Red);
    for state in [S::Reported, S::Recheck, S::Closed, S::Withdrawn] {
        assert_eq!(of(state, "2026-12-31"), Light::None, "{state:?}");
    }
    // a clock set back shows an earlier day and moves nothing
    assert_eq!(of(S::Rectifying, "2025-12-10"), Light::None);
    // the end of a year, and the leap day
    assert_eq!(
        light(&ladder, S::Rectifying, "2027-01-01", "2026-12-29"),
        Light::Blue
    );
    assert_eq!(
        light(&ladder, S::Rectifying, "2028-03-01", "2028-02-27"),
        Light::Blue
    );
    assert_eq!(
        light(&ladder, S::Rectifying, "2028-03-01", "2028-02-26"),
        Light::None
    );
    // three working days before Thursday 26 February 2026: Saturday 14, with the festival between
    ladder.days = DayKind::Working;
    assert_eq!(
        light(&ladder, S::Rectifying, "2026-02-26", "2026-02-13"),
        Light::None
    );
    assert_eq!(
        light(&ladder, S::Rectifying, "2026-02-26", "2026-02-14"),
        Light::Blue
    );
}

#[test]
fn every_rung_is_proposed_when_its_time_has_come() {
    let mut finding = finding("2026-10-12");
    finding.stand.state = State::Waiting;
    assert_eq!(
        proposed(&finding, "2026-10-01"),
        Some(("note".into(), Why::Waiting))
    );
    finding.stand.state = State::Rectifying;
    assert_eq!(proposed(&finding, "2026-10-12"), None);
    assert_eq!(
        proposed(&finding, "2026-10-13"),
        Some(("reminder".into(), overdue(1)))
    );
    assert_eq!(
        proposed(&finding, "2026-10-18"),
        Some(("reminder".into(), overdue(6)))
    );
    // nobody reminded: the letter is due all the same
    assert_eq!(
        proposed(&finding, "2026-10-19"),
        Some(("letter".into(), overdue(7)))
    );
    notice(&mut finding, "reminder", "2026-10-13", Some("2026-10-20"));
    // its own time runs first
    assert_eq!(proposed(&finding, "2026-10-20"), None);
    assert_eq!(
        proposed(&finding, "2026-10-21"),
        Some(("letter".into(), overdue(9)))
    );
    notice(&mut finding, "letter", "2026-10-21", Some("2026-11-05"));
    assert_eq!(proposed(&finding, "2026-11-05"), None);
    assert_eq!(
        proposed(&finding, "2026-11-06"),
        Some(("circular".into(), after("letter", 1)))
    );
    assert_eq!(
        proposed(&finding, "2026-11-20"),
        Some(("talk".into(), after("letter", 15)))
    );
    notice(&mut finding, "circular", "2026-11-10", None);
    assert_eq!(proposed(&finding, "2026-11-19"), None);
    assert_eq!(
        proposed(&finding, "2026-11-21"),
        Some(("talk".into(), after("letter", 16)))
    );
    notice(&mut finding, "talk", "2026-11-23", Some("2026-12-08"));
    assert_eq!(proposed(&finding, "2026-12-08"), None);
    assert_eq!(
        proposed(&finding, "2026-12-09"),
        Some(("transfer".into(), after("talk", 1)))
    );
    notice(&mut finding, "transfer", "2026-12-09", Some("2027-01-08"));
    assert_eq!(proposed(&finding, "2027-06-01"), None);
}

#[test]
fn a_second_letter_brings_the_talk_sooner() {
    let mut finding = finding("2026-10-12");
    notice(&mut finding, "letter", "2026-10-20", Some("2026-11-04"));
    notice(&mut finding, "letter", "2026-11-05", Some("2026-11-20"));
    let times = Why::Times {
        rung: "letter".into(),
        times: 2,
    };
    assert_eq!(
        proposed(&finding, "2026-11-21"),
        Some(("talk".into(), times))
    );
}

#[test]
fn nothing_is_proposed_while_it_is_not_their_turn_or_the_clock_was_set_back() {
    let mut finding = finding("2026-10-12");
    notice(&mut finding, "reminder", "2026-10-13", Some("2026-10-20"));
    assert_eq!(proposed(&finding, "2026-01-01"), None);
    for state in [
        State::Reported,
        State::Recheck,
        State::Closed,
        State::Withdrawn,
    ] {
        finding.stand.state = state;
        assert_eq!(proposed(&finding, "2026-12-31"), None, "{state:?}");
    }
    // sent back with a new deadline, the days begin again
    finding.stand = Stand {
        round: 1,
        state: State::SentBack,
    };
    finding.deadline = day("2026-12-20");
    assert_eq!(proposed(&finding, "2026-12-20"), None);
    assert_eq!(proposed(&finding, "2026-12-26"), None);
    assert_eq!(
        proposed(&finding, "2026-12-27"),
        Some(("letter".into(), overdue(7)))
    );
}

#[test]
fn working_days_are_counted_where_the_county_wants_them() {
    let (mut ladder, holidays) = rules();
    ladder.days = DayKind::Working;
    let finding = finding("2026-02-12");
    let proposal = |today| ladder.propose(&holidays, &finding, day(today));
    // 13 and Saturday 14 are worked, the festival is not: still two on the 23rd
    let reason = proposal("2026-02-23").unwrap().reason;
    let working = |days| Why::Overdue {
        days,
        kind: DayKind::Working,
    };
    assert_eq!(reason, working(2));
    // 24, 25, 26, 27 and Saturday 28: seven
    assert_eq!(proposal("2026-02-28").unwrap().step, "letter");
    assert_eq!(proposal("2026-02-28").unwrap().reason, working(7));
}
