//! What is filled in about a round: its number, name, days and lead unit, and how it ended.

use crate::app::command::Cmd;
use crate::app::form::{Field, Form};
use crate::app::model::Shell;
use crate::app::sheet::{Fault, Sheet, count_of, day_of, needed_day};
use crate::domain::change::Uuid;
use crate::domain::round::{self, Round, RoundView};
use crate::words::Words;

const NUMBER: usize = 0;
const NAME: usize = 1;
const FROM: usize = 2;
const TO: usize = 3;
const LEAD: usize = 4;

const DAY: usize = 0;
const CONCLUSION: usize = 1;

/// Days that a round is proposed to take.
const DAYS: i64 = 11;

/// A new round, which opens once it is written down.
pub fn begin(number: u32, shell: &Shell) -> Sheet {
    let words = shell.words;
    let unit = shell.inspector.as_ref().map(|person| person.unit.clone());
    let round = Round {
        number,
        name: words.round_proposed(shell.today.year(), number),
        from: shell.today,
        to: shell.today.plus_days(DAYS),
        lead: unit.unwrap_or_default(),
        closed: None,
        conclusion: String::new(),
    };
    let make = |form: &Form, shell: &Shell| {
        let round = written(form, shell)?;
        Ok(round.change(Uuid::NEW))
    };
    let mut sheet = Sheet::new(
        words.round_new(),
        words.round_new_hint(),
        form(&round, words),
        make,
    )
    .then(Cmd::Round);
    sheet.go_to(NAME);
    sheet
}

pub fn edit(view: &RoundView, words: Words) -> Sheet {
    let (uuid, before) = (view.uuid, view.round.clone());
    let form = form(&before, words);
    let make = move |form: &Form, shell: &Shell| {
        let after = written(form, shell)?;
        Ok(after.revision(uuid, &before))
    };
    Sheet::new(words.round_edit(), "", form, make)
}

/// The end of a round and its result. With no day it is open again.
pub fn close(view: &RoundView, shell: &Shell) -> Sheet {
    let words = shell.words;
    let (uuid, from) = (view.uuid, view.round.from);
    let day = view.round.closed.unwrap_or(shell.today.max(from));
    let form = Form::new(vec![
        Field::text(words.round_field_closed(), &day.to_string()),
        Field::text(words.round_conclusion(), &view.round.conclusion),
    ]);
    let progress = view.progress;
    let left = progress.organisations - progress.done;
    let hint = match left {
        0 => words.round_close_hint().to_owned(),
        left => words.round_close_left(left),
    };
    let make = move |form: &Form, shell: &Shell| {
        let day = day_of(form, DAY, shell)?;
        if day.is_some_and(|day| day < from) {
            return Err((DAY, shell.words.round_closes_early().to_owned()));
        }
        Ok(round::close(uuid, day, form.text_of(CONCLUSION)))
    };
    let mut sheet = Sheet::new(words.round_close(), hint, form, make);
    sheet.go_to(CONCLUSION);
    sheet
}

fn form(round: &Round, words: Words) -> Form {
    Form::new(vec![
        Field::text(words.round_column_number(), &round.number.to_string()),
        Field::text(words.round_column_name(), &round.name),
        Field::text(words.round_column_from(), &round.from.to_string()),
        Field::text(words.round_column_to(), &round.to.to_string()),
        Field::text(words.round_column_lead(), &round.lead),
    ])
}

fn written(form: &Form, shell: &Shell) -> Result<Round, Fault> {
    let words = shell.words;
    let number = count_of(form, NUMBER, shell)?;
    let name = form.text_of(NAME);
    if name.is_empty() {
        return Err((NAME, words.round_name_needed().to_owned()));
    }
    let (from, to) = (needed_day(form, FROM, shell)?, needed_day(form, TO, shell)?);
    if to < from {
        return Err((TO, words.begin_order().to_owned()));
    }
    Ok(Round {
        number,
        name: name.to_owned(),
        from,
        to,
        lead: form.text_of(LEAD).to_owned(),
        closed: None,
        conclusion: String::new(),
    })
}
