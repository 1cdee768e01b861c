//! The current item, large: what is asked, how it is judged, what was found last time, the answers and the remark.

use super::model::Shell;
use super::outline::{answer_of, option_style};
use super::visit::VisitScreen;
use crate::domain::checklist::Item;
use crate::widgets::paint::Paint;
use crate::width;
use crate::words::Words;
use ratatui::style::Modifier;

/// Draws the card; returns the cursor of the remark field while that has the focus.
pub fn view(paint: &mut Paint<'_>, screen: &VisitScreen, shell: &Shell) -> Option<(u16, u16)> {
    let item = screen.item()?;
    let (theme, words) = (shell.theme, shell.words);
    let lang = words.0;
    let labels = if words == Words::ZH { 10 } else { 11 };
    let points = match item.veto {
        true => words.points_veto(item.points),
        false => words.points(item.points),
    };
    let x = paint.right(
        0,
        &points,
        if item.veto {
            theme.warn()
        } else {
            theme.quiet()
        },
    );
    let name = format!("{}  {}", item.code, item.name.get(lang));
    let columns = x.saturating_sub(1);
    let rows = paint.height();
    let mut y = paint
        .part(0, 0, columns, rows)
        .wrapped(0, 0, 2, &name, theme.strong())
        + 1;
    // the remark being typed and the answers stay in sight, whatever else has to give way
    let cramped = screen.remark.is_some() && rows < 16;
    if !cramped {
        let spare = rows.saturating_sub(y + 7);
        paint.within(0, y, labels, words.criterion(), theme.quiet());
        y = paint.wrapped(
            labels,
            y,
            spare.clamp(1, 4),
            item.criterion.get(lang),
            theme.text(),
        );
        paint.within(0, y, labels, words.method(), theme.quiet());
        y = paint.wrapped(labels, y, 1, item.method.get(lang), theme.text());
        y = view_last(paint, y, labels, screen, item, shell);
        y = view_history(paint, y, labels, screen, item, shell);
    }
    y += u16::from(rows > y + 5);
    y = view_options(paint, y, screen, item, shell);
    y += u16::from(rows > y + 3);
    let cursor = view_remark(paint, y, labels, screen, item, shell);
    view_foot(paint, screen, item, shell, y + 4);
    cursor
}

fn view_last(
    paint: &mut Paint<'_>,
    y: u16,
    labels: u16,
    screen: &VisitScreen,
    item: &Item,
    shell: &Shell,
) -> u16 {
    let (theme, words) = (shell.theme, shell.words);
    let Some((date, answers)) = &screen.view.last else {
        paint.within(0, y, labels, words.last_time(), theme.quiet());
        paint.text(labels, y, words.first_visit(), theme.quiet());
        return y + 1;
    };
    paint.within(0, y, labels, words.last_time(), theme.quiet());
    let last = answers.get(&item.code);
    let option = last
        .and_then(|last| last.option.as_deref())
        .and_then(|code| screen.checklist().option(item, code));
    let x = match option {
        Some(option) => paint.text(
            labels,
            y,
            option.label.get(words.0),
            option_style(option, theme),
        ),
        None => paint.text(labels, y, words.not_checked(), theme.quiet()),
    };
    paint.text(x + 2, y, &date.to_string(), theme.quiet());
    match last.filter(|last| !last.remark.is_empty()) {
        Some(last) => paint.wrapped(
            labels,
            y + 1,
            2,
            &width::printable(&last.remark),
            theme.quiet(),
        ),
        None => y + 1,
    }
}

