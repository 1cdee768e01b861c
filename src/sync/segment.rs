//! A segment: some saves of one stream, compressed, encrypted for their scope, signed by their device, and chained to
//! the segment before. Its bytes are made once; everything here that reads checks the bytes as they are.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use minicbor::{Decoder, Encoder};

use super::fault::Fault;
use super::keys::{self, Card, DeviceId, DeviceKeys, SIGNATURE, ScopeKey};
use super::names::{Hash, Short, is_scope};
use crate::store::{Save, split_saves};

const MAGIC: &[u8; 8] = b"LYOUSEG1";

/// The form of what a segment holds. A reader of an older form keeps and relays it, and reads it when it is newer.
pub const FORMAT: u32 = 1;

/// Bytes of saves that are sealed together, unless one save alone has more.
pub const USUAL: usize = 512 << 10;

/// Bytes of saves that a segment may unfold to; a save with more than that was never written.
pub const MOST: usize = 64 << 20;

/// Bytes of a segment as a file.
pub const MOST_SEALED: u64 = (MOST + (1 << 20)) as u64;

const INFALLIBLE: &str = "writing to a Vec cannot fail";

/// What stands openly before the encrypted saves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub scope: String,
    pub stream: u64,
    pub height: u32,
    /// The segment before in the stream.
    pub parent: Option<Hash>,
    pub author: DeviceId,
    pub key: [u8; 16],
    pub nonce: [u8; 24],
    /// Form of the saves, and the oldest reader that understands them.
    pub format: u32,
    pub min_reader: u32,
    pub saves: u32,
    pub ops: u64,
    /// First and last stamp.
    pub stamps: (u64, u64),
    /// The ends of the membership chain as the author knew it.
    pub members: Vec<Short>,
    /// Bytes of the saves when unfolded.
    pub plain: u32,
}

impl Header {
    fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(192);
        let mut out = Encoder::new(&mut bytes);
        let mut write = || -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
            out.array(15)?.str(&self.scope)?;
            out.bytes(&self.stream.to_be_bytes())?.u32(self.height)?;
            match &self.parent {
                Some(parent) => out.bytes(parent)?,
                None => out.null()?,
            };
            out.bytes(&self.author)?
                .bytes(&self.key)?
                .bytes(&self.nonce)?;
            out.u32(self.format)?.u32(self.min_reader)?;
            out.u32(self.saves)?.u64(self.ops)?;
            out.u64(self.stamps.0)?.u64(self.stamps.1)?;
            out.array(self.members.len() as u64)?;
            for head in &self.members {
                out.bytes(head)?;
            }
            out.u32(self.plain)?;
            Ok(())
        };
        write().expect(INFALLIBLE);
        bytes
    }

    /// Elements that a newer version adds at the end are passed over.
    fn decode(bytes: &[u8]) -> Result<Header, minicbor::decode::Error> {
        let mut input = Decoder::new(bytes);
        let elements = input.array()?.unwrap_or(0);
        if elements < 15 {
            return Err(minicbor::decode::Error::message("header too short"));
        }
        let scope = input.str()?.to_owned();
        let stream = u64::from_be_bytes(fixed(&mut input)?);
        let height = input.u32()?;
        let parent = match input.datatype()? {
            minicbor::data::Type::Null => input.skip().map(|()| None)?,
            _ => Some(fixed(&mut input)?),
        };
        let (author, key, nonce) = (fixed(&mut input)?, fixed(&mut input)?, fixed(&mut input)?);
        let (format, min_reader) = (input.u32()?, input.u32()?);
        let (saves, ops) = (input.u32()?, input.u64()?);
        let stamps = (input.u64()?, input.u64()?);
        let heads = input.array()?.unwrap_or(0);
        let members = (0..heads)
            .map(|_| fixed(&mut input))
            .collect::<Result<_, _>>()?;
        let plain = input.u32()?;
        for _ in 15..elements {
            input.skip()?;
        }
        if input.position() != bytes.len() {
            return Err(minicbor::decode::Error::message("more after the header"));
        }
        Ok(Header {
            scope,
            stream,
            height,
            parent,
            author,
            key,
            nonce,
            format,
            min_reader,
            saves,
            ops,
            stamps,
            members,
            plain,
        })
    }
}

