//! A store in a bucket of an S3-compatible server. What is put there is whole or not there at all; whether a name that
//! is taken stays with the first file, probing finds out, and where it does not, the name is asked for first.

mod listing;

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use rusty_s3::signing::sign;
use rusty_s3::{Bucket, Method, UrlStyle};
use sha2::{Digest, Sha256};
use url::Url;

use super::http::{Ask, Login, Reply, Web, refused};
use super::{Abilities, Entry, Machine, Put, Remote, Trouble, run_name, steps};

pub use listing::{Page, read as read_listing};

/// How long a signed address holds: longer than all attempts take.
const HOLDS: Duration = Duration::from_secs(900);
/// Servers refuse signatures whose time is off by a quarter of an hour.
const TOO_FAR_S: i64 = 300;
const MOST_PAGES: u32 = 10_000;
const MOST_PAGE: u64 = 16 << 20;

/// Where a bucket is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BucketPlace {
    pub endpoint: Url,
    pub bucket: String,
    /// Folder in the bucket; empty, or without a slash at its ends.
    pub prefix: String,
    pub region: String,
    /// The bucket is part of the server's name.
    pub is_virtual: bool,
}

pub struct S3 {
    web: Web,
    bucket: Bucket,
    /// Empty, or ends with a slash.
    prefix: String,
    login: Option<Login>,
    able: Abilities,
    /// Seconds to sign ahead by, where this computer's clock is wrong.
    ahead_s: i64,
    run: String,
}

impl S3 {
    /// `able`: what probing found out before; nothing, if it never was.
    ///
    /// # Errors
    /// The place is none, or `ca` holds no certificate.
    pub fn open(
        place: &BucketPlace,
        login: Option<Login>,
        ca: Option<&str>,
        able: Abilities,
        machine: Machine,
    ) -> Result<S3, Trouble> {
        let style = match place.is_virtual {
            true => UrlStyle::VirtualHost,
            false => UrlStyle::Path,
        };
        let (name, region) = (place.bucket.clone(), place.region.clone());
        let bucket = Bucket::new(place.endpoint.clone(), style, name, region)
            .map_err(|error| Trouble::Other(error.to_string()))?;
        let prefix = match place.prefix.as_str() {
            "" => String::new(),
            prefix => format!("{prefix}/"),
        };
        // the signature stands in the address, so that nothing is sent along, and nothing is fetched from elsewhere
        let mut web = Web::new(None, ca, machine)?;
        web.follows = false;
        Ok(S3 {
            web,
            bucket,
            prefix,
            login,
            able,
            ahead_s: 0,
            run: run_name(),
        })
    }

    fn object(&self, name: &str) -> Result<Url, Trouble> {
        steps(name)?;
        Ok(self.bucket.object_url(&format!("{}{name}", self.prefix)))
    }

    fn signed(&self, method: Method, url: Url, query: &[(&str, &str)], headers: &Headers) -> Url {
        let Some(login) = &self.login else {
            let mut url = url;
            url.query_pairs_mut().extend_pairs(query);
            return url;
        };
        let now_s = (self.web.machine.utc_ms)().div_euclid(1000) + self.ahead_s;
        sign(
            &Timestamp::from_second(now_s).unwrap_or(Timestamp::UNIX_EPOCH),
            method,
            url,
            &login.user,
            &login.password,
            None,
            self.bucket.region(),
            HOLDS.as_secs(),
            query.iter().copied(),
            headers.iter().map(|(name, value)| (*name, value.as_str())),
        )
    }

    fn ask(&mut self, wish: &Wish<'_>) -> Result<Reply, Trouble> {
        let reply = self.ask_once(wish)?;
        let ahead_s = self.web.ahead_s.unwrap_or(0);
        if reply.status == 403 && (ahead_s - self.ahead_s).abs() > TOO_FAR_S {
            // the clocks do not agree, and the server's is the one that judges signatures
            self.ahead_s = ahead_s;
            return self.ask_once(wish);
        }
        Ok(reply)
    }

    fn ask_once(&mut self, wish: &Wish<'_>) -> Result<Reply, Trouble> {
        let url = self.signed(wish.method, wish.url.clone(), &wish.query, &wish.headers);
        let mut ask = Ask::new(wish.method.to_str(), url).at_most(wish.most);
        ask.headers = wish.headers.clone();
        ask.body = wish.body;
        self.web.ask(&ask)
    }

    fn page(&mut self, prefix: &str, token: Option<&str>) -> Result<Page, Trouble> {
        let prefix = format!("{}{prefix}", self.prefix);
        // in the order of their names, as they are signed
        let mut query = Vec::new();
        query.extend(token.map(|token| ("continuation-token", token)));
        query.push(("encoding-type", "url"));
        query.push(("list-type", "2"));
        query.push(("prefix", prefix.as_str()));
        let mut wish = Wish::new(Method::Get, self.bucket.base_url().clone());
        wish.query = query;
        wish.most = MOST_PAGE;
        let reply = self.ask(&wish)?;
        match reply.status {
            200 => listing::read(&reply.body),
            status => Err(refused(status)),
        }
    }

