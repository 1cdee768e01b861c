//! Lists of notices: filtered, the latest first, and those of one organisation.

use rusqlite::types::Value as Cell;
use rusqlite::{Row, params_from_iter};

use crate::domain::calendar::Date;
use crate::domain::notice::{NoticeFilter, NoticeKind, NoticePage, NoticeRow, Stage};
use crate::domain::view::Counted;
use crate::store::{Store, StoreError};

const COLUMNS: &str = "id, kind, stage, number, title, addressee,
    coalesce((SELECT name FROM organisation WHERE organisation.id = notice.organisation), ''), authority, drafted,
    issued, deadline, served, receipted, replied, talked, withdrawn, problems, conflict";
/// A count goes no further.
const COUNTED: u64 = 100_000;
/// Notices of one organisation that are shown.
const SHOWN: u64 = 100;

fn condition(filter: &NoticeFilter) -> (String, Vec<Cell>) {
    let mut parts = vec!["1".to_owned()];
    let mut values = Vec::new();
    let mut add = |sql: &str, value: Cell| {
        parts.push(sql.to_owned());
        values.push(value);
    };
    if let Some(kind) = filter.kind {
        add("kind = ?", Cell::Text(kind.code().into()));
    }
    if let Some(stage) = filter.stage {
        add("stage = ?", Cell::Text(stage.code().into()));
    }
    if let Some(organisation) = filter.organisation {
        add(
            "id IN (SELECT notice FROM notice_of WHERE notice_of.organisation = ?)",
            Cell::Integer(organisation),
        );
    }
    if let Some(from) = filter.from {
        add("day >= ?", Cell::Text(from.to_string()));
    }
    if let Some(to) = filter.to {
        add("day <= ?", Cell::Text(to.to_string()));
    }
    (parts.join(" AND "), values)
}

impl Store {
    /// A stretch of the list, the latest first.
    pub fn notices(
        &self,
        filter: &NoticeFilter,
        from: u64,
        limit: u64,
    ) -> Result<NoticePage, StoreError> {
        let (sql, values) = condition(filter);
        let count = format!(
            "SELECT count(*) FROM (SELECT 1 FROM notice WHERE {sql} LIMIT {})",
            COUNTED + 1
        );
        let n: i64 = self
            .db
            .prepare_cached(&count)?
            .query_row(params_from_iter(&values), |row| row.get(0))?;
        let n = n.max(0) as u64;
        let rows = format!(
            "SELECT {COLUMNS} FROM notice WHERE {sql} ORDER BY day DESC, id DESC LIMIT {limit} OFFSET {from}"
        );
        let mut query = self.db.prepare_cached(&rows)?;
        let mut found = query.query(params_from_iter(&values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.extend(read_row(row)?);
        }
        Ok(NoticePage {
            from,
            rows,
            found: Counted {
                n: n.min(COUNTED),
                more: n > COUNTED,
            },
        })
    }

    /// All of a filter, the earliest first, as a register has them.
    pub fn notice_register(&self, filter: &NoticeFilter) -> Result<Vec<NoticeRow>, StoreError> {
        let mut rows = self.notices(filter, 0, COUNTED)?.rows;
        rows.reverse();
        Ok(rows)
    }

    /// The notices about an organisation, the latest first.
    pub(in crate::store) fn notices_of(
        &self,
        organisation: i64,
    ) -> Result<Vec<NoticeRow>, StoreError> {
        let filter = NoticeFilter {
            organisation: Some(organisation),
            ..NoticeFilter::default()
        };
        Ok(self.notices(&filter, 0, SHOWN)?.rows)
    }
}

/// None where the row holds what this version does not know.
fn read_row(row: &Row<'_>) -> rusqlite::Result<Option<NoticeRow>> {
    let text = |at: usize| {
        row.get_ref(at)?
            .as_str_or_null()
            .map_err(rusqlite::Error::from)
    };
    let day = |at: usize| text(at).map(|text| text.and_then(Date::parse));
    let (Some(kind), Some(stage), Some(drafted)) = (
        text(1)?.and_then(NoticeKind::from_code),
        text(2)?.and_then(Stage::from_code),
        day(8)?,
    ) else {
        return Ok(None);
    };
    Ok(Some(NoticeRow {
        id: row.get(0)?,
        kind,
        stage,
        number: row.get(3)?,
        title: row.get(4)?,
        to: row.get(5)?,
        organisation: row.get(6)?,
        authority: row.get(7)?,
        drafted,
        issued: day(9)?,
        deadline: day(10)?,
        served: day(11)?,
        receipted: day(12)?,
        replied: day(13)?,
        talked: day(14)?,
        withdrawn: day(15)?,
        problems: row.get::<_, i64>(16)?.max(0) as u64,
        conflict: row.get(17)?,
    }))
}
