//! One organisation: its facts, its branch and people, and its visits and findings over time.

mod due;
mod timeline;

use super::advice::{self, AdviceScreen};
use super::branch::forms;
use super::command::{Cmd, Loaded};
use super::compare;
use super::conflicts::view_claims;
use super::finder::{Finder, Wanted};
use super::handover::HandoverScreen;
use super::model::Shell;
use super::notices::NoticeAsk;
use super::pick::Pick;
use super::problems::Problems;
use super::register::Register;
use super::screen::{Reply, Screen, Step};
use super::staff::Staff;
use super::start;
use crate::domain::branch::Branch;
use crate::domain::census::CensusState;
use crate::domain::finding::{FindingRow, Light};
use crate::domain::organisation::Status;
use crate::domain::view::OrganisationView;
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;
use ratatui::style::Style;
use timeline::Event;

pub struct OrganisationScreen {
    view: OrganisationView,
    /// Row 0 starts or goes on; the line of time follows.
    at: usize,
}

impl OrganisationScreen {
    pub fn new(view: OrganisationView) -> OrganisationScreen {
        OrganisationScreen { view, at: 0 }
    }

    pub fn id(&self) -> i64 {
        self.view.id
    }

    /// The first undecided field, if there is any.
    pub fn conflict_here(&self) -> Option<(i64, String)> {
        let first = self.view.conflicts.first()?;
        Some((self.view.id, first.place.part.clone()))
    }

    pub fn name(&self, words: Words) -> String {
        match self.view.organisation.name.is_empty() {
            true => words.without_name().into(),
            false => self.view.organisation.name.clone(),
        }
    }