    fn below(&mut self, prefix: &str) -> Result<Vec<Entry>, Trouble> {
        let mut found = Vec::new();
        let mut token: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let page = self.page(prefix, token.as_deref())?;
            for (key, size) in page.files {
                // another prefix than was asked for is no answer to this question
                let name = key.strip_prefix(&self.prefix).ok_or(Trouble::Cut)?;
                // servers that keep folders list these too
                if !name.ends_with('/') && steps(name).is_ok() {
                    let name = name.to_owned();
                    found.push(Entry { name, size });
                }
            }
            match (page.next, &token) {
                (None, _) => return Ok(found),
                (Some(next), Some(last)) if next == *last => return Err(Trouble::Cut),
                (Some(next), _) => token = Some(next),
            }
        }
        Err(Trouble::Cut)
    }

    fn size(&mut self, name: &str) -> Result<Option<u64>, Trouble> {
        let reply = self.ask(&Wish::new(Method::Head, self.object(name)?))?;
        match reply.status {
            200 => reply.length().map(Some).ok_or(Trouble::Answer(200)),
            404 => Ok(None),
            status => Err(refused(status)),
        }
    }

    fn upload(
        &mut self,
        name: &str,
        bytes: &[u8],
        digest: &[u8],
        only_new: bool,
    ) -> Result<Reply, Trouble> {
        let mut wish = Wish::new(Method::Put, self.object(name)?);
        if only_new {
            wish.headers.push(("if-none-match", "*".to_owned()));
        }
        wish.headers
            .push(("x-amz-checksum-sha256", STANDARD.encode(digest)));
        wish.body = Some(bytes);
        self.ask(&wish)
    }

    fn place(&mut self, name: &str, bytes: &[u8]) -> Result<Put, Trouble> {
        let keeps_first = self.able.keeps_first;
        if !keeps_first && let Some(size) = self.size(name)? {
            return Ok(Put::There { size });
        }
        let digest = Sha256::digest(bytes);
        let put = self.upload(name, bytes, &digest, keeps_first);
        match put {
            Ok(Reply {
                status: 200 | 201 | 204,
                ..
            }) => Ok(Put::Placed),
            Err(Trouble::Stopped) => Err(Trouble::Stopped),
            // the name was taken, another puts it just now, or the answer was lost
            Ok(Reply {
                status: 409 | 412, ..
            })
            | Err(Trouble::Away(_) | Trouble::Cut | Trouble::Slow) => match (self.size(name)?, put)
            {
                (Some(size), _) => Ok(Put::There { size }),
                (None, Ok(reply)) => Err(refused(reply.status)),
                (None, Err(trouble)) => Err(trouble),
            },
            Ok(reply) => Err(refused(reply.status)),
            Err(trouble) => Err(trouble),
        }
    }

    fn try_out(&mut self, place: &str, files: u32, found: &mut Abilities) -> Result<(), Trouble> {
        let (one, two) = (format!("{place}/one"), format!("{place}/two"));
        let digest = |bytes: &[u8]| Sha256::digest(bytes);
        let mut first = self.upload(&one, b"one", &digest(b"one"), true)?;
        let knows_condition = (200..300).contains(&first.status);
        if !knows_condition {
            first = self.upload(&one, b"one", &digest(b"one"), false)?;
        }
        if !(200..300).contains(&first.status) {
            return Err(refused(first.status));
        }
        if knows_condition {
            let second = self.upload(&one, b"another", &digest(b"another"), true)?;
            found.keeps_first = second.status == 412 && self.size(&one)? == Some(3);
        }
        let wrong = self.upload(&two, b"two", &digest(b"other"), false)?;
        found.checks_sums = Some(wrong.status == 400 && self.size(&two)?.is_none());
        let read = self.get(&one, 100)?;
        found.reads_back = read == b"one" || read == b"another";
        for number in 1..files {
            let name = format!("{place}/{number}");
            let reply = self.upload(&name, b"more", &digest(b"more"), false)?;
            if !(200..300).contains(&reply.status) {
                return Err(refused(reply.status));
            }
        }
        let listed = self.below(&format!("{place}/"))?;
        let count = listed.len() as u32;
        found.listing_cap = (count < files).then_some(count);
        found.lists_at_once = listed
            .iter()
            .any(|entry| entry.name == one && entry.size == read.len() as u64);
        found.listed_up_to = files;
        Ok(())
    }
}

type Headers = Vec<(&'static str, String)>;

/// A request before it is signed.
struct Wish<'a> {
    method: Method,
    url: Url,
    query: Vec<(&'a str, &'a str)>,
    headers: Headers,
    body: Option<&'a [u8]>,
    most: u64,
}

impl<'a> Wish<'a> {
    fn new(method: Method, url: Url) -> Wish<'a> {
        Wish {
            method,
            url,
            query: Vec::new(),
            headers: Vec::new(),
            body: None,
            most: 64 * 1024,
        }
    }
}

impl Remote for S3 {
    fn list(&mut self) -> Result<Vec<Entry>, Trouble> {
        let mut found = self.below("")?;
        found.retain(|entry| !entry.name.starts_with("tmp/"));
        Ok(found)
    }

    fn get(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Trouble> {
        let mut wish = Wish::new(Method::Get, self.object(name)?);
        wish.most = most;
        let reply = self.ask(&wish)?;
        match reply.status {
            200 => Ok(reply.body),
            status => Err(refused(status)),
        }
    }

    fn put_new(&mut self, name: &str, bytes: &[u8]) -> Result<Put, Trouble> {
        self.place(name, bytes)
    }

    fn probe(&mut self, files: u32) -> Result<Abilities, Trouble> {
        let place = format!("tmp/probe-{}", self.run);
        let mut found = Abilities::default();
        let done = self.try_out(&place, files, &mut found);
        let more = (1..files).map(|number| number.to_string());
        for name in ["one".to_owned(), "two".to_owned()].into_iter().chain(more) {
            let url = self.object(&format!("{place}/{name}"))?;
            let _ = self.ask(&Wish::new(Method::Delete, url));
        }
        done?;
        found.waits = self.web.waits;
        found.clock_ahead_s = self.web.ahead_s;
        self.able = found.clone();
        Ok(found)
    }
}
