//! The rules that a county may set otherwise (formation, counting, branches, people, registration, evidence,
//! schedules, campaigns, columns of registers, the ladder, holidays, sentences of papers, the office): shipped, and the county's own
//! that override them.
//! A file says by its `kind` what it holds; a file without one is a checklist and is read elsewhere.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{StandardError, own_files};
use crate::domain::branch::BranchRules;
use crate::domain::campaign::PlanTemplate;
use crate::domain::columns::{Names, Written};
use crate::domain::coverage::CountingRule;
use crate::domain::evidence::EvidenceRules;
use crate::domain::formation::RuleSet;
use crate::domain::handover::Registration;
use crate::domain::ladder::Ladder;
use crate::domain::office::OfficeRules;
use crate::domain::paper::{Wording, WordingFile};
use crate::domain::people::PeopleRules;
pub use crate::domain::rules::Rules;
use crate::domain::schedule::ScheduleRules;
use crate::domain::workdays::Holidays;

/// In the order in which they are shown.
const SHIPPED: &[&str] = &[
    include_str!("../../fixtures/standards/formation-party.toml"),
    include_str!("../../fixtures/standards/formation-campaign.toml"),
    include_str!("../../fixtures/standards/coverage.toml"),
    BRANCH,
    PEOPLE,
    REGISTRATION,
    EVIDENCE,
    SCHEDULE,
    include_str!("../../fixtures/standards/campaign.toml"),
    include_str!("../../fixtures/standards/register-columns.toml"),
    LADDER,
    HOLIDAYS,
    include_str!("../../fixtures/standards/papers.toml"),
    OFFICE,
];
const BRANCH: &str = include_str!("../../fixtures/standards/branch.toml");
const OFFICE: &str = include_str!("../../fixtures/standards/office.toml");
const PEOPLE: &str = include_str!("../../fixtures/standards/people.toml");
const LADDER: &str = include_str!("../../fixtures/standards/ladder.toml");
const HOLIDAYS: &str = include_str!("../../fixtures/standards/holidays.toml");
const REGISTRATION: &str = include_str!("../../fixtures/standards/registration.toml");
const EVIDENCE: &str = include_str!("../../fixtures/standards/evidence.toml");
const SCHEDULE: &str = include_str!("../../fixtures/standards/schedule.toml");

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum RuleFile {
    Formation(RuleSet),
    Coverage(CountingRules),
    Branch(BranchRules),
    People(PeopleRules),
    Registration(Registration),
    Evidence(EvidenceRules),
    Schedule(ScheduleRules),
    Campaign(PlanTemplate),
    Columns(Written),
    Ladder(Ladder),
    Holidays(Holidays),
    Papers(WordingFile),
    Office(Box<OfficeRules>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountingRules {
    /// Left as it is where the file does not say.
    ranking: Option<bool>,
    #[serde(rename = "rule", default)]
    rules: Vec<CountingRule>,
}

impl Rules {
    pub fn shipped() -> Rules {
        let (
            RuleFile::Branch(branch),
            RuleFile::People(people),
            RuleFile::Registration(registration),
            RuleFile::Evidence(evidence),
            RuleFile::Schedule(schedule),
            RuleFile::Ladder(ladder),
            RuleFile::Office(office),
        ) = (
            read(BRANCH),
            read(PEOPLE),
            read(REGISTRATION),
            read(EVIDENCE),
            read(SCHEDULE),
            read(LADDER),
            read(OFFICE),
        )
        else {
            unreachable!("a test reads the shipped rules, each file of its kind")
        };
        let mut rules = Rules {
            formation: Vec::new(),
            counting: Vec::new(),
            ranking: true,
            branch,
            people,
            registration,
            evidence,
            schedule,
            campaigns: Vec::new(),
            ladder,
            holidays: Holidays::default(),
            columns: Names::default(),
            papers: Wording::default(),
            office: *office,
        };
        for text in SHIPPED {
            rules.take(read(text));
        }
        rules
    }

    /// The shipped rules with the county's own from `directory/standards/*.toml` in place of those of the same id.
    /// A file that cannot be used is left out and reported.
    pub fn load(directory: &Path) -> (Rules, Vec<(PathBuf, StandardError)>) {
        let mut rules = Rules::shipped();
        let mut refused = Vec::new();
        for path in own_files(&directory.join("standards")) {
            let read = std::fs::read_to_string(&path).map_err(StandardError::File);
            match read {
                Ok(text) if !is_rules(&text) => {}
                Ok(text) => match parse(&text) {
                    Ok(file) => rules.take(file),
                    Err(error) => refused.push((path, error)),
                },
                Err(error) => refused.push((path, error)),
            }
        }
        (rules, refused)
    }

    fn take(&mut self, file: RuleFile) {
        match file {
            RuleFile::Formation(own) => replace(&mut self.formation, own, |set| &set.id),
            RuleFile::Coverage(own) => {
                self.ranking = own.ranking.unwrap_or(self.ranking);
                for rule in own.rules {
                    replace(&mut self.counting, rule, |rule| &rule.id);
                }
            }
            RuleFile::Branch(own) => self.branch = own,
            RuleFile::People(own) => self.people = own,
            RuleFile::Registration(own) => self.registration = own,
            RuleFile::Evidence(own) => self.evidence = own,
            RuleFile::Schedule(own) => self.schedule = own,
            RuleFile::Campaign(own) => replace(&mut self.campaigns, own, |plan| &plan.id),
            RuleFile::Columns(own) => self.columns.take(&own),
            RuleFile::Ladder(own) => self.ladder = own,
            RuleFile::Holidays(own) => self.holidays.take(own),
            RuleFile::Papers(own) => self.papers.take(&own),
            RuleFile::Office(own) => self.office = *own,
        }
    }
}

fn read(shipped: &str) -> RuleFile {
    parse(shipped).expect("a test reads every shipped file of rules")
}

fn replace<T>(all: &mut Vec<T>, own: T, id: impl Fn(&T) -> &String) {
    match all.iter_mut().find(|known| id(known) == id(&own)) {
        Some(place) => *place = own,
        None => all.push(own),
    }
}

/// Whether a file says that it is no checklist. One that is no TOML at all is left to the checklists to complain of.
pub fn is_rules(text: &str) -> bool {
    text.parse::<toml::Table>()
        .is_ok_and(|table| table.contains_key("kind"))
}

fn parse(text: &str) -> Result<RuleFile, StandardError> {
    let file: RuleFile =
        toml::from_str(text).map_err(|error| StandardError::Form(error.to_string()))?;
    let fault = match &file {
        RuleFile::Formation(set) => set.fault().map(StandardError::Rules),
        RuleFile::Columns(names) => names.fault().map(StandardError::Columns),
        RuleFile::Schedule(rules) => rules.fault().map(StandardError::Schedule),
        RuleFile::Ladder(ladder) => ladder.fault().map(StandardError::Ladder),
        RuleFile::Holidays(holidays) => holidays.fault().map(StandardError::Holidays),
        RuleFile::Papers(file) => file.fault().map(StandardError::Wording),
        _ => None,
    };
    fault.map_or(Ok(file), Err)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::formation::Advice::{
        self, InstructorAndMass, Joint, Own, OwnWithInstructor,
    };
    use crate::domain::organisation::PartyMembers;
    use crate::domain::paper::{Key, WordingFault};

    /// What both rule sets advise: the Party's, then the campaign's.
    fn advice(party: PartyMembers) -> [(Advice, bool); 2] {
        let rules = Rules::shipped();
        assert_eq!(
            [&rules.formation[0].id, &rules.formation[1].id],
            ["party", "campaign"]
        );
        [0, 1].map(|at| {
            let advised = rules.formation[at].advise(party, false).unwrap();
            (advised.advice, advised.must_form)
        })
    }

    #[test]
    fn both_rules_at_none_to_three_members_of_the_organisation_itself() {
        let here = |members| {
            advice(PartyMembers {
                full_here: members,
                ..PartyMembers::default()
            })
        };
        assert_eq!(here(0), [(InstructorAndMass, false); 2]);
        assert_eq!(here(1), [(Joint, false); 2]);
        assert_eq!(here(2), [(Joint, false), (OwnWithInstructor, true)]);
        assert_eq!(here(3), [(Own, true); 2]);
        assert_eq!(here(40), [(Own, true); 2]);
    }

    #[test]
    fn part_time_and_untransferred_members_count_for_the_campaign() {
        let mixed = |full_here, full_elsewhere, part_here, part_elsewhere| {
            advice(PartyMembers {
                full_here,
                full_elsewhere,
                part_here,
                part_elsewhere,
            })
        };
        assert_eq!(
            mixed(0, 0, 0, 1),
            [(InstructorAndMass, false), (Joint, false)]
        );
        assert_eq!(
            mixed(0, 2, 0, 0),
            [(InstructorAndMass, false), (OwnWithInstructor, true)]
        );
        assert_eq!(mixed(1, 1, 0, 1), [(Joint, false), (Own, true)]);
        // a part-time member whose membership is here counts under both
        assert_eq!(mixed(2, 0, 1, 0), [(Own, true); 2]);
    }

    #[test]
    fn our_own_words_use_no_character_of_doubtful_width() {
        // names of columns are other people's words
        let own = SHIPPED.iter().filter(|text| !text.contains("\"columns\""));
        for text in own {
            let doubtful = "…—“”‘’→●①②③±×·≥≤№■";
            let found: String = text.chars().filter(|c| doubtful.contains(*c)).collect();
            assert_eq!(found, "");
        }
    }

    #[test]
    fn a_countys_rules_override_and_add_and_do_not_disturb_the_checklists() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("standards");
        std::fs::create_dir(&own).unwrap();
        let write = |name: &str, text: String| std::fs::write(own.join(name), text).unwrap();
        write("a.toml", SHIPPED[0].replace("version = 1", "version = 9"));
        write("b.toml", SHIPPED[1].replace("\"campaign\"", "\"ours\""));
        write("c.toml", SHIPPED[1].replace("least = 0", "least = 5"));
        write("d.toml", SHIPPED[2].replace("\"shell\"", "\"shells\""));
        let papers = SHIPPED
            .iter()
            .find(|text| text.contains("\"papers\""))
            .unwrap();
        write("e.toml", papers.replace("约谈通知书", "约谈函"));
        write("f.toml", papers.replace("{talkers}", "{nobody}"));
        let (rules, refused) = Rules::load(folder.path());
        let sets: Vec<(&str, u32)> = rules
            .formation
            .iter()
            .map(|set| (set.id.as_str(), set.version))
            .collect();
        assert_eq!(sets, [("party", 9), ("campaign", 1), ("ours", 1)]);
        assert_eq!(rules.counting.len(), 2);
        assert!(matches!(
            &refused[..],
            [
                (_, StandardError::Rules(_)),
                (_, StandardError::Form(_)),
                (_, StandardError::Wording(WordingFault::Place { .. }))
            ]
        ));
        assert_eq!(rules.papers.text(Key::TalkTitle), "约谈函");
        assert_eq!(rules.papers.missing(), []);
        let (checklists, refused) = super::super::load(folder.path());
        let shipped = super::super::shipped();
        assert_eq!((checklists.len(), refused.len()), (shipped.len(), 0));
    }
}
