//! Visits with one template over time: compared on the screen and on the command line, exported with columns that stay
//! where they are, and every change told in an audit trail.

#[path = "compare/answers.rs"]
mod answers;
#[path = "compare/audit.rs"]
mod audit;
mod drive;
#[path = "compare/screen.rs"]
mod screen;

use liuyou::domain::calendar::{Date, Now};
use liuyou::domain::change::{Change, Edit, Field, Value};
use liuyou::domain::organisation::Organisation;
use liuyou::domain::people::{Person, Role};
use liuyou::domain::visit::{Said, VisitStatus};
use liuyou::standards::{self, Standard};
use liuyou::store::Store;

/// That day at 09:00, in the zone of UTC.
fn at(day: Date) -> Now {
    let days = day.days_since(Date::of(1970, 1, 1));
    Now {
        utc_ms: days * 86_400_000 + 9 * 3_600_000,
        today: day,
        minute: 540,
    }
}

/// One organisation, looked at by 林示例.
struct Site {
    folder: tempfile::TempDir,
    store: Store,
    organisation: i64,
}

const NAME: &str = "东街义工协会";

impl Site {
    fn new() -> Site {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(&folder.path().join("data")).unwrap();
        let now = at(Date::of(2026, 1, 5));
        let person = Person {
            name: "林示例".into(),
            role: Role::Inspector,
            ..Person::default()
        };
        let actor = store.new_id(now);
        store.commit(&person.change(actor), now).unwrap();
        store.set_actor(actor).unwrap();
        let facts = Organisation {
            name: NAME.into(),
            credit_code: "53310000MJ49517770".into(),
            staff: 9,
            ..Organisation::default()
        };
        let uuid = store.new_id(now);
        store.commit(&facts.change(uuid), now).unwrap();
        let organisation = store.number_of(uuid).unwrap();
        Site {
            folder,
            store,
            organisation,
        }
    }

    /// Begins a visit and says so; it stays a draft.
    fn begin(&mut self, standard: &Standard, day: Date, said: &[(&str, Said)]) -> i64 {
        let now = at(day);
        let id = self
            .store
            .start_visit(self.organisation, standard, "", now)
            .unwrap();
        for (address, said) in said {
            self.say(id, address, said.clone(), day, None);
        }
        id
    }

    fn visit(&mut self, standard: &Standard, day: Date, said: &[(&str, Said)]) -> i64 {
        let id = self.begin(standard, day, said);
        self.finish(id, day);
        id
    }

    fn say(&mut self, id: i64, address: &str, said: Said, day: Date, reason: Option<&str>) {
        let uuid = self.store.name_of(id).unwrap();
        let mut edits = vec![said.edit(uuid, address)];
        if reason.is_some() {
            let corrected = Value::text(VisitStatus::Corrected.code());
            edits.push(Edit::new(uuid, Field::VISIT_STATUS, corrected));
        }
        let change = Change {
            reason: reason.map(str::to_owned),
            edits,
        };
        self.store.commit(&change, at(day)).unwrap();
    }

    fn finish(&mut self, id: i64, day: Date) {
        let uuid = self.store.name_of(id).unwrap();
        let edits = vec![
            Edit::new(
                uuid,
                Field::VISIT_STATUS,
                Value::text(VisitStatus::Finished.code()),
            ),
            Edit::new(
                uuid,
                Field::VISIT_FINISHED,
                Value::text(at(day).clock().to_string()),
            ),
        ];
        self.store.commit(&Change::of(edits), at(day)).unwrap();
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }
}

fn said(text: &str) -> Said {
    Said::Option(Some(text.into()))
}

/// A template with these sections; `id` is `t`.
fn standard(version: u32, sections: &str) -> Standard {
    let text = format!(
        r#"
        id = "t"
        version = {version}
        name = {{ zh = "表", en = "List" }}
        basis = {{ zh = "自拟", en = "Own" }}
        verdict = {{ demonstration = 90, pass = 80, basic = 60 }}
        [[scale]]
        code = "graded"
        options = [
            {{ key = 1, code = "good", percent = 100, label = {{ zh = "好", en = "Good" }} }},
            {{ key = 3, code = "weak", percent = 50, label = {{ zh = "一般", en = "Weak" }} }},
            {{ key = 4, code = "poor", percent = 0, label = {{ zh = "差", en = "Poor" }} }},
        ]
        [[choices]]
        code = "forms"
        options = [
            {{ code = "talk", label = {{ zh = "谈话", en = "Talk" }} }},
            {{ code = "book", label = {{ zh = "读书", en = "Reading" }} }},
        ]
        {sections}
        "#
    );
    let checklist = standards::parse(&text).unwrap_or_else(|error| panic!("{error:?}"));
    Standard {
        checklist,
        text,
        path: None,
    }
}
