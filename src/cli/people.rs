//! People and what they have in hand: the sums with numerator, denominator and date, and below them loads, organisations
//! with nobody, contacts due, or leaders' contracts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::grammar::{PeopleView, PeopleWanted};
use super::out::Out;
use super::status::print_json;
use crate::domain::calendar::Date;
use crate::domain::people::{Duty, PeopleRules, Role};
use crate::domain::staff::{
    ChargeLine, ContactDue, Held, PeopleFilter, PeopleSums, PersonRow, average,
};
use crate::domain::view::{Filter, ListRow};
use crate::runtime;
use crate::words::Words;

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Answer<'a> {
    date: Date,
    rules: &'a PeopleRules,
    roles: Vec<RoleAnswer>,
    assignments: u64,
    organisations: u64,
    nobody: u64,
    nobody_uncovered: u64,
    #[serde(flatten)]
    listed: Listed<'a>,
}

#[derive(Serialize)]
struct RoleAnswer {
    role: &'static str,
    people: u64,
    load: u64,
    average: Option<String>,
    by_load: BTreeMap<u32, u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Listed<'a> {
    People(Vec<PersonAnswer<'a>>),
    WithNobody(Vec<OrganisationAnswer<'a>>),
    ContactsDue(Vec<DueAnswer<'a>>),
    Contracts(Vec<ContractAnswer<'a>>),
}

#[derive(Serialize)]
struct PersonAnswer<'a> {
    name: &'a str,
    role: &'static str,
    unit: &'a str,
    area: &'a str,
    phone: &'a str,
    load: u32,
    mark: &'static str,
    responsible: u32,
    contracts: u32,
    contract_areas: u32,
    contract_units: u32,
    calls_due: u32,
    visits_due: u32,
}

#[derive(Serialize)]
struct OrganisationAnswer<'a> {
    name: &'a str,
    area: &'a str,
    authority: &'a str,
    covered: bool,
}

#[derive(Serialize)]
struct DueAnswer<'a> {
    person: &'a str,
    organisation: &'a str,
    mode: &'static str,
    due: Date,
    days_late: i64,
    last: Option<Date>,
}

#[derive(Serialize)]
struct ContractAnswer<'a> {
    leader: &'a str,
    kind: &'static str,
    what: &'a str,
    covered: bool,
    since: Option<Date>,
}

/// `liuyou people`
pub fn run(context: &Context, wanted: &PeopleWanted) -> Result<(), Failure> {
    let store = context.open()?;
    let rules = context.rules()?.people;
    let today = runtime::now().today;
    let sums = store.people_sums(today)?;
    let is_of = |line: &ChargeLine| wanted.role.is_none_or(|role| role == line.role);
    let (mut people, mut nobody, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    match wanted.view {
        PeopleView::Load => {
            let filter = PeopleFilter {
                role: wanted.role,
                ..PeopleFilter::default()
            };
            people = store.all_people(&filter, &rules, today)?;
        }
        PeopleView::Nobody => {
            nobody = store.nobody(&Filter::default(), "", today, usize::MAX)?.0;
        }
        PeopleView::Due => lines = store.duties(Duty::Guide, today)?,
        PeopleView::Contracts => lines = store.duties(Duty::Contract, today)?,
    }
    lines.retain(is_of);
    let due = ContactDue::of(&lines, &rules, today);
    let mut out = Out::new();
    if wanted.json {
        let listed = match wanted.view {
            PeopleView::Load => {
                Listed::People(people.iter().map(|row| person(row, &rules)).collect())
            }
            PeopleView::Nobody => Listed::WithNobody(nobody.iter().map(organisation).collect()),
            PeopleView::Due => {
                Listed::ContactsDue(due.iter().map(|due| due_answer(due, today)).collect())
            }
            PeopleView::Contracts => Listed::Contracts(lines.iter().map(contract).collect()),
        };
        return print_json(&mut out, &Answer::of(&sums, &rules, listed));
    }
    let words = context.words;
    print_sums(&mut out, &sums, &rules, wanted.role, words)?;
    match wanted.view {
        PeopleView::Load => people
            .iter()
            .try_for_each(|row| out.line(&person_line(row, &rules, words))),
        PeopleView::Nobody => {
            out.line(&words.cli_nobody_heading(nobody.len() as u64))?;
            nobody
                .iter()
                .try_for_each(|row| out.line(&organisation_line(row, words)))
        }
        PeopleView::Due => {
            out.line(&words.cli_due_heading(due.len()))?;
            due.iter()
                .try_for_each(|due| out.line(&due_line(due, words, today)))
        }
        PeopleView::Contracts => {
            out.line(&words.cli_contracts_heading(lines.len()))?;
            lines
                .iter()
                .try_for_each(|line| out.line(&contract_line(line, words)))
        }
    }
}

fn print_sums(
    out: &mut Out,
    sums: &PeopleSums,
    rules: &PeopleRules,
    only: Option<Role>,
    words: Words,
) -> Result<(), Failure> {
    out.line(&words.cli_people_date(sums.date.to_string(), rules.load_usual, rules.load_most))?;
    for sum in &sums.roles {
        if only.is_some_and(|role| role != sum.role) {
            continue;
        }
        let role = words.role(sum.role);
        let guides = matches!(sum.role, Role::Instructor | Role::Liaison) || sum.load > 0;
        out.line(&match average(sum.load, sum.people) {
            Some(average) if guides => words.cli_people_role(role, sum.people, sum.load, average),
            _ => words.cli_people_role_only(role, sum.people),
        })?;
    }
    out.line(&words.cli_people_assignments(sums.assignments))?;
    out.line(&words.cli_people_nobody(sums.nobody, sums.organisations, sums.nobody_uncovered))
}

fn due_answer(due: &ContactDue, today: Date) -> DueAnswer<'_> {
    DueAnswer {
        person: &due.line.name,
        organisation: due.line.held.name(),
        mode: due.mode.code(),
        due: due.day,
        days_late: today.days_since(due.day),
        last: due.last(),
    }
}

