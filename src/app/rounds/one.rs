//! One round of supervision: how far it is, its organisations (what is to be gone on with first) and its authorities.

use super::forms;
use crate::app::command::{Cmd, Loaded};
use crate::app::model::Shell;
use crate::app::pick::Pick;
use crate::app::report::ReportScreen;
use crate::app::screen::{Reply, Screen, Step};
use crate::app::staff::Staff;
use crate::app::start;
use crate::app::walk::{is_walk, walked};
use crate::domain::change::Change;
use crate::domain::export::{ReportSubject, ReportWanted};
use crate::domain::round::{self, AuthorityLine, Member, RoundOrder, RoundView, RoundVisit};
use crate::domain::visit::VisitStatus;
use crate::keys::Action;
use crate::width;
use crate::words::Words;

/// Rows above the list: days, sums, rates, what is next, a blank, the names of the lists.
pub(super) const ABOVE: u16 = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Organisations,
    Authorities,
}

pub struct RoundScreen {
    pub(super) view: RoundView,
    pub(super) shown: Shown,
    pub(super) at: usize,
    /// Authorities of the register, to be listed.
    authorities: Vec<String>,
    /// They were asked for in order to be chosen from.
    choosing: bool,
}

impl RoundScreen {
    pub fn new(view: RoundView) -> RoundScreen {
        RoundScreen {
            view,
            shown: Shown::Organisations,
            at: 0,
            authorities: Vec::new(),
            choosing: false,
        }
    }

    pub fn id(&self) -> i64 {
        self.view.id
    }

    pub(super) fn rows(&self) -> usize {
        match self.shown {
            Shown::Organisations => self.view.members.len(),
            Shown::Authorities => self.view.authorities.len(),
        }
    }

    fn member(&self) -> Option<&Member> {
        match self.shown {
            Shown::Organisations => self.view.members.get(self.at),
            Shown::Authorities => None,
        }
    }

    fn authority(&self) -> Option<&AuthorityLine> {
        let named = |member: &Member| {
            let mut lines = self.view.authorities.iter();
            lines.find(|line| line.name == member.authority)
        };
        match self.shown {
            Shown::Organisations => self.member().and_then(named),
            Shown::Authorities => self.view.authorities.get(self.at),
        }
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        match loaded {
            Loaded::Round(view) if view.id == self.view.id => {
                // the selection stays with its organisation
                let kept = self.member().map(|member| member.id);
                self.view = (**view).clone();
                let place = self
                    .view
                    .members
                    .iter()
                    .position(|member| Some(member.id) == kept);
                if let (Some(place), Shown::Organisations) = (place, self.shown) {
                    self.at = place;
                }
                self.at = self.at.min(self.rows().saturating_sub(1));
            }
            Loaded::RoundOrdered { round, .. } if *round == self.view.id => {
                return Step::ask(vec![Cmd::Round(self.view.id)]);
            }
            Loaded::Choices { authorities, .. } if self.choosing => {
                self.choosing = false;
                self.authorities = authorities.clone();
            }
            _ => {}
        }
        Step::stay()
    }

