//! The route sheet out of the register: whoever has a template due, a first visit, or a visit that whoever looks after it
//! owes. One walk finds them and their order; the rest is read for those alone that are named.

use rusqlite::params_from_iter;
use rusqlite::types::Value as Cell;

use super::Store;
use super::error::StoreError;
use crate::domain::calendar::Date;
use crate::domain::checklist::Text;
use crate::domain::people::{Contact, Duty};
use crate::domain::plan::{Item, LEFT_NAMED, PlanWanted, Reason, RoutePlan, Stop, spread};
use crate::domain::rules::Rules;
use crate::domain::schedule::FirstRule;
use crate::domain::staff::Held;

/// Organisations that one sheet places at most.
const MOST_PLACED: usize = 1500;

/// Who is to be visited on the day `?1` or earlier, with the earliest day. `?2` is today, `?3` and `?4` are the days
/// added to the last visit of whoever looks after an organisation and to the day from which a first visit counts,
/// where such visits are due at all.
const WANTED: &str = "
WITH wanted (organisation, day) AS (
    SELECT id, due FROM organisation WHERE due IS NOT NULL AND due <= ?1
    UNION ALL
    SELECT id, date(first, ?4) FROM organisation WHERE first IS NOT NULL AND first <= date(?1, '-' || ?4)
    UNION ALL
    SELECT organisation, date(coalesce(visited, since), ?3) FROM assignment
    JOIN person ON person.id = assignment.person
    WHERE duty = 'guide' AND organisation IS NOT NULL AND coalesce(visited, since) <= date(?1, '-' || ?3)
        AND (until IS NULL OR until >= ?2) AND (left_on IS NULL OR left_on > ?2)
)
SELECT organisation.id, min(day) AS earliest, count(*) OVER (), sum(min(day) < ?2) OVER ()
FROM wanted JOIN organisation ON organisation.id = wanted.organisation
WHERE status = 'normal'";

impl Store {
    /// The route sheet that is asked for, as the register is on `today`. `first` names the template of a first visit.
    pub fn route_plan(
        &self,
        wanted: &PlanWanted,
        rules: &Rules,
        first: &Text,
        today: Date,
    ) -> Result<RoutePlan, StoreError> {
        let (from, to) = wanted.span(today);
        let days = rules.schedule.working_days(&rules.holidays, from, to);
        let per_day = wanted.per_day(&rules.schedule);
        let room = (days.len() * per_day).min(MOST_PLACED);
        let (ids, found, overdue) = self.to_visit(wanted, rules, to, today, room + LEFT_NAMED)?;
        let mut stops = Vec::with_capacity(ids.len());
        for id in ids {
            stops.push(self.stop(id, rules, first, to, today)?);
        }
        stops.sort_by_key(Stop::due);
        let mut left = stops.split_off(room.min(stops.len()));
        let (days, more) = spread(stops, &days, per_day);
        left.splice(0..0, more);
        Ok(RoutePlan {
            made: today,
            from,
            to,
            wanted: wanted.clone(),
            per_day,
            days,
            left,
            found,
            overdue,
        })
    }

    /// Numbers of the most urgent organisations, how many there are, and how many of them are overdue on `today`.
    fn to_visit(
        &self,
        wanted: &PlanWanted,
        rules: &Rules,
        to: Date,
        today: Date,
        most: usize,
    ) -> Result<(Vec<i64>, u64, u64), StoreError> {
        // SQLite adds nothing to nothing, and nothing is due
        let after =
            |days: Option<u32>| days.map_or(Cell::Null, |days| Cell::Text(format!("{days} days")));
        let visits = &rules.people.frequencies;
        let every = visits.iter().find(|every| every.mode == Contact::Visit);
        let mut values = vec![
            Cell::Text(to.to_string()),
            Cell::Text(today.to_string()),
            after(every.map(|every| every.days)),
            after(rules.schedule.first.as_ref().map(|first| first.days)),
        ];
        let mut sql = WANTED.to_owned();
        if let Some(area) = &wanted.area {
            values.push(Cell::Text(area.clone()));
            sql += &format!(" AND organisation.area = ?{}", values.len());
        }
        if let Some((person, _)) = wanted.person {
            values.push(Cell::Integer(person));
            sql += &format!(
                " AND organisation.id IN (SELECT organisation FROM assignment WHERE assignment.person = ?{}
                    AND duty = 'guide' AND organisation IS NOT NULL AND (until IS NULL OR until >= ?2))",
                values.len()
            );
        }
        values.push(Cell::Integer(most as i64));
        sql += &format!(
            " GROUP BY organisation.id ORDER BY earliest, sort, organisation.id LIMIT ?{}",
            values.len()
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(values))?;
        let (mut ids, mut found, mut overdue) = (Vec::new(), 0, 0);
        while let Some(row) = rows.next()? {
            ids.push(row.get(0)?);
            found = row.get::<_, i64>(2)?.max(0) as u64;
            overdue = row.get::<_, i64>(3)?.max(0) as u64;
        }
        Ok((ids, found, overdue))
    }

    /// An organisation with everything that is due there by that day.
    fn stop(
        &self,
        id: i64,
        rules: &Rules,
        first: &Text,
        to: Date,
        today: Date,
    ) -> Result<Stop, StoreError> {
        let facts = self.facts(id)?;
        let inspected = self.inspected(id)?;
        let scheduled = inspected.scheduled.into_iter().map(|scheduled| Item {
            reason: Reason::Template(scheduled.name),
            last: scheduled.last,
            due: scheduled.due,
        });
        let mut items: Vec<Item> = scheduled.collect();
        let known = self.first_of(id)?;
        let rule: Option<&FirstRule> = rules.schedule.first.as_ref();
        items.extend(known.zip(rule).map(|(known, rule)| Item {
            reason: Reason::First(first.clone()),
            last: None,
            due: rule.due(known),
        }));
        items.extend(self.contact_items(id, rules, today)?);
        items.retain(|item| item.due <= to);
        items.sort_by_key(|item| item.due);
        Ok(Stop {
            id,
            name: facts.name,
            area: facts.area,
            address: facts.address,
            contact: match facts.contact.is_empty() {
                true => facts.head,
                false => facts.contact,
            },
            phone: facts.phone,
            items,
        })
    }

    /// The visits that those owe who look after an organisation.
    fn contact_items(&self, id: i64, rules: &Rules, today: Date) -> Result<Vec<Item>, StoreError> {
        let lines = self.guides_of(id, today)?;
        let owed = lines.into_iter().filter_map(|line| {
            debug_assert!(
                line.duty == Duty::Guide && matches!(line.held, Held::Organisation { .. })
            );
            Some(Item {
                due: line.next(Contact::Visit, &rules.people, today)?,
                last: line.visited,
                reason: Reason::Contact(line.name),
            })
        });
        Ok(owed.collect())
    }
}
