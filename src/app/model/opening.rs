//! Screens that are read before they open: what was asked for in order to be opened, and what becomes of the answer. What
//! stands further down the stack already is gone back to instead of opened twice.

use super::Model;
use crate::app::branch::BranchScreen;
use crate::app::census::CensusScreen;
use crate::app::command::{Cmd, Loaded};
use crate::app::compare::CompareScreen;
use crate::app::organisation::OrganisationScreen;
use crate::app::problems::Problems;
use crate::app::rounds::Supervision;
use crate::app::screen::{Screen, Step};
use crate::app::visit::VisitScreen;
use crate::domain::calendar::Now;
use crate::domain::comparison::Comparison;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    Organisation(i64),
    Census(i64),
    Branch(i64),
    Finding(i64),
    Round(i64),
    Visit(i64),
    Comparison(i64),
    /// Its number is given by the store.
    NewVisit,
    /// Written down just now; its number, too, is given by the store.
    NewOrganisation,
}

impl Model {
    pub(super) fn show(&mut self, loaded: Loaded, now: Now) -> Vec<Cmd> {
        // what was opened becomes a screen of its own, unless it is there already and only fresher now
        match loaded {
            Loaded::Visit(view) if !self.shows_visit(view.id) => {
                if self.is_opening(&[Opening::Visit(view.id), Opening::NewVisit]) {
                    self.shell.change_screen();
                    let screen = VisitScreen::new(*view, self.shell.read_only, self.shell.words.0);
                    self.stack.push(Screen::Visit(Box::new(screen)));
                }
                Vec::new()
            }
            Loaded::Comparison { visit, comparison } if !self.shows_comparison(visit) => {
                if self.is_opening(&[Opening::Comparison(visit)]) {
                    self.open_comparison(visit, comparison);
                }
                Vec::new()
            }
            Loaded::Organisation(view) if !self.shows_organisation(view.id) => {
                if self.is_opening(&[Opening::Organisation(view.id), Opening::NewOrganisation]) {
                    self.shell.change_screen();
                    let screen = OrganisationScreen::new(*view);
                    self.stack.push(Screen::Organisation(Box::new(screen)));
                }
                Vec::new()
            }
            Loaded::Census(view) if !self.shows_census(view.id) => {
                if self.is_opening(&[Opening::Census(view.id)]) {
                    self.shell.change_screen();
                    let screen = CensusScreen::new(*view, &self.shell);
                    self.stack.push(Screen::Census(Box::new(screen)));
                }
                Vec::new()
            }
            Loaded::Branch(view) if !self.shows_branch(view.id) => {
                if self.is_opening(&[Opening::Branch(view.id)]) {
                    self.shell.change_screen();
                    let screen = BranchScreen::new(*view);
                    self.stack.push(Screen::Branch(Box::new(screen)));
                }
                Vec::new()
            }
            Loaded::Round(view) if !self.shows_round(view.id) => {
                if self.is_opening(&[Opening::Round(view.id)]) {
                    self.shell.change_screen();
                    let screen = Supervision::of(*view);
                    self.stack.push(Screen::Supervision(Box::new(screen)));
                }
                Vec::new()
            }
            Loaded::Finding(view) if !self.shows_finding(view.id) => {
                if self.is_opening(&[Opening::Finding(view.id)]) {
                    self.shell.change_screen();
                    self.stack.push(Problems::of(*view));
                }
                Vec::new()
            }
            loaded => {
                let Model { shell, stack, .. } = self;
                let steps: Vec<Step> = stack
                    .iter_mut()
                    .map(|screen| screen.loaded(&loaded, shell))
                    .collect();
                steps
                    .into_iter()
                    .flat_map(|step| self.take(step, now))
                    .collect()
            }
        }
    }

