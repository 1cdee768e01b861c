//! What of a visit is to be followed up: its failed items and the problems written down in it, as findings that are
//! offered.

use super::VisitScreen;
use crate::app::model::Shell;
use crate::app::offers::Offers;
use crate::app::problems::Problems;
use crate::app::screen::Step;
use crate::domain::finding::{Offer, offers};
use crate::domain::visit::VisitStatus;

impl VisitScreen {
    pub fn failed_items(&self, shell: &Shell) -> Vec<Offer> {
        let view = &self.view;
        let rules = &shell.rules;
        offers(
            &view.form,
            &view.answers,
            view.visit.started,
            shell.words.0,
            &rules.ladder,
            &rules.holidays,
            shell.today,
        )
    }

    /// Offers them by a key, once the visit is finished.
    pub(super) fn offer_findings(&self, shell: &mut Shell) -> Step {
        let words = shell.words;
        if self.view.visit.status == VisitStatus::Draft {
            shell.hint(words.offers_of_draft());
            return Step::stay();
        }
        let found = self.failed_items(shell);
        if found.is_empty() {
            shell.hint(words.offers_none());
            return Step::stay();
        }
        Problems::Offers(Offers::new(&self.view, found)).opened(Vec::new())
    }
}
