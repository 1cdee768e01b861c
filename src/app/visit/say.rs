//! What is said of an item goes into the form, and to the store as one save; the last steps can be taken back.

use super::VisitScreen;
use crate::app::command::Cmd;
use crate::app::model::Shell;
use crate::app::screen::Step;
use crate::domain::change::{Change, Edit, Field, Value};
use crate::domain::checklist::{ItemKind, Ledger};
use crate::domain::visit::{Answer, Said, VisitStatus};
use crate::keys::Action;

impl VisitScreen {
    pub(super) fn say_here(&mut self, said: Said, shell: &mut Shell) -> Step {
        let Some(address) = self.address().filter(|_| self.item().is_some()) else {
            return Step::stay();
        };
        let mut together = vec![(address, said)];
        together.extend(self.ledger_beside(&together[0].1));
        self.say(together, shell)
    }

    /// The figure that the ledger has, said together with the one found on site, or taken back with it.
    fn ledger_beside(&self, said: &Said) -> Option<(String, Said)> {
        let item = self.item().filter(|item| item.kind == ItemKind::Pair)?;
        let Said::Option(found) = said else {
            return None;
        };
        let ledger = found.as_ref().and_then(|_| {
            let figure = Ledger::from_code(item.from.as_deref()?)?;
            Some(figure.of(&self.view.facts).to_string())
        });
        Some((self.address()?, Said::Ledger(ledger)))
    }

    /// Says it, and keeps what was there before for `undo`.
    pub(super) fn say(&mut self, together: Vec<(String, Said)>, shell: &mut Shell) -> Step {
        let before: Vec<(String, Said)> = together
            .iter()
            .map(|(item, said)| (item.clone(), self.said_before(item, said)))
            .collect();
        if before != together {
            self.undo.push(before);
        }
        self.hand_over(together, shell)
    }

    pub(super) fn said_before(&self, item: &str, said: &Said) -> Said {
        let answer = self.view.answers.get(item).cloned().unwrap_or_default();
        match said {
            Said::Option(_) => Said::Option(answer.option),
            Said::Ledger(_) => Said::Ledger(answer.ledger),
            Said::Remark(_) => Said::Remark(answer.remark),
        }
    }

    /// Takes what was said and hands it to the store as one save; saying the same again writes nothing.
    fn hand_over(&mut self, together: Vec<(String, Said)>, shell: &mut Shell) -> Step {
        let stood = self.address();
        let (mut edits, mut items) = (Vec::new(), Vec::new());
        for (item, said) in together {
            let conflict = self
                .view
                .answers
                .get(&item)
                .is_some_and(|answer| answer.conflict);
            if self.said_before(&item, &said) == said && !conflict {
                continue;
            }
            edits.push(said.edit(self.view.uuid, &item));
            let mut answer = self.view.answers.remove(&item).unwrap_or_default();
            said.apply(&mut answer);
            // whoever says it had in sight what others said
            let conflicts = &mut self.view.conflicts;
            conflicts.retain(|one| one.place.part != item || one.place.field != said.field());
            answer.conflict = conflicts.iter().any(|one| one.place.part == item);
            if let Said::Option(option) = &said {
                self.filling.set(&item, option.as_deref().unwrap_or(""));
            }
            if answer != Answer::default() {
                self.view.answers.insert(item.clone(), answer);
            }
            items.push(item);
        }
        self.stand_at(stood.as_deref());
        if edits.is_empty() {
            return Step::stay();
        }
        edits.extend(self.corrected());
        self.save(items, edits, shell)
    }

    /// Any change of a finished visit makes it a corrected one.
    pub(super) fn corrected(&mut self) -> Option<Edit> {
        self.correcting.as_ref()?;
        let corrected = VisitStatus::Corrected;
        self.view.visit.status = corrected;
        Some(Edit::new(
            self.view.uuid,
            Field::VISIT_STATUS,
            Value::text(corrected.code()),
        ))
    }

    pub(super) fn save(&mut self, items: Vec<String>, edits: Vec<Edit>, shell: &mut Shell) -> Step {
        self.waiting.push(items);
        shell.unsaved += 1;
        let change = Change {
            reason: self.correcting.clone(),
            edits,
        };
        Step::ask(vec![Cmd::Save {
            visit: self.view.uuid,
            change,
            seen_to: self.view.seen_to,
        }])
    }

    pub(super) fn undo(&mut self, shell: &mut Shell) -> Step {
        let Some(together) = self.undo.pop() else {
            shell.hint(shell.words.nothing_to_undo());
            return Step::stay();
        };
        let item = together.first().map(|(item, _)| item.clone());
        let step = self.hand_over(together, shell);
        // an answer taken back may bring back the rows it stood in
        self.refill(shell.words.0);
        self.stand_at(item.as_deref());
        shell.hint(shell.words.undone(&item.unwrap_or_default()));
        step
    }

    pub(super) fn repeat_remark(&mut self, shell: &mut Shell) -> Step {
        if shell.last_remark.is_empty() {
            shell.hint(shell.words.no_remark_yet());
            return Step::stay();
        }
        self.say_here(Said::Remark(shell.last_remark.clone()), shell)
    }

    pub(super) fn act_in_remark(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::RepeatRemark => {
                match &mut self.remark {
                    Some(input) if !shell.last_remark.is_empty() => {
                        input.insert(&shell.last_remark)
                    }
                    _ => shell.hint(shell.words.no_remark_yet()),
                }
                Step::stay()
            }
            Action::Confirm => {
                let text = self
                    .remark
                    .take()
                    .map(|input| input.text().trim().to_owned())
                    .unwrap_or_default();
                if !text.is_empty() {
                    shell.last_remark = text.clone();
                }
                self.say_here(Said::Remark(text), shell)
            }
            _ => Step::stay(),
        }
    }
}
