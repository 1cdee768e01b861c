//! Files out: the visit log, the answers of a template and the register of organisations, in four formats; the audit
//! trail; reports, in five. `log`, `answers` and `register` turn records into rows, each format is a sink that takes them
//! one by one, and `place` moves what is whole to where it was asked for. The same records and order give the same bytes,
//! always.

mod answers;
mod audit;
mod clean;
mod csv;
mod docx;
mod enclosures;
mod json;
mod layout;
mod log;
mod markdown;
mod paper_file;
mod place;
mod print_html;
mod register;
pub mod report;
mod table;
mod xlsx;
mod xlsx_parts;

use std::io;
use std::path::PathBuf;

pub use crate::domain::export::{Detail, Encoding, Format, Order, Subject, Written};
pub use docx::docx;
pub use paper_file::write_paper;
pub use print_html::html;

use crate::store::{Store, StoreError};
use crate::words::Words;
use answers::Layout;
use enclosures::Enclosures;
use table::{Shape, Sink};

pub use enclosures::give_out;

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
    /// The folder for evidence holds something that this export does not write.
    #[error("{folder} holds {file}")]
    NotEmpty { folder: PathBuf, file: String },
    /// No version of that template is in the file; the ids of those that are.
    #[error("no template {template}")]
    NoTemplate {
        template: String,
        known: Vec<String>,
    },
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
            ExportError::NotEmpty { folder, file } => {
                self.export_not_empty(folder.display().to_string(), file.clone())
            }
            ExportError::NoTemplate { template, known } => {
                self.answers_no_template(template, known.join(self.list_comma()))
            }
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
    match order.subject {
        Subject::Audit => audit::write(store, order, progress),
        // columns and rows as of the same state of the file
        Subject::Answers => store.in_one_state(|store| write_records(store, order, progress)),
        Subject::Visits | Subject::Organisations => write_records(store, order, progress),
    }
}

fn write_records(
    store: &mut Store,
    order: &Order,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Written, ExportError> {
    let words = Words(order.lang);
    let layout = match order.subject {
        Subject::Answers => Some(layout(store, order, words)?),
        _ => None,
    };
    let shape = match &layout {
        Some(layout) => answers_shape(layout, order, words),
        None => shape(order, words),
    };
    let mut sink = sink(order, &shape).map_err(|error| place::failed(&order.out, &error))?;
    let mut enclosures = match order.evidence && order.subject == Subject::Visits {
        true => Some(Enclosures::beside(&order.out, store.directory(), words)?),
        false => None,
    };
    // a file takes longer than a record
    let step = if enclosures.is_some() { 1 } else { STEP };
    let mut stopped = None;
    let mut records = 0;
    let mut take = |record: &table::Record, done: u64, total: u64| {
        records = done;
        if let Err(error) = sink.record(record) {
            stopped = Some(place::failed(&order.out, &error));
        } else if (done.is_multiple_of(step) || done == total) && !progress(done, total) {
            stopped = Some(ExportError::Cancelled);
        }
        stopped.is_none()
    };
    match (&layout, order.subject) {
        (Some(layout), _) => {
            let days = (order.from, order.to);
            let template = &order.detail.template;
            store.each_visit_of(template, days, &mut |visit, done, total| {
                Ok(take(&layout.record(&visit), done, total))
            })?;
        }
        (None, Subject::Organisations) => register::each(store, words, &mut take)?,
        (None, _) => log::each(store, order, words, enclosures.as_mut(), &mut take)?,
    }
    if let Some(stopped) = stopped {
        return Err(stopped);
    }
    let files = sink
        .finish()
        .map_err(|error| place::failed(&order.out, &error))?;
    let (enclosed, lost) = match enclosures {
        Some(enclosures) => enclosures.publish()?,
        None => (None, Vec::new()),
    };
    let mut files = place::publish(files)?;
    files.extend(enclosed);
    Ok(Written {
        files,
        records,
        lost,
    })
}

fn layout(store: &Store, order: &Order, words: Words) -> Result<Layout, ExportError> {
    let template = &order.detail.template;
    let versions = store.versions_of(template)?;
    if versions.is_empty() {
        return Err(ExportError::NoTemplate {
            template: template.clone(),
            known: store.templates()?,
        });
    }
    Ok(Layout::of(&versions, &order.detail, words))
}

fn answers_shape(layout: &Layout, order: &Order, words: Words) -> Shape {
    let words = answers::words_of(&order.detail, words);
    let (records, parts) = layout.tables();
    Shape {
        format: answers::FORMAT,
        title: words.title_answers(),
        days: (order.from, order.to),
        words,
        records,
        parts,
    }
}

fn shape(order: &Order, words: Words) -> Shape {
    match order.subject {
        Subject::Visits | Subject::Answers | Subject::Audit => {
            let (visits, answers) = log::tables(words, order.evidence);
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
