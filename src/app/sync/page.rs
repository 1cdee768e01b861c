//! The first page of sync: with which store, how the last one ended, what of the work has left this laptop, and what
//! waits to be looked at. A sync that was begun here goes on when the page is left.

use super::aside::AsideList;
use super::devices::Devices;
use super::running;
use super::{SyncAsk, SyncScreen};
use crate::app::command::Cmd;
use crate::app::duplicates::DuplicatesScreen;
use crate::app::form::{Field, Form};
use crate::app::model::Shell;
use crate::app::notices::Notices;
use crate::app::screen::{Screen, Step};
use crate::app::sheet::Sheet;
use crate::app::walk::{is_walk, walked};
use crate::domain::exchange::{Belonging, SyncEnd, SyncOrder, SyncView};
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::widgets::progress;
use crate::width::printable;
use crate::words::Words;

#[derive(Default)]
pub struct SyncPage {
    /// None until it was read.
    view: Option<SyncView>,
    at: usize,
}

/// What can be opened from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Numbers,
    Duplicates,
    Devices,
    Aside,
}

const LINES: [Line; 4] = [Line::Numbers, Line::Duplicates, Line::Devices, Line::Aside];

impl SyncPage {
    pub fn shown(&mut self, view: &SyncView) {
        self.view = Some(view.clone());
    }

    pub fn offers(&self, action: Action, shell: &Shell) -> bool {
        let place = self
            .view
            .as_ref()
            .is_some_and(|view| !view.place.is_empty());
        match action {
            Action::SyncNow => shell.sync.is_none() && place,
            Action::StopSync => shell.sync.is_some(),
            Action::BeginStore => shell.sync.is_none() && place && self.may_begin(),
            Action::NameStore => shell.sync.is_none(),
            Action::Open => self.view.is_some(),
            _ => true,
        }
    }

