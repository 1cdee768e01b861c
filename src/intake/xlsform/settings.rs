//! The sheet of settings: what the form is called, and in which language it is where it does not say.

use std::path::Path;

use super::languages::{Languages, Tongue, one_line, tongue};
use super::place::Spot;
use super::remark::{Remarks, Warning};
use super::table::Table;
use crate::domain::checklist::Text;

#[derive(Debug)]
pub struct Settings {
    pub id: String,
    pub version: u32,
    pub name: Text,
}

impl Settings {
    /// What the sheet does not say is taken from the file's name.
    pub fn read(
        table: Option<&Table>,
        path: &Path,
        languages: &mut Languages,
        remarks: &mut Remarks,
    ) -> Settings {
        let stem = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        let stem = stem.unwrap_or_default();
        let nowhere = Spot::sheet("settings");
        let line = table.and_then(|table| Some((table, table.lines.first()?)));
        if let Some((_, line)) = line {
            line.has_failed(remarks);
        }
        let take = |key| line.and_then(|(table, line)| table.take(line, key));
        if let Some(found) = take("default_language") {
            match tongue(found.text) {
                Tongue::Known(lang) => languages.plain = Some(lang),
                Tongue::Plain | Tongue::Other(_) if found.text != "default" => {
                    let other = Warning::DefaultLanguage(found.text.to_owned());
                    remarks.warn(found.spot, other);
                }
                _ => {}
            }
        }
        let name =
            line.and_then(|(table, line)| languages.text(table, line, "form_title", remarks));
        let (found, spot) = match take("form_id") {
            Some(found) => (found.text.to_owned(), found.spot.clone()),
            None => (stem.clone(), nowhere.clone()),
        };
        let id = plain_id(&found);
        if id != found {
            let id = id.clone();
            remarks.warn(&spot, Warning::Id { found, id });
        }
        let version = match take("version") {
            None => 1,
            Some(found) => match found.text.parse() {
                Ok(version) => version,
                Err(_) => {
                    remarks.warn(found.spot, Warning::Version(found.text.to_owned()));
                    1
                }
            },
        };
        let name = name.unwrap_or_else(|| {
            let title = match one_line(&stem).is_empty() {
                true => id.clone(),
                false => one_line(&stem),
            };
            remarks.warn(&nowhere, Warning::Title(title.clone()));
            Text {
                zh: title.clone(),
                en: title,
            }
        });
        Settings { id, version, name }
    }
}

/// Letters, digits, `-` and `_`; what is left of a name that has none of them is `form`.
fn plain_id(name: &str) -> String {
    let kept = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let parts = name.split(|c: char| !kept(c));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    match parts.is_empty() {
        true => "form".to_owned(),
        false => parts.join("-"),
    }
}

#[cfg(test)]
mod tests {
    use super::plain_id;

    #[test]
    fn an_id_is_made_of_whatever_the_form_is_called() {
        for (name, id) in [
            ("site_visit-2026", "site_visit-2026"),
            ("Site visit (2026).v2", "Site-visit-2026-v2"),
            ("走访记录", "form"),
            ("--", "form"),
        ] {
            assert_eq!(plain_id(name), id);
        }
    }
}
