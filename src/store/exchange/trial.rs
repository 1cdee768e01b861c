//! Data files in memory for the simulator: made, copied as a laptop is copied, and looked into. Never in the program.
#![cfg(test)]

use std::cell::RefCell;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::Save;
use crate::domain::change::{Field, Uuid};
use crate::store::error::StoreError;
use crate::store::open::Access;
use crate::store::{Store, codec, journal, schema};

thread_local! {
    /// A file with its tables made, copied for every new one.
    static EMPTY: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

fn copied(from: &Connection) -> Connection {
    let mut to = Connection::open_in_memory().unwrap();
    let copy = Backup::new(from, &mut to).unwrap();
    copy.step(-1).unwrap();
    drop(copy);
    to.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
        .unwrap();
    to
}

fn opened(db: Connection) -> Store {
    let store = Store::finish_opening(db, Path::new(""), None, Access::Write).unwrap();
    // everything is done with one file here, where a laptop either writes or syncs
    store.db.set_prepared_statement_cache_capacity(300);
    store
}

impl Store {
    pub fn in_memory(stream: u64) -> Store {
        EMPTY.with(|empty| {
            let mut empty = empty.borrow_mut();
            let empty = empty.get_or_insert_with(|| {
                let db = Connection::open_in_memory().unwrap();
                db.execute_batch("PRAGMA page_size = 1024").unwrap();
                for step in schema::STEPS {
                    step(&db).unwrap();
                }
                db.execute("DELETE FROM preference", []).unwrap();
                db.execute("INSERT INTO device VALUES (1, 0, NULL)", [])
                    .unwrap();
                db
            });
            let db = copied(empty);
            db.execute("UPDATE device SET stream = ?1", [stream as i64])
                .unwrap();
            opened(db)
        })
    }

    /// What copying the data folder, or putting a copy of it back, gives.
    pub fn copy(&self) -> Store {
        opened(copied(&self.db))
    }

    /// What is left when the program is killed and started again.
    pub fn reopened(self) -> Store {
        opened(self.db)
    }

    /// From now on the disk is full, or has room again.
    pub fn disk_full(&self, full: bool) {
        let pages: i64 = self
            .db
            .query_row("PRAGMA page_count", [], |row| row.get(0))
            .unwrap();
        let most = if full { pages } else { 1 << 30 };
        self.db
            .query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))
            .unwrap();
    }

    /// The texts that a field shows.
    pub fn shown(&self, record: Uuid, field: Field) -> Vec<String> {
        let Some(id) = journal::known_number(&self.db, record).unwrap() else {
            return Vec::new();
        };
        let registers = journal::registers(&self.db, id, "").unwrap();
        let register = journal::value(&registers, field).cloned();
        let values = register.unwrap_or_default();
        let texts = values.survivors().iter();
        texts
            .filter_map(|(_, value)| value.as_text().map(str::to_owned))
            .collect()
    }

    /// Saves that no segment holds.
    pub fn tail_saves(&self) -> Vec<Save> {
        let of_no_segment = "SELECT opened(bytes) FROM tx WHERE segment IS NULL";
        let mut query = self.db.prepare_cached(of_no_segment).unwrap();
        let rows = query.query_map([], |row| row.get(0)).unwrap();
        rows.map(|bytes| {
            let bytes: Vec<u8> = bytes.unwrap();
            Save {
                tx: codec::decode_tx(&bytes).unwrap(),
                bytes,
            }
        })
        .collect()
    }

    /// Everything the file shows, with names instead of its own numbers: equal on every laptop that knows the same.
    pub fn view(&self) -> Vec<String> {
        let mut view = Vec::new();
        for sql in VIEW {
            let mut query = self.db.prepare_cached(sql).unwrap();
            let rows = query
                .query_map([], |row| row.get::<_, String>(0))
                .unwrap()
                .collect::<Result<Vec<_>, _>>()
                .unwrap();
            view.extend(rows);
        }
        view
    }

    /// Every query table as it stands, and as the journal gives it.
    pub fn tables_and_rebuilt(&mut self) -> Result<(Vec<String>, Vec<String>), StoreError> {
        let before = self.tables();
        self.rebuild(&mut |_, _| true)?;
        Ok((before, self.tables()))
    }

    fn tables(&self) -> Vec<String> {
        let mut all = Vec::new();
        for (table, rows) in schema::PROJECTION {
            let mut query = self.db.prepare_cached(&rows.replace("{}", "main")).unwrap();
            let columns = query.column_count();
            let mut rows = query.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let cells: Vec<String> = (0..columns)
                    .map(|at| format!("{:?}", row.get_ref(at).unwrap()))
                    .collect();
                all.push(format!("{table} {}", cells.join("|")));
            }
        }
        all
    }
}

// numbers of records become names; what is only an order of arrival is left out
const VIEW: &[&str] = &[
    "SELECT 'part ' || hex(uuid) || ' ' || part || ' ' || hex(state) FROM part
     JOIN record ON record.id = part.record ORDER BY uuid, part",
    "SELECT 'organisation ' || hex(r.uuid) || o.name || '|' || o.area || '|' || o.standing || '|' ||
        coalesce(hex(b.uuid), '') || '|' || coalesce(o.branch_form, '') || '|' || coalesce(o.last_visit, '') || '|' ||
        coalesce(o.last_tenths, '') || '|' || coalesce(o.due, '') || '|' || o.status || '|' || o.marks || '|' ||
        coalesce(o.verdict, '') || '|' || o.census
     FROM organisation o JOIN record r ON r.id = o.id LEFT JOIN record b ON b.id = o.branch ORDER BY r.uuid",
    "SELECT 'visit ' || hex(r.uuid) || hex(o.uuid) || v.status || v.started || v.answered || '/' || v.items || '|' ||
        coalesce(v.tenths, '') || '|' || coalesce(v.verdict, '') || '|' || v.saves
     FROM visit v JOIN record r ON r.id = v.id JOIN record o ON o.id = v.organisation ORDER BY r.uuid",
    "SELECT 'joined ' || hex(r.uuid) || hex(t.uuid) FROM joined j JOIN record r ON r.id = j.id
     JOIN record t ON t.id = j.target ORDER BY r.uuid",
    "SELECT 'person ' || hex(r.uuid) || p.name || p.role FROM person p JOIN record r ON r.id = p.id ORDER BY r.uuid",
    "SELECT 'branch ' || hex(r.uuid) || b.name || b.form || b.covers FROM branch b JOIN record r ON r.id = b.id
     ORDER BY r.uuid",
    "SELECT 'assignment ' || hex(r.uuid) || hex(p.uuid) || coalesce(hex(o.uuid), '') || a.duty FROM assignment a
     JOIN record r ON r.id = a.id JOIN record p ON p.id = a.person LEFT JOIN record o ON o.id = a.organisation
     ORDER BY r.uuid",
    "SELECT 'finding ' || hex(r.uuid) || f.number || hex(o.uuid) || f.state || f.deadline || f.conflict || f.area
     FROM finding f JOIN record r ON r.id = f.id JOIN record o ON o.id = f.organisation ORDER BY r.uuid",
    "SELECT 'member ' || hex(r.uuid) || hex(o.uuid) FROM round_member m JOIN record r ON r.id = m.round
     JOIN record o ON o.id = m.organisation ORDER BY r.uuid, o.uuid",
    "SELECT 'tally ' || name || n FROM tally WHERE n <> 0 AND name <> 'unsynced' ORDER BY name",
];
