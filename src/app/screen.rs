//! The stack's element: one screen of the program, and what a screen may ask of the stack after a key.

mod title;

use crossterm::event::KeyEvent;

use super::advice::AdviceScreen;
use super::ask::Ask;
use super::begin::Begin;
use super::branch::BranchScreen;
use super::branches::Branches;
use super::campaign::CampaignScreen;
use super::census::CensusScreen;
use super::chains::Chains;
use super::command::{Cmd, Loaded};
use super::compare::CompareScreen;
use super::coverage::CoverageScreen;
use super::duplicates::DuplicatesScreen;
use super::evidence::{self, Attach, EvidenceScreen};
use super::export::Export;
use super::finder::Finder;
use super::finish::{Details, Finish, Reason};
use super::give::Give;
use super::handover::HandoverScreen;
use super::help::Help;
use super::import::Import;
use super::model::Shell;
use super::names::NamesScreen;
use super::notices::Notices;
use super::organisation::OrganisationScreen;
use super::organisations::Organisations;
use super::palette::Palette;
use super::pick::Pick;
use super::problems::Problems;
use super::register::Register;
use super::report::ReportScreen;
use super::report_file::FileForm;
use super::rounds::Supervision;
use super::settings::Settings;
use super::sheet::Sheet;
use super::staff::Staff;
pub use super::step::{Go, Reply, Step};
use super::sync::{SyncAsk, SyncScreen};
use super::tasks::Tasks;
use super::today::TodayScreen;
use super::visit::VisitScreen;
use super::wall::Wall;
use super::welcome::Welcome;
use crate::domain::calendar::Now;
use crate::keys::{Action, Scope};
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;

pub enum Screen {
    Welcome(Welcome),
    Today(TodayScreen),
    Organisations(Box<Organisations>),
    Organisation(Box<OrganisationScreen>),
    Visit(Box<VisitScreen>),
    /// A visit beside an earlier one.
    Compare(Box<CompareScreen>),
    /// A new organisation, or one being changed.
    Register(Box<Register>),
    Census(Box<CensusScreen>),
    Branches(Box<Branches>),
    Branch(Box<BranchScreen>),
    Finder(Box<Finder>),
    /// The chain of a newly registered organisation.
    Handover(Box<HandoverScreen>),
    Chains(Chains),
    Sheet(Box<Sheet>),
    Ask(Ask),
    Evidence(Box<EvidenceScreen>),
    Attach(Box<Attach>),
    /// The advice on an organisation, and its task.
    Advice(Box<AdviceScreen>),
    Tasks(Box<Tasks>),
    /// One task for many.
    Give(Give),
    Wall(Wall),
    Campaign(Box<CampaignScreen>),
    /// A campaign to begin.
    Begin(Box<Begin>),
    Export(Export),
    Import(Box<Import>),
    Coverage(Box<CoverageScreen>),
    /// A report, the ranking, or the growth between two countings.
    Report(Box<ReportScreen>),
    ReportFile(Box<FileForm>),
    Names(Box<NamesScreen>),
    Duplicates(Box<DuplicatesScreen>),
    Settings(Settings),
    Help(Help),
    Palette(Palette),
    Pick(Pick),
    Finish(Finish),
    Reason(Reason),
    Details(Details),
    /// People and their duties.
    Staff(Box<Staff>),
    /// Rounds of supervision.
    Supervision(Box<Supervision>),
    /// Findings, and what is done about them.
    Problems(Box<Problems>),
    /// Notices, and what is done with them.
    Notices(Box<Notices>),
    /// Sync, the devices of the store, and files set aside.
    Sync(Box<SyncScreen>),
    /// Asked before quitting while something is not on the disk.
    QuitUnsaved,
}

