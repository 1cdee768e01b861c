//! The sentences of every paper as data, so that a county may word them its own way. Each has a key and the places it
//! may fill in; both are checked when a file is read, never when a paper is printed.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::checklist::Text;

/// Every text of `papers.toml` by its key, `letter.title` for `title` in the table `letter`, with what it may name.
macro_rules! texts {
    ($($name:ident $key:literal [$($place:literal)*];)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key { $($name,)* }

        impl Key {
            pub const ALL: &'static [Key] = &[$(Key::$name,)*];

            pub fn name(self) -> &'static str {
                match self { $(Key::$name => $key,)* }
            }

            /// What may stand in braces.
            pub fn places(self) -> &'static [&'static str] {
                match self { $(Key::$name => &[$($place),*],)* }
            }
        }
    };
}

texts! {
    ProblemLine "shared.problem" ["number" "item" "fact" "organisation"];
    ProblemOfOrganisation "shared.problem_of_organisation" ["number" "item" "fact" "organisation"];
    ProblemsAttached "shared.problems_attached" ["count" "attachment"];
    ProblemList "shared.problem_list" [];
    Contact "shared.contact" ["contact" "phone"];

    FeedbackTitle "feedback.title" [];
    FeedbackOpening "feedback.opening" ["organisation" "office" "date" "count" "deadline" "days"];
    FeedbackNothing "feedback.nothing" ["organisation" "office" "date"];
    FeedbackOpinion "feedback.opinion" [];
    FeedbackRemark "feedback.remark" [];

    ReminderTitle "reminder.title" ["organisation"];
    ReminderOpening "reminder.opening" ["organisation" "date" "count" "due" "overdue"];
    ReminderOverdue "reminder.overdue" ["days"];
    ReminderRequirement "reminder.requirement" ["deadline" "office"];

    LetterTitle "letter.title" ["organisation"];
    LetterTitleAuthority "letter.title_authority" ["organisation"];
    LetterOpening "letter.opening" ["organisation" "date" "inspectors" "count" "overdue" "office"];
    LetterOpeningAuthority "letter.opening_authority" ["organisation" "date" "inspectors" "count" "overdue" "office"];
    LetterOverdue "letter.overdue" ["days"];
    LetterHeading "letter.heading_problems" [];
    LetterRequirement "letter.requirement" ["deadline" "office" "count"];
    LetterRequirementAuthority "letter.requirement_authority" ["organisation" "deadline" "office" "count"];
    LetterConsequence "letter.consequence" ["office"];

    CircularTitle "circular.title" ["period"];
    CircularOpening "circular.opening" ["period" "office" "region"];
    CircularRates "circular.rates" ["region" "day" "rule" "total" "organisation_rate" "work_rate"];
    CircularWork "circular.work" ["period" "visits" "organisations" "problems" "closed" "in_time" "overdue"];
    CircularNotices "circular.notices" ["period" "reminders" "letters" "talks" "authorities"];
    CircularHeadings "circular.headings" [];
    CircularFault "circular.fault" ["item" "count" "organisations"];
    CircularNoFaults "circular.no_faults" [];
    CircularNamed "circular.named" ["count" "organisations" "attachment"];
    CircularRequirement "circular.requirement" ["region" "office"];
    CircularClosing "circular.closing" ["office"];
    CircularAreas "circular.areas" [];
    CircularAuthorities "circular.authorities" [];

    TalkTitle "talk.title" [];
    TalkOpening "talk.opening" ["organisation" "reason" "person"];
    TalkBody "talk.body" ["reason" "time" "place" "talkers"];
    TalkRequirement "talk.requirement" ["person" "materials" "office" "contact" "phone"];
    TalkRecordTitle "talk.record_title" [];
    TalkRecordNotice "talk.record_notice" [];
    TalkRecordRemark "talk.record_remark" [];

    TransferTitle "transfer.title" ["organisation"];
    TransferOpening "transfer.opening" ["organisation" "credit_code" "authority" "count"];
    TransferHeadings "transfer.headings" [];
    TransferAdvice "transfer.advice" ["office"];
    TransferMaterials "transfer.materials" [];
    TransferNoSteps "transfer.no_steps" [];

    ReceiptTitle "receipt.title" [];
    ReceiptRemark "receipt.remark" ["office" "deadline"];

    ClosingTitle "closing.title" [];
    ClosingOpinion "closing.opinion" [];
    ClosingReview "closing.review" [];
    ClosingRemark "closing.remark" [];

    ServiceTitle "service.title" [];
    ServiceRemark "service.remark" [];
}

impl Key {
    pub fn from_name(name: &str) -> Option<Key> {
        Key::ALL.iter().copied().find(|key| key.name() == name)
    }
}

/// `papers.toml`, or a county's own, which may hold only the texts that it words otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct WordingFile {
    pub id: String,
    pub version: u32,
    pub basis: Text,
    /// Words that a title is not broken within. Left out: as shipped.
    pub keep: Option<Vec<String>>,
    #[serde(flatten)]
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
}

