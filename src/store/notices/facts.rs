//! What a proposed notice is filled with: findings with their organisations and visits, and the figures of a circular.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params;

use super::sheets::way_of;
use crate::domain::calendar::{Date, Now};
use crate::domain::change::{Field, Uuid};
use crate::domain::coverage::{CountingRule, Coverage, Figures, RateName};
use crate::domain::finding::{Finding, Part};
use crate::domain::notice::{Asked, Check, Draft, Item, Known, NoticeKind, Pressed, propose};
use crate::domain::office::OfficeRules;
use crate::domain::organisation::Organisation;
use crate::domain::paper::{Circular, Copies, Problem, Repeated, Standing, Subject};
use crate::domain::rules::Rules;
use crate::store::visits::read_head;
use crate::store::{Store, StoreError, journal};

impl Store {
    /// A notice about these findings; none where it cannot be one paper. The deadline is the ladder's, on the sheet that
    /// is left on the spot the last of its problems.
    pub fn propose_notice(
        &self,
        kind: NoticeKind,
        findings: &[i64],
        to_authority: bool,
        talker: &str,
        rules: &Rules,
        now: Now,
    ) -> Result<Option<Draft>, StoreError> {
        let office = self.office(&rules.office)?;
        let known = self.known_of_findings(findings, now.today)?;
        let Some(known) = known.filter(is_one_authority) else {
            return Ok(None);
        };
        let rung = rules.ladder.rung(kind.code());
        let own = known.items.iter().map(|item| item.problem.deadline).max();
        let own = own.filter(|day| kind == NoticeKind::Feedback && *day > now.today);
        let laddered =
            rung.and_then(|rung| rules.ladder.deadline_of(rung, &rules.holidays, now.today));
        let asked = Asked {
            kind,
            date: now.today,
            deadline: own.or(laddered),
            to_authority: to_authority || known.organisations.len() > 1,
            talker: talker.to_owned(),
            circular: None,
        };
        Ok(propose(&rules.papers, &office, &known, &asked))
    }

    fn known_of_findings(
        &self,
        findings: &[i64],
        today: Date,
    ) -> Result<Option<Known>, StoreError> {
        let mut organisations: Vec<(Uuid, Subject)> = Vec::new();
        let mut known = Known {
            organisations: Vec::new(),
            items: Vec::new(),
            inspected: (today, today),
            inspectors: Vec::new(),
            check: Check::default(),
            pressed: Vec::new(),
        };
        let mut days: Vec<Date> = Vec::new();
        let mut inspectors: BTreeSet<String> = BTreeSet::new();
        let mut pressed: BTreeMap<Uuid, Pressed> = BTreeMap::new();
        for id in findings {
            let Some(finding) = self.finding(*id)? else {
                continue;
            };
            let keeper = self.keeper_named(finding.organisation)?;
            let uuid = journal::record_uuid(&self.db, keeper)?;
            let facts = self.facts(keeper)?;
            known
                .items
                .push(item(&finding, self.uuid_of(*id)?, uuid, &facts.name));
            days.push(self.found_on(&finding, &mut inspectors)?);
            let check = self.check_of(&finding)?;
            if check.from >= known.check.from {
                known.check = check;
            }
            for notice in finding.notices() {
                if let Some(name) = notice.notice {
                    pressed.extend(self.pressed(name)?.map(|pressed| (name, pressed)));
                }
            }
            if !organisations.iter().any(|(known, _)| *known == uuid) {
                organisations.push((uuid, subject(&facts)));
            }
        }
        let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else {
            return Ok(None);
        };
        known.inspected = (*first, *last);
        known.inspectors = inspectors.into_iter().collect();
        known.pressed = pressed.into_values().collect();
        known.pressed.sort_by_key(|pressed| pressed.day);
        known.organisations = organisations;
        Ok(Some(known))
    }

    fn uuid_of(&self, id: i64) -> Result<Uuid, StoreError> {
        journal::record_uuid(&self.db, id)
    }

