//! A question with one answer that does something: Enter does it, Esc does not.

use super::screen::{Go, Reply, Step};
use crate::app::model::Shell;
use crate::keys::Action;
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::width;

pub struct Ask {
    title: String,
    text: String,
    yes: Reply,
}

impl Ask {
    pub fn new(title: impl Into<String>, text: impl Into<String>, yes: Reply) -> Ask {
        Ask {
            title: title.into(),
            text: text.into(),
            yes,
        }
    }

    pub fn act(&mut self, action: Action) -> Step {
        match action {
            Action::Confirm => Step::go(Go::Reply(self.yes.clone())),
            Action::Back => Step::back(),
            _ => Step::stay(),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let columns = 62.min(paint.width());
        let lines = width::wrap(&self.text, columns.saturating_sub(4).into()).len() as u16;
        let mut inside = overlay(paint, columns, lines.min(6) + 4, &self.title);
        let y = inside.wrapped(0, 0, 6, &self.text, shell.theme.text());
        inside.wrapped(0, y + 1, 1, shell.words.ask_keys(), shell.theme.key());
        None
    }
}
