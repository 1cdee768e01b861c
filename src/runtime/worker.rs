//! Does what the program asks of the data file, one thing after the other, on a thread of its own. Tests run it
//! without the thread. A change that could not be written waits here, in order, and is tried again.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::app::command::{Cmd, Loaded, Msg, Revision, preference};
use crate::domain::calendar::Now;
use crate::domain::change::{Change, Uuid};
use crate::domain::checklist::Lang;
use crate::domain::handover;
use crate::domain::rules::Rules;
use crate::standards::Standard;
use crate::store::{Store, StoreError};
use crate::words::Words;

/// Rows of each list on the first screen.
const TODAY_LINES: usize = 50;

pub struct Worker {
    pub store: Store,
    /// What a new visit is made with.
    standard: Standard,
    rules: Arc<Rules>,
    words: Words,
    waiting: VecDeque<(Uuid, Change)>,
}

impl Worker {
    pub fn new(store: Store, standard: Standard, rules: Arc<Rules>, words: Words) -> Worker {
        Worker {
            store,
            standard,
            rules,
            words,
            waiting: VecDeque::new(),
        }
    }

    /// Some change is not on the disk yet.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Does one thing and tells what came of it. An export is not the worker's work.
    pub fn run(&mut self, cmd: Cmd, now: Now) -> Vec<Msg> {
        match cmd {
            Cmd::Save { visit, change } => {
                let first = self.waiting.is_empty();
                self.waiting.push_back((visit, change));
                if first {
                    self.write_waiting(now, true)
                } else {
                    Vec::new()
                }
            }
            Cmd::Export(_) | Cmd::CancelExport | Cmd::Quit => Vec::new(),
            cmd => match self.read_or_set(cmd, now) {
                Ok(msg) => msg.into_iter().collect(),
                Err(error) => vec![Msg::Failed(self.words.store_error(&error))],
            },
        }
    }

    /// Tries the waiting changes again, oldest first; says nothing where they still cannot be written.
    pub fn retry(&mut self, now: Now) -> Vec<Msg> {
        self.write_waiting(now, false)
    }

    fn write_waiting(&mut self, now: Now, tell: bool) -> Vec<Msg> {
        let mut msgs = Vec::new();
        while let Some((visit, change)) = self.waiting.front() {
            let saved = self
                .store
                .commit(change, now)
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
        msgs
    }

    fn read_or_set(&mut self, cmd: Cmd, now: Now) -> Result<Option<Msg>, StoreError> {
        let store = &mut self.store;
        let loaded = match cmd {
            Cmd::Today => {
                let soon = self.standard.checklist.soon_days;
                Loaded::Today(store.today(now.today, soon, TODAY_LINES)?)
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
            Cmd::StartVisit {
                organisation,
                companion,
            } => {
                let id = store.start_visit(organisation, &self.standard, &companion, now)?;
                Loaded::Visit(Box::new(store.visit(id)?))
            }
            Cmd::SaveOrganisation(revision) => {
                let Revision {
                    known,
                    organisation,
                } = *revision;
                let (id, change) = match known {
                    Some((id, before)) => (id, organisation.revision(id, &before)),
                    None => {
                        let id = store.new_id(now);
                        let mut change = organisation.change(id);
                        if self
                            .rules
                            .registration
                            .is_new(organisation.registered, now.today)
                        {
                            change.edits.extend(handover::open(id, now.today).edits);
                        }
                        (id, change)
                    }
                };
                store.commit(&change, now)?;
                Loaded::Organisation(Box::new(store.organisation_named(id)?))
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
            Cmd::Preference { name, value } => {
                if name == preference::LANG {
                    self.words = Words(if value == "en" { Lang::En } else { Lang::Zh });
                }
                store.set_preference(name, &value)?;
                return Ok(None);
            }
            Cmd::Save { .. } | Cmd::Export(_) | Cmd::CancelExport | Cmd::Quit => return Ok(None),
        };
        Ok(Some(Msg::Loaded(loaded)))
    }
}
