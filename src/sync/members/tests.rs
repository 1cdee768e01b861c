//! Chains as they grow, and as somebody would like them to have grown.
#![cfg(test)]

use super::{Members, WriteError};
use crate::domain::change::Uuid;
use crate::sync::fault::Fault;
use crate::sync::keys::DeviceKeys;
use crate::sync::link::{Admission, Role};
use crate::sync::names::Hash;

struct Chain {
    office: DeviceKeys,
    links: Vec<(Hash, Vec<u8>)>,
    drawn: u8,
}

fn device(seed: u8) -> DeviceKeys {
    DeviceKeys::from_secrets([seed; 32], [seed + 100; 32])
}

fn admission(of: &DeviceKeys, role: Role, scopes: &[&str]) -> Admission {
    Admission {
        card: *of.card(),
        person: Uuid([0; 16]),
        name: String::new(),
        role,
        scopes: scopes.iter().map(|scope| scope.to_string()).collect(),
    }
}

impl Chain {
    fn begin() -> Chain {
        let office = device(1);
        let own = admission(&office, Role::Office, &["110101"]);
        let mut chain = Chain {
            links: Vec::new(),
            drawn: 0,
            office: office.clone(),
        };
        let first = Members::found(&office, own, 0, &mut || chain.draw());
        chain.add(first);
        chain
    }

    fn draw(&mut self) -> [u8; 32] {
        self.drawn += 1;
        [self.drawn; 32]
    }

    fn add(&mut self, link: Vec<u8>) {
        self.links.push((blake3::hash(&link).into(), link));
    }

    fn members(&self) -> Members {
        self.members_at(self.links.len())
    }

    /// As somebody knows it who has only the first links.
    fn members_at(&self, count: usize) -> Members {
        Members::of(self.office.id(), self.links[..count].to_vec())
    }

    fn admit(&mut self, by: &DeviceKeys, admission: Admission, seen: usize) {
        let members = self.members_at(seen);
        let link = members.admit(by, admission, 0, &mut || self.draw());
        self.add(link.unwrap());
    }

    fn revoke(&mut self, by: &DeviceKeys, out: &DeviceKeys, seen: usize) {
        let members = self.members_at(seen);
        let link = members.revoke(by, out.id(), (Vec::new(), ""), 0, &mut || self.draw());
        self.add(link.unwrap());
    }
}

#[test]
fn a_member_gets_the_keys_of_its_scopes_and_no_others() {
    let mut chain = Chain::begin();
    let (office, one, other) = (chain.office.clone(), device(2), device(3));
    chain.admit(&office, admission(&one, Role::Inspector, &["110101"]), 1);
    chain.admit(&office, admission(&other, Role::Inspector, &["110102"]), 2);
    let members = chain.members();
    let key = |device: &DeviceKeys, scope: &str| members.sealing_key(device, scope);
    assert!(key(&one, "110101").is_some() && key(&one, "110101") == key(&office, "110101"));
    assert!(key(&other, "110102").is_some() && key(&other, "110102") == key(&office, "110102"));
    assert_eq!((key(&one, "110102"), key(&other, "110101")), (None, None));
    assert!(members.reads(&office.id(), "110102") && !members.reads(&one.id(), "110102"));
}

#[test]
fn who_is_shut_out_gets_no_new_key_and_does_not_come_back() {
    let mut chain = Chain::begin();
    let (office, one, other) = (chain.office.clone(), device(2), device(3));
    for device in [&one, &other] {
        let seen = chain.links.len();
        chain.admit(
            &office,
            admission(device, Role::Inspector, &["110101"]),
            seen,
        );
    }
    let before = chain.members().sealing_key(&one, "110101");
    chain.revoke(&office, &one, 3);
    let members = chain.members();
    let after = members.sealing_key(&other, "110101");
    assert!(after.is_some() && after != before);
    assert_eq!(members.sealing_key(&office, "110101"), after);
    assert_eq!(
        members.sealing_key(&one, "110101"),
        before,
        "the old one stays"
    );
    assert!(members.standing(&one.id()).is_none());
    let again = admission(&one, Role::Inspector, &["110101"]);
    let again = members.admit(&office, again, 0, &mut || chain.draw());
    assert_eq!(again, Err(WriteError::ShutOut));
}

