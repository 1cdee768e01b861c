//! Does what the program asks of the data file, one thing after the other, on a thread of its own. Tests run it
//! without the thread. A change that could not be written waits here, in order, and is tried again.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{Launch, at_rest, conflicts, evidence, exchange, findings, intake, notices, review};
use crate::app::command::{Cmd, Kept, Loaded, Msg, Revision, Settlement, preference};
use crate::domain::arrival::Arrival;
use crate::domain::calendar::Now;
use crate::domain::change::{Change, Uuid};
use crate::domain::checklist::Lang;
use crate::domain::duplicates;
use crate::domain::handover;
use crate::domain::people::Contact;
use crate::domain::rules::Rules;
use crate::domain::staff::Order;
use crate::standards::Shelf;
use crate::store::{Store, StoreError};
use crate::words::Words;

/// Rows of each list on the first screen.
const TODAY_LINES: usize = 50;

pub struct Worker {
    pub store: Store,
    /// What a new visit can be made with.
    shelf: Shelf,
    /// Days ahead that count as coming up, as the template for everyday has them.
    soon_days: u32,
    rules: Arc<Rules>,
    words: Words,
    /// Changes of visits, each with what their author had in sight.
    waiting: VecDeque<(Uuid, Change, i64)>,
    /// The program has not begun: its data is locked. Then it begins so.
    pub begins: Option<Launch>,
    /// Locks once everything that waits is written.
    pub(super) locks: bool,
    /// Wrong passphrases, one after another.
    pub(super) wrong: u32,
    /// What came while the data was locked.
    pub(super) held: Vec<Cmd>,
}

impl Worker {
    pub fn new(store: Store, shelf: Shelf, rules: Arc<Rules>, words: Words) -> Worker {
        Worker {
            store,
            soon_days: shelf.first().checklist.soon_days.unwrap_or(0),
            shelf,
            rules,
            words,
            waiting: VecDeque::new(),
            begins: None,
            locks: false,
            wrong: 0,
            held: Vec::new(),
        }
    }

    pub(super) fn words(&self) -> Words {
        self.words
    }

    /// Some change is not on the disk yet.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Does one thing and tells what came of it. Exports and counts are not the worker's work.
    pub fn run(&mut self, cmd: Cmd, now: Now) -> Vec<Msg> {
        match cmd {
            Cmd::Unlock(typed) => self.unlock(&typed, now),
            Cmd::Lock => self.lock(),
            cmd if self.store.is_locked() => {
                self.held.push(cmd);
                Vec::new()
            }
            Cmd::Passphrase { ticket, wish } => {
                vec![self.passphrase(ticket, &wish, &mut |_, _| true)]
            }
            // the program makes it on a thread of its own, tests here
            Cmd::Backup {
                ticket,
                out,
                evidence,
            } => {
                let order = at_rest::Order {
                    ticket,
                    out: &out,
                    evidence,
                    protected: self.store.is_protected(),
                };
                let directory = self.store.directory();
                let made = at_rest::backup(directory, &order, now, self.words, &mut |_, _| true);
                vec![made]
            }
            Cmd::Save {
                visit,
                change,
                seen_to,
            } => {
                let first = self.waiting.is_empty();
                self.waiting.push_back((visit, change, seen_to));
                if first {
                    self.write_waiting(now, true)
                } else {
                    Vec::new()
                }
            }
            Cmd::Staff(order) => self.staff(&order, now),
            Cmd::Duplicates { ticket } => {
                let found = self.store.duplicates(&mut || true);
                let told = intake::looked_through(ticket, found, self.words);
                told.into_iter().collect()
            }
            Cmd::TakeIn(arrival) => vec![self.take_in(&arrival, now, &mut |_, _| true)],
            Cmd::Preview { ticket, arrival } => {
                let Worker { store, rules, .. } = self;
                let preview = intake::preview(store, &arrival, rules, now, &mut |_, _| true);
                vec![intake::previewed(ticket, preview, self.words)]
            }
            Cmd::Export(_)
            | Cmd::WriteReport(_)
            | Cmd::CancelExport
            | Cmd::CancelImport
            | Cmd::KeepFiles { .. }
            | Cmd::StopKeeping
            | Cmd::ShowFile(_)
            | Cmd::Count(_)
            | Cmd::StopCounting
            | Cmd::Quit => Vec::new(),
            cmd => match self.read_or_set(cmd, now) {
                Ok(msg) => msg.into_iter().collect(),
                Err(error) => vec![Msg::Failed(self.words.store_error(&error))],
            },
        }
    }

    /// Takes a register in; `progress` may stop it.
    pub fn take_in(&mut self, arrival: &Arrival, now: Now, progress: intake::Progress<'_>) -> Msg {
        let report = intake::take_in(&mut self.store, arrival, &self.rules, now, progress);
        intake::taken_in(report, self.words)
    }

