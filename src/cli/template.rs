//! Templates on the command line: which there are, what is in one, what is wrong with a file, what changed between two,
//! and putting one beside the data.

mod import;
mod print;
mod test;

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::failure::Failure;
use super::grammar::{TemplateAction, TemplateWanted};
use super::out::Out;
use super::status::print_json;
use super::{Context, first_line, out};
use crate::domain::checklist::{Checklist, difference};
use crate::standards::{self, Added, Found, Standard};

const HELP: &str = "liuyou template --help";

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    version: u32,
    #[serde(rename = "use")]
    purpose: &'static str,
    name_zh: &'a str,
    name_en: &'a str,
    /// Items that are to be answered.
    items: usize,
    points: u32,
    /// The county's own file, or null for a shipped template.
    file: Option<String>,
}

#[derive(Serialize)]
struct Looked {
    file: String,
    sound: bool,
    /// `liuyou-site@1`, where it could be read.
    template: Option<String>,
    faults: Vec<Fault>,
}

#[derive(Serialize)]
struct Fault {
    line: usize,
    column: usize,
    text: String,
}

/// `liuyou template`
pub fn run(context: &Context, wanted: &TemplateWanted) -> Result<(), Failure> {
    let with: Vec<&Path> = wanted.with.iter().map(|path| path.as_path()).collect();
    let is_import = wanted.action == TemplateAction::ImportXlsform;
    let needless = match wanted.action {
        TemplateAction::Diff | TemplateAction::Add if wanted.json => Some("--json"),
        _ if wanted.out.is_some() && !is_import => Some("--out"),
        _ => None,
    };
    if let Some(argument) = needless {
        let why = context.words.cli_unknown_argument(argument, HELP);
        return Err(Failure::Misuse(why));
    }
    match (wanted.action, &with[..]) {
        (TemplateAction::List, []) => list(context, wanted.json),
        (TemplateAction::Show, [id]) => show(context, id, wanted.json),
        (TemplateAction::Check, [file]) => check(context, file, wanted.json),
        (TemplateAction::Diff, [old, new]) => diff(context, old, new),
        (TemplateAction::Add, [file]) => add(context, file),
        (TemplateAction::Test, [file]) => try_out(context, file, wanted.json),
        (TemplateAction::ImportXlsform, [file]) => import::run(context, file, wanted),
        (action, _) => Err(Failure::Misuse(match action.takes() {
            [] => context.words.cli_template_wants_none(HELP),
            takes => context
                .words
                .cli_template_wants(action.name(), takes.join(" "), HELP),
        })),
    }
}

/// The templates in force. What of the county's own cannot be used is complained of.
fn in_force(context: &Context) -> Result<Vec<Standard>, Failure> {
    let (standards, refused) = standards::load(&context.directory()?);
    for (path, why) in refused {
        let why = context.words.standard_error(&why);
        let path = path.display().to_string();
        out::complain(
            &context
                .words
                .standard_refused(path, first_line(&why).into()),
        );
    }
    Ok(standards)
}

fn list(context: &Context, json: bool) -> Result<(), Failure> {
    let standards = in_force(context)?;
    let mut out = Out::new();
    match json {
        true => {
            let listed: Vec<Listed<'_>> = standards.iter().map(listed).collect();
            print_json(&mut out, &listed)
        }
        false => print::list(&mut out, &standards, context.words),
    }
}

fn listed(standard: &Standard) -> Listed<'_> {
    let list = &standard.checklist;
    Listed {
        id: &list.id,
        version: list.version,
        purpose: list.purpose.code(),
        name_zh: &list.name.zh,
        name_en: &list.name.en,
        items: list.items().filter(|item| item.takes_answer()).count(),
        points: list.points(),
        file: standard
            .path
            .as_ref()
            .map(|path| path.display().to_string()),
    }
}

fn show(context: &Context, id: &Path, json: bool) -> Result<(), Failure> {
    let standards = in_force(context)?;
    let found = named(&standards, id).ok_or_else(|| {
        let id = id.display().to_string();
        Failure::Misuse(context.words.cli_template_no_such(&id, HELP))
    })?;
    let mut out = Out::new();
    match json {
        true => print_json(&mut out, &found.checklist),
        false => print::template(&mut out, &found.checklist, context.words),
    }
}

