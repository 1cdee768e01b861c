//! The keys of one device: one pair signs what it writes, the other opens what was sealed for it. What a key is used
//! for stands in the context of its derivation, so that no bytes made for one purpose fit another.

use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::names::{hex, unhex};
pub use super::secret::{read_secret, write_secret};

/// Names a device: the first bytes of a hash over both its public keys.
pub type DeviceId = [u8; 16];

/// A key that all members of a scope share.
pub type ScopeKey = [u8; 32];

pub const SIGNATURE: usize = 64;
/// Public key of a box, the scope key, the tag.
const WRAPPED: usize = 32 + 32 + 16;
const FIRST_LINE: &str = "liuyou device keys 1";
pub const FILE: &str = "device.key";
/// Those of a store that was left.
pub const PUT_ASIDE: &str = "device.key.old";

/// What others may know of a device's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Card {
    pub verifies: [u8; 32],
    pub seals: [u8; 32],
}

impl Card {
    pub fn id(&self) -> DeviceId {
        let mut hash = blake3::Hasher::new_derive_key("liuyou 1 device id");
        hash.update(&self.verifies).update(&self.seals);
        let mut id = DeviceId::default();
        id.copy_from_slice(&hash.finalize().as_bytes()[..16]);
        id
    }

    /// Twelve groups of four digits, to be compared over the telephone. Digits are read out alike in every language and
    /// need no list of words; twelve groups stand for 2^159 possibilities, so that no second key is found that fits.
    pub fn fingerprint(&self) -> String {
        let mut hash = blake3::Hasher::new_derive_key("liuyou 1 fingerprint");
        hash.update(&self.verifies).update(&self.seals);
        let mut bytes = [0; 96];
        hash.finalize_xof().fill(&mut bytes);
        let group = |bytes: &[u8]| {
            let number = bytes
                .iter()
                .fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
            format!("{:04}", number % 10_000)
        };
        bytes.chunks(8).map(group).collect::<Vec<_>>().join(" ")
    }

    /// Whether this device signed `bytes`. Keys and signatures that fit more than one message are refused.
    pub fn signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = Signature::from_slice(signature) else {
            return false;
        };
        VerifyingKey::from_bytes(&self.verifies)
            .is_ok_and(|key| key.verify_strict(bytes, &signature).is_ok())
    }

    /// Seals a scope key so that this device alone can open it. `once` is a fresh secret.
    pub fn wrap(&self, key: &ScopeKey, once: [u8; 32]) -> Vec<u8> {
        let once = StaticSecret::from(once);
        let public = PublicKey::from(&once).to_bytes();
        let shared = once.diffie_hellman(&PublicKey::from(self.seals));
        let cipher = wrapping(&public, &self.seals, shared.as_bytes());
        let sealed = cipher
            .encrypt(&XNonce::default(), key.as_slice())
            .expect("a key is far from the longest message");
        [public.as_slice(), &sealed].concat()
    }
}

/// The key of one wrapping. It is used once, since `once` is, so that its nonce may be zero.
fn wrapping(public: &[u8; 32], to: &[u8; 32], shared: &[u8; 32]) -> XChaCha20Poly1305 {
    let mut hash = blake3::Hasher::new_derive_key("liuyou 1 wrapped scope key");
    hash.update(public).update(to).update(shared);
    XChaCha20Poly1305::new(&(*hash.finalize().as_bytes()).into())
}

/// Names a scope key, without telling anything of it.
pub fn key_id(key: &ScopeKey) -> [u8; 16] {
    let hash = blake3::Hasher::new_derive_key("liuyou 1 scope key id")
        .update(key)
        .finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&hash.as_bytes()[..16]);
    id
}

pub fn encrypt(key: &ScopeKey, nonce: [u8; 24], plain: &[u8], header: &[u8]) -> Vec<u8> {
    let payload = Payload {
        msg: plain,
        aad: header,
    };
    XChaCha20Poly1305::new(&(*key).into())
        .encrypt(&nonce.into(), payload)
        .expect("a segment is far from the longest message")
}

pub fn decrypt(key: &ScopeKey, nonce: [u8; 24], sealed: &[u8], header: &[u8]) -> Option<Vec<u8>> {
    let payload = Payload {
        msg: sealed,
        aad: header,
    };
    XChaCha20Poly1305::new(&(*key).into())
        .decrypt(&nonce.into(), payload)
        .ok()
}

/// A device's own secrets.
#[derive(Clone)]
pub struct DeviceKeys {
    signing: SigningKey,
    opening: StaticSecret,
    card: Card,
}

impl DeviceKeys {
    pub fn from_secrets(signing: [u8; 32], opening: [u8; 32]) -> DeviceKeys {
        let signing = SigningKey::from_bytes(&signing);
        let opening = StaticSecret::from(opening);
        let card = Card {
            verifies: signing.verifying_key().to_bytes(),
            seals: PublicKey::from(&opening).to_bytes(),
        };
        DeviceKeys {
            signing,
            opening,
            card,
        }
    }

