//! The list of branches along its indexes, what the rules say of each, and one branch with all that stands beside it.

use rusqlite::types::Value as Cell;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use super::error::StoreError;
use super::{Store, journal, search};
use crate::domain::branch::{Branch, BranchForm, BranchRules, Level};
use crate::domain::branches::{
    BranchCounts, BranchListing, BranchPage, BranchQuery, BranchRow, BranchView, Covered,
};
use crate::domain::calendar::Date;
use crate::domain::organisation::{Standing, Status};
use crate::domain::view::{Counted, Filter};

const COLUMNS: &str = "id, name, form, level, opened(secretary), members, committee, founded, election, active, dissolved, covers";
/// Most organisations and activities shown of one branch.
const SHOWN: usize = 200;

/// A listing as SQL: its condition, its order, and the value that stands for `?1`, each along an index of its own.
struct Listed {
    condition: &'static str,
    order: &'static str,
    value: Option<Cell>,
}

impl Listed {
    fn of(listing: BranchListing, rules: &BranchRules, today: Date) -> Listed {
        let day = |days: i64| Some(Cell::Text(today.plus_days(days).to_string()));
        let (condition, order, value) = match listing {
            BranchListing::InForce => ("dissolved IS NULL", "sort, id", None),
            BranchListing::Election => (
                "dissolved IS NULL AND election IS NOT NULL AND election <= ?1",
                "election, id",
                day(rules.election_soon_days.into()),
            ),
            BranchListing::Idle => (
                "dissolved IS NULL AND coalesce(active, founded) < ?1",
                "coalesce(active, founded), id",
                day(-i64::from(rules.idle_days)),
            ),
            BranchListing::Joint => (
                "dissolved IS NULL AND form = 'joint' AND covers > ?1",
                "covers DESC, id",
                Some(Cell::Integer(rules.joint_most.into())),
            ),
            BranchListing::Dissolved => ("dissolved IS NOT NULL", "dissolved DESC, id", None),
        };
        Listed {
            condition,
            order,
            value,
        }
    }
}

/// A row as the rules see it on a day.
fn read_row(row: &Row<'_>, rules: &BranchRules, today: Date) -> rusqlite::Result<BranchRow> {
    let text = |at: usize| {
        row.get_ref(at)?
            .as_str_or_null()
            .map_err(rusqlite::Error::from)
    };
    let date = |at: usize| text(at).map(|text| text.and_then(Date::parse));
    let branch = Branch {
        name: row.get(1)?,
        form: text(2)?.and_then(BranchForm::from_code).unwrap_or_default(),
        level: text(3)?.and_then(Level::from_code).unwrap_or_default(),
        secretary: row.get(4)?,
        members: row.get(5)?,
        committee: row.get(6)?,
        founded: date(7)?,
        next_election: date(8)?,
        dissolved: date(10)?,
        ..Branch::default()
    };
    let (active, covers) = (date(9)?, row.get(11)?);
    Ok(BranchRow {
        id: row.get(0)?,
        remarks: rules.remarks(&branch, covers, active, today),
        name: branch.name,
        form: branch.form,
        level: branch.level,
        secretary: branch.secretary,
        members: branch.members,
        covers,
        next_election: branch.next_election,
        active,
        dissolved: branch.dissolved,
    })
}

impl Store {
    /// A part of the list of branches, with what the rules say of each on `today`.
    pub fn branches(
        &self,
        query: &BranchQuery,
        rules: &BranchRules,
        today: Date,
    ) -> Result<BranchPage, StoreError> {
        if !query.text.trim().is_empty() {
            return self.search_branches(query, rules, today);
        }
        let listed = Listed::of(query.listing, rules, today);
        let sql = format!(
            "SELECT {COLUMNS} FROM branch WHERE {} ORDER BY {} LIMIT {} OFFSET {}",
            listed.condition, listed.order, query.limit, query.from
        );
        let mut rows = self.db.prepare_cached(&sql)?;
        let rows = rows
            .query_map(params_from_iter(listed.value), |row| {
                read_row(row, rules, today)
            })?
            .collect::<Result<_, _>>()?;
        let counts = match query.from {
            0 => Some(self.branch_counts(rules, today)?),
            _ => None,
        };
        Ok(BranchPage {
            from: query.from,
            rows,
            total: Counted {
                n: self.count_branches(query.listing, rules, today)?,
                more: false,
            },
            counts,
        })
    }

