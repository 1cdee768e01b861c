//! The passphrase of a laptop. What it protects is sealed with keys drawn at random once; a key made from the passphrase
//! by Argon2id wraps those, so that another passphrase wraps the same keys anew and nothing else is written again.
//!
//! Who gave the passphrase once may open the data again for as long as the program runs: the keys of data that is open
//! are held in this process, under the vault's name, until the data is locked. Exports, counts and reports run on
//! connections of their own and find them there.

mod rows;
mod whole;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rusqlite::{Connection, OptionalExtension};
use zeroize::Zeroizing;

use super::error::StoreError;
use super::open;

pub(super) use rows::{LOCKED, PERSONAL, SPOILT, attach};
pub use whole::{FILE as WHOLE_FILE, WHOLE};
pub(super) use whole::{attach_file, convert, is_whole, key_of_file};

/// Name of the fact in the file that says that it is protected.
pub(super) const FACT: &str = "vault";
const FIRST_LINE: &str = "liuyou passphrase 1";
/// Characters that a passphrase has at least.
pub const SHORTEST: usize = 8;

/// What making a key from a passphrase costs. It is written beside what it protects, so that it can be raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

/// RFC 9106 section 4, the second recommended choice, with one lane: this takes a tenth of a second, and 64 MiB, which the
/// oldest laptop has.
pub const COST: Cost = Cost {
    memory_kib: 64 * 1024,
    passes: 3,
    lanes: 1,
};
/// What a file may ask for; more is no honest file.
const MOST: Cost = Cost {
    memory_kib: 4 * 1024 * 1024,
    passes: 1000,
    lanes: 64,
};

/// Wrapped keys: what lies beside the data and tells nothing without the passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vault {
    pub id: [u8; 16],
    cost: Cost,
    salt: [u8; 16],
    nonce: [u8; 24],
    /// 32 bytes and the tag.
    wrapped: Vec<u8>,
}

/// The keys of a vault. They leave memory overwritten.
pub struct Keys {
    pub id: [u8; 16],
    master: Zeroizing<[u8; 32]>,
    rows: Zeroizing<[u8; 32]>,
    nonces: Zeroizing<[u8; 32]>,
    secrets: Zeroizing<[u8; 32]>,
}

impl Keys {
    fn of(id: [u8; 16], master: Zeroizing<[u8; 32]>) -> Keys {
        let part = |context: &str| Zeroizing::new(blake3::derive_key(context, &*master));
        Keys {
            id,
            rows: part("liuyou 1 at rest: rows"),
            nonces: part("liuyou 1 at rest: nonces of rows"),
            secrets: part("liuyou 1 at rest: secrets"),
            master,
        }
    }

    fn drawn() -> Keys {
        Keys::of(open::random(), Zeroizing::new(open::random()))
    }

    /// The key of a file that is encrypted whole.
    fn of_whole_file(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(blake3::derive_key(
            "liuyou 1 at rest: whole file",
            &*self.master,
        ))
    }

    /// Seals a secret that lies in a file of its own; `name` is the file's, so that none is taken for another.
    pub fn seal_secret(&self, name: &str, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; 24] = open::random();
        let payload = Payload {
            msg: plain,
            aad: name.as_bytes(),
        };
        let sealed = XChaCha20Poly1305::new(&(*self.secrets).into())
            .encrypt(&XNonce::from(nonce), payload)
            .expect("a secret is far from the longest message");
        [&nonce[..], &sealed].concat()
    }

    pub fn open_secret(&self, name: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = sealed.split_at_checked(24)?;
        let payload = Payload {
            msg: sealed,
            aad: name.as_bytes(),
        };
        let nonce: [u8; 24] = nonce.try_into().ok()?;
        let plain = XChaCha20Poly1305::new(&(*self.secrets).into())
            .decrypt(&XNonce::from(nonce), payload)
            .ok()?;
        Some(Zeroizing::new(plain))
    }
}

/// The key that a passphrase makes. Blanks around it do not count, since they are not seen.
fn wrapping(passphrase: &str, cost: Cost, salt: &[u8; 16]) -> Option<Zeroizing<[u8; 32]>> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).ok()?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut key = Zeroizing::new([0; 32]);
    argon
        .hash_password_into(passphrase.trim().as_bytes(), salt, &mut *key)
        .ok()?;
    Some(key)
}

