//! An attachment: a file of evidence on its way, in chunks. Each chunk is encrypted for one scope and bound to its place
//! in the file, and its bytes follow from the file and the key alone: whoever puts it, puts the same.

use super::fault::Fault;
use super::keys::{self, ScopeKey};
use super::names::Short;

const MAGIC: &[u8; 8] = b"LYOUATT1";
/// The magic and the name of the key.
const HEAD: usize = 8 + 16;
const TAG: usize = 16;
/// BLAKE3 of all before.
const SUM: usize = 32;

/// Bytes of a file in one chunk, but for the last.
pub const CHUNK: u64 = 8 << 20;

/// Which chunk of which file, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct Chunk<'a> {
    pub scope: &'a str,
    pub file: &'a Short,
    pub number: u32,
}

/// Chunks of a file of that many bytes; none where a file would have more than names can count.
pub fn chunks(size: u64) -> Option<u32> {
    let chunks = size.div_ceil(CHUNK);
    (chunks <= u64::from(u16::MAX)).then_some(chunks as u32)
}

/// Bytes of a file in that chunk.
pub fn length(size: u64, number: u32) -> u64 {
    let before = u64::from(number) * CHUNK;
    size.saturating_sub(before).min(CHUNK)
}

/// Bytes of that chunk as a file of the store.
pub fn sealed_length(size: u64, number: u32) -> u64 {
    length(size, number) + (HEAD + TAG + SUM) as u64
}

impl Chunk<'_> {
    pub fn seal(self, key: &ScopeKey, plain: &[u8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(keys::key_id(key));
        bytes.extend(keys::encrypt(
            key,
            self.nonce(key),
            plain,
            &self.bound(&bytes),
        ));
        let sum = blake3::hash(&bytes);
        bytes.extend(sum.as_bytes());
        bytes
    }

    /// The bytes of the chunk, where `key_named` has its key.
    ///
    /// # Errors
    /// `Damaged`, `Key`, or `Cipher` where somebody sealed other bytes under this name.
    pub fn open(
        self,
        bytes: &[u8],
        key_named: impl Fn([u8; 16]) -> Option<ScopeKey>,
    ) -> Result<Vec<u8>, Fault> {
        let (head, sealed) = parts(bytes)?;
        let name = head[MAGIC.len()..].try_into().map_err(|_| Fault::Form)?;
        let key = key_named(name).ok_or(Fault::Key)?;
        keys::decrypt(&key, self.nonce(&key), sealed, &self.bound(head)).ok_or(Fault::Cipher)
    }

    /// What the cipher binds beside the bytes: the head, and which chunk this is.
    fn bound(self, head: &[u8]) -> Vec<u8> {
        let number = self.number.to_be_bytes();
        [head, self.scope.as_bytes(), self.file, &number].concat()
    }

    /// Used with this key for these bytes alone, since the hash of the file says which bytes they are.
    fn nonce(self, key: &ScopeKey) -> [u8; 24] {
        let secret = blake3::derive_key("liuyou 1 attachment nonce", key);
        let mut hash = blake3::Hasher::new_keyed(&secret);
        hash.update(self.file).update(&self.number.to_be_bytes());
        let mut nonce = [0; 24];
        nonce.copy_from_slice(&hash.finalize().as_bytes()[..24]);
        nonce
    }
}

/// Head and sealed bytes of a chunk that arrived as it was sent; that much shows without a key.
pub fn parts(bytes: &[u8]) -> Result<(&[u8], &[u8]), Fault> {
    let end = bytes.len().checked_sub(SUM).ok_or(Fault::Damaged)?;
    let (bytes, sum) = bytes.split_at(end);
    if blake3::hash(bytes).as_bytes() != sum {
        return Err(Fault::Damaged);
    }
    match bytes.split_at_checked(HEAD) {
        Some(parts) if parts.0.starts_with(MAGIC) => Ok(parts),
        _ => Err(Fault::Form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: ScopeKey = [7; 32];

    fn chunk(file: &Short, number: u32) -> Chunk<'_> {
        Chunk {
            scope: "110101",
            file,
            number,
        }
    }

    #[test]
    fn a_file_has_as_many_chunks_as_it_fills() {
        let cases = [(1, 1), (CHUNK, 1), (CHUNK + 1, 2), (3 * CHUNK, 3)];
        for (size, count) in cases {
            assert_eq!(chunks(size), Some(count), "{size}");
            let sum: u64 = (0..count).map(|number| length(size, number)).sum();
            assert_eq!(sum, size);
        }
        assert_eq!(chunks(u64::MAX), None);
    }

    #[test]
    fn a_chunk_opens_in_its_own_place_and_with_every_bit_as_it_was() {
        let (file, other) = ([1; 16], [2; 16]);
        let named = |name| (name == keys::key_id(&KEY)).then_some(KEY);
        let sealed = chunk(&file, 0).seal(&KEY, b"a photograph");
        assert_eq!(sealed.len() as u64, sealed_length(12, 0));
        assert_eq!(sealed, chunk(&file, 0).seal(&KEY, b"a photograph"));
        assert_eq!(
            chunk(&file, 0).open(&sealed, named).unwrap(),
            b"a photograph"
        );
        assert!(chunk(&file, 1).open(&sealed, named).is_err());
        assert!(chunk(&other, 0).open(&sealed, named).is_err());
        assert_eq!(chunk(&file, 0).open(&sealed, |_| None), Err(Fault::Key));
        for at in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[at] ^= 1;
            assert!(chunk(&file, 0).open(&bent, named).is_err(), "byte {at}");
            assert!(chunk(&file, 0).open(&sealed[..at], named).is_err());
        }
    }
}
