//! One finding: what was found and is required, how it stands, its whole history, and every step a key away.

mod draw;
mod notice;

use super::command::{Cmd, Loaded};
use super::model::Shell;
use super::pick::Pick;
use super::screen::{Reply, Screen, Step};
use super::step_sheet;
use crate::domain::finding::{FindingView, State, StepKind};
use crate::keys::Action;
use crate::width;

pub struct FindingScreen {
    view: FindingView,
    /// First line of the history in sight.
    top: usize,
}

impl FindingScreen {
    pub fn has_conflicts(&self) -> bool {
        !self.view.conflicts.is_empty()
    }

    pub fn new(view: FindingView) -> FindingScreen {
        FindingScreen { view, top: 0 }
    }

    pub fn id(&self) -> i64 {
        self.view.id
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Finding(view) = loaded
            && view.id == self.view.id
        {
            self.view = (**view).clone();
        }
        Step::stay()
    }

    /// Whether a key has something to do with the finding as it stands.
    pub fn offers(&self, action: Action) -> bool {
        match (step_of(action), action) {
            (Some(kind), _) => self.view.finding.offers().contains(&kind),
            (None, Action::OpenVisit) => self.view.visit.is_some(),
            (None, Action::Propose) => !self.view.finding.stand.state.is_done(),
            _ => true,
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        if let Some(kind) = step_of(action) {
            return self.step(kind, shell);
        }
        match action {
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top = (self.top + 1).min(self.last_line()),
            Action::PageUp => self.top = self.top.saturating_sub(10),
            Action::PageDown => self.top = (self.top + 10).min(self.last_line()),
            Action::Open => return self.steps(shell),
            Action::Propose => return self.propose(shell),
            Action::FindOrganisation => {
                return Step::ask(vec![Cmd::Organisation(self.view.organisation)]);
            }
            Action::OpenVisit => match self.view.visit {
                Some(visit) => return Step::ask(vec![Cmd::Visit(visit)]),
                None => shell.hint(shell.words.finding_no_visit()),
            },
            Action::Back => return Step::back(),
            _ => {}
        }
        Step::stay()
    }

    fn last_line(&self) -> usize {
        self.view.finding.steps.len().saturating_sub(1)
    }

    fn step(&self, kind: StepKind, shell: &mut Shell) -> Step {
        let words = shell.words;
        if shell.read_only {
            shell.bad(words.read_only());
            return Step::stay();
        }
        if !self.view.finding.offers().contains(&kind) {
            let state = self.view.finding.stand.state;
            if kind == StepKind::Close && matches!(state, State::Reported | State::Recheck) {
                shell.hint(words.refused_no_recheck());
                return Step::stay();
            }
            let state = words.finding_state(state);
            shell.hint(words.finding_not_from_here(words.step_to_take(kind), state));
            return Step::stay();
        }
        step_sheet::one(kind, &self.view, shell).open()
    }

    /// Everything that can be done with it now.
    fn steps(&self, shell: &mut Shell) -> Step {
        let words = shell.words;
        if shell.read_only {
            shell.bad(words.read_only());
            return Step::stay();
        }
        let kinds = self.view.finding.offers().into_iter();
        let lines = kinds.map(|kind| {
            let name = words.step_to_take(kind).to_owned();
            (name, Reply::Step(kind))
        });
        let pick = Pick::new(words.title_steps(), lines.collect(), 0);
        Step::open(Screen::Pick(pick))
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::Step(StepKind::Notice) => self.propose(shell),
            Reply::Step(kind) => self.step(kind, shell),
            Reply::Rung(rung) => self.notice(&rung, shell),
            _ => Step::stay(),
        }
    }

    pub fn title(&self, shell: &Shell) -> (String, String) {
        let words = shell.words;
        let title = words.finding_title(&self.view.finding.number);
        let name = width::printable(&self.view.name);
        (format!("{title}  {name}"), shell.today.to_string())
    }
}

/// The step that a key takes.
fn step_of(action: Action) -> Option<StepKind> {
    Some(match action {
        Action::FeedBack => StepKind::FeedBack,
        Action::ReportReceived => StepKind::Report,
        Action::Recheck => StepKind::Recheck,
        Action::CloseFinding => StepKind::Close,
        Action::SendBack => StepKind::SendBack,
        Action::Extend => StepKind::Extend,
        Action::HandOn => StepKind::Hand,
        _ => return None,
    })
}
