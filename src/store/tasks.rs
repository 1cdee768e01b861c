//! The list of 应建未建 and everything struck off it, read in one walk over the register; and tasks given to many at once.
//! What a task means is in `domain::task`, the list itself in `domain::worklist`.

use rusqlite::Row;

use super::error::StoreError;
use super::{Store, journal};
use crate::domain::branch::BranchForm;
use crate::domain::calendar::{Date, Now};
use crate::domain::change::{Change, Field, Uuid, Value};
use crate::domain::formation::{Advised, RuleSet};
use crate::domain::organisation::{PartyMembers, Status};
use crate::domain::rules::Rules;
use crate::domain::task::{Task, TaskState};
use crate::domain::worklist::{Given, Line, MOST, Tally, Wanted, Worklist, rank};

/// Whoever may stand on the list.
const CANDIDATES: &str = "
SELECT id, name, sort, area, authority, status, full_here, full_elsewhere, part_here, part_elsewhere, branch_form,
    task_opened, task_deadline, opened(task_responsible)
FROM organisation WHERE branch_form IS NULL OR task_opened IS NOT NULL";

/// A line with its place in the list.
struct Placed {
    place: (u8, Date, String, i64),
    line: Line,
    /// When the task was given, for one that is struck off.
    struck_since: Option<Date>,
}

impl Store {
    /// The list by the rule set asked for: who must form and has no branch, and who was given a task.
    pub fn worklist(
        &self,
        rules: &Rules,
        wanted: &Wanted,
        now: Now,
    ) -> Result<Worklist, StoreError> {
        let running = self.running_campaign(now.today)?;
        let own = |id: &String| rules.formation.iter().find(|set| set.id == *id);
        let asked = wanted.set.as_ref().and_then(own);
        let campaign = running.as_ref().and_then(|plan| own(&plan.formation));
        let set = asked
            .or(campaign)
            .unwrap_or(rules.formation.first().expect("two rule sets are shipped"));
        let mut list = self.worklist_by(set, wanted, MOST, now)?;
        list.ends = running.map(|plan| plan.to);
        Ok(list)
    }

    /// The list by one rule set, with at most so many lines.
    pub(super) fn worklist_by(
        &self,
        set: &RuleSet,
        wanted: &Wanted,
        most: usize,
        now: Now,
    ) -> Result<Worklist, StoreError> {
        let mut list = Worklist {
            date: now.today,
            set: set.id.clone(),
            ends: None,
            lines: Vec::new(),
            found: 0,
            whole: Tally::default(),
            by_area: Default::default(),
            by_authority: Default::default(),
            responsible: Default::default(),
            withdrawn: 0,
        };
        let mut placed = Vec::new();
        let mut query = self.db.prepare_cached(CANDIDATES)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let Some(one) = read_candidate(row, set, now.today, &mut list)? else {
                continue;
            };
            if wanted.takes(&one.line) {
                list.found += 1;
                placed.push(one);
            }
            // the best of what came so far, so that a large register needs no more memory than a small one
            if placed.len() >= most.max(1) * 4 {
                keep_first(&mut placed, most);
            }
        }
        keep_first(&mut placed, most);
        for one in placed {
            let struck = match one.struck_since {
                Some(opened) => self.struck_on(one.line.id, opened, now)?,
                None => None,
            };
            list.lines.push(Line { struck, ..one.line });
        }
        Ok(list)
    }

    /// 销号: the day its branch was founded, or where the branch was there before the task, the day on which the
    /// organisation was written down under it.
    fn struck_on(&self, id: i64, opened: Date, now: Now) -> Result<Option<Date>, StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let Some(uuid) = journal::record(&head, Field::BRANCH) else {
            return Ok(None);
        };
        let branch = match journal::known_number(&self.db, uuid)? {
            Some(branch) => self.branch(branch)?,
            None => None,
        };
        let founded = branch.and_then(|branch| branch.founded);
        if founded.is_some_and(|day| day >= opened) {
            return Ok(founded);
        }
        let own = journal::record_uuid(&self.db, id)?;
        let joined = journal::saves_of(&self.db, id)?
            .into_iter()
            .filter(|(_, _, tx)| {
                tx.ops.iter().any(|op| {
                    op.place.record == own
                        && op.place.field == Field::BRANCH
                        && op.value == Value::Record(uuid)
                })
            })
            .map(|(_, _, tx)| tx.utc_ms())
            .next_back();
        Ok(joined.map(|utc_ms| now.day_of(utc_ms)))
    }

    /// Gives the same to many in one change; returns to how many. Those that a branch covers are passed over.
    pub fn give_tasks(
        &mut self,
        organisations: &[i64],
        given: &Given,
        now: Now,
    ) -> Result<u64, StoreError> {
        let mut change = Change::default();
        let mut count = 0;
        for id in organisations {
            if self.is_covered(*id)? {
                continue;
            }
            let task = given.onto(&self.whole(*id)?.task, now.today);
            let uuid: Uuid = journal::record_uuid(&self.db, *id)?;
            change.edits.extend(task.change(uuid).edits);
            count += 1;
        }
        self.commit(&change, now)?;
        Ok(count)
    }

    fn is_covered(&self, id: i64) -> Result<bool, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT branch_form IS NOT NULL FROM organisation WHERE id = ?1")?;
        Ok(query.query_row([id], |row| row.get(0))?)
    }
}

