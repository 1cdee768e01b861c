//! The board of findings, stretch by stretch along an index; the lights counted; and the findings of one organisation.

use std::collections::BTreeMap;

use rusqlite::types::Value as Cell;
use rusqlite::{Row, params, params_from_iter};

use crate::domain::calendar::Date;
use crate::domain::finding::{
    BoardPage, BoardQuery, FindingFilter, FindingRow, Ground, Light, LightCounts, Number, OpenItem,
    Stand, State,
};
use crate::domain::ladder::Horizon;
use crate::domain::view::{Counted, Filter};
use crate::store::{Store, StoreError, search};

const COLUMNS: &str = "id, number, organisation,
    coalesce((SELECT name FROM organisation WHERE organisation.id = finding.organisation), ''), area, authority, item,
    item_name, fact, requirement, ground, opened(responsible), state, round, deadline, opened, reported, rechecked, closed,
    rung, noticed, conflict";
/// A count goes no further.
const COUNTED: u64 = 100_000;
/// Findings of one organisation that are shown.
const SHOWN: usize = 100;

/// A condition with the values of its question marks in order.
struct Condition {
    sql: String,
    values: Vec<Cell>,
}

impl Condition {
    fn of(filter: &FindingFilter, horizon: Horizon) -> Condition {
        let mut condition = Condition {
            sql: String::new(),
            values: Vec::new(),
        };
        let done = filter.all || filter.state.is_some_and(State::is_done);
        // a light means one that is not done with
        if !done || filter.light.is_some() {
            condition.add("clock > 0", []);
        }
        let text = |text: &String| Cell::Text(text.clone());
        if let Some(state) = filter.state {
            condition.add("state = ?", [Cell::Text(state.code().to_owned())]);
        }
        for (column, value) in [
            ("area = ?", &filter.area),
            ("authority = ?", &filter.authority),
            ("responsible = sealed(?)", &filter.responsible),
        ] {
            if let Some(value) = value {
                condition.add(column, [text(value)]);
            }
        }
        if let Some(organisation) = filter.organisation {
            condition.add("organisation = ?", [Cell::Integer(organisation)]);
        }
        let today = || Cell::Text(horizon.today.to_string());
        let blue = || Cell::Text(horizon.blue_until.to_string());
        match filter.light {
            Some(Light::Red) => condition.add("clock >= 2 AND deadline < ?", [today()]),
            Some(Light::Yellow) => condition.add("clock = 3 AND deadline >= ?", [today()]),
            Some(Light::Blue) => {
                condition.add("clock = 2 AND deadline BETWEEN ? AND ?", [today(), blue()]);
            }
            Some(Light::None) => condition.add(
                "(clock = 1 OR clock = 2 AND deadline > max(?, ?))",
                [blue(), today()],
            ),
            None => {}
        }
        condition
    }

    fn add<const N: usize>(&mut self, sql: &str, values: [Cell; N]) {
        if !self.sql.is_empty() {
            self.sql += " AND ";
        }
        self.sql += sql;
        self.values.extend(values);
    }

    fn sql(&self) -> &str {
        match self.sql.is_empty() {
            true => "1",
            false => &self.sql,
        }
    }
}

impl Store {
    /// A stretch of the board, the nearest deadline first.
    pub fn board(&self, query: &BoardQuery, horizon: Horizon) -> Result<BoardPage, StoreError> {
        let mut condition = Condition::of(&query.filter, horizon);
        let text = query.text.trim();
        let more = match text.is_empty() {
            true => false,
            false => self.narrow(&mut condition, text, &query.filter)?,
        };
        let mut found = self.count_where(&condition)?;
        found.more |= more;
        Ok(BoardPage {
            from: query.from,
            rows: self.rows_where(&condition, query.limit, query.from)?,
            found,
            lights: self.light_counts(horizon)?,
        })
    }

