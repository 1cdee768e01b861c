//! The form at a glance: the sections with their progress in one line, and the items with their answers.

use super::model::Shell;
use super::visit::VisitScreen;
use crate::domain::checklist::{Item, ItemKind, ScaleOption};
use crate::domain::filling::Line;
use crate::theme::Theme;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use ratatui::style::Style;

/// `1 有场所 7/7` for every section, the current one marked; numbers alone where names do not fit, and only those
/// around the current one where even these do not.
pub fn view_sections(paint: &mut Paint<'_>, screen: &VisitScreen, shell: &Shell) {
    let theme = shell.theme;
    let sections = screen.sections();
    let now = sections
        .iter()
        .rposition(|(first, _)| *first <= screen.at)
        .unwrap_or(0);
    let counts: Vec<(String, String, bool)> = sections
        .iter()
        .map(|(first, number)| {
            let lines = screen.lines()[*first..].iter();
            let lines = lines.take_while(|line| line.section == *number);
            let asked = lines.filter(|line| {
                let item = screen.filling().item(line);
                item.is_some_and(Item::takes_answer)
            });
            let (mut answered, mut all) = (0, 0);
            for line in asked {
                all += 1;
                answered += usize::from(screen.is_answered(line));
            }
            let section = &screen.checklist().sections[*number];
            (
                format!("{} {}", section.code, section.name.get(shell.words.0)),
                match all {
                    0 => String::new(),
                    all => format!("{answered}/{all}"),
                },
                answered == all,
            )
        })
        .collect();
    let columns = usize::from(paint.width()) + 2;
    let long =
        |(name, count, _): &(String, String, bool)| width::width(name) + width::width(count) + 4;
    let names = counts.iter().map(long).sum::<usize>() <= columns;
    let shown = |at: usize| {
        let (name, count, _) = &counts[at];
        let name = match names || at == now {
            true => name.as_str(),
            false => name.split(' ').next().unwrap_or(name),
        };
        let text = format!("{name} {count}");
        match at == now {
            true => format!("[{}]", text.trim_end()),
            false => format!(" {} ", text.trim_end()),
        }
    };
    // the first that lets the current one stay in sight, with one more behind it
    let ends = |from: usize| -> usize {
        let to = (now + 1).min(counts.len().saturating_sub(1));
        (from..=to).map(|at| width::width(&shown(at)) + 1).sum()
    };
    let first = (0..now).find(|from| ends(*from) <= columns).unwrap_or(now);
    let mut x = 0;
    for (at, (_, _, complete)) in counts.iter().enumerate().skip(first) {
        let style = match (at == now, *complete) {
            (true, _) => theme.key(),
            (false, true) => theme.good(),
            (false, false) => theme.quiet(),
        };
        x = paint.text(x, 0, &shown(at), style) + 1;
    }
}

enum Row<'a> {
    Section(String),
    Instance(String),
    Line(usize, &'a Line),
}

/// Section headings and items with a mark for what was found.
pub fn view_items(paint: &mut Paint<'_>, screen: &VisitScreen, shell: &Shell) {
    let theme = shell.theme;
    let rows = rows(screen, shell);
    let selected = rows
        .iter()
        .position(|row| matches!(row, Row::Line(at, _) if *at == screen.at))
        .unwrap_or(0);
    let top = scroll::page_of(selected, rows.len(), paint.height().into());
    for (y, row) in rows
        .iter()
        .skip(top)
        .take(paint.height().into())
        .enumerate()
    {
        let mut drawn = paint.part(0, y as u16, paint.width(), 1);
        match row {
            Row::Section(name) => {
                drawn.text(1, 0, name, theme.strong());
            }
            Row::Instance(name) => {
                drawn.text(2, 0, name, theme.quiet());
            }
            Row::Line(at, line) => {
                view_line(&mut drawn, screen, line, shell);
                if *at == screen.at {
                    drawn.row(0, theme.selected());
                }
            }
        }
    }
}

