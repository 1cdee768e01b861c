//! How an item takes its answer: by the digit of an option, or typed into a field that is open as soon as one stands
//! there, so that figures go in one after the other with Enter.

use crossterm::event::{KeyCode, KeyEvent};

use super::VisitScreen;
use crate::app::model::Shell;
use crate::app::pick::Pick;
use crate::app::screen::{Reply, Screen, Step};
use crate::domain::checklist::{ItemKind, Ledger, Way};
use crate::domain::filling::Line;
use crate::domain::visit::{Said, VisitStatus};
use crate::keys::Action;
use crate::widgets::input::Input;

/// As many as have a digit of their own.
const DIGITS: usize = 9;

/// One of the answers to choose from.
pub struct Choice {
    /// The digit that gives it, if there is one.
    pub key: Option<u8>,
    pub code: String,
    pub label: String,
    /// Of a scale: its share in percent, or that the item does not apply. Choices of a list have neither.
    pub percent: Option<Option<u32>>,
    pub is_chosen: bool,
}

impl VisitScreen {
    /// What can be chosen in a line; empty where nothing is chosen.
    pub fn choices(&self, line: &Line, shell: &Shell) -> Vec<Choice> {
        let Some(item) = self.filling().item(line) else {
            return Vec::new();
        };
        let (list, lang) = (self.checklist(), shell.words.0);
        let text = self.filling().text(line);
        let is_chosen = |code: &str| text.split(' ').any(|chosen| chosen == code);
        if item.kind == ItemKind::Scale {
            let options = list.options(item).iter().map(|option| Choice {
                key: Some(option.key),
                code: option.code.clone(),
                label: option.label.get(lang).to_owned(),
                percent: Some(option.percent),
                is_chosen: is_chosen(&option.code),
            });
            return options.collect();
        }
        let offered = self.filling().offered(line).into_iter().enumerate();
        let choices = offered.map(|(at, code)| {
            let label = list.choices(item).iter().find(|choice| choice.code == code);
            Choice {
                key: (at < DIGITS).then_some(at as u8 + 1),
                code: code.to_owned(),
                label: label
                    .map_or(code, |choice| choice.label.get(lang))
                    .to_owned(),
                percent: None,
                is_chosen: is_chosen(code),
            }
        });
        choices.collect()
    }

    /// Opens the field of an item that is answered by typing, with what stands there.
    pub(super) fn focus(&mut self) {
        self.trouble = None;
        let typed = self.item().is_some_and(|item| item.way() == Way::Typed);
        self.entry = (typed && self.takes_answers() && !self.original)
            .then(|| {
                self.line()
                    .map(|line| Input::new(&self.filling().text(line)))
            })
            .flatten();
    }

    /// What stands in the field is not what stands in the form.
    pub fn is_typing(&self) -> bool {
        let (Some(entry), Some(line)) = (&self.entry, self.line()) else {
            return false;
        };
        entry.text().trim() != self.filling().text(line)
    }

    /// After every character: `=` is the ledger's figure, or the day of the visit.
    pub fn edited(&mut self) -> Step {
        self.trouble = None;
        let shortcut = self.item().and_then(|item| match item.kind {
            ItemKind::Pair => {
                let figure = Ledger::from_code(item.from.as_deref()?)?;
                Some(figure.of(&self.view.facts).to_string())
            }
            ItemKind::Date => Some(self.view.visit.started.date.to_string()),
            _ => None,
        });
        let asks = |text: &str| matches!(text.trim(), "=" | "＝") || text.ends_with(['=', '＝']);
        if let (Some(text), Some(entry), None) = (shortcut, &mut self.entry, &self.remark)
            && asks(entry.text())
        {
            entry.set(&text);
        }
        Step::stay()
    }

    /// What a key does while the field of an item is open. Whatever leads away takes what was typed first, and stays
    /// where that is no answer.
    pub(super) fn act_in_entry(
        &mut self,
        action: Action,
        key: Option<&KeyEvent>,
        shell: &mut Shell,
    ) -> Step {
        if self.is_typing() && matches!(action, Action::Back | Action::Undo) {
            self.focus();
            return Step::stay();
        }
        let Some(taken) = self.take_typed(shell) else {
            return Step::stay();
        };
        let before = self.at;
        let mut step = match action {
            Action::Confirm => Step::stay(),
            // nothing left to type here
            Action::NextItem if key.is_some_and(|key| key.code == KeyCode::Enter) => {
                self.at = (self.at + 1).min(self.last_line());
                self.told_complete(before, !taken.cmds.is_empty(), shell);
                Step::stay()
            }
            action => self.act_here(action, key, shell),
        };
        if self.remark.is_none() {
            self.focus();
        }
        step.cmds.splice(0..0, taken.cmds);
        step
    }

