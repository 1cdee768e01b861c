//! The journal, save by save: who set what to what, when, and how far it got.

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::status::print_json;
use crate::domain::change::{OpId, Uuid, Value};
use crate::runtime;
use crate::store::Entry;
use crate::sync::names::{hex, short};
use crate::words::Words;

/// The keys are a promise to the programs that read them. One object a line.
#[derive(Serialize)]
struct Line {
    seq: i64,
    utc_ms: i64,
    actor: String,
    stream: String,
    /// `here`, `uploaded` or `confirmed`.
    state: &'static str,
    segment: Option<String>,
    reason: Option<String>,
    operations: Vec<Json>,
}

/// `liuyou journal show`
pub fn run(context: &Context, row: Option<&str>, last: u64, as_json: bool) -> Result<(), Failure> {
    let words = context.words;
    let row = match row {
        Some(typed) => Some(
            Uuid::parse(typed)
                .ok_or_else(|| Failure::Misuse(words.journal_no_row(typed.to_owned())))?,
        ),
        None => None,
    };
    let store = context.open()?;
    let mut out = Out::new();
    if let (Some(row), false) = (row, as_json)
        && let Ok(record) = store.number_of(row)
        && let Some(reach) = store.reach(record)?
    {
        out.line(&words.journal_row(words.reach(reach)))?;
    }
    let (mut left, mut done) = (last, Ok(()));
    store.journal(row, &mut |entry| {
        if left == 0 {
            return false;
        }
        left -= 1;
        done = match as_json {
            true => print_json(&mut out, &Line::of(&entry)),
            false => match store.person_called(entry.tx.actor) {
                Ok(name) => print(&mut out, &entry, name, row, words),
                Err(error) => Err(error.into()),
            },
        };
        done.is_ok()
    })?;
    done
}

fn state(entry: &Entry) -> &'static str {
    match entry.segment {
        Some((_, _, true)) => "confirmed",
        Some((_, true, _)) => "uploaded",
        _ => "here",
    }
}

fn print(
    out: &mut Out,
    entry: &Entry,
    name: String,
    row: Option<Uuid>,
    words: Words,
) -> Result<(), Failure> {
    let state = match state(entry) {
        "confirmed" => words.journal_confirmed(),
        "uploaded" => words.journal_sent(),
        _ => words.journal_here(),
    };
    let time = runtime::clock_of(entry.tx.utc_ms());
    let who = named(name, words);
    out.line(&words.journal_head(time, who, state.into()))?;
    if let Some(reason) = &entry.tx.reason {
        out.line(&format!("  {reason}"))?;
    }
    let ops = entry.ops();
    for (_, op) in ops.filter(|(_, op)| row.is_none_or(|row| op.place.record == row)) {
        let field = match op.place.field.name() {
            "" => op.place.field.0.to_string(),
            name => name.to_owned(),
        };
        let part = match op.place.part.as_str() {
            "" => String::new(),
            part => format!(" {part}"),
        };
        let value = match &op.value {
            Value::Nothing => words.journal_cleared().to_owned(),
            Value::Bool(truth) => truth.to_string(),
            Value::Int(number) => number.to_string(),
            Value::Text(text) => text.lines().next().unwrap_or_default().to_owned(),
            Value::Record(record) => record.to_string(),
            Value::Unknown(_) => words.journal_unknown_value().to_owned(),
        };
        out.line(&format!("  {}{part} {field} = {value}", op.place.record))?;
    }
    Ok(())
}

/// A person who wrote no name down is shown to have none.
pub fn named(name: String, words: Words) -> String {
    match name.is_empty() {
        true => words.device_nameless().into(),
        false => name,
    }
}

impl Line {
    fn of(entry: &Entry) -> Line {
        let id = |id: OpId| format!("{:016x}", id.0);
        let operations = entry.ops().map(|(own, op)| {
            let value = match &op.value {
                Value::Nothing => Json::Null,
                Value::Bool(truth) => json!(truth),
                Value::Int(number) => json!(number),
                Value::Text(text) => json!(text),
                Value::Record(record) => json!({ "record": record.to_string() }),
                Value::Unknown(raw) => json!({ "cbor": hex(raw) }),
            };
            json!({
                "id": id(own),
                "record": op.place.record.to_string(),
                "part": op.place.part,
                "field": op.place.field.0,
                "name": op.place.field.name(),
                "value": value,
                "replaces": op.prev.iter().map(|prev| id(*prev)).collect::<Vec<_>>(),
            })
        });
        Line {
            seq: entry.seq,
            utc_ms: entry.tx.utc_ms(),
            actor: entry.tx.actor.to_string(),
            stream: hex(&entry.stream.to_be_bytes()),
            state: state(entry),
            segment: entry.segment.map(|(hash, ..)| hex(&short(&hash))),
            reason: entry.tx.reason.clone(),
            operations: operations.collect(),
        }
    }
}