    /// Every finding of a filter in the board's order, until `take` returns false.
    pub fn each_finding(
        &self,
        filter: &FindingFilter,
        horizon: Horizon,
        take: &mut dyn FnMut(FindingRow) -> bool,
    ) -> Result<(), StoreError> {
        let condition = Condition::of(filter, horizon);
        let sql = format!(
            "SELECT {COLUMNS} FROM finding WHERE {} ORDER BY deadline, id",
            condition.sql()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(&condition.values))?;
        while let Some(row) = rows.next()? {
            if let Some(row) = read_row(row)?
                && !take(row)
            {
                break;
            }
        }
        Ok(())
    }

    fn rows_where(
        &self,
        condition: &Condition,
        limit: u64,
        from: u64,
    ) -> Result<Vec<FindingRow>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM finding WHERE {} ORDER BY deadline, id LIMIT {limit} OFFSET {from}",
            condition.sql()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(&condition.values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.extend(read_row(row)?);
        }
        Ok(found)
    }

    fn count_where(&self, condition: &Condition) -> Result<Counted, StoreError> {
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM finding WHERE {} LIMIT {})",
            condition.sql(),
            COUNTED + 1
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let n: i64 = query.query_row(params_from_iter(&condition.values), |row| row.get(0))?;
        let n = n.max(0) as u64;
        Ok(Counted {
            n: n.min(COUNTED),
            more: n > COUNTED,
        })
    }

    /// Narrows down to what was typed: a number or its beginning, an organisation as the register finds it, or the
    /// beginning of a responsible person's name. Returns whether more organisations match than are looked at.
    fn narrow(
        &self,
        condition: &mut Condition,
        text: &str,
        filter: &FindingFilter,
    ) -> Result<bool, StoreError> {
        let organisations = Filter {
            area: filter.area.clone(),
            authority: filter.authority.clone(),
            ..Filter::default()
        };
        let (found, more) = search::find(&self.db, text, &organisations)?;
        let ids: Vec<String> = found.iter().map(|row| row.id.to_string()).collect();
        let mut of = vec![format!(
            "SELECT id FROM finding WHERE organisation IN ({})",
            ids.join(", ")
        )];
        // the beginning of a sealed name is not found along the index
        let responsible = match self.keys.is_some() {
            true => "opened(responsible)",
            false => "responsible",
        };
        of.push(format!(
            "SELECT id FROM finding WHERE {responsible} >= ? AND {responsible} < ? || char(1114111)"
        ));
        let mut values = vec![Cell::Text(text.into()), Cell::Text(text.into())];
        if let Ok(serial) = text.parse::<u32>() {
            of.push("SELECT id FROM finding WHERE serial = ?".into());
            values.push(Cell::Integer(serial.into()));
        }
        if let Some(number) = Number::parse(text) {
            of.push("SELECT id FROM finding WHERE number = ?".into());
            values.push(Cell::Text(number.to_string()));
        }
        let beginning = text.to_ascii_uppercase();
        of.push("SELECT id FROM finding WHERE number >= ? AND number < ? || '~'".into());
        values.extend([Cell::Text(beginning.clone()), Cell::Text(beginning)]);
        let sql = format!("id IN ({})", of.join(" UNION "));
        condition.add(&sql, []);
        condition.values.extend(values);
        Ok(more)
    }

    /// How many stand under which light, of those that are not done with.
    pub fn light_counts(&self, horizon: Horizon) -> Result<LightCounts, StoreError> {
        let count = |sql: &str, from: Option<Date>, to: Option<Date>| {
            let day = |day: Option<Date>| day.map(|day| day.to_string());
            let mut query = self.db.prepare_cached(sql)?;
            let n: i64 = query.query_row(params![day(from), day(to)], |row| row.get(0))?;
            Ok::<u64, StoreError>(n.max(0) as u64)
        };
        let tally = |state: State| self.tally(&format!("finding:{}", state.code()));
        let mut open = 0;
        for state in State::ALL.iter().filter(|state| !state.is_done()) {
            open += tally(*state)?;
        }
        let red = count(
            "SELECT count(*) FROM finding WHERE clock > 0 AND clock >= 2 AND deadline < ?1 AND ?2 IS NULL",
            Some(horizon.today),
            None,
        )?;
        let yellow = count(
            "SELECT count(*) FROM finding WHERE state = 'extended' AND deadline >= ?1 AND ?2 IS NULL",
            Some(horizon.today),
            None,
        )?;
        let blue = count(
            "SELECT count(*) FROM finding WHERE clock > 0 AND clock = 2 AND deadline BETWEEN ?1 AND ?2",
            Some(horizon.today),
            Some(horizon.blue_until),
        )?;
        Ok(LightCounts {
            red,
            yellow,
            blue,
            none: open.saturating_sub(red + yellow + blue),
            recheck: tally(State::Reported)? + tally(State::Recheck)?,
        })
    }

    /// Who is responsible for findings that are not done with.
    pub fn finding_responsibles(&self) -> Result<Vec<String>, StoreError> {
        let mut query = self.db.prepare_cached(
            "WITH RECURSIVE seen (value) AS (
                SELECT min(responsible) FROM finding WHERE clock > 0 UNION ALL
                SELECT (SELECT min(responsible) FROM finding WHERE clock > 0 AND responsible > value)
                FROM seen WHERE value IS NOT NULL
            ) SELECT opened(value) FROM seen WHERE value IS NOT NULL AND value <> '' LIMIT 1000",
        )?;
        let names = query.query_map([], |row| row.get(0))?;
        let mut names = names.collect::<Result<Vec<String>, _>>()?;
        // sealed ones stand in an order of their own
        names.sort_unstable();
        Ok(names)
    }

    /// The findings of an organisation, those that are done with among them.
    pub(in crate::store) fn findings_of(
        &self,
        organisation: i64,
    ) -> Result<Vec<FindingRow>, StoreError> {
        let mut condition = Condition {
            sql: String::new(),
            values: Vec::new(),
        };
        condition.add("organisation = ?", [Cell::Integer(organisation)]);
        self.rows_where(&condition, SHOWN as u64, 0)
    }

    /// What is open at an organisation by the items of a template; of several at one item the nearest deadline.
    pub(in crate::store) fn open_items(
        &self,
        organisation: i64,
        template: &str,
    ) -> Result<BTreeMap<String, OpenItem>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT item, id, number, state, deadline FROM finding
             WHERE organisation = ?1 AND clock > 0 AND template = ?2 ORDER BY deadline, id",
        )?;
        let mut rows = query.query(params![organisation, template])?;
        let mut items = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (state, deadline): (String, String) = (row.get(3)?, row.get(4)?);
            let Some((state, deadline)) = State::from_code(&state).zip(Date::parse(&deadline))
            else {
                continue;
            };
            items.entry(row.get(0)?).or_insert(OpenItem {
                id: row.get(1)?,
                number: row.get(2)?,
                state,
                deadline,
            });
        }
        Ok(items)
    }
}

