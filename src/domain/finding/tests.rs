//! Every step from every state, the days worked out by hand, and what two laptops make of one finding.

#![cfg(test)]

use super::*;

const TODAY: Date = Date::of(2026, 11, 24);

fn entry(day: Date) -> Entry {
    Entry {
        day,
        hand: "周示范".into(),
        reason: "说明".into(),
    }
}

fn finding(state: State) -> Finding {
    Finding {
        number: "2026-A-0001".into(),
        organisation: Uuid([1; 16]),
        visit: None,
        template: "liuyou-site".into(),
        item: "4.1".into(),
        item_name: "悬挂党旗".into(),
        fact: "未悬挂".into(),
        requirement: "悬挂".into(),
        responsible: "李样本".into(),
        ground: Ground::Veto,
        deadline: Date::of(2026, 11, 30),
        opened: Date::of(2026, 11, 15),
        stand: Stand { round: 0, state },
        conflict: false,
        steps: vec![step(1, Move::Open, Date::of(2026, 11, 15))],
    }
}

fn step(at: u32, made: Move, day: Date) -> Step {
    Step {
        part: super::steps::part(at, 7),
        made,
        day,
        hand: "周示范".into(),
        reason: "说明".into(),
    }
}

/// A step of each kind that has all it needs.
fn moves() -> Vec<Move> {
    let deadline = Date::of(2026, 12, 15);
    vec![
        Move::Open,
        Move::FeedBack,
        Move::Extend { deadline },
        Move::Report,
        Move::Arrange,
        Move::Recheck {
            how: How::Documents,
            visit: None,
        },
        Move::Close {
            reviewer: "陈审核".into(),
        },
        Move::SendBack { deadline },
        Move::Reopen { deadline },
        Move::Hand {
            responsible: "王接手".into(),
        },
        Move::Notice {
            rung: "reminder".into(),
            notice: None,
            until: None,
        },
        Move::Withdraw,
    ]
}

#[test]
fn every_step_from_every_state_leads_where_the_trade_has_it_or_nowhere() {
    use State as S;
    use StepKind as K;
    let leads = |state, kind| match (state, kind) {
        (S::Waiting, K::FeedBack | K::Notice) => Some((0, S::Rectifying)),
        (S::Rectifying | S::Extended | S::SentBack, K::Extend) => Some((0, S::Extended)),
        (S::Rectifying | S::Extended | S::SentBack, K::Report) => Some((0, S::Reported)),
        (S::Reported, K::Arrange) => Some((0, S::Recheck)),
        (S::Reported | S::Recheck, K::Recheck) => Some((0, S::Recheck)),
        (S::Recheck, K::Close) => Some((0, S::Closed)),
        (S::Reported | S::Recheck, K::SendBack) => Some((1, S::SentBack)),
        (S::Closed, K::Reopen) => Some((1, S::SentBack)),
        (S::Closed | S::Withdrawn, _) => None,
        (state, K::Hand | K::Notice) => Some((0, state)),
        (_, K::Withdraw) => Some((0, S::Withdrawn)),
        _ => None,
    };
    let mut legal = 0;
    for state in State::ALL {
        for made in moves() {
            let mut finding = finding(*state);
            if *state == S::Recheck {
                let recheck = Move::Recheck {
                    how: How::OnSite,
                    visit: None,
                };
                finding.steps.push(step(2, recheck, TODAY));
            }
            let expected = leads(*state, made.kind());
            let got = finding.after(&made, &entry(TODAY), TODAY, true);
            let got = got.ok().map(|stand| (stand.round, stand.state));
            assert_eq!(got, expected, "{state:?} {made:?}");
            assert_eq!(finding.offers().contains(&made.kind()), expected.is_some());
            legal += u32::from(expected.is_some());
        }
    }
    assert_eq!(legal, 32);
}

#[test]
fn an_extension_is_asked_for_before_the_deadline_and_gives_more_time() {
    let finding = finding(State::Rectifying);
    let extend = |deadline| Move::Extend { deadline };
    let on = |day, deadline| finding.after(&extend(deadline), &entry(day), day, true);
    let deadline = finding.deadline;
    // the last day still counts as before
    assert!(on(deadline, deadline.plus_days(1)).is_ok());
    let late = on(deadline.plus_days(1), deadline.plus_days(9));
    assert_eq!(late, Err(Refused::Late(deadline)));
    assert_eq!(on(TODAY, deadline), Err(Refused::NotLater(deadline)));
    let mut silent = entry(TODAY);
    silent.reason = "  ".into();
    assert_eq!(
        finding.after(&extend(deadline.plus_days(5)), &silent, TODAY, true),
        Err(Refused::NoReason(StepKind::Extend))
    );
}

