//! From links to members. Links form a graph, since two offices may write at once; each counts if its signer belonged to
//! the office in the eyes of the links before it, and was not shut out by a link that its signer should have known.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::{Key, Member, Members};
use crate::sync::fault::Fault;
use crate::sync::keys::DeviceId;
use crate::sync::link::{Action, Link, Role};
use crate::sync::names::Hash;

/// A link in its place.
struct Placed {
    hash: Hash,
    link: Link,
    depth: u32,
    signer: DeviceId,
}

/// Who may sign after a link, as its ancestors have it.
#[derive(Clone, Default)]
struct Authority {
    offices: BTreeSet<DeviceId>,
    revoked: BTreeSet<DeviceId>,
}

impl Members {
    /// Reads the chain of the office that `office` founded, believing no link.
    pub fn of(office: DeviceId, links: impl IntoIterator<Item = (Hash, Vec<u8>)>) -> Members {
        Members::read(office, links, Link::read)
    }

    /// Reads a chain from the data file, whose links were looked at when they came.
    pub fn of_kept(office: DeviceId, links: impl IntoIterator<Item = (Hash, Vec<u8>)>) -> Members {
        Members::read(office, links, Link::read_kept)
    }

    fn read(
        office: DeviceId,
        links: impl IntoIterator<Item = (Hash, Vec<u8>)>,
        one: fn(&[u8]) -> Option<Link>,
    ) -> Members {
        let mut faults = Vec::new();
        let mut read = BTreeMap::new();
        for (hash, bytes) in links {
            match one(&bytes) {
                Some(link) => {
                    read.insert(hash, link);
                }
                None => faults.push((hash, Fault::Signature)),
            }
        }
        let (placed, waiting) = place(read);
        // what waits is no end to go on from: a link after it would wait too, perhaps for ever
        let parents: HashSet<Hash> = placed
            .iter()
            .flat_map(|placed| placed.link.parents.iter().copied())
            .collect();
        let ends = placed.iter().map(|placed| placed.hash);
        let ends = ends.filter(|hash| !parents.contains(hash)).collect();
        let (counts, voided) = count(&placed, office);
        let mut members = Members {
            ends,
            waiting,
            ..Members::default()
        };
        for (link, counts) in placed.iter().zip(counts) {
            match counts && !voided.contains(&link.hash) {
                true => members.follow(link),
                false => faults.push((link.hash, Fault::Author)),
            }
        }
        members.faults = faults;
        members
    }

    fn follow(&mut self, placed: &Placed) {
        for action in &placed.link.actions {
            match action {
                Action::Admit(admission) => {
                    let id = admission.card.id();
                    let known = self.members.remove(&id);
                    let reason = known.as_ref().map(|known| known.reason.clone());
                    let mut wrote_in = known
                        .as_ref()
                        .map(|known| known.wrote_in.clone())
                        .unwrap_or_default();
                    wrote_in.extend(admission.scopes.iter().cloned());
                    let member = Member {
                        admission: admission.clone(),
                        since: placed.link.stamp,
                        wrote_in,
                        revoked: known.and_then(|known| known.revoked),
                        reason: reason.unwrap_or_default(),
                    };
                    self.members.insert(id, member);
                }
                Action::Revoke {
                    device,
                    last,
                    reason,
                } => {
                    if let Some(member) = self.members.get_mut(device) {
                        if member.reason.is_empty() {
                            member.reason = reason.clone();
                        }
                        member.revoked = Some(match &member.revoked {
                            // shut out twice: the last segments named count, since both offices held them
                            Some(known) => known.iter().chain(last).copied().collect(),
                            None => last.iter().copied().collect(),
                        });
                    }
                }
                Action::Key { scope, id, wrapped } => self.follow_key(scope, *id, wrapped),
                Action::Checkpoint(tips) => self.checkpoints.extend(tips.iter().cloned()),
                Action::Unknown => {}
            }
        }
    }

    fn follow_key(&mut self, scope: &str, id: [u8; 16], wrapped: &[(DeviceId, Vec<u8>)]) {
        let known = self
            .keys
            .iter()
            .position(|key| key.id == id && key.scope == scope);
        let at = known.unwrap_or_else(|| {
            self.keys.push(Key {
                scope: scope.to_owned(),
                id,
                wrapped: BTreeMap::new(),
            });
            self.keys.len() - 1
        });
        for (device, sealed) in wrapped {
            let wrapped = &mut self.keys[at].wrapped;
            wrapped.entry(*device).or_insert_with(|| sealed.clone());
        }
    }
}