fn keep_first(placed: &mut Vec<Placed>, most: usize) {
    placed.sort_by(|a, b| a.place.cmp(&b.place));
    placed.truncate(most);
}

/// The candidate as a line, once it is counted; none where it is not on the list.
fn read_candidate(
    row: &Row<'_>,
    set: &RuleSet,
    today: Date,
    list: &mut Worklist,
) -> Result<Option<Placed>, StoreError> {
    let code = |at: usize| {
        row.get_ref(at)?
            .as_str_or_null()
            .map_err(rusqlite::Error::from)
    };
    let day = |at: usize| Ok::<_, rusqlite::Error>(code(at)?.and_then(Date::parse));
    let party = PartyMembers {
        full_here: row.get(6)?,
        full_elsewhere: row.get(7)?,
        part_here: row.get(8)?,
        part_elsewhere: row.get(9)?,
    };
    let covered = code(10)?.and_then(BranchForm::from_code).is_some();
    let task = Task {
        opened: day(11)?,
        deadline: day(12)?,
        responsible: row.get(13)?,
        ..Task::default()
    };
    let Some(advised) = set.advise(party, covered) else {
        return Ok(None);
    };
    let given = task.opened.is_some();
    let excluded = code(5)?.and_then(Status::from_code).unwrap_or_default() != Status::Normal;
    if excluded && !covered {
        list.withdrawn += u64::from(given);
        return Ok(None);
    }
    if !given && !advised.must_form {
        return Ok(None);
    }
    let state = task.state(covered, today);
    let (area, authority): (String, String) = (row.get(3)?, row.get(4)?);
    list.whole.add(state);
    add(&mut list.by_area, &area, state);
    add(&mut list.by_authority, &authority, state);
    if !task.responsible.is_empty() && !list.responsible.contains(&task.responsible) {
        list.responsible.insert(task.responsible.clone());
    }
    let line = line_of(row, (area, authority), state, &task, &advised)?;
    let last = Date::of(9999, 12, 31);
    Ok(Some(Placed {
        place: (
            rank(state),
            line.deadline.unwrap_or(last),
            row.get(2)?,
            line.id,
        ),
        struck_since: task.opened.filter(|_| state == TaskState::Struck),
        line,
    }))
}

fn line_of(
    row: &Row<'_>,
    (area, authority): (String, String),
    state: TaskState,
    task: &Task,
    advised: &Advised<'_>,
) -> rusqlite::Result<Line> {
    Ok(Line {
        id: row.get(0)?,
        name: row.get(1)?,
        area,
        authority,
        state,
        responsible: task.responsible.clone(),
        deadline: task.deadline,
        struck: None,
        members: advised.members,
        advice: advised.advice,
    })
}

fn add(parts: &mut std::collections::BTreeMap<String, Tally>, part: &str, state: TaskState) {
    match parts.get_mut(part) {
        Some(tally) => tally.add(state),
        None => {
            let mut tally = Tally::default();
            tally.add(state);
            parts.insert(part.to_owned(), tally);
        }
    }
}