    fn staff(&mut self, order: &Order, now: Now) -> Vec<Msg> {
        let done = match self.store.staff(order, &self.rules.people, now) {
            Ok(done) => done,
            Err(error) => return vec![Msg::Failed(self.words.store_error(&error))],
        };
        let mut msgs = Vec::new();
        // who works here is known by heart elsewhere
        if let Order::Person { known, person } = order
            && known.is_some()
            && *known == self.store.actor()
        {
            msgs.push(Msg::InspectorSaved(person.clone()));
        }
        msgs.push(Msg::Loaded(Loaded::Staffed(Box::new(done))));
        msgs
    }

    /// Tries the waiting changes again, oldest first; says nothing where they still cannot be written.
    pub fn retry(&mut self, now: Now) -> Vec<Msg> {
        self.write_waiting(now, false)
    }

    fn write_waiting(&mut self, now: Now, tell: bool) -> Vec<Msg> {
        let mut msgs = Vec::new();
        while let Some((visit, change, seen_to)) = self.waiting.front() {
            let saved = self
                .store
                .commit_having_seen(change, *seen_to, now)
                .and_then(|_| self.store.saves(*visit));
            match saved {
                Ok(saves) => {
                    msgs.push(Msg::Saved {
                        visit: *visit,
                        saves,
                    });
                    self.waiting.pop_front();
                }
                Err(error) => {
                    if tell || !msgs.is_empty() {
                        msgs.push(Msg::NotSaved(self.words.store_error(&error)));
                    }
                    break;
                }
            }
        }
        if self.locks && self.waiting.is_empty() {
            msgs.extend(self.lock());
        }
        msgs
    }