fn due_line(due: &ContactDue, words: Words, today: Date) -> String {
    let late = match today.days_since(due.day) {
        0 => words.contact_today().to_owned(),
        days => words.contact_late(days),
    };
    let when = words.cli_due_line(words.contact(due.mode), due.day.to_string());
    let (person, organisation) = (&due.line.name, due.line.held.name());
    format!("  {person}  {organisation}  {when}  {late}")
}

fn person_line(row: &PersonRow, rules: &PeopleRules, words: Words) -> String {
    let held = &row.held;
    let mut parts = vec![
        row.name.clone(),
        words.role(row.role).to_owned(),
        row.unit.clone(),
        row.area.clone(),
    ];
    match row.role {
        Role::Leader => parts.push(words.contract_sentence(
            held.contracts,
            rules.contract_organisations,
            held.areas,
            rules.contract_areas,
            held.units,
        )),
        Role::FirstResponsible => parts.push(words.responsible_sentence(held.responsible)),
        Role::Inspector if held.load == 0 => {}
        _ => parts.push(format!(
            "{}/{} {}",
            held.load,
            rules.load_most,
            words.load_mark(rules.mark(held.load))
        )),
    }
    if held.due() > 0 {
        parts.push(words.cli_people_due(held.calls, held.visits));
    }
    parts.retain(|part| !part.is_empty());
    format!("  {}", parts.join("  "))
}

fn organisation_line(row: &ListRow, words: Words) -> String {
    let form = row
        .branch_form
        .map_or(words.no_branch(), |form| words.branch_form(form));
    format!("  {}  {}  {}  {form}", row.name, row.area, row.authority)
}

fn contract_line(line: &ChargeLine, words: Words) -> String {
    let what = match &line.held {
        Held::Organisation { name, .. } => name.clone(),
        Held::Area(name) => words.area_contract(name),
        Held::Unit(name) => words.unit_contract(name),
    };
    let covered = match line.held {
        Held::Organisation { covered: true, .. } => words.cli_already_covered(),
        _ => "",
    };
    let since = line.from.map_or_else(String::new, |from| from.to_string());
    let text = format!("  {}  {what}  {since}  {covered}", line.name);
    text.trim_end().to_owned()
}

impl<'a> Answer<'a> {
    fn of(sums: &PeopleSums, rules: &'a PeopleRules, listed: Listed<'a>) -> Answer<'a> {
        let roles = sums.roles.iter().map(|sum| RoleAnswer {
            role: sum.role.code(),
            people: sum.people,
            load: sum.load,
            average: average(sum.load, sum.people),
            by_load: sum.by_load.clone(),
        });
        Answer {
            date: sums.date,
            rules,
            roles: roles.collect(),
            assignments: sums.assignments,
            organisations: sums.organisations,
            nobody: sums.nobody,
            nobody_uncovered: sums.nobody_uncovered,
            listed,
        }
    }
}

fn person<'a>(row: &'a PersonRow, rules: &PeopleRules) -> PersonAnswer<'a> {
    PersonAnswer {
        name: &row.name,
        role: row.role.code(),
        unit: &row.unit,
        area: &row.area,
        phone: &row.phone,
        load: row.held.load,
        mark: rules.mark(row.held.load).code(),
        responsible: row.held.responsible,
        contracts: row.held.contracts,
        contract_areas: row.held.areas,
        contract_units: row.held.units,
        calls_due: row.held.calls,
        visits_due: row.held.visits,
    }
}

fn organisation(row: &ListRow) -> OrganisationAnswer<'_> {
    OrganisationAnswer {
        name: &row.name,
        area: &row.area,
        authority: &row.authority,
        covered: row.branch_form.is_some(),
    }
}

fn contract(line: &ChargeLine) -> ContractAnswer<'_> {
    let (kind, covered) = match line.held {
        Held::Organisation { covered, .. } => ("organisation", covered),
        Held::Area(_) => ("area", false),
        Held::Unit(_) => ("unit", false),
    };
    ContractAnswer {
        leader: &line.name,
        kind,
        what: line.held.name(),
        covered,
        since: line.from,
    }
}
