//! The shipped standards, built into the program, and the county's own copies that override them.

mod examine;
mod own;
mod rules;
mod shelf;
mod written;

use std::path::{Path, PathBuf};

pub use examine::{Found, Wrong, examine};
pub use own::{AddError, Added, add};
pub use rules::Rules;
pub use shelf::{Offer, Shelf, shipped, site};
pub use written::written;

use crate::domain::checklist::{Checklist, Fault, What};
use crate::domain::columns::ColumnsFault;
use crate::domain::formation::RuleFault;
use crate::domain::paper::WordingFault;
use crate::domain::schedule::{MOST_PER_DAY, ScheduleFault};
use crate::words::Words;

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
    Schedule(ScheduleFault),
    /// Id of the rung of the ladder that is wrong.
    Ladder(String),
    /// The year or holiday that is wrong.
    Holidays(String),
    Wording(WordingFault),
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
    let (shelf, refused) = Shelf::load(directory);
    (shelf.offers().map(Offer::standard).collect(), refused)
}

/// The county's own templates, of each id the highest version, in the order of their files.
fn own_in_force(directory: &Path) -> (Vec<Standard>, Vec<(PathBuf, StandardError)>) {
    let mut standards: Vec<Standard> = Vec::new();
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
            Some(known) if known.checklist.version > own.checklist.version => {}
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
            StandardError::Schedule(ScheduleFault::PerDay) => {
                self.fault_schedule_per_day(MOST_PER_DAY)
            }
            StandardError::Schedule(ScheduleFault::Workdays) => {
                self.fault_schedule_workdays().into()
            }
            StandardError::Ladder(rung) => self.fault_ladder(rung),
            StandardError::Holidays(what) => self.fault_holidays(what),
            StandardError::Wording(WordingFault::Unknown(key)) => self.fault_wording_unknown(key),
            StandardError::Wording(WordingFault::Empty(key)) => self.fault_wording_empty(key),
            StandardError::Wording(WordingFault::Open(key)) => self.fault_wording_open(key),
            StandardError::Wording(WordingFault::Place { key, place }) => {
                self.fault_wording_place(key, place)
            }
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
    use crate::domain::checklist::{Item, ItemKind};

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

    /// Points of each section that has any.
    fn points(id: &str) -> Vec<u32> {
        let standards = shipped();
        let list = &standards
            .iter()
            .find(|standard| standard.checklist.id == id)
            .unwrap()
            .checklist;
        let sections = list.sections.iter();
        sections
            .map(|section| section.items.iter().map(|item| item.points).sum())
            .filter(|points| *points > 0)
            .collect()
    }

    #[test]
    fn the_ledgers_have_22_25_and_30_items_in_six_aspects() {
        for (id, aspects) in [
            ("ledger-committee", [5, 3, 4, 3, 4, 3]),
            ("ledger-branch", [4, 4, 5, 7, 2, 3]),
            ("ledger-centre", [5, 3, 5, 9, 4, 4]),
        ] {
            // one point each, so that points are items
            assert_eq!(points(id), aspects, "{id}");
        }
        let sums = ["ledger-committee", "ledger-branch", "ledger-centre"]
            .map(|id| points(id).iter().sum::<u32>());
        assert_eq!(sums, [22, 25, 30]);
    }

    #[test]
    fn the_scored_templates_have_100_points() {
        for (id, sections) in [
            ("liuyou-centre", &[22, 16, 20, 24, 18][..]),
            ("quarterly-life", &[40, 15, 28, 9, 8]),
            ("five-standard", &[16, 14, 14, 16, 12, 14, 14]),
            ("seven-powers", &[16, 16, 14, 14, 14, 12, 14]),
            ("secretary-assessment", &[100]),
            ("annual-report", &[30, 20, 50]),
        ] {
            assert_eq!(points(id), sections, "{id}");
            assert_eq!(sections.iter().sum::<u32>(), 100, "{id}");
        }
    }

    #[test]
    fn only_the_site_and_the_centre_say_how_an_organisation_stands() {
        let standards = shipped();
        let of = |holds: fn(&Checklist) -> bool| -> Vec<String> {
            let lists = standards.iter().map(|standard| &standard.checklist);
            lists
                .filter(|list| holds(list))
                .map(|list| list.id.clone())
                .collect()
        };
        assert_eq!(of(Checklist::judges), ["liuyou-site", "liuyou-centre"]);
        assert_eq!(
            of(|list| list.every_days.is_some()),
            ["liuyou-site", "liuyou-centre", "quarterly-life"]
        );
        assert_eq!(
            of(|list| list.points() == 0),
            [
                "census-four",
                "instructor-visit",
                "activity-record",
                "service-record",
                "project-record",
                "training-record",
                "money-record",
                "needs-feedback",
                "member-development",
                "joint-building"
            ]
        );
    }

    /// The text between `${` and `}` wherever one stands in an expression.
    fn spoken_of(expression: &str) -> Vec<&str> {
        let parts = expression.split("${").skip(1);
        parts.map(|part| part.split('}').next().unwrap()).collect()
    }

    #[test]
    fn expressions_speak_of_items_that_are_there() {
        for standard in shipped() {
            let list = &standard.checklist;
            for section in &list.sections {
                let own = section.shown_when.iter().map(|own| ("shown_when", &**own));
                let items = section.items.iter().flat_map(Item::expressions);
                for (key, expression) in own.chain(items) {
                    for code in spoken_of(expression) {
                        let item = list.items().find(|item| item.code == code);
                        let item = item.unwrap_or_else(|| panic!("{}: {expression}", list.id));
                        assert_ne!(item.kind, ItemKind::Note, "{}", list.id);
                        // what stands in a repeat has many values outside it, and must be summed or counted
                        let home = list
                            .sections
                            .iter()
                            .find(|home| home.items.iter().any(|known| known.code == code))
                            .unwrap();
                        if home.repeat.is_some() && home.code != section.code {
                            assert!(
                                ["sum(", "count-non-empty("]
                                    .iter()
                                    .any(|call| expression.contains(&format!("{call}${{{code}}}"))),
                                "{} {key}: {expression}",
                                list.id
                            );
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn every_shipped_template_says_what_is_not_official() {
        for standard in shipped() {
            let basis = &standard.checklist.basis;
            assert!(
                basis.zh.contains("未查到"),
                "{}: {}",
                standard.checklist.id,
                basis.zh
            );
            assert!(
                basis.en.contains("o official"),
                "{}: {}",
                standard.checklist.id,
                basis.en
            );
        }
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
