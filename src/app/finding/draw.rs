//! How one finding is drawn: its facts, what the ladder proposes, and its history with the latest step first.

use ratatui::style::Style;

use super::FindingScreen;
use crate::app::conflicts::view_claims;
use crate::app::findings::light_style;
use crate::app::model::Shell;
use crate::domain::finding::{Light, State, Step};
use crate::widgets::paint::Paint;
use crate::width::printable;
use crate::words::Words;

/// From this width on facts and history stand side by side.
const WIDE: u16 = 76;

impl FindingScreen {
    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (columns, rows) = (paint.width(), paint.height());
        if columns >= WIDE {
            let left = (columns / 2).min(66);
            self.view_facts(&mut paint.part(1, 0, left.saturating_sub(2), rows), shell);
            paint.part(left, 0, 1, rows).upright(0);
            let rest = columns.saturating_sub(left + 3);
            self.view_history(&mut paint.part(left + 2, 0, rest, rows), shell);
        } else {
            let columns = columns.saturating_sub(2);
            let y = self.view_facts(
                &mut paint.part(1, 0, columns, rows.saturating_sub(4)),
                shell,
            );
            let rest = rows.saturating_sub(y + 1);
            self.view_history(&mut paint.part(1, y + 1, columns, rest), shell);
        }
        None
    }

    /// Returns the row below the last fact.
    fn view_facts(&self, paint: &mut Paint<'_>, shell: &Shell) -> u16 {
        let (theme, words) = (shell.theme, shell.words);
        let labels = if words == Words::ZH { 10 } else { 14 };
        let mut y = 0;
        if let Some(proposal) = &self.view.proposal {
            let text = words.proposal(proposal, &shell.rules.ladder);
            y = paint.wrapped(0, y, 2, &text, theme.key()) + 1;
        }
        for (label, value, style) in self.facts(shell) {
            if value.is_empty() {
                continue;
            }
            paint.within(0, y, labels - 1, label, theme.quiet());
            y = paint.wrapped(labels, y, 4, &printable(&value), style);
        }
        if self.view.finding.conflict {
            y = paint.wrapped(0, y + 1, 4, words.finding_conflict(), theme.warn());
        }
        for conflict in &self.view.conflicts {
            let heading = words.conflict_place(conflict);
            y = paint.wrapped(0, y, 1, &heading, theme.quiet());
            y = view_claims(paint, y, conflict, false, shell);
        }
        if !self.view.conflicts.is_empty() {
            let text = words.conflicts_here(self.view.conflicts.len());
            y = paint.wrapped(0, y, 1, &text, theme.warn());
        }
        y
    }

    fn facts(&self, shell: &Shell) -> Vec<(&'static str, String, Style)> {
        let (theme, words) = (shell.theme, shell.words);
        let finding = &self.view.finding;
        let lit = light_style(self.view.light, shell);
        let text = theme.text();
        let place = [self.view.area.as_str(), self.view.authority.as_str()].join(" ");
        let item = [finding.item.as_str(), finding.item_name.as_str()].join(" ");
        let reach = self.view.reach.map_or("", |reach| words.reach(reach));
        vec![
            (words.field_state(), self.state(words), lit),
            (words.field_deadline(), self.deadline(words), lit),
            (words.finding_of(), self.view.name.clone(), theme.strong()),
            (words.fact_area(), place.trim().to_owned(), text),
            (words.field_item(), item.trim().to_owned(), text),
            (words.field_fact(), finding.fact.clone(), text),
            (words.field_requirement(), finding.requirement.clone(), text),
            (words.field_responsible(), finding.responsible.clone(), text),
            (words.field_found(), finding.opened.to_string(), text),
            (
                words.field_ground(),
                words.ground(finding.ground).to_owned(),
                text,
            ),
            (words.field_sync(), reach.to_owned(), theme.quiet()),
        ]
    }

    fn state(&self, words: Words) -> String {
        let finding = &self.view.finding;
        let mut parts = vec![words.finding_state(finding.stand.state).to_owned()];
        if self.view.light != Light::None {
            parts.push(words.light(self.view.light).to_owned());
        }
        if finding.stand.state == State::Recheck
            && let Some(step) = finding.rechecked()
        {
            parts.push(words.finding_rechecked(step.day.to_string()));
        }
        if finding.stand.round > 0 {
            parts.push(words.finding_round(finding.stand.round));
        }
        parts.join(words.list_comma())
    }

    fn deadline(&self, words: Words) -> String {
        let finding = &self.view.finding;
        let day = finding.deadline.to_string();
        match self.view.overdue {
            _ if !finding.stand.state.runs() => day,
            0 => words.finding_days_today(day),
            days if days > 0 => words.finding_days_over(day, days),
            days => words.finding_days_left(day, -days),
        }
    }

    fn view_history(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let theme = shell.theme;
        paint.text(0, 0, shell.words.finding_history(), theme.strong());
        let steps = self.view.finding.steps.iter().rev().skip(self.top);
        let mut y = 1;
        for step in steps {
            if y >= paint.height() {
                break;
            }
            y = self.view_step(paint, y, step, shell);
        }
    }

    fn view_step(&self, paint: &mut Paint<'_>, y: u16, step: &Step, shell: &Shell) -> u16 {
        let (theme, words) = (shell.theme, shell.words);
        let x = paint.text(0, y, &step.day.to_string(), theme.quiet()) + 1;
        let x = paint.text(x, y, words.step_taken(step.made.kind()), theme.strong()) + 1;
        let x = paint.text(x, y, &printable(&step.hand), theme.quiet()) + 1;
        paint.text(x, y, &self.entered(step, shell), theme.dim());
        let detail = words.step_detail(step, &shell.rules.ladder);
        let text = match detail.is_empty() {
            true => step.reason.clone(),
            false => format!("{detail}{}{}", words.list_semicolon(), step.reason),
        };
        paint.wrapped(2, y + 1, 3, &printable(&text), theme.text())
    }

    /// When a step was written down, where that was not on its own day.
    fn entered(&self, step: &Step, shell: &Shell) -> String {
        let day = self.view.written.get(&step.part).copied();
        match day.filter(|day| *day != step.day) {
            Some(day) => shell.words.finding_entered(day.to_string()),
            None => String::new(),
        }
    }
}
