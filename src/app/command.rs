//! `Msg`: everything that can happen. `Cmd`: everything that can be asked of the world outside.

use std::path::PathBuf;
use std::sync::Arc;

use crossterm::event::KeyEvent;

use super::conflicts::{ConflictAsk, ConflictTold};
use super::lock::Secret;
use super::model::Shell;
use super::notices::{NoticeAsk, NoticeTold};
use super::sync::{SyncAsk, SyncTold};
use crate::domain::arrival::{Arrival, ImportReport, Preview};
use crate::domain::branches::{BranchPage, BranchQuery, BranchView};
use crate::domain::calendar::Date;
use crate::domain::campaign::{CampaignView, Purpose, Stand};
use crate::domain::change::{Change, Uuid};
use crate::domain::checklist::Lang;
use crate::domain::comparison::Comparison;
use crate::domain::coverage::{Coverage, NamesWanted};
use crate::domain::duplicates::Duplicates;
use crate::domain::evidence::{EvidenceView, KeptFile};
use crate::domain::export::{Encoding, Order, ReportFormat, ReportWanted, Written};
use crate::domain::finding::{
    BoardPage, BoardQuery, Entry, FindingView, Move, Opening, StepKind, Stepped,
};
use crate::domain::handover::ChainRow;
use crate::domain::organisation::Organisation;
use crate::domain::people::Person;
use crate::domain::round::{RoundOrder, RoundView, RoundYear};
use crate::domain::staff::{Done, KeepersView, Order as StaffOrder, PersonView, Survey, Surveyed};
use crate::domain::task::Task;
use crate::domain::view::{
    CensusCounts, Counted, Filter, ListRow, NamedRow, OrganisationView, PageFrom, Today, VisitView,
};
use crate::domain::worklist::{Given, Wanted, Worklist};
use crate::reports::Report;

#[derive(Debug)]
pub enum Msg {
    Key(KeyEvent),
    Paste(String),
    Resize(u16, u16),
    Loaded(Loaded),
    /// The change is on the disk; `saves` counts those of its visit.
    Saved {
        visit: Uuid,
        saves: u64,
    },
    /// The oldest waiting change could not be written and is tried again; the sentence says why.
    NotSaved(String),
    /// Something asked for did not work; the sentence says why and what to do.
    Failed(String),
    /// Name, unit and area of who works here are on the disk.
    InspectorSaved(Person),
    Progress {
        done: u64,
        total: u64,
    },
    Written(Result<Written, String>),
    /// A register was read through, with nothing written; `ticket` tells a late answer from the one waited for.
    Previewed {
        ticket: u64,
        preview: Result<Box<Preview>, String>,
    },
    /// A register is in the file, or the file is as it was.
    TakenIn(Result<Box<ImportReport>, String>),
    /// A count did not come to its end; the sentence says why.
    NotCounted(String),
    /// The figures are on the disk, for good. They are not new where they were frozen before.
    Frozen {
        coverage: Arc<Coverage>,
        new: bool,
    },
    /// Files lie safely in the data folder, or why they do not; the journal does not name them yet.
    FilesKept {
        ticket: u64,
        kept: Result<Vec<KeptFile>, String>,
    },
    /// What was asked for the data at rest is done, and how that is said; or why it was not.
    AtRest {
        ticket: u64,
        done: Result<AtRest, String>,
    },
    /// The time without a key is perhaps over.
    Idle,
    /// The passphrase was right.
    Unlocked,
    /// It was right, and with it the program begins.
    Opened(Box<Shell>),
    /// The passphrase was wrong, or the data did not open; the sentence says which.
    StillLocked(String),
    /// Of sync and the devices of the store.
    Sync(SyncTold),
    /// The system asks the program to end.
    Stop,
}

/// What became of a wish for the data at rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtRest {
    pub sentence: String,
    /// Whether a passphrase protects the data now.
    pub protected: bool,
}

/// What is to become of the passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    Set(Secret),
    Change { old: Secret, new: Secret },
    Remove(Secret),
}