impl Vault {
    fn wrap(keys: &Keys, passphrase: &str, cost: Cost) -> Vault {
        let (salt, nonce): ([u8; 16], [u8; 24]) = (open::random(), open::random());
        let mut vault = Vault {
            id: keys.id,
            cost,
            salt,
            nonce,
            wrapped: Vec::new(),
        };
        let key = wrapping(passphrase, cost, &salt).expect("the usual cost is within bounds");
        let head = vault.head();
        let payload = Payload {
            msg: &*keys.master,
            aad: head.as_bytes(),
        };
        vault.wrapped = XChaCha20Poly1305::new(&(*key).into())
            .encrypt(&XNonce::from(nonce), payload)
            .expect("a key is far from the longest message");
        vault
    }

    /// None where the passphrase is another.
    fn open(&self, passphrase: &str) -> Option<Keys> {
        let key = wrapping(passphrase, self.cost, &self.salt)?;
        let head = self.head();
        let payload = Payload {
            msg: &self.wrapped,
            aad: head.as_bytes(),
        };
        let master = XChaCha20Poly1305::new(&(*key).into())
            .decrypt(&XNonce::from(self.nonce), payload)
            .ok()?;
        let master = Zeroizing::new(master);
        let bytes: [u8; 32] = master.as_slice().try_into().ok()?;
        Some(Keys::of(self.id, Zeroizing::new(bytes)))
    }

    fn head(&self) -> String {
        let Cost {
            memory_kib,
            passes,
            lanes,
        } = self.cost;
        format!(
            "{FIRST_LINE}\nid {}\nargon2id {memory_kib} {passes} {lanes}\nsalt {}\n",
            hex(&self.id),
            hex(&self.salt)
        )
    }

    pub(super) fn text(&self) -> String {
        let (nonce, wrapped) = (hex(&self.nonce), hex(&self.wrapped));
        format!("{}key {nonce} {wrapped}\n", self.head())
    }

