//! A store on a WebDAV server. Its collections are listed one by one, since many servers refuse more; a file is put
//! under `tmp/` and then moved to its name, which servers are asked not to take from another file.

mod multistatus;

use std::collections::HashSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use super::http::{Ask, Login, Reply, Web, refused};
use super::{Abilities, Entry, Machine, Put, Remote, Trouble, run_name, steps};
use multistatus::Found;

pub use multistatus::read as read_multistatus;

/// Collections below collections that a store has, and a few more.
const DEEPEST: usize = 8;
/// Collections that are listed in one sync at most.
const MOST_COLLECTIONS: usize = 20_000;
/// Bytes of one collection's listing.
const MOST_LISTING: u64 = 32 << 20;

/// More than must be, so that no server reads anything into a name.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

const WANTED: &[u8] = br#"<?xml version="1.0" encoding="utf-8"?>
<d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/><d:getcontentlength/></d:prop></d:propfind>"#;
const WANTED_QUOTA: &[u8] = br#"<?xml version="1.0" encoding="utf-8"?>
<d:propfind xmlns:d="DAV:"><d:prop><d:quota-available-bytes/></d:prop></d:propfind>"#;

pub struct WebDav {
    web: Web,
    /// Ends with a slash.
    root: Url,
    able: Abilities,
    /// Collections that are known to be there.
    ready: HashSet<String>,
    run: String,
    count: u32,
}

impl WebDav {
    /// `able`: what probing found out before; nothing, if it never was.
    ///
    /// # Errors
    /// `ca` holds no certificate.
    pub fn open(
        root: &Url,
        login: Option<Login>,
        ca: Option<&str>,
        able: Abilities,
        machine: Machine,
    ) -> Result<WebDav, Trouble> {
        let mut root = root.clone();
        if !root.path().ends_with('/') {
            root.set_path(&format!("{}/", root.path()));
        }
        Ok(WebDav {
            web: Web::new(login, ca, machine)?,
            root,
            able,
            ready: HashSet::new(),
            run: run_name(),
            count: 0,
        })
    }

    fn file(&self, name: &str) -> Result<Url, Trouble> {
        let mut path = self.root.path().to_owned();
        for (count, step) in steps(name)?.into_iter().enumerate() {
            path.extend((count > 0).then_some('/'));
            path.extend(utf8_percent_encode(step, ESCAPED));
        }
        let mut url = self.root.clone();
        url.set_path(&path);
        Ok(url)
    }

    /// The address of a collection; the store itself has no name.
    fn collection(&self, name: &str) -> Result<Url, Trouble> {
        if name.is_empty() {
            return Ok(self.root.clone());
        }
        let mut url = self.file(name)?;
        url.set_path(&format!("{}/", url.path()));
        Ok(url)
    }

    fn propfind(&mut self, url: &Url, depth: &str, wanted: &[u8]) -> Result<Vec<Found>, Trouble> {
        let ask = Ask::new("PROPFIND", url.clone())
            .with("depth", depth)
            .with("content-type", "application/xml; charset=utf-8")
            .carrying(wanted)
            .at_most(MOST_LISTING);
        let reply = self.web.ask(&ask)?;
        match reply.status {
            207 => multistatus::read(&reply.body),
            status => Err(refused(status)),
        }
    }

    /// Collections and files in a collection, by their last steps.
    fn within(&mut self, name: &str) -> Result<Vec<(String, Found)>, Trouble> {
        let url = self.collection(name)?;
        let found = self.propfind(&url, "1", WANTED)?;
        let below = children(&url, found)?;
        if let Some(cap) = self.able.listing_cap
            && below.len() >= cap as usize
        {
            return Err(Trouble::Capped(cap));
        }
        Ok(below)
    }

    /// The size of a file; None where there is none.
    fn size(&mut self, name: &str) -> Result<Option<u64>, Trouble> {
        let url = self.file(name)?;
        match self.propfind(&url, "0", WANTED) {
            Ok(found) => match found.first() {
                Some(Found {
                    size: Some(size), ..
                }) => Ok(Some(*size)),
                _ => self.size_by_head(url),
            },
            Err(Trouble::Missing) => Ok(None),
            Err(trouble) => Err(trouble),
        }
    }

    fn size_by_head(&mut self, url: Url) -> Result<Option<u64>, Trouble> {
        let reply = self.web.ask(&Ask::new("HEAD", url))?;
        match reply.status {
            200 => reply.length().map(Some).ok_or(Trouble::Answer(200)),
            404 | 410 => Ok(None),
            status => Err(refused(status)),
        }
    }