    /// The store was looked for and is not there; a device that belongs to one begins no second by mistake.
    fn may_begin(&self) -> bool {
        self.view.as_ref().is_some_and(|view| {
            let ended = view.last.as_ref().map(|last| (&last.end, &last.place));
            ended == Some((&SyncEnd::Empty, &view.place))
        })
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            action if is_walk(action) => {
                self.at = walked(self.at, action, LINES.len() - 1, LINES.len());
            }
            Action::Back => return Step::back(),
            action if !self.offers(action, shell) => {}
            Action::SyncNow => {
                let place = self.view.as_ref().map(|view| view.place.clone());
                let order = SyncOrder {
                    place: place.unwrap_or_default(),
                    ..SyncOrder::default()
                };
                return Step::ask(running::start(order, shell));
            }
            Action::StopSync => return Step::ask(running::stop(shell)),
            Action::NameStore => return self.name_store(shell),
            Action::BeginStore => return self.begin_store(shell),
            Action::Open => return self.open(shell),
            _ => {}
        }
        Step::stay()
    }

    fn open(&self, shell: &mut Shell) -> Step {
        let Some(view) = &self.view else {
            return Step::stay();
        };
        match LINES[self.at] {
            Line::Numbers => Notices::open_list(shell),
            Line::Duplicates => {
                let (screen, cmd) = DuplicatesScreen::new(shell);
                Step::open(Screen::Duplicates(Box::new(screen))).with(cmd)
            }
            Line::Devices => SyncScreen::Devices(Devices::new(view)).opened(),
            Line::Aside => SyncScreen::Aside(AsideList::new(view)).opened(),
        }
    }

    fn name_store(&self, shell: &Shell) -> Step {
        let words = shell.words;
        let known = self.view.as_ref().map_or("", |view| &view.place);
        let form = Form::new(vec![Field::text(words.field_store(), known)]);
        let (title, hint) = (words.sync_store_title(), words.sync_store_hint());
        let make = |form: &Form, shell: &Shell, ticket| {
            let place = form.text_of(0).to_owned();
            match place.is_empty() {
                true => Err((0, shell.words.sync_store_needed().to_owned())),
                false => Ok(Cmd::Sync(SyncAsk::UseStore { ticket, place })),
            }
        };
        Sheet::asking(title, hint, form, make).open()
    }

    fn begin_store(&self, shell: &Shell) -> Step {
        let words = shell.words;
        let place = self.view.as_ref().map(|view| view.place.clone());
        let place = place.unwrap_or_default();
        let form = Form::new(vec![Field::text(words.field_store_area(), "")]);
        let (title, hint) = (words.sync_begin_title(), words.sync_begin_hint(&place));
        let make = move |form: &Form, shell: &Shell, ticket| {
            let area = form.text_of(0).to_owned();
            let good = |c: char| c.is_ascii_digit() || c.is_ascii_lowercase();
            match area.len() <= 20 && area.chars().all(good) {
                false => Err((0, shell.words.device_bad_area(area))),
                true => Ok(Cmd::Sync(SyncAsk::Start {
                    ticket,
                    order: SyncOrder {
                        place: place.clone(),
                        begin: true,
                        area,
                    },
                })),
            }
        };
        Sheet::asking(title, hint, form, make).open()
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let columns = paint.width().saturating_sub(2);
        let rows = paint.height();
        let mut paint = paint.part(1, 0, columns, rows);
        let Some(view) = &self.view else {
            paint.text(0, 0, shell.words.reading(), shell.theme.quiet());
            return;
        };
        let y = self.view_stand(&mut paint, view, shell);
        let y = view_progress(&mut paint, y, shell);
        let y = self.view_lines(&mut paint, y + 1, view, shell);
        view_notes(&mut paint, y + 1, view, shell);
    }

    /// The store, the last sync, what has left this laptop, who this device is.
    fn view_stand(&self, paint: &mut Paint<'_>, view: &SyncView, shell: &Shell) -> u16 {
        let (theme, words) = (shell.theme, shell.words);
        let labels = labels(words);
        let place = match view.place.is_empty() {
            true => (words.sync_no_store(), theme.quiet()),
            false => (view.place.as_str(), theme.strong()),
        };
        paint.text(0, 0, words.field_store(), theme.quiet());
        paint.within(
            labels,
            0,
            paint.width() - labels.min(paint.width()),
            &printable(place.0),
            place.1,
        );
        paint.text(0, 1, words.sync_last(), theme.quiet());
        let mut y = 1;
        match &view.last {
            None => {
                paint.text(labels, y, words.sync_never(), theme.quiet());
                y += 1;
            }
            Some(last) => {
                y = paint.wrapped(labels, y, 1, &printable(&last.clock), theme.text());
                let text = words.sync_ended(last);
                let style = match last.end.is_calm() {
                    true => theme.text(),
                    false => theme.warn(),
                };
                y = paint.wrapped(labels, y, 3, &printable(&text), style);
                let detail = words.sync_detail(last);
                if !detail.is_empty() {
                    y = paint.wrapped(labels, y, 2, &printable(&detail), theme.dim());
                }
            }
        }
        paint.text(0, y, words.sync_written(), theme.quiet());
        let sent = view.sent;
        let text = words.sync_sent(sent.here, sent.uploaded, sent.confirmed);
        y = paint.wrapped(labels, y, 2, &text, theme.text());
        paint.text(0, y, words.sync_this_device(), theme.quiet());
        y = paint.wrapped(labels, y, 2, words.belonging(view.belonging), theme.text());
        if !view.fingerprint.is_empty() && view.belonging != Belonging::Alone {
            paint.text(0, y, words.sync_fingerprint(), theme.quiet());
            y = paint.wrapped(labels, y, 2, &view.fingerprint, theme.quiet());
        }
        y
    }

    /// What can be opened, each with how much waits there.
    fn view_lines(&self, paint: &mut Paint<'_>, y: u16, view: &SyncView, shell: &Shell) -> u16 {
        let theme = shell.theme;
        for (row, line) in LINES.iter().enumerate() {
            let mut part = paint.part(0, y + row as u16, paint.width(), 1);
            let (name, text, waits) = line.say(view, shell.words);
            part.text(1, 0, name, theme.text());
            let style = match waits {
                true => theme.warn(),
                false => theme.quiet(),
            };
            part.text(labels(shell.words) + 10, 0, &text, style);
            if row == self.at {
                part.row(0, theme.selected());
            }
        }
        y + LINES.len() as u16
    }
}