    /// The day of the visit, whose inspectors are noted; else that on which it was written down.
    fn found_on(
        &self,
        finding: &Finding,
        inspectors: &mut BTreeSet<String>,
    ) -> Result<Date, StoreError> {
        let visit = match finding.visit {
            Some(visit) => journal::known_number(&self.db, visit)?,
            None => None,
        };
        let Some(visit) = visit else {
            return Ok(finding.opened);
        };
        let head = journal::registers(&self.db, visit, "")?;
        for field in [Field::VISIT_INSPECTOR, Field::VISIT_COMPANION] {
            let names = journal::text(&head, field);
            let names = names.split(['、', ',', '，', ' ']).map(str::trim);
            inspectors.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
        }
        let started = journal::text(&head, Field::VISIT_STARTED);
        let day = crate::domain::calendar::Clock::parse(&started).map(|clock| clock.date);
        Ok(day.unwrap_or(finding.opened))
    }

    /// The visit on which it was found, as a sheet tells it; without one nothing is told.
    fn check_of(&self, finding: &Finding) -> Result<Check, StoreError> {
        let visit = match finding.visit {
            Some(visit) => journal::known_number(&self.db, visit)?,
            None => None,
        };
        let Some(visit) = visit else {
            return Ok(Check::default());
        };
        let head = read_head(&journal::registers(&self.db, visit, "")?);
        Ok(head.map_or_else(Check::default, |head| Check {
            from: Some(head.started),
            to: head.finished,
            way: way_of(head.mode).to_owned(),
        }))
    }

    fn pressed(&self, name: Uuid) -> Result<Option<Pressed>, StoreError> {
        let Some(id) = journal::known_number(&self.db, name)? else {
            return Ok(None);
        };
        let notice = self.notice(id)?;
        Ok(notice.as_ref().and_then(|notice| {
            let (taken, number, _) = notice.issued()?;
            let what = match notice.draft.kind {
                NoticeKind::Feedback => "现场反馈",
                NoticeKind::Reminder => "发出提醒函",
                NoticeKind::Letter => "发出督办函",
                NoticeKind::Circular => "予以通报",
                NoticeKind::Talk => "发出约谈通知书",
                NoticeKind::Transfer => "发出移送函",
            };
            Some(Pressed {
                day: taken.day,
                what: what.to_owned(),
                number: number.cloned(),
            })
        }))
    }

