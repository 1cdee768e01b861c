//! The devices of the store: whose they are, what they may do and where. The office lets in those that ask, after the
//! fingerprint was compared, and shuts out those that are lost.

use super::SyncAsk;
use crate::app::command::Cmd;
use crate::app::form::{Field, Form};
use crate::app::model::Shell;
use crate::app::screen::Step;
use crate::app::sheet::Sheet;
use crate::app::walk::{is_walk, walked};
use crate::domain::exchange::{Belonging, Device, DeviceRole, DeviceState, SyncView};
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width::printable;
use crate::words::Words;

/// Rows below the list, for the whole of what is known of one device.
const BELOW: u16 = 6;

pub struct Devices {
    devices: Vec<Device>,
    belonging: Belonging,
    /// This device's own, to be read to the office.
    fingerprint: String,
    at: usize,
}

impl Devices {
    pub fn new(view: &SyncView) -> Devices {
        Devices {
            devices: view.devices.clone(),
            belonging: view.belonging,
            fingerprint: view.fingerprint.clone(),
            at: 0,
        }
    }

    pub fn shown(&mut self, view: &SyncView) {
        let at = self.at;
        *self = Devices::new(view);
        self.at = at.min(self.devices.len().saturating_sub(1));
    }

    fn device(&self) -> Option<&Device> {
        self.devices.get(self.at)
    }

    pub fn offers(&self, action: Action) -> bool {
        let office = self.belonging == Belonging::Office;
        let state = self.device().map(|device| device.state);
        match action {
            Action::Approve => office && state == Some(DeviceState::Asks),
            Action::Revoke => {
                office
                    && state == Some(DeviceState::In)
                    && self.device().is_some_and(|device| !device.this)
            }
            _ => true,
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let last = self.devices.len().saturating_sub(1);
        let page = usize::from(rows(shell.body_rows()));
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Back => return Step::back(),
            action if !self.offers(action) => {}
            Action::Approve => return self.approve(shell),
            Action::Revoke => return self.revoke(shell),
            _ => {}
        }
        Step::stay()
    }

    fn approve(&self, shell: &Shell) -> Step {
        let words = shell.words;
        let Some(device) = self.device() else {
            return Step::stay();
        };
        let roles = DeviceRole::ALL.map(|role| words.role_of_device(role).to_owned());
        let form = Form::new(vec![
            Field::choice(words.field_device_role(), roles.into(), 0),
            Field::text(words.field_device_areas(), ""),
        ]);
        let hint = words.device_approve_hint(&named(device, words), &device.fingerprint);
        let id = device.id.clone();
        Sheet::asking(words.key_approve(), hint, form, move |form, _, ticket| {
            let areas = form.text_of(1).split(['、', '，', ',', ' ']);
            let areas = areas.filter(|area| !area.is_empty());
            Ok(Cmd::Sync(SyncAsk::Approve {
                ticket,
                device: id.clone(),
                role: DeviceRole::ALL[form.choice_of(0)],
                areas: areas.map(str::to_owned).collect(),
            }))
        })
        .open()
    }

    fn revoke(&self, shell: &Shell) -> Step {
        let words = shell.words;
        let Some(device) = self.device() else {
            return Step::stay();
        };
        let form = Form::new(vec![Field::text(words.field_reason(), "")]);
        let hint = words.device_revoke_hint(&named(device, words));
        let id = device.id.clone();
        Sheet::asking(
            words.key_revoke(),
            hint,
            form,
            move |form, shell, ticket| match form.text_of(0) {
                "" => Err((0, shell.words.device_reason_needed().to_owned())),
                reason => Ok(Cmd::Sync(SyncAsk::Revoke {
                    ticket,
                    device: id.clone(),
                    reason: reason.to_owned(),
                })),
            },
        )
        .open()
    }

    pub fn position(&self) -> String {
        match self.devices.len() {
            0 => String::new(),
            all => format!("{} / {all}", self.at + 1),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let columns = paint.width().saturating_sub(2);
        let height = paint.height();
        if self.devices.is_empty() {
            let mut paint = paint.part(1, 0, columns, height);
            let text = match self.belonging {
                Belonging::Waiting => words.devices_waiting(),
                _ => words.devices_alone(),
            };
            let y = paint.wrapped(0, 0, 4, text, theme.text());
            if !self.fingerprint.is_empty() {
                let own = words.device_own(self.fingerprint.clone());
                paint.wrapped(0, y + 1, 3, &own, theme.quiet());
            }
            return;
        }
        let rows = rows(height);
        let first = scroll::page_of(self.at, self.devices.len(), rows.into());
        for (y, device) in self
            .devices
            .iter()
            .skip(first)
            .take(rows.into())
            .enumerate()
        {
            let mut line = paint.part(0, y as u16, paint.width(), 1);
            view_line(&mut line, device, shell);
            if first + y == self.at {
                line.row(0, theme.selected());
            }
        }
        if let Some(device) = self.device() {
            let shown = self.devices.len().min(rows.into()) as u16;
            let mut below = paint.part(1, shown + 1, columns, height.saturating_sub(shown + 1));
            self.view_device(&mut below, device, shell);
        }
    }

    fn view_device(&self, paint: &mut Paint<'_>, device: &Device, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let print = words.device_print(&device.fingerprint);
        let mut y = paint.wrapped(0, 0, 2, &print, theme.strong());
        if !device.areas.is_empty() {
            let areas = words.device_areas(&device.areas.join(words.list_comma()));
            y = paint.wrapped(0, y, 2, &printable(&areas), theme.text());
        }
        if !device.reason.is_empty() {
            let reason = words.device_reason(&device.reason);
            y = paint.wrapped(0, y, 2, &printable(&reason), theme.warn());
        }
        let hint = match (self.belonging, device.state) {
            (Belonging::Office, DeviceState::Asks) => words.device_compare(),
            (_, DeviceState::Asks) => words.device_only_office(),
            _ => return,
        };
        paint.wrapped(0, y, 2, hint, theme.quiet());
    }
}

fn rows(body: u16) -> u16 {
    body.saturating_sub(BELOW).max(3)
}

/// A person who wrote no name down is shown to have none.
fn named(device: &Device, words: Words) -> String {
    match device.name.is_empty() {
        true => words.device_nameless().to_owned(),
        false => printable(&device.name).into_owned(),
    }
}

/// State, person, role and areas; of one that asks the beginning of what is to be compared.
fn view_line(paint: &mut Paint<'_>, device: &Device, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let style = match device.state {
        DeviceState::Asks => theme.warn(),
        DeviceState::In => theme.good(),
        DeviceState::Out => theme.quiet(),
    };
    let name = if words == Words::ZH { 10 } else { 12 };
    let columns = paint.width();
    let role = name + columns.saturating_sub(name) / 3;
    let areas = role + if words == Words::ZH { 10 } else { 14 };
    paint.text(1, 0, words.device_state(device.state, device.this), style);
    paint.within(
        name,
        0,
        role.saturating_sub(name + 2),
        &named(device, words),
        theme.text(),
    );
    let shown = device.role.map_or("", |role| words.role_of_device(role));
    paint.text(role, 0, shown, theme.text());
    let rest = match device.state {
        DeviceState::Asks => device.fingerprint.chars().take(14).collect(),
        _ => device.areas.join(words.list_comma()),
    };
    let room = columns.saturating_sub(areas + 1);
    paint.within(areas, 0, room, &printable(&rest), theme.quiet());
}
