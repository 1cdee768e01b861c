//! The visit as a whole: who came along, whether it is complete, and its end.

use super::VisitScreen;
use crate::app::command::{self, Cmd};
use crate::app::finish::Finish;
use crate::app::model::Shell;
use crate::app::screen::{Screen, Step};
use crate::domain::calendar::Now;
use crate::domain::change::{Edit, Field, Value};
use crate::domain::checklist::Use;
use crate::domain::score::tenths_text;
use crate::domain::visit::{self, VisitStatus};

impl VisitScreen {
    pub(super) fn ask_finish(&mut self, shell: &mut Shell) -> Step {
        if self.view.visit.status != VisitStatus::Draft {
            // a correction has no end of its own: every changed answer is already in force
            self.correcting = None;
            shell.good(shell.words.correction_done());
            return Step::ask(vec![Cmd::Visit(self.view.id)]);
        }
        let score = self.filling.score(VisitStatus::Finished);
        Step::open(Screen::Finish(Finish {
            gaps: self.filling.gaps(),
            is_scored: self.checklist().points() > 0,
            verdict: score.verdict(self.checklist()),
            score,
            companion: (self.checklist().purpose == Use::Check)
                .then(|| self.view.visit.companion.clone()),
        }))
    }

    /// Where to go on: what holds up the finish first, then what costs points, then anything unanswered.
    pub(super) fn next_gap(&self) -> Option<usize> {
        let gaps = self.filling.gaps();
        let holding = gaps.missing.iter().chain(&gaps.broken);
        let held = holding
            .filter_map(|address| self.filling.find(address))
            .min();
        let mut unscored = gaps.unscored.iter();
        held.or_else(|| unscored.find_map(|address| self.filling.find(address)))
            .or_else(|| self.unanswered_from(0))
    }

    pub(super) fn finish(&mut self, shell: &mut Shell, now: Now) -> Step {
        if self.filling.gaps().hold_up() {
            shell.bad(shell.words.finish_held().to_owned());
            return Step::stay();
        }
        let at = now.clock();
        let visit = self.view.uuid;
        self.view.visit.status = VisitStatus::Finished;
        self.view.visit.finished = Some(at);
        self.undo.clear();
        let edits = vec![
            Edit::new(
                visit,
                Field::VISIT_STATUS,
                Value::text(VisitStatus::Finished.code()),
            ),
            Edit::new(visit, Field::VISIT_FINISHED, Value::text(at.to_string())),
        ];
        let score = self.score();
        let verdict = score.verdict(self.checklist());
        let words = shell.words;
        let verdict = verdict.map_or(words.standing_no_verdict(), |verdict| {
            words.verdict(verdict)
        });
        match self.checklist().points() {
            0 => shell.good(words.finished_record()),
            _ => shell.good(words.finished(
                score.tenths().map_or_else(|| "-".to_owned(), tenths_text),
                verdict,
            )),
        }
        self.save(Vec::new(), edits, shell)
    }

    pub(super) fn set_details(
        &mut self,
        companion: &str,
        mode: visit::Mode,
        shell: &mut Shell,
    ) -> Step {
        let head = &mut self.view.visit;
        let visit = self.view.uuid;
        if head.companion == companion && head.mode == mode {
            return Step::stay();
        }
        head.companion = companion.to_owned();
        head.mode = mode;
        shell.companion = companion.to_owned();
        let companion = Some(companion).filter(|name| !name.is_empty());
        let mut edits = vec![
            Edit::new(visit, Field::VISIT_COMPANION, Value::optional(companion)),
            Edit::new(visit, Field::VISIT_MODE, Value::text(mode.code())),
        ];
        edits.extend(self.corrected());
        let name = command::preference::COMPANION;
        self.save(Vec::new(), edits, shell).with(Cmd::Preference {
            name,
            value: shell.companion.clone(),
        })
    }
}