impl Screen {
    pub fn scope(&self) -> Scope {
        match self {
            Screen::Welcome(_) => Scope::Welcome,
            Screen::Today(_) => Scope::Today,
            Screen::Organisations(_) => Scope::Organisations,
            Screen::Organisation(_) => Scope::Organisation,
            Screen::Visit(visit) => visit.scope(),
            Screen::Compare(_) => Scope::Compare,
            Screen::Register(_) => Scope::Register,
            Screen::Census(_) => Scope::Census,
            Screen::Branches(_) => Scope::Branches,
            Screen::Branch(_) => Scope::Branch,
            Screen::Handover(_) => Scope::Handover,
            Screen::Chains(_) => Scope::Chains,
            Screen::Sheet(_) => Scope::Sheet,
            Screen::Ask(_) => Scope::Ask,
            Screen::Evidence(_) => Scope::Evidence,
            Screen::Attach(_) => Scope::Attach,
            Screen::Advice(_) | Screen::Give(_) | Screen::Begin(_) => Scope::Task,
            Screen::Tasks(_) => Scope::Tasks,
            Screen::Wall(_) => Scope::Wall,
            Screen::Campaign(_) => Scope::Campaign,
            Screen::Import(screen) => screen.scope(),
            Screen::Export(_) | Screen::ReportFile(_) => Scope::Export,
            Screen::Coverage(_) => Scope::Coverage,
            Screen::Report(screen) => screen.scope(),
            Screen::Names(_) => Scope::Names,
            Screen::Duplicates(_) => Scope::Duplicates,
            Screen::Settings(_) => Scope::Settings,
            Screen::Help(_) => Scope::Help,
            Screen::Palette(_) | Screen::Pick(_) | Screen::Finder(_) => Scope::Pick,
            Screen::Finish(_) => Scope::Finish,
            Screen::Reason(_) => Scope::Reason,
            Screen::Details(_) => Scope::Details,
            Screen::Staff(screen) => screen.scope(),
            Screen::Supervision(screen) => screen.scope(),
            Screen::Problems(screen) => screen.scope(),
            Screen::Notices(screen) => screen.scope(),
            Screen::Sync(screen) => screen.scope(),
            Screen::QuitUnsaved => Scope::Quit,
        }
    }

    /// Drawn over the screen below.
    pub fn is_overlay(&self) -> bool {
        matches!(self, Screen::Staff(screen) if screen.is_overlay())
            || matches!(
                self,
                Screen::Help(_)
                    | Screen::Palette(_)
                    | Screen::Pick(_)
                    | Screen::Finder(_)
                    | Screen::Sheet(_)
                    | Screen::Ask(_)
                    | Screen::Attach(_)
                    | Screen::Finish(_)
                    | Screen::Reason(_)
                    | Screen::Details(_)
                    | Screen::QuitUnsaved
            )
    }

    /// Whether a key of this scope has something to do just now; the footer shows no other.
    pub fn offers(&self, action: Action, shell: &Shell) -> bool {
        match (self, action) {
            (Screen::Welcome(screen), Action::Right) => screen.is_choice(),
            (Screen::Register(screen), Action::Right) => screen.is_choice(),
            (Screen::Export(screen), Action::Right) => screen.is_choice(),
            (Screen::ReportFile(screen), Action::Right) => screen.is_choice(),
            (Screen::Report(screen), action) => screen.offers(action, shell),
            (Screen::Names(screen), Action::Open) => screen.has_lines(),
            (Screen::Settings(screen), Action::Right) => screen.is_choice(),
            (Screen::Details(screen), Action::Right) => screen.is_choice(),
            (Screen::Sheet(screen), Action::Right) => screen.is_choice(),
            (Screen::Sheet(screen), Action::NextField) => screen.has_more_fields(),
            (Screen::Begin(screen), Action::Right) => screen.is_choice(),
            (Screen::Give(_) | Screen::Advice(_), Action::Right) => false,
            (Screen::Advice(screen), Action::Confirm | Action::NextField) => screen.has_form(),
            (Screen::Campaign(screen), action) => screen.offers(action),
            (Screen::Tasks(screen), action) => screen.offers(action),
            (Screen::Wall(screen), Action::Open | Action::Write) => screen.has_areas(),
            (Screen::Visit(screen), action) => screen.offers(action),
            (Screen::Evidence(screen), action) => screen.offers(action, shell),
            (Screen::Attach(screen), action) => screen.offers(action),
            (Screen::Compare(screen), action) => screen.offers(action),
            (Screen::Census(screen), action) => screen.offers(action),
            (Screen::Import(screen), action) => screen.offers(action),
            (Screen::Staff(screen), action) => screen.offers(action),
            (Screen::Supervision(screen), action) => screen.offers(action),
            (Screen::Problems(screen), action) => screen.offers(action),
            (Screen::Notices(screen), action) => screen.offers(action),
            (Screen::Sync(screen), action) => screen.offers(action, shell),
            (Screen::Duplicates(screen), action) => screen.offers(action),
            (Screen::Branch(screen), action) => screen.offers(action),
            (Screen::Chains(screen), action) => screen.offers(action),
            (Screen::Handover(screen), action) => screen.offers(action, shell),
            _ => true,
        }
    }

