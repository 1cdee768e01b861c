//! Writing visits, answers, changes or organisations to a file.

use super::Context;
use super::failure::Failure;
use super::grammar::Wanted;
use super::out::{self, Out};
use super::progress::{self, Bar};
use super::visits::visit_named;
use crate::documents::{self, Detail, Encoding, Format, Order, Subject};
use crate::words::Words;

const HELP: &str = "liuyou export --help";

/// `liuyou export`
pub fn run(context: &Context, wanted: Wanted) -> Result<(), Failure> {
    let visit = wanted.visit.clone();
    let mut order = order(wanted, context.words)?;
    let mut store = context.open()?;
    if let Some(visit) = visit {
        order.detail.visit = Some(visit_named(&store, &visit, None, context.words)?);
    }
    progress::watch_for_interrupt();
    let mut bar = Bar::new();
    let written = documents::write(&mut store, &order, &mut |done, total| bar.step(done, total))?;
    drop(bar);
    let mut out = Out::new();
    for file in &written.files {
        out.line(&context.words.cli_exported_file(file.display().to_string()))?;
    }
    for name in &written.lost {
        out::complain(&context.words.cli_evidence_lost(name));
    }
    out.line(&context.words.cli_exported(written.records))
}

/// An option that would have no effect is refused: whoever wrote it expects one.
fn order(wanted: Wanted, words: Words) -> Result<Order, Failure> {
    refuse_needless(&wanted, words)?;
    let has_days = wanted.from.is_some() || wanted.to.is_some();
    let one_visit = wanted.subject == Subject::Audit && !wanted.all;
    if has_days && (wanted.subject == Subject::Organisations || one_visit) {
        return Err(Failure::Misuse(words.cli_only_visits(HELP)));
    }
    if wanted.subject != Subject::Visits && wanted.evidence {
        return Err(Failure::Misuse(words.cli_only_visits_evidence(HELP)));
    }
    if wanted
        .from
        .zip(wanted.to)
        .is_some_and(|(from, to)| from > to)
    {
        return Err(Failure::Misuse(words.cli_days_swapped(HELP)));
    }
    Ok(Order {
        subject: wanted.subject,
        format: wanted.format.unwrap_or(Format::Csv),
        encoding: wanted.encoding.unwrap_or(Encoding::Utf8),
        from: wanted.from,
        to: wanted.to,
        out: wanted.out,
        lang: words.0,
        evidence: wanted.evidence,
        detail: Detail {
            template: wanted.template.unwrap_or_default(),
            labels: wanted.labels,
            split: wanted.split,
            visit: None,
        },
    })
}

fn refuse_needless(wanted: &Wanted, words: Words) -> Result<(), Failure> {
    let misuse = |sentence: String| Err(Failure::Misuse(sentence));
    let subject = wanted.subject;
    if subject == Subject::Audit {
        if wanted.format.is_some_and(|format| format != Format::Csv) || wanted.encoding.is_some() {
            return misuse(words.cli_export_audit_csv(HELP));
        }
        if wanted.visit.is_some() == wanted.all {
            return misuse(words.cli_export_audit_which(HELP));
        }
    } else if wanted.encoding.is_some() && wanted.format != Some(Format::Csv) {
        return misuse(words.cli_only_csv(HELP));
    }
    let only = [
        ("VISIT", "audit", wanted.visit.is_some()),
        ("--all", "audit", wanted.all),
        ("--template", "answers", wanted.template.is_some()),
        ("--labels", "answers", wanted.labels),
        ("--split", "answers", wanted.split),
    ];
    for (argument, of, given) in only {
        let is_of = match of {
            "audit" => subject == Subject::Audit,
            _ => subject == Subject::Answers,
        };
        if given && !is_of {
            return misuse(words.cli_export_only(argument, of, HELP));
        }
    }
    match (subject, wanted.format) {
        (Subject::Answers, Some(Format::Markdown)) => misuse(words.cli_export_no_markdown(HELP)),
        _ => Ok(()),
    }
}
