//! The arguments of `branches`.

use clap::{Arg, ArgMatches};

use super::{choice, flag, option, picked};
use crate::domain::branches::BranchListing;
use crate::words::Words;

const ONLY: [(&str, BranchListing); 4] = [
    ("election", BranchListing::Election),
    ("idle", BranchListing::Idle),
    ("joint", BranchListing::Joint),
    ("dissolved", BranchListing::Dissolved),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BranchesWanted {
    pub listing: BranchListing,
    pub json: bool,
}

pub fn args(words: Words) -> [Arg; 2] {
    [
        choice(
            option("only", "LIST", words.cli_help_only()),
            &ONLY.map(|(code, _)| code),
        ),
        flag("json", words.cli_help_json()),
    ]
}

pub fn wanted(own: &ArgMatches) -> BranchesWanted {
    BranchesWanted {
        listing: picked(own, "only", &ONLY).unwrap_or(BranchListing::InForce),
        json: own.get_flag("json"),
    }
}