    /// After the window changed its size.
    pub fn resized(&mut self, shell: &Shell) {
        match self {
            Screen::Organisations(screen) => screen.keep_in_sight(shell),
            Screen::Staff(screen) => screen.keep_in_sight(shell),
            Screen::Report(screen) => screen.resized(shell),
            Screen::Names(screen) => screen.resized(shell),
            Screen::Branches(screen) => screen.keep_in_sight(shell),
            Screen::Problems(screen) => screen.resized(shell),
            Screen::Notices(screen) => screen.resized(shell),
            _ => {}
        }
    }

    /// The text field that takes what is typed, if one has the focus.
    pub fn input(&mut self) -> Option<&mut Input> {
        match self {
            Screen::Welcome(screen) => screen.input(),
            Screen::Organisations(screen) => Some(&mut screen.query),
            Screen::Visit(screen) => screen.input(),
            Screen::Register(screen) => screen.input(),
            Screen::Census(screen) => screen.input(),
            Screen::Branches(screen) => Some(&mut screen.query),
            Screen::Finder(screen) => Some(&mut screen.query),
            Screen::Sheet(screen) => screen.input(),
            Screen::Attach(screen) => screen.input(),
            Screen::Advice(screen) => screen.input(),
            Screen::Tasks(screen) => Some(&mut screen.query),
            Screen::Give(screen) => screen.input(),
            Screen::Begin(screen) => screen.input(),
            Screen::Export(screen) => screen.input(),
            Screen::Import(screen) => screen.input(),
            Screen::ReportFile(screen) => screen.input(),
            Screen::Settings(screen) => screen.input(),
            Screen::Palette(screen) => Some(&mut screen.query),
            Screen::Pick(screen) => Some(&mut screen.query),
            Screen::Reason(screen) => Some(&mut screen.reason),
            Screen::Details(screen) => screen.input(),
            Screen::Staff(screen) => screen.input(),
            Screen::Problems(screen) => screen.input(),
            Screen::Today(_)
            | Screen::Compare(_)
            | Screen::Coverage(_)
            | Screen::Report(_)
            | Screen::Names(_)
            | Screen::Organisation(_)
            | Screen::Branch(_)
            | Screen::Handover(_)
            | Screen::Chains(_)
            | Screen::Ask(_)
            | Screen::Evidence(_)
            | Screen::Duplicates(_)
            | Screen::Wall(_)
            | Screen::Campaign(_)
            | Screen::Supervision(_)
            | Screen::Notices(_)
            | Screen::Sync(_)
            | Screen::Help(_)
            | Screen::Finish(_)
            | Screen::QuitUnsaved => None,
        }
    }

    /// What is pasted, as the focused field takes it.
    pub fn pasted(&mut self, text: String, shell: &Shell) -> String {
        match self {
            Screen::Attach(screen) => screen.pasted(&text, shell),
            _ => text,
        }
    }

