//! The audit trail of visits in the columns of ODK's `audit.csv`: a row for every change, with who, when, what stood there
//! before, what since, and why. Only what the journal knows is written; no row is made up, and what ODK Collect knows and
//! this program does not (how long a question was looked at, where) stays empty.

use std::io::{self, Write};

use super::ExportError;
use super::clean::Clean;
use super::csv::{guarded, push_field};
use super::place::{self, Unfinished};
use crate::domain::change::{Field, Value};
use crate::domain::checklist::{Checklist, Decimal, instance_of};
use crate::domain::evidence;
use crate::domain::export::{Order, Written};
use crate::domain::trail::{Step, Trail, What};
use crate::store::Store;

/// Of one visit: location columns belong to a log that tracks locations, which this one does not.
const ONE: &str = "event,node,start,end,old-value,new-value,user,change-reason\n";
/// Of many visits, as ODK Central joins the logs of all submissions: their ids in front, and all columns there are.
const ALL: &str = "instance ID,event,node,start,end,latitude,longitude,accuracy,old-value,new-value,user,change-reason\n";
/// Between the values of people who had not seen each other's work.
const BOTH: &str = " | ";

/// Writes the trail of one visit, or of all whose day lies between the days of the order.
pub fn write(
    store: &mut Store,
    order: &Order,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Written, ExportError> {
    let failed = |error: &io::Error| place::failed(&order.out, error);
    let mut file = Unfinished::beside(&order.out).map_err(|error| failed(&error))?;
    let mut records = 0;
    let mut stopped = None;
    match order.detail.visit {
        Some(visit) => {
            let trail = store.trail(visit)?;
            let text = ONE.to_owned() + &rows(&trail, false);
            file.write_all(text.as_bytes())
                .map_err(|error| failed(&error))?;
            records = 1;
        }
        None => {
            file.write_all(ALL.as_bytes())
                .map_err(|error| failed(&error))?;
            store.each_trail(order.from, order.to, &mut |trail, done, total| {
                records = done;
                if let Err(error) = file.write_all(rows(&trail, true).as_bytes()) {
                    stopped = Some(failed(&error));
                } else if (done.is_multiple_of(super::STEP) || done == total)
                    && !progress(done, total)
                {
                    stopped = Some(ExportError::Cancelled);
                }
                Ok(stopped.is_none())
            })?;
        }
    }
    match stopped {
        Some(stopped) => Err(stopped),
        None => Ok(Written {
            files: place::publish(vec![file])?,
            records,
            lost: Vec::new(),
        }),
    }
}

fn rows(trail: &Trail, joined: bool) -> String {
    let list = trail.form.as_ref().map(|form| &*form.checklist);
    let mut text = String::new();
    for step in &trail.steps {
        let mut cells = Vec::new();
        if joined {
            cells.push(trail.visit.to_string());
        }
        let (event, node, old, new) = told(step, list);
        cells.extend([
            event.to_owned(),
            node,
            step.utc_ms.to_string(),
            String::new(),
        ]);
        if joined {
            cells.extend([String::new(), String::new(), String::new()]);
        }
        cells.extend([
            old,
            new,
            safe(&step.user),
            safe(step.reason.as_deref().unwrap_or_default()),
        ]);
        for (at, cell) in cells.iter().enumerate() {
            push_field(&mut text, at, cell);
        }
        text.push('\n');
    }
    text
}

/// Event, node, and what stood there before and since.
fn told(step: &Step, list: Option<&Checklist>) -> (&'static str, String, String, String) {
    let none = String::new;
    match &step.what {
        What::Started => ("form start", none(), none(), none()),
        What::Finished => ("form finalize", none(), none(), none()),
        What::Reason => ("change reason", none(), none(), none()),
        What::Set {
            address,
            field,
            old,
            new,
        } => {
            let mut before: Vec<String> = old.iter().map(value).collect();
            before.sort();
            before.dedup();
            let before = before.join(BOTH);
            (
                "question",
                node(address, *field, list),
                safe(&before),
                safe(&value(new)),
            )
        }
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Nothing | Value::Unknown(_) => String::new(),
        Value::Bool(flag) => flag.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Record(uuid) => uuid.to_string(),
    }
}

/// Nothing in it acts in a terminal or a spreadsheet; a number stays one.
fn safe(text: &str) -> String {
    let clean = Clean::from(text).to_string();
    match Decimal::parse(&clean) {
        Some(_) => clean,
        None => guarded(&clean).into_owned(),
    }
}

/// The path of an item as XPath has it: `/data/section/item`, in a repeated section `/data/section[2]/item`. What is
/// said of an item besides its answer stands below it: `/data/section/item/remark`.
fn node(address: &str, field: Field, list: Option<&Checklist>) -> String {
    if let Some((item, hash)) = evidence::read_part(address) {
        let of = match item.is_empty() {
            true => "/data".to_owned(),
            false => node(item, Field::ANSWER, list),
        };
        return format!("{of}/evidence/{}/{}", name(&hash.to_string()), field.name());
    }
    if address.is_empty() {
        return format!("/data/{}", field.name());
    }
    let (code, number) = match list.and_then(|list| list.item(address)) {
        Some(item) if item.code == address => (address, None),
        _ => instance_of(address),
    };
    let section = list.and_then(|list| {
        let mut sections = list.sections.iter();
        sections.find(|section| section.items.iter().any(|item| item.code == code))
    });
    let mut path = String::from("/data");
    if let Some(section) = section {
        path += &format!("/{}", name(&section.code));
    }
    if let Some(number) = number {
        path += &format!("[{number}]");
    }
    path += &format!("/{}", name(code));
    if field != Field::ANSWER {
        path += &format!("/{}", field.name());
    }
    path
}

/// A code as a name of XML: one that is none already, as `4.1`, has `_` before it, and a character that no name may hold
/// is written by its number.
fn name(code: &str) -> String {
    let starts = |c: char| c == '_' || c.is_alphabetic();
    let goes_on = |c: char| starts(c) || c.is_numeric() || matches!(c, '.' | '-');
    let mut name = String::new();
    if !code.starts_with(starts) {
        name.push('_');
    }
    for c in code.chars() {
        match goes_on(c) {
            true => name.push(c),
            false => name += &format!("_x{:04X}_", c as u32),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_names_of_xml() {
        for (code, xml) in [
            ("4.1", "_4.1"),
            ("staff", "staff"),
            ("检查-1", "检查-1"),
            ("a/b", "a_x002F_b"),
            ("-1", "_-1"),
        ] {
            assert_eq!(name(code), xml);
        }
    }

    #[test]
    fn texts_are_guarded_and_numbers_are_not() {
        assert_eq!(safe("-3"), "-3");
        assert_eq!(safe("-3 人"), "'-3 人");
        assert_eq!(safe("=1+1"), "'=1+1");
        assert_eq!(safe("甲\n乙"), "甲 乙");
    }
}
