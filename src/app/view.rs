//! The frame around every screen: title, notice, keys, and the screens of the stack between them.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::lock::Lock;
use super::model::{Model, NoticeKind, Shell};
use super::screen::Screen;
use crate::keys::{self, Binding, Scope};
use crate::widgets::paint::Paint;
use crate::width;

/// The screen is not usable below this size, in columns and rows.
pub const LEAST: (u16, u16) = (40, 10);

/// Draws the whole screen.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    let cursor = draw(model, frame.buffer_mut(), area);
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// Draws into a buffer; returns where the cursor stands.
pub fn draw(model: &Model, buffer: &mut Buffer, area: Rect) -> Option<(u16, u16)> {
    let shell = &model.shell;
    let mut paint = Paint::new(buffer, area, shell.theme);
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let words = shell.words.too_small(LEAST.0, LEAST.1);
        paint.wrapped(0, 0, area.height, &words, shell.theme.text());
        return None;
    }
    if let Some(lock) = &model.lock {
        return draw_lock(&mut paint, lock, shell, area);
    }
    let base = model
        .stack
        .iter()
        .rposition(|screen| !screen.is_overlay())
        .unwrap_or(0);
    draw_title(&mut paint, &model.stack[base], shell);
    paint.rule(1);
    let rows = area.height - 4;
    let mut cursor = None;
    for screen in &model.stack[base..] {
        let mut body = paint.part(0, 2, area.width, rows);
        cursor = screen.view(&mut body, shell);
    }
    draw_notice(&mut paint.part(0, area.height - 2, area.width, 1), shell);
    draw_footer(&mut paint.part(0, area.height - 1, area.width, 1), model);
    cursor
}

/// Nothing but the lock: what lies below is not even drawn.
fn draw_lock(paint: &mut Paint<'_>, lock: &Lock, shell: &Shell, area: Rect) -> Option<(u16, u16)> {
    let x = paint.text(1, 0, shell.words.program(), shell.theme.key());
    paint.text(x + 2, 0, shell.words.locked(), shell.theme.strong());
    paint.rule(1);
    let cursor = lock.view(&mut paint.part(0, 2, area.width, area.height - 4), shell);
    let mut footer = paint.part(0, area.height - 1, area.width, 1);
    draw_keys(
        &mut footer,
        shell,
        keys::bindings(Scope::Lock).chain(keys::quit()),
    );
    cursor
}

fn draw_title(paint: &mut Paint<'_>, screen: &Screen, shell: &Shell) {
    let (left, right) = screen.title(shell);
    let theme = shell.theme;
    let read_only = if shell.read_only {
        shell.words.read_only_short()
    } else {
        ""
    };
    let running = shell
        .sync
        .map_or_else(String::new, |stand| match stand.files_total {
            0 => shell.words.sync_mark_looking().to_owned(),
            _ => shell.words.sync_mark(stand.percent()),
        });
    let right = [read_only, &right, &running].join("  ");
    let style = if shell.read_only {
        theme.warn()
    } else {
        theme.strong()
    };
    let end = paint.right(0, &format!("{} ", right.trim()), style);
    let x = paint.text(1, 0, shell.words.program(), theme.key());
    paint.within(
        x + 2,
        0,
        end.saturating_sub(x + 3),
        &width::printable(&left),
        theme.strong(),
    );
}

fn draw_notice(paint: &mut Paint<'_>, shell: &Shell) {
    if let Some(notice) = &shell.notice {
        let style = match notice.kind {
            NoticeKind::Hint => shell.theme.quiet(),
            NoticeKind::Good => shell.theme.good(),
            NoticeKind::Bad => shell.theme.bad(),
        };
        paint.text(1, 0, &width::printable(&notice.text), style);
    }
}

fn draw_footer(paint: &mut Paint<'_>, model: &Model) {
    let (shell, screen) = (&model.shell, model.top());
    let offered =
        keys::footer(screen.scope()).filter(|binding| screen.offers(binding.action, shell));
    draw_keys(paint, shell, offered);
}

fn draw_keys(
    paint: &mut Paint<'_>,
    shell: &Shell,
    bindings: impl Iterator<Item = &'static Binding>,
) {
    let mut x = 1;
    for binding in bindings {
        let key = &keys::shown(binding, shell.words)[0];
        let label = (binding.label)(shell.words);
        // a hint that does not fit whole is left out rather than cut
        if usize::from(x) + width::width(key) + 1 + width::width(label) > paint.width().into() {
            break;
        }
        x = paint.text(x, 0, key, shell.theme.key());
        x = paint.text(x + 1, 0, label, shell.theme.quiet()) + 2;
    }
}