    fn read_or_set(&mut self, cmd: Cmd, now: Now) -> Result<Option<Msg>, StoreError> {
        let store = &mut self.store;
        let loaded = match cmd {
            Cmd::Today => {
                let mut today = store.today(now.today, self.soon_days, TODAY_LINES)?;
                let people = &self.rules.people;
                today.calls_due = store.contacts_due(Contact::Phone, people, now.today)?;
                today.visits_owed = store.contacts_due(Contact::Visit, people, now.today)?;
                if let Some(first) = &self.rules.schedule.first {
                    let soon = now.today.plus_days(first.soon_days.into());
                    today.first = store.first_visits(first, soon, TODAY_LINES)?;
                    today.first_due = store.first_visits_due(first, now.today)?;
                }
                today.findings = findings::lights(store, &self.rules, now)?;
                today.chains = store.chain_counts(&self.rules.registration, now.today)?;
                Loaded::Today(today)
            }
            Cmd::Page {
                ticket,
                filter,
                from,
                limit,
            } => {
                let rows = store.page(&filter, &from, limit)?;
                Loaded::Page {
                    ticket,
                    from,
                    rows,
                    total: store.count(&filter)?,
                }
            }
            Cmd::Find {
                ticket,
                text,
                filter,
            } => {
                let (rows, more) = store.find(&text, &filter)?;
                Loaded::Found { ticket, rows, more }
            }
            Cmd::Choices => Loaded::Choices {
                areas: store.areas()?,
                authorities: store.authorities()?,
                census: store.census_counts()?,
            },
            Cmd::Organisation(id) => Loaded::Organisation(Box::new(store.organisation(id)?)),
            Cmd::Census(id) => Loaded::Census(Box::new(store.organisation(id)?)),
            Cmd::Handover(id) => Loaded::Handover(Box::new(store.organisation(id)?)),
            Cmd::Chains => {
                let (rows, more) = store.chains(&self.rules.registration, now.today)?;
                Loaded::Chains { rows, more }
            }
            Cmd::Branches { ticket, query } => Loaded::Branches {
                ticket,
                page: store.branches(&query, &self.rules.branch, now.today)?,
            },
            Cmd::Branch(id) => {
                let view = store.branch_view(id, &self.rules.branch, now.today)?;
                Loaded::Branch(Box::new(view))
            }
            Cmd::Cover {
                ticket,
                organisation,
                branch,
            } => {
                store.cover(organisation, branch, now)?;
                Loaded::Committed { ticket, new: None }
            }
            Cmd::Visit(id) => Loaded::Visit(Box::new(store.visit(id)?)),
            Cmd::Evidence(id) => Loaded::Evidence(Box::new(evidence::view(store, id)?)),
            Cmd::Compare { visit, with } => Loaded::Comparison {
                visit,
                comparison: store.comparison(visit, with)?.map(Box::new),
            },
            Cmd::StartVisit {
                organisation,
                template,
                companion,
                round,
            } => {
                let standard = self.shelf.standard(&template);
                let standard = standard.ok_or(StoreError::Unknown(template))?;
                let id = store.start_visit_for(round, organisation, &standard, &companion, now)?;
                Loaded::Visit(Box::new(store.visit(id)?))
            }
            Cmd::SaveOrganisation(revision) => {
                let Revision {
                    known,
                    organisation,
                    seen_to,
                } = *revision;
                let (id, change) = match known {
                    Some((id, before)) => (id, organisation.revision(id, &before)),
                    None => {
                        let id = store.new_id(now);
                        let mut change = organisation.change(id);
                        if self.rules.registration.opens_for(&organisation, now.today) {
                            change.edits.extend(handover::open(id, now.today).edits);
                        }
                        (id, change)
                    }
                };
                store.commit_having_seen(&change, seen_to, now)?;
                Loaded::Organisation(Box::new(store.organisation_named(id)?))
            }
            Cmd::Settle(settlement) => {
                settle(store, settlement, now)?;
                Loaded::Settled
            }
            Cmd::SaveInspector(person) => {
                let id = store.actor().unwrap_or_else(|| store.new_id(now));
                store.set_actor(id)?;
                store.commit(&person.change(id), now)?;
                return Ok(Some(Msg::InspectorSaved(person)));
            }
            Cmd::Commit { ticket, change } => {
                let new = change.makes_new().then(|| store.new_id(now));
                let change = match new {
                    Some(name) => change.named(name),
                    None => change,
                };
                store.commit(&change, now)?;
                let new = new.map(|name| store.number_of(name)).transpose()?;
                Loaded::Committed { ticket, new }
            }
            Cmd::Person(uuid) => {
                let view = store.person_named(uuid, &self.rules.people, now.today)?;
                Loaded::Person(Box::new(view))
            }
            Cmd::Keepers(id) => Loaded::Keepers(Box::new(store.keepers(id, now.today)?)),
            // the program answers these on a thread of their own, tests here
            Cmd::Survey(survey) => {
                let surveyed = store.survey(&survey, &self.rules.people, now.today)?;
                Loaded::Surveyed(Box::new(surveyed))
            }
            Cmd::Preference { name, value } => {
                if name == preference::LANG {
                    self.words = Words(if value == "en" { Lang::En } else { Lang::Zh });
                }
                store.set_preference(name, &value)?;
                return Ok(None);
            }
            Cmd::Freeze(coverage) => {
                let (_, new) = store.freeze(&coverage, now)?;
                return Ok(Some(Msg::Frozen { coverage, new }));
            }
            Cmd::Rows { ticket, from, ids } => Loaded::Rows {
                ticket,
                from,
                rows: store.rows(&ids)?,
            },
            Cmd::Advice(id) => Loaded::Advice(Box::new(store.organisation(id)?)),
            Cmd::SaveTask { organisation, task } => {
                store.commit(&task.change(organisation), now)?;
                Loaded::TaskSaved
            }
            Cmd::GiveTasks {
                organisations,
                given,
            } => Loaded::TasksGiven(store.give_tasks(&organisations, &given, now)?),
            Cmd::Keep { purpose, stand } => {
                let campaign = store.keep_stand(&purpose, &stand, now)?;
                let kept = Kept::Stand(Box::new(purpose));
                Loaded::CampaignKept { campaign, kept }
            }
            Cmd::CloseCampaign { campaign, closed } => {
                store.close_campaign(campaign, closed, now)?;
                let kept = match closed {
                    Some(_) => Kept::Closed,
                    None => Kept::Open,
                };
                Loaded::CampaignKept { campaign, kept }
            }
            Cmd::OrderRound {
                ticket,
                round,
                order,
            } => Loaded::RoundOrdered {
                ticket,
                round,
                count: store.order_round(round, &order, now)?,
                order,
            },
            Cmd::Board { .. }
            | Cmd::BoardChoices
            | Cmd::Finding(_)
            | Cmd::OpenFindings { .. }
            | Cmd::StepFindings { .. } => {
                return findings::run(store, &self.rules, cmd, now).map(|l| l.map(Msg::Loaded));
            }
            Cmd::Notice(ask) => {
                return notices::run(store, &self.rules, ask, now, self.words).map(Some);
            }
            Cmd::Sync(ask) => return exchange::answer(store, ask, now, self.words),
            Cmd::Conflict(ask) => Loaded::Conflict(conflicts::answer(store, ask, now, self.words)?),
            Cmd::Tasks { .. }
            | Cmd::Campaign(_)
            | Cmd::Stand(_)
            | Cmd::Rounds(_)
            | Cmd::Round(_) => {
                return review::read(store, &self.rules, cmd, now).map(|l| l.map(Msg::Loaded));
            }
            Cmd::Save { .. }
            | Cmd::Backup { .. }
            | Cmd::Passphrase { .. }
            | Cmd::Lock
            | Cmd::Unlock(_)
            | Cmd::Staff(_)
            | Cmd::Export(_)
            | Cmd::WriteReport(_)
            | Cmd::CancelExport
            | Cmd::Preview { .. }
            | Cmd::Duplicates { .. }
            | Cmd::TakeIn(_)
            | Cmd::CancelImport
            | Cmd::KeepFiles { .. }
            | Cmd::StopKeeping
            | Cmd::ShowFile(_)
            | Cmd::Count(_)
            | Cmd::StopCounting
            | Cmd::Quit => return Ok(None),
        };
        Ok(Some(Msg::Loaded(loaded)))
    }
}

fn settle(store: &mut Store, settlement: Settlement, now: Now) -> Result<(), StoreError> {
    let change = match settlement {
        Settlement::Join { keeper, other } => return store.join(keeper, other, now),
        Settlement::Part(other) => duplicates::part(other),
        Settlement::Apart { one, other, are } => duplicates::tell_apart(one, other, are),
    };
    store.commit(&change, now)?;
    Ok(())
}
