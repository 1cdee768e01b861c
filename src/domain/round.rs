//! 督导 (D2: eight rounds in a year, seventeen authorities): a named and dated round lists organisations and authorities;
//! its visits belong to it, and its progress and result follow from them.

use super::calendar::{Clock, Date};
use super::change::{Change, Edit, Field, Uuid, Value};
use super::checklist::Text;
use super::organisation::codes;
use super::score::Verdict;
use super::visit::VisitStatus;

/// Organisations that one round lists at most.
pub const MOST: usize = 5000;

/// The parts of a round's record that list an organisation, by its record, or an authority, by its name. Two laptops
/// that add different ones write different parts.
pub const ORGANISATIONS: &str = "organisation/";
pub const AUTHORITIES: &str = "authority/";

/// The head of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// 第几轮
    pub number: u32,
    pub name: String,
    pub from: Date,
    pub to: Date,
    /// 牵头单位
    pub lead: String,
    /// Ended on that day; until then the round goes on.
    pub closed: Option<Date>,
    /// 督导结论
    pub conclusion: String,
}

impl Round {
    fn fields(&self) -> Vec<(Field, Value)> {
        let text = |text: &str| Value::optional(Some(text).filter(|text| !text.is_empty()));
        vec![
            (Field::ROUND_NUMBER, Value::Int(self.number.into())),
            (Field::ROUND_NAME, text(&self.name)),
            (Field::ROUND_FROM, Value::text(self.from.to_string())),
            (Field::ROUND_TO, Value::text(self.to.to_string())),
            (Field::ROUND_LEAD, text(&self.lead)),
        ]
    }

    /// Writes a new round down.
    pub fn change(&self, id: Uuid) -> Change {
        Change::writing(id, self.fields())
    }

    /// What differs from `before`.
    pub fn revision(&self, id: Uuid, before: &Round) -> Change {
        Change::revising(id, self.fields(), before.fields())
    }

    pub fn state(&self, today: Date) -> RoundState {
        match self.closed {
            Some(_) => RoundState::Closed,
            None if today < self.from => RoundState::Ahead,
            None if today > self.to => RoundState::Over,
            None => RoundState::Running,
        }
    }

    /// A visit of that day may have been made for this round.
    pub fn covers(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

codes! {
    RoundState {
        /// 未开始
        Ahead "ahead",
        /// 进行中
        Running "running",
        /// 到期未结束: its last day is past and nobody ended it
        Over "over",
        /// 已结束
        Closed "closed",
    }
}

/// Ends a round on that day with its result, or with no day opens it again; the result stays.
pub fn close(round: Uuid, day: Option<Date>, conclusion: &str) -> Change {
    let text = Some(conclusion).filter(|text| !text.is_empty());
    Change::of(vec![
        Edit::new(
            round,
            Field::ROUND_CLOSED,
            Value::optional(day.map(|day| day.to_string()).as_deref()),
        ),
        Edit::new(round, Field::ROUND_CONCLUSION, Value::optional(text)),
    ])
}

/// Puts an organisation on the list of a round, or takes it off.
pub fn list_organisation(round: Uuid, organisation: Uuid, listed: bool) -> Edit {
    let part = format!("{ORGANISATIONS}{organisation}");
    Edit::part(round, &part, Field::ROUND_LISTED, is_listed(listed))
}

pub fn list_authority(round: Uuid, name: &str, listed: bool) -> Edit {
    let part = format!("{AUTHORITIES}{name}");
    Edit::part(round, &part, Field::ROUND_LISTED, is_listed(listed))
}

fn is_listed(listed: bool) -> Value {
    match listed {
        true => Value::Bool(true),
        false => Value::Nothing,
    }
}

/// An authority itself was supervised on that day, whatever was seen of its organisations; none takes it back.
pub fn reach(round: Uuid, authority: &str, day: Option<Date>) -> Edit {
    let part = format!("{AUTHORITIES}{authority}");
    let day = day.map(|day| day.to_string());
    let value = Value::optional(day.as_deref());
    Edit::part(round, &part, Field::ROUND_REACHED, value)
}

/// A visit belongs to a round, or to none any more.
pub fn put_visit(visit: Uuid, round: Option<Uuid>) -> Edit {
    let value = round.map_or(Value::Nothing, Value::Record);
    Edit::new(visit, Field::VISIT_ROUND, value)
}

codes! {
    /// How far a round is at one organisation; what is to be gone on with comes first.
    MemberState {
        /// 检查中
        Draft "draft",
        /// 待检查
        Open "open",
        /// 已检查
        Done "done",
    }
}

/// A visit as a round shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundVisit {
    pub id: i64,
    pub name: Text,
    pub started: Clock,
    pub status: VisitStatus,
    pub tenths: Option<u32>,
    pub verdict: Option<Verdict>,
    /// Items answered with an option worth nothing; of a finished visit.
    pub problems: u32,
}

/// An organisation of a round: it is listed, or a visit of the round was made there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: i64,
    pub name: String,
    pub area: String,
    pub authority: String,
    /// Visits of the round, the latest first.
    pub visits: Vec<RoundVisit>,
    /// Visits of its days that belong to no round.
    pub others: Vec<RoundVisit>,
}

