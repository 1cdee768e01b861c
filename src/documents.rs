//! Files out: the visit log and the register of organisations, in four formats; reports, in five.
//! `log` and `register` turn records into rows, each format is a sink that takes them one by one, and `place` moves
//! what is whole to where it was asked for. The same records and order give the same bytes, always.

mod clean;
mod csv;
mod docx;
mod json;
mod layout;
mod log;
mod markdown;
mod place;
mod register;
pub mod report;
mod table;
mod xlsx;
mod xlsx_parts;

use std::io;
use std::path::PathBuf;

pub use docx::docx;

pub use crate::domain::export::{Encoding, Format, Order, Subject, Written};
use crate::store::{Store, StoreError};
use crate::words::Words;
use table::{Shape, Sink};

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{path}: {cause}")]
    Write { path: PathBuf, cause: String },
    #[error("the first day is after the last")]
    Days,
    #[error("cancelled")]
    Cancelled,
}

impl Words {
    pub fn export_error(self, error: &ExportError) -> String {
        match error {
            ExportError::Store(error) => self.store_error(error),
            ExportError::Write { path, cause } => {
                self.export_not_written(path.display().to_string(), cause.clone())
            }
            ExportError::Days => self.export_days().into(),
            ExportError::Cancelled => self.export_cancelled().into(),
        }
    }
}

/// Records between two words about progress.
const STEP: u64 = 32;

/// Writes the file beside its place and moves it there when it is whole; a failure leaves an older file as it was.
/// `progress` is told how many records of how many are done, and stops the work by returning false.
pub fn write(
    store: &mut Store,
    order: &Order,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Written, ExportError> {
    if let (Some(from), Some(to)) = (order.from, order.to)
        && from > to
    {
        return Err(ExportError::Days);
    }
    let words = Words(order.lang);
    let mut sink =
        sink(order, &shape(order, words)).map_err(|error| place::failed(&order.out, &error))?;
    let mut stopped = None;
    let mut records = 0;
    let mut take = |record: &table::Record, done: u64, total: u64| {
        records = done;
        if let Err(error) = sink.record(record) {
            stopped = Some(place::failed(&order.out, &error));
        } else if (done.is_multiple_of(STEP) || done == total) && !progress(done, total) {
            stopped = Some(ExportError::Cancelled);
        }
        stopped.is_none()
    };
    match order.subject {
        Subject::Visits => log::each(store, order, words, &mut take)?,
        Subject::Organisations => register::each(store, words, &mut take)?,
    }
    if let Some(stopped) = stopped {
        return Err(stopped);
    }
    let files = sink
        .finish()
        .map_err(|error| place::failed(&order.out, &error))?;
    Ok(Written {
        files: place::publish(files)?,
        records,
    })
}

fn shape(order: &Order, words: Words) -> Shape {
    match order.subject {
        Subject::Visits => {
            let (visits, answers) = log::tables(words);
            Shape {
                format: log::FORMAT,
                title: words.title_visits(),
                days: (order.from, order.to),
                words,
                records: visits,
                parts: Some(answers),
            }
        }
        Subject::Organisations => Shape {
            format: register::FORMAT,
            title: words.title_organisations(),
            days: (None, None),
            words,
            records: register::table(words),
            parts: None,
        },
    }
}

fn sink(order: &Order, shape: &Shape) -> io::Result<Box<dyn Sink>> {
    let path = &order.out;
    Ok(match order.format {
        Format::Csv => Box::new(csv::Csv::new(path, order.encoding, shape)?),
        Format::Xlsx => Box::new(xlsx::Xlsx::new(path, shape)?),
        Format::Json => Box::new(json::Json::new(path, shape)?),
        Format::Markdown => Box::new(markdown::Markdown::new(path, shape)?),
    })
}
