//! Days counted by hand over the holidays of 2025 and 2026, year ends and leap days.

#![cfg(test)]

use super::*;

fn holidays() -> Holidays {
    let text = include_str!("../../../fixtures/standards/holidays.toml");
    let table: toml::Table = text.parse().unwrap();
    let mut table = table;
    table.remove("kind");
    table.try_into().unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn the_years_have_as_many_days_off_and_worked_weekends_as_the_notices_say() {
    let holidays = holidays();
    assert_eq!(holidays.fault(), None);
    let sums = |year: i16| {
        let year = holidays.years.iter().find(|known| known.year == year);
        let off = &year.unwrap().off;
        let days: i64 = off.iter().map(|off| off.to.days_since(off.from) + 1).sum();
        (days, off.iter().map(|off| off.work.len()).sum::<usize>())
    };
    // 1 + 8 + 3 + 5 + 3 + 8; 3 + 9 + 3 + 5 + 3 + 3 + 7
    assert_eq!(sums(2025), (28, 5));
    assert_eq!(sums(2026), (33, 6));
    // what is worked for a holiday is a weekend day, or nothing would be worked for it
    let mut work = holidays.years.iter().flat_map(|year| &year.off);
    assert!(work.all(|off| off.work.iter().all(|day| day.is_weekend())));
}

#[test]
fn a_day_is_worked_or_off_as_the_notice_has_it() {
    let holidays = holidays();
    for (text, works) in [
        ("2025-10-08", false), // Wednesday
        ("2025-10-09", true),
        ("2025-10-11", true),  // Saturday
        ("2025-10-12", false), // Sunday
        ("2026-01-02", false), // Friday
        ("2026-01-04", true),  // Sunday
        ("2026-02-14", true),  // Saturday
        ("2026-02-23", false), // Monday
        ("2026-02-28", true),  // Saturday
        ("2026-11-21", false), // Saturday
        ("2026-11-23", true),
    ] {
        assert_eq!(holidays.is_working(day(text)), works, "{text}");
    }
}

#[test]
fn working_days_pass_over_the_spring_festival() {
    let holidays = holidays();
    let after = |from, days| {
        let day = holidays.after(day(from), days, DayKind::Working);
        day.to_string()
    };
    // Thursday 12 February: 13, Saturday 14 worked, then Tuesday 24, 25, 26, 27, Saturday 28 worked, Monday 2 March
    assert_eq!(after("2026-02-12", 2), "2026-02-14");
    assert_eq!(after("2026-02-12", 3), "2026-02-24");
    assert_eq!(after("2026-02-12", 7), "2026-02-28");
    assert_eq!(after("2026-02-12", 8), "2026-03-02");
    assert_eq!(after("2026-02-12", 0), "2026-02-12");
    let between = |from, to| holidays.between(day(from), day(to), DayKind::Working);
    assert_eq!(between("2026-02-12", "2026-03-02"), 8);
    assert_eq!(between("2026-03-02", "2026-02-12"), -8);
    assert_eq!(between("2026-02-14", "2026-02-23"), 0);
    assert_eq!(holidays.working_from(day("2026-02-15")), day("2026-02-24"));
    assert_eq!(holidays.working_from(day("2026-02-14")), day("2026-02-14"));
}

#[test]
fn working_days_pass_over_the_end_of_a_year() {
    let holidays = holidays();
    // Wednesday 31 December 2025; 1 to 3 January off, Sunday 4 worked
    let after = |days| holidays.after(day("2025-12-30"), days, DayKind::Working);
    assert_eq!(after(1), day("2025-12-31"));
    assert_eq!(after(2), day("2026-01-04"));
    assert_eq!(after(3), day("2026-01-05"));
    // 2027 is not in the table: 1 January is a Friday like any other
    assert!(!holidays.knows(2027));
    let after = holidays.after(day("2026-12-31"), 1, DayKind::Working);
    assert_eq!(after, day("2027-01-01"));
}

#[test]
fn leap_days_count() {
    let holidays = holidays();
    let natural = |from, days| holidays.after(day(from), days, DayKind::Natural);
    assert_eq!(natural("2028-02-20", 15), day("2028-03-06"));
    assert_eq!(natural("2027-02-20", 15), day("2027-03-07"));
    // Monday 28 February 2028, Tuesday 29, Wednesday 1 March
    let working = holidays.after(day("2028-02-28"), 2, DayKind::Working);
    assert_eq!(working, day("2028-03-01"));
    let between = |from, to, kind| holidays.between(day(from), day(to), kind);
    assert_eq!(between("2028-02-28", "2028-03-01", DayKind::Working), 2);
    assert_eq!(between("2028-02-28", "2028-03-01", DayKind::Natural), 2);
}

#[test]
fn a_countys_year_takes_the_place_of_the_shipped_one_and_leaves_the_others() {
    let mut all = holidays();
    let own = Holidays {
        years: vec![
            Year {
                year: 2026,
                confirmed: true,
                basis: Text::default(),
                off: Vec::new(),
            },
            Year {
                year: 2027,
                confirmed: true,
                basis: Text::default(),
                off: vec![Off {
                    name: Text::default(),
                    from: day("2027-01-01"),
                    to: day("2027-01-01"),
                    work: Vec::new(),
                }],
            },
        ],
        ..Holidays::default()
    };
    all.take(own);
    assert!(all.is_working(day("2026-01-01")));
    assert!(!all.is_working(day("2027-01-01")));
    assert!(!all.is_working(day("2025-01-01")));
}