impl Member {
    pub fn state(&self) -> MemberState {
        let is_draft = |visit: &RoundVisit| visit.status == VisitStatus::Draft;
        if self.visits.iter().any(is_draft) {
            return MemberState::Draft;
        }
        match self.visits.is_empty() {
            true => MemberState::Open,
            false => MemberState::Done,
        }
    }

    fn finished(&self) -> impl Iterator<Item = &RoundVisit> {
        let visits = self.visits.iter();
        visits.filter(|visit| visit.status != VisitStatus::Draft)
    }

    /// At least one visit of the round was finished.
    pub fn is_visited(&self) -> bool {
        self.finished().next().is_some()
    }

    /// The latest finished visit with a verdict.
    pub fn judged(&self) -> Option<&RoundVisit> {
        self.finished().find(|visit| visit.verdict.is_some())
    }

    /// The latest finished visit with a score.
    pub fn scored(&self) -> Option<&RoundVisit> {
        self.finished().find(|visit| visit.tenths.is_some())
    }

    pub fn fails(&self) -> bool {
        self.judged()
            .is_some_and(|visit| visit.verdict == Some(Verdict::Fail))
    }

    pub fn problems(&self) -> u64 {
        self.finished().map(|visit| u64::from(visit.problems)).sum()
    }
}

/// An authority of a round: it is listed, or one of its organisations is in the round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorityLine {
    pub name: String,
    /// Put on the list by itself.
    pub listed: bool,
    /// The day on which the authority itself was supervised.
    pub reached: Option<Date>,
    pub progress: Progress,
}

impl AuthorityLine {
    /// The authority itself was supervised, or one of its organisations was visited.
    pub fn is_reached(&self) -> bool {
        self.reached.is_some() || self.progress.done > 0
    }
}

/// Organisations of a round, or of one authority in it, by how far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub organisations: u64,
    /// With a finished visit.
    pub done: u64,
    /// With an unfinished visit and no finished one.
    pub draft: u64,
    /// Whose latest verdict in the round is 不达标, and how many have a verdict at all.
    pub failing: u64,
    pub judged: u64,
    /// With a score, and the scores added up, in tenths.
    pub scored: u64,
    pub tenths: u64,
    pub problems: u64,
}

impl Progress {
    pub fn add(&mut self, member: &Member) {
        self.organisations += 1;
        self.done += u64::from(member.is_visited());
        self.draft += u64::from(!member.visits.is_empty() && !member.is_visited());
        self.judged += u64::from(member.judged().is_some());
        self.failing += u64::from(member.fails());
        if let Some(tenths) = member.scored().and_then(|visit| visit.tenths) {
            self.scored += 1;
            self.tenths += u64::from(tenths);
        }
        self.problems += member.problems();
    }

    /// Neither visited nor begun.
    pub fn open(&self) -> u64 {
        self.organisations - self.done - self.draft
    }

    /// Mean score in tenths of a percent, rounded down as every score is; none where nothing was scored.
    pub fn mean(&self) -> Option<u32> {
        let mean = self.tenths.checked_div(self.scored)?;
        u32::try_from(mean).ok()
    }
}

/// A round with all there is to tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundView {
    pub id: i64,
    pub uuid: Uuid,
    pub round: Round,
    /// What is to be gone on with first, then what is not visited yet, area by area, then what was visited.
    pub members: Vec<Member>,
    /// By name.
    pub authorities: Vec<AuthorityLine>,
    pub progress: Progress,
}

impl RoundView {
    /// Counts members and authorities.
    pub fn of(
        (id, uuid, round): (i64, Uuid, Round),
        mut members: Vec<Member>,
        mut authorities: Vec<AuthorityLine>,
    ) -> RoundView {
        let mut progress = Progress::default();
        for member in &members {
            progress.add(member);
            if member.authority.is_empty() {
                continue;
            }
            let known = authorities
                .iter()
                .position(|line| line.name == member.authority);
            let at = known.unwrap_or_else(|| {
                authorities.push(AuthorityLine {
                    name: member.authority.clone(),
                    ..AuthorityLine::default()
                });
                authorities.len() - 1
            });
            authorities[at].progress.add(member);
        }
        authorities.sort_by(|a, b| a.name.cmp(&b.name));
        // within a state as they came: area by area
        members.sort_by_key(Member::state);
        RoundView {
            id,
            uuid,
            round,
            members,
            authorities,
            progress,
        }
    }

    pub fn reached(&self) -> u64 {
        let reached = self.authorities.iter().filter(|line| line.is_reached());
        reached.count() as u64
    }

    /// Visits of its days at its organisations that belong to no round.
    pub fn others(&self) -> impl Iterator<Item = &RoundVisit> {
        self.members.iter().flat_map(|member| &member.others)
    }
}

/// One line of the list of rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundRow {
    pub id: i64,
    pub round: Round,
    pub progress: Progress,
    pub authorities: u64,
    pub reached: u64,
}

