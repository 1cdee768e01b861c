//! Templates as a person reads them on the command line.

use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::domain::checklist::{Checklist, Item, ItemKind, Required, Section, Use};
use crate::standards::Standard;
use crate::width;
use crate::words::Words;

/// Templates in the groups of their use, ids in one column.
pub fn list(out: &mut Out, standards: &[Standard], words: Words) -> Result<(), Failure> {
    let ids = standards.iter().map(|known| known.checklist.title().len());
    let widest = ids.max().unwrap_or(0);
    for purpose in Use::ALL {
        let mut group = standards
            .iter()
            .filter(|known| known.checklist.purpose == *purpose)
            .peekable();
        if group.peek().is_some() {
            out.line(words.purpose(*purpose))?;
        }
        for standard in group {
            let list = &standard.checklist;
            let mut line = format!("  {:widest$}  {}", list.title(), list.name.get(words.0));
            for fact in figures(list, words) {
                line += &format!("  {fact}");
            }
            if let Some(path) = &standard.path {
                line += &format!("  {}", words.cli_template_own(path.display().to_string()));
            }
            out.line(&line)?;
        }
    }
    Ok(())
}

/// How many items, and how many points if there are any.
fn figures(list: &Checklist, words: Words) -> Vec<String> {
    let items = list.items().filter(|item| item.takes_answer()).count();
    let mut figures = vec![words.cli_template_line(items)];
    if list.points() > 0 {
        figures.push(words.cli_template_points(list.points()));
    }
    figures
}

/// The head, then every section with its items.
pub fn template(out: &mut Out, list: &Checklist, words: Words) -> Result<(), Failure> {
    let mut head = vec![words.purpose(list.purpose).to_owned()];
    head.extend(figures(list, words));
    head.extend(list.every_days.map(|days| words.cli_template_every(days)));
    if let Some(lines) = &list.verdict {
        head.push(words.cli_template_lines(lines.demonstration, lines.pass, lines.basic));
    }
    out.line(&format!("{}  {}", list.title(), list.name.get(words.0)))?;
    out.line(&format!("  {}", head.join("  ")))?;
    out.line(&format!("  {}", words.basis(list.basis.get(words.0))))?;
    let codes = list.items().map(|item| width::width(&item.code));
    let widest = codes.max().unwrap_or(0);
    for section in &list.sections {
        out.line("")?;
        out.line(&section_line(section, words))?;
        if let Some(note) = &section.note {
            out.line(&format!("  {}", note.get(words.0)))?;
        }
        for item in &section.items {
            let gap = " ".repeat(widest - width::width(&item.code) + 2);
            let said = said(list, item, words).join("  ");
            let line = format!("  {}{gap}{}  {said}", item.code, item.name.get(words.0));
            out.line(line.trim_end())?;
        }
    }
    Ok(())
}

fn section_line(section: &Section, words: Words) -> String {
    let mut line = format!("{}  {}", section.code, section.name.get(words.0));
    if let Some(repeat) = &section.repeat {
        line += &format!("  ({})", words.cli_template_repeat(repeat.most));
    }
    if let Some(expression) = &section.shown_when {
        line += &format!("  [{}]", words.cli_template_when(expression));
    }
    line
}

/// What kind of answer it takes, and what stands in the way of one.
fn said(list: &Checklist, item: &Item, words: Words) -> Vec<String> {
    let kind = match item.kind {
        ItemKind::Scale => words.cli_template_points(item.points),
        kind => words.item_kind(kind).to_owned(),
    };
    let mut said = vec![format!("({kind})")];
    if item.veto {
        said.push(words.cli_template_veto().into());
    }
    if item.required != Required::Always(false) {
        said.push(words.cli_template_required().into());
    }
    if let Some(unit) = &item.unit {
        said.push(unit.get(words.0).to_owned());
    }
    let choices = list.choices(item);
    if !choices.is_empty() {
        let labels: Vec<&str> = choices
            .iter()
            .map(|choice| choice.label.get(words.0))
            .collect();
        said.push(labels.join(words.list_comma()));
    }
    if let Some(computed) = &item.computed {
        said.push(format!("= {computed}"));
    }
    if let Some(expression) = &item.shown_when {
        said.push(format!("[{}]", words.cli_template_when(expression)));
    }
    said
}
