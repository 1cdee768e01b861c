//! One branch: its facts, what the rules say of it, the organisations under it and what it did.

pub mod forms;

use super::ask::Ask;
use super::command::{Cmd, Loaded};
use super::finder::{Chosen, Finder, Wanted};
use super::model::Shell;
use super::screen::{Reply, Screen, Step};
use crate::domain::activity::Activity;
use crate::domain::branch::{Branch, BranchForm};
use crate::domain::branches::{BranchView, Covered};
use crate::domain::calendar::Date;
use crate::domain::change::Change;
use crate::domain::organisation::Status;
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;

pub struct BranchScreen {
    view: BranchView,
    /// Row of the organisations and then of the activities.
    at: usize,
}

/// What a row of the right side is.
enum Row<'a> {
    Organisation(&'a Covered),
    Activity(&'a Activity),
}

impl BranchScreen {
    pub fn new(view: BranchView) -> BranchScreen {
        BranchScreen { view, at: 0 }
    }

    pub fn id(&self) -> i64 {
        self.view.id
    }

    pub fn title(&self, words: Words) -> (String, String) {
        let branch = &self.view.branch;
        let state = match branch.dissolved {
            Some(day) => words.dissolved_on(day.to_string()),
            None => String::new(),
        };
        (branch.name.clone(), state)
    }

    fn rows(&self) -> usize {
        self.view.organisations.len() + self.view.activities.len()
    }

    fn row(&self) -> Option<Row<'_>> {
        let organisations = &self.view.organisations;
        match organisations.get(self.at) {
            Some(organisation) => Some(Row::Organisation(organisation)),
            None => {
                let activity = self.view.activities.get(self.at - organisations.len());
                activity.map(Row::Activity)
            }
        }
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Branch(view) = loaded
            && view.id == self.view.id
        {
            self.view = (**view).clone();
            self.at = self.at.min(self.rows().saturating_sub(1));
        }
        Step::stay()
    }

    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Open => self.rows() > 0,
            Action::Add | Action::Record | Action::Elect => self.view.branch.dissolved.is_none(),
            _ => true,
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let last = self.rows().saturating_sub(1);
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(last),
            Action::Back => return Step::back(),
            Action::Open => {
                return match self.row() {
                    Some(Row::Organisation(organisation)) => {
                        Step::ask(vec![Cmd::Organisation(organisation.id)])
                    }
                    Some(Row::Activity(_)) if shell.read_only => refuse(shell),
                    Some(Row::Activity(activity)) => {
                        sheet(forms::activity(&self.view, Some(activity), shell))
                    }
                    None => Step::stay(),
                };
            }
            Action::Help | Action::Palette => {}
            _ if shell.read_only => return refuse(shell),
            Action::Add | Action::Record | Action::Elect if !self.offers(action) => {
                shell.hint(shell.words.branch_is_dissolved());
            }
            Action::Add => {
                let title = shell.words.title_add_organisation();
                let (finder, cmds) = Finder::new(Wanted::Organisation, title, shell);
                return Step {
                    cmds,
                    ..Step::open(Screen::Finder(Box::new(finder)))
                };
            }
            Action::Record => return sheet(forms::activity(&self.view, None, shell)),
            Action::Elect => return sheet(forms::election(&self.view, shell)),
            Action::Edit => return sheet(forms::edit(&self.view, shell)),
            Action::Dissolve => return self.dissolve(shell),
            Action::Remove => return self.ask_remove(shell),
            _ => {}
        }
        Step::stay()
    }

    fn dissolve(&self, shell: &Shell) -> Step {
        let words = shell.words;
        match self.view.branch.dissolved {
            None => sheet(forms::dissolve(&self.view, shell)),
            Some(_) => {
                let title = words.branch_restore();
                let text = words.branch_restore_question(&self.view.branch.dissolved_reason);
                Step::open(Screen::Ask(Ask::new(title, text, Reply::Restore)))
            }
        }
    }

    fn ask_remove(&self, shell: &Shell) -> Step {
        let words = shell.words;
        let (title, text, yes) = match self.row() {
            Some(Row::Organisation(organisation)) => (
                words.branch_remove(),
                words.branch_remove_question(&organisation.name),
                Reply::Uncover(organisation.id),
            ),
            Some(Row::Activity(activity)) => (
                words.activity_remove(),
                words.activity_remove_question(activity.day.to_string(), &activity.theme),
                Reply::Strike(activity.day, activity.number),
            ),
            None => return Step::stay(),
        };
        Step::open(Screen::Ask(Ask::new(title, text, yes)))
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::Chosen(chosen) => self.add(&chosen, shell),
            Reply::Cover(organisation) => self.cover(organisation, Some(self.view.id), shell),
            Reply::Uncover(organisation) => self.cover(organisation, None, shell),
            Reply::Strike(day, number) => self.strike(day, number, shell),
            Reply::Restore => self.restore(shell),
            _ => Step::stay(),
        }
    }

    /// Adds an organisation, after a question where there is something to consider.
    fn add(&self, chosen: &Chosen, shell: &mut Shell) -> Step {
        let words = shell.words;
        if self
            .view
            .organisations
            .iter()
            .any(|covered| covered.id == chosen.id)
        {
            shell.hint(words.branch_covers_already());
            return Step::stay();
        }
        let branch = &self.view.branch;
        let most = shell.rules.branch.joint_most;
        let covers = self.view.covers + 1;
        let mut doubts = Vec::new();
        if chosen.covered {
            doubts.push(words.branch_doubt_covered().to_owned());
        }
        if covers > most && branch.form == BranchForm::Joint {
            doubts.push(words.branch_doubt_many(covers, most));
        }
        if covers > 1 && branch.form == BranchForm::Sole {
            doubts.push(words.branch_doubt_sole().to_owned());
        }
        if doubts.is_empty() {
            return self.cover(chosen.id, Some(self.view.id), shell);
        }
        let text = words.branch_add_question(&chosen.name, doubts.join(""));
        let title = words.title_add_organisation();
        Step::open(Screen::Ask(Ask::new(title, text, Reply::Cover(chosen.id))))
    }

    fn cover(&self, organisation: i64, branch: Option<i64>, shell: &mut Shell) -> Step {
        Step::ask(vec![Cmd::Cover {
            ticket: shell.next_ticket(),
            organisation,
            branch,
        }])
    }

    fn strike(&self, day: Date, number: u32, shell: &mut Shell) -> Step {
        let known = self.view.activities.iter();
        let struck = known
            .filter(|activity| (activity.day, activity.number) == (day, number))
            .map(|activity| activity.removal(self.view.uuid));
        let ticket = shell.next_ticket();
        let cmds = struck.map(|change| Cmd::Commit { ticket, change });
        Step::ask(cmds.collect())
    }

    fn restore(&self, shell: &mut Shell) -> Step {
        let before = &self.view.branch;
        let after = Branch {
            dissolved: None,
            dissolved_reason: String::new(),
            ..before.clone()
        };
        let change = Change {
            reason: Some(shell.words.branch_restore().to_owned()),
            ..after.revision(self.view.uuid, before)
        };
        let ticket = shell.next_ticket();
        Step::ask(vec![Cmd::Commit { ticket, change }])
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (columns, rows) = (paint.width(), paint.height());
        match columns >= 76 {
            true => {
                let left = (columns * 9 / 20).min(60);
                self.view_facts(&mut paint.part(1, 0, left - 2, rows), shell);
                paint.part(left, 0, 1, rows).upright(0);
                let rest = columns - left - 2;
                self.view_rows(&mut paint.part(left + 1, 0, rest, rows), shell);
            }
            false => {
                let top = (rows / 2).min(12);
                self.view_facts(&mut paint.part(1, 0, columns.saturating_sub(2), top), shell);
                self.view_rows(&mut paint.part(0, top, columns, rows - top), shell);
            }
        }
        None
    }

    fn view_facts(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let labels = if words == Words::ZH { 11 } else { 14 };
        let mut y = 0;
        let branch = &self.view.branch;
        if let Some(day) = branch.dissolved {
            let text = words.dissolved_because(day.to_string(), &branch.dissolved_reason);
            y = paint.wrapped(0, y, 3, &width::printable(&text), theme.warn());
            y = paint.wrapped(0, y, 1, words.dissolved_offer(), theme.quiet()) + 1;
        }
        for remark in &self.view.remarks {
            let text = words.branch_remark(remark, &shell.rules.branch);
            y = paint.wrapped(0, y, 3, &text, theme.warn());
        }
        y += u16::from(!self.view.remarks.is_empty());
        for (label, value) in facts(branch, words) {
            if value.is_empty() {
                continue;
            }
            paint.within(0, y, labels - 1, label, theme.quiet());
            y = paint.wrapped(labels, y, 2, &width::printable(&value), theme.text());
        }
    }

    fn view_rows(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let lines = self.lines(shell.words);
        let rows = usize::from(paint.height());
        let selected = lines
            .iter()
            .position(|line| line.row == Some(self.at))
            .unwrap_or(0);
        // the heading of a page's first row stays in sight
        let first = match selected < rows {
            true => 0,
            false => scroll::page_of(selected, lines.len(), rows),
        };
        for (y, line) in lines.iter().skip(first).take(rows).enumerate() {
            let mut part = paint.part(0, y as u16, paint.width(), 1);
            line.view(&mut part, shell);
            if line.row.is_some() && line.row == Some(self.at) {
                part.row(0, shell.theme.selected());
            }
        }
    }

    fn lines(&self, words: Words) -> Vec<Line<'_>> {
        let organisations = &self.view.organisations;
        let heading = |text: String| Line {
            row: None,
            kind: Kind::Heading(text),
        };
        let quiet = |text: &'static str| Line {
            row: None,
            kind: Kind::Quiet(text),
        };
        let mut lines = vec![heading(words.branch_covers(self.view.covers))];
        let dissolved = self.view.branch.dissolved.is_some();
        let nothing = |offer| {
            if dissolved {
                words.there_is_none()
            } else {
                offer
            }
        };
        if organisations.is_empty() {
            lines.push(quiet(nothing(words.branch_covers_nobody())));
        }
        lines.extend(organisations.iter().enumerate().map(|(at, covered)| Line {
            row: Some(at),
            kind: Kind::Row(Row::Organisation(covered)),
        }));
        lines.push(quiet(""));
        let activities = &self.view.activities;
        lines.push(heading(words.branch_activities(activities.len())));
        if activities.is_empty() {
            lines.push(quiet(nothing(words.branch_no_activities())));
        }
        let rows = activities.iter().enumerate();
        lines.extend(rows.map(|(at, activity)| Line {
            row: Some(organisations.len() + at),
            kind: Kind::Row(Row::Activity(activity)),
        }));
        lines
    }
}

