//! A form of another program becomes a template: it is written to a file or printed, and what comes out otherwise than
//! in the form is said beside it.

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::grammar::TemplateWanted;
use crate::cli::out::{self, Out};
use crate::cli::status::print_json;
use crate::domain::checklist::Checklist;
use crate::intake::xlsform::{self, Imported, Remark, Said, Spot};
use crate::standards;

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Told<'a> {
    file: String,
    /// A template came of it.
    taken: bool,
    /// `site-visit@1`
    template: Option<String>,
    /// Where it was written; null where the text stands in `toml`.
    out: Option<String>,
    toml: Option<&'a str>,
    remarks: Vec<Remarked<'a>>,
}

#[derive(Serialize)]
struct Remarked<'a> {
    /// The form is not taken because of it.
    refused: bool,
    places: Vec<Placed<'a>>,
    text: String,
}

#[derive(Serialize)]
struct Placed<'a> {
    sheet: &'a str,
    row: Option<u32>,
    /// Its letters.
    column: Option<String>,
}

/// `liuyou template import-xlsform`
pub fn run(context: &Context, file: &Path, wanted: &TemplateWanted) -> Result<(), Failure> {
    let imported =
        xlsform::import(file).map_err(|error| Failure::Intake(file.to_owned(), error))?;
    let Imported { checklist, remarks } = imported;
    let text = checklist.as_ref().map(standards::written);
    if let (Some(text), Some(out)) = (&text, &wanted.out) {
        write(out, text)?;
    }
    let mut out = Out::new();
    if wanted.json {
        let inside = text.as_deref().filter(|_| wanted.out.is_none());
        print_json(
            &mut out,
            &Told {
                file: file.display().to_string(),
                taken: text.is_some(),
                template: checklist.as_ref().map(Checklist::title),
                out: wanted
                    .out
                    .as_ref()
                    .filter(|_| text.is_some())
                    .map(|out| out.display().to_string()),
                toml: inside,
                remarks: remarks
                    .iter()
                    .map(|remark| remarked(remark, context))
                    .collect(),
            },
        )?;
    } else {
        for remark in &remarks {
            out::complain(&context.words.form_remark(remark));
        }
    }
    let refused = remarks
        .iter()
        .filter(|remark| matches!(remark.said, Said::Refused(_)));
    let (Some(list), Some(text)) = (checklist, text) else {
        return Err(Failure::FormRefused(refused.count()));
    };
    if wanted.json {
        return Ok(());
    }
    match &wanted.out {
        None => out.text(&text),
        Some(path) => {
            let items = list.items().filter(|item| item.takes_answer()).count();
            let path = path.display().to_string();
            out.line(&context.words.cli_form_taken(list.title(), path, items))?;
            match remarks.len() {
                0 => Ok(()),
                count => out.line(&context.words.cli_form_notes(count)),
            }
        }
    }
}

/// A new file; one that is there stays as it is.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let unwritten = |cause| Failure::Unwritten(path.to_owned(), cause);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(unwritten)?;
    file.write_all(text.as_bytes()).map_err(unwritten)?;
    file.as_file().sync_all().map_err(unwritten)?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(Failure::Exists(path.to_owned()))
        }
        Err(error) => Err(unwritten(error.error)),
    }
}

fn remarked<'a>(remark: &'a Remark, context: &Context) -> Remarked<'a> {
    Remarked {
        refused: matches!(remark.said, Said::Refused(_)),
        places: remark.spots.iter().map(placed).collect(),
        text: context.words.form_said(&remark.said),
    }
}

fn placed(spot: &Spot) -> Placed<'_> {
    Placed {
        sheet: &spot.sheet,
        row: spot.row,
        column: spot.column.map(|_| spot.letters()),
    }
}