    /// After the focused field changed.
    pub fn edited(&mut self, shell: &mut Shell) -> Step {
        match self {
            Screen::Organisations(screen) => screen.edited(shell),
            Screen::Visit(screen) => screen.edited(),
            Screen::Census(screen) => screen.edited(shell),
            Screen::Tasks(screen) => screen.edited(),
            Screen::Begin(screen) => screen.edited(shell),
            Screen::Branches(screen) => screen.edited(shell),
            Screen::Finder(screen) => screen.edited(shell),
            Screen::Palette(screen) => screen.edited(),
            Screen::Pick(screen) => screen.edited(),
            Screen::Staff(screen) => screen.edited(shell),
            Screen::Problems(screen) => screen.edited(shell),
            _ => Step::stay(),
        }
    }

    pub fn act(&mut self, action: Action, key: Option<&KeyEvent>, shell: &mut Shell) -> Step {
        match self {
            Screen::Welcome(screen) => screen.act(action, shell),
            Screen::Today(screen) => screen.act(action, shell),
            Screen::Organisations(screen) => screen.act(action, shell),
            Screen::Organisation(screen) => screen.act(action, shell),
            Screen::Visit(screen) => screen.act(action, key, shell),
            Screen::Compare(screen) => screen.act(action, shell),
            Screen::Register(screen) => screen.act(action, shell),
            Screen::Census(screen) => screen.act(action, key, shell),
            Screen::Branches(screen) => screen.act(action, shell),
            Screen::Branch(screen) => screen.act(action, shell),
            Screen::Handover(screen) => screen.act(action, shell),
            Screen::Chains(screen) => screen.act(action, shell),
            Screen::Finder(screen) => screen.act(action, shell),
            Screen::Sheet(screen) => screen.act(action, shell),
            Screen::Ask(screen) => screen.act(action),
            Screen::Evidence(screen) => screen.act(action, shell),
            Screen::Attach(screen) => screen.act(action, shell),
            Screen::Advice(screen) => screen.act(action, shell),
            Screen::Tasks(screen) => screen.act(action, shell),
            Screen::Give(screen) => screen.act(action, shell),
            Screen::Wall(screen) => screen.act(action, shell),
            Screen::Campaign(screen) => screen.act(action, shell),
            Screen::Begin(screen) => screen.act(action, shell),
            Screen::Export(screen) => screen.act(action, shell),
            Screen::Import(screen) => screen.act(action, shell),
            Screen::Coverage(screen) => screen.act(action, shell),
            Screen::Report(screen) => screen.act(action, shell),
            Screen::ReportFile(screen) => screen.act(action, shell),
            Screen::Names(screen) => screen.act(action, shell),
            Screen::Duplicates(screen) => screen.act(action, shell),
            Screen::Settings(screen) => screen.act(action, shell),
            Screen::Help(screen) => screen.act(action, shell),
            Screen::Palette(screen) => screen.act(action, shell),
            Screen::Pick(screen) => screen.act(action, shell),
            Screen::Finish(screen) => screen.act(action, shell),
            Screen::Reason(screen) => screen.act(action, shell),
            Screen::Details(screen) => screen.act(action),
            Screen::Staff(screen) => screen.act(action, shell),
            Screen::Supervision(screen) => screen.act(action, shell),
            Screen::Problems(screen) => screen.act(action, shell),
            Screen::Notices(screen) => screen.act(action, shell),
            Screen::Sync(screen) => screen.act(action, shell),
            Screen::QuitUnsaved => match action {
                Action::Confirm => Step::go(Go::Quit),
                _ => Step::back(),
            },
        }
    }

