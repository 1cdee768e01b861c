//! The arguments of `people` and `assign`.

use clap::{Arg, ArgMatches};

use super::{choice, flag, option, picked};
use crate::domain::people::Role;
use crate::words::Words;

const ROLES: [(&str, Role); 5] = [
    ("inspector", Role::Inspector),
    ("instructor", Role::Instructor),
    ("liaison", Role::Liaison),
    ("first_responsible", Role::FirstResponsible),
    ("leader", Role::Leader),
];
const SPREAD: [(&str, Role); 2] = [("instructor", Role::Instructor), ("liaison", Role::Liaison)];
const VIEWS: [(&str, PeopleView); 4] = [
    ("load", PeopleView::Load),
    ("nobody", PeopleView::Nobody),
    ("due", PeopleView::Due),
    ("contracts", PeopleView::Contracts),
];

/// What is listed below the sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleView {
    Load,
    Nobody,
    Due,
    Contracts,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleWanted {
    pub role: Option<Role>,
    pub view: PeopleView,
    pub json: bool,
}

/// Who takes the organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    Person { name: String, unit: Option<String> },
    Spread(Role),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignWanted {
    pub to: To,
    pub area: Option<String>,
    pub authority: Option<String>,
    pub all: bool,
    pub dry_run: bool,
    pub json: bool,
}

pub fn people_args(words: Words) -> [Arg; 3] {
    [
        choice(
            option("role", "ROLE", words.cli_help_role()),
            &ROLES.map(|(code, _)| code),
        ),
        choice(
            option("view", "LIST", words.cli_help_view()),
            &VIEWS.map(|(code, _)| code),
        ),
        flag("json", words.cli_help_people_json()),
    ]
}

pub fn assign_args(words: Words) -> [Arg; 8] {
    [
        option("to", "NAME", words.cli_help_taker()).required_unless_present("spread"),
        option("unit", "UNIT", words.cli_help_of_unit()).requires("to"),
        choice(
            option("spread", "ROLE", words.cli_help_spread()),
            &SPREAD.map(|(code, _)| code),
        )
        .conflicts_with("to"),
        option("area", "AREA", words.cli_help_of_area()),
        option("authority", "NAME", words.cli_help_of_authority()),
        flag("all", words.cli_help_assign_all()),
        flag("dry-run", words.cli_help_assign_dry_run()),
        flag("json", words.cli_help_people_json()),
    ]
}

pub fn people(own: &ArgMatches) -> PeopleWanted {
    PeopleWanted {
        role: picked(own, "role", &ROLES),
        view: picked(own, "view", &VIEWS).unwrap_or(PeopleView::Load),
        json: own.get_flag("json"),
    }
}

pub fn assign(own: &ArgMatches) -> Option<AssignWanted> {
    let text = |name| own.get_one::<String>(name).cloned();
    let to = match picked(own, "spread", &SPREAD) {
        Some(role) => To::Spread(role),
        None => To::Person {
            name: text("to")?,
            unit: text("unit"),
        },
    };
    Some(AssignWanted {
        to,
        area: text("area"),
        authority: text("authority"),
        all: own.get_flag("all"),
        dry_run: own.get_flag("dry-run"),
        json: own.get_flag("json"),
    })
}