#[test]
fn it_is_closed_on_a_recheck_and_by_a_second_person_where_that_is_asked_for() {
    let close = |reviewer: &str| Move::Close {
        reviewer: reviewer.into(),
    };
    let mut finding = finding(State::Recheck);
    let after =
        |finding: &Finding, made, second| finding.after(&made, &entry(TODAY), TODAY, second);
    assert_eq!(
        after(&finding, close("陈审核"), true),
        Err(Refused::NoRecheck)
    );
    let recheck = Move::Recheck {
        how: How::OnSite,
        visit: Some(Uuid([3; 16])),
    };
    finding.steps.push(step(2, recheck, TODAY));
    assert_eq!(after(&finding, close(" "), true), Err(Refused::NoReviewer));
    assert_eq!(
        after(&finding, close("周示范"), true),
        Err(Refused::SamePerson("周示范".into()))
    );
    assert!(after(&finding, close("陈审核"), true).is_ok());
    assert!(after(&finding, close(""), false).is_ok());
    // a recheck of the round before is none
    let back = Move::SendBack {
        deadline: TODAY.plus_days(9),
    };
    finding.steps.push(step(3, back, TODAY));
    assert_eq!(
        after(&finding, close("陈审核"), true),
        Err(Refused::NoRecheck)
    );
}

#[test]
fn a_clock_set_back_moves_nothing_and_locks_nothing() {
    let mut finding = finding(State::Rectifying);
    finding.steps.push(step(2, Move::FeedBack, TODAY));
    let earlier = TODAY.plus_days(-200);
    // the day of the step cannot slip before the last one, so that no deadline comes to life again
    let got = finding.after(&Move::Report, &entry(earlier), earlier, true);
    assert_eq!(got, Err(Refused::Before(TODAY)));
    assert_eq!(finding.usual_day(earlier), TODAY);
    assert!(
        finding
            .after(&Move::Report, &entry(TODAY), earlier, true)
            .is_ok()
    );
    let ahead = finding.after(&Move::Report, &entry(TODAY.plus_days(1)), TODAY, true);
    assert_eq!(ahead, Err(Refused::Ahead(TODAY)));
}

#[test]
fn the_further_stand_counts_and_a_round_goes_before_a_state() {
    let stand = |code| Stand::parse(code).unwrap();
    let order = [
        "waiting",
        "rectifying",
        "extended",
        "reported",
        "recheck",
        "withdrawn",
        "closed",
        "sent_back/1",
        "reported/1",
        "closed/1",
        "sent_back/2",
    ];
    for pair in order.windows(2) {
        assert!(stand(pair[0]) < stand(pair[1]), "{pair:?}");
        assert_eq!(stand(pair[0]).code(), pair[0]);
    }
    assert_eq!(Stand::parse("lost"), None);
    assert_eq!(Stand::parse("closed/x"), None);
}

#[test]
fn it_is_in_time_by_the_report_on_which_it_was_closed() {
    let mut finding = finding(State::Closed);
    let close = Move::Close {
        reviewer: "陈审核".into(),
    };
    finding.steps.push(step(2, Move::Report, finding.deadline));
    finding
        .steps
        .push(step(3, close.clone(), finding.deadline.plus_days(6)));
    assert!(finding.is_in_time());
    assert_eq!(finding.closed(), Some(Date::of(2026, 12, 6)));
    // sent back with a new deadline, and reported after that
    let deadline = Date::of(2026, 12, 20);
    finding
        .steps
        .push(step(4, Move::Reopen { deadline }, Date::of(2026, 12, 10)));
    finding.stand = Stand {
        round: 1,
        state: State::SentBack,
    };
    assert!(!finding.is_in_time());
    assert_eq!((finding.closed(), finding.reported()), (None, None));
    finding.deadline = deadline;
    finding
        .steps
        .push(step(5, Move::Report, deadline.plus_days(1)));
    finding.steps.push(step(6, close, deadline.plus_days(2)));
    finding.stand.state = State::Closed;
    assert!(!finding.is_in_time());
}

#[test]
fn a_step_reads_what_it_writes() {
    for made in moves() {
        let edits = super::steps::edits(
            Uuid([9; 16]),
            "step/0002/0000000000000007",
            &made,
            &entry(TODAY),
        );
        let text = |field| {
            let edit = edits.iter().find(|edit| edit.place.field == field).unwrap();
            edit.value.as_text().unwrap_or_default().to_owned()
        };
        let kind = text(Field::STEP_KIND);
        let written = super::steps::Written {
            kind: &kind,
            day: Date::parse(&text(Field::STEP_TAKEN)),
            hand: text(Field::STEP_HAND),
            reason: text(Field::STEP_REASON),
            deadline: Date::parse(&text(Field::STEP_DEADLINE)),
            subject: text(Field::STEP_SUBJECT),
            record: None,
        };
        assert_eq!(Step::read("p", written).unwrap().made, made);
    }
}
