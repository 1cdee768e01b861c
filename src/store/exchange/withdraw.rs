//! When a device is shut out, what it signed after that no longer counts; its files stay, and may count again.

use std::collections::BTreeSet;

use rusqlite::params;

use super::apply::Touched;
use super::{Save, Standing, TakenIn};
use crate::domain::calendar::Now;
use crate::domain::change::Kind;
use crate::store::error::StoreError;
use crate::store::{Store, codec, journal};

impl Store {
    /// Lets segments that are here count or count no more: `accepted` with their saves, `refused` without; `newer` wait
    /// for a program that can read them.
    pub fn judge_again(
        &mut self,
        accepted: Vec<(i64, u64, Vec<Save>)>,
        refused: &[i64],
        newer: &[(i64, u32)],
        now: Now,
    ) -> Result<TakenIn, StoreError> {
        self.gathering(|store| {
            let mut taken = TakenIn::default();
            let mut touched = Touched::default();
            for id in refused {
                store.set_standing(*id, Standing::Refused)?;
                store.withdraw_saves(*id, &mut touched)?;
            }
            for (id, reader) in newer {
                store.set_standing(*id, Standing::Newer)?;
                store
                    .db
                    .prepare_cached("UPDATE segment SET reader = ?2 WHERE id = ?1")?
                    .execute([*id, i64::from(*reader)])?;
            }
            for (id, stream, saves) in accepted {
                store.set_standing(id, Standing::Applied)?;
                store.append_saves(id, stream, saves, false, now, &mut taken, &mut touched)?;
            }
            store.drop_untold(&touched)?;
            store.bring_in_step(touched)?;
            Ok(taken)
        })
    }

    fn set_standing(&self, id: i64, standing: Standing) -> Result<(), StoreError> {
        self.db
            .prepare_cached("UPDATE segment SET standing = ?2 WHERE id = ?1")?
            .execute([id, standing as i64])?;
        Ok(())
    }

    fn withdraw_saves(&self, segment: i64, touched: &mut Touched) -> Result<(), StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT seq, ops, opened(bytes) FROM tx WHERE segment = ?1")?;
        let saves = query
            .query_map([segment], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<Vec<(i64, i64, Vec<u8>)>, _>>()?;
        for (seq, ops, bytes) in saves {
            let tx = codec::decode_tx(&bytes)?;
            let names: BTreeSet<_> = tx.ops.iter().map(|op| op.place.record).collect();
            for name in names {
                let Some(record) = journal::known_number(&self.db, name)? else {
                    continue;
                };
                self.db
                    .prepare_cached("DELETE FROM touch WHERE record = ?1 AND tx = ?2")?
                    .execute([record, seq])?;
                // parts that only the withdrawn saves spoke of must go; the others are written anew
                for table in ["part", "conflict"] {
                    self.db
                        .prepare_cached(&format!("DELETE FROM {table} WHERE record = ?1"))?
                        .execute([record])?;
                }
                touched.note(record);
            }
            self.db
                .prepare_cached("DELETE FROM tx WHERE seq = ?1")?
                .execute([seq])?;
            self.db
                .prepare_cached("UPDATE tally SET n = n - ?1 WHERE name = 'operations'")?
                .execute([ops])?;
        }
        Ok(())
    }

    /// Whether anything still tells what kind of record it is.
    fn is_told(&self, id: i64) -> Result<bool, StoreError> {
        let uuid = journal::record_uuid(&self.db, id)?;
        let saves = journal::saves_of(&self.db, id)?;
        let mut ops = saves.iter().flat_map(|(.., tx)| &tx.ops);
        Ok(ops.any(|op| op.place.record == uuid && op.place.field.kind().is_some()))
    }

    /// Takes away the rows of records that nothing speaks of any more.
    fn drop_untold(&mut self, touched: &Touched) -> Result<(), StoreError> {
        for id in touched.ids() {
            if self.is_told(id)? {
                continue;
            }
            match journal::record_kind(&self.db, id)? {
                Some(Kind::Organisation) => {
                    // no longer joined into another, nor apart from any
                    self.refresh_organisation(id)?;
                    self.remove_row(id)?;
                }
                Some(Kind::Visit) => self.remove_visit(id)?,
                Some(Kind::Branch) => self.remove_branch(id)?,
                Some(Kind::Person) => self.remove_from("person", id)?,
                Some(Kind::Assignment) => self.remove_from("assignment", id)?,
                Some(Kind::Checklist) => {
                    self.refresh(id)?;
                }
                Some(Kind::Finding) => self.remove_finding(id)?,
                Some(Kind::Notice) => self.remove_notice(id)?,
                Some(Kind::Round) => self.remove_round(id)?,
                Some(Kind::Snapshot | Kind::Campaign) | None => {}
            }
            if let Some(put_off) = &mut self.put_off {
                put_off.remove(&id);
            }
            self.db
                .prepare_cached("UPDATE record SET kind = 0 WHERE id = ?1")?
                .execute(params![id])?;
        }
        Ok(())
    }

    /// Takes away the row of a finding whose head cannot be read any more.
    pub(in crate::store) fn remove_finding(&self, id: i64) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "UPDATE tally SET n = n - 1 WHERE name = (SELECT 'finding:' || state FROM finding WHERE id = ?1)",
            )?
            .execute([id])?;
        self.remove_from("finding", id)
    }

    /// Takes away a notice whose head cannot be read any more, with its numbers and organisations.
    pub(in crate::store) fn remove_notice(&self, id: i64) -> Result<(), StoreError> {
        for table in ["notice_number", "notice_of"] {
            self.db
                .prepare_cached(&format!("DELETE FROM {table} WHERE notice = ?1"))?
                .execute([id])?;
        }
        self.remove_from("notice", id)
    }

    /// Takes away a round whose first day cannot be read any more, with its lists.
    pub(in crate::store) fn remove_round(&self, id: i64) -> Result<(), StoreError> {
        for table in ["round_member", "round_authority"] {
            self.db
                .prepare_cached(&format!("DELETE FROM {table} WHERE round = ?1"))?
                .execute([id])?;
        }
        self.remove_from("round", id)
    }

    /// Deletes a row that nothing else counts.
    pub(in crate::store) fn remove_from(&self, table: &str, id: i64) -> Result<(), StoreError> {
        self.db
            .prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?
            .execute([id])?;
        Ok(())
    }
}
