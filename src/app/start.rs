//! What can be begun or gone on with at an organisation: its open drafts, then every template, grouped by use.

use super::command::Cmd;
use super::model::Shell;
use super::pick::Pick;
use super::screen::{Reply, Screen, Step};
use crate::domain::checklist::{Text, Use};
use crate::domain::view::{OrganisationView, VisitLine};
use crate::domain::visit::VisitStatus;
use crate::width;
use crate::words::Words;

/// A checklist, record or register that a visit can be made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub id: String,
    pub name: Text,
    pub purpose: Use,
}

/// The name of the template by which an organisation is visited for the first time.
pub fn first_template(shell: &Shell) -> String {
    let Some(first) = &shell.rules.schedule.first else {
        return String::new();
    };
    let named = shell
        .templates
        .iter()
        .find(|template| template.id == first.template);
    named
        .map_or(first.template.as_str(), |template| {
            template.name.get(shell.words.0)
        })
        .to_owned()
}

/// The open drafts, latest first.
pub fn drafts(view: &OrganisationView) -> impl Iterator<Item = &VisitLine> {
    view.visits
        .iter()
        .filter(|visit| visit.status == VisitStatus::Draft)
}

/// What the first row of the visits says.
pub fn label(view: &OrganisationView, shell: &Shell) -> String {
    let words = shell.words;
    match (drafts(view).next(), &shell.templates[..]) {
        (Some(draft), _) => words.go_on_with_draft(draft.answered, draft.items),
        (None, [only]) => words.start_visit(only.name.get(words.0)),
        (None, _) => words.start_something().into(),
    }
}

/// Goes on with the only thing there is, or asks which.
pub fn begin(view: &OrganisationView, shell: &mut Shell) -> Step {
    let draft = drafts(view).next();
    if let Some(draft) = draft.filter(|_| shell.read_only || shell.templates.len() == 1) {
        return Step::ask(vec![Cmd::Visit(draft.id)]);
    }
    if shell.read_only {
        shell.bad(shell.words.read_only());
        return Step::stay();
    }
    match &shell.templates[..] {
        [only] => begin_with(view.id, only.id.clone(), shell),
        _ => Step::open(Screen::Pick(Pick::new(
            shell.words.title_template(),
            lines(view, shell),
            0,
        ))),
    }
}

pub fn begin_with(organisation: i64, template: String, shell: &Shell) -> Step {
    Step::ask(vec![Cmd::StartVisit {
        organisation,
        template,
        companion: shell.companion.clone(),
        round: None,
    }])
}

/// A template with an open draft is not offered once more: beginning it would open the draft.
fn lines(view: &OrganisationView, shell: &Shell) -> Vec<(String, Reply)> {
    let words = shell.words;
    let open = drafts(view).map(|draft| {
        let text = grouped(words.go_on(), &of_draft(draft, words), words);
        (text, draft)
    });
    let mut lines: Vec<(String, Reply)> = open
        .map(|(text, draft)| (text, Reply::Visit(draft.id)))
        .collect();
    lines.extend(templates(shell, |id| {
        drafts(view).any(|draft| draft.template == id)
    }));
    lines
}

/// Every template but those that are left out, grouped by use.
pub fn templates(shell: &Shell, left_out: impl Fn(&str) -> bool) -> Vec<(String, Reply)> {
    let words = shell.words;
    let mut lines = Vec::new();
    for purpose in Use::ALL {
        let own = shell.templates.iter();
        for template in own.filter(|own| own.purpose == *purpose && !left_out(&own.id)) {
            let name = width::printable(template.name.get(words.0)).into_owned();
            let text = grouped(words.purpose(*purpose), &name, words);
            lines.push((text, Reply::Template(template.id.clone())));
        }
    }
    lines
}

/// A line behind the name of its group, so that the names stand below each other.
fn grouped(group: &str, text: &str, words: Words) -> String {
    let groups = Use::ALL.iter().map(|purpose| words.purpose(*purpose));
    let widest = groups.map(width::width).max().unwrap_or(0);
    let widest = widest.max(width::width(words.go_on()));
    let gap = " ".repeat(widest - width::width(group) + 2);
    format!("{group}{gap}{text}")
}

fn of_draft(draft: &VisitLine, words: Words) -> String {
    format!(
        "{} {} {}/{}",
        width::printable(draft.name.get(words.0)),
        draft.started.date,
        draft.answered,
        draft.items
    )
}
