//! Writing visits or organisations to a file.

use super::Context;
use super::failure::Failure;
use super::grammar::Wanted;
use super::out::{self, Out};
use super::progress::{self, Bar};
use crate::documents::{self, Encoding, Format, Order, Subject};
use crate::words::Words;

const HELP: &str = "liuyou export --help";

/// `liuyou export`
pub fn run(context: &Context, wanted: Wanted) -> Result<(), Failure> {
    let order = order(wanted, context.words)?;
    let mut store = context.open()?;
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
    if wanted.encoding.is_some() && wanted.format != Format::Csv {
        return Err(Failure::Misuse(words.cli_only_csv(HELP)));
    }
    if wanted.subject != Subject::Visits && (wanted.from.is_some() || wanted.to.is_some()) {
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
        format: wanted.format,
        encoding: wanted.encoding.unwrap_or(Encoding::Utf8),
        from: wanted.from,
        to: wanted.to,
        out: wanted.out,
        lang: words.0,
        evidence: wanted.evidence,
    })
}