    pub fn card(&self) -> &Card {
        &self.card
    }

    pub fn id(&self) -> DeviceId {
        self.card.id()
    }

    pub fn sign(&self, bytes: &[u8]) -> [u8; SIGNATURE] {
        self.signing.sign(bytes).to_bytes()
    }

    /// Opens a scope key that was wrapped for this device.
    pub fn unwrap(&self, wrapped: &[u8]) -> Option<ScopeKey> {
        if wrapped.len() != WRAPPED {
            return None;
        }
        let (public, sealed) = wrapped.split_at(32);
        let public: [u8; 32] = public.try_into().ok()?;
        let shared = self.opening.diffie_hellman(&PublicKey::from(public));
        if !shared.was_contributory() {
            return None;
        }
        wrapping(&public, &self.card.seals, shared.as_bytes())
            .decrypt(&XNonce::default(), sealed)
            .ok()?
            .try_into()
            .ok()
    }

    /// The keys beside the data file, made at first.
    ///
    /// # Errors
    /// The folder cannot be read or written, or the file holds something else.
    pub fn of_folder(folder: &Path, random: impl Fn() -> [u8; 32]) -> std::io::Result<DeviceKeys> {
        match DeviceKeys::read(folder)? {
            Some(keys) => Ok(keys),
            None => {
                let (signing, opening) = (random(), random());
                let text = format!("{FIRST_LINE}\n{}\n{}\n", hex(&signing), hex(&opening));
                let text = Zeroizing::new(text);
                write_secret(folder, FILE, text.as_bytes())?;
                Ok(DeviceKeys::from_secrets(signing, opening))
            }
        }
    }

    /// None where the folder has none yet.
    pub fn read(folder: &Path) -> std::io::Result<Option<DeviceKeys>> {
        let Some(bytes) = read_secret(folder, FILE)? else {
            return Ok(None);
        };
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        let mut lines = text.lines();
        let first = lines.next();
        let mut secret = || lines.next().and_then(unhex);
        match (first, secret(), secret()) {
            (Some(FIRST_LINE), Some(signing), Some(opening)) => {
                Ok(Some(DeviceKeys::from_secrets(signing, opening)))
            }
            _ => Err(std::io::Error::new(
                std::io::ErrorKind::InvalidData,
                format!("{FILE}: no device keys"),
            )),
        }
    }
}

/// Puts the keys of a folder aside, so that new ones are made when they are needed next. Nothing where there are none.
///
/// # Errors
/// The folder cannot be written.
pub fn put_aside(folder: &Path) -> std::io::Result<()> {
    let Some(keys) = read_secret(folder, FILE)? else {
        return Ok(());
    };
    write_secret(folder, PUT_ASIDE, &keys)?;
    std::fs::remove_file(folder.join(FILE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(seed: u8) -> DeviceKeys {
        DeviceKeys::from_secrets([seed; 32], [seed + 100; 32])
    }

    #[test]
    fn a_wrapped_key_opens_for_its_member_alone() {
        let (one, other) = (device(1), device(2));
        let wrapped = one.card().wrap(&[9; 32], [5; 32]);
        assert_eq!(one.unwrap(&wrapped), Some([9; 32]));
        assert_eq!(other.unwrap(&wrapped), None);
        for at in 0..wrapped.len() {
            let mut bent = wrapped.clone();
            bent[at] ^= 1;
            assert_eq!(one.unwrap(&bent), None, "byte {at}");
        }
    }

    #[test]
    fn a_signature_holds_for_its_bytes_and_its_device() {
        let (one, other) = (device(1), device(2));
        let signature = one.sign(b"work");
        assert!(one.card().signed(b"work", &signature));
        assert!(!one.card().signed(b"word", &signature));
        assert!(!other.card().signed(b"work", &signature));
        assert!(!one.card().signed(b"work", &signature[1..]));
    }

    #[test]
    fn the_fingerprint_is_twelve_groups_of_digits_and_another_for_another_key() {
        let print = device(1).card().fingerprint();
        assert_eq!(
            print.split(' ').filter(|group| group.len() == 4).count(),
            12
        );
        assert_ne!(print, device(2).card().fingerprint());
    }

    #[test]
    fn the_keys_of_a_folder_are_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        assert!(DeviceKeys::read(folder.path()).unwrap().is_none());
        let made = DeviceKeys::of_folder(folder.path(), || [3; 32]).unwrap();
        let again = DeviceKeys::of_folder(folder.path(), || [4; 32]).unwrap();
        assert_eq!(made.card(), again.card());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(folder.path().join(FILE))
                .unwrap()
                .permissions();
            assert_eq!(mode.mode() & 0o777, 0o600);
        }
        std::fs::write(folder.path().join(FILE), "something else").unwrap();
        assert!(DeviceKeys::read(folder.path()).is_err());
    }
}