/// What a year's rounds come to (D2); every authority and organisation counts once however often it was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearFigures {
    /// Rounds that began in the year and by today.
    pub rounds: u64,
    pub authorities: u64,
    pub organisations: u64,
    /// Finished visits of those rounds.
    pub visits: u64,
    pub problems: u64,
}

/// The rounds of a year with their sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundYear {
    pub year: i16,
    pub date: Date,
    pub figures: YearFigures,
    /// The first round of the year first.
    pub rows: Vec<RoundRow>,
}

/// A round as an organisation shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundLabel {
    pub id: i64,
    pub number: u32,
    pub name: String,
    pub from: Date,
}

/// What is to be done with a round, by the numbers of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoundOrder {
    /// Puts organisations on its list; those of a joined organisation count for the one that stayed.
    Add(Vec<i64>),
    Remove(i64),
    /// These visits belong to it; their organisations come onto its list.
    Take(Vec<i64>),
    /// A visit belongs to no round any more.
    Release(i64),
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date::of(2026, 11, 20);

    fn round() -> Round {
        Round {
            number: 8,
            name: "第八轮".into(),
            from: Date::of(2026, 11, 16),
            to: Date::of(2026, 11, 27),
            lead: "县社会工作部".into(),
            closed: None,
            conclusion: String::new(),
        }
    }

    fn visit(status: VisitStatus, tenths: Option<u32>, verdict: Option<Verdict>) -> RoundVisit {
        RoundVisit {
            id: 1,
            name: Text::default(),
            started: Clock {
                date: DAY,
                minute: 600,
            },
            status,
            tenths,
            verdict,
            problems: 0,
        }
    }

    fn member(name: &str, authority: &str, visits: Vec<RoundVisit>) -> Member {
        Member {
            id: 1,
            name: name.into(),
            area: "东街".into(),
            authority: authority.into(),
            visits,
            others: Vec::new(),
        }
    }

    #[test]
    fn a_round_goes_on_until_somebody_ends_it() {
        let mut round = round();
        assert_eq!(round.state(Date::of(2026, 11, 15)), RoundState::Ahead);
        assert_eq!(round.state(Date::of(2026, 11, 16)), RoundState::Running);
        assert_eq!(round.state(Date::of(2026, 11, 27)), RoundState::Running);
        assert_eq!(round.state(Date::of(2026, 11, 28)), RoundState::Over);
        round.closed = Some(DAY);
        assert_eq!(round.state(Date::of(2026, 11, 15)), RoundState::Closed);
        assert!(round.covers(DAY) && !round.covers(Date::of(2026, 11, 28)));
    }

    #[test]
    fn progress_is_counted_by_organisation_and_by_authority() {
        use VisitStatus::{Corrected, Draft, Finished};
        let done = |tenths, verdict| visit(Finished, Some(tenths), Some(verdict));
        let mut fails = done(505, Verdict::Fail);
        fails.problems = 4;
        let mut second = done(804, Verdict::Pass);
        second.problems = 1;
        let members = vec![
            // visited twice: the latest verdict and score count, and every problem
            member("甲", "民政局", vec![second, fails.clone()]),
            member("乙", "民政局", vec![fails]),
            member("丙", "教育局", vec![visit(Draft, None, None)]),
            // a record without points is a visit too
            member("丁", "教育局", vec![visit(Corrected, None, None)]),
            member("戊", "", Vec::new()),
        ];
        let listed = AuthorityLine {
            name: "体育局".into(),
            listed: true,
            reached: Some(DAY),
            ..AuthorityLine::default()
        };
        let silent = AuthorityLine {
            name: "卫生局".into(),
            listed: true,
            ..AuthorityLine::default()
        };
        let view = RoundView::of((1, Uuid([1; 16]), round()), members, vec![listed, silent]);
        let progress = view.progress;
        assert_eq!(
            (
                progress.organisations,
                progress.done,
                progress.draft,
                progress.open()
            ),
            (5, 3, 1, 1)
        );
        assert_eq!((progress.failing, progress.judged), (1, 2));
        // (80.4 + 50.5) / 2 = 65.45, rounded down
        assert_eq!((progress.scored, progress.mean()), (2, Some(654)));
        assert_eq!(progress.problems, 9);
        // 民政局 by its organisations, 教育局 by one finished record, 体育局 itself; 卫生局 not
        assert_eq!((view.reached(), view.authorities.len()), (3, 4));
        let order: Vec<&str> = view.members.iter().map(|one| &*one.name).collect();
        assert_eq!(order, ["丙", "戊", "甲", "乙", "丁"]);
        assert_eq!(Progress::default().mean(), None);
    }

    #[test]
    fn two_laptops_that_list_different_organisations_write_different_parts() {
        let (round, one, two) = (Uuid([1; 16]), Uuid([2; 16]), Uuid([3; 16]));
        let first = list_organisation(round, one, true);
        let second = list_organisation(round, two, true);
        assert_ne!(first.place, second.place);
        assert_eq!(
            first.place,
            list_organisation(round, one, false).place,
            "taking it off says so of the same place"
        );
    }
}
