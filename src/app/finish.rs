//! The questions asked around a visit: finish it, why it is corrected, who came along; and whether to quit with
//! something unsaved.

use super::form::{Field, Form};
use super::model::Shell;
use super::screen::{Go, Reply, Step};
use crate::domain::filling::Gaps;
use crate::domain::score::{Score, Verdict, tenths_text};
use crate::domain::visit::Mode;
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;

/// Shown before a visit is finished: what is missing and what the verdict would be.
pub struct Finish {
    pub gaps: Gaps,
    /// The template has points; without any there is nothing to be said of a score.
    pub is_scored: bool,
    /// The score as it would stand, unanswered items counting nothing.
    pub score: Score,
    pub verdict: Option<Verdict>,
    /// Who came along, where a second inspector is called for.
    pub companion: Option<String>,
}

impl Finish {
    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Confirm if self.gaps.is_empty() => Step::go(Go::Reply(Reply::Finish)),
            Action::Confirm => Step::go(Go::Reply(Reply::ToUnanswered)),
            Action::ConfirmAnyway if self.gaps.hold_up() => {
                shell.hint(shell.words.finish_held());
                Step::stay()
            }
            Action::ConfirmAnyway => Step::go(Go::Reply(Reply::Finish)),
            Action::Details => Step::go(Go::Reply(Reply::Run(Action::Details))),
            Action::Back => Step::back(),
            _ => Step::stay(),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let verdict = self.verdict.map_or(words.standing_no_verdict(), |verdict| {
            words.verdict(verdict)
        });
        let score = self
            .score
            .tenths()
            .map_or_else(|| "-".to_owned(), tenths_text);
        let mut lines = Vec::new();
        if self.is_scored {
            lines.push((words.finish_score(score, verdict), 1, theme.strong()));
        }
        if self.score.vetoed {
            lines.push((words.finish_veto().to_owned(), 2, theme.bad()));
        }
        let gaps = &self.gaps;
        if !gaps.missing.is_empty() {
            let text = words.finish_required(gaps.missing.len(), gaps.missing.join(" "));
            lines.push((text, 3, theme.bad()));
        }
        if !gaps.broken.is_empty() {
            let text = words.finish_broken(gaps.broken.len(), gaps.broken.join(" "));
            lines.push((text, 3, theme.bad()));
        }
        if !gaps.unscored.is_empty() {
            let text = words.finish_missing(gaps.unscored.len(), gaps.unscored.join(" "));
            lines.push((text, 3, theme.warn()));
        }
        if gaps.is_empty() {
            let text = match self.is_scored {
                true => words.finish_complete(),
                false => words.finish_record_complete(),
            };
            lines.push((text.to_owned(), 2, theme.good()));
        }
        if self.companion.as_ref().is_some_and(String::is_empty) {
            lines.push((words.finish_one_inspector().to_owned(), 2, theme.quiet()));
        }
        let columns = 62.min(paint.width());
        let text_columns = usize::from(columns.saturating_sub(4));
        let wrapped =
            |text: &str, most: usize| width::wrap(text, text_columns).len().min(most) as u16;
        let text_rows: u16 = lines
            .iter()
            .map(|(text, most, _)| wrapped(text, *most))
            .sum();
        let mut inside = overlay(paint, columns, text_rows + 5, words.finish_title());
        let mut y = 0;
        for (text, most, style) in &lines {
            y = inside.wrapped(0, y, *most as u16, text, *style);
        }
        let keys = match (gaps.is_empty(), gaps.hold_up()) {
            (true, _) => words.finish_keys(),
            (false, true) => words.finish_keys_held(),
            (false, false) => words.finish_keys_missing(),
        };
        let last = inside.height().saturating_sub(wrapped(keys, 2));
        inside.wrapped(0, last, 2, keys, theme.key());
        None
    }
}

/// Asked before a finished visit is changed.
#[derive(Default)]
pub struct Reason {
    pub reason: Input,
}

impl Reason {
    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Confirm if self.reason.text().trim().is_empty() => {
                shell.hint(shell.words.reason_needed());
                Step::stay()
            }
            Action::Confirm => Step::go(Go::Reply(Reply::Correct(
                self.reason.text().trim().to_owned(),
            ))),
            Action::Back => Step::back(),
            _ => Step::stay(),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let mut inside = overlay(paint, 62, 9, words.correct_title());
        let y = inside.wrapped(0, 0, 3, words.correct_hint(), theme.quiet()) + 1;
        let x = inside.text(0, y, words.reason(), theme.strong()) + 1;
        self.reason.draw_lines(
            &mut inside.part(x, y, inside.width().saturating_sub(x), 3),
            theme.text(),
        )
    }
}

/// Who came along and how the visit is made.
pub struct Details {
    form: Form,
}

impl Details {
    pub fn new(words: Words, companion: &str, mode: Mode) -> Details {
        let modes = Mode::ALL
            .iter()
            .map(|mode| words.mode(*mode).to_owned())
            .collect();
        let at = Mode::ALL
            .iter()
            .position(|known| *known == mode)
            .unwrap_or(0);
        Details {
            form: Form::new(vec![
                Field::text(words.field_companion(), companion),
                Field::choice(words.field_mode(), modes, at),
            ]),
        }
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        self.form.input()
    }

    pub fn is_choice(&self) -> bool {
        self.form.is_choice()
    }

    pub fn act(&mut self, action: Action) -> Step {
        match action {
            Action::NextField if self.form.is_last() => return self.done(),
            // what was typed counts, however the field is left
            Action::Back => return self.done(),
            action => {
                self.form.takes(action);
            }
        }
        Step::stay()
    }

    fn done(&self) -> Step {
        let mode = Mode::ALL[self.form.choice_of(1)];
        Step::go(Go::Reply(Reply::Details {
            companion: self.form.text_of(0).to_owned(),
            mode,
        }))
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let words = shell.words;
        let mut inside = overlay(paint, 62, 9, words.details_title());
        inside.wrapped(0, 3, 3, words.details_hint(), shell.theme.quiet());
        self.form.view(&mut inside, 0, shell)
    }
}

/// Asked before quitting while a change is not on the disk.
pub fn view_quit(paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
    let (theme, words) = (shell.theme, shell.words);
    let mut inside = overlay(paint, 62, 8, words.quit_title());
    let why = shell.failed.clone().unwrap_or_default();
    let y = inside.wrapped(
        0,
        0,
        4,
        &words.quit_unsaved(shell.unsaved, why),
        theme.bad(),
    );
    inside.wrapped(0, y + 1, 2, words.quit_keys(), theme.key());
    None
}
