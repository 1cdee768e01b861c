//! One link of the membership chain, a request to be let in, and the file a store begins with: small signed files.
//! Form of each: magic, CBOR, Ed25519 of all before.

use std::convert::Infallible;

use minicbor::{Decoder, Encoder, decode, encode};

use super::keys::{Card, DeviceId, DeviceKeys, SIGNATURE};
use super::names::{Hash, is_scope};
use super::segment::fixed;
use crate::domain::change::Uuid;

const LINK: &[u8; 8] = b"LYOULNK1";
const JOIN: &[u8; 8] = b"LYOUJOI1";
const ROOT: &[u8; 8] = b"LYOUROO1";

/// Form of a store; a program that knows only an older one leaves the store alone.
pub const STORE_FORMAT: u32 = 1;

/// What a member may do. Everyone writes and reads in the own scopes; the office lets people in and out besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Inspector = 1,
    Instructor = 2,
    Office = 3,
}

impl Role {
    pub const ALL: [Role; 3] = [Role::Inspector, Role::Instructor, Role::Office];

    fn from_number(number: u32) -> Option<Role> {
        Role::ALL.into_iter().find(|role| *role as u32 == number)
    }

    pub fn code(self) -> &'static str {
        match self {
            Role::Inspector => "inspector",
            Role::Instructor => "instructor",
            Role::Office => "office",
        }
    }

    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// A device, who works with it, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    pub card: Card,
    pub person: Uuid,
    pub name: String,
    pub role: Role,
    /// The first is where the device's own work goes; it reads them all.
    pub scopes: Vec<String>,
}

/// The end of a stream.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tip {
    pub scope: String,
    pub stream: u64,
    pub height: u32,
    pub hash: Hash,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    Admit(Admission),
    /// Shuts a device out. What it signed counts up to these segments, and no further.
    Revoke {
        device: DeviceId,
        last: Vec<Hash>,
        /// Why, for everybody to read; may be empty.
        reason: String,
    },
    /// A scope key, wrapped for some members.
    Key {
        scope: String,
        id: [u8; 16],
        wrapped: Vec<(DeviceId, Vec<u8>)>,
    },
    /// The office holds everything up to these tips.
    Checkpoint(Vec<Tip>),
    /// Of a newer version.
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Every end of the chain that its signer knew; none for the first link.
    pub parents: Vec<Hash>,
    pub signer: Card,
    pub stamp: u64,
    pub actions: Vec<Action>,
}

/// A device asks to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    pub card: Card,
    pub person: Uuid,
    pub name: String,
    pub stamp: u64,
}

/// What a store begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    pub format: u32,
    pub id: [u8; 16],
    /// The device that began it and signs the first link: the office.
    pub founder: Card,
}

type Out<'a> = Encoder<&'a mut Vec<u8>>;
type Written = Result<(), encode::Error<Infallible>>;

impl Link {
    pub fn seal(&self, device: &DeviceKeys) -> Vec<u8> {
        signed(LINK, device, |out| {
            out.array(4)?.array(self.parents.len() as u64)?;
            for parent in &self.parents {
                out.bytes(parent)?;
            }
            write_card(out, &self.signer)?;
            out.u64(self.stamp)?.array(self.actions.len() as u64)?;
            self.actions.iter().try_for_each(|action| action.write(out))
        })
    }

    /// None where the bytes are no link, or not signed by whom they name.
    pub fn read(bytes: &[u8]) -> Option<Link> {
        let link = Link::read_kept(bytes)?;
        is_signed(bytes, &link.signer).then_some(link)
    }

    /// Reads a link whose signature was looked at when it came.
    pub fn read_kept(bytes: &[u8]) -> Option<Link> {
        content(LINK, bytes, |input, whole| {
            let extra = longer(input, 4)?;
            let parents = list(input, fixed)?;
            let signer = read_card(input)?;
            let stamp = input.u64()?;
            let actions = list(input, |input| Action::read(input, whole))?;
            skip(input, extra)?;
            Ok(Link {
                parents,
                signer,
                stamp,
                actions,
            })
        })
    }
}

