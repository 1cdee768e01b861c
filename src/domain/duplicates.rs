//! Organisations that may be one and the same: shown side by side, joined, or told apart for good.

use super::change::{Change, Edit, Field, Uuid, Value};
use super::organisation::{Class, MassOrganisations, Organisation, PartyMembers, Pipeline};

/// The parts of an organisation that tell it apart from another begin with this; the other's name follows.
pub const APART: &str = "apart/";

/// Why two may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same credit code.
    Code,
    /// The same name but for blanks, brackets and the county in front.
    Name,
}

/// One of two, with what tells which should stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub id: i64,
    pub uuid: Uuid,
    pub facts: Organisation,
    pub visits: u64,
    /// Those who look after it.
    pub people: u64,
    /// Name of the Party organisation that covers it, or empty.
    pub branch: String,
}

/// The one known longer comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub one: Card,
    pub other: Card,
}

/// What a register holds of the kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duplicates {
    pub possible: Vec<(Pair, Likeness)>,
    /// There are more than are listed.
    pub more: bool,
    /// First the one that stayed, then the one that was joined into it.
    pub joined: Vec<Pair>,
    /// Told apart by somebody.
    pub apart: Vec<Pair>,
}

/// Joins `other` into `keeper`: what `keeper` does not know of itself it takes over in the same change.
pub fn join(keeper: (Uuid, &Organisation), other: (Uuid, &Organisation)) -> Change {
    let mut change = filled(keeper.1, other.1).revision(keeper.0, keeper.1);
    change.edits.push(Edit::new(
        other.0,
        Field::JOINED_INTO,
        Value::Record(keeper.0),
    ));
    change
}

/// Takes a join back. What was taken over with it stays.
pub fn part(other: Uuid) -> Change {
    Change::of(vec![Edit::new(other, Field::JOINED_INTO, Value::Nothing)])
}

/// Says that two are different organisations, or takes that back.
pub fn tell_apart(one: Uuid, other: Uuid, are: bool) -> Change {
    let value = match are {
        true => Value::Record(other),
        false => Value::Nothing,
    };
    let name = format!("{APART}{other}");
    Change::of(vec![Edit::part(one, &name, Field::DISTINCT_FROM, value)])
}

/// The keeper's facts with the other's in the empty places.
fn filled(keeper: &Organisation, other: &Organisation) -> Organisation {
    let text = |own: &String, other: &String| match own.is_empty() {
        true => other.clone(),
        false => own.clone(),
    };
    let number = |own: u32, other: u32| if own == 0 { other } else { own };
    let branch = keeper.branch.or(other.branch);
    let counted = keeper.party != PartyMembers::default();
    Organisation {
        name: keeper.name.clone(),
        credit_code: text(&keeper.credit_code, &other.credit_code),
        class: match keeper.class {
            Class::Other => other.class,
            class => class,
        },
        area: text(&keeper.area, &other.area),
        authority: text(&keeper.authority, &other.authority),
        registered: keeper.registered.or(other.registered),
        status: keeper.status,
        status_reason: keeper.status_reason.clone(),
        address: text(&keeper.address, &other.address),
        head: text(&keeper.head, &other.head),
        contact: text(&keeper.contact, &other.contact),
        phone: text(&keeper.phone, &other.phone),
        staff: number(keeper.staff, other.staff),
        members: number(keeper.members, other.members),
        // four counts of one count of heads: they are not mixed
        party: if counted { keeper.party } else { other.party },
        pipeline: Pipeline {
            probationary: number(keeper.pipeline.probationary, other.pipeline.probationary),
            candidates: number(keeper.pipeline.candidates, other.pipeline.candidates),
            activists: number(keeper.pipeline.activists, other.pipeline.activists),
            applicants: number(keeper.pipeline.applicants, other.pipeline.applicants),
        },
        mass: MassOrganisations {
            union: keeper.mass.union.or(other.mass.union),
            youth_league: keeper.mass.youth_league.or(other.mass.youth_league),
            womens_federation: keeper
                .mass
                .womens_federation
                .or(other.mass.womens_federation),
        },
        branch,
        // why there is none is no matter where there is one
        no_branch_reason: match branch {
            Some(_) => keeper.no_branch_reason,
            None => keeper.no_branch_reason.or(other.no_branch_reason),
        },
        charter: keeper.charter.or(other.charter),
        values_in_charter: keeper.values_in_charter.or(other.values_in_charter),
        cross_appointed: keeper.cross_appointed.or(other.cross_appointed),
        head_is_secretary: keeper.head_is_secretary.or(other.head_is_secretary),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keeper_takes_over_what_it_does_not_know_and_nothing_else() {
        let keeper = Organisation {
            name: "甲协会".into(),
            area: "城区".into(),
            staff: 5,
            party: PartyMembers {
                full_here: 2,
                ..PartyMembers::default()
            },
            ..Organisation::default()
        };
        let other = Organisation {
            name: "甲学会".into(),
            area: "矿区".into(),
            phone: "0999".into(),
            staff: 9,
            party: PartyMembers {
                part_here: 3,
                ..PartyMembers::default()
            },
            branch: Some(Uuid([3; 16])),
            charter: Some(true),
            ..Organisation::default()
        };
        let ids = (Uuid([1; 16]), Uuid([2; 16]));
        let change = join((ids.0, &keeper), (ids.1, &other));
        let edits: Vec<(Uuid, Field)> = change
            .edits
            .iter()
            .map(|edit| (edit.place.record, edit.place.field))
            .collect();
        assert_eq!(
            edits,
            [
                (ids.0, Field::PHONE),
                (ids.0, Field::BRANCH),
                (ids.0, Field::CHARTER),
                (ids.1, Field::JOINED_INTO),
            ]
        );
    }
}
