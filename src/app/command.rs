//! `Msg`: everything that can happen. `Cmd`: everything that can be asked of the world outside.

use crossterm::event::KeyEvent;

use crate::domain::branches::{BranchPage, BranchQuery, BranchView};
use crate::domain::change::{Change, Uuid};
use crate::domain::checklist::Lang;
use crate::domain::export::{Order, Written};
use crate::domain::organisation::Organisation;
use crate::domain::people::Person;
use crate::domain::view::{
    CensusCounts, Counted, Filter, ListRow, OrganisationView, PageFrom, Today, VisitView,
};

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
    /// The system asks the program to end.
    Stop,
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
    Organisation(Box<OrganisationView>),
    /// To be censused, or the census made fresh.
    Census(Box<OrganisationView>),
    Branches {
        ticket: u64,
        page: BranchPage,
    },
    Branch(Box<BranchView>),
    Visit(Box<VisitView>),
    /// A `Commit` is on the disk; `new` is the number of the record it made.
    Committed {
        ticket: u64,
        new: Option<i64>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cmd {
    Today,
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
    Organisation(i64),
    /// The same organisation, for its census.
    Census(i64),
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
    /// Opens the draft at an organisation or starts a visit there.
    StartVisit {
        organisation: i64,
        companion: String,
    },
    Visit(i64),
    Save {
        visit: Uuid,
        change: Change,
    },
    /// Writes a new organisation down, or changes a known one from what it was; then opens it.
    SaveOrganisation(Box<Revision>),
    SaveInspector(Person),
    /// Puts a change on the disk; a record it calls `Uuid::NEW` gets its name.
    Commit {
        ticket: u64,
        change: Change,
    },
    Preference {
        name: &'static str,
        value: String,
    },
    Export(Order),
    CancelExport,
    Quit,
}

/// An organisation as it should be, and as it was if it is not new.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    pub known: Option<(Uuid, Organisation)>,
    pub organisation: Organisation,
}

/// Names of the small settings of this laptop.
pub mod preference {
    pub const LANG: &str = "lang";
    pub const THEME: &str = "theme";
    pub const BORDERS: &str = "borders";
    pub const COMPANION: &str = "companion";
}

pub fn lang_code(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    }
}
