//! The one room that touches terminal, threads and clock.

use std::path::PathBuf;

use crate::domain::calendar::{Date, Now};
use crate::domain::checklist::Lang;
use crate::store::StoreError;

/// How the program is opened.
#[derive(Clone, Debug)]
pub struct Launch {
    pub directory: PathBuf,
    /// Overrides the language of the settings for this run.
    pub lang: Option<Lang>,
}

#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Terminal(#[from] std::io::Error),
}

/// Runs the program until it is quit. The terminal is usable again whatever happens.
pub fn run(_launch: &Launch) -> Result<(), RunError> {
    Ok(())
}

/// The moment, in local time.
pub fn now() -> Now {
    let zoned = jiff::Zoned::now();
    let date = zoned.date();
    Now {
        utc_ms: zoned.timestamp().as_millisecond(),
        today: Date::new(date.year(), date.month(), date.day()).expect("the clock shows a day of the calendar"),
        minute: zoned.hour() as u16 * 60 + zoned.minute() as u16,
    }
}
