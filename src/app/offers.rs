//! What a finished visit offers to be followed up, in one list: all chosen at first, each to be changed or left out.
//! Nothing becomes a finding before a person presses the key for it.

use super::command::Cmd;
use super::form::{Field, Form};
use super::model::Shell;
use super::screen::Step;
use super::walk::{is_walk, walked};
use crate::domain::calendar::Date;
use crate::domain::change::Uuid;
use crate::domain::finding::{Entry, Ground, Offer, Opening, StepKind};
use crate::domain::view::VisitView;
use crate::keys::{Action, Scope};
use crate::widgets::input::Input;
use crate::widgets::overlay::overlay;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width::printable;

const FACT: usize = 0;
const REQUIREMENT: usize = 1;
const RESPONSIBLE: usize = 2;
const DEADLINE: usize = 3;
/// Rows above the list: the hint and a blank.
const ABOVE: u16 = 2;
/// Rows of one offer.
const EACH: u16 = 2;

pub struct Offers {
    visit: Uuid,
    /// The file's own number of the visit.
    pub visit_id: i64,
    organisation: Uuid,
    name: String,
    template: String,
    found: Date,
    lines: Vec<Line>,
    at: usize,
    /// The selected line being changed.
    edit: Option<Form>,
    /// On their way to the disk.
    ticket: Option<u64>,
}

struct Line {
    offer: Offer,
    responsible: String,
    chosen: bool,
    /// Number of an open finding at this item already.
    known: Option<String>,
}

impl Offers {
    /// Everything is chosen but what is open already.
    pub fn new(view: &VisitView, offers: Vec<Offer>) -> Offers {
        let lines = offers.into_iter().map(|offer| {
            let known = view.findings.get(&offer.item);
            Line {
                chosen: known.is_none(),
                known: known.map(|open| open.number.clone()),
                responsible: view.facts.head.clone(),
                offer,
            }
        });
        Offers {
            visit: view.uuid,
            visit_id: view.id,
            organisation: view.visit.organisation,
            name: view.organisation.clone(),
            template: view.form.checklist.id.clone(),
            found: view.visit.started.date,
            lines: lines.collect(),
            at: 0,
            edit: None,
            ticket: None,
        }
    }

    pub fn scope(&self) -> Scope {
        match self.edit {
            Some(_) => Scope::Sheet,
            None => Scope::Offers,
        }
    }

    pub fn input(&mut self) -> Option<&mut Input> {
        self.edit.as_mut()?.input()
    }

    pub fn offers(&self, action: Action) -> bool {
        match (action, &self.edit) {
            (Action::Right, Some(_)) => false,
            (Action::Confirm, None) => self.lines.iter().any(|line| line.chosen),
            _ => true,
        }
    }

    pub fn waits_for(&self, ticket: u64) -> bool {
        self.ticket == Some(ticket)
    }

    /// They could not be written; they can be asked for again.
    pub fn failed(&mut self) {
        self.ticket = None;
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        if self.edit.is_some() {
            return self.act_edit(action, shell);
        }
        let last = self.lines.len().saturating_sub(1);
        match action {
            // the list is short: a page is all of it
            action if is_walk(action) => self.at = walked(self.at, action, last, last),
            Action::Toggle => {
                let line = &mut self.lines[self.at];
                line.chosen = !line.chosen;
                self.at = (self.at + 1).min(last);
            }
            Action::MarkAll => {
                let all = self.lines.iter().all(|line| line.chosen);
                self.lines.iter_mut().for_each(|line| line.chosen = !all);
            }
            Action::Open => self.edit(shell),
            Action::Confirm => return self.take(shell),
            Action::Back => return Step::back(),
            _ => {}
        }
        Step::stay()
    }

    fn edit(&mut self, shell: &Shell) {
        let words = shell.words;
        let line = &self.lines[self.at];
        let mut form = Form::new(vec![
            Field::text(words.field_fact(), &line.offer.fact),
            Field::text(words.field_requirement(), &line.offer.requirement),
            Field::text(words.field_responsible(), &line.responsible),
            Field::text(words.field_deadline(), &line.offer.deadline.to_string()),
        ]);
        form.at = REQUIREMENT;
        self.edit = Some(form);
    }