fn refuse(shell: &mut Shell) -> Step {
    shell.bad(shell.words.read_only());
    Step::stay()
}

fn sheet(sheet: super::sheet::Sheet) -> Step {
    sheet.open()
}

struct Line<'a> {
    row: Option<usize>,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Heading(String),
    Quiet(&'static str),
    Row(Row<'a>),
}

impl Line<'_> {
    fn view(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        match &self.kind {
            Kind::Heading(text) => {
                paint.text(1, 0, text, theme.strong());
            }
            Kind::Quiet(text) => {
                paint.text(1, 0, text, theme.quiet());
            }
            Kind::Row(Row::Organisation(covered)) => {
                let state = match covered.status {
                    Status::Normal => words.standing(covered.standing),
                    status => words.status(status),
                };
                let right = format!("{}  {state} ", covered.area);
                let x = paint.right(0, &width::printable(&right), theme.quiet());
                let name = width::printable(&covered.name);
                paint.within(1, 0, x.saturating_sub(2), &name, theme.text());
            }
            Kind::Row(Row::Activity(activity)) => {
                let x = paint.text(1, 0, &activity.day.to_string(), theme.text());
                let people = match activity.people {
                    0 => String::new(),
                    people => words.people_short(people),
                };
                let right = format!("{} {people} ", words.activity_form(activity.form));
                let end = paint.right(0, &right, theme.quiet());
                let theme_text = width::printable(&activity.theme);
                paint.within(
                    x + 1,
                    0,
                    end.saturating_sub(x + 2),
                    &theme_text,
                    theme.text(),
                );
            }
        }
    }
}

/// The facts worth a line each. An empty one is not shown.
fn facts(branch: &Branch, words: Words) -> Vec<(&'static str, String)> {
    let date = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
    let people = |number: u32| match number {
        0 => String::new(),
        number => words.people_short(number),
    };
    let approval = format!("{} {}", branch.approval, date(branch.approved));
    vec![
        (words.fact_name(), branch.name.clone()),
        (words.column_form(), words.branch_form(branch.form).into()),
        (words.fact_level(), words.level(branch.level).into()),
        (words.fact_secretary(), branch.secretary.clone()),
        (words.fact_party(), people(branch.members)),
        (words.fact_committee(), people(branch.committee)),
        (words.fact_parent(), branch.parent.clone()),
        (words.fact_founded(), date(branch.founded)),
        (words.fact_approved_by(), branch.approved_by.clone()),
        (words.fact_approval(), approval.trim().to_owned()),
        (words.fact_election(), date(branch.next_election)),
    ]
}