    /// Makes the collection of a file and everything above it.
    fn make_ready(&mut self, name: &str) -> Result<(), Trouble> {
        let steps = steps(name)?;
        for end in 1..steps.len() {
            let above = steps[..end].join("/");
            if self.ready.contains(&above) {
                continue;
            }
            let reply = self.web.ask(&Ask::new("MKCOL", self.collection(&above)?))?;
            match reply.status {
                // there already, which some servers say in one way and some in the other
                200..300 | 405 => {}
                _ if self.is_collection(&above)? => {}
                409 => return Err(Trouble::Missing),
                status => return Err(refused(status)),
            }
            self.ready.insert(above);
        }
        Ok(())
    }

    fn is_collection(&mut self, name: &str) -> Result<bool, Trouble> {
        let url = self.collection(name)?;
        match self.propfind(&url, "0", WANTED) {
            Ok(found) => Ok(found.first().is_some_and(|found| found.is_collection)),
            Err(Trouble::Missing) => Ok(false),
            Err(trouble) => Err(trouble),
        }
    }

    fn stage(&mut self, staged: &str, bytes: &[u8]) -> Result<Reply, Trouble> {
        let ask = Ask::new("PUT", self.file(staged)?)
            .with("content-type", "application/octet-stream")
            .carrying(bytes);
        self.web.ask(&ask)
    }

    fn move_new(&mut self, staged: &str, name: &str) -> Result<Reply, Trouble> {
        let ask = Ask::new("MOVE", self.file(staged)?)
            .with("destination", self.file(name)?.as_str())
            .with("overwrite", "F")
            .once();
        self.web.ask(&ask)
    }

    fn place(&mut self, name: &str, bytes: &[u8]) -> Result<Put, Trouble> {
        if !self.able.keeps_first
            && let Some(size) = self.size(name)?
        {
            return Ok(Put::There { size });
        }
        self.count += 1;
        let staged = format!("tmp/{}-{:x}", self.run, self.count);
        self.make_ready(&staged)?;
        self.make_ready(name)?;
        let mut reply = self.stage(&staged, bytes)?;
        if matches!(reply.status, 404 | 409) {
            // what was there a moment ago is gone
            self.ready.clear();
            self.make_ready(&staged)?;
            self.make_ready(name)?;
            reply = self.stage(&staged, bytes)?;
        }
        if !(200..300).contains(&reply.status) {
            return Err(refused(reply.status));
        }
        let moved = self.move_new(&staged, name);
        match moved {
            Ok(Reply {
                status: 200 | 201 | 204,
                ..
            }) => Ok(Put::Placed),
            moved => self.after_no_move(moved, &staged, name, bytes.len() as u64),
        }
    }

    /// The name was taken, or the answer was lost: what is there now counts.
    fn after_no_move(
        &mut self,
        moved: Result<Reply, Trouble>,
        staged: &str,
        name: &str,
        length: u64,
    ) -> Result<Put, Trouble> {
        if let Err(Trouble::Stopped) = moved {
            return Err(Trouble::Stopped);
        }
        let there = self.size(name)?;
        let _ = self.remove(staged);
        match (there, moved) {
            (Some(size), Err(_)) if size == length => Ok(Put::Placed),
            (Some(size), _) => Ok(Put::There { size }),
            (None, Ok(reply)) => Err(refused(reply.status)),
            (None, Err(trouble)) => Err(trouble),
        }
    }

    /// Takes away what this run put below `tmp/`.
    fn remove(&mut self, name: &str) -> Result<(), Trouble> {
        let url = self.file(name)?;
        self.web.ask(&Ask::new("DELETE", url).once()).map(|_| ())
    }

    fn walk(
        &mut self,
        name: &str,
        depth: usize,
        collections: &mut usize,
        found: &mut Vec<Entry>,
    ) -> Result<(), Trouble> {
        *collections += 1;
        if *collections > MOST_COLLECTIONS || depth > DEEPEST {
            return Err(Trouble::Cut);
        }
        // a collection that was listed a moment ago and is gone now says nothing about what was in it
        let below = self.within(name).map_err(|trouble| match trouble {
            Trouble::Missing if depth > 0 => Trouble::Cut,
            trouble => trouble,
        })?;
        for (step, below) in below {
            // staging, and what servers and other programs hide
            if step.starts_with('.') || name.is_empty() && step == "tmp" {
                continue;
            }
            let name = match name {
                "" => step,
                name => format!("{name}/{step}"),
            };
            if steps(&name).is_err() {
                continue;
            }
            if below.is_collection {
                self.ready.insert(name.clone());
                self.walk(&name, depth + 1, collections, found)?;
                continue;
            }
            let size = match below.size {
                Some(size) => Some(size),
                None => self.size_by_head(self.file(&name)?)?,
            };
            found.extend(size.map(|size| Entry { name, size }));
        }
        Ok(())
    }

