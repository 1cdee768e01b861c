//! Campaigns: begun with a base snapshot in the same save, frozen at their stages, closed, and read with all there is
//! to tell of them. What the figures mean is in `domain::campaign`.

use rusqlite::params;

use super::error::StoreError;
use super::{Store, journal};
use crate::domain::activity;
use crate::domain::calendar::{Date, Now};
use crate::domain::campaign::{
    self, Campaign, CampaignView, Head, Left, LeftState, Members, NAMED, Plan, Purpose, Stage,
    Stand, Work,
};
use crate::domain::change::{Change, Field, Kind, Uuid};
use crate::domain::coverage::{Counting, CountingRule, Rate, RateName};
use crate::domain::formation::RuleSet;
use crate::domain::organisation::Status;
use crate::domain::rules::Rules;
use crate::domain::task::TaskState;
use crate::domain::worklist::{Line, Wanted};

/// Snapshots from so many days before a campaign on stand in its trend.
const TREND_DAYS: i64 = 366;

impl Store {
    /// Every campaign with its name in the journal, the latest first.
    pub fn campaigns(&self) -> Result<Vec<(Uuid, Campaign)>, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT id, uuid FROM record WHERE kind = ?1 ORDER BY id")?;
        let records: Vec<(i64, [u8; 16])> = query
            .query_map([Kind::Campaign as i64], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut campaigns = Vec::new();
        for (id, uuid) in records {
            if let Some(campaign) = self.campaign(id)? {
                campaigns.push((Uuid(uuid), campaign));
            }
        }
        campaigns.sort_by_key(|(uuid, campaign)| (campaign.plan.from, *uuid));
        campaigns.reverse();
        Ok(campaigns)
    }

    /// None where the record holds no plan yet.
    fn campaign(&self, id: i64) -> Result<Option<Campaign>, StoreError> {
        let head = journal::registers(&self.db, id, "")?;
        let plan = journal::text(&head, Field::CAMPAIGN_PLAN);
        let base = journal::record(&head, Field::CAMPAIGN_BASE);
        let closed = journal::date(&head, Field::CAMPAIGN_CLOSED);
        Ok(Campaign::read(&plan, base, closed))
    }

    /// The plan of the latest campaign that has begun and was not closed.
    pub fn running_campaign(&self, today: Date) -> Result<Option<Plan>, StoreError> {
        let is_running =
            |campaign: &Campaign| campaign.closed.is_none() && campaign.plan.from <= today;
        let found = self
            .campaigns()?
            .into_iter()
            .find(|(_, campaign)| is_running(campaign));
        Ok(found.map(|(_, campaign)| campaign.plan))
    }

    /// Counts what is to be frozen.
    ///
    /// # Errors
    /// `Unknown` where the campaign, or the counting rule or rule set of its plan, is not there.
    pub fn stand_for(
        &self,
        rules: &Rules,
        purpose: &Purpose,
        now: Now,
    ) -> Result<Stand, StoreError> {
        match purpose {
            Purpose::Begin(plan) => {
                let counting = rules.counting.iter().find(|rule| rule.id == plan.counting);
                let counting =
                    counting.ok_or_else(|| StoreError::Unknown(plan.counting.clone()))?;
                self.stand(counting, &rules.formation, plan, now)
            }
            Purpose::Stage(uuid, _) => {
                let (id, campaign) = self.campaign_named(*uuid)?;
                let base = self.base(id, &campaign)?;
                self.stand_like(&base, &campaign.plan, now)
            }
        }
    }

    /// Rates and work as they are now, by the rules that the base was counted by.
    fn stand_like(&self, base: &Stand, plan: &Plan, now: Now) -> Result<Stand, StoreError> {
        self.stand(&base.coverage.counting, &base.coverage.formation, plan, now)
    }

    fn stand(
        &self,
        counting: &CountingRule,
        sets: &[RuleSet],
        plan: &Plan,
        now: Now,
    ) -> Result<Stand, StoreError> {
        let set = sets.iter().find(|set| set.id == plan.formation);
        let set = set.ok_or_else(|| StoreError::Unknown(plan.formation.clone()))?;
        let mut tally = Counting::new(counting, sets, now.today);
        let mut without_instructor = 0;
        self.each_facts(now.today, &mut |facts| {
            tally.add(facts);
            without_instructor += u64::from(counting.counts(facts) && !facts.has_person);
            true
        })?;
        let list = self.worklist_by(set, &Wanted::default(), NAMED, now)?;
        Ok(Stand {
            coverage: tally.finish(),
            work: Work {
                date: now.today,
                tasks: list.whole,
                by_area: list.by_area,
                by_authority: list.by_authority,
                withdrawn: list.withdrawn,
                without_instructor,
                members: self.members(counting)?,
                activities: self.activities_between(plan.from, now.today)?,
                left: list.lines.iter().filter_map(left).collect(),
            },
        })
    }

