//! The ladder from a problem found to its end (practice.md section 4.3): deadlines, lights, and which notice comes next.
//! All of it is data. The clock only proposes, with its reason; a person decides.

mod tests;

use serde::{Deserialize, Serialize};

use super::calendar::Date;
use super::checklist::Text;
use super::finding::{Finding, Light, State};
use super::organisation::codes;
use super::workdays::{DayKind, Holidays};

codes! {
    /// To whom a notice goes.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Addressee {
        /// 社会组织
        Organisation "organisation",
        /// 业务主管单位
        Authority "authority",
        /// 各县区、各主管单位
        All "all",
        /// 登记管理机关
        Registrar "registrar",
    }
}

/// `fixtures/standards/ladder.toml`; a county's own takes its place whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    pub id: String,
    pub version: u32,
    pub basis: Text,
    pub days: DayKind,
    /// A deadline that falls on a day off moves to the next working day.
    #[serde(default)]
    pub roll: bool,
    /// Of a new finding, from the day it is found.
    pub deadline_days: u32,
    /// From so many days before the deadline on the light is blue.
    pub blue_days: u32,
    /// Closing needs somebody beside the one who rechecked (审核人).
    pub second_person: bool,
    #[serde(default)]
    pub problems: Vec<ProblemRows>,
    /// From the lowest to the highest.
    #[serde(rename = "rung")]
    pub rungs: Vec<Rung>,
}

/// Where a template writes problems down row by row; codes of its items. An empty code is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProblemRows {
    pub template: String,
    pub fact: String,
    #[serde(default)]
    pub item: String,
    #[serde(default)]
    pub requirement: String,
    #[serde(default)]
    pub deadline: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Short and never changed: the journal names the rung by it.
    pub id: String,
    pub name: Text,
    /// As a reason names it: 督办 in 督办后逾期.
    pub short: Text,
    /// Days that the notice gives; none where it gives no time.
    #[serde(default)]
    pub deadline_days: Option<u32>,
    /// The first is 主送, the others 抄送.
    pub addressees: Vec<Addressee>,
    pub issuer: Text,
    pub signed: Text,
    /// Proposed where any of these holds.
    pub when: Vec<When>,
}

/// All that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// Not yet fed back to the organisation.
    #[serde(default)]
    pub waiting: bool,
    /// At least so many days overdue, counted from the deadline, or from that of the notice in `after`.
    #[serde(default)]
    pub overdue_days: Option<u32>,
    /// Id of a rung that was issued before.
    #[serde(default)]
    pub after: Option<String>,
    /// How often it was; once where nothing is said.
    #[serde(default)]
    pub times: Option<u32>,
}

/// A notice that the clock proposes for a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Id of the rung.
    pub step: String,
    pub reason: Why,
}

/// Why it is proposed; `words` say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// 尚未反馈
    Waiting,
    /// 逾期 n 日
    Overdue { days: i64, kind: DayKind },
    /// 督办后逾期 n 日
    After {
        rung: String,
        days: i64,
        kind: DayKind,
    },
    /// 已督办 n 次，仍逾期
    Times { rung: String, times: u32 },
}

/// The lights of one day: where they change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    pub today: Date,
    /// The last deadline that is near.
    pub blue_until: Date,
}

impl Horizon {
    /// Lights go out where it is not the organisation's turn: once it has reported, and at the end.
    pub fn light(self, state: State, deadline: Date) -> Light {
        match state {
            state if !state.runs() => Light::None,
            _ if deadline < self.today => Light::Red,
            State::Extended => Light::Yellow,
            _ if deadline <= self.blue_until => Light::Blue,
            _ => Light::None,
        }
    }
}