/// What is wrong with a file of texts; each names the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordingFault {
    Unknown(String),
    Empty(String),
    /// A brace that is not closed.
    Open(String),
    /// Something in braces that this text cannot fill in.
    Place {
        key: String,
        place: String,
    },
}

impl WordingFile {
    /// The first fault, in the order of the keys.
    pub fn fault(&self) -> Option<WordingFault> {
        self.each().find_map(|(name, text)| fault(&name, text))
    }

    fn each(&self) -> impl Iterator<Item = (String, &String)> {
        let tables = self.texts.iter();
        tables.flat_map(|(table, texts)| {
            texts
                .iter()
                .map(move |(key, text)| (format!("{table}.{key}"), text))
        })
    }
}

fn fault(name: &str, text: &str) -> Option<WordingFault> {
    let Some(key) = Key::from_name(name) else {
        return Some(WordingFault::Unknown(name.to_owned()));
    };
    if text.trim().is_empty() {
        return Some(WordingFault::Empty(name.to_owned()));
    }
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let inside = rest[at..]
            .strip_prefix('{')
            .and_then(|inside| inside.split_once('}'));
        let Some((place, after)) = inside else {
            return Some(WordingFault::Open(name.to_owned()));
        };
        if !key.places().contains(&place) {
            return Some(WordingFault::Place {
                key: name.to_owned(),
                place: place.to_owned(),
            });
        }
        rest = after;
    }
    None
}

/// The texts in force: every key has one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    keep: Vec<String>,
    texts: BTreeMap<Key, String>,
}

impl Wording {
    /// Puts a file without faults over what is there.
    pub fn take(&mut self, file: &WordingFile) {
        if let Some(keep) = &file.keep {
            self.keep.clone_from(keep);
        }
        for (name, text) in file.each() {
            if let Some(key) = Key::from_name(&name) {
                self.texts.insert(key, text.trim().to_owned());
            }
        }
    }

    /// Keys that have no text; none once the shipped file was taken.
    pub fn missing(&self) -> Vec<Key> {
        let keys = Key::ALL.iter().copied();
        keys.filter(|key| !self.texts.contains_key(key)).collect()
    }

    pub fn keep(&self) -> &[String] {
        &self.keep
    }

    /// A text as it stands.
    pub fn text(&self, key: Key) -> &str {
        self.texts.get(&key).map_or("", String::as_str)
    }

    /// The lines of a text that is a list, such as the headings of a circular.
    pub fn line(&self, key: Key, at: usize) -> &str {
        self.text(key).lines().nth(at).unwrap_or("")
    }

    /// A text with its places filled in; what is put in is not read again.
    pub fn say(&self, key: Key, filled: &[(&str, &str)]) -> String {
        debug_assert!(
            key.places()
                .iter()
                .all(|place| filled.iter().any(|(name, _)| name == place)),
            "{} may name more than is known",
            key.name()
        );
        let mut said = String::new();
        let mut rest = self.text(key);
        while let Some((before, after)) = rest.split_once('{') {
            let (place, after) = after.split_once('}').unwrap_or((after, ""));
            said.push_str(before);
            let value = filled.iter().find(|(name, _)| *name == place);
            said.push_str(value.map_or("", |(_, value)| *value));
            rest = after;
        }
        said + rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(table: &str, key: &str, text: &str) -> WordingFile {
        let texts = BTreeMap::from([(key.to_owned(), text.to_owned())]);
        WordingFile {
            id: "papers".into(),
            version: 1,
            basis: Text::default(),
            keep: None,
            texts: BTreeMap::from([(table.to_owned(), texts)]),
        }
    }

    #[test]
    fn faults_are_found_when_a_file_is_read() {
        assert_eq!(file("letter", "title", "关于整改的函").fault(), None);
        assert_eq!(
            file("letter", "title", "关于{organisation}整改的函").fault(),
            None
        );
        for (key, text, fault) in [
            ("titel", "函", WordingFault::Unknown("letter.titel".into())),
            ("title", " \n", WordingFault::Empty("letter.title".into())),
            (
                "title",
                "关于{organisation的函",
                WordingFault::Open("letter.title".into()),
            ),
            (
                "title",
                "关于}的函",
                WordingFault::Open("letter.title".into()),
            ),
            (
                "title",
                "{deadline}前整改",
                WordingFault::Place {
                    key: "letter.title".into(),
                    place: "deadline".into(),
                },
            ),
        ] {
            assert_eq!(file("letter", key, text).fault(), Some(fault), "{text}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        let mut wording = Wording::default();
        wording.take(&file("letter", "title", "关于{organisation}整改的函"));
        assert_eq!(
            wording.say(Key::LetterTitle, &[("organisation", "{deadline}协会")]),
            "关于{deadline}协会整改的函"
        );
    }

    #[test]
    fn keys_are_unique() {
        for key in Key::ALL {
            assert_eq!(Key::from_name(key.name()), Some(*key));
        }
    }
}