    pub fn loaded(&mut self, loaded: &Loaded) -> Step {
        if let Loaded::Organisation(view) = loaded
            && view.id == self.view.id
        {
            self.view = (**view).clone();
            self.at = self.at.min(self.rows());
        }
        Step::stay()
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(self.rows()),
            Action::Back => return Step::back(),
            Action::Branch => return self.branch(shell),
            Action::Findings => {
                let name = self.name(shell.words);
                return Problems::open_board_of(self.view.id, name, shell);
            }
            Action::Handover => return HandoverScreen::open(self.view.id),
            Action::Census => return Step::ask(vec![Cmd::Census(self.view.id)]),
            Action::People => {
                return Staff::open_keepers(self.view.id, self.name(shell.words));
            }
            Action::Edit if shell.read_only => shell.bad(shell.words.read_only()),
            Action::Edit => {
                let screen = Register::change(shell.words, &self.view);
                return Step::open(Screen::Register(Box::new(screen)));
            }
            Action::Task => {
                let (screen, cmd) = AdviceScreen::new(self.view.id);
                return Step::open(Screen::Advice(Box::new(screen))).with(cmd);
            }
            Action::Compare => {
                return match self.event() {
                    Some(Event::Visit(visit)) => compare::ask(visit.id),
                    _ => Step::stay(),
                };
            }
            Action::Open => {
                return match self.event() {
                    Some(Event::Visit(visit)) => Step::ask(vec![Cmd::Visit(visit.id)]),
                    Some(Event::Opened(finding) | Event::Ended(finding, _)) => {
                        Step::ask(vec![Cmd::Finding(finding.id)])
                    }
                    Some(Event::Notice(notice)) => {
                        Step::ask(vec![Cmd::Notice(NoticeAsk::Open(notice.id))])
                    }
                    None => start::begin(&self.view, shell),
                };
            }
            _ => {}
        }
        Step::stay()
    }

    /// Opens the branch it is under, or asks whether to write one down or to look for a known one.
    fn branch(&self, shell: &mut Shell) -> Step {
        let words = shell.words;
        match self.view.branch_id {
            Some(id) if self.view.is_covered() => return Step::ask(vec![Cmd::Branch(id)]),
            _ if shell.read_only => {
                shell.bad(words.read_only());
                return Step::stay();
            }
            _ => {}
        }
        let mut lines = vec![
            (words.branch_found_own().to_owned(), Reply::FoundBranch),
            (words.branch_join().to_owned(), Reply::JoinBranch),
        ];
        if let Some(id) = self.view.branch_id {
            let line = words.branch_open_dissolved().to_owned();
            lines.push((line, Reply::OpenBranch(id)));
        }
        Step::open(Screen::Pick(Pick::new(words.fact_branch(), lines, 0)))
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::FoundBranch => {
                let sheet = forms::found(Some(&self.view), shell);
                sheet.open()
            }
            Reply::JoinBranch => {
                let title = shell.words.branch_join();
                let (finder, cmds) = Finder::new(Wanted::Branch, title, shell);
                Step {
                    cmds,
                    ..Step::open(Screen::Finder(Box::new(finder)))
                }
            }
            Reply::Template(id) => start::begin_with(self.view.id, id, shell),
            Reply::Visit(id) => Step::ask(vec![Cmd::Visit(id)]),
            Reply::OpenBranch(id) => Step::ask(vec![Cmd::Branch(id)]),
            Reply::Chosen(chosen) => Step::ask(vec![Cmd::Cover {
                ticket: shell.next_ticket(),
                organisation: self.view.id,
                branch: Some(chosen.id),
            }]),
            _ => Step::stay(),
        }
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let columns = paint.width();
        let rows = paint.height();
        match columns >= 76 {
            true => {
                let left = (columns * 9 / 20).min(60);
                self.view_facts(&mut paint.part(1, 0, left - 2, rows), shell);
                paint.part(left, 0, 1, rows).upright(0);
                self.view_visits(
                    &mut paint.part(left + 2, 0, columns - left - 3, rows),
                    shell,
                );
            }
            false => {
                let top = rows.saturating_sub(7).min(11);
                self.view_facts(&mut paint.part(1, 0, columns.saturating_sub(2), top), shell);
                let mut rest = paint.part(1, top, columns.saturating_sub(2), rows - top);
                self.view_visits(&mut rest, shell);
            }
        }
        None
    }

    fn view_facts(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let labels = if words == Words::ZH { 10 } else { 15 };
        let mut y = 0;
        for conflict in &self.view.conflicts {
            let label = format!("! {}", words.place_of(conflict.place.field));
            paint.within(0, y, labels - 1, &label, theme.warn());
            let mut part = paint.part(
                labels,
                y,
                paint.width().saturating_sub(labels),
                paint.height().saturating_sub(y),
            );
            y += view_claims(&mut part, 0, conflict, false, shell);
        }
        for (label, value) in self.facts(shell) {
            match value.is_empty() {
                true => continue,
                false => paint.within(0, y, labels - 1, &label, theme.quiet()),
            };
            y = paint.wrapped(labels, y, 3, &width::printable(&value), theme.text());
        }
        let facts = &self.view.organisation;
        if facts.status != Status::Normal {
            let why = words.excluded(facts.status, &width::printable(&facts.status_reason));
            paint.wrapped(0, y, 3, &why, theme.warn());
        }
    }

    /// The facts worth a line each, in the order an inspector asks for them. An empty one is not shown.
    fn facts(&self, shell: &Shell) -> Vec<(String, String)> {
        let words = shell.words;
        let facts = &self.view.organisation;
        let number = |number: u32| {
            if number > 0 {
                number.to_string()
            } else {
                String::new()
            }
        };
        let code = if facts.credit_code.is_empty() {
            words.no_code().into()
        } else {
            facts.credit_code.clone()
        };
        let staff = match facts.members {
            0 => words.staff_only(facts.staff),
            members => words.staff_and_members(facts.staff, members),
        };
        let mut lines = vec![
            (words.fact_code(), code),
            (words.fact_kind(), words.class(facts.class).to_owned()),
            (words.fact_area(), facts.area.clone()),
            (words.fact_authority(), facts.authority.clone()),
            (words.fact_address(), facts.address.clone()),
            (words.fact_head(), facts.head.clone()),
            (
                words.fact_contact(),
                [facts.contact.as_str(), facts.phone.as_str()]
                    .join(" ")
                    .trim()
                    .to_owned(),
            ),
            (words.fact_staff(), staff),
            (words.fact_party(), number(facts.party.total())),
        ];
        match &self.view.branch {
            Some(Branch {
                name,
                dissolved: Some(day),
                ..
            }) => lines.push((
                words.fact_branch(),
                words.branch_gone(name, day.to_string()),
            )),
            Some(branch) => {
                lines.push((
                    words.fact_branch(),
                    format!("{} {}", words.branch_form(branch.form), branch.name),
                ));
                let election = branch
                    .next_election
                    .map_or_else(String::new, |day| day.to_string());
                lines.push((words.fact_secretary(), branch.secretary.clone()));
                lines.push((words.fact_election(), election));
                lines.push((
                    words.fact_shared(),
                    self.view.shares_branch_with.join(words.list_comma()),
                ));
            }
            None => lines.push((words.fact_branch(), words.no_branch().into())),
        }
        let mut lines: Vec<(String, String)> = lines
            .into_iter()
            .map(|(label, value)| (label.to_owned(), value))
            .collect();
        if facts.status == Status::Normal && !self.view.is_covered() {
            let party = self.view.census.party(facts.party);
            lines.extend(advice::lines(&shell.rules.formation, party, words));
        }
        if let Some((text, _)) = advice::standing(&self.view, shell) {
            lines.push((words.fact_task().to_owned(), text));
        }
        for person in &self.view.people {
            lines.push((
                words.role_short(person.role).to_owned(),
                format!("{} {}", person.name, person.phone)
                    .trim()
                    .to_owned(),
            ));
        }
        if self.view.people.is_empty() {
            lines.push((words.fact_people().to_owned(), words.nobody().into()));
        }
        lines
    }

    /// Where the organisation stands in what is done besides visits.
    fn notes(&self, shell: &Shell) -> Vec<(&'static str, String, Style)> {
        let (theme, words) = (shell.theme, shell.words);
        let census = &self.view.census;
        let state = self.view.census_state();
        let name = words.census_state(state);
        let text = match census.date {
            Some(date) => words.census_line(name, date.to_string(), &census.by),
            None => name.to_owned(),
        };
        let style = match state {
            CensusState::Open => theme.quiet(),
            CensusState::Done => theme.good(),
            CensusState::Disagrees => theme.warn(),
        };
        let mut notes = Vec::new();
        if !self.view.conflicts.is_empty() {
            let text = words.conflicts_here(self.view.conflicts.len());
            notes.push((words.conflicts_label(), text, theme.warn()));
        }
        notes.push((words.fact_census(), text, style));
        notes.extend(self.findings(shell));
        notes.extend(self.chain(shell));
        if let Some(reach) = self.view.reach {
            notes.push((
                words.field_sync(),
                words.reach(reach).to_owned(),
                theme.quiet(),
            ));
        }
        if let Some(round) = self.view.rounds.first() {
            let name = match self.view.rounds.len() {
                1 => round.name.clone(),
                all => words.round_and_more(&round.name, all),
            };
            notes.push((words.rounds_short(), name, theme.quiet()));
        }
        notes
    }

    /// How far the chain of a newly registered organisation is.
    fn chain(&self, shell: &Shell) -> Option<(&'static str, String, Style)> {
        let (theme, words) = (shell.theme, shell.words);
        let handover = &self.view.handover;
        let registered = self.view.organisation.registered;
        let rules = &shell.rules.registration;
        let steps = rules.steps(handover, registered, self.view.known);
        handover.opened?;
        let late = steps.iter().any(|step| step.is_late(shell.today));
        let (text, style) = match handover.closed {
            Some(day) => (words.handover_closed_on(day.to_string()), theme.good()),
            None if late => (words.handover_sum(&steps, shell.today), theme.bad()),
            None => (words.handover_sum(&steps, shell.today), theme.quiet()),
        };
        Some((words.handover(), text, style))
    }

    fn view_visits(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        paint.text(1, 0, &start::label(&self.view, shell), theme.key());
        if self.at == 0 {
            paint.row(0, theme.selected());
        }
        let notes_from = due::view(paint, 1, &self.view, shell);
        let notes = self.notes(shell);
        for (row, (label, text, style)) in notes.iter().enumerate() {
            let row = row as u16 + notes_from;
            let x = paint.text(1, row, label, theme.quiet());
            paint.text(x + 1, row, &width::printable(text), *style);
        }
        let top = notes.len() as u16 + notes_from + 2;
        let events = timeline::events(&self.view);
        let heading = match self.view.findings.is_empty() {
            true => words.visits_so_far(),
            false => words.timeline(),
        };
        paint.text(1, top - 1, heading, theme.strong());
        if events.is_empty() {
            paint.text(1, top, words.no_visits(), theme.quiet());
        }
        let rows = paint.height().saturating_sub(top);
        let first = scroll::page_of(self.at.saturating_sub(1), events.len(), rows.into());
        let end = events.len().min(first + usize::from(rows));
        let selected = self.at.checked_sub(first + 1);
        let mut lines = paint.part(0, top, paint.width(), rows);
        timeline::draw(&mut lines, &events[first..end], selected, shell);
    }

    /// The lines of time below row 0.
    fn rows(&self) -> usize {
        timeline::events(&self.view).len()
    }

    fn event(&self) -> Option<Event<'_>> {
        let at = self.at.checked_sub(1)?;
        timeline::events(&self.view).get(at).copied()
    }

    /// Findings that are not struck off, and how many of them are overdue.
    fn findings(&self, shell: &Shell) -> Option<(&'static str, String, Style)> {
        let (theme, words) = (shell.theme, shell.words);
        if self.view.findings.is_empty() {
            return None;
        }
        let ladder = &shell.rules.ladder;
        let horizon = ladder.horizon(&shell.rules.holidays, shell.today);
        let open = self.view.findings.iter();
        let open = open.filter(|row| !row.stand.state.is_done());
        let red = |row: &&FindingRow| horizon.light(row.stand.state, row.deadline) == Light::Red;
        let (count, overdue) = (open.clone().count(), open.filter(red).count());
        let text = match count {
            0 => words.findings_of_none().to_owned(),
            _ => words.findings_of(count, overdue),
        };
        let style = match (count, overdue) {
            (0, _) => theme.good(),
            (_, 0) => theme.quiet(),
            _ => theme.bad(),
        };
        Some((words.fact_findings(), text, style))
    }
}