    /// None where the bytes are no vault, or one that no honest program wrote.
    pub(super) fn read(bytes: &[u8]) -> Option<Vault> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut lines = text.lines();
        let mut line = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
        let (first, version) = FIRST_LINE.rsplit_once(' ')?;
        if line(first)? != version {
            return None;
        }
        let id = unhex(line("id")?)?.try_into().ok()?;
        let mut cost = line("argon2id")?.split(' ').map(str::parse::<u32>);
        let mut number = |most: u32| cost.next()?.ok().filter(|n| (1..=most).contains(n));
        let cost = Cost {
            memory_kib: number(MOST.memory_kib)?,
            passes: number(MOST.passes)?,
            lanes: number(MOST.lanes)?,
        };
        let salt = unhex(line("salt")?)?.try_into().ok()?;
        let (nonce, wrapped) = line("key")?.split_once(' ')?;
        Some(Vault {
            id,
            cost,
            salt,
            nonce: unhex(nonce)?.try_into().ok()?,
            wrapped: unhex(wrapped)?,
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(byte).collect()
}

/// Keys of data that is open, by the vault they belong to.
static OPEN: Mutex<BTreeMap<[u8; 16], Arc<Keys>>> = Mutex::new(BTreeMap::new());

fn held() -> MutexGuard<'static, BTreeMap<[u8; 16], Arc<Keys>>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn hold(keys: Keys) -> Arc<Keys> {
    let keys = Arc::new(keys);
    held().insert(keys.id, keys.clone());
    keys
}

/// # Errors
/// The passphrase was not given yet.
pub(super) fn keys_of(vault: &Vault) -> Result<Arc<Keys>, StoreError> {
    held().get(&vault.id).cloned().ok_or(StoreError::Locked)
}

/// Takes the keys out of memory as soon as no work under way needs them.
pub(super) fn forget(id: &[u8; 16]) {
    held().remove(id);
}

/// The vault of the data in `directory`; none where no passphrase was set or there is no data.
///
/// # Errors
/// The data file cannot be read, or this build cannot read it.
pub fn of(directory: &Path) -> Result<Option<Vault>, StoreError> {
    if let Some(vault) = is_whole(directory)? {
        return Ok(Some(vault));
    }
    if !open::data_file(directory).exists() {
        return Ok(None);
    }
    let db = open::connect_to_read(directory)?;
    open::version(&db, &open::data_file(directory))?;
    in_file(&db)
}

/// The vault that a file bears in itself.
pub(super) fn in_file(db: &Connection) -> Result<Option<Vault>, StoreError> {
    let has = "SELECT 1 FROM sqlite_schema WHERE name = 'exchange'";
    if !db.prepare(has)?.exists([])? {
        return Ok(None);
    }
    let fact: Option<Vec<u8>> = db
        .query_row(
            "SELECT value FROM exchange WHERE name = ?1",
            [FACT],
            |row| row.get(0),
        )
        .optional()?;
    let broken = || StoreError::Damaged("vault".into());
    fact.map(|bytes| Vault::read(&bytes).ok_or_else(broken))
        .transpose()
}

/// Whether nothing of the data file can be read before the passphrase is given, not even to copy it.
pub fn is_closed(directory: &Path) -> Result<bool, StoreError> {
    Ok(is_whole(directory)?.is_some_and(|vault| keys_of(&vault).is_err()))
}

/// The keys of the data in `directory`, where it is protected.
///
/// # Errors
/// The passphrase was not given yet.
pub fn keys(directory: &Path) -> Result<Option<Arc<Keys>>, StoreError> {
    of(directory)?.map(|vault| keys_of(&vault)).transpose()
}

/// Opens the data of `directory` for this process; false where the passphrase is another. Data without one is open.
pub fn unlock(directory: &Path, passphrase: &str) -> Result<bool, StoreError> {
    let Some(vault) = of(directory)? else {
        return Ok(true);
    };
    match vault.open(passphrase) {
        Some(keys) => {
            hold(keys);
            Ok(true)
        }
        None => Ok(false),
    }
}

/// New keys under a passphrase.
pub(super) fn make(passphrase: &str) -> (Vault, Keys) {
    let keys = Keys::drawn();
    (Vault::wrap(&keys, passphrase, COST), keys)
}

/// The same keys under another passphrase; none where the old one is wrong.
pub(super) fn wrap_anew(vault: &Vault, old: &str, new: &str) -> Option<Vault> {
    let keys = vault.open(old)?;
    Some(Vault::wrap(&keys, new, COST))
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUICK: Cost = Cost {
        memory_kib: 64,
        passes: 1,
        lanes: 1,
    };

    #[test]
    fn keys_come_back_with_their_passphrase_alone() {
        let keys = Keys::drawn();
        let vault = Vault::wrap(&keys, "正确的口令 horse", QUICK);
        let read = Vault::read(vault.text().as_bytes()).unwrap();
        assert_eq!(read, vault);
        let opened = read.open("正确的口令 horse\n").unwrap();
        assert_eq!(opened.master, keys.master);
        assert!(read.open("正确的口令 horsf").is_none());
        assert!(read.open("").is_none());
    }

    #[test]
    fn a_vault_whose_cost_or_salt_was_changed_does_not_open() {
        let vault = Vault::wrap(&Keys::drawn(), "a long passphrase", QUICK);
        let text = vault.text();
        let cheaper = text.replace("argon2id 64 1 1", "argon2id 32 1 1");
        assert_ne!(cheaper, text);
        let cheaper = Vault::read(cheaper.as_bytes()).unwrap();
        assert!(cheaper.open("a long passphrase").is_none());
        for dishonest in ["argon2id 99999999 1 1", "argon2id 64 0 1", "argon2i 64 1 1"] {
            let text = text.replace("argon2id 64 1 1", dishonest);
            assert_eq!(Vault::read(text.as_bytes()), None, "{dishonest}");
        }
        for length in 0..text.len() - 1 {
            let cut = Vault::read(&text.as_bytes()[..length]);
            assert!(cut.is_none_or(|cut| cut.open("a long passphrase").is_none()));
        }
    }

    #[test]
    fn a_secret_opens_under_its_own_name_alone() {
        let keys = Keys::drawn();
        let sealed = keys.seal_secret("device.key", b"secret");
        let opened = keys.open_secret("device.key", &sealed).unwrap();
        assert_eq!(opened.as_slice(), b"secret");
        assert!(keys.open_secret("stores.toml", &sealed).is_none());
        assert!(Keys::drawn().open_secret("device.key", &sealed).is_none());
        assert!(keys.open_secret("device.key", &sealed[..20]).is_none());
    }
}
