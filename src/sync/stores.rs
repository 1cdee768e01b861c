//! Stores by name: where each is, what it was found able to do, and which was used last. They are kept in a file beside
//! the data, their passwords in another one.

pub mod secrets;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::remote::address::{Address, parse};
use super::remote::folder::Folder;
use super::remote::http::Login;
use super::remote::s3::S3;
use super::remote::sftp::Sftp;
use super::remote::webdav::WebDav;
use super::remote::{Abilities, Machine, Remote, Trouble};

const FILE: &str = "stores.toml";
const LONGEST_NAME: usize = 40;

/// A store that has a name here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub name: String,
    pub address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The certificates that alone are trusted, in PEM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ca: Option<String>,
    /// For SFTP: private key and file of known servers, if not the system's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_hosts: Option<PathBuf>,
    /// What probing found; None if it never came to an end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub able: Option<Abilities>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stores {
    /// The one that was used last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    #[serde(rename = "store")]
    pub all: Vec<Named>,
}

impl Stores {
    /// # Errors
    /// The file cannot be read, or holds something else.
    pub fn load(directory: &Path) -> io::Result<Stores> {
        let text = match std::fs::read_to_string(directory.join(FILE)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Stores::default()),
            Err(error) => return Err(error),
        };
        toml::from_str(&text).map_err(|error| invalid(&error.to_string()))
    }

    /// # Errors
    /// The folder cannot be written.
    pub fn save(&self, directory: &Path) -> io::Result<()> {
        let text = toml::to_string(self).map_err(|error| invalid(&error.to_string()))?;
        let mut file = tempfile::NamedTempFile::new_in(directory)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(directory.join(FILE))
            .map_err(|error| error.error)?;
        Ok(())
    }

    pub fn named(&self, name: &str) -> Option<&Named> {
        self.all.iter().find(|named| named.name == name)
    }

    /// The only store, or the one used last.
    pub fn usual(&self) -> Option<&Named> {
        match &self.all[..] {
            [only] => Some(only),
            _ => self.named(self.last.as_ref()?),
        }
    }

    /// Puts a store in the place of the one of its name, or at the end.
    pub fn put(&mut self, named: Named) {
        match self.all.iter_mut().find(|known| known.name == named.name) {
            Some(known) => *known = named,
            None => self.all.push(named),
        }
    }

    /// Forgets a store. Nothing in it changes. False if there is none of that name.
    pub fn remove(&mut self, name: &str) -> bool {
        let before = self.all.len();
        self.all.retain(|named| named.name != name);
        self.last = self.last.take().filter(|last| last != name);
        self.all.len() < before
    }
}

impl Named {
    /// The store behind the name. Nothing is asked of it yet, but a folder has to be there.
    ///
    /// # Errors
    /// The address is none any more, or a folder is away.
    pub fn open(
        &self,
        password: Option<String>,
        machine: Machine,
    ) -> Result<Box<dyn Remote + Send>, Trouble> {
        let (address, _) =
            parse(&self.address).map_err(|_| Trouble::Other(self.address.clone()))?;
        let able = self.able.clone().unwrap_or_default();
        let login = self.user.clone().map(|user| Login {
            user,
            password: password.unwrap_or_default(),
        });
        let ca = self.ca.as_deref();
        Ok(match address {
            Address::Folder(path) => Box::new(Folder::open(&path)?),
            Address::WebDav(url) => Box::new(WebDav::open(&url, login, ca, able, machine)?),
            Address::S3(place) => Box::new(S3::open(&place, login, ca, able, machine)?),
            Address::Sftp(mut place) => {
                place.key.clone_from(&self.key);
                place.known_hosts.clone_from(&self.known_hosts);
                place.user = self.user.clone().or(place.user);
                Box::new(Sftp::open(place, able))
            }
        })
    }
}

/// A name that can be told from a path: no slash, no colon, and not all of it dots.
pub fn is_name(name: &str) -> bool {
    let is_good = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    (1..=LONGEST_NAME).contains(&name.chars().count())
        && name.chars().all(is_good)
        && !name.starts_with(['.', '-'])
}

fn invalid(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{FILE}: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Named {
        Named {
            name: name.into(),
            address: "https://dav.example/liuyou".into(),
            user: Some("chen".into()),
            able: Some(Abilities {
                keeps_first: true,
                clock_ahead_s: Some(-3),
                ..Abilities::default()
            }),
            ..Named::default()
        }
    }

    #[test]
    fn stores_are_read_as_they_were_written_and_the_last_one_is_usual() {
        let place = tempfile::tempdir().unwrap();
        let mut stores = Stores::load(place.path()).unwrap();
        assert_eq!(stores, Stores::default());
        stores.put(named("ban"));
        assert_eq!(stores.usual().unwrap().name, "ban");
        stores.put(named("xian"));
        assert_eq!(stores.usual(), None, "which of the two?");
        stores.last = Some("xian".into());
        stores.save(place.path()).unwrap();
        let mut read = Stores::load(place.path()).unwrap();
        assert_eq!(read, stores);
        assert_eq!(read.usual().unwrap().name, "xian");
        assert!(read.remove("xian") && !read.remove("xian"));
        assert_eq!(read.usual().unwrap().name, "ban");
    }

    #[test]
    fn passwords_are_for_their_owner_alone_and_are_never_shown() {
        let place = tempfile::tempdir().unwrap();
        let mut kept = secrets::load(place.path()).unwrap();
        kept.0.insert("ban".into(), "geheim".into());
        secrets::save(place.path(), &kept).unwrap();
        assert_eq!(secrets::load(place.path()).unwrap(), kept);
        assert!(!format!("{kept:?}").contains("geheim"));
        let login = Login {
            user: "chen".into(),
            password: "geheim".into(),
        };
        assert!(!format!("{login:?}").contains("geheim"));
        let file = place.path().join("stores.key");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::write(&file, "{\"ban\": geheim").unwrap();
        let error = secrets::load(place.path()).unwrap_err().to_string();
        assert!(!error.contains("geheim"), "{error}");
    }

    #[test]
    fn a_name_is_no_path() {
        for good in ["ban", "县局", "a.b-c_d"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "a/b", "/a", "..", ".", "-a", "D:", "a b", "a\\b"] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
