//! The county's rounds of supervision: three that were closed in the months before, and one that is under way. They list
//! organisations that were visited on their days and some that were not; nothing in the register changes.

use std::collections::{BTreeMap, BTreeSet};

use super::dice::Dice;
use super::past::days_before;
use super::register::Register;
use crate::domain::calendar::{Clock, Date, Now};
use crate::domain::change::{Change, Field, Uuid};
use crate::domain::organisation::Status;
use crate::domain::round::{self, Round};

const SEED: u64 = 8_017;
const LEAD: &str = "云岭县委社会工作部";
/// Days before today on which the rounds began, how many days each takes, and what was found of those that are closed.
const ROUNDS: [(i64, i64, Option<&str>); 4] = [
    (
        160,
        18,
        Some("活动场所总体达标，书报更新不及时的较多，已当场反馈。"),
    ),
    (
        104,
        18,
        Some("制度上墙情况较好，设施登记造册不全的要求两周内补齐。"),
    ),
    (58, 18, Some("多数单位整改到位，两家党旗褪色，已督促更换。")),
    (12, 17, None),
];
/// Organisations of a closed round that nobody came to, and all of the one under way.
const MISSED: usize = 1;
const UNDER_WAY: usize = 16;
/// Organisations of a closed round that were visited, at most.
const VISITED: usize = 11;

/// A visit among the saves.
struct Seen {
    /// Place of the save that began it.
    save: usize,
    visit: Uuid,
    organisation: Uuid,
    day: Date,
}

/// Every save of the rounds, whatever the order. The visits of a round say so from their first save on, as those that are
/// begun from it do.
pub fn saves(register: &Register, visits: &mut [(Now, Change)], now: Now) -> Vec<(Now, Change)> {
    let mut dice = Dice::new(SEED);
    let seen = seen(visits);
    let mut numbers: BTreeMap<i16, u32> = BTreeMap::new();
    let mut saves = Vec::new();
    for (at, (began, days, conclusion)) in ROUNDS.into_iter().enumerate() {
        let written = days_before(now, began, 510);
        let from = written.today;
        let number = numbers.entry(from.year()).or_insert(0);
        *number += 1;
        let round = Round {
            number: *number,
            name: format!("{}年第{number}轮督导", from.year()),
            from,
            to: from.plus_days(days),
            lead: LEAD.into(),
            closed: None,
            conclusion: String::new(),
        };
        let id = dice.uuid(written.utc_ms);
        let mut own: Vec<&Seen> = seen.iter().filter(|one| round.covers(one.day)).collect();
        let most = match conclusion {
            Some(_) => VISITED,
            None => UNDER_WAY / 2,
        };
        own.truncate(most);
        let mut listed: BTreeSet<Uuid> = own.iter().map(|one| one.organisation).collect();
        let whole = match conclusion {
            Some(_) => listed.len() + MISSED,
            None => UNDER_WAY,
        };
        let late = |organisation: &Uuid| {
            let since = round.from.plus_days(-60);
            let visited = seen
                .iter()
                .any(|one| one.organisation == *organisation && one.day > since);
            !visited
        };
        let rest = register.organisations.iter();
        let rest = rest.filter(|one| one.is.status == Status::Normal && late(&one.id));
        // others every time
        for one in rest.skip(at * 2) {
            if listed.len() < whole {
                listed.insert(one.id);
            }
        }
        let mut edits = round.change(id).edits;
        edits.extend(
            listed
                .iter()
                .map(|organisation| round::list_organisation(id, *organisation, true)),
        );
        saves.push((written, Change::of(edits)));
        for one in own {
            let (_, first) = &mut visits[one.save];
            first.edits.push(round::put_visit(one.visit, Some(id)));
        }
        match conclusion {
            Some(text) => {
                let last = now.today.days_since(round.to);
                let close = round::close(id, Some(round.to), text);
                saves.push((days_before(now, last, 1030), close));
            }
            // an authority that has none of its own organisations in the round, heard three days ago
            None => {
                let heard = days_before(now, 3, 960);
                let authority = "云岭县工商业联合会";
                let edits = vec![
                    round::list_authority(id, authority, true),
                    round::reach(id, authority, Some(heard.today)),
                ];
                saves.push((heard, Change::of(edits)));
            }
        }
    }
    saves
}

/// Every visit of the saves, the latest first, one for each organisation and day.
fn seen(visits: &[(Now, Change)]) -> Vec<Seen> {
    let mut seen = Vec::new();
    for (save, (_, change)) in visits.iter().enumerate() {
        let field = |wanted: Field| {
            let mut edits = change.edits.iter();
            edits.find(|edit| edit.place.field == wanted)
        };
        let (Some(organisation), Some(started)) = (
            field(Field::VISIT_ORGANISATION),
            field(Field::VISIT_STARTED),
        ) else {
            continue;
        };
        let clock = started.value.as_text().and_then(Clock::parse);
        if let (Some(organisation), Some(clock)) = (organisation.value.as_record(), clock) {
            seen.push(Seen {
                save,
                visit: started.place.record,
                organisation,
                day: clock.date,
            });
        }
    }
    seen.sort_by_key(|one| std::cmp::Reverse(one.day));
    seen
}