/// What was asked for and read.
#[derive(Debug)]
pub enum Loaded {
    Today(Today),
    Page {
        ticket: u64,
        from: PageFrom,
        rows: Vec<ListRow>,
        total: Counted,
    },
    Found {
        ticket: u64,
        rows: Vec<ListRow>,
        more: bool,
    },
    Choices {
        areas: Vec<String>,
        authorities: Vec<String>,
        census: CensusCounts,
    },
    Board {
        ticket: u64,
        page: BoardPage,
    },
    /// What the board can be narrowed to.
    BoardChoices {
        areas: Vec<String>,
        authorities: Vec<String>,
        responsibles: Vec<String>,
    },
    Finding(Box<FindingView>),
    Notice(NoticeTold),
    Conflict(ConflictTold),
    /// Findings with these numbers are on the disk.
    FindingsOpened {
        ticket: u64,
        numbers: Vec<String>,
    },
    /// A step was taken on findings, or refused.
    Stepped {
        ticket: u64,
        kind: StepKind,
        stepped: Stepped,
    },
    Duplicates {
        ticket: u64,
        found: Box<Duplicates>,
    },
    /// What was settled about two organisations is on the disk.
    Settled,
    Organisation(Box<OrganisationView>),
    /// To be censused, or the census made fresh.
    Census(Box<OrganisationView>),
    Handover(Box<OrganisationView>),
    Chains {
        rows: Vec<ChainRow>,
        /// Not all were looked at.
        more: bool,
    },
    Branches {
        ticket: u64,
        page: BranchPage,
    },
    Branch(Box<BranchView>),
    Visit(Box<VisitView>),
    Evidence(Box<EvidenceView>),
    /// A visit beside an earlier one; none where it is the first.
    Comparison {
        visit: i64,
        comparison: Option<Box<Comparison>>,
    },
    /// A `Commit` is on the disk; `new` is the number of the record it made.
    Committed {
        ticket: u64,
        new: Option<i64>,
    },
    Person(Box<PersonView>),
    Keepers(Box<KeepersView>),
    Surveyed(Box<Surveyed>),
    /// What was ordered for people is on the disk.
    Staffed(Box<Done>),
    Coverage {
        ticket: u64,
        coverage: Arc<Coverage>,
        /// Earliest first, counted by whatever rule.
        snapshots: Vec<Arc<Coverage>>,
    },
    /// Numbers of the organisations of a list, in its order.
    Names {
        ticket: u64,
        ids: Vec<i64>,
    },
    /// Lines of such a list from a place on.
    Rows {
        ticket: u64,
        from: usize,
        rows: Vec<NamedRow>,
    },
    Report {
        ticket: u64,
        report: Arc<Report>,
    },
    /// An organisation, for the advice on it and its task.
    Advice(Box<OrganisationView>),
    Tasks {
        ticket: u64,
        list: Arc<Worklist>,
    },
    /// A task is on the disk.
    TaskSaved,
    /// So many were given a task, and that is on the disk.
    TasksGiven(u64),
    /// `wanted` as it was asked for; none where there is no campaign.
    Campaign {
        wanted: Option<Uuid>,
        view: Option<Arc<CampaignView>>,
    },
    /// The rounds of a year, and the years in which there were any.
    Rounds {
        years: Vec<i16>,
        year: Box<RoundYear>,
        /// The number of the next round of this year, whichever is shown.
        next: u32,
    },
    Round(Box<RoundView>),
    /// What was ordered for a round is on the disk; so many organisations or visits moved.
    RoundOrdered {
        ticket: u64,
        round: i64,
        order: RoundOrder,
        count: u64,
    },
    /// Counted, and now to be kept.
    Stand {
        purpose: Purpose,
        stand: Box<Stand>,
    },
    /// A campaign was begun, frozen at a stage, closed or opened again; that is on the disk.
    CampaignKept {
        campaign: Uuid,
        kept: Kept,
    },
}

/// What is counted over the whole register, beside the worker; a later count stops an earlier one.
#[derive(Clone, Debug, PartialEq)]
pub enum Count {
    /// The rates of today by the counting rule of that id.
    Coverage {
        ticket: u64,
        rule: String,
    },
    Names {
        ticket: u64,
        wanted: NamesWanted,
    },
    Report {
        ticket: u64,
        wanted: ReportWanted,
    },
}

/// A report as it is shown, on its way into a file.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportFile {
    pub report: Arc<Report>,
    pub format: ReportFormat,
    pub encoding: Encoding,
    pub out: PathBuf,
}