impl Line {
    /// Its name, how much is there, and whether somebody has to do something about it.
    fn say(self, view: &SyncView, words: Words) -> (&'static str, String, bool) {
        let count = |count: u64| match count {
            0 => words.sync_none_waits().to_owned(),
            count => words.sync_wait(count),
        };
        match self {
            Line::Numbers => (
                words.sync_line_numbers(),
                count(view.numbers),
                view.numbers > 0,
            ),
            Line::Duplicates => (
                words.sync_line_duplicates(),
                words.sync_look_through().to_owned(),
                false,
            ),
            Line::Devices => {
                let asking = view.asking();
                let all = view.devices.len() as u64 - asking;
                let text = match asking {
                    0 if all == 0 => words.sync_devices_alone().to_owned(),
                    0 => words.sync_devices(all),
                    asking => words.sync_devices_asking(all, asking),
                };
                (words.sync_line_devices(), text, asking > 0)
            }
            Line::Aside => (
                words.sync_line_aside(),
                count(view.aside_total),
                view.aside_total > 0,
            ),
        }
    }
}

/// Columns of the labels on the left.
fn labels(words: Words) -> u16 {
    if words == Words::ZH { 10 } else { 13 }
}

/// Files and bytes of those known so far, while a sync runs.
fn view_progress(paint: &mut Paint<'_>, y: u16, shell: &Shell) -> u16 {
    let Some(stand) = shell.sync else {
        return y;
    };
    let (theme, words) = (shell.theme, shell.words);
    let y = y + 1;
    paint.text(0, y, words.sync_running(), theme.strong());
    let mut bar = paint.part(labels(words), y, paint.width(), 1);
    match stand.files_total {
        0 => {
            bar.text(0, 0, words.sync_looking(), theme.quiet());
        }
        total => {
            progress::bar(&mut bar, 0, Some((stand.files, total)), theme.accent());
            let sizes = format!(
                "{} / {}",
                words.file_size(stand.bytes),
                words.file_size(stand.bytes_total)
            );
            paint.text(labels(words), y + 1, &sizes, theme.quiet());
        }
    }
    y + 2
}

/// What is good to know and asks for nothing.
fn view_notes(paint: &mut Paint<'_>, mut y: u16, view: &SyncView, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let some = |count: u64, text: String| (count > 0).then_some(text);
    let last = view.last.as_ref();
    let of_last = |count: Option<u64>| count.unwrap_or(0);
    let gaps = of_last(last.map(|last| last.gaps));
    let ahead = of_last(last.map(|last| last.ahead));
    let forked = of_last(last.map(|last| last.forked));
    let may_begin = (view.place.is_empty() && view.belonging == Belonging::Alone)
        .then(|| words.sync_alone().to_owned());
    let notes = [
        may_begin,
        view.suspected.then(|| words.sync_suspected().to_owned()),
        some(view.newer, words.sync_newer_kept(view.newer)),
        some(gaps, words.sync_gaps(gaps)),
        some(ahead, words.sync_ahead(ahead)),
        some(forked, words.sync_forked(forked as usize)),
    ];
    for note in notes.into_iter().flatten() {
        let left = paint.height().saturating_sub(y);
        if left == 0 {
            break;
        }
        y = paint.wrapped(0, y, left.min(3), &note, theme.quiet());
    }
}
