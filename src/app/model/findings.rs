//! Findings among the other screens: offered once a visit is finished, and told of when they are on the disk.

use super::Model;
use crate::app::command::Cmd;
use crate::app::offers::Offers;
use crate::app::problems::Problems;
use crate::app::screen::Screen;
use crate::domain::calendar::Now;
use crate::domain::finding::{StepKind, Stepped};
use crate::domain::visit::VisitStatus;

impl Model {
    /// After a visit was finished: what failed is offered, where anything did and it can be written down here.
    pub(super) fn offer_findings(&mut self) {
        let Some(Screen::Visit(screen)) = self.stack.last() else {
            return;
        };
        let is_done = screen.view.visit.status != VisitStatus::Draft;
        if !is_done || self.shell.read_only {
            return;
        }
        let offers = screen.failed_items(&self.shell);
        if !offers.is_empty() {
            let screen = Offers::new(&screen.view, offers);
            let screen = Screen::Problems(Box::new(Problems::Offers(screen)));
            self.stack.push(screen);
        }
    }

    /// Findings are on the disk: the list they were chosen from goes, and the visit shows them.
    pub(super) fn findings_opened(&mut self, ticket: u64, numbers: &[String]) -> Vec<Cmd> {
        let waits = |screen: &Screen| match screen {
            Screen::Problems(screen) => {
                matches!(&**screen, Problems::Offers(offers) if offers.waits_for(ticket))
            }
            _ => false,
        };
        let words = self.shell.words;
        if let [first, .., last] = numbers {
            let text = words.offers_opened(numbers.len(), first, last);
            self.shell.good(text);
        } else if let Some(number) = numbers.first() {
            self.shell.good(words.offers_opened_one(number));
        }
        let Some(at) = self.stack.iter().position(waits) else {
            return Vec::new();
        };
        match self.stack.remove(at) {
            Screen::Problems(screen) => match *screen {
                Problems::Offers(offers) => vec![Cmd::Visit(offers.visit_id)],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// A step was taken or refused: taken, its sheet goes; refused, it stays with what was typed.
    pub(super) fn stepped(
        &mut self,
        ticket: u64,
        kind: StepKind,
        stepped: &Stepped,
        now: Now,
    ) -> Vec<Cmd> {
        let text = self.shell.words.step_told(kind, stepped);
        if stepped.taken.is_empty() {
            self.refused(ticket);
            self.shell.bad(text);
            return Vec::new();
        }
        if self.take_down(ticket).is_none() {
            return Vec::new();
        }
        match stepped.refused.is_empty() {
            true => self.shell.good(text),
            false => self.shell.bad(text),
        }
        let below = self.stack.iter_mut().rfind(|screen| !screen.is_overlay());
        if let Some(Screen::Problems(screen)) = below
            && let Problems::Board(board) = &mut **screen
        {
            board.unmark();
        }
        self.refreshed(now)
    }
}
