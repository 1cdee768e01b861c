//! Conflicts on the command line: listed, shown with everything that was said, and decided.

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::Context;
use super::failure::Failure;
use super::grammar::ConflictsTyped;
use super::out::Out;
use super::status::print_json;
use crate::domain::change::Value;
use crate::domain::conflict::{Claim, Conflict, Decided, Verdict};
use crate::runtime;
use crate::store::Store;
use crate::sync::names::hex;
use crate::words::Words;

/// Conflicts that are looked through.
const MOST: usize = 10_000;

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Line {
    /// Stands for the place, the same on every laptop.
    id: String,
    record: String,
    kind: u16,
    part: String,
    field: u16,
    name: &'static str,
    subject: String,
    detail: String,
    claims: Vec<Said>,
}

#[derive(Serialize)]
struct Said {
    operation: String,
    value: Json,
    person: String,
    utc_ms: i64,
    remark: String,
    reason: String,
    here: bool,
    /// What is read meanwhile.
    counts: bool,
}

/// `liuyou conflicts`
pub fn run(context: &Context, typed: &ConflictsTyped) -> Result<(), Failure> {
    let words = context.words;
    let mut store = context.open()?;
    let mut out = Out::new();
    match typed.action.as_str() {
        "show" => {
            let conflict = find(&store, typed, words)?;
            match typed.json {
                true => print_json(&mut out, &Line::of(&conflict)),
                false => print(&mut out, &conflict, words),
            }
        }
        "resolve" => resolve(&mut store, typed, words),
        _ => list(&store, &mut out, typed.json, words),
    }
}

fn list(store: &Store, out: &mut Out, json: bool, words: Words) -> Result<(), Failure> {
    let conflicts = store.conflicts(MOST)?;
    if json {
        let lines: Vec<Line> = conflicts.iter().map(Line::of).collect();
        return print_json(out, &lines);
    }
    if conflicts.is_empty() {
        return out.line(words.conflicts_none());
    }
    for conflict in &conflicts {
        let what = words.conflict_heading(conflict);
        let values = words.conflict_values(conflict);
        out.line(&words.cli_conflict_line(&conflict.tag, &what, &values))?;
    }
    Ok(())
}

fn print(out: &mut Out, conflict: &Conflict, words: Words) -> Result<(), Failure> {
    out.line(&words.conflict_heading(conflict))?;
    for (at, claim) in conflict.claims.iter().enumerate() {
        let value = words.claim_value(conflict, claim);
        let who = words.claim_who(claim, runtime::now());
        out.line(&format!("{}  {value}  {who}", at + 1))?;
        if !claim.remark.is_empty() {
            out.line(&format!("   {}", words.claim_remark(&claim.remark)))?;
        }
        if !claim.reason.is_empty() {
            out.line(&format!("   {}", words.claim_reason(&claim.reason)))?;
        }
    }
    Ok(())
}

fn resolve(store: &mut Store, typed: &ConflictsTyped, words: Words) -> Result<(), Failure> {
    let conflict = find(store, typed, words)?;
    let verdict = match (typed.take, &typed.value) {
        (Some(place), _) => {
            let claim = place.checked_sub(1).and_then(|at| conflict.claims.get(at));
            let claim = claim.ok_or_else(|| Failure::Misuse(words.cli_conflict_how().into()))?;
            Verdict::Claim(claim.op)
        }
        (None, Some(value)) => {
            let refused = || Failure::Misuse(words.conflict_no_value(value));
            Verdict::Other(conflict.other(value).ok_or_else(refused)?)
        }
        (None, None) => return Err(Failure::Misuse(words.cli_conflict_how().into())),
    };
    let decision = conflict.decide(verdict);
    match store.decide(&decision, words.conflict_reason(), runtime::now())? {
        Decided::Done => Out::new().line(words.conflict_decided()),
        Decided::NewsCame => Err(Failure::Exchange(words.conflict_news().into())),
        Decided::Over => Err(Failure::Exchange(words.conflict_over().into())),
    }
}

fn find(store: &Store, typed: &ConflictsTyped, words: Words) -> Result<Conflict, Failure> {
    let which = typed.which.as_deref().unwrap_or_default();
    let all = store.conflicts(MOST)?.into_iter();
    let mut fitting: Vec<Conflict> = all
        .filter(|conflict| which.len() >= 4 && conflict.tag.starts_with(which))
        .collect();
    match (fitting.pop(), fitting.is_empty()) {
        (Some(conflict), true) => Ok(conflict),
        _ => Err(Failure::Misuse(words.cli_conflict_which().into())),
    }
}

impl Line {
    fn of(conflict: &Conflict) -> Line {
        Line {
            id: conflict.tag.clone(),
            record: conflict.place.record.to_string(),
            kind: conflict.kind as u16,
            part: conflict.place.part.clone(),
            field: conflict.place.field.0,
            name: conflict.place.field.name(),
            subject: conflict.subject.clone(),
            detail: conflict.detail.clone(),
            claims: conflict.claims.iter().map(Said::of).collect(),
        }
    }
}

impl Said {
    fn of(claim: &Claim) -> Said {
        Said {
            operation: format!("{:016x}", claim.op.0),
            value: match &claim.value {
                Value::Nothing => Json::Null,
                Value::Bool(truth) => json!(truth),
                Value::Int(number) => json!(number),
                Value::Text(text) => json!(text),
                Value::Record(record) => json!({ "record": record.to_string() }),
                Value::Unknown(raw) => json!({ "cbor": hex(raw) }),
            },
            person: claim.who.clone(),
            utc_ms: claim.utc_ms,
            remark: claim.remark.clone(),
            reason: claim.reason.clone(),
            here: claim.own,
            counts: claim.counts,
        }
    }
}