    /// Takes what the screen on top handed down.
    pub fn reply(&mut self, reply: Reply, shell: &mut Shell, now: Now) -> Step {
        match (self, reply) {
            (Screen::Organisations(screen), reply) => screen.reply(reply, shell),
            (Screen::Visit(screen), reply) => screen.reply(reply, shell, now),
            (Screen::Evidence(screen), reply) => screen.reply(reply, shell),
            (Screen::Compare(screen), reply) => screen.reply(reply),
            (Screen::Import(screen), Reply::Field(field)) => screen.assign(field, shell),
            (Screen::Staff(screen), reply) => screen.reply(reply, shell),
            (Screen::Supervision(screen), reply) => screen.reply(reply, shell),
            (Screen::Problems(screen), reply) => screen.reply(reply, shell),
            (Screen::Notices(screen), reply) => screen.reply(reply, shell),
            (Screen::Report(screen), reply) => screen.reply(reply, shell),
            (Screen::Tasks(screen), reply) => screen.reply(reply, shell),
            (Screen::Campaign(screen), reply) => screen.reply(reply, shell),
            (Screen::Organisation(screen), reply) => screen.reply(reply, shell),
            (Screen::Branch(screen), reply) => screen.reply(reply, shell),
            (Screen::Handover(screen), reply) => screen.reply(reply, shell),
            _ => Step::stay(),
        }
    }

    /// Takes what was read, if it is this screen's.
    pub fn loaded(&mut self, loaded: &Loaded, shell: &Shell) -> Step {
        match self {
            Screen::Today(screen) => screen.loaded(loaded),
            Screen::Organisations(screen) => screen.loaded(loaded, shell),
            Screen::Organisation(screen) => screen.loaded(loaded),
            Screen::Visit(screen) => {
                evidence::tell_visit(screen, loaded);
                screen.loaded(loaded, shell.words.0)
            }
            Screen::Compare(screen) => screen.loaded(loaded, shell),
            Screen::Evidence(screen) => screen.loaded(loaded),
            Screen::Census(screen) => screen.loaded(loaded, shell),
            Screen::Staff(screen) => screen.loaded(loaded, shell),
            Screen::Supervision(screen) => screen.loaded(loaded),
            Screen::Problems(screen) => screen.loaded(loaded, shell),
            Screen::Notices(screen) => screen.loaded(loaded, shell),
            Screen::Coverage(screen) => screen.loaded(loaded),
            Screen::Report(screen) => screen.loaded(loaded, shell),
            Screen::Names(screen) => screen.loaded(loaded, shell),
            Screen::Duplicates(screen) => screen.loaded(loaded),
            Screen::Advice(screen) => screen.loaded(loaded, shell),
            Screen::Tasks(screen) => screen.loaded(loaded),
            Screen::Wall(screen) => screen.loaded(loaded),
            Screen::Campaign(screen) => screen.loaded(loaded),
            Screen::Branches(screen) => screen.loaded(loaded, shell),
            Screen::Branch(screen) => screen.loaded(loaded),
            Screen::Handover(screen) => screen.loaded(loaded),
            Screen::Chains(screen) => screen.loaded(loaded),
            Screen::Finder(screen) => screen.loaded(loaded, shell),
            _ => Step::stay(),
        }
    }

    /// What to read again when the screen is on top once more, since it may have changed below.
    pub fn returned(&mut self, shell: &mut Shell) -> Step {
        match self {
            Screen::Today(_) => Step::ask(vec![Cmd::Today]),
            Screen::Organisation(screen) => Step::ask(vec![Cmd::Organisation(screen.id())]),
            Screen::Organisations(screen) => screen.reload(),
            Screen::Evidence(screen) => screen.returned(),
            Screen::Compare(screen) => screen.reload(),
            Screen::Census(screen) => Step::ask(vec![Cmd::Census(screen.id())]),
            Screen::Staff(screen) => screen.reload(),
            Screen::Supervision(screen) => screen.reload(),
            Screen::Problems(screen) => screen.returned(),
            Screen::Notices(screen) => screen.returned(shell),
            Screen::Sync(_) => Step::ask(vec![Cmd::Sync(SyncAsk::Show)]),
            Screen::Coverage(screen) => Step::ask(vec![screen.ask(shell)]),
            Screen::Names(screen) => Step::ask(vec![screen.ask(shell)]),
            Screen::Report(screen) => screen.returned(shell),
            Screen::Tasks(screen) => screen.reload(),
            Screen::Wall(screen) => screen.reload(),
            Screen::Campaign(screen) => screen.reload(),
            Screen::Branches(screen) => screen.reload(),
            Screen::Branch(screen) => Step::ask(vec![Cmd::Branch(screen.id())]),
            Screen::Handover(screen) => Step::ask(vec![Cmd::Handover(screen.id())]),
            Screen::Chains(_) => Step::ask(vec![Cmd::Chains]),
            _ => Step::stay(),
        }
    }