impl Ladder {
    /// The first thing wrong with it.
    pub fn fault(&self) -> Option<String> {
        let known = |id: &String, before: &[Rung]| before.iter().any(|rung| rung.id == *id);
        for (at, rung) in self.rungs.iter().enumerate() {
            let before = &self.rungs[..at];
            let after = rung.when.iter().filter_map(|when| when.after.as_ref());
            let unknown = after.filter(|id| !known(id, before)).collect::<Vec<_>>();
            if known(&rung.id, before) || rung.addressees.is_empty() || !unknown.is_empty() {
                return Some(rung.id.clone());
            }
        }
        None
    }

    pub fn rung(&self, id: &str) -> Option<&Rung> {
        self.rungs.iter().find(|rung| rung.id == id)
    }

    /// The day that many days later, moved on where it falls on a day off and the county wants that.
    pub fn due(&self, holidays: &Holidays, from: Date, days: u32) -> Date {
        let day = holidays.after(from, days, self.days);
        match self.roll {
            true => holidays.working_from(day),
            false => day,
        }
    }

    /// The deadline of what is found on that day.
    pub fn deadline(&self, holidays: &Holidays, found: Date) -> Date {
        self.due(holidays, found, self.deadline_days)
    }

    /// The deadline that a notice of that rung gives on a day.
    pub fn deadline_of(&self, rung: &Rung, holidays: &Holidays, issued: Date) -> Option<Date> {
        rung.deadline_days
            .map(|days| self.due(holidays, issued, days))
    }

    pub fn horizon(&self, holidays: &Holidays, today: Date) -> Horizon {
        let beyond = holidays.after(today, self.blue_days + 1, self.days);
        Horizon {
            today,
            blue_until: beyond.plus_days(-1),
        }
    }

    /// Days overdue; 0 and less where it is not.
    pub fn overdue(&self, holidays: &Holidays, deadline: Date, today: Date) -> i64 {
        holidays.between(deadline, today, self.days)
    }

    /// The highest rung above those that were issued whose time has come. None where it is not the organisation's turn,
    /// or while the time that the last notice gave still runs.
    pub fn propose(&self, holidays: &Holidays, finding: &Finding, today: Date) -> Option<Proposal> {
        if !finding.stand.state.runs() {
            return None;
        }
        let issued: Vec<_> = finding.notices().collect();
        let running = issued.iter().filter_map(|notice| notice.until).max();
        if running.is_some_and(|until| today <= until) {
            return None;
        }
        let place = |id: &str| self.rungs.iter().position(|rung| rung.id == id);
        let highest = issued.iter().filter_map(|notice| place(notice.rung)).max();
        let above = highest.map_or(0, |at| at + 1);
        let proposals = self.rungs.iter().skip(above).rev();
        let mut proposals = proposals.filter_map(|rung| {
            let mut reasons = rung
                .when
                .iter()
                .filter_map(|when| self.reason(when, holidays, finding, today));
            Some(Proposal {
                step: rung.id.clone(),
                reason: reasons.next()?,
            })
        });
        proposals.next()
    }

    /// Why the conditions hold; none where they do not.
    fn reason(
        &self,
        when: &When,
        holidays: &Holidays,
        finding: &Finding,
        today: Date,
    ) -> Option<Why> {
        if when.waiting && finding.stand.state != State::Waiting {
            return None;
        }
        let mut from = finding.deadline;
        let mut times = 0;
        if let Some(after) = &when.after {
            let own = finding.notices().filter(|notice| notice.rung == after);
            for notice in own {
                times += 1;
                from = from.max(notice.until.unwrap_or(notice.day));
            }
            if times < when.times.unwrap_or(1) {
                return None;
            }
        }
        let days = self.overdue(holidays, from, today);
        if when.overdue_days.is_some_and(|least| days < least.into()) {
            return None;
        }
        let kind = self.days;
        Some(match (&when.after, when.times, when.overdue_days) {
            (Some(rung), Some(_), _) => Why::Times {
                rung: rung.clone(),
                times,
            },
            (Some(rung), None, _) => Why::After {
                rung: rung.clone(),
                days,
                kind,
            },
            (None, _, Some(_)) => Why::Overdue { days, kind },
            (None, _, None) => Why::Waiting,
        })
    }
}