/// Exactly `N` bytes.
pub fn fixed<const N: usize>(input: &mut Decoder<'_>) -> Result<[u8; N], minicbor::decode::Error> {
    input
        .bytes()?
        .try_into()
        .map_err(|_| minicbor::decode::Error::message("bytes of another length"))
}

/// A segment as read, its parts still bytes.
pub struct Segment<'a> {
    pub header: Header,
    /// Everything before the body's length: what the cipher binds.
    bound: &'a [u8],
    body: &'a [u8],
    /// Everything before the signature: what it covers.
    signed: &'a [u8],
    signature: &'a [u8],
}

impl<'a> Segment<'a> {
    /// Takes the file apart without believing any of it.
    pub fn read(bytes: &'a [u8]) -> Result<Segment<'a>, Fault> {
        let take = |at: &mut usize, length: usize| -> Result<&'a [u8], Fault> {
            let end = at.checked_add(length).ok_or(Fault::Form)?;
            let part = bytes.get(*at..end).ok_or(Fault::Form)?;
            *at = end;
            Ok(part)
        };
        let length = |part: &[u8]| {
            let part: [u8; 4] = part.try_into().expect("four bytes were taken");
            u32::from_be_bytes(part) as usize
        };
        let mut at = 0;
        if take(&mut at, MAGIC.len())? != MAGIC {
            return Err(Fault::Form);
        }
        let header = length(take(&mut at, 4)?);
        let header = Header::decode(take(&mut at, header)?).map_err(|_| Fault::Form)?;
        if !is_scope(&header.scope) {
            return Err(Fault::Form);
        }
        let bound = &bytes[..at];
        let body = length(take(&mut at, 4)?);
        let body = take(&mut at, body)?;
        let signed = &bytes[..at];
        let signature = take(&mut at, SIGNATURE)?;
        match at == bytes.len() {
            true => Ok(Segment {
                header,
                bound,
                body,
                signed,
                signature,
            }),
            false => Err(Fault::Form),
        }
    }

    pub fn is_signed_by(&self, card: &Card) -> bool {
        card.id() == self.header.author && card.signed(self.signed, self.signature)
    }

    /// The saves inside. Nothing larger than allowed is ever unfolded.
    pub fn open(&self, key: &ScopeKey) -> Result<Vec<Save>, Fault> {
        let header = &self.header;
        let folded =
            keys::decrypt(key, header.nonce, self.body, self.bound).ok_or(Fault::Cipher)?;
        if header.plain as usize > MOST {
            return Err(Fault::Length);
        }
        let mut plain = Vec::with_capacity(header.plain as usize);
        DeflateDecoder::new(folded.as_slice())
            .take(u64::from(header.plain) + 1)
            .read_to_end(&mut plain)
            .map_err(|_| Fault::Length)?;
        if plain.len() != header.plain as usize {
            return Err(Fault::Length);
        }
        let saves = split_saves(&plain).map_err(|_| Fault::Saves)?;
        let ops: usize = saves.iter().map(|save| save.tx.ops.len()).sum();
        match saves.len() == header.saves as usize && ops as u64 == header.ops {
            true => Ok(saves),
            false => Err(Fault::Saves),
        }
    }
}

/// What is sealed, and as whose.
pub struct Sealing<'a> {
    pub scope: &'a str,
    pub stream: u64,
    pub height: u32,
    pub parent: Option<Hash>,
    pub members: Vec<Short>,
    pub ops: u64,
    pub stamps: (u64, u64),
    /// The form written, and the oldest that can read it.
    pub format: u32,
    /// The saves as they stand in the journal.
    pub saves: &'a [Vec<u8>],
}