    fn act_edit(&mut self, action: Action, shell: &mut Shell) -> Step {
        let words = shell.words;
        let Some(form) = self.edit.as_mut() else {
            return Step::stay();
        };
        match action {
            Action::Confirm => {
                let day = form.text_of(DEADLINE).to_owned();
                let fault = match Date::parse(&day) {
                    None => Some((DEADLINE, words.no_date(day.clone()))),
                    Some(_) if form.text_of(FACT).is_empty() => {
                        Some((FACT, words.offers_no_fact().to_owned()))
                    }
                    Some(_) if form.text_of(REQUIREMENT).is_empty() => {
                        Some((REQUIREMENT, words.offers_no_requirement().to_owned()))
                    }
                    Some(day) if day < self.found => {
                        Some((DEADLINE, words.refused_not_later(self.found.to_string())))
                    }
                    Some(_) => None,
                };
                if let Some((field, why)) = fault {
                    form.at = field;
                    shell.bad(why);
                    return Step::stay();
                }
                let line = &mut self.lines[self.at];
                line.offer.fact = form.text_of(FACT).to_owned();
                line.offer.requirement = form.text_of(REQUIREMENT).to_owned();
                line.responsible = form.text_of(RESPONSIBLE).to_owned();
                line.offer.deadline = Date::parse(&day).unwrap_or(line.offer.deadline);
                line.chosen = true;
                self.edit = None;
            }
            Action::Back => self.edit = None,
            action => {
                form.takes(action);
            }
        }
        Step::stay()
    }

    /// Makes findings of what is chosen.
    fn take(&mut self, shell: &mut Shell) -> Step {
        let words = shell.words;
        if shell.read_only {
            shell.bad(words.read_only());
            return Step::stay();
        }
        let chosen = self.lines.iter().filter(|line| line.chosen);
        let openings: Vec<Opening> = chosen.map(|line| self.opening(line)).collect();
        if openings.is_empty() {
            shell.hint(words.offers_nothing_chosen());
            return Step::stay();
        }
        let Some(hand) = shell.inspector.as_ref().map(|person| person.name.clone()) else {
            shell.bad(words.refused_no_hand());
            return Step::stay();
        };
        if self.ticket.is_some() {
            return Step::stay();
        }
        let ticket = shell.next_ticket();
        self.ticket = Some(ticket);
        let entry = Entry {
            day: self.found,
            hand,
            reason: words.usual_reason(StepKind::Open).to_owned(),
        };
        Step::ask(vec![Cmd::OpenFindings {
            ticket,
            openings,
            entry,
        }])
    }

    fn opening(&self, line: &Line) -> Opening {
        let offer = &line.offer;
        Opening {
            organisation: self.organisation,
            visit: Some(self.visit),
            template: self.template.clone(),
            item: offer.item.clone(),
            item_name: offer.item_name.clone(),
            fact: offer.fact.clone(),
            requirement: offer.requirement.clone(),
            responsible: line.responsible.clone(),
            deadline: offer.deadline,
            opened: self.found,
            ground: offer.ground,
        }
    }

    pub fn title(&self, shell: &Shell) -> (String, String) {
        let chosen = self.lines.iter().filter(|line| line.chosen).count();
        let title = shell.words.offers_title(chosen, self.lines.len());
        (title, printable(&self.name).into_owned())
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let columns = paint.width();
        paint.part(1, 0, columns.saturating_sub(2), 2).wrapped(
            0,
            0,
            2,
            words.offers_hint(),
            theme.quiet(),
        );
        let rows = paint.height().saturating_sub(ABOVE) / EACH;
        let first = scroll::page_of(self.at, self.lines.len(), rows.max(1).into());
        let shown = self.lines.iter().enumerate().skip(first).take(rows.into());
        for (row, (at, line)) in shown.enumerate() {
            let y = ABOVE + row as u16 * EACH;
            self.view_line(&mut paint.part(0, y, columns, EACH), line, shell);
            if at == self.at {
                paint.part(0, y, columns, 1).row(0, theme.selected());
            }
        }
        let form = self.edit.as_ref()?;
        let mut inside = overlay(paint, 74.min(columns), 6, words.offers_edit());
        form.view(&mut inside, 0, shell)
    }

    fn view_line(&self, paint: &mut Paint<'_>, line: &Line, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let mark = if line.chosen { "[x]" } else { "[ ]" };
        paint.text(1, 0, mark, theme.key());
        let right = match &line.known {
            Some(number) => format!("{} ", words.offers_known(number)),
            None => format!("{} ", line.offer.deadline),
        };
        let end = paint.right(0, &right, theme.quiet());
        let style = match line.offer.ground {
            Ground::Veto => theme.bad(),
            _ => theme.text(),
        };
        let x = paint.text(5, 0, &line.offer.item, theme.quiet()) + 1;
        let room = end.saturating_sub(x + 1);
        paint.within(x, 0, room, &printable(&line.offer.fact), style);
        let room = paint.width().saturating_sub(6);
        let requirement = printable(&line.offer.requirement);
        paint.within(5, 1, room, &requirement, theme.quiet());
    }
}
