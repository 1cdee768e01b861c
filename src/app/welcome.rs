//! The first start: three lines of what this is, and who works here.

use super::command::{Cmd, lang_code, preference};
use super::form::{Field, Form};
use super::model::Shell;
use super::screen::Step;
use crate::domain::checklist::Lang;
use crate::domain::people::Person;
use crate::keys::Action;
use crate::widgets::input::Input;
use crate::widgets::paint::Paint;
use crate::words::Words;

const LANG: usize = 0;
const NAME: usize = 1;
const UNIT: usize = 2;

pub struct Welcome {
    form: Form,
}

impl Welcome {
    pub fn new(words: Words) -> Welcome {
        Welcome {
            form: form(words, "", ""),
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
            Action::NextField if self.form.is_last() => return self.begin(shell),
            Action::NextField => self.form.step(1),
            Action::PreviousField => self.form.step(-1),
            Action::Left | Action::Right if self.form.turn(1) => {
                shell.words = Words(if self.form.choice_of(LANG) == 0 {
                    Lang::Zh
                } else {
                    Lang::En
                });
                let (name, unit) = (
                    self.form.text_of(NAME).to_owned(),
                    self.form.text_of(UNIT).to_owned(),
                );
                self.form = form(shell.words, &name, &unit);
                let value = lang_code(shell.words.0).to_owned();
                return Step::ask(vec![Cmd::Preference {
                    name: preference::LANG,
                    value,
                }]);
            }
            Action::Confirm => return self.begin(shell),
            _ => {}
        }
        Step::stay()
    }

    fn begin(&mut self, shell: &mut Shell) -> Step {
        let name = self.form.text_of(NAME);
        if name.is_empty() {
            self.form.at = NAME;
            shell.hint(shell.words.name_needed());
            return Step::stay();
        }
        let person = Person {
            name: name.to_owned(),
            unit: self.form.text_of(UNIT).to_owned(),
            ..Person::default()
        };
        // the screen stays until the name is on the disk
        Step::ask(vec![Cmd::SaveInspector(person)])
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let mut inside = paint.part(
            2,
            1,
            paint.width().saturating_sub(4),
            paint.height().saturating_sub(1),
        );
        // the fields come first where there is no room for both
        let room = inside
            .height()
            .saturating_sub(self.form.fields.len() as u16 + 1);
        let mut y = 0;
        for line in [
            words.welcome_what(),
            words.welcome_saved(),
            words.welcome_where(),
        ] {
            y = inside.wrapped(0, y, room.saturating_sub(y).min(3), line, theme.text());
        }
        self.form.view(&mut inside, y + u16::from(room > 0), shell)
    }
}

fn form(words: Words, name: &str, unit: &str) -> Form {
    let at = usize::from(words.0 == Lang::En);
    Form::new(vec![
        Field::choice(
            words.field_language(),
            vec!["中文".into(), "English".into()],
            at,
        ),
        Field::text(words.field_name(), name),
        Field::text(words.field_unit(), unit),
    ])
}