#[test]
fn nobody_but_the_office_lets_anybody_in() {
    let mut chain = Chain::begin();
    let (office, one, friend) = (chain.office.clone(), device(2), device(3));
    chain.admit(&office, admission(&one, Role::Inspector, &["110101"]), 1);
    let members = chain.members();
    let wish = admission(&friend, Role::Office, &["110101"]);
    let refused = members.admit(&one, wish.clone(), 0, &mut || chain.draw());
    assert_eq!(refused, Err(WriteError::NotOffice));
    // written by hand all the same, with a store of its own making as a model
    let forged = Members::found(&one, wish, 0, &mut || chain.draw());
    chain.add(forged);
    let members = chain.members();
    assert!(members.member(&friend.id()).is_none());
    assert_eq!(members.faults, [(chain.links[2].0, Fault::Author)]);
}

#[test]
fn links_in_any_order_give_the_same_members() {
    let mut chain = Chain::begin();
    let (office, second) = (chain.office.clone(), device(2));
    chain.admit(&office, admission(&second, Role::Office, &["110101"]), 1);
    // both offices write at once, not knowing of each other's link
    chain.admit(
        &office,
        admission(&device(3), Role::Inspector, &["110101"]),
        2,
    );
    chain.admit(
        &second,
        admission(&device(4), Role::Inspector, &["110101"]),
        2,
    );
    chain.revoke(&second, &device(3), 4);
    let all: Vec<String> = chain
        .members()
        .all()
        .map(|member| format!("{member:?}"))
        .collect();
    assert_eq!(all.len(), 4);
    let mut links = chain.links.clone();
    for turn in 0..links.len() {
        links.rotate_left(1);
        if turn % 2 == 0 {
            links.reverse();
        }
        let members = Members::of(office.id(), links.clone());
        let same: Vec<String> = members.all().map(|member| format!("{member:?}")).collect();
        assert_eq!(same, all);
        assert!(members.waiting.is_empty() && members.faults.is_empty());
    }
    // without the first, all others wait
    let (rest, first) = (chain.links[1..].to_vec(), &chain.links[0]);
    let gap = Members::of(office.id(), rest);
    assert_eq!((gap.waiting.len(), gap.all().count()), (4, 0));
    assert_ne!(gap.waiting[0], first.0);
    // and a link is never written after one that waits
    let holed = chain.links.iter().enumerate().filter(|(at, _)| *at != 2);
    let holed = Members::of(office.id(), holed.map(|(_, link)| link.clone()));
    assert_eq!(holed.waiting.len(), 1);
    let next = holed.checkpoint(&office, Vec::new(), 0).unwrap();
    let next = crate::sync::link::Link::read(&next).unwrap();
    assert_eq!(next.parents, [chain.links[3].0]);
}

#[test]
fn what_a_stolen_office_key_dates_back_is_void() {
    let mut chain = Chain::begin();
    let (office, stolen, friend) = (chain.office.clone(), device(2), device(3));
    chain.admit(&office, admission(&stolen, Role::Office, &["110101"]), 1);
    chain.revoke(&office, &stolen, 2);
    // the thief knows nothing of the last link, or says so
    chain.admit(&stolen, admission(&friend, Role::Inspector, &["110101"]), 2);
    let members = chain.members();
    assert!(members.member(&friend.id()).is_none());
    assert_eq!(members.faults, [(chain.links[3].0, Fault::Author)]);
}

#[test]
fn of_two_offices_that_shut_each_other_out_the_earlier_stays() {
    let mut chain = Chain::begin();
    let (office, second) = (chain.office.clone(), device(2));
    chain.admit(&office, admission(&second, Role::Office, &["110101"]), 1);
    chain.revoke(&second, &office, 2);
    chain.revoke(&office, &second, 2);
    let members = chain.members();
    assert!(members.is_office(&office.id()));
    assert!(members.standing(&second.id()).is_none());
}
