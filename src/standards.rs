//! The shipped standards, built into the program, and the county's own copies that override them.

mod examine;
mod own;
mod rules;

use std::path::{Path, PathBuf};

pub use examine::{Found, Wrong, examine};
pub use own::{AddError, Added, add};
pub use rules::Rules;

use crate::domain::checklist::{Checklist, Fault, What};
use crate::domain::columns::ColumnsFault;
use crate::domain::formation::RuleFault;
use crate::words::Words;

/// Checklists as shipped; each text is what the journal keeps.
const SHIPPED: &[&str] = &[include_str!("../fixtures/standards/liuyou-site.toml")];

/// A checklist with the text it was read from.
#[derive(Clone, Debug)]
pub struct Standard {
    pub checklist: Checklist,
    pub text: String,
    /// The county's own file it was read from; none for a shipped one.
    pub path: Option<PathBuf>,
}

#[derive(Debug)]
pub enum StandardError {
    /// Not readable as TOML of this form; the message names line and column.
    Form(String),
    Faults(Vec<Fault>),
    Rules(RuleFault),
    Columns(ColumnsFault),
    File(std::io::Error),
}

pub fn parse(text: &str) -> Result<Checklist, StandardError> {
    checked(text, |_| true)
}

/// A checklist as a visit has kept it. What an earlier version took stays readable, whatever a later one refuses.
pub fn kept(text: &str) -> Result<Checklist, StandardError> {
    checked(text, What::is_first)
}

fn checked(text: &str, counts: impl Fn(&What) -> bool) -> Result<Checklist, StandardError> {
    let checklist: Checklist =
        toml::from_str(text).map_err(|error| StandardError::Form(error.to_string()))?;
    let mut faults = checklist.faults();
    faults.retain(|fault| counts(&fault.what));
    match faults.is_empty() {
        true => Ok(checklist),
        false => Err(StandardError::Faults(faults)),
    }
}

/// The shipped checklists, each replaced by the county's copy in `directory/standards/*.toml` of the same id; of several
/// copies the highest version is taken.
///
/// A copy that cannot be used is left out and reported; the shipped one then stays in force.
pub fn load(directory: &Path) -> (Vec<Standard>, Vec<(PathBuf, StandardError)>) {
    let mut standards = shipped();
    let mut refused = Vec::new();
    for path in own_files(&directory.join("standards")) {
        let own = match read_own(&path) {
            Ok(Some(own)) => own,
            Ok(None) => continue,
            Err(error) => {
                refused.push((path, error));
                continue;
            }
        };
        let known = standards
            .iter_mut()
            .find(|standard| standard.checklist.id == own.checklist.id);
        match known {
            Some(known)
                if known.path.is_some() && known.checklist.version > own.checklist.version => {}
            Some(known) => *known = own,
            None => standards.push(own),
        }
    }
    (standards, refused)
}

/// A template of the county's own; none where the file holds rules.
fn read_own(path: &Path) -> Result<Option<Standard>, StandardError> {
    let text = std::fs::read_to_string(path).map_err(StandardError::File)?;
    if rules::is_rules(&text) {
        return Ok(None);
    }
    Ok(Some(Standard {
        checklist: parse(&text)?,
        text,
        path: Some(path.to_owned()),
    }))
}

pub fn shipped() -> Vec<Standard> {
    SHIPPED
        .iter()
        .map(|text| Standard {
            checklist: parse(text).expect("a test reads every shipped checklist"),
            text: (*text).to_owned(),
            path: None,
        })
        .collect()
}

fn own_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    files.sort();
    files
}

impl Words {
    pub fn standard_error(self, error: &StandardError) -> String {
        match error {
            StandardError::Form(message) => message.clone(),
            StandardError::File(error) => error.to_string(),
            StandardError::Rules(RuleFault::Order) => self.fault_rule_order().into(),
            StandardError::Rules(RuleFault::Established) => self.fault_rule_established().into(),
            StandardError::Columns(ColumnsFault::Unknown(code)) => self.fault_columns_unknown(code),
            StandardError::Columns(ColumnsFault::Twice(name)) => self.fault_columns_twice(name),
            StandardError::Faults(faults) => faults
                .iter()
                .map(|fault| self.fault(&fault.what))
                .collect::<Vec<_>>()
                .join(" "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_standard_has_43_items_and_100_points() {
        let standards = shipped();
        let site = &standards
            .iter()
            .find(|standard| standard.checklist.id == "liuyou-site")
            .unwrap()
            .checklist;
        let points = |section: usize| {
            site.sections[section]
                .items
                .iter()
                .map(|item| item.points)
                .sum::<u32>()
        };
        assert_eq!(site.items().count(), 43);
        assert_eq!([0, 1, 2, 3, 4, 5].map(points), [20, 16, 14, 16, 14, 20]);
        let veto: Vec<&str> = site
            .items()
            .filter(|item| item.veto)
            .map(|item| item.code.as_str())
            .collect();
        assert_eq!(veto, ["1.1", "4.1"]);
    }

    #[test]
    fn our_own_words_use_no_character_of_doubtful_width() {
        for standard in shipped() {
            let doubtful: Vec<char> = "…—“”‘’→●①②③±×·≥≤㎡℃№■".chars().collect();
            let found: String = standard
                .text
                .chars()
                .filter(|c| doubtful.contains(c))
                .collect();
            assert_eq!(found, "", "{}", standard.checklist.id);
        }
    }

    #[test]
    fn a_countys_copy_overrides_and_a_broken_one_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("standards");
        std::fs::create_dir(&own).unwrap();
        let text = shipped()[0].text.replace("version = 1", "version = 7");
        std::fs::write(own.join("a.toml"), &text).unwrap();
        std::fs::write(own.join("b.toml"), text.replace("points = 4", "points = 0")).unwrap();
        std::fs::write(own.join("c.toml"), "id = ").unwrap();
        let (standards, refused) = load(folder.path());
        assert_eq!(standards[0].checklist.version, 7);
        assert_eq!(refused.len(), 2);
        assert!(matches!(&refused[0].1, StandardError::Faults(faults) if !faults.is_empty()));
        assert!(
            matches!(&refused[1].1, StandardError::Form(message) if message.contains("line 1"))
        );
    }
}
