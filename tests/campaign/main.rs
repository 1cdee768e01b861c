//! 应建未建 worked off, campaigns (D3), route sheets and rounds of supervision (D2): from the rules through the store to the screens.

#[path = "../drive/mod.rs"]
mod drive;
mod flow;
mod plan;
mod report;
mod rounds;
mod rounds_cli;
mod worklist;

use drive::NOW;
use liuyou::domain::branch::{Branch, BranchForm};
use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::{Edit, Field, Uuid, Value};
use liuyou::domain::organisation::{Organisation, PartyMembers};
use liuyou::store::Store;
use tempfile::TempDir;

pub fn empty() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_or_create(folder.path()).unwrap();
    (folder, store)
}

#[track_caller]
pub fn is_sound(store: &mut Store) {
    let report = store.check(&mut |_, _| true).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

/// Ten in the morning of that day, in the zone of `NOW`.
pub fn on(date: Date) -> Now {
    Now {
        utc_ms: NOW.utc_ms + date.days_since(NOW.today) * 86_400_000,
        today: date,
        minute: 600,
    }
}

pub fn organisation(store: &mut Store, name: &str, area: &str, party: PartyMembers) -> Uuid {
    let uuid = store.new_id(NOW);
    let facts = Organisation {
        name: name.into(),
        area: area.into(),
        authority: "民政局".into(),
        party,
        ..Organisation::default()
    };
    let then = on(Date::of(2026, 1, 5));
    store.commit(&facts.change(uuid), then).unwrap();
    uuid
}

/// Members of the organisation itself.
pub fn here(members: u32) -> PartyMembers {
    PartyMembers {
        full_here: members,
        ..PartyMembers::default()
    }
}

/// A branch founded on a day, written down at `now` together with those that join it.
pub fn found(store: &mut Store, organisations: &[Uuid], founded: Option<Date>, now: Now) -> Uuid {
    let id = store.new_id(now);
    let form = match organisations.len() {
        0 | 1 => BranchForm::Sole,
        _ => BranchForm::Joint,
    };
    let branch = Branch {
        name: "支部".into(),
        form,
        founded,
        ..Branch::default()
    };
    let mut change = branch.change(id);
    let join = |uuid: &Uuid| Edit::new(*uuid, Field::BRANCH, Value::Record(id));
    change.edits.extend(organisations.iter().map(join));
    store.commit(&change, now).unwrap();
    id
}
