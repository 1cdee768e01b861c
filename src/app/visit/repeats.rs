//! Sections that are asked once for each of several things: one more, and one away.

use super::VisitScreen;
use crate::app::model::Shell;
use crate::app::pick::Pick;
use crate::app::screen::{Reply, Screen, Step};
use crate::domain::filling::without;
use crate::domain::visit::Said;
use crate::width;

impl VisitScreen {
    /// At the offer to add: 1 adds, 2 asks which to take away.
    pub(super) fn change_repeat(&mut self, digit: u8, shell: &mut Shell) -> Step {
        let Some(section) = self.line().map(|line| line.section) else {
            return Step::stay();
        };
        match digit {
            1 => self.add_one(section, shell),
            2 if self.filling.times(section) > 0 => self.ask_which(section, shell),
            _ => {
                shell.hint(shell.words.no_such_option("1 2".into()));
                Step::stay()
            }
        }
    }

    fn add_one(&mut self, section: usize, shell: &mut Shell) -> Step {
        let Ok(number) = self.filling.add(section) else {
            let repeat = self.checklist().sections[section].repeat.as_ref();
            shell.hint(
                shell
                    .words
                    .no_more_of_it(repeat.map_or(0, |repeat| repeat.most)),
            );
            return Step::stay();
        };
        let mut lines = self.lines().iter();
        let first = lines.position(|line| line.section == section && line.number == Some(number));
        self.at = first.unwrap_or(self.at);
        let defaults = self.filling.defaults(Some((section, number))).into_iter();
        let said = defaults.map(|(address, text)| (address, Said::Option(Some(text))));
        let said: Vec<(String, Said)> = said.collect();
        match said.is_empty() {
            true => Step::stay(),
            false => self.say(said, shell),
        }
    }

    fn ask_which(&self, section: usize, shell: &Shell) -> Step {
        let lines = (1..=self.filling.times(section) as u32).map(|number| {
            let name = self.instance_name(section, number, shell);
            (name, Reply::TakeAway { section, number })
        });
        let lines: Vec<(String, Reply)> = lines.collect();
        let last = lines.len().saturating_sub(1);
        let title = shell.words.take_away_title();
        Step::open(Screen::Pick(Pick::new(title, lines, last)))
    }

    /// `No. 2 Wang Example`: the number of one and the first thing said of it.
    pub fn instance_name(&self, section: usize, number: u32, shell: &Shell) -> String {
        let lang = shell.words.0;
        let own = |line: &&crate::domain::filling::Line| {
            line.section == section && line.number == Some(number)
        };
        let said = self.lines().iter().filter(own).find_map(|line| {
            let text = self.filling().text(line);
            let item = self
                .filling()
                .item(line)
                .filter(|item| item.takes_answer())?;
            (!text.is_empty()).then(|| item.shown(&text, self.checklist(), lang))
        });
        let name = shell.words.instance_line(number);
        match said {
            Some(said) => format!("{name} {}", width::printable(&said)),
            None => name,
        }
    }

    pub(super) fn take_away(&mut self, section: usize, number: u32, shell: &mut Shell) -> Step {
        let moved = without(
            &self.checklist().sections[section],
            number,
            &self.view.answers,
        );
        let said = moved.into_iter().flat_map(|(address, answer)| {
            [
                (address.clone(), Said::Option(answer.option)),
                (address.clone(), Said::Ledger(answer.ledger)),
                (address, Said::Remark(answer.remark)),
            ]
        });
        let said: Vec<(String, Said)> = said
            .filter(|(address, said)| self.said_before(address, said) != *said)
            .collect();
        let step = match said.is_empty() {
            true => Step::stay(),
            false => self.say(said, shell),
        };
        self.refill(shell.words.0);
        let mut lines = self.lines().iter();
        let offer = lines.position(|line| line.section == section && line.item.is_none());
        self.at = offer.unwrap_or(self.at).min(self.last_line());
        shell.hint(shell.words.taken_away(number));
        step
    }
}
