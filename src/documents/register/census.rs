//! Columns of the register that came with the census, behind those that stand there from the beginning: the ledger's
//! further facts, and beside them what was found on site.

use super::super::table::{Cell, Column, Form};
use crate::domain::census::Figure;
use crate::domain::view::Entry;
use crate::words::Words;

type CensusColumn = (Column, fn(&Entry, Words) -> Cell);

const fn text(key: &'static str, heading: fn(Words) -> &'static str, width: u8) -> Column {
    Column::new(key, heading, Form::Text, width)
}

const fn number(key: &'static str, heading: fn(Words) -> &'static str) -> Column {
    Column::new(key, heading, Form::Number, 10)
}

const fn flag(key: &'static str, heading: fn(Words) -> &'static str) -> Column {
    Column::new(key, heading, Form::Flag, 10)
}

const fn coded(key: &'static str, heading: fn(Words) -> &'static str, width: u8) -> Column {
    Column::new(key, heading, Form::Coded, width)
}

#[rustfmt::skip]
pub const COLUMNS: &[CensusColumn] = &[
    (text("status_reason", Words::column_status_reason, 24), |e, _| Cell::text(&e.facts.status_reason)),
    (number("party_probationary", Words::column_probationary), |e, _| Cell::number(e.facts.pipeline.probationary)),
    (number("party_candidates", Words::column_candidates), |e, _| Cell::number(e.facts.pipeline.candidates)),
    (number("party_activists", Words::column_activists), |e, _| Cell::number(e.facts.pipeline.activists)),
    (number("party_applicants", Words::column_applicants), |e, _| Cell::number(e.facts.pipeline.applicants)),
    (flag("union", Words::mass_union), |e, _| said(e.facts.mass.union)),
    (flag("youth_league", Words::mass_youth_league), |e, _| said(e.facts.mass.youth_league)),
    (flag("womens_federation", Words::column_women), |e, _| said(e.facts.mass.womens_federation)),
    (text("branch", Words::column_branch_name, 40), |e, _| branch(e)),
    (coded("no_branch_reason", Words::column_no_branch_reason, 22), |e, w| match e.facts.no_branch_reason {
        Some(reason) => Cell::coded(reason.code(), w.no_branch_reason(reason)),
        None => Cell::Empty,
    }),
    (flag("charter", Words::column_charter), |e, _| said(e.facts.charter)),
    (flag("values_in_charter", Words::column_values), |e, _| said(e.facts.values_in_charter)),
    (flag("cross_appointed", Words::column_cross_appointed), |e, _| said(e.facts.cross_appointed)),
    (flag("head_is_secretary", Words::column_head_secretary), |e, _| said(e.facts.head_is_secretary)),
    (coded("census", Words::column_census, 10), |e, w| Cell::coded(e.row.census.code(), w.census_state(e.row.census))),
    (Column::new("census_date", Words::column_census_date, Form::Date, 12), |e, _| Cell::date(e.census.date)),
    (text("census_by", Words::column_census_by, 12), |e, _| Cell::text(&e.census.by)),
    (text("census_note", Words::column_census_note, 24), |e, _| Cell::text(&e.census.note)),
    (flag("found_branch", Words::column_found_branch), |e, _| said(e.census.has_branch)),
    (number("found_members", Words::column_found_members), |e, _| found(e, Figure::Members)),
    (number("found_staff", Words::column_found_staff), |e, _| found(e, Figure::Staff)),
    (number("found_party_full_here", Words::column_found_full_here), |e, _| found(e, Figure::PartyFullHere)),
    (number("found_party_full_elsewhere", Words::column_found_full_elsewhere), |e, _| found(e, Figure::PartyFullElsewhere)),
    (number("found_party_part_here", Words::column_found_part_here), |e, _| found(e, Figure::PartyPartHere)),
    (number("found_party_part_elsewhere", Words::column_found_part_elsewhere), |e, _| found(e, Figure::PartyPartElsewhere)),
    (number("found_party_probationary", Words::column_found_probationary), |e, _| found(e, Figure::Probationary)),
    (number("found_party_candidates", Words::column_found_candidates), |e, _| found(e, Figure::Candidates)),
    (number("found_party_activists", Words::column_found_activists), |e, _| found(e, Figure::Activists)),
    (number("found_party_applicants", Words::column_found_applicants), |e, _| found(e, Figure::Applicants)),
];

/// Empty where nobody asked.
fn said(flag: Option<bool>) -> Cell {
    flag.map_or(Cell::Empty, Cell::Flag)
}

/// Empty where it was not counted on site.
fn found(entry: &Entry, figure: Figure) -> Cell {
    let number = entry.census.found.get(&figure);
    number.map_or(Cell::Empty, |number| Cell::number(*number))
}

fn branch(entry: &Entry) -> Cell {
    let name = entry.branch.as_ref().map(|branch| branch.name.as_str());
    Cell::text(name.unwrap_or_default())
}
