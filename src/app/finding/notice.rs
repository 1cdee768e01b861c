//! The next notice: the ladder proposes one with its reason, and a person decides which one it is, if any.

use super::FindingScreen;
use crate::app::model::Shell;
use crate::app::notices::Notices;
use crate::app::pick::Pick;
use crate::app::screen::{Reply, Screen, Step};
use crate::app::step_sheet;
use crate::domain::ladder::Addressee;
use crate::domain::notice::NoticeKind;

impl FindingScreen {
    /// Lists the rungs of the ladder, the proposed one chosen.
    pub(super) fn propose(&self, shell: &mut Shell) -> Step {
        let words = shell.words;
        let rules = shell.rules.clone();
        let ladder = &rules.ladder;
        if shell.read_only {
            shell.bad(words.read_only());
            return Step::stay();
        }
        if self.view.finding.stand.state.is_done() {
            shell.hint(words.finding_no_proposal());
            return Step::stay();
        }
        let proposal = self.view.proposal.as_ref();
        match proposal {
            Some(proposal) => shell.hint(words.proposal(proposal, ladder)),
            None => shell.hint(words.finding_no_proposal()),
        }
        let is_proposed = |id: &str| proposal.is_some_and(|proposal| proposal.step == id);
        let at = ladder.rungs.iter().position(|rung| is_proposed(&rung.id));
        let lines = ladder.rungs.iter().map(|rung| {
            let mark = match is_proposed(&rung.id) {
                true => words.finding_proposed_mark(),
                false => "",
            };
            let line = format!("{}{mark}", rung.name.get(words.0));
            (line, Reply::Rung(rung.id.clone()))
        });
        let pick = Pick::new(words.title_notice(), lines.collect(), at.unwrap_or(0));
        Step::open(Screen::Pick(pick))
    }

    /// What follows once a person has decided for a rung: that it was issued is written down.
    pub(super) fn notice(&self, rung: &str, shell: &mut Shell) -> Step {
        let rules = shell.rules.clone();
        // only of a rung that a county added for itself it is written down that it was issued
        if let Some(kind) = NoticeKind::from_code(rung) {
            let to = rules
                .ladder
                .rung(rung)
                .and_then(|rung| rung.addressees.first());
            let to_authority = to == Some(&Addressee::Authority) && !self.view.authority.is_empty();
            return Notices::draft(kind, vec![self.view.id], to_authority, shell);
        }
        match rules.ladder.rung(rung) {
            Some(rung) => step_sheet::notice(rung, &self.view, shell).open(),
            None => Step::stay(),
        }
    }
}