/// Links after their parents, those of one depth in the order of their hashes. Those whose parents are missing stay out.
fn place(links: BTreeMap<Hash, Link>) -> (Vec<Placed>, Vec<Hash>) {
    let mut depths: HashMap<Hash, u32> = HashMap::new();
    let mut left: Vec<(Hash, Link)> = links.into_iter().collect();
    let mut placed = Vec::with_capacity(left.len());
    loop {
        let before = left.len();
        left = left
            .into_iter()
            .filter_map(|(hash, link)| {
                let deepest = link
                    .parents
                    .iter()
                    .map(|parent| depths.get(parent).copied())
                    .try_fold(0, |deepest, depth| Some(deepest.max(depth? + 1)));
                let Some(depth) = deepest else {
                    return Some((hash, link));
                };
                depths.insert(hash, depth);
                let signer = link.signer.id();
                placed.push(Placed {
                    hash,
                    link,
                    depth,
                    signer,
                });
                None
            })
            .collect();
        if left.len() == before {
            break;
        }
    }
    placed.sort_by_key(|link| (link.depth, link.hash));
    (placed, left.into_iter().map(|(hash, _)| hash).collect())
}

/// Which links count, and which of them are void because their signer had been shut out beside them.
fn count(placed: &[Placed], office: DeviceId) -> (Vec<bool>, HashSet<Hash>) {
    let mut voided = HashSet::new();
    loop {
        let counts = authorised(placed, office, &voided);
        let fresh = newly_void(placed, &counts, &voided);
        if fresh.is_empty() {
            return (counts, voided);
        }
        voided.extend(fresh);
    }
}

fn authorised(placed: &[Placed], office: DeviceId, voided: &HashSet<Hash>) -> Vec<bool> {
    let mut after: HashMap<Hash, Rc<Authority>> = HashMap::new();
    let mut counts = Vec::with_capacity(placed.len());
    for Placed {
        hash, link, signer, ..
    } in placed
    {
        let mut before: Rc<Authority> = match &link.parents[..] {
            [] => Rc::default(),
            [first, others @ ..] => {
                let mut before = after[first].clone();
                for other in others {
                    let (merged, other) = (Rc::make_mut(&mut before), &after[other]);
                    merged.offices.extend(&other.offices);
                    merged.revoked.extend(&other.revoked);
                }
                before
            }
        };
        let is_first = link.parents.is_empty() && *signer == office;
        let may = before.offices.contains(signer) && !before.revoked.contains(signer);
        let valid = (is_first || may) && !voided.contains(hash);
        counts.push(valid);
        for action in link.actions.iter().filter(|_| valid) {
            match action {
                Action::Admit(admission) if admission.role == Role::Office => {
                    Rc::make_mut(&mut before)
                        .offices
                        .insert(admission.card.id());
                }
                Action::Revoke { device, .. } => {
                    Rc::make_mut(&mut before).revoked.insert(*device);
                }
                _ => {}
            }
        }
        after.insert(*hash, before);
    }
    counts
}

/// Links of an office device that were signed beside its being shut out, not before: a stolen key could date them back.
/// Where two shut out each other, the one let in earlier stays.
fn newly_void(placed: &[Placed], counts: &[bool], voided: &HashSet<Hash>) -> Vec<Hash> {
    let counted = || placed.iter().zip(counts).filter(|(_, counts)| **counts);
    let mut seniority: HashMap<DeviceId, usize> = HashMap::new();
    let mut revocations = Vec::new();
    for (at, (link, _)) in counted().enumerate() {
        for action in &link.link.actions {
            match action {
                Action::Admit(admission) => {
                    seniority.entry(admission.card.id()).or_insert(at);
                }
                Action::Revoke { device, .. } => revocations.push((link, *device)),
                _ => {}
            }
        }
    }
    revocations.sort_by_key(|(link, _)| (seniority.get(&link.signer), link.depth, link.hash));
    for (revocation, device) in revocations {
        let before = ancestors(placed, revocation);
        let beside: Vec<Hash> = counted()
            .map(|(link, _)| link)
            .filter(|link| link.signer == device && !voided.contains(&link.hash))
            .filter(|link| !before.contains(&link.hash) && link.hash != revocation.hash)
            .map(|link| link.hash)
            .collect();
        if !beside.is_empty() {
            return beside;
        }
    }
    Vec::new()
}

fn ancestors(placed: &[Placed], of: &Placed) -> HashSet<Hash> {
    let by_hash: HashMap<Hash, &Link> = placed.iter().map(|p| (p.hash, &p.link)).collect();
    let mut found = HashSet::new();
    let mut next = of.link.parents.clone();
    while let Some(hash) = next.pop() {
        if found.insert(hash)
            && let Some(link) = by_hash.get(&hash)
        {
            next.extend(&link.parents);
        }
    }
    found
}
