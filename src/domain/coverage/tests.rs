//! Hand-worked figures: those that the source documents print, and small ones worked out on paper.
#![cfg(test)]

use super::*;
use crate::domain::formation::Advice;
use crate::domain::formation::rule_set;

fn text(text: &str) -> Text {
    Text {
        zh: text.into(),
        en: text.into(),
    }
}

fn rule(exclude: &[Status], functional: bool) -> CountingRule {
    CountingRule {
        id: "x".into(),
        version: 1,
        name: text("x"),
        note: text("x"),
        exclude: exclude.to_vec(),
        functional,
        mass: false,
    }
}

fn sets() -> Vec<RuleSet> {
    [false, true]
        .map(|all| {
            let least = if all { 2 } else { 3 };
            rule_set(
                if all { "campaign" } else { "party" },
                all,
                &[(least, Advice::Own, true), (0, Advice::Joint, false)],
            )
        })
        .to_vec()
}

fn organisation(branch: Option<(i64, BranchForm)>) -> Facts {
    Facts {
        id: 0,
        name: "某会".into(),
        area: "东街".into(),
        authority: "县工商联".into(),
        class: Class::Association,
        status: Status::Normal,
        status_reason: String::new(),
        party: PartyMembers::default(),
        branch,
        has_person: false,
        verdict: None,
        marks: Marks::default(),
    }
}

fn count(rule: &CountingRule, all: &[Facts]) -> Coverage {
    let sets = sets();
    let mut counting = Counting::new(rule, &sets, Date::of(2026, 6, 15));
    for facts in all {
        counting.add(facts);
    }
    counting.finish()
}

fn fraction(figures: &Figures, name: RateName) -> (u64, u64) {
    let rate = figures.rate(name).unwrap();
    (rate.numerator, rate.denominator)
}

fn printed(figures: &Figures, name: RateName) -> String {
    figures.rate(name).unwrap().percent().unwrap().to_string()
}

/// The county of D1: 81 organisations, 36 branches alone, 7 joint ones over 28, 17 organisations without.
fn county() -> Vec<Facts> {
    let joint = [4, 4, 5, 4, 3, 4, 4];
    let mut all: Vec<Facts> = (0..36)
        .map(|branch| organisation(Some((branch, BranchForm::Sole))))
        .collect();
    for (at, size) in joint.into_iter().enumerate() {
        let branch = Some((100 + at as i64, BranchForm::Joint));
        all.extend((0..size).map(|_| organisation(branch)));
    }
    all.extend((0..17).map(|_| Facts {
        has_person: true,
        ..organisation(None)
    }));
    all
}

#[test]
fn the_published_county_counts_organisations_and_not_branches() {
    let coverage = count(&rule(&[], false), &county());
    let whole = &coverage.whole;
    assert_eq!(fraction(whole, RateName::Organisation), (64, 81));
    assert_eq!(printed(whole, RateName::Organisation), "79.01%");
    assert_eq!(fraction(whole, RateName::Sole), (36, 81));
    assert_eq!(printed(whole, RateName::Sole), "44.44%");
    assert_eq!(printed(whole, RateName::Work), "100.00%");
    assert_eq!(whole.branches(), 43);
    assert_eq!(whole.branches[&BranchForm::Joint], 7);
    assert!(
        whole
            .rates
            .iter()
            .all(|rate| rate.numerator != 43 && rate.denominator != 43),
        "branches are no numerator: {:?}",
        whole.rates
    );
}

#[test]
fn growth_is_of_the_earlier_count() {
    let growth = |earlier, later| {
        Growth { earlier, later }
            .percent()
            .map(|percent| percent.to_string())
    };
    // D1 prints "21 newly formed": 21 is the base, 22 were added
    assert_eq!(growth(21, 43).as_deref(), Some("104.76%"));
    let grown = Growth {
        earlier: 21,
        later: 43,
    };
    assert_eq!(grown.added(), 22);
    assert_eq!(growth(43, 21).as_deref(), Some("-51.16%"));
    assert_eq!(growth(7, 7).as_deref(), Some("0.00%"));
    assert_eq!(growth(0, 5), None);
}

#[test]
fn percents_are_rounded_half_up_from_whole_numbers() {
    let percent = |numerator, denominator| {
        Percent::of(numerator, denominator).map(|percent| percent.to_string())
    };
    // 1/20000 is half a hundredth of a percent, 1/20001 is less
    assert_eq!(percent(1, 20_000).as_deref(), Some("0.01%"));
    assert_eq!(percent(1, 20_001).as_deref(), Some("0.00%"));
    assert_eq!(percent(1, 3).as_deref(), Some("33.33%"));
    assert_eq!(percent(2, 3).as_deref(), Some("66.67%"));
    assert_eq!(percent(472, 659).as_deref(), Some("71.62%"));
    assert_eq!(percent(u64::MAX, u64::MAX).as_deref(), Some("100.00%"));
    assert_eq!(percent(0, 0), None);
}

