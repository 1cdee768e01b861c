//! Questions that walk over many rows are answered on threads and connections of their own, so that answers are saved
//! and pages read meanwhile. A newer question of the same kind breaks the older one off.

use std::mem::{Discriminant, discriminant};
use std::path::PathBuf;
use std::sync::Arc;

use super::stage::Stage;
use super::{EndOnPanic, now};
use crate::app::command::Loaded;
use crate::app::{Msg, Shell};
use crate::domain::staff::Survey;
use crate::store::{Breaker, Store, StoreError};

pub struct Surveys {
    directory: PathBuf,
    running: Vec<(Discriminant<Survey>, Arc<Breaker>)>,
}

impl Surveys {
    pub fn new(directory: PathBuf) -> Surveys {
        Surveys {
            directory,
            running: Vec::new(),
        }
    }

    pub fn start(&mut self, survey: Survey, shell: &Shell, stage: &Arc<Stage>) {
        let kind = discriminant(&survey);
        self.running.retain(|(running, breaker)| {
            if *running == kind {
                breaker.break_off();
            }
            *running != kind
        });
        let breaker = Arc::new(Breaker::default());
        self.running.push((kind, breaker.clone()));
        let (directory, stage) = (self.directory.clone(), stage.clone());
        let (rules, words) = (shell.rules.clone(), shell.words);
        std::thread::spawn(move || {
            let _end = EndOnPanic(&stage);
            let answer = Store::open_read_only(&directory).and_then(|store| {
                store.breaks_by(&breaker);
                if breaker.is_broken() {
                    return Err(StoreError::Cancelled);
                }
                store.survey(&survey, &rules.people, now().today)
            });
            match answer {
                Ok(surveyed) => stage.happen([Msg::Loaded(Loaded::Surveyed(Box::new(surveyed)))]),
                // the one who asked has asked something else meanwhile
                Err(_) if breaker.is_broken() => {}
                Err(StoreError::Cancelled) => {}
                Err(error) => stage.happen([Msg::Failed(words.store_error(&error))]),
            }
        });
    }
}
