//! What is to be written to a file, and what was.

use std::path::PathBuf;

use super::calendar::Date;
use super::change::Uuid;
use super::checklist::Lang;
use super::coverage::Division;
use super::finding::FindingFilter;
use super::organisation::codes;
use super::plan::PlanWanted;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Visits,
    Organisations,
    /// One template's visits, an item a column, over all its versions.
    Answers,
    /// Who changed what in a visit, when and why.
    Audit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Xlsx,
    Json,
    Markdown,
}

/// Of CSV files; the other formats have their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// With a byte order mark, without which Excel and WPS show nonsense.
    Utf8,
    Gb18030,
}

/// What to write where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub subject: Subject,
    pub format: Format,
    pub encoding: Encoding,
    /// First and last day of the visits to write, both included.
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub out: PathBuf,
    pub lang: Lang,
    /// Files of evidence go into a folder next to a visit log, which then lists them.
    pub evidence: bool,
    pub detail: Detail,
}

/// What concerns one subject alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Id of the template whose answers are written.
    pub template: String,
    /// Words for readers instead of codes.
    pub labels: bool,
    /// A column for every choice of an item that takes several.
    pub split: bool,
    /// The one visit whose changes are written; none writes those of all.
    pub visit: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// More than one where a format holds one table a file.
    pub files: Vec<PathBuf>,
    /// Visits or organisations written.
    pub records: u64,
    /// Evidence that could not be given out, since the data folder does not have it as it was attached.
    pub lost: Vec<String>,
}

codes! {
    /// What a report is about; the codes are the words of the command line. A new report is one more subject, and one
    /// arm where the subjects are told apart (`runtime::reports`).
    ReportSubject {
        /// Rates with what they are counted by, parts, growth and trend.
        Coverage "coverage",
        /// The parts, highest first.
        Ranking "ranking",
        /// Load against the limit, organisations with nobody, contacts due, leaders' contracts.
        People "people",
        /// How a campaign goes, its mid-term review, or how it ended.
        Campaign "campaign",
        /// The wall chart of what must be formed and is not.
        Tasks "tasks",
        /// 走访路线表: who is visited on which day.
        Plan "plan",
        /// One round of supervision, its progress and result.
        Round "round",
        /// The rounds of a year.
        Rounds "rounds",
        /// The ledger of problems with the figures of a period.
        Findings "findings",
    }
}

codes! {
    /// Which report on a campaign.
    ReportStage {
        /// How it goes, as of today.
        Progress "progress",
        MidTerm "midterm",
        Final "final",
    }
}

codes! {
    /// The codes are the words of the command line.
    ReportFormat {
        /// For reading in a terminal.
        Text "text",
        Csv "csv",
        Xlsx "xlsx",
        /// For reading and printing, with charts.
        Html "html",
        Json "json",
    }
}

impl ReportFormat {
    /// The ending of such a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            ReportFormat::Text => "txt",
            other => other.code(),
        }
    }
}

/// A report as it is asked for; what does not concern its subject is left out of account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportWanted {
    pub subject: ReportSubject,
    /// By what to divide; each subject has its own where none is named.
    pub division: Option<Division>,
    /// Id of the counting rule, for tasks that of the rule set; the first in force where none is named.
    pub rule: Option<String>,
    /// Which report on a campaign.
    pub stage: ReportStage,
    /// Which campaign; the running one where none is named.
    pub campaign: Option<Uuid>,
    pub plan: PlanWanted,
    /// Which round of supervision, by its number in the file; the latest where none is named.
    pub round: Option<i64>,
    /// Of which year's rounds; this year's where none is named.
    pub year: Option<i16>,
    /// First and last day of the period of the figures on findings, both included.
    pub days: (Option<Date>, Option<Date>),
    /// What the ledger of problems is narrowed to.
    pub findings: FindingFilter,
}

impl ReportWanted {
    /// With nothing else said.
    pub fn of(subject: ReportSubject) -> ReportWanted {
        ReportWanted {
            subject,
            division: None,
            rule: None,
            stage: ReportStage::default(),
            campaign: None,
            plan: PlanWanted::default(),
            round: None,
            year: None,
            days: (None, None),
            findings: FindingFilter::default(),
        }
    }
}