impl Action {
    fn write(&self, out: &mut Out<'_>) -> Written {
        match self {
            Action::Admit(admission) => {
                out.array(6)?.u32(1)?;
                write_card(out, &admission.card)?;
                out.bytes(&admission.person.0)?.str(&admission.name)?;
                out.u32(admission.role as u32)?;
                out.array(admission.scopes.len() as u64)?;
                for scope in &admission.scopes {
                    out.str(scope)?;
                }
            }
            Action::Revoke {
                device,
                last,
                reason,
            } => {
                out.array(4)?.u32(2)?.bytes(device)?;
                out.array(last.len() as u64)?;
                for hash in last {
                    out.bytes(hash)?;
                }
                out.str(reason)?;
            }
            Action::Key { scope, id, wrapped } => {
                out.array(4)?.u32(3)?.str(scope)?.bytes(id)?;
                out.array(wrapped.len() as u64)?;
                for (device, sealed) in wrapped {
                    out.array(2)?.bytes(device)?.bytes(sealed)?;
                }
            }
            Action::Checkpoint(tips) => {
                out.array(2)?.u32(4)?.array(tips.len() as u64)?;
                for tip in tips {
                    out.array(4)?.str(&tip.scope)?;
                    out.bytes(&tip.stream.to_be_bytes())?.u32(tip.height)?;
                    out.bytes(&tip.hash)?;
                }
            }
            Action::Unknown => {
                out.array(1)?.u32(0)?;
            }
        }
        Ok(())
    }

    fn read(input: &mut Decoder<'_>, whole: &[u8]) -> Result<Action, decode::Error> {
        let start = input.position();
        input.skip()?;
        let mut own = Decoder::new(&whole[..input.position()]);
        own.set_position(start);
        let elements = longer(&mut own, 1)?;
        let action = match (own.u32()?, elements) {
            (1, 5..) => {
                let card = read_card(&mut own)?;
                let person = Uuid(fixed(&mut own)?);
                let name = own.str()?.to_owned();
                let role = Role::from_number(own.u32()?);
                let scopes = list(&mut own, |input| {
                    let scope = input.str()?.to_owned();
                    match is_scope(&scope) {
                        true => Ok(scope),
                        false => Err(decode::Error::message("no scope")),
                    }
                })?;
                role.filter(|_| !scopes.is_empty())
                    .map_or(Action::Unknown, |role| {
                        Action::Admit(Admission {
                            card,
                            person,
                            name,
                            role,
                            scopes,
                        })
                    })
            }
            (2, 2..) => Action::Revoke {
                device: fixed(&mut own)?,
                last: list(&mut own, fixed)?,
                reason: match elements {
                    2 => String::new(),
                    _ => own.str()?.to_owned(),
                },
            },
            (3, 3..) => Action::Key {
                scope: own.str()?.to_owned(),
                id: fixed(&mut own)?,
                wrapped: list(&mut own, |input| {
                    let extra = longer(input, 2)?;
                    let wrapped = (fixed(input)?, input.bytes()?.to_vec());
                    skip(input, extra)?;
                    Ok(wrapped)
                })?,
            },
            (4, 1..) => Action::Checkpoint(list(&mut own, |input| {
                let extra = longer(input, 4)?;
                let tip = Tip {
                    scope: input.str()?.to_owned(),
                    stream: u64::from_be_bytes(fixed(input)?),
                    height: input.u32()?,
                    hash: fixed(input)?,
                };
                skip(input, extra)?;
                Ok(tip)
            })?),
            _ => Action::Unknown,
        };
        Ok(action)
    }
}

impl Join {
    pub fn seal(&self, device: &DeviceKeys) -> Vec<u8> {
        signed(JOIN, device, |out| {
            out.array(4)?;
            write_card(out, &self.card)?;
            out.bytes(&self.person.0)?
                .str(&self.name)?
                .u64(self.stamp)?;
            Ok(())
        })
    }

    pub fn read(bytes: &[u8]) -> Option<Join> {
        let join = content(JOIN, bytes, |input, _| {
            let extra = longer(input, 4)?;
            let join = Join {
                card: read_card(input)?,
                person: Uuid(fixed(input)?),
                name: input.str()?.to_owned(),
                stamp: input.u64()?,
            };
            skip(input, extra)?;
            Ok(join)
        })?;
        is_signed(bytes, &join.card).then_some(join)
    }
}

impl Root {
    pub fn seal(&self, device: &DeviceKeys) -> Vec<u8> {
        signed(ROOT, device, |out| {
            out.array(3)?.u32(self.format)?.bytes(&self.id)?;
            write_card(out, &self.founder)
        })
    }

    pub fn read(bytes: &[u8]) -> Option<Root> {
        let root = content(ROOT, bytes, |input, _| {
            let extra = longer(input, 3)?;
            let root = Root {
                format: input.u32()?,
                id: fixed(input)?,
                founder: read_card(input)?,
            };
            skip(input, extra)?;
            Ok(root)
        })?;
        is_signed(bytes, &root.founder).then_some(root)
    }
}

