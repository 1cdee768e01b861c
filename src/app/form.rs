//! A few labelled fields below each other: texts to type and choices to turn. Used by settings, export, the first
//! start and a visit's details, which decide what a change means.

use crate::app::model::Shell;
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::width;

pub struct Form {
    pub fields: Vec<Field>,
    pub at: usize,
}

pub struct Field {
    pub label: &'static str,
    pub entry: Entry,
    /// What is typed is not shown.
    pub secret: bool,
}

pub enum Entry {
    Text(Input),
    Choice { options: Vec<String>, at: usize },
}

impl Field {
    pub fn text(label: &'static str, text: &str) -> Field {
        Field {
            label,
            entry: Entry::Text(Input::new(text)),
            secret: false,
        }
    }

    /// An empty text that is typed without being shown.
    pub fn secret(label: &'static str) -> Field {
        Field {
            secret: true,
            ..Field::text(label, "")
        }
    }

    pub fn choice(label: &'static str, options: Vec<String>, at: usize) -> Field {
        Field {
            label,
            entry: Entry::Choice { options, at },
            secret: false,
        }
    }
}

impl Form {
    pub fn new(fields: Vec<Field>) -> Form {
        Form { fields, at: 0 }
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        match &mut self.fields[self.at].entry {
            Entry::Text(input) => Some(input),
            Entry::Choice { .. } => None,
        }
    }

    /// The current field is one to turn, not to type in.
    pub fn is_choice(&self) -> bool {
        matches!(self.fields[self.at].entry, Entry::Choice { .. })
    }

    /// Goes to the field that many below, round the ends.
    pub fn step(&mut self, by: isize) {
        let count = self.fields.len() as isize;
        self.at = (self.at as isize + by).rem_euclid(count) as usize;
    }

    pub fn is_last(&self) -> bool {
        self.at + 1 == self.fields.len()
    }

    /// Takes the next choice of the current field; false where it is a text.
    pub fn turn(&mut self, by: isize) -> bool {
        match &mut self.fields[self.at].entry {
            Entry::Choice { options, at } => {
                *at = (*at as isize + by).rem_euclid(options.len() as isize) as usize;
                true
            }
            Entry::Text(_) => false,
        }
    }

    /// Takes an action that goes from field to field or turns a choice; false where it is another.
    pub fn takes(&mut self, action: Action) -> bool {
        match action {
            Action::NextField => self.step(1),
            Action::PreviousField => self.step(-1),
            Action::Right => return self.turn(1),
            Action::Left => return self.turn(-1),
            _ => return false,
        }
        true
    }

    pub fn text_of(&self, field: usize) -> &str {
        match &self.fields[field].entry {
            Entry::Text(input) => input.text().trim(),
            Entry::Choice { .. } => "",
        }
    }

    pub fn choice_of(&self, field: usize) -> usize {
        match &self.fields[field].entry {
            Entry::Choice { at, .. } => *at,
            Entry::Text(_) => 0,
        }
    }

    pub fn set_choice(&mut self, field: usize, choice: usize) {
        if let Entry::Choice { at, .. } = &mut self.fields[field].entry {
            *at = choice;
        }
    }

    /// Draws the fields from row `y` on, one a row; returns the cursor of a focused text.
    pub fn view(&self, paint: &mut Paint<'_>, y: u16, shell: &Shell) -> Option<(u16, u16)> {
        let theme = shell.theme;
        let labels = self
            .fields
            .iter()
            .map(|field| width::width(field.label))
            .max()
            .unwrap_or(0) as u16;
        let mut cursor = None;
        // where not all fields have room, the current one is the last in sight
        let rows = usize::from(paint.height().saturating_sub(y)).max(1);
        let first = (self.at + 1).saturating_sub(rows);
        for (at, field) in self.fields.iter().enumerate().skip(first) {
            let row = y + (at - first) as u16;
            let focused = at == self.at;
            if focused {
                paint.text(0, row, ">", theme.key());
            }
            paint.text(
                2,
                row,
                field.label,
                if focused {
                    theme.strong()
                } else {
                    theme.quiet()
                },
            );
            let x = 2 + labels + 2;
            match &field.entry {
                Entry::Text(input) => {
                    let mut part = paint.part(x, row, paint.width().saturating_sub(x + 1), 1);
                    match (focused, input.is_empty()) {
                        (true, _) if field.secret => {
                            cursor = input.masked().draw_line(&mut part, theme.strong());
                        }
                        (true, _) => cursor = input.draw_line(&mut part, theme.strong()),
                        (false, true) => {
                            part.text(0, 0, shell.words.not_given(), theme.dim());
                        }
                        (false, false) if field.secret => {
                            part.text(0, 0, input.masked().text(), theme.text());
                        }
                        (false, false) => {
                            part.text(0, 0, input.text(), theme.text());
                        }
                    }
                }
                Entry::Choice { options, at } => {
                    let text = match focused {
                        true => format!("< {} >", options[*at]),
                        false => options[*at].clone(),
                    };
                    paint.text(
                        x,
                        row,
                        &text,
                        if focused { theme.key() } else { theme.text() },
                    );
                }
            }
        }
        cursor
    }
}
