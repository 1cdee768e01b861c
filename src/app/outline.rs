//! The checklist at a glance: the sections with their progress in one line, and the items with their answers.

use super::model::Shell;
use super::visit::VisitScreen;
use crate::domain::checklist::{Item, ScaleOption};
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use ratatui::style::Style;

use crate::theme::Theme;

/// `1 有场所 7/7` for every section, the current one marked; numbers alone where names do not fit.
pub fn view_sections(paint: &mut Paint<'_>, screen: &VisitScreen, shell: &Shell) {
    let theme = shell.theme;
    let now = screen.section_at();
    let counts: Vec<(String, String, bool)> = screen
        .sections()
        .iter()
        .map(|(_, section)| {
            let answered = section
                .items
                .iter()
                .filter(|item| answer_of(screen, item).is_some())
                .count();
            let count = format!("{answered}/{}", section.items.len());
            (
                format!("{} {}", section.code, section.name.get(shell.words.0)),
                count,
                answered == section.items.len(),
            )
        })
        .collect();
    let whole: usize = counts
        .iter()
        .map(|(name, count, _)| width::width(name) + width::width(count) + 4)
        .sum();
    let names = whole <= usize::from(paint.width()) + 2;
    let mut x = 0;
    for (at, (name, count, complete)) in counts.iter().enumerate() {
        let style = match (at == now, complete) {
            (true, _) => theme.key(),
            (false, true) => theme.good(),
            (false, false) => theme.quiet(),
        };
        let name = if names || at == now {
            name.as_str()
        } else {
            name.split(' ').next().unwrap_or(name)
        };
        let text = if at == now {
            format!("[{name} {count}]")
        } else {
            format!(" {name} {count} ")
        };
        x = paint.text(x, 0, &text, style) + 1;
    }
}

enum Row<'a> {
    Section(String),
    Item(usize, &'a Item),
}

/// Section headings and items with a mark for what was found.
pub fn view_items(paint: &mut Paint<'_>, screen: &VisitScreen, shell: &Shell) {
    let theme = shell.theme;
    let mut rows = Vec::new();
    for (first, section) in screen.sections() {
        rows.push(Row::Section(format!(
            "{} {}",
            section.code,
            section.name.get(shell.words.0)
        )));
        rows.extend(
            section
                .items
                .iter()
                .enumerate()
                .map(|(at, item)| Row::Item(first + at, item)),
        );
    }
    let selected = rows
        .iter()
        .position(|row| matches!(row, Row::Item(at, _) if *at == screen.at))
        .unwrap_or(0);
    let top = scroll::page_of(selected, rows.len(), paint.height().into());
    for (y, row) in rows
        .iter()
        .skip(top)
        .take(paint.height().into())
        .enumerate()
    {
        let mut line = paint.part(0, y as u16, paint.width(), 1);
        match row {
            Row::Section(name) => {
                line.text(1, 0, name, theme.strong());
            }
            Row::Item(at, item) => {
                view_item(&mut line, screen, item, shell);
                if *at == screen.at {
                    line.row(0, theme.selected());
                }
            }
        }
    }
}

fn view_item(line: &mut Paint<'_>, screen: &VisitScreen, item: &Item, shell: &Shell) {
    let theme = shell.theme;
    let (mark, style) = match answer_of(screen, item) {
        Some(option) => (
            option.label.get(shell.words.0).to_owned(),
            option_style(option, theme),
        ),
        None => ("-".to_owned(), theme.dim()),
    };
    let waiting = if screen.is_waiting(&item.code) {
        "~"
    } else {
        ""
    };
    let remark = screen
        .answers()
        .get(&item.code)
        .is_some_and(|answer| !answer.remark.is_empty());
    let conflict = screen
        .answers()
        .get(&item.code)
        .is_some_and(|answer| answer.conflict);
    let tail = format!(
        "{}{}{mark}{waiting} ",
        if conflict { "!" } else { "" },
        if remark { "+" } else { "" }
    );
    let x = line.right(0, &tail, style);
    let veto = if item.veto { "*" } else { " " };
    let name = format!("{}{veto}{}", item.code, item.name.get(shell.words.0));
    line.within(2, 0, x.saturating_sub(3), &name, theme.text());
}

pub fn answer_of<'a>(screen: &'a VisitScreen, item: &Item) -> Option<&'a ScaleOption> {
    let code = screen.answers().get(&item.code)?.option.as_deref()?;
    let checklist = screen.checklist();
    checklist.option(checklist.item(&item.code)?, code)
}

/// Good, middling, bad, or out of the reckoning.
pub fn option_style(option: &ScaleOption, theme: Theme) -> Style {
    match option.percent {
        None => theme.quiet(),
        Some(0) => theme.bad(),
        Some(percent) if percent < 75 => theme.warn(),
        Some(_) => theme.good(),
    }
}
