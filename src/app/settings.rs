//! Who works here and how the program looks. A change holds at once and is written when its field is left.

use super::command::{Cmd, lang_code, preference};
use super::form::{Field, Form};
use super::model::Shell;
use super::protection;
use super::screen::Step;
use crate::domain::checklist::Lang;
use crate::domain::people::Person;
use crate::keys::Action;
use crate::theme::{Borders, Palette};
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::words::Words;

const NAME: usize = 0;
const UNIT: usize = 1;
const AREA: usize = 2;
const LANG: usize = 3;
const THEME: usize = 4;
const BORDERS: usize = 5;
/// Minutes that can be chosen; 0 is never.
const LOCK_AFTER: [u32; 6] = [0, 3, 5, 10, 15, 30];

pub struct Settings {
    form: Form,
}

impl Settings {
    pub fn new(shell: &Shell) -> Settings {
        Settings {
            form: form(shell, &shell.inspector.clone().unwrap_or_default()),
        }
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        self.form.input()
    }

    pub fn is_choice(&self) -> bool {
        self.form.is_choice()
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::NextField | Action::PreviousField => {
                let cmds = self.leave_field(shell);
                self.form
                    .step(if action == Action::NextField { 1 } else { -1 });
                Step::ask(cmds)
            }
            Action::Left | Action::Right => {
                if !self.form.turn(if action == Action::Right { 1 } else { -1 }) {
                    return Step::stay();
                }
                self.turned(shell)
            }
            Action::Backup => protection::backup(shell).open(),
            Action::Passphrase => protection::passphrase(shell).open(),
            Action::Back => {
                let mut step = Step::back();
                step.cmds = self.leave_field(shell);
                step
            }
            _ => Step::stay(),
        }
    }

    /// Who works here as the fields say; what has no field stays as it is known.
    fn person(&self, shell: &Shell) -> Person {
        Person {
            name: self.form.text_of(NAME).to_owned(),
            unit: self.form.text_of(UNIT).to_owned(),
            area: self.form.text_of(AREA).to_owned(),
            ..shell.inspector.clone().unwrap_or_default()
        }
    }

    /// Writes name, unit and area if they changed; a name is needed.
    fn leave_field(&mut self, shell: &mut Shell) -> Vec<Cmd> {
        let person = self.person(shell);
        if shell.inspector.as_ref() == Some(&person) {
            return Vec::new();
        }
        if shell.read_only {
            shell.bad(shell.words.read_only());
            return Vec::new();
        }
        if person.name.is_empty() {
            if shell.inspector.is_some() || !person.unit.is_empty() {
                shell.hint(shell.words.name_needed());
            }
            return Vec::new();
        }
        vec![Cmd::SaveInspector(person)]
    }

    fn turned(&mut self, shell: &mut Shell) -> Step {
        let choice = self.form.choice_of(self.form.at);
        let (name, value) = match self.form.at {
            LANG => {
                shell.words = Words(if choice == 0 { Lang::Zh } else { Lang::En });
                (preference::LANG, lang_code(shell.words.0).to_owned())
            }
            THEME => {
                let palette = Palette::ALL[choice];
                shell.palette = palette;
                shell.theme.palette = if shell.no_colour {
                    Palette::Plain
                } else {
                    palette
                };
                (preference::THEME, palette.code().to_owned())
            }
            BORDERS => {
                shell.theme.borders = Borders::ALL[choice];
                (preference::BORDERS, shell.theme.borders.code().to_owned())
            }
            _ => {
                shell.lock_after = LOCK_AFTER[choice] * 60;
                if !shell.protected && shell.lock_after > 0 {
                    shell.hint(shell.words.lock_needs_passphrase());
                }
                (preference::LOCK_AFTER, shell.lock_after.to_string())
            }
        };
        let at = self.form.at;
        // labels follow the language; the palette chosen stays shown even where NO_COLOR overrides it
        if at == LANG {
            self.form = form(shell, &self.person(shell));
            self.form.at = at;
        }
        match shell.read_only {
            true => Step::stay(),
            false => Step::ask(vec![Cmd::Preference { name, value }]),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let columns = paint.width().saturating_sub(4);
        let rows = paint.height();
        let cursor = self
            .form
            .view(&mut paint.part(2, 1, columns, rows), 0, shell);
        let y = 2 + self.form.fields.len() as u16;
        let mut below = paint.part(2, y, columns, rows.saturating_sub(y));
        let y = below.wrapped(0, 0, 2, words.borders_hint(), theme.quiet());
        below.wrapped(
            0,
            y + 1,
            3,
            &words.data_folder(shell.folder.clone()),
            theme.quiet(),
        );
        if shell.no_colour {
            below.text(0, y + 3, words.no_colour_set(), theme.quiet());
        }
        cursor
    }
}

fn form(shell: &Shell, person: &Person) -> Form {
    let words = shell.words;
    let palettes = Palette::ALL
        .iter()
        .map(|palette| words.palette_name(*palette).to_owned())
        .collect();
    let borders = Borders::ALL
        .iter()
        .map(|borders| words.borders_name(*borders).to_owned())
        .collect();
    let palette_at = Palette::ALL
        .iter()
        .position(|palette| *palette == shell.palette)
        .unwrap_or(0);
    let borders_at = Borders::ALL
        .iter()
        .position(|borders| *borders == shell.theme.borders)
        .unwrap_or(0);
    let minutes = LOCK_AFTER.iter().map(|minutes| match minutes {
        0 => words.lock_never().to_owned(),
        minutes => words.lock_minutes(*minutes),
    });
    let minutes_at = LOCK_AFTER
        .iter()
        .position(|minutes| *minutes * 60 == shell.lock_after)
        .unwrap_or(0);
    Form::new(vec![
        Field::text(words.field_name(), &person.name),
        Field::text(words.field_unit(), &person.unit),
        Field::text(words.field_area(), &person.area),
        Field::choice(
            words.field_language(),
            vec!["中文".into(), "English".into()],
            usize::from(words.0 == Lang::En),
        ),
        Field::choice(words.field_theme(), palettes, palette_at),
        Field::choice(words.field_borders(), borders, borders_at),
        Field::choice(words.field_lock_after(), minutes.collect(), minutes_at),
    ])
}