fn named<'a>(standards: &'a [Standard], id: &Path) -> Option<&'a Standard> {
    let is_named = |standard: &&Standard| Path::new(&standard.checklist.id) == id;
    standards.iter().find(is_named)
}

fn read(file: &Path) -> Result<String, Failure> {
    let text =
        std::fs::read_to_string(file).map_err(|cause| Failure::Template(file.to_owned(), cause))?;
    // some editors put a mark before the first character
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn check(context: &Context, file: &Path, json: bool) -> Result<(), Failure> {
    let examined = standards::examine(&read(file)?);
    let mut out = Out::new();
    if json {
        let faults = examined.as_ref().err().map_or(&[][..], |found| found);
        print_json(
            &mut out,
            &Looked {
                file: file.display().to_string(),
                sound: examined.is_ok(),
                template: examined.as_ref().ok().map(Checklist::title),
                faults: faults.iter().map(|found| fault(found, context)).collect(),
            },
        )?;
    }
    match examined {
        Ok(_) if json => Ok(()),
        Ok(list) => out.line(&context.words.cli_template_sound(list.title())),
        Err(found) => {
            if !json {
                print_faults(&mut out, file, &found, context)?;
            }
            Err(Failure::Faults(found.len()))
        }
    }
}

fn fault(found: &Found, context: &Context) -> Fault {
    Fault {
        line: found.at.0,
        column: found.at.1,
        text: context.words.wrong(&found.what),
    }
}

/// `FILE:LINE:COLUMN: what is wrong`, as editors jump to it.
fn print_faults(
    out: &mut Out,
    file: &Path,
    found: &[Found],
    context: &Context,
) -> Result<(), Failure> {
    for found in found {
        let Fault { line, column, text } = fault(found, context);
        let text = text.replace('\n', " ");
        out.line(&format!(
            "{}:{line}:{column}: {}",
            file.display(),
            text.trim()
        ))?;
    }
    Ok(())
}

/// A template in force of that id, or the file of that name.
fn template(
    out: &mut Out,
    context: &Context,
    standards: &[Standard],
    typed: &Path,
) -> Result<Checklist, Failure> {
    if let Some(standard) = named(standards, typed) {
        return Ok(standard.checklist.clone());
    }
    let text = read(typed)?;
    standards::examine(&text).or_else(|found| {
        print_faults(out, typed, &found, context)?;
        Err(Failure::Faults(found.len()))
    })
}

/// A template in force may be tried by its id too.
fn try_out(context: &Context, typed: &Path, json: bool) -> Result<(), Failure> {
    let standards = match typed.exists() {
        true => Vec::new(),
        false => in_force(context)?,
    };
    let list = template(&mut Out::new(), context, &standards, typed)?;
    test::run(context, typed, &Arc::new(list), json)
}

fn diff(context: &Context, old: &Path, new: &Path) -> Result<(), Failure> {
    let standards = in_force(context)?;
    let mut out = Out::new();
    let old = template(&mut out, context, &standards, old)?;
    let new = template(&mut out, context, &standards, new)?;
    let words = context.words;
    let found = difference(&old, &new);
    if found.is_empty() {
        return out.line(words.cli_template_same());
    }
    let name = |code: &str| {
        let item = new.item(code).or_else(|| old.item(code));
        item.map_or(String::new(), |item| item.name.get(words.0).to_owned())
    };
    for differs in &found {
        out.line(&words.differs(differs, name))?;
    }
    Ok(())
}

fn add(context: &Context, file: &Path) -> Result<(), Failure> {
    let mut out = Out::new();
    let text = read(file)?;
    let checklist = match standards::examine(&text) {
        Ok(checklist) => checklist,
        Err(found) => {
            print_faults(&mut out, file, &found, context)?;
            return Err(Failure::Faults(found.len()));
        }
    };
    let title = checklist.title();
    let standard = Standard {
        checklist,
        text,
        path: None,
    };
    let words = context.words;
    let added = standards::add(&context.directory()?, &standard).map_err(Failure::NotAdded)?;
    out.line(&match added {
        Added::New(path) => words.cli_template_added(title, path.display().to_string()),
        Added::Known => words.cli_template_known(title),
        Added::Behind(_, version) => words.cli_template_behind(title, version),
    })
}