/// What was written down about a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    Stand(Box<Purpose>),
    Closed,
    Open,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cmd {
    Today,
    /// A backup of everything into a file.
    Backup {
        ticket: u64,
        out: PathBuf,
        evidence: bool,
    },
    Passphrase {
        ticket: u64,
        wish: Wish,
    },
    /// Puts the data away once everything is written.
    Lock,
    Unlock(Secret),
    /// `ticket` tells a late answer from the one waited for.
    Page {
        ticket: u64,
        filter: Filter,
        from: PageFrom,
        limit: usize,
    },
    Find {
        ticket: u64,
        text: String,
        filter: Filter,
    },
    Choices,
    /// A stretch of the board of findings.
    Board {
        ticket: u64,
        query: BoardQuery,
    },
    BoardChoices,
    Finding(i64),
    Notice(NoticeAsk),
    Sync(SyncAsk),
    Conflict(ConflictAsk),
    OpenFindings {
        ticket: u64,
        openings: Vec<Opening>,
        entry: Entry,
    },
    /// One step on all of these.
    StepFindings {
        ticket: u64,
        ids: Vec<i64>,
        made: Move,
        entry: Entry,
    },
    Organisation(i64),
    /// The same organisation, for its census.
    Census(i64),
    /// The same organisation, for its chain.
    Handover(i64),
    /// Chains of newly registered organisations that are not closed yet.
    Chains,
    Branches {
        ticket: u64,
        query: BranchQuery,
    },
    Branch(i64),
    /// Puts an organisation under a branch, or under none.
    Cover {
        ticket: u64,
        organisation: i64,
        branch: Option<i64>,
    },
    /// Opens the draft of a template at an organisation or starts a visit with it there.
    StartVisit {
        organisation: i64,
        /// Id of the template.
        template: String,
        companion: String,
        /// The round of supervision it is for.
        round: Option<i64>,
    },
    Visit(i64),
    /// All evidence of a visit, each with its file as it stands.
    Evidence(i64),
    /// Copies files into the data folder, beside the worker; `typed` is what was typed or pasted.
    KeepFiles {
        ticket: u64,
        typed: String,
    },
    StopKeeping,
    /// Shows a kept file with the system's own program.
    ShowFile(Box<KeptFile>),
    /// A visit beside an earlier one, or beside the last one before it.
    Compare {
        visit: i64,
        with: Option<i64>,
    },
    Save {
        visit: Uuid,
        change: Change,
        /// What the hand that made it had in sight, as the view gave it.
        seen_to: i64,
    },
    /// Writes a new organisation down, or changes a known one from what it was; then opens it.
    SaveOrganisation(Box<Revision>),
    SaveInspector(Person),
    /// Puts a change on the disk; a record it calls `Uuid::NEW` gets its name.
    Commit {
        ticket: u64,
        change: Change,
    },
    /// One person with all duties.
    Person(Uuid),
    /// Who looks after an organisation.
    Keepers(i64),
    /// Answered on a thread of its own: it walks over many rows.
    Survey(Survey),
    /// Writes what is ordered for people.
    Staff(Box<StaffOrder>),
    Advice(i64),
    Tasks {
        ticket: u64,
        wanted: Wanted,
    },
    SaveTask {
        organisation: Uuid,
        task: Task,
    },
    /// Gives the same to all of these that no branch covers.
    GiveTasks {
        organisations: Vec<i64>,
        given: Given,
    },
    /// One campaign, or the running one.
    Campaign(Option<Uuid>),
    /// The rounds of that year; without one of this year, or of the latest that had any.
    Rounds(Option<i16>),
    Round(i64),
    OrderRound {
        ticket: u64,
        round: i64,
        order: RoundOrder,
    },
    /// Counts rates and work for something that will keep them.
    Stand(Purpose),
    /// Keeps what was counted.
    Keep {
        purpose: Purpose,
        stand: Box<Stand>,
    },
    CloseCampaign {
        campaign: Uuid,
        /// None opens it again.
        closed: Option<Date>,
    },
    Preference {
        name: &'static str,
        value: String,
    },
    Export(Order),
    WriteReport(Box<ReportFile>),
    CancelExport,
    /// Reads a register through and works out what would become of it.
    Preview {
        ticket: u64,
        arrival: Arrival,
    },
    TakeIn(Arrival),
    /// Looks through the whole register for organisations that may be one.
    Duplicates {
        ticket: u64,
    },
    Settle(Settlement),
    CancelImport,
    Count(Count),
    /// Nobody waits for the count any more.
    StopCounting,
    /// Lines of the list for these numbers.
    Rows {
        ticket: u64,
        from: usize,
        ids: Vec<i64>,
    },
    /// Freezes these figures for good.
    Freeze(Arc<Coverage>),
    Quit,
}

impl Cmd {
    /// Looks through the whole register. It is answered beside the worker, so that answers are saved meanwhile.
    pub fn is_survey(&self) -> bool {
        matches!(
            self,
            Cmd::Tasks { .. } | Cmd::Campaign(_) | Cmd::Stand(_) | Cmd::Rounds(_) | Cmd::Round(_)
        )
    }
}

/// An organisation as it should be, and as it was if it is not new.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    pub known: Option<(Uuid, Organisation)>,
    pub organisation: Organisation,
    /// What the hand that made it had in sight, as the view gave it.
    pub seen_to: i64,
}

/// What is to hold of two organisations that looked like one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Settlement {
    Join {
        keeper: Uuid,
        other: Uuid,
    },
    /// A join is taken back.
    Part(Uuid),
    /// They are two, or nobody says so any more.
    Apart {
        one: Uuid,
        other: Uuid,
        are: bool,
    },
}

/// Names of the small settings of this laptop.
pub mod preference {
    pub const LANG: &str = "lang";
    pub const THEME: &str = "theme";
    pub const BORDERS: &str = "borders";
    /// "on" or "off"; without it the rules decide.
    pub const RANKING: &str = "ranking";
    pub const COMPANION: &str = "companion";
    /// Seconds without a key after which the data is locked; 0 for never.
    pub const LOCK_AFTER: &str = "lock_after";
}

pub fn lang_code(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    }
}
