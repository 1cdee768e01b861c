//! What is sealed inside a data file that has a passphrase, and how SQL reads it: `sealed(x)` stands wherever a value of
//! these columns is written, `opened(x)` wherever one is read. Without a passphrase both hand on what they are given.
//!
//! Sealed are the journal's saves and the registers of the records, whole: every field of every record has its truth
//! there, so that identity numbers, telephones, heads and contacts, remarks and reasons need no list that could forget
//! one, and a field of a newer version is sealed before this one knows its name. Of the query tables, those columns are
//! sealed that name or reach someone (`PERSONAL`). What lists are sorted, searched and counted by stays readable: names
//! of organisations and of the staff, areas, days, results.
//!
//! The nonce is a keyed hash of the value, not drawn: equal values become equal bytes. Only so can a rebuild give the
//! same bytes as the live tables, a save that came twice be found by comparing, and findings be selected by who is
//! responsible along the index. What this tells without the key is that two values are equal, and how long they are.

use std::sync::Arc;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{FromSql, Value, ValueRef};
use rusqlite::{Connection, Error};

use super::{Keys, hex, unhex};

/// Columns of the query tables that name or reach a person: table and column. All are texts, sealed one by one.
pub const PERSONAL: [(&str, &str); 4] = [
    ("person", "phone"),
    ("branch", "secretary"),
    ("finding", "responsible"),
    ("organisation", "task_responsible"),
];

/// What SQLite reports where a value is sealed and there is no key.
pub const LOCKED: &str = "liuyou: locked";
/// Where a sealed value does not open with its key.
pub const SPOILT: &str = "liuyou: a sealed value does not open";

/// Begins a sealed value. No CBOR of ours begins with it, since that is an array, nor does a text.
const MARK: u8 = 1;
const NONCE: usize = 24;

impl Keys {
    fn seal(&self, plain: &[u8]) -> Vec<u8> {
        let mut hash = blake3::Hasher::new_keyed(&self.nonces);
        hash.update(plain);
        let mut nonce = [0; NONCE];
        hash.finalize_xof().fill(&mut nonce);
        let sealed = XChaCha20Poly1305::new(&(*self.rows).into())
            .encrypt(&XNonce::from(nonce), Payload::from(plain))
            .expect("a row is far from the longest message");
        [&nonce[..], &sealed].concat()
    }

    fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        XChaCha20Poly1305::new(&(*self.rows).into())
            .decrypt(&XNonce::from(nonce), sealed)
            .ok()
    }
}

/// Gives a connection the two functions.
pub fn attach(db: &Connection, keys: Option<Arc<Keys>>) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    let sealing = keys.clone();
    db.create_scalar_function("sealed", 1, flags, move |context| match &sealing {
        Some(keys) => sealed(context, keys),
        None => handed_on(context.get_raw(0)),
    })?;
    db.create_scalar_function("opened", 1, flags, move |context| {
        opened(context, keys.as_deref())
    })
}

/// An empty text stays empty: that nothing was said is asked for by lists, and is no secret.
fn sealed(context: &Context<'_>, keys: &Keys) -> rusqlite::Result<Value> {
    Ok(match context.get_raw(0) {
        ValueRef::Blob(plain) if plain.first() != Some(&MARK) => {
            Value::Blob([&[MARK], &keys.seal(plain)[..]].concat())
        }
        ValueRef::Text(plain) if !plain.is_empty() && plain[0] != MARK => {
            let mark = char::from(MARK);
            Value::Text(format!("{mark}{}", hex(&keys.seal(plain))))
        }
        value => handed_on(value)?,
    })
}

fn handed_on(value: ValueRef<'_>) -> rusqlite::Result<Value> {
    Value::column_result(value).map_err(|error| Error::UserFunctionError(error.into()))
}

fn opened(context: &Context<'_>, keys: Option<&Keys>) -> rusqlite::Result<Value> {
    let failed = |why: &str| Error::UserFunctionError(why.into());
    let key = || keys.ok_or_else(|| failed(LOCKED));
    match context.get_raw(0) {
        ValueRef::Blob([MARK, sealed @ ..]) => {
            let plain = key()?.open(sealed);
            plain.map(Value::Blob).ok_or_else(|| failed(SPOILT))
        }
        ValueRef::Text([MARK, sealed @ ..]) => {
            let sealed = std::str::from_utf8(sealed).ok().and_then(unhex);
            let keys = key()?;
            let plain = sealed.and_then(|sealed| keys.open(&sealed));
            let text = plain.and_then(|plain| String::from_utf8(plain).ok());
            text.map(Value::Text).ok_or_else(|| failed(SPOILT))
        }
        value => handed_on(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask<T: rusqlite::types::FromSql>(db: &Connection, sql: &str) -> rusqlite::Result<T> {
        db.query_row(sql, [], |row| row.get(0))
    }

    #[test]
    fn what_is_sealed_opens_with_its_keys_and_is_the_same_each_time() {
        let db = Connection::open_in_memory().unwrap();
        attach(&db, Some(Arc::new(Keys::drawn()))).unwrap();
        let text: String = ask(&db, "SELECT sealed('13900000000')").unwrap();
        assert!(!text.contains("139") && text.starts_with('\u{1}'));
        for sql in [
            "SELECT opened(sealed('13900000000')) = '13900000000'",
            "SELECT sealed('a') = sealed('a') AND sealed('a') <> sealed('b')",
            "SELECT opened(sealed(x'8401')) = x'8401'",
            "SELECT sealed(sealed('a')) = sealed('a')",
            "SELECT sealed('') = '' AND sealed(NULL) IS NULL AND opened('plain') = 'plain'",
        ] {
            assert!(ask::<bool>(&db, sql).unwrap(), "{sql}");
        }
        let sealed: Vec<u8> = ask(&db, "SELECT sealed(x'8401')").unwrap();
        // another key, and none
        attach(&db, Some(Arc::new(Keys::drawn()))).unwrap();
        let open = || {
            db.query_row("SELECT opened(?1)", [&sealed], |row| {
                row.get::<_, Vec<u8>>(0)
            })
        };
        assert!(open().unwrap_err().to_string().contains(SPOILT));
        attach(&db, None).unwrap();
        assert!(open().unwrap_err().to_string().contains(LOCKED));
    }
}