impl Sealing<'_> {
    /// The bytes of the file. `nonce` must never have been used with this key.
    pub fn seal(self, device: &DeviceKeys, key: &ScopeKey, nonce: [u8; 24]) -> Vec<u8> {
        let plain = self.saves.concat();
        let mut folded = DeflateEncoder::new(Vec::new(), Compression::best());
        folded.write_all(&plain).expect(INFALLIBLE);
        let folded = folded.finish().expect(INFALLIBLE);
        let header = Header {
            scope: self.scope.to_owned(),
            stream: self.stream,
            height: self.height,
            parent: self.parent,
            author: device.id(),
            key: keys::key_id(key),
            nonce,
            format: self.format,
            min_reader: self.format,
            saves: self.saves.len() as u32,
            ops: self.ops,
            stamps: self.stamps,
            members: self.members,
            plain: plain.len() as u32,
        };
        let header = header.encode();
        let mut bytes = MAGIC.to_vec();
        bytes.extend((header.len() as u32).to_be_bytes());
        bytes.extend(header);
        let body = keys::encrypt(key, nonce, &folded, &bytes);
        bytes.extend((body.len() as u32).to_be_bytes());
        bytes.extend(body);
        let signature = device.sign(&bytes);
        bytes.extend(signature);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Field, Op, Place, Tx, Uuid, Value};
    use crate::store::encode_save;
    use proptest::prelude::*;

    fn device() -> DeviceKeys {
        DeviceKeys::from_secrets([1; 32], [2; 32])
    }

    fn save(text: &str) -> Vec<u8> {
        encode_save(&Tx {
            actor: Uuid([1; 16]),
            hlc: 1 << 20,
            reason: None,
            ops: vec![Op {
                place: Place {
                    record: Uuid([2; 16]),
                    part: String::new(),
                    field: Field::NAME,
                },
                value: Value::text(text),
                prev: vec![],
            }],
        })
    }

    fn sealed(saves: &[Vec<u8>]) -> Vec<u8> {
        let sealing = Sealing {
            scope: "110101",
            stream: 7,
            height: 3,
            parent: Some([4; 32]),
            members: vec![[6; 16]],
            ops: saves.len() as u64,
            stamps: (1, 2),
            format: FORMAT,
            saves,
        };
        sealing.seal(&device(), &[5; 32], [8; 24])
    }

    #[test]
    fn saves_come_back_to_the_letter() {
        let saves = [save("幸福里商会"), save("阳泉义工协会")];
        let bytes = sealed(&saves);
        let segment = Segment::read(&bytes).unwrap();
        assert!(segment.is_signed_by(device().card()));
        let opened = segment.open(&[5; 32]).unwrap();
        let opened: Vec<_> = opened.into_iter().map(|save| save.bytes).collect();
        assert_eq!(opened, saves);
        assert!(matches!(segment.open(&[6; 32]), Err(Fault::Cipher)));
    }

    #[test]
    fn any_flipped_bit_is_found() {
        let bytes = sealed(&[save("幸福里商会")]);
        for at in 0..bytes.len() * 8 {
            let mut bent = bytes.clone();
            bent[at / 8] ^= 1 << (at % 8);
            let good = Segment::read(&bent).is_ok_and(|segment| {
                segment.is_signed_by(device().card()) && segment.open(&[5; 32]).is_ok()
            });
            assert!(!good, "bit {at}");
        }
    }

    #[test]
    fn what_unfolds_to_more_than_it_says_is_refused() {
        let mut sealing = Header::decode(
            &Segment::read(&sealed(&[save("a")]))
                .unwrap()
                .header
                .encode(),
        )
        .unwrap();
        sealing.plain = 3;
        let header = sealing.encode();
        let mut bytes = MAGIC.to_vec();
        bytes.extend((header.len() as u32).to_be_bytes());
        bytes.extend(header);
        let mut folded = DeflateEncoder::new(Vec::new(), Compression::best());
        folded.write_all(&vec![0; 1 << 20]).unwrap();
        let body = keys::encrypt(&[5; 32], [8; 24], &folded.finish().unwrap(), &bytes);
        bytes.extend((body.len() as u32).to_be_bytes());
        bytes.extend(body);
        let signature = device().sign(&bytes);
        bytes.extend(signature);
        let segment = Segment::read(&bytes).unwrap();
        assert!(matches!(segment.open(&[5; 32]), Err(Fault::Length)));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(tail in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Segment::read(&tail);
            let _ = Segment::read(&[MAGIC.as_slice(), &tail].concat());
            let _ = Header::decode(&tail);
        }
    }
}