    /// How many branches each listing has.
    pub fn branch_counts(
        &self,
        rules: &BranchRules,
        today: Date,
    ) -> Result<BranchCounts, StoreError> {
        let mut counts = BranchCounts::default();
        for (count, listing) in counts.iter_mut().zip(BranchListing::ALL) {
            *count = self.count_branches(*listing, rules, today)?;
        }
        Ok(counts)
    }

    fn count_branches(
        &self,
        listing: BranchListing,
        rules: &BranchRules,
        today: Date,
    ) -> Result<u64, StoreError> {
        let listed = Listed::of(listing, rules, today);
        let sql = format!("SELECT count(*) FROM branch WHERE {}", listed.condition);
        let mut query = self.db.prepare_cached(&sql)?;
        let n: i64 = query.query_row(params_from_iter(listed.value), |row| row.get(0))?;
        Ok(n.max(0) as u64)
    }

    /// Branches that are called so, then those of organisations that are.
    fn search_branches(
        &self,
        query: &BranchQuery,
        rules: &BranchRules,
        today: Date,
    ) -> Result<BranchPage, StoreError> {
        let mut ids = search::find_branches(&self.db, &query.text)?;
        let mut of = self
            .db
            .prepare_cached("SELECT branch FROM organisation WHERE id = ?1")?;
        for organisation in self.find(&query.text, &Filter::default())?.0 {
            let branch: Option<i64> = of.query_row([organisation.id], |row| row.get(0))?;
            if let Some(branch) = branch.filter(|branch| !ids.contains(branch)) {
                ids.push(branch);
            }
        }
        let mut rows = Vec::new();
        for id in ids {
            let row = self.branch_row(id, rules, today)?;
            rows.extend(row.filter(|row| query.listing.takes(row)));
        }
        let more = rows.len() > search::FOUND;
        rows.truncate(search::FOUND);
        Ok(BranchPage {
            from: 0,
            total: Counted {
                n: rows.len() as u64,
                more,
            },
            rows,
            counts: None,
        })
    }

    fn branch_row(
        &self,
        id: i64,
        rules: &BranchRules,
        today: Date,
    ) -> Result<Option<BranchRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM branch WHERE id = ?1");
        let mut query = self.db.prepare_cached(&sql)?;
        let row = query.query_row([id], |row| read_row(row, rules, today));
        Ok(row.optional()?)
    }

    /// Every branch of a listing in its order, for reports, until `take` returns false.
    pub fn each_branch(
        &self,
        listing: BranchListing,
        rules: &BranchRules,
        today: Date,
        take: &mut dyn FnMut(BranchRow) -> bool,
    ) -> Result<(), StoreError> {
        let listed = Listed::of(listing, rules, today);
        let sql = format!(
            "SELECT {COLUMNS} FROM branch WHERE {} ORDER BY {}",
            listed.condition, listed.order
        );
        let mut query = self.db.prepare(&sql)?;
        let mut rows = query.query(params_from_iter(listed.value))?;
        while let Some(row) = rows.next()? {
            if !take(read_row(row, rules, today)?) {
                break;
            }
        }
        Ok(())
    }

    /// One branch with the organisations under it and what it did.
    pub fn branch_view(
        &self,
        id: i64,
        rules: &BranchRules,
        today: Date,
    ) -> Result<BranchView, StoreError> {
        let unknown = || StoreError::Unknown(id.to_string());
        let branch = self.branch(id)?.ok_or_else(unknown)?;
        let row = self.branch_row(id, rules, today)?.ok_or_else(unknown)?;
        let mut activities = self.activities(id)?;
        activities.reverse();
        activities.truncate(SHOWN);
        Ok(BranchView {
            id,
            uuid: journal::record_uuid(&self.db, id)?,
            branch,
            remarks: row.remarks,
            organisations: self.covered_by(id)?,
            covers: row.covers,
            activities,
        })
    }

    fn covered_by(&self, branch: i64) -> Result<Vec<Covered>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT id, name, area, status, standing FROM organisation WHERE branch = ?1
             ORDER BY sort, id LIMIT ?2",
        )?;
        let rows = query.query_map(params![branch, SHOWN as i64], |row| {
            let code = |at: usize| {
                row.get_ref(at)?
                    .as_str_or_null()
                    .map_err(rusqlite::Error::from)
            };
            Ok(Covered {
                id: row.get(0)?,
                name: row.get(1)?,
                area: row.get(2)?,
                status: code(3)?.and_then(Status::from_code).unwrap_or_default(),
                standing: code(4)?
                    .and_then(Standing::from_code)
                    .unwrap_or(Standing::Never),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