/// D2: 143 uncovered at 82.2% make 803 organisations, but 472 at 71.62% make 659.
#[test]
fn two_denominators_in_one_report_are_named() {
    let uncovered = Percent::of(178, 1000).unwrap();
    let appointed = Percent::of(7162, 10_000).unwrap();
    let (before, after) = (
        uncovered.implied_denominator(143).unwrap(),
        appointed.implied_denominator(472).unwrap(),
    );
    assert_eq!((before, after), (803, 659));
    let rate = |numerator, denominator| Rate {
        name: RateName::Organisation,
        rule_set: None,
        counting: "all".into(),
        date: Date::of(2021, 12, 31),
        numerator,
        denominator,
    };
    let (earlier, later) = (rate(660, before), rate(650, after));
    assert_eq!(
        later.mismatch(&earlier),
        Some(Mismatch::Denominator {
            earlier: 803,
            later: 659
        })
    );
    assert_eq!(later.mismatch(&rate(600, 659)), None);
    let other = Rate {
        counting: "active".into(),
        ..later.clone()
    };
    assert_eq!(later.mismatch(&other), Some(Mismatch::Counting));
    let other = Rate {
        name: RateName::Work,
        ..later.clone()
    };
    assert_eq!(later.mismatch(&other), Some(Mismatch::Name));
}

#[test]
fn the_excluded_leave_only_where_the_rule_says_so_and_are_always_listed() {
    let mut all = county();
    for (facts, status) in all[64..].iter_mut().zip([
        Status::Shell,
        Status::Shell,
        Status::Deregistered,
        Status::Elsewhere,
    ]) {
        facts.status = status;
    }
    let everybody = count(&rule(&[], false), &all);
    let active = count(
        &rule(
            &[Status::Shell, Status::Deregistered, Status::Elsewhere],
            false,
        ),
        &all,
    );
    assert_eq!(fraction(&everybody.whole, RateName::Organisation), (64, 81));
    assert_eq!(fraction(&active.whole, RateName::Organisation), (64, 77));
    for coverage in [&everybody, &active] {
        assert_eq!(
            (coverage.whole.registered, coverage.whole.excluded),
            (81, 4)
        );
        let reasons: Vec<Status> = coverage.excluded.iter().map(|one| one.status).collect();
        assert_eq!(
            reasons,
            [
                Status::Shell,
                Status::Shell,
                Status::Deregistered,
                Status::Elsewhere
            ]
        );
    }
}

#[test]
fn attached_covers_and_functional_covers_by_rule() {
    let all = [
        organisation(Some((1, BranchForm::Attached))),
        organisation(Some((2, BranchForm::Functional))),
        organisation(None),
    ];
    for (functional, covered) in [(false, 1), (true, 2)] {
        let coverage = count(&rule(&[], functional), &all);
        assert_eq!(
            fraction(&coverage.whole, RateName::Organisation),
            (covered, 3)
        );
        assert_eq!(fraction(&coverage.whole, RateName::Work), (covered, 3));
    }
}

#[test]
fn the_formation_rate_has_those_that_must_form_as_its_base() {
    let with = |full_here, elsewhere, branch| Facts {
        party: PartyMembers {
            full_here,
            full_elsewhere: elsewhere,
            ..PartyMembers::default()
        },
        ..organisation(branch)
    };
    // must form under the Party rule: the 1st and 2nd; under the campaign's: also the 3rd
    let all = [
        with(3, 0, Some((1, BranchForm::Sole))),
        with(4, 0, None),
        with(1, 1, None),
        with(1, 0, Some((2, BranchForm::Joint))),
    ];
    let coverage = count(&rule(&[], false), &all);
    let formation: Vec<(Option<&str>, u64, u64)> = coverage
        .whole
        .rates
        .iter()
        .filter(|rate| rate.name == RateName::Formation)
        .map(|rate| (rate.rule_set.as_deref(), rate.numerator, rate.denominator))
        .collect();
    assert_eq!(formation, [(Some("party"), 1, 2), (Some("campaign"), 1, 3)]);
    assert_eq!(fraction(&coverage.whole, RateName::Organisation), (2, 4));
}

#[test]
fn parts_are_ranked_by_their_share() {
    let in_area = |area: &str, branch| Facts {
        area: area.into(),
        ..organisation(branch)
    };
    let own = Some((1, BranchForm::Sole));
    let all = [
        in_area("丙", None),
        in_area("乙", own),
        in_area("乙", None),
        in_area("甲", own),
    ];
    let coverage = count(&rule(&[], false), &all);
    let ranked: Vec<&str> = coverage
        .ranked(Division::Area)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(ranked, ["甲", "乙", "丙"]);
    assert_eq!(coverage.parts(Division::Kind).len(), 1);
    let registered: u64 = coverage.by_area.values().map(|part| part.registered).sum();
    assert_eq!(registered, 4);
}

#[test]
fn a_rule_that_was_changed_under_its_name_is_no_base_for_growth() {
    let mut changed = sets();
    let earlier = count(&rule(&[], false), &county());
    assert!(
        earlier
            .moved(&earlier)
            .iter()
            .all(|moved| moved.mismatch.is_none())
    );
    let reworded = CountingRule {
        note: text("other words"),
        version: 2,
        ..rule(&[], false)
    };
    let later = count(&reworded, &county());
    assert!(
        later
            .moved(&earlier)
            .iter()
            .all(|moved| moved.points().is_some() || moved.later.denominator == 0)
    );
    let stricter = count(&rule(&[Status::Shell], false), &county());
    assert!(
        stricter
            .moved(&earlier)
            .iter()
            .all(|moved| moved.mismatch == Some(Mismatch::Counting))
    );
    changed[1].rules[0].least = 1;
    let later = Coverage {
        formation: changed,
        ..earlier.clone()
    };
    let mismatched: Vec<Option<&str>> = later
        .moved(&earlier)
        .iter()
        .filter(|moved| moved.mismatch.is_some())
        .map(|moved| moved.later.rule_set.as_deref())
        .collect();
    assert_eq!(mismatched, [Some("campaign")]);
}
