//! A store that forgets, tears, repeats and lies.
#![cfg(test)]

use std::collections::BTreeMap;

use crate::mutant::{self, Mutant};
use crate::sync::core::{Event, Request};
use crate::sync::names;
use crate::sync::remote::{Entry, Trouble};

use super::Dice;
use super::storm::Storm;

#[derive(Clone, Default)]
pub struct Place {
    /// Bytes, and when they came.
    pub files: BTreeMap<String, (Vec<u8>, i64)>,
    /// As it was before, to be put back.
    pub before: Vec<BTreeMap<String, (Vec<u8>, i64)>>,
}

impl Place {
    /// Carries a request out, more or less. An error is a broken promise of the core.
    pub fn answer(
        &mut self,
        request: Request,
        storm: &Storm,
        dice: &mut Dice,
        now: i64,
        faults: &mut u64,
    ) -> Result<Event, String> {
        let mut bad = |often: u64, dice: &mut Dice| {
            let bad = dice.thousandth(often);
            *faults += u64::from(bad);
            bad
        };
        Ok(match request {
            Request::List => {
                if bad(storm.fails / 3, dice) {
                    return Ok(Event::NotListed(Trouble::Away("rain".into())));
                }
                let oldest = match bad(storm.stale, dice) {
                    true => now - dice.below(30 * 60_000) as i64,
                    false => i64::MAX,
                };
                let most = match bad(storm.cut, dice) {
                    true => dice.below(self.files.len() + 1),
                    false => usize::MAX,
                };
                let listed = self.files.iter().filter(|(_, (_, came))| *came <= oldest);
                let entries = listed.take(most).map(|(name, (bytes, _))| Entry {
                    name: name.clone(),
                    size: bytes.len() as u64,
                });
                Event::Listed(entries.collect())
            }
            Request::Get { name, most } => {
                let trouble = Trouble::Other("gone".into());
                let Some((bytes, _)) = self.files.get(&name) else {
                    return Ok(Event::NotGot { name, trouble });
                };
                if bad(storm.fails, dice) {
                    return Ok(Event::NotGot { name, trouble });
                }
                let mut bytes = bytes.clone();
                bytes.truncate(most as usize);
                if bad(storm.torn / 3, dice) {
                    bytes.truncate(dice.below(bytes.len()));
                }
                Event::Got { name, bytes }
            }
            Request::Put { name, bytes } => {
                is_honest(&name, &bytes)?;
                let size = bytes.len() as u64;
                let trouble = Trouble::Other("cut off".into());
                if bad(storm.fails, dice) {
                    return Ok(Event::NotPut { name, trouble });
                }
                if let Some((there, _)) = self.files.get(&name) {
                    let same = *there == bytes;
                    let good = is_honest(&name, there).is_ok();
                    let bound = matches!(
                        names::Place::of(&name),
                        names::Place::Segment { .. } | names::Place::Link { .. }
                    );
                    if !same && good && bound {
                        return Err(format!("{name}: two files of one name"));
                    }
                    let size = there.len() as u64;
                    return Ok(Event::Put { name, size });
                }
                if bad(storm.torn, dice) {
                    let torn = bytes[..dice.below(bytes.len())].to_vec();
                    self.files.insert(name.clone(), (torn, now));
                    return Ok(match dice.thousandth(500) {
                        true => Event::Put { name, size },
                        false => Event::NotPut { name, trouble },
                    });
                }
                if bad(storm.swallowed, dice) {
                    return Ok(Event::Put { name, size });
                }
                self.files.insert(name.clone(), (bytes, now));
                match bad(storm.fails / 2, dice) {
                    // it is there, and the answer was lost
                    true => Event::NotPut { name, trouble },
                    false => Event::Put { name, size },
                }
            }
        })
    }

    pub fn any_file(&self, dice: &mut Dice) -> Option<String> {
        let at = dice.below(self.files.len());
        self.files.keys().nth(at).cloned()
    }
}

/// No name ever promises other bytes than it gets.
pub fn is_honest(name: &str, bytes: &[u8]) -> Result<(), String> {
    if mutant::is_planted(Mutant::HashlessNames) {
        return Ok(());
    }
    let hash = *blake3::hash(bytes).as_bytes();
    let good = match names::Place::of(name) {
        names::Place::Segment { hash: said, .. } | names::Place::Link { hash: said, .. } => {
            said == names::short(&hash)
        }
        names::Place::Join(said) => said == names::short(&hash),
        _ => true,
    };
    match good {
        true => Ok(()),
        false => Err(format!(
            "{name}: put with other bytes than its name promises"
        )),
    }
}
