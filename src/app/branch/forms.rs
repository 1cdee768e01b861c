//! What is filled in about a branch: its facts when it is founded or changed, an activity, an election, its end.

use crate::app::command::Cmd;
use crate::app::form::{Field as FormField, Form};
use crate::app::model::Shell;
use crate::app::sheet::{Fault, Sheet, count_of, day_of, needed_day};
use crate::domain::activity::{Activity, ActivityForm};
use crate::domain::branch::{Branch, BranchForm, Level};
use crate::domain::branches::BranchView;
use crate::domain::calendar::Date;
use crate::domain::change::{Change, Edit, Field, Uuid, Value};
use crate::domain::organisation::codes_at;
use crate::domain::view::OrganisationView;
use crate::words::Words;

const NAME: usize = 0;
const FORM: usize = 1;
const LEVEL: usize = 2;
const SECRETARY: usize = 3;
const MEMBERS: usize = 4;
const COMMITTEE: usize = 5;
const PARENT: usize = 6;
const FOUNDED: usize = 7;
const ELECTION: usize = 8;
const APPROVED_BY: usize = 9;
const APPROVAL: usize = 10;
const APPROVED: usize = 11;

/// A new branch, for an organisation that it then covers, or for nobody yet. It opens once it is written down.
pub fn found(of: Option<&OrganisationView>, shell: &Shell) -> Sheet {
    let words = shell.words;
    let branch = proposed(of, shell);
    let organisation = of.map(|view| view.uuid);
    let make = move |form: &Form, shell: &Shell| {
        let branch = written(&Branch::default(), form, shell)?;
        let mut change = branch.change(Uuid::NEW);
        if let Some(organisation) = organisation {
            change.edits.extend([
                Edit::new(organisation, Field::BRANCH, Value::Record(Uuid::NEW)),
                Edit::new(organisation, Field::NO_BRANCH_REASON, Value::Nothing),
            ]);
        }
        Ok(change)
    };
    Sheet::new(
        words.branch_found(),
        hint(shell),
        form(&branch, words),
        make,
    )
    .then(Cmd::Branch)
}

/// What a branch of an organisation is called, and what is known of it beforehand.
fn proposed(of: Option<&OrganisationView>, shell: &Shell) -> Branch {
    let rules = &shell.rules.branch;
    let Some(view) = of else {
        return Branch {
            founded: Some(shell.today),
            ..Branch::default()
        };
    };
    let members = view.census.party(view.organisation.party).total();
    let level = rules.level_of(members);
    Branch {
        name: level.name_for(&view.organisation.name),
        form: BranchForm::Sole,
        level,
        members,
        founded: Some(shell.today),
        next_election: Some(rules.term_end(level, shell.today)),
        ..Branch::default()
    }
}

pub fn edit(view: &BranchView, shell: &Shell) -> Sheet {
    let words = shell.words;
    let (uuid, before) = (view.uuid, view.branch.clone());
    let form = form(&before, words);
    let make = move |form: &Form, shell: &Shell| {
        let after = written(&before, form, shell)?;
        Ok(after.revision(uuid, &before))
    };
    Sheet::new(words.branch_edit(), hint(shell), form, make)
}

/// The rules that help to fill it in.
fn hint(shell: &Shell) -> String {
    let words = shell.words;
    let levels = shell.rules.branch.levels.iter();
    let levels: Vec<String> = levels
        .filter(|rule| rule.least > 0)
        .map(|rule| words.level_from(rule.least, words.level(rule.level)))
        .collect();
    words.branch_hint(levels.join(words.list_comma()))
}

fn form(branch: &Branch, words: Words) -> Form {
    let forms = BranchForm::ALL.iter().map(|form| words.branch_form(*form));
    let levels = Level::ALL.iter().map(|level| words.level(*level));
    let choice = |label, options: Vec<String>, at| FormField::choice(label, options, at);
    Form::new(vec![
        FormField::text(words.fact_name(), &branch.name),
        choice(
            words.column_form(),
            forms.map(str::to_owned).collect(),
            codes_at(BranchForm::ALL, branch.form),
        ),
        choice(
            words.fact_level(),
            levels.map(str::to_owned).collect(),
            codes_at(Level::ALL, branch.level),
        ),
        FormField::text(words.fact_secretary(), &branch.secretary),
        FormField::text(words.fact_party(), &count(branch.members)),
        FormField::text(words.fact_committee(), &count(branch.committee)),
        FormField::text(words.fact_parent(), &branch.parent),
        FormField::text(words.fact_founded(), &day(branch.founded)),
        FormField::text(words.fact_election(), &day(branch.next_election)),
        FormField::text(words.fact_approved_by(), &branch.approved_by),
        FormField::text(words.fact_approval_number(), &branch.approval),
        FormField::text(words.fact_approved(), &day(branch.approved)),
    ])
}

fn count(number: u32) -> String {
    match number {
        0 => String::new(),
        number => number.to_string(),
    }
}