    /// Takes what was typed as the answer. None where it is no answer; then it stays in the field, with the reason.
    fn take_typed(&mut self, shell: &mut Shell) -> Option<Step> {
        if !self.is_typing() {
            return Some(Step::stay());
        }
        let typed = self.entry.as_ref()?.text().trim().to_owned();
        if typed.is_empty() {
            return Some(self.say_here(Said::Option(None), shell));
        }
        let parsed = self.item()?.parse(&typed, self.checklist());
        match parsed {
            Err(trouble) => {
                self.trouble = Some(shell.words.answer_trouble(&trouble));
                None
            }
            Ok(written) => match self.beyond_limit(&written, shell) {
                Some(why) => {
                    self.trouble = Some(why);
                    None
                }
                None => Some(self.say_here(Said::Option(Some(written)), shell)),
            },
        }
    }

    /// The message of the item's limit, where an answer breaks it.
    fn beyond_limit(&mut self, written: &str, shell: &Shell) -> Option<String> {
        let line = self.line()?.clone();
        if self.filling.keeps_limit(&line, written) {
            return None;
        }
        let text = self.filling.item(&line)?.limit_text.clone()?;
        Some(self.filling.said(&text, shell.words.0, &line))
    }

    /// Gives the current item the answer of that digit. An item with one answer is left for the next.
    pub(super) fn answer(&mut self, digit: Option<u8>, shell: &mut Shell) -> Step {
        let Some((line, digit)) = self.line().zip(digit) else {
            return Step::stay();
        };
        if line.item.is_none() {
            return self.change_repeat(digit, shell);
        }
        let choices = self.choices(line, shell);
        match choices.iter().find(|choice| choice.key == Some(digit)) {
            Some(choice) => {
                let code = choice.code.clone();
                self.choose(&code, shell)
            }
            None if choices.is_empty() => Step::stay(),
            None => {
                let keys = choices.iter().filter_map(|choice| choice.key);
                let keys: Vec<String> = keys.map(|key| key.to_string()).collect();
                shell.hint(shell.words.no_such_option(keys.join(" ")));
                Step::stay()
            }
        }
    }

    /// Takes a choice: the one answer of an item, or one of several, switched on or off.
    pub(super) fn choose(&mut self, code: &str, shell: &mut Shell) -> Step {
        let Some((line, item)) = self.line().zip(self.item()) else {
            return Step::stay();
        };
        let way = item.way();
        let chosen = match way {
            Way::Several => self.switched(line, code, shell),
            _ => Some(code.to_owned()),
        };
        if let Some(why) = chosen
            .as_ref()
            .and_then(|chosen| self.beyond_limit(chosen, shell))
        {
            shell.hint(why);
            return Step::stay();
        }
        let before = self.at;
        let step = self.say_here(Said::Option(chosen), shell);
        if way == Way::One {
            self.at = (self.at + 1).min(self.last_line());
            self.told_complete(before, true, shell);
        }
        step
    }

    /// The codes that are chosen once this one is switched, in the order of their list.
    fn switched(&self, line: &Line, code: &str, shell: &Shell) -> Option<String> {
        let choices = self.choices(line, shell);
        let chosen = choices
            .iter()
            .filter(|choice| choice.is_chosen != (choice.code == code))
            .map(|choice| choice.code.as_str());
        let chosen: Vec<&str> = chosen.collect();
        (!chosen.is_empty()).then(|| chosen.join(" "))
    }

    /// Says once that nothing more is demanded, or that the end is reached, after a step from line `before`.
    fn told_complete(&mut self, before: usize, answered: bool, shell: &mut Shell) {
        let was_complete = self.complete;
        self.complete = self.filling.gaps().is_empty();
        let is_draft = self.view.visit.status == VisitStatus::Draft;
        if answered && is_draft && self.unanswered_from(0).is_none() {
            shell.good(shell.words.all_answered());
        } else if answered && is_draft && self.complete && !was_complete {
            shell.good(shell.words.required_answered());
        } else if before == self.at {
            shell.hint(shell.words.last_item());
        }
    }

    /// Enter goes on; at the offer to add it adds, and where there are many choices it opens them.
    pub(super) fn enter(&mut self, shell: &mut Shell) -> Step {
        let Some(line) = self.line() else {
            return Step::stay();
        };
        if line.item.is_none() {
            return self.change_repeat(1, shell);
        }
        let choices = self.choices(line, shell);
        if choices.len() <= DIGITS {
            self.at = (self.at + 1).min(self.last_line());
            return Step::stay();
        }
        let at = choices.iter().position(|choice| choice.is_chosen);
        let lines = choices.into_iter().map(|choice| {
            let mark = if choice.is_chosen { "* " } else { "  " };
            (
                format!("{mark}{}", choice.label),
                Reply::Choose(choice.code),
            )
        });
        let lines: Vec<(String, Reply)> = lines.collect();
        let title = shell.words.choose_answer_title();
        Step::open(Screen::Pick(Pick::new(title, lines, at.unwrap_or(0))))
    }
}