    pub fn offers(&self, action: Action) -> bool {
        let open = self.view.round.closed.is_none();
        match action {
            Action::Open => self.rows() > 0,
            Action::Add => open,
            Action::BeginVisit => open && self.member().is_some(),
            Action::TakeVisits => {
                open && (self.view.others().next().is_some()
                    || self.member().is_some_and(|one| !one.visits.is_empty()))
            }
            _ => true,
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let last = self.rows().saturating_sub(1);
        let page = usize::from(shell.body_rows().saturating_sub(ABOVE)).max(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::NextListing => {
                self.shown = match self.shown {
                    Shown::Organisations => Shown::Authorities,
                    Shown::Authorities => Shown::Organisations,
                };
                self.at = 0;
            }
            Action::Open => return self.open(),
            Action::Write => {
                let wanted = ReportWanted {
                    round: Some(self.view.id),
                    ..ReportWanted::of(ReportSubject::Round)
                };
                let (screen, cmd) = ReportScreen::asked(wanted, shell);
                return Step::open(Screen::Report(Box::new(screen))).with(cmd);
            }
            Action::Back => return Step::back(),
            action => return self.change(action, shell),
        }
        Step::stay()
    }

    /// Opens the organisation, or goes to the first one of the authority.
    fn open(&mut self) -> Step {
        if let Some(member) = self.member() {
            return Step::ask(vec![Cmd::Organisation(member.id)]);
        }
        let Some(line) = self.authority() else {
            return Step::stay();
        };
        let place = self
            .view
            .members
            .iter()
            .position(|member| member.authority == line.name);
        if let Some(place) = place {
            self.shown = Shown::Organisations;
            self.at = place;
        }
        Step::stay()
    }

    /// What writes something.
    fn change(&mut self, action: Action, shell: &mut Shell) -> Step {
        let words = shell.words;
        let known = [
            Action::Edit,
            Action::CloseRound,
            Action::Add,
            Action::BeginVisit,
            Action::TakeVisits,
            Action::Reach,
            Action::ListAuthority,
            Action::Remove,
        ];
        if !known.contains(&action) {
            return Step::stay();
        }
        if shell.read_only {
            shell.bad(words.read_only());
            return Step::stay();
        }
        match action {
            Action::CloseRound => {
                let sheet = forms::close(&self.view, shell);
                return sheet.open();
            }
            Action::Edit => {
                let sheet = forms::edit(&self.view, words);
                return sheet.open();
            }
            _ if self.view.round.closed.is_some() => {
                shell.bad(words.round_is_closed(&self.view.round.name));
                return Step::stay();
            }
            _ => {}
        }
        match action {
            Action::Add => Staff::open_choose_for(self.view.id, &self.view.round.name, shell),
            Action::BeginVisit => self.begin_visit(shell),
            Action::TakeVisits => self.pick_visits(shell),
            Action::Reach => self.reach(shell),
            Action::ListAuthority => self.pick_authority(shell),
            _ => self.remove(shell),
        }
    }

    /// Goes on with the unfinished visit of the round, or asks what to begin with.
    fn begin_visit(&self, shell: &mut Shell) -> Step {
        let Some(member) = self.member() else {
            shell.hint(shell.words.round_select_organisation());
            return Step::stay();
        };
        let draft = member
            .visits
            .iter()
            .find(|visit| visit.status == VisitStatus::Draft);
        if let Some(draft) = draft {
            return Step::ask(vec![Cmd::Visit(draft.id)]);
        }
        match &shell.templates[..] {
            [only] => self.begin_with(only.id.clone(), shell),
            _ => {
                let title = shell.words.title_template();
                let pick = Pick::new(title, start::templates(shell, |_| false), 0);
                Step::open(Screen::Pick(pick))
            }
        }
    }

    fn begin_with(&self, template: String, shell: &Shell) -> Step {
        match self.member() {
            Some(member) => Step::ask(vec![Cmd::StartVisit {
                organisation: member.id,
                template,
                companion: shell.companion.clone(),
                round: Some(self.view.id),
            }]),
            None => Step::stay(),
        }
    }

    /// Visits of the round's days that belong to no round, to be put in, and those of the round, to be taken out.
    fn pick_visits(&self, shell: &mut Shell) -> Step {
        let words = shell.words;
        let mut lines = Vec::new();
        if let Some(member) = self.member() {
            for visit in &member.others {
                let text = words.round_take(&visit_text(visit, words));
                lines.push((text, Reply::TakeVisits(vec![visit.id])));
            }
            for visit in &member.visits {
                let text = words.round_release(&visit_text(visit, words));
                lines.push((text, Reply::ReleaseVisit(visit.id)));
            }
        }
        let others: Vec<i64> = self.view.others().map(|visit| visit.id).collect();
        if !others.is_empty() {
            let text = words.round_take_all(others.len());
            lines.push((text, Reply::TakeVisits(others)));
        }
        if lines.is_empty() {
            shell.hint(words.round_no_visits());
            return Step::stay();
        }
        Step::open(Screen::Pick(Pick::new(words.round_visits(), lines, 0)))
    }

    /// Says that the authority itself was supervised today, or takes that back.
    fn reach(&self, shell: &mut Shell) -> Step {
        let Some(line) = self.authority() else {
            shell.hint(shell.words.round_select_authority());
            return Step::stay();
        };
        let day = match line.reached {
            Some(_) => None,
            None => Some(shell.today),
        };
        Step::ask(vec![Cmd::Commit {
            ticket: shell.next_ticket(),
            change: Change::of(vec![round::reach(self.view.uuid, &line.name, day)]),
        }])
    }

    fn pick_authority(&mut self, shell: &mut Shell) -> Step {
        let words = shell.words;
        if self.authorities.is_empty() {
            self.choosing = true;
            shell.hint(words.reading());
            return Step::ask(vec![Cmd::Choices]);
        }
        let known = |name: &&String| !self.view.authorities.iter().any(|line| line.name == **name);
        let lines: Vec<(String, Reply)> = self
            .authorities
            .iter()
            .filter(known)
            .map(|name| {
                let shown = width::printable(name).into_owned();
                (shown, Reply::ListAuthority(name.clone()))
            })
            .collect();
        if lines.is_empty() {
            shell.hint(words.round_all_authorities());
            return Step::stay();
        }
        Step::open(Screen::Pick(Pick::new(words.title_authority(), lines, 0)))
    }

    /// Takes the selected organisation or authority off the list.
    fn remove(&self, shell: &mut Shell) -> Step {
        let words = shell.words;
        if let Some(member) = self.member() {
            if !member.visits.is_empty() {
                shell.bad(words.round_has_visits());
                return Step::stay();
            }
            return self.order(RoundOrder::Remove(member.id), shell);
        }
        match self.authority() {
            Some(line) if line.progress.organisations > 0 => {
                shell.bad(words.round_has_organisations());
                Step::stay()
            }
            Some(line) => Step::ask(vec![Cmd::Commit {
                ticket: shell.next_ticket(),
                change: Change::of(vec![
                    round::list_authority(self.view.uuid, &line.name, false),
                    round::reach(self.view.uuid, &line.name, None),
                ]),
            }]),
            None => Step::stay(),
        }
    }

    fn order(&self, order: RoundOrder, shell: &mut Shell) -> Step {
        Step::ask(vec![Cmd::OrderRound {
            ticket: shell.next_ticket(),
            round: self.view.id,
            order,
        }])
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::Template(id) => self.begin_with(id, shell),
            Reply::TakeVisits(visits) => self.order(RoundOrder::Take(visits), shell),
            Reply::ReleaseVisit(visit) => self.order(RoundOrder::Release(visit), shell),
            Reply::ListAuthority(name) => Step::ask(vec![Cmd::Commit {
                ticket: shell.next_ticket(),
                change: Change::of(vec![round::list_authority(self.view.uuid, &name, true)]),
            }]),
            _ => Step::stay(),
        }
    }

    pub fn title(&self, shell: &Shell) -> (String, String) {
        let round = &self.view.round;
        let state = match round.closed {
            Some(day) => shell.words.round_closed_on(day.to_string()),
            None => shell.words.round_state(round.state(shell.today)).to_owned(),
        };
        (round.name.clone(), state)
    }
}

fn visit_text(visit: &RoundVisit, words: Words) -> String {
    let name = width::printable(visit.name.get(words.0)).into_owned();
    format!("{} {name}", visit.started.date)
}
