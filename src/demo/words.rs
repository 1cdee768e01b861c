//! The word lists of the demo county, built into the program. Nobody in them is real.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::dice::Dice;
use crate::domain::credit_code;
use crate::domain::organisation::Class;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct County {
    /// Its name, with which every organisation's name begins.
    pub county: String,
    /// Six digits given to no place in China.
    pub region: String,
    /// The unit that inspects.
    pub office: String,
    pub areas: Vec<String>,
    pub roads: Vec<String>,
    /// Words that begin the name of a service, such as `春晖`, where its authority has none of its own.
    pub words: Vec<String>,
    pub hard: Vec<Hard>,
    pub authority: Vec<Authority>,
}

/// An organisation whose name is hard to find or to print.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hard {
    pub class: String,
    pub authority: String,
    pub name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    pub name: String,
    /// What its joint branches are called after.
    pub sector: String,
    /// Names without the county, each taken once.
    pub associations: Vec<String>,
    pub foundations: Vec<String>,
    #[serde(default)]
    pub words: Vec<String>,
    /// Kinds of services, and how many services it looks after.
    pub kinds: Vec<String>,
    pub services: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    pub inspector: String,
    pub companions: Vec<String>,
    pub surnames: Vec<String>,
    pub given: Vec<String>,
    pub units: Vec<String>,
    pub leaders: Vec<Leader>,
    pub contact_notes: Vec<String>,
}

/// Unit and post of a leader with contracts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leader {
    pub unit: String,
    pub post: String,
}

pub struct Words {
    pub county: County,
    pub people: People,
    /// By item code; the first suits an answer worth nothing.
    pub remarks: BTreeMap<String, Vec<String>>,
}

pub static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    county: toml::from_str(include_str!("../../fixtures/demo/county.toml"))
        .expect("a test reads the shipped list"),
    people: toml::from_str(include_str!("../../fixtures/demo/people.toml"))
        .expect("a test reads the shipped list"),
    remarks: toml::from_str(include_str!("../../fixtures/demo/remarks.toml"))
        .expect("a test reads the shipped list"),
});

impl Words {
    pub fn person(&self, dice: &mut Dice) -> String {
        format!(
            "{}{}",
            dice.pick(&self.people.surnames),
            dice.pick(&self.people.given)
        )
    }

    /// A credit code with both check characters right (GB 32100, GB 11714), no two alike.
    pub fn credit_code(&self, class: Class, number: u64) -> String {
        const LETTERS: &[u8] = b"JKLMNPQRTUWXY";
        let second = match class {
            Class::Association => '1',
            Class::Service => '2',
            Class::Foundation => '3',
            Class::Other => '9',
        };
        let letter = LETTERS[(number / 1_000_000) as usize % LETTERS.len()] as char;
        let body = format!("M{letter}{:06}", number % 1_000_000);
        let inner = credit_code::inner_check_character(body.as_bytes());
        let first = format!("5{second}{}{body}{inner}", self.county.region);
        format!("{first}{}", credit_code::check_character(first.as_bytes()))
    }
}

/// A telephone number that rings nowhere.
pub fn phone(number: usize) -> String {
    format!("0999-555{number:04}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_pass_both_checks_and_differ() {
        let mut seen = BTreeSet::new();
        for number in (0..3_000_000).step_by(1237) {
            for class in [Class::Association, Class::Service, Class::Foundation] {
                let code = WORDS.credit_code(class, number);
                assert_eq!(credit_code::check(&code), Ok(()), "{code}");
                assert!(seen.insert(code));
            }
        }
    }

    #[test]
    fn every_item_of_the_site_standard_has_remarks_and_nothing_else_has() {
        let items: BTreeSet<String> = crate::standards::site()
            .checklist
            .items()
            .map(|item| item.code.clone())
            .collect();
        assert_eq!(
            WORDS.remarks.keys().cloned().collect::<BTreeSet<_>>(),
            items
        );
        assert!(WORDS.remarks.values().all(|remarks| !remarks.is_empty()));
    }
}