fn day(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

/// The branch as the fields say. An election left open is at the end of the term that began with the founding.
fn written(before: &Branch, form: &Form, shell: &Shell) -> Result<Branch, Fault> {
    let text = |field| form.text_of(field).to_owned();
    if text(NAME).is_empty() {
        return Err((NAME, shell.words.branch_name_needed().to_owned()));
    }
    let level = Level::ALL[form.choice_of(LEVEL)];
    let founded = day_of(form, FOUNDED, shell)?;
    let term_end = founded.map(|founded| shell.rules.branch.term_end(level, founded));
    Ok(Branch {
        name: text(NAME),
        form: BranchForm::ALL[form.choice_of(FORM)],
        level,
        secretary: text(SECRETARY),
        members: count_of(form, MEMBERS, shell)?,
        committee: count_of(form, COMMITTEE, shell)?,
        parent: text(PARENT),
        founded,
        next_election: day_of(form, ELECTION, shell)?.or(term_end),
        approved_by: text(APPROVED_BY),
        approval: text(APPROVAL),
        approved: day_of(form, APPROVED, shell)?,
        ..before.clone()
    })
}

/// An activity to write down, or a known one to change; one that moves to another day is struck out on the first.
pub fn activity(view: &BranchView, known: Option<&Activity>, shell: &Shell) -> Sheet {
    let words = shell.words;
    let forms = ActivityForm::ALL.iter();
    let forms = forms.map(|form| words.activity_form(*form).to_owned());
    let (date, theme, at, people) = match known {
        Some(known) => (
            known.day,
            known.theme.as_str(),
            codes_at(ActivityForm::ALL, known.form),
            count(known.people),
        ),
        None => (shell.today, "", 0, String::new()),
    };
    let form = Form::new(vec![
        FormField::text(words.activity_day(), &date.to_string()),
        FormField::choice(words.activity_kind(), forms.collect(), at),
        FormField::text(words.activity_theme(), theme),
        FormField::text(words.activity_people(), &people),
    ]);
    let title = match known {
        Some(_) => words.activity_edit(),
        None => words.activity_record(),
    };
    let (uuid, all, known) = (view.uuid, view.activities.clone(), known.cloned());
    let make = move |form: &Form, shell: &Shell| {
        let day = needed_day(form, 0, shell)?;
        if day > shell.today {
            return Err((0, shell.words.activity_ahead().to_owned()));
        }
        let theme = form.text_of(2).to_owned();
        if theme.is_empty() {
            return Err((2, shell.words.activity_theme_needed().to_owned()));
        }
        let stays = known.as_ref().filter(|known| known.day == day);
        let activity = Activity {
            day,
            number: stays.map_or_else(|| Activity::free_number(day, &all), |known| known.number),
            theme,
            form: ActivityForm::ALL[form.choice_of(1)],
            people: count_of(form, 3, shell)?,
        };
        let mut change = activity.change(uuid);
        if let Some(moved) = known.as_ref().filter(|known| known.day != day) {
            change.edits.extend(moved.removal(uuid).edits);
        }
        Ok(change)
    };
    Sheet::new(title, "", form, make)
}

/// An election that was held: the next one is at the end of the new term.
pub fn election(view: &BranchView, shell: &Shell) -> Sheet {
    let words = shell.words;
    let (uuid, before) = (view.uuid, view.branch.clone());
    let form = Form::new(vec![
        FormField::text(words.election_day(), &shell.today.to_string()),
        FormField::text(words.fact_secretary(), &before.secretary),
        FormField::text(words.fact_committee(), &count(before.committee)),
    ]);
    let years = shell.rules.branch.term_years(before.level);
    let hint = words.election_hint(words.level(before.level), years);
    let make = move |form: &Form, shell: &Shell| {
        let held = needed_day(form, 0, shell)?;
        if held > shell.today {
            return Err((0, shell.words.election_ahead().to_owned()));
        }
        let after = Branch {
            secretary: form.text_of(1).to_owned(),
            committee: count_of(form, 2, shell)?,
            next_election: Some(shell.rules.branch.term_end(before.level, held)),
            ..before.clone()
        };
        Ok(Change {
            reason: Some(shell.words.election_reason(held.to_string())),
            ..after.revision(uuid, &before)
        })
    };
    Sheet::new(words.election_held(), hint, form, make)
}

/// The end of a branch, never without a reason.
pub fn dissolve(view: &BranchView, shell: &Shell) -> Sheet {
    let words = shell.words;
    let (uuid, before) = (view.uuid, view.branch.clone());
    let form = Form::new(vec![
        FormField::text(words.dissolved_day(), &shell.today.to_string()),
        FormField::text(words.reason(), ""),
    ]);
    let make = move |form: &Form, shell: &Shell| {
        let day = needed_day(form, 0, shell)?;
        let reason = form.text_of(1).to_owned();
        if reason.is_empty() {
            return Err((1, shell.words.reason_needed().to_owned()));
        }
        let after = Branch {
            dissolved: Some(day),
            dissolved_reason: reason.clone(),
            ..before.clone()
        };
        Ok(Change {
            reason: Some(reason),
            ..after.revision(uuid, &before)
        })
    };
    let hint = words.dissolve_hint(view.covers);
    let mut sheet = Sheet::new(words.branch_dissolve(), hint, form, make);
    sheet.go_to(1);
    sheet
}