fn signed(
    magic: &[u8; 8],
    device: &DeviceKeys,
    write: impl FnOnce(&mut Out<'_>) -> Written,
) -> Vec<u8> {
    let mut bytes = magic.to_vec();
    write(&mut Encoder::new(&mut bytes)).expect("writing to a Vec cannot fail");
    let signature = device.sign(&bytes);
    bytes.extend(signature);
    bytes
}

fn content<T>(
    magic: &[u8; 8],
    bytes: &[u8],
    read: impl FnOnce(&mut Decoder<'_>, &[u8]) -> Result<T, decode::Error>,
) -> Option<T> {
    let whole = bytes.get(..bytes.len().checked_sub(SIGNATURE)?)?;
    let inside = whole.strip_prefix(magic)?;
    // one whole item of CBOR, which any other program reads too
    let mut item = Decoder::new(inside);
    item.skip()
        .ok()
        .filter(|()| item.position() == inside.len())?;
    let mut input = Decoder::new(inside);
    let value = read(&mut input, inside).ok()?;
    (input.position() == inside.len()).then_some(value)
}

fn is_signed(bytes: &[u8], by: &Card) -> bool {
    let (signed, signature) = bytes.split_at(bytes.len() - SIGNATURE);
    by.signed(signed, signature)
}

fn write_card(out: &mut Out<'_>, card: &Card) -> Written {
    out.array(2)?.bytes(&card.verifies)?.bytes(&card.seals)?;
    Ok(())
}

fn read_card(input: &mut Decoder<'_>) -> Result<Card, decode::Error> {
    let extra = longer(input, 2)?;
    let card = Card {
        verifies: fixed(input)?,
        seals: fixed(input)?,
    };
    skip(input, extra)?;
    Ok(card)
}

fn list<T>(
    input: &mut Decoder<'_>,
    mut read: impl FnMut(&mut Decoder<'_>) -> Result<T, decode::Error>,
) -> Result<Vec<T>, decode::Error> {
    let count = longer(input, 0)?;
    (0..count).map(|_| read(input)).collect()
}

/// Expects an array of at least `least` elements; returns how many more there are.
fn longer(input: &mut Decoder<'_>, least: u64) -> Result<u64, decode::Error> {
    let count = input
        .array()?
        .ok_or_else(|| decode::Error::message("arrays carry their length"))?;
    count
        .checked_sub(least)
        .ok_or_else(|| decode::Error::message("array too short"))
}

fn skip(input: &mut Decoder<'_>, elements: u64) -> Result<(), decode::Error> {
    (0..elements).try_for_each(|_| input.skip())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn device(seed: u8) -> DeviceKeys {
        DeviceKeys::from_secrets([seed; 32], [seed + 100; 32])
    }

    fn link() -> Link {
        let one = device(1);
        Link {
            parents: vec![[1; 32], [2; 32]],
            signer: *one.card(),
            stamp: 17,
            actions: vec![
                Action::Admit(Admission {
                    card: *device(2).card(),
                    person: Uuid([3; 16]),
                    name: "周敏".into(),
                    role: Role::Inspector,
                    scopes: vec!["110101".into()],
                }),
                Action::Revoke {
                    device: [4; 16],
                    last: vec![[5; 32]],
                    reason: "电脑丢失".into(),
                },
                Action::Key {
                    scope: "110101".into(),
                    id: [6; 16],
                    wrapped: vec![([7; 16], vec![8; 80])],
                },
                Action::Checkpoint(vec![Tip {
                    scope: "110101".into(),
                    stream: 9,
                    height: 10,
                    hash: [11; 32],
                }]),
                Action::Unknown,
            ],
        }
    }

    #[test]
    fn links_joins_and_roots_are_read_as_they_were_signed() {
        let one = device(1);
        assert_eq!(Link::read(&link().seal(&one)), Some(link()));
        let join = Join {
            card: *one.card(),
            person: Uuid([3; 16]),
            name: "周敏".into(),
            stamp: 4,
        };
        assert_eq!(Join::read(&join.seal(&one)), Some(join));
        let root = Root {
            format: STORE_FORMAT,
            id: [1; 16],
            founder: *one.card(),
        };
        assert_eq!(Root::read(&root.seal(&one)), Some(root));
    }

    #[test]
    fn a_link_that_was_changed_or_signed_by_another_is_none() {
        let bytes = link().seal(&device(1));
        for at in 0..bytes.len() {
            let mut bent = bytes.clone();
            bent[at] ^= 4;
            assert_eq!(Link::read(&bent), None, "byte {at}");
        }
        assert_eq!(Link::read(&link().seal(&device(2))), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(tail in proptest::collection::vec(any::<u8>(), 0..300)) {
            for magic in [LINK, JOIN, ROOT] {
                let bytes = [magic.as_slice(), &tail].concat();
                let _ = (Link::read(&bytes), Join::read(&bytes), Root::read(&bytes));
                let inside = content(magic, &bytes, |input, whole| {
                    list(input, |input| Action::read(input, whole))
                });
                let _ = inside;
            }
        }
    }
}