    /// A circular on the days from `from` to `to`, called `period`, that names these findings, none or some, with the
    /// rates of `coverage` as they stand.
    ///
    /// # Errors
    /// `Cancelled` where `go_on` said no.
    pub fn propose_circular(
        &self,
        ((from, to), period): ((Date, Date), &str),
        findings: &[i64],
        rule: &CountingRule,
        rules: &Rules,
        now: Now,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Option<Draft>, StoreError> {
        let office = self.office(&rules.office)?;
        let coverage = self.coverage_while(rule, &rules.formation, now.today, go_on)?;
        let mut facts = self.circular_facts((from, to), period, &office, &coverage, rules, now)?;
        let known = self.known_of_findings(findings, now.today)?;
        let known = known.unwrap_or_else(|| Known {
            organisations: Vec::new(),
            items: Vec::new(),
            inspected: (from, to),
            inspectors: Vec::new(),
            check: Check::default(),
            pressed: Vec::new(),
        });
        let problems = known.items.iter().map(|item| item.problem.clone());
        facts.problems_named = problems.collect();
        let asked = Asked {
            kind: NoticeKind::Circular,
            date: now.today,
            deadline: None,
            to_authority: false,
            talker: String::new(),
            circular: Some(Box::new(facts)),
        };
        Ok(propose(&rules.papers, &office, &known, &asked))
    }

    fn circular_facts(
        &self,
        (from, to): (Date, Date),
        period: &str,
        office: &OfficeRules,
        coverage: &Coverage,
        rules: &Rules,
        now: Now,
    ) -> Result<Circular, StoreError> {
        let horizon = rules.ladder.horizon(&rules.holidays, now.today);
        let findings: Part = self.finding_figures(Some(from), Some(to), horizon)?.whole;
        let sent = self.notice_figures(from, to)?;
        let (visits, visited): (i64, i64) = self
            .db
            .prepare_cached(
                "SELECT count(*), count(DISTINCT organisation) FROM visit
                 WHERE status <> 'draft' AND started >= ?1 AND started < ?2",
            )?
            .query_row(params![from.to_string(), format!("{to} 24")], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        Ok(Circular {
            office: office.issuer(),
            number: None,
            date: now.today,
            addressees: office.circular.to.clone(),
            period: period.to_owned(),
            day: coverage.date,
            rule: coverage.counting.name.zh.clone(),
            organisation_rate: rate(&coverage.whole, RateName::Organisation),
            work_rate: rate(&coverage.whole, RateName::Work),
            visits: visits.max(0) as u64,
            organisations_visited: visited.max(0) as u64,
            problems: findings.opened,
            closed: findings.closed,
            closed_in_time: (findings.in_time, findings.closed),
            overdue: findings.overdue,
            reminders: sent.reminders,
            letters: sent.letters,
            talks: sent.talks,
            authorities_reached: sent.authorities,
            repeated: self.repeated(from, to, office)?,
            problems_named: Vec::new(),
            by_area: standings(&coverage.by_area),
            by_authority: standings(&coverage.by_authority),
            copies: Copies {
                to: office.circular.copies.clone(),
                printed: now.today,
            },
        })
    }

    /// Faults found at several organisations in a period, the most frequent first.
    fn repeated(
        &self,
        from: Date,
        to: Date,
        office: &OfficeRules,
    ) -> Result<Vec<Repeated>, StoreError> {
        let rules = &office.circular;
        let mut query = self.db.prepare_cached(
            "SELECT item_name, count(DISTINCT organisation) AS n FROM finding
             WHERE state <> 'withdrawn' AND item_name <> '' AND opened BETWEEN ?1 AND ?2
             GROUP BY item_name HAVING n >= ?3 ORDER BY n DESC, item_name LIMIT ?4",
        )?;
        let (first, last) = (from.to_string(), to.to_string());
        let most = rules.repeated_most as i64;
        let faults = query
            .query_map(params![first, last, rules.repeated_from, most], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
            })?
            .collect::<Result<Vec<_>, _>>()?;
        let mut names = self.db.prepare_cached(
            "SELECT DISTINCT organisation.name FROM finding JOIN organisation ON organisation.id = finding.organisation
             WHERE item_name = ?1 AND state <> 'withdrawn' AND opened BETWEEN ?2 AND ?3
             ORDER BY organisation.sort LIMIT ?4",
        )?;
        let mut repeated = Vec::new();
        for (item, count) in faults {
            let organisations = names
                .query_map(params![item, first, last, rules.named as i64], |row| {
                    row.get(0)
                })?
                .collect::<Result<_, _>>()?;
            repeated.push(Repeated {
                item,
                count: count.max(0) as usize,
                organisations,
            });
        }
        Ok(repeated)
    }
}

/// One paper goes to one authority.
fn is_one_authority(known: &Known) -> bool {
    let mut authorities = known.organisations.iter().map(|(_, of)| &of.authority);
    let first = authorities.next();
    authorities.all(|authority| Some(authority) == first)
}

/// Numerator and denominator.
fn rate(figures: &Figures, name: RateName) -> (u64, u64) {
    let rate = figures.rate(name);
    rate.map_or((0, 0), |rate| (rate.numerator, rate.denominator))
}

/// Both rates of every part in which anything counts.
fn standings(parts: &BTreeMap<String, Figures>) -> Vec<Standing> {
    let standing = |(name, figures): (&String, &Figures)| {
        let (covered, total) = rate(figures, RateName::Organisation);
        Standing {
            name: match name.is_empty() {
                true => "未填写".to_owned(),
                false => name.clone(),
            },
            total,
            covered,
            worked: rate(figures, RateName::Work).0,
        }
    };
    let standings = parts.iter().map(standing);
    standings.filter(|standing| standing.total > 0).collect()
}

fn item(finding: &Finding, uuid: Uuid, organisation: Uuid, name: &str) -> Item {
    Item {
        finding: uuid,
        organisation,
        problem: problem(finding, name),
    }
}

pub(super) fn problem(finding: &Finding, organisation: &str) -> Problem {
    Problem {
        number: finding.number.clone(),
        organisation: organisation.to_owned(),
        item: match finding.item_name.is_empty() {
            true => finding.item.clone(),
            false => finding.item_name.clone(),
        },
        fact: finding.fact.clone(),
        requirement: finding.requirement.clone(),
        deadline: finding.deadline,
    }
}

pub(super) fn subject(facts: &Organisation) -> Subject {
    Subject {
        name: facts.name.clone(),
        credit_code: facts.credit_code.clone(),
        address: facts.address.clone(),
        authority: facts.authority.clone(),
        head: facts.head.clone(),
        phone: facts.phone.clone(),
    }
}
