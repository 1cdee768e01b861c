//! What a screen asks of the stack after an action: to stay, to go back, to open another, and what to do outside; and
//! what one on top hands to the one below.

use super::command::Cmd;
use super::finder::Chosen;
use super::screen::Screen;
use crate::domain::calendar::Date;
use crate::domain::campaign;
use crate::domain::census::CensusState;
use crate::domain::change::Uuid;
use crate::domain::conflict::Verdict;
use crate::domain::export::ReportStage;
use crate::domain::finding::{Light, State, StepKind};
use crate::domain::notice::{ActKind, NoticeKind, Stage};
use crate::domain::organisation::Standing;
use crate::domain::people::Role;
use crate::domain::register::ListField;
use crate::domain::staff::PersonRow;
use crate::domain::task::TaskState;
use crate::domain::visit::Mode;
use crate::keys::Action;

/// What a screen wants done after an action.
#[derive(Default)]
pub struct Step {
    pub go: Go,
    pub cmds: Vec<Cmd>,
}

#[derive(Default)]
pub enum Go {
    #[default]
    Stay,
    Back,
    Open(Box<Screen>),
    /// Leaves this screen and hands something to the one below.
    Reply(Reply),
    Quit,
}

/// What a screen on top hands to the one below.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    Area(Option<String>),
    Authority(Option<String>),
    Standing(Option<Standing>),
    Census(Option<CensusState>),
    /// What a column of a register holds; none leaves it out.
    Field(Option<ListField>),
    TaskState(Option<TaskState>),
    Responsible(Option<String>),
    Campaign(Uuid),
    /// A stage to freeze.
    Stage(campaign::Stage),
    /// A report on the campaign.
    CampaignReport(ReportStage),
    /// Whether to close it or to open it again.
    CloseCampaign(bool),
    /// An organisation or a branch that was looked for.
    Chosen(Chosen),
    /// Put the organisation of that number under the branch on screen, or take it out.
    Cover(i64),
    Uncover(i64),
    /// Strike out the activity of that day and number.
    Strike(Date, u32),
    /// A dissolved branch goes on after all.
    Restore,
    /// Write down a branch for the organisation on screen, or look for a known one.
    FoundBranch,
    JoinBranch,
    OpenBranch(i64),
    /// Begin the chain of the organisation on screen.
    OpenChain,
    /// Address of an item in the form.
    Item(String),
    /// Code of a choice.
    Choose(String),
    /// One of a repeated section, from 1, to be taken away.
    TakeAway {
        section: usize,
        number: u32,
    },
    Light(Option<Light>),
    FindingState(Option<State>),
    /// A step to take on findings.
    Step(StepKind),
    /// Id of a rung of the ladder.
    Rung(String),
    NoticeKind(Option<NoticeKind>),
    NoticeStage(Option<Stage>),
    /// Something to do with a notice.
    NoticeAct(ActKind),
    EditHead,
    EditText,
    /// A paragraph of a draft; past the last a new one.
    Paragraph(usize),
    Print,
    Role(Option<Role>),
    Person(Box<PersonRow>),
    /// Id of the template to begin with.
    Template(String),
    /// A visit to open.
    Visit(i64),
    /// Visits that are to belong to the round on screen, or one that is not any more.
    TakeVisits(Vec<i64>),
    ReleaseVisit(i64),
    ListAuthority(String),
    /// An action chosen in the palette.
    Run(Action),
    /// Take the selected evidence away.
    Withdraw,
    /// A notice to open.
    Notice(i64),
    /// How a conflict is decided, or that something else is written.
    Decide(Verdict),
    WriteAnother,
    Finish,
    /// Go to the first item without an answer instead of finishing.
    ToUnanswered,
    Correct(String),
    /// Place of the earlier and of the later counting.
    Earlier(usize),
    Later(usize),
    Details {
        companion: String,
        mode: Mode,
    },
}

impl Step {
    pub fn stay() -> Step {
        Step::default()
    }

    pub fn go(go: Go) -> Step {
        Step {
            go,
            cmds: Vec::new(),
        }
    }

    pub fn back() -> Step {
        Step::go(Go::Back)
    }

    pub fn open(screen: Screen) -> Step {
        Step::go(Go::Open(Box::new(screen)))
    }

    pub fn ask(cmds: Vec<Cmd>) -> Step {
        Step { go: Go::Stay, cmds }
    }

    pub fn with(mut self, cmd: Cmd) -> Step {
        self.cmds.push(cmd);
        self
    }
}
