//! The columns of the board; what has no room is left out.

use super::light_style;
use crate::app::model::Shell;
use crate::domain::finding::{FindingRow, Light};
use crate::widgets::paint::Paint;
use crate::width::printable;
use crate::words::Words;

const DAY: u16 = 10;
/// Columns of `2026-A-0012`, or of a series of five letters.
const NUMBER: u16 = 16;

/// Where each column begins.
pub struct Columns {
    light: u16,
    number: u16,
    name: u16,
    problem: Option<u16>,
    area: Option<u16>,
    state: u16,
    responsible: Option<u16>,
    deadline: u16,
}

impl Columns {
    pub fn of(columns: u16, words: Words) -> Columns {
        let zh = words == Words::ZH;
        let deadline = columns.saturating_sub(DAY + 1);
        let responsible = (columns >= 92).then(|| deadline.saturating_sub(10));
        let state = responsible
            .unwrap_or(deadline)
            .saturating_sub(if zh { 9 } else { 14 });
        let area = (columns >= 116).then(|| state.saturating_sub(12));
        let end = area.unwrap_or(state);
        let light = 2;
        let number = light + if zh { 3 } else { 7 };
        let name = number + NUMBER.min(columns / 5);
        let room = end.saturating_sub(name);
        let problem = (room >= 26).then(|| name + room * 5 / 9);
        Columns {
            light,
            number,
            name,
            problem,
            area,
            state,
            responsible,
            deadline,
        }
    }

    fn name_room(&self) -> u16 {
        let end = self.problem.or(self.area).unwrap_or(self.state);
        end.saturating_sub(self.name + 1)
    }

    pub fn header(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (style, words) = (shell.theme.quiet(), shell.words);
        let number = self.name.saturating_sub(self.number + 1);
        paint.text(self.light, 0, words.column_light(), style);
        paint.within(self.number, 0, number, words.column_number(), style);
        paint.within(self.name, 0, self.name_room(), words.finding_of(), style);
        if let Some(x) = self.problem {
            let room = self.area.unwrap_or(self.state).saturating_sub(x + 1);
            paint.within(x, 0, room, words.column_problem(), style);
        }
        if let Some(x) = self.area {
            paint.within(x, 0, 11, words.title_area(), style);
        }
        paint.text(self.state, 0, words.column_state(), style);
        if let Some(x) = self.responsible {
            paint.within(x, 0, 9, words.column_person(), style);
        }
        paint.text(self.deadline, 0, words.column_deadline(), style);
    }

    pub fn row(
        &self,
        paint: &mut Paint<'_>,
        row: &FindingRow,
        light: Light,
        is_marked: bool,
        shell: &Shell,
    ) {
        let (theme, words) = (shell.theme, shell.words);
        let lit = light_style(light, shell);
        if is_marked {
            paint.text(0, 0, "*", theme.key());
        }
        paint.text(self.light, 0, words.light_short(light), lit);
        let number = self.name.saturating_sub(self.number + 1);
        paint.within(
            self.number,
            0,
            number,
            &printable(&row.number),
            theme.quiet(),
        );
        paint.within(
            self.name,
            0,
            self.name_room(),
            &printable(&row.name),
            theme.text(),
        );
        if let Some(x) = self.problem {
            let room = self.area.unwrap_or(self.state).saturating_sub(x + 1);
            let text = match row.item_name.is_empty() {
                true => &row.fact,
                false => &row.item_name,
            };
            paint.within(x, 0, room, &printable(text), theme.text());
        }
        if let Some(x) = self.area {
            paint.within(x, 0, 11, &printable(&row.area), theme.quiet());
        }
        let end = self.responsible.unwrap_or(self.deadline);
        let room = end.saturating_sub(self.state + 1);
        let conflict = if row.conflict {
            words.findings_conflict()
        } else {
            ""
        };
        let state = format!("{}{conflict}", words.finding_state(row.stand.state));
        let style = match row.conflict {
            true => theme.warn(),
            false => theme.text(),
        };
        paint.within(self.state, 0, room, &state, style);
        if let Some(x) = self.responsible {
            paint.within(x, 0, 9, &printable(&row.responsible), theme.quiet());
        }
        paint.within(self.deadline, 0, DAY, &row.deadline.to_string(), lit);
    }
}