/// For a corrected visit: what the item was first answered, and why that changed.
fn view_history(
    paint: &mut Paint<'_>,
    y: u16,
    labels: u16,
    screen: &VisitScreen,
    item: &Item,
    shell: &Shell,
) -> u16 {
    let (theme, words) = (shell.theme, shell.words);
    let (Some(original), true) = (
        &screen.view.original,
        screen.corrected_items().contains(item.code.as_str()),
    ) else {
        return y;
    };
    let first = original
        .get(&item.code)
        .and_then(|answer| answer.option.as_deref());
    let first = first.and_then(|code| screen.checklist().option(item, code));
    let first = first.map_or(words.not_checked(), |option| option.label.get(words.0));
    let reasons: Vec<&str> = screen
        .view
        .corrections
        .iter()
        .filter(|version| version.items.contains(&item.code))
        .map(|version| version.reason.as_str())
        .collect();
    paint.within(0, y, labels, words.first_answer(), theme.quiet());
    let text = format!(
        "{first}  {}",
        width::printable(&reasons.join(words.list_comma()))
    );
    paint.wrapped(labels, y, 2, &text, theme.warn())
}

/// The answers with their digits in one row, the chosen one marked; over two rows where one is too short.
fn view_options(
    paint: &mut Paint<'_>,
    y: u16,
    screen: &VisitScreen,
    item: &Item,
    shell: &Shell,
) -> u16 {
    let theme = shell.theme;
    let chosen = answer_of(screen, item);
    let (mut x, mut y) = (0, y);
    for option in screen.checklist().options(item) {
        let is_chosen = chosen.is_some_and(|chosen| chosen.code == option.code);
        let text = match is_chosen {
            true => format!("[{} {}]", option.key, option.label.get(shell.words.0)),
            false => format!(" {} {} ", option.key, option.label.get(shell.words.0)),
        };
        if x > 0 && usize::from(x) + width::width(&text) > usize::from(paint.width()) {
            x = 0;
            y += 1;
        }
        let style = match is_chosen {
            true => option_style(option, theme).add_modifier(Modifier::REVERSED | Modifier::BOLD),
            false => theme.text(),
        };
        let from = x;
        x = paint.text(x, y, &text, style);
        if !is_chosen {
            paint.text(from + 1, y, &option.key.to_string(), theme.key());
        }
        x += 1;
    }
    y + 1
}

fn view_remark(
    paint: &mut Paint<'_>,
    y: u16,
    labels: u16,
    screen: &VisitScreen,
    item: &Item,
    shell: &Shell,
) -> Option<(u16, u16)> {
    let (theme, words) = (shell.theme, shell.words);
    let style = if screen.remark.is_some() {
        theme.key()
    } else {
        theme.quiet()
    };
    paint.within(0, y, labels, words.remark(), style);
    let columns = paint.width().saturating_sub(labels);
    let mut field = paint.part(labels, y, columns, 3);
    match &screen.remark {
        Some(input) => input.draw_lines(&mut field, theme.strong()),
        None => {
            match screen
                .answers()
                .get(&item.code)
                .filter(|answer| !answer.remark.is_empty())
            {
                Some(answer) => {
                    field.wrapped(0, 0, 3, &width::printable(&answer.remark), theme.text())
                }
                None => field.text(0, 0, "-", theme.dim()),
            };
            None
        }
    }
}

/// What must be said of the item or the visit as a whole: where the item comes from, a conflict, a correction.
fn view_foot(paint: &mut Paint<'_>, screen: &VisitScreen, item: &Item, shell: &Shell, from: u16) {
    let (theme, words) = (shell.theme, shell.words);
    let last = paint.height().saturating_sub(1);
    if screen
        .answers()
        .get(&item.code)
        .is_some_and(|answer| answer.conflict)
    {
        paint.text(0, last, words.conflict(), theme.bad());
    } else if let Some(reason) = screen.is_correcting() {
        paint.text(
            0,
            last,
            &words.correcting(width::printable(reason).into_owned()),
            theme.warn(),
        );
    } else if screen.original {
        paint.text(0, last, words.original_shown(), theme.warn());
    } else if last > from {
        let basis = words.basis(item.basis.get(words.0));
        let room = (last - from).min(4);
        let lines = (width::wrap(&basis, paint.width().into()).len() as u16).clamp(1, room);
        paint.wrapped(0, last + 1 - lines, lines, &basis, theme.dim());
    }
}