fn rows<'a>(screen: &'a VisitScreen, shell: &Shell) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let mut before: Option<&Line> = None;
    for (at, line) in screen.lines().iter().enumerate() {
        if before.is_none_or(|before| before.section != line.section) {
            let section = &screen.checklist().sections[line.section];
            let name = section.name.get(shell.words.0);
            rows.push(Row::Section(format!("{} {name}", section.code)));
        }
        let is_next = |number| {
            before.is_none_or(|before| {
                before.section != line.section || before.number != Some(number)
            })
        };
        if let Some(number) = line.number.filter(|number| is_next(*number)) {
            rows.push(Row::Instance(screen.instance_name(
                line.section,
                number,
                shell,
            )));
        }
        rows.push(Row::Line(at, line));
        before = Some(line);
    }
    rows
}

fn view_line(drawn: &mut Paint<'_>, screen: &VisitScreen, line: &Line, shell: &Shell) {
    let (theme, lang) = (shell.theme, shell.words.0);
    let Some(item) = screen.filling().item(line) else {
        let name = format!("+ {}", shell.words.add_key());
        drawn.within(2, 0, drawn.width().saturating_sub(3), &name, theme.key());
        return;
    };
    let (mark, style) = mark(screen, line, item, shell);
    let waiting = if screen.is_waiting(&line.address) {
        "~"
    } else {
        ""
    };
    let answer = screen.answer_of(line);
    let sign = |is: bool, sign: &'static str| if is { sign } else { "" };
    let tail = format!(
        "{}{}{}{mark}{waiting} ",
        sign(answer.is_some_and(|answer| answer.conflict), "!"),
        sign(screen.is_changed(line), "^"),
        sign(answer.is_some_and(|answer| !answer.remark.is_empty()), "+"),
    );
    let x = drawn.right(0, &tail, style);
    // the code of one of several needs no number: it stands under it
    let name = screen.filling().said(&item.name, lang, line);
    let veto = if item.veto { "*" } else { " " };
    let name = format!("{}{veto}{name}", item.code);
    drawn.within(2, 0, x.saturating_sub(3), &name, theme.text());
}

/// What stands at the end of an item's line: its answer, short.
fn mark(screen: &VisitScreen, line: &Line, item: &Item, shell: &Shell) -> (String, Style) {
    const COLUMNS: usize = 10;
    let theme = shell.theme;
    if let Some(option) = option_of(screen, line) {
        return (
            option.label.get(shell.words.0).to_owned(),
            option_style(option, theme),
        );
    }
    let text = screen.filling().text(line);
    let state = screen.filling().state(line);
    let style = match state {
        _ if item.kind == ItemKind::Computed => theme.quiet(),
        Some(state) if state.limit_broken || state.stray => theme.bad(),
        Some(state) if state.warned || state.missing => theme.warn(),
        _ if text.is_empty() => theme.dim(),
        _ => theme.text(),
    };
    if item.kind == ItemKind::Note {
        return (String::new(), style);
    }
    if text.is_empty() {
        return ("-".to_owned(), style);
    }
    let shown = item.shown(&text, screen.checklist(), shell.words.0);
    (width::cut(&width::printable(&shown), COLUMNS), style)
}

/// The option of a scale that was chosen in a line.
pub fn option_of<'a>(screen: &'a VisitScreen, line: &Line) -> Option<&'a ScaleOption> {
    let item = screen.filling().item(line)?;
    let code = screen.answer_of(line)?.option.as_deref()?;
    screen.checklist().option(item, code)
}

/// Good, middling, bad, or out of the reckoning.
pub fn option_style(option: &ScaleOption, theme: Theme) -> Style {
    share_style(option.percent, theme)
}

/// The style of a share in percent of an item's points; none where the item does not apply.
pub fn share_style(percent: Option<u32>, theme: Theme) -> Style {
    match percent {
        None => theme.quiet(),
        Some(0) => theme.bad(),
        Some(percent) if percent < 75 => theme.warn(),
        Some(_) => theme.good(),
    }
}