    fn try_out(&mut self, place: &str, files: u32, found: &mut Abilities) -> Result<(), Trouble> {
        let name = format!("{place}/one");
        // whether the server keeps the first is what is to be found out
        self.able.keeps_first = true;
        let first = self.place(&name, b"one")?;
        let second = self.place(&name, b"another")?;
        for number in 1..files {
            let reply = self.stage(&format!("{place}/{number}"), b"more")?;
            if !(200..300).contains(&reply.status) {
                return Err(refused(reply.status));
            }
        }
        let url = self.collection(place)?;
        let listed = self.propfind(&url, "1", WANTED)?;
        let listed = children(&url, listed)?;
        let count = listed.len() as u32;
        found.listing_cap = (count < files).then_some(count);
        let read = self.get(&name, 100)?;
        found.lists_at_once = listed
            .iter()
            .any(|(step, found)| step == "one" && found.size == Some(read.len() as u64));
        found.keeps_first = first == Put::Placed && second == Put::There { size: 3 };
        found.reads_back = read == b"one" || read == b"another";
        found.listed_up_to = files;
        Ok(())
    }
}

impl Remote for WebDav {
    fn list(&mut self) -> Result<Vec<Entry>, Trouble> {
        let mut found = Vec::new();
        self.walk("", 0, &mut 0, &mut found)?;
        Ok(found)
    }

    fn get(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Trouble> {
        let reply = self
            .web
            .ask(&Ask::new("GET", self.file(name)?).at_most(most))?;
        match reply.status {
            200 => Ok(reply.body),
            status => Err(refused(status)),
        }
    }

    fn put_new(&mut self, name: &str, bytes: &[u8]) -> Result<Put, Trouble> {
        self.place(name, bytes)
    }

    fn probe(&mut self, files: u32) -> Result<Abilities, Trouble> {
        let before = self.able.clone();
        let root = self.root.clone();
        let there = self.propfind(&root, "0", WANTED)?;
        if !there.first().is_some_and(|there| there.is_collection) {
            return Err(Trouble::Missing);
        }
        let place = format!("tmp/probe-{}", self.run);
        let mut found = Abilities::default();
        let done = self.try_out(&place, files, &mut found);
        self.able = before;
        let _ = self.collection(&place).and_then(|url| {
            let delete = Ask::new("DELETE", url).once();
            self.web.ask(&delete)
        });
        done?;
        let quota = self.propfind(&root, "0", WANTED_QUOTA).unwrap_or_default();
        found.free = quota.first().and_then(|found| found.free);
        found.waits = self.web.waits;
        found.clock_ahead_s = self.web.ahead_s;
        self.able = found.clone();
        Ok(found)
    }
}

/// What is directly in a collection, by its last steps. A server behind another one may give paths that begin
/// differently from those it is asked by; then the collection is the one that all others lie in.
fn children(of: &Url, found: Vec<Found>) -> Result<Vec<(String, Found)>, Trouble> {
    let asked = percent_encoding::percent_decode_str(of.path()).decode_utf8_lossy();
    let asked = asked.trim_end_matches('/').to_owned();
    let is_own = |path: &str, own: &str| path.trim_end_matches('/') == own;
    let own = match found.iter().any(|found| is_own(&found.path, &asked)) {
        true => asked,
        false => {
            let shortest = found.iter().min_by_key(|found| found.path.len());
            let own = shortest.ok_or(Trouble::Cut)?.path.trim_end_matches('/');
            own.to_owned()
        }
    };
    let mut below = Vec::new();
    for found in found {
        if is_own(&found.path, &own) {
            continue;
        }
        let step = found.path.strip_prefix(&own);
        let Some(step) = step.and_then(|step| step.strip_prefix('/')) else {
            return Err(Trouble::Cut);
        };
        // deeper than was asked for
        if !step.contains('/') {
            below.push((step.to_owned(), found));
        }
    }
    Ok(below)
}
