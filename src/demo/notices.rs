//! A few notices for the demo county: the circular of the last quarter, a reminder issued today, a letter and a call to a
//! talk that are still drafts. The office and all its numbers are invented.

use crate::domain::calendar::Now;
use crate::domain::change::Uuid;
use crate::domain::finding::{BoardQuery, Entry, FindingFilter, FindingRow, Light};
use crate::domain::notice::{Act, Draft, NoticeKind, Way, quarter};
use crate::domain::rules::Rules;
use crate::store::{Store, StoreError};

const HAND: &str = "林示例";
const OFFICE: [(&str, &str); 7] = [
    ("name", "中共云岭县委社会工作部"),
    ("mark", "云社工督"),
    ("signer", "韩样本"),
    ("contact", "钱示例"),
    ("phone", "0000-0000000"),
    ("registrar", "云岭县民政局"),
    ("place", "云岭县党群服务中心二楼会议室"),
];

/// Sets the office, and drafts and issues over what was found.
pub fn fill(store: &mut Store, rules: &Rules, now: Now) -> Result<(), StoreError> {
    for (name, value) in OFFICE {
        store.set_office(name, value)?;
    }
    circular(store, rules, now)?;
    let overdue = overdue(store, rules, now)?;
    let noticed = |rung: &str| {
        let last =
            |row: &&FindingRow| row.noticed.as_ref().map_or("", |(rung, _)| rung.as_str()) == rung;
        overdue.iter().find(last).map(|row| row.id)
    };
    let about = [
        (NoticeKind::Reminder, noticed("")),
        (NoticeKind::Letter, noticed("reminder")),
        (NoticeKind::Talk, noticed("letter")),
    ];
    for (at, (kind, finding)) in about.into_iter().enumerate() {
        let Some(finding) = finding else { continue };
        let to_authority = kind == NoticeKind::Letter;
        let draft = store.propose_notice(kind, &[finding], to_authority, HAND, rules, now)?;
        let Some(draft) = draft else { continue };
        let id = write(store, &draft, at as u8 + 1, now)?;
        if kind == NoticeKind::Reminder {
            // what the demo itself proposes is never refused; the result is looked at in a test
            let _ = store.issue_notice(id, None, &entry(now, ""), rules, now)?;
        }
    }
    Ok(())
}

/// Overdue ones, the longest first.
fn overdue(store: &Store, rules: &Rules, now: Now) -> Result<Vec<FindingRow>, StoreError> {
    let query = BoardQuery {
        filter: FindingFilter {
            light: Some(Light::Red),
            ..FindingFilter::default()
        },
        limit: 20,
        ..BoardQuery::default()
    };
    let horizon = rules.ladder.horizon(&rules.holidays, now.today);
    Ok(store.board(&query, horizon)?.rows)
}

/// Of the quarter before this one, three weeks ago, sent electronically the day after.
fn circular(store: &mut Store, rules: &Rules, now: Now) -> Result<(), StoreError> {
    let issued = ago(now, 21);
    let (year, month, _) = issued.today.ymd();
    let last = match (month - 1) / 3 {
        0 => format!("{}Q4", year - 1),
        n => format!("{year}Q{n}"),
    };
    let Some((from, to, period)) = quarter(&last) else {
        return Ok(());
    };
    let rule = &rules.counting[0];
    let quarter = ((from, to), period.as_str());
    let draft = store.propose_circular(quarter, &[], rule, rules, issued, &mut || true)?;
    let Some(draft) = draft else { return Ok(()) };
    let id = write(store, &draft, 0, issued)?;
    let _ = store.issue_notice(id, None, &entry(issued, ""), rules, issued)?;
    let served = ago(now, 20);
    let serve = Act::Serve {
        way: Way::Electronic,
        to: String::new(),
    };
    let _ = store.act_on_notice(id, &serve, &entry(served, ""), served)?;
    Ok(())
}

/// Under a name that follows from the day, so that the same day gives the same records.
fn write(store: &mut Store, draft: &Draft, at: u8, day: Now) -> Result<i64, StoreError> {
    let uuid = Uuid::v7(day.utc_ms, [b'n', at, 0, 0, 0, 0, 0, 0, 0, 0]);
    store.commit(&draft.change(uuid, day.today, None), day)?;
    store.number_of(uuid)
}

fn entry(day: Now, reason: &str) -> Entry {
    Entry {
        day: day.today,
        hand: HAND.into(),
        reason: reason.into(),
    }
}

fn ago(now: Now, days: i64) -> Now {
    Now {
        utc_ms: now.utc_ms - days * 86_400_000,
        today: now.today.plus_days(-days),
        ..now
    }
}
