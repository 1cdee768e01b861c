//! Questions that look through the whole register are answered on a thread and a connection of their own, so that
//! answers are saved meanwhile, however large the register is.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

use super::stage::Stage;
use super::{EndOnPanic, now};
use crate::app::command::{Cmd, Loaded, Msg};
use crate::domain::calendar::Now;
use crate::domain::rules::Rules;
use crate::store::{Store, StoreError};
use crate::words::Words;

/// The thread that answers; it begins with the first question.
pub struct Reviews {
    directory: PathBuf,
    running: Option<Running>,
}

struct Running {
    asks: Sender<(Cmd, Words)>,
    hand: JoinHandle<()>,
}

impl Reviews {
    pub fn new(directory: PathBuf) -> Reviews {
        Reviews {
            directory,
            running: None,
        }
    }

    pub fn ask(&mut self, cmd: Cmd, rules: &Arc<Rules>, words: Words, stage: &Arc<Stage>) {
        let running = self.running.get_or_insert_with(|| {
            let (asks, asked) = mpsc::channel();
            let (directory, rules, stage) = (self.directory.clone(), rules.clone(), stage.clone());
            let hand = std::thread::spawn(move || answer(&directory, &rules, &asked, &stage));
            Running { asks, hand }
        });
        let _ = running.asks.send((cmd, words));
    }

    /// Lets the thread end after what it is at; it may be waited for.
    pub fn stop(&mut self) -> Option<JoinHandle<()>> {
        self.running.take().map(|running| running.hand)
    }
}

fn answer(directory: &Path, rules: &Rules, asked: &Receiver<(Cmd, Words)>, stage: &Arc<Stage>) {
    let _end = EndOnPanic(stage);
    let mut queue = VecDeque::new();
    loop {
        if queue.is_empty() {
            match asked.recv() {
                Ok(next) => queue.push_back(next),
                Err(_) => return,
            }
        }
        queue.extend(asked.try_iter());
        let Some((cmd, words)) = queue.pop_front() else {
            continue;
        };
        // of several lists asked for faster than they are answered only the last is wanted
        let is_list = |cmd: &Cmd| matches!(cmd, Cmd::Tasks { .. });
        if is_list(&cmd) && queue.iter().any(|(later, _)| is_list(later)) {
            continue;
        }
        let answer = Store::open_read_only(directory)
            .and_then(|store| read(&store, rules, cmd, now()))
            .map(|loaded| loaded.map(Msg::Loaded));
        match answer {
            Ok(msg) => stage.happen(msg),
            Err(error) => stage.happen([Msg::Failed(words.store_error(&error))]),
        }
    }
}

/// Reads what was asked for; none where it is no question of this kind.
pub fn read(
    store: &Store,
    rules: &Rules,
    cmd: Cmd,
    now: Now,
) -> Result<Option<Loaded>, StoreError> {
    let loaded = match cmd {
        Cmd::Tasks { ticket, wanted } => Loaded::Tasks {
            ticket,
            list: Arc::new(store.worklist(rules, &wanted, now)?),
        },
        Cmd::Campaign(wanted) => Loaded::Campaign {
            wanted,
            view: store.campaign_view(wanted, now)?.map(Arc::new),
        },
        Cmd::Rounds(year) => {
            let years = store.round_years()?;
            let own = now.today.year();
            let latest = years.first().copied().filter(|_| !years.contains(&own));
            let year = year.or(latest).unwrap_or(own);
            Loaded::Rounds {
                year: Box::new(store.round_year(year, now.today, false)?),
                years,
                next: store.next_round_number(own)?,
            }
        }
        Cmd::Round(id) => Loaded::Round(Box::new(store.round_view(id, true)?)),
        Cmd::Stand(purpose) => Loaded::Stand {
            stand: Box::new(store.stand_for(rules, &purpose, now)?),
            purpose,
        },
        _ => return Ok(None),
    };
    Ok(Some(loaded))
}