    /// Party members, and those on the way, of the organisations that count.
    fn members(&self, counting: &CountingRule) -> Result<Members, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT status, sum(full_here + full_elsewhere + part_here + part_elsewhere), sum(probationary),
                sum(candidates), sum(activists), sum(applicants)
             FROM organisation GROUP BY status",
        )?;
        let mut rows = query.query([])?;
        let mut members = Members::default();
        while let Some(row) = rows.next()? {
            let code = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            let status = Status::from_code(code).unwrap_or_default();
            if counting.exclude.contains(&status) {
                continue;
            }
            let number = |at: usize| row.get::<_, i64>(at).map(|number| number.max(0) as u64);
            members.formal += number(1)?;
            members.probationary += number(2)?;
            members.candidates += number(3)?;
            members.activists += number(4)?;
            members.applicants += number(5)?;
        }
        Ok(members)
    }

    /// Activities of all branches on the days from `from` to `to`.
    fn activities_between(&self, from: Date, to: Date) -> Result<u64, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT opened(part.state) FROM branch CROSS JOIN part
             ON part.record = branch.id AND part.part >= ?1 AND part.part < ?2",
        )?;
        let bound = |date: Date| format!("{}{date}", activity::PART);
        let mut rows = query.query(params![bound(from), bound(to.plus_days(1))])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let state = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            let registers = super::codec::decode_registers(state)?;
            // one without a theme was taken back
            let theme = journal::text(&registers, Field::ACTIVITY_THEME);
            count += u64::from(!theme.is_empty());
        }
        Ok(count)
    }

    /// Writes down what was counted: a campaign begins with it, or a stage of one is frozen. Begun twice with the same
    /// plan and the same figures, it is one campaign. Returns it.
    pub fn keep_stand(
        &mut self,
        purpose: &Purpose,
        stand: &Stand,
        now: Now,
    ) -> Result<Uuid, StoreError> {
        let uuid = match purpose {
            Purpose::Stage(uuid, _) => *uuid,
            Purpose::Begin(plan) => {
                let snapshot = super::coverage::snapshot_name(&stand.coverage);
                let same =
                    |campaign: &Campaign| campaign.plan == *plan && campaign.base == Some(snapshot);
                let begun = self
                    .campaigns()?
                    .into_iter()
                    .find(|(_, campaign)| same(campaign));
                begun.map_or_else(|| self.new_id(now), |(uuid, _)| uuid)
            }
        };
        self.keep_stand_as(uuid, purpose, stand, now)?;
        Ok(uuid)
    }

    /// The same for a campaign of that name, all in one save or none.
    pub fn keep_stand_as(
        &mut self,
        uuid: Uuid,
        purpose: &Purpose,
        stand: &Stand,
        now: Now,
    ) -> Result<(), StoreError> {
        self.transaction(|store| {
            let (snapshot, _) = store.write_snapshot(&stand.coverage, now)?;
            let (mut change, part) = match purpose {
                Purpose::Begin(plan) => {
                    let begun = Campaign {
                        plan: plan.clone(),
                        base: Some(snapshot),
                        closed: None,
                    };
                    (begun.change(uuid), campaign::BASE.to_owned())
                }
                Purpose::Stage(_, stage) => (Change::default(), campaign::part(*stage)),
            };
            let kept = campaign::keep(uuid, &part, snapshot, &stand.work);
            change.edits.extend(kept.edits);
            store.write(&change, now).map(|_| ())
        })
    }

    /// Ends a campaign on that day, or with none takes the end back.
    pub fn close_campaign(
        &mut self,
        uuid: Uuid,
        closed: Option<Date>,
        now: Now,
    ) -> Result<(), StoreError> {
        let (_, campaign) = self.campaign_named(uuid)?;
        let change = Campaign { closed, ..campaign }.change(uuid);
        self.commit(&change, now)?;
        Ok(())
    }

    fn campaign_named(&self, uuid: Uuid) -> Result<(i64, Campaign), StoreError> {
        let unknown = || StoreError::Unknown(uuid.to_string());
        let id = journal::known_number(&self.db, uuid)?.ok_or_else(unknown)?;
        let campaign = self.campaign(id)?.ok_or_else(unknown)?;
        Ok((id, campaign))
    }

    /// What was frozen in a part of a campaign's record; none where nothing was, or not all of it has arrived.
    fn kept(&self, id: i64, part: &str) -> Result<Option<Stand>, StoreError> {
        let registers = journal::registers(&self.db, id, part)?;
        let Some(snapshot) = journal::record(&registers, Field::STAGE_SNAPSHOT) else {
            return Ok(None);
        };
        let text = journal::text(&registers, Field::STAGE_WORK);
        let work = serde_json::from_str(&text)
            .map_err(|error| StoreError::Damaged(format!("{part}: {error}")))?;
        let coverage = self.snapshot(snapshot)?;
        Ok(coverage.map(|coverage| Stand { coverage, work }))
    }

    fn base(&self, id: i64, campaign: &Campaign) -> Result<Stand, StoreError> {
        let base = self.kept(id, campaign::BASE)?;
        base.ok_or_else(|| StoreError::Unknown(format!("{} base", campaign.plan.name)))
    }

    /// A campaign with all there is to tell of it: that one, or without a name the latest running one, else the
    /// latest. None where there is none.
    pub fn campaign_view(
        &self,
        uuid: Option<Uuid>,
        now: Now,
    ) -> Result<Option<CampaignView>, StoreError> {
        let campaigns = self.campaigns()?;
        let running = || {
            campaigns
                .iter()
                .find(|(_, campaign)| campaign.closed.is_none() && campaign.plan.from <= now.today)
        };
        let found = match uuid {
            Some(uuid) => campaigns.iter().find(|(own, _)| *own == uuid),
            None => running().or(campaigns.first()),
        };
        let Some((uuid, campaign)) = found.cloned() else {
            return Ok(None);
        };
        let (id, _) = self.campaign_named(uuid)?;
        let base = self.base(id, &campaign)?;
        let mut stages = Vec::new();
        for stage in Stage::ALL {
            if let Some(stand) = self.kept(id, &campaign::part(*stage))? {
                stages.push((*stage, stand));
            }
        }
        let last = stages.iter().find(|(stage, _)| *stage == Stage::Final);
        let stand = match last {
            Some((_, stand)) => stand.clone(),
            None => self.stand_like(&base, &campaign.plan, now)?,
        };
        Ok(Some(CampaignView {
            uuid,
            trend: self.trend(&campaign.plan, &base, &stand)?,
            all: campaigns.into_iter().map(head).collect(),
            campaign,
            base,
            stages,
            now: stand,
        }))
    }

    /// Organisation coverage in every snapshot counted as the base was, and last of all in `now`.
    fn trend(&self, plan: &Plan, base: &Stand, now: &Stand) -> Result<Vec<Rate>, StoreError> {
        let from = plan.from.plus_days(-TREND_DAYS);
        let mut trend: Vec<Rate> = Vec::new();
        let frozen = self.snapshots()?.into_iter().map(|frozen| frozen.coverage);
        for coverage in frozen {
            let same = coverage.counting.id == base.coverage.counting.id
                && coverage.counting.counts_like(&base.coverage.counting);
            if same && (from..now.coverage.date).contains(&coverage.date) {
                trend.extend(coverage.whole.rate(RateName::Organisation).cloned());
            }
        }
        trend.extend(now.coverage.whole.rate(RateName::Organisation).cloned());
        // of several on one day the last one written
        trend.reverse();
        trend.dedup_by_key(|rate| rate.date);
        trend.reverse();
        Ok(trend)
    }
}

fn head((uuid, campaign): (Uuid, Campaign)) -> Head {
    Head {
        uuid,
        name: campaign.plan.name,
        from: campaign.plan.from,
        to: campaign.plan.to,
        closed: campaign.closed,
    }
}

fn left(line: &Line) -> Option<Left> {
    let state = match line.state {
        TaskState::Overdue => LeftState::Overdue,
        TaskState::Unassigned => LeftState::Unassigned,
        TaskState::Open => LeftState::Open,
        TaskState::Struck => return None,
    };
    Some(Left {
        name: line.name.clone(),
        area: line.area.clone(),
        authority: line.authority.clone(),
        state,
        responsible: line.responsible.clone(),
        deadline: line.deadline,
    })
}
