//! The register: one row an organisation, with its facts and where it stands in inspection.
//! Each column stands on one line with the way its cells are made.

mod census;

use super::table::{Cell, Column, Decimal, Form, Record, Table};
use crate::domain::organisation::Organisation;
use crate::domain::view::{Filter, ListRow};
use crate::store::{Store, StoreError};
use crate::words::Words;

pub const FORMAT: &str = "liuyou-organisations";

type RegisterColumn = (Column, fn(&ListRow, &Organisation, Words) -> Cell);

const ORGANISATION: &[RegisterColumn] = &[
    (
        Column::new(
            "organisation",
            Words::column_organisation_name,
            Form::Text,
            34,
        ),
        |_, o, _| Cell::text(&o.name),
    ),
    (
        Column::new("credit_code", Words::column_credit_code, Form::Code, 22),
        |_, o, _| Cell::text(&o.credit_code),
    ),
    (
        Column::new("class", Words::column_organisation_class, Form::Coded, 16),
        |_, o, w| Cell::coded(o.class.code(), w.class(o.class)),
    ),
    (
        Column::new("area", Words::column_area, Form::Text, 14),
        |_, o, _| Cell::text(&o.area),
    ),
    (
        Column::new("authority", Words::column_authority, Form::Text, 20),
        |_, o, _| Cell::text(&o.authority),
    ),
    (
        Column::new("registered", Words::column_registered_on, Form::Date, 12),
        |_, o, _| Cell::date(o.registered),
    ),
    (
        Column::new("status", Words::column_organisation_status, Form::Coded, 10),
        |_, o, w| Cell::coded(o.status.code(), w.status(o.status)),
    ),
    (
        Column::new("address", Words::column_address, Form::Text, 30),
        |_, o, _| Cell::text(&o.address),
    ),
    (
        Column::new("head", Words::column_head_of, Form::Text, 12),
        |_, o, _| Cell::text(&o.head),
    ),
    (
        Column::new("contact", Words::column_contact, Form::Text, 12),
        |_, o, _| Cell::text(&o.contact),
    ),
    (
        Column::new("phone", Words::column_phone, Form::Code, 16),
        |_, o, _| Cell::text(&o.phone),
    ),
    (
        Column::new("staff", Words::column_staff, Form::Number, 10),
        |_, o, _| Cell::number(o.staff),
    ),
    (
        Column::new("members", Words::column_members, Form::Number, 10),
        |_, o, _| Cell::number(o.members),
    ),
    (
        Column::new(
            "party_members",
            Words::column_party_members,
            Form::Number,
            10,
        ),
        |_, o, _| Cell::number(o.party.total()),
    ),
    (
        Column::new(
            "party_full_here",
            Words::column_party_full_here,
            Form::Number,
            10,
        ),
        |_, o, _| Cell::number(o.party.full_here),
    ),
    (
        Column::new(
            "party_full_elsewhere",
            Words::column_party_full_elsewhere,
            Form::Number,
            10,
        ),
        |_, o, _| Cell::number(o.party.full_elsewhere),
    ),
    (
        Column::new(
            "party_part_here",
            Words::column_party_part_here,
            Form::Number,
            10,
        ),
        |_, o, _| Cell::number(o.party.part_here),
    ),
    (
        Column::new(
            "party_part_elsewhere",
            Words::column_party_part_elsewhere,
            Form::Number,
            10,
        ),
        |_, o, _| Cell::number(o.party.part_elsewhere),
    ),
    (
        Column::new("branch_form", Words::column_branch_form, Form::Coded, 10),
        |row, _, w| match row.branch_form {
            Some(form) => Cell::coded(form.code(), w.branch_form(form)),
            None => Cell::Empty,
        },
    ),
    (
        Column::new("standing", Words::column_standing, Form::Coded, 12),
        |row, _, w| Cell::coded(row.standing.code(), w.standing(row.standing)),
    ),
    (
        Column::new("last_visit", Words::column_last_visit, Form::Date, 12),
        |row, _, _| Cell::date(row.last_visit),
    ),
    (
        Column::new("last_score", Words::column_last_score, Form::Percent, 10),
        |row, _, _| {
            row.last_tenths
                .map_or(Cell::Empty, |tenths| Cell::Number(Decimal::tenths(tenths)))
        },
    ),
    (
        Column::new("due", Words::column_next_due, Form::Date, 12),
        |row, _, _| Cell::date(row.due),
    ),
];

pub fn table(words: Words) -> Table {
    Table {
        key: "organisations",
        name: words.sheet_organisations(),
        columns: ORGANISATION
            .iter()
            .map(|(column, _)| column.clone())
            .chain(census::COLUMNS.iter().map(|(column, _)| column.clone()))
            .collect(),
    }
}

/// Every organisation in the list's order, with how many of how many it is, until `take` returns false.
pub fn each(
    store: &Store,
    words: Words,
    take: &mut dyn FnMut(&Record, u64, u64) -> bool,
) -> Result<(), StoreError> {
    let total = store.count(&Filter::default())?.n;
    let mut done = 0;
    store.each_entry(&mut |entry| {
        done += 1;
        let (row, facts) = (&entry.row, &entry.facts);
        let first = ORGANISATION.iter();
        let first = first.map(|(_, cell)| cell(row, facts, words));
        let further = census::COLUMNS.iter();
        let further = further.map(|(_, cell)| cell(entry, words));
        let record = Record {
            title: facts.name.as_str().into(),
            row: first.chain(further).collect(),
            parts: Vec::new(),
        };
        Ok(take(&record, done, total))
    })
}