    /// What is asked for and stands further down the stack already is gone back to. A screen that only reads itself
    /// again is on top.
    pub(super) fn go_back_to(&mut self, cmds: &[Cmd]) {
        let base = self.stack.iter().rposition(|screen| !screen.is_overlay());
        for cmd in cmds {
            let place = self.stack.iter().position(|screen| match (screen, cmd) {
                (Screen::Organisation(shown), Cmd::Organisation(id)) => shown.id() == *id,
                (Screen::Branch(shown), Cmd::Branch(id)) => shown.id() == *id,
                (Screen::Supervision(shown), Cmd::Round(id)) => shown.round() == Some(*id),
                _ => false,
            });
            if let (Some(place), Some(base)) = (place, base)
                && place < base
            {
                self.shell.change_screen();
                self.stack.truncate(place + 1);
            }
        }
    }

    pub(super) fn note_openings(&mut self, cmds: &[Cmd]) {
        let opening = cmds.iter().filter_map(|cmd| match cmd {
            Cmd::Organisation(id) if !self.shows_organisation(*id) => {
                Some(Opening::Organisation(*id))
            }
            Cmd::Branch(id) if !self.shows_branch(*id) => Some(Opening::Branch(*id)),
            Cmd::Round(id) if !self.shows_round(*id) => Some(Opening::Round(*id)),
            Cmd::Finding(id) if !self.shows_finding(*id) => Some(Opening::Finding(*id)),
            Cmd::Census(id) if !self.shows_census(*id) => Some(Opening::Census(*id)),
            Cmd::Visit(id) if !self.shows_visit(*id) => Some(Opening::Visit(*id)),
            Cmd::Compare { visit, .. } if !self.shows_comparison(*visit) => {
                Some(Opening::Comparison(*visit))
            }
            Cmd::StartVisit { .. } => Some(Opening::NewVisit),
            Cmd::SaveOrganisation(_) => Some(Opening::NewOrganisation),
            _ => None,
        });
        let opening: Vec<Opening> = opening.collect();
        self.opening.extend(opening);
    }

    /// Whether one of these was to be opened; asked for twice, it is opened once.
    fn is_opening(&mut self, those: &[Opening]) -> bool {
        let before = self.opening.len();
        self.opening.retain(|opening| !those.contains(opening));
        self.opening.len() < before
    }

    fn shows_visit(&self, id: i64) -> bool {
        self.stack
            .iter()
            .any(|screen| matches!(screen, Screen::Visit(visit) if visit.id() == id))
    }

    fn open_comparison(&mut self, visit: i64, comparison: Option<Box<Comparison>>) {
        let words = self.shell.words;
        let Some(comparison) = comparison else {
            self.shell.hint(words.compare_first());
            return;
        };
        self.shell.change_screen();
        let over = matches!(self.top(), Screen::Visit(screen) if screen.id() == visit);
        let screen = CompareScreen::new(comparison, over, words);
        self.stack.push(Screen::Compare(Box::new(screen)));
    }

    fn shows_comparison(&self, visit: i64) -> bool {
        self.stack
            .iter()
            .any(|screen| matches!(screen, Screen::Compare(shown) if shown.id() == visit))
    }

    fn shows_organisation(&self, id: i64) -> bool {
        self.stack
            .iter()
            .any(|screen| matches!(screen, Screen::Organisation(shown) if shown.id() == id))
    }

    fn shows_branch(&self, id: i64) -> bool {
        self.stack
            .iter()
            .any(|screen| matches!(screen, Screen::Branch(shown) if shown.id() == id))
    }

    fn shows_round(&self, id: i64) -> bool {
        let mut stack = self.stack.iter();
        stack
            .any(|screen| matches!(screen, Screen::Supervision(shown) if shown.round() == Some(id)))
    }

    fn shows_census(&self, id: i64) -> bool {
        self.stack
            .iter()
            .any(|screen| matches!(screen, Screen::Census(shown) if shown.id() == id))
    }

    fn shows_finding(&self, id: i64) -> bool {
        self.stack
            .iter()
            .any(|screen| matches!(screen, Screen::Problems(shown) if shown.is_of(id)))
    }
}