    /// Something asked for did not work: what waited for it waits no more.
    pub fn failed(&mut self) {
        match self {
            Screen::Census(screen) => screen.failed(),
            Screen::Sheet(screen) => screen.failed(),
            Screen::Attach(screen) => screen.failed(),
            Screen::Staff(screen) => screen.failed(),
            Screen::Problems(screen) => screen.failed(),
            _ => {}
        }
    }

    /// Draws the screen; returns where the cursor stands if a field has the focus.
    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        match self {
            Screen::Welcome(screen) => screen.view(paint, shell),
            Screen::Today(screen) => screen.view(paint, shell),
            Screen::Organisations(screen) => screen.view(paint, shell),
            Screen::Organisation(screen) => screen.view(paint, shell),
            Screen::Visit(screen) => screen.view(paint, shell),
            Screen::Compare(screen) => screen.view(paint, shell),
            Screen::Register(screen) => screen.view(paint, shell),
            Screen::Census(screen) => screen.view(paint, shell),
            Screen::Branches(screen) => screen.view(paint, shell),
            Screen::Branch(screen) => screen.view(paint, shell),
            Screen::Handover(screen) => screen.view(paint, shell),
            Screen::Chains(screen) => screen.view(paint, shell),
            Screen::Finder(screen) => screen.view(paint, shell),
            Screen::Sheet(screen) => screen.view(paint, shell),
            Screen::Ask(screen) => screen.view(paint, shell),
            Screen::Evidence(screen) => screen.view(paint, shell),
            Screen::Attach(screen) => screen.view(paint, shell),
            Screen::Advice(screen) => screen.view(paint, shell),
            Screen::Tasks(screen) => screen.view(paint, shell),
            Screen::Give(screen) => screen.view(paint, shell),
            Screen::Wall(screen) => screen.view(paint, shell),
            Screen::Campaign(screen) => screen.view(paint, shell),
            Screen::Begin(screen) => screen.view(paint, shell),
            Screen::Export(screen) => screen.view(paint, shell),
            Screen::Import(screen) => screen.view(paint, shell),
            Screen::Coverage(screen) => screen.view(paint, shell),
            Screen::Report(screen) => screen.view(paint, shell),
            Screen::ReportFile(screen) => screen.view(paint, shell),
            Screen::Names(screen) => screen.view(paint, shell),
            Screen::Duplicates(screen) => {
                screen.view(paint, shell);
                None
            }
            Screen::Settings(screen) => screen.view(paint, shell),
            Screen::Help(screen) => screen.view(paint, shell),
            Screen::Palette(screen) => screen.view(paint, shell),
            Screen::Pick(screen) => screen.view(paint, shell),
            Screen::Finish(screen) => screen.view(paint, shell),
            Screen::Reason(screen) => screen.view(paint, shell),
            Screen::Details(screen) => screen.view(paint, shell),
            Screen::Staff(screen) => screen.view(paint, shell),
            Screen::Supervision(screen) => screen.view(paint, shell),
            Screen::Problems(screen) => screen.view(paint, shell),
            Screen::Notices(screen) => screen.view(paint, shell),
            Screen::Sync(screen) => {
                screen.view(paint, shell);
                None
            }
            Screen::QuitUnsaved => super::finish::view_quit(paint, shell),
        }
    }
}