/// None where the row holds what this version does not know.
fn read_row(row: &Row<'_>) -> rusqlite::Result<Option<FindingRow>> {
    let text = |at: usize| {
        row.get_ref(at)?
            .as_str_or_null()
            .map_err(rusqlite::Error::from)
    };
    let day = |at: usize| text(at).map(|text| text.and_then(Date::parse));
    let (Some(state), Some(deadline), Some(opened)) =
        (text(12)?.and_then(State::from_code), day(14)?, day(15)?)
    else {
        return Ok(None);
    };
    Ok(Some(FindingRow {
        id: row.get(0)?,
        number: row.get(1)?,
        organisation: row.get(2)?,
        name: row.get(3)?,
        area: row.get(4)?,
        authority: row.get(5)?,
        item: row.get(6)?,
        item_name: row.get(7)?,
        fact: row.get(8)?,
        requirement: row.get(9)?,
        ground: text(10)?.and_then(Ground::from_code).unwrap_or_default(),
        responsible: row.get(11)?,
        stand: Stand {
            round: row.get(13)?,
            state,
        },
        deadline,
        opened,
        reported: day(16)?,
        rechecked: day(17)?,
        closed: day(18)?,
        noticed: text(19)?.map(str::to_owned).zip(day(20)?),
        conflict: row.get(21)?,
    }))
}
