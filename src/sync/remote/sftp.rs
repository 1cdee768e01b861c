//! A store behind SSH, through the system's own `sftp`, with its keys, its agent and its list of known servers. A file
//! is put under `tmp/`, brought to the disk where the server can, and then given its name.

mod session;

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use super::{Abilities, Entry, Put, Remote, Trouble, run_name, steps};
use session::Session;

/// Folders below folders that a store has, and a few more.
const DEEPEST: usize = 8;
const MOST_FOLDERS: usize = 20_000;
const ANSWER: Duration = Duration::from_secs(60);
/// Bytes in a second that the slowest line carries.
const SLOWEST: u64 = 8 * 1024;
/// Characters that `sftp` reads as more than themselves, even in quotes.
pub const UNSPOKEN: [char; 4] = ['{', '}', '"', '\\'];
/// Connections that are begun in one run.
const MOST_SESSIONS: u32 = 4;

/// Where a store behind SSH is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SftpPlace {
    pub user: Option<String>,
    pub host: String,
    pub port: Option<u16>,
    /// From the root of the server on, or, without a slash at its beginning, from where the session begins.
    pub path: String,
    /// Private key; otherwise those that the system's `ssh` uses.
    pub key: Option<PathBuf>,
    /// File of known servers; otherwise the system's.
    pub known_hosts: Option<PathBuf>,
}

pub struct Sftp {
    place: SftpPlace,
    able: Abilities,
    session: Option<Session>,
    sessions: u32,
    /// Why there will be no further session in this run.
    given_up: Option<Trouble>,
    ready: HashSet<String>,
    run: String,
    count: u32,
}

/// What `ls` says of one file.
struct Line {
    step: String,
    is_folder: bool,
    is_file: bool,
    size: u64,
}

impl Sftp {
    /// `able`: what probing found out before; nothing, if it never was.
    pub fn open(place: SftpPlace, able: Abilities) -> Sftp {
        Sftp {
            place,
            able,
            session: None,
            sessions: 0,
            given_up: None,
            ready: HashSet::new(),
            run: run_name(),
            count: 0,
        }
    }

    fn session(&mut self) -> Result<&mut Session, Trouble> {
        if let Some(trouble) = &self.given_up {
            return Err(trouble.clone());
        }
        if self.session.is_none() {
            self.sessions += 1;
            match Session::begin(&self.place) {
                Ok(session) => self.session = Some(session),
                Err(trouble) => {
                    self.given_up = Some(trouble.clone());
                    return Err(trouble);
                }
            }
        }
        self.session.as_mut().ok_or(Trouble::Slow)
    }

    fn run(&mut self, commands: &[String], within: Duration) -> Result<Vec<String>, Trouble> {
        let done = self.session()?.run(commands, within);
        if let Err(trouble) = &done {
            // the next call begins another one, a few times
            self.session = None;
            if self.sessions >= MOST_SESSIONS {
                self.given_up = Some(trouble.clone());
            }
        }
        done
    }

    /// The whole path of a file on the server; the store itself has no name.
    fn path(&mut self, name: &str) -> Result<String, Trouble> {
        if !name.is_empty() {
            spoken(name)?;
        }
        let path = self.place.path.trim_end_matches('/').to_owned();
        let root = match path.starts_with('/') || self.place.path == "/" {
            true => path,
            false => {
                let home = self.session()?.home.trim_end_matches('/').to_owned();
                match path.is_empty() {
                    true => home,
                    false => format!("{home}/{path}"),
                }
            }
        };
        Ok(match name {
            "" if root.is_empty() => "/".to_owned(),
            "" => root,
            name => format!("{root}/{name}"),
        })
    }

    /// What is in a folder, or a file alone.
    fn look(&mut self, path: &str) -> Result<Vec<Line>, Trouble> {
        let said = self.run(&[format!("ls -lan {}", quoted(path))], ANSWER)?;
        let mut lines = Vec::new();
        for said in &said {
            match line(said) {
                Some(line) => lines.push(line),
                None => return Err(complaint(said)),
            }
        }
        Ok(lines)
    }

    fn size(&mut self, name: &str) -> Result<Option<u64>, Trouble> {
        let path = self.path(name)?;
        match self.look(&path) {
            Ok(lines) => match &lines[..] {
                [line] if line.is_file => Ok(Some(line.size)),
                [] => Ok(None),
                _ => Err(Trouble::Other(name.to_owned())),
            },
            Err(Trouble::Missing) => Ok(None),
            Err(trouble) => Err(trouble),
        }
    }

    /// Makes the folder of a file and everything above it. What is there already is not complained of here: if it is no
    /// folder, putting the file fails.
    fn make_ready(&mut self, name: &str) -> Result<(), Trouble> {
        let steps = steps(name)?;
        let mut commands = Vec::new();
        for end in 1..steps.len() {
            let above = steps[..end].join("/");
            if self.ready.insert(above.clone()) {
                let path = self.path(&above)?;
                commands.push(format!("mkdir {}", quoted(&path)));
            }
        }
        if commands.is_empty() {
            return Ok(());
        }
        self.run(&commands, ANSWER).map(|_| ())
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
        let local = tempfile::NamedTempFile::new().map_err(here)?;
        std::fs::write(local.path(), bytes).map_err(here)?;
        let (from, to) = (self.path(&staged)?, self.path(name)?);
        let put = format!("put -f {} {}", quoted(&local_path(&local)), quoted(&from));
        let length = bytes.len() as u64;
        let said = self.run(&[put], ANSWER + Duration::from_secs(length / SLOWEST))?;
        if self.size(&staged)? != Some(length) {
            self.ready.clear();
            return Err(said.last().map_or(Trouble::Cut, |said| complaint(said)));
        }
        let said = self.run(
            &[format!("rename -l {} {}", quoted(&from), quoted(&to))],
            ANSWER,
        )?;
        if said.is_empty() {
            return Ok(Put::Placed);
        }
        let there = self.size(name)?;
        self.run(&[format!("rm {}", quoted(&from))], ANSWER)?;
        match there {
            Some(size) => Ok(Put::There { size }),
            None => {
                self.ready.clear();
                Err(complaint(&said[0]))
            }
        }
    }

    fn walk(
        &mut self,
        name: &str,
        depth: usize,
        folders: &mut usize,
        found: &mut Vec<Entry>,
    ) -> Result<(), Trouble> {
        *folders += 1;
        if *folders > MOST_FOLDERS || depth > DEEPEST {
            return Err(Trouble::Cut);
        }
        let path = self.path(name)?;
        let lines = self.look(&path).map_err(|trouble| match trouble {
            Trouble::Missing if depth > 0 => Trouble::Cut,
            trouble => trouble,
        })?;
        // a folder lists itself, so that nothing at all is no empty folder
        if !lines.iter().any(|line| line.step == ".") {
            return Err(Trouble::Cut);
        }
        for line in lines {
            // staging, and what other programs hide
            if line.step.starts_with('.') || name.is_empty() && line.step == "tmp" {
                continue;
            }
            let name = match name {
                "" => line.step,
                name => format!("{name}/{}", line.step),
            };
            if spoken(&name).is_err() {
                continue;
            }
            if line.is_folder {
                self.ready.insert(name.clone());
                self.walk(&name, depth + 1, folders, found)?;
            } else if line.is_file {
                let size = line.size;
                found.push(Entry { name, size });
            }
        }
        Ok(())
    }

    fn try_out(&mut self, place: &str, files: u32, found: &mut Abilities) -> Result<(), Trouble> {
        let name = format!("{place}/one");
        self.able.keeps_first = true;
        let first = self.place(&name, b"one")?;
        let second = self.place(&name, b"another")?;
        let read = self.get(&name, 100)?;
        for number in 1..files {
            self.place(&format!("{place}/{number}"), b"more")?;
        }
        let path = self.path(place)?;
        let listed = self.look(&path)?;
        found.lists_at_once = listed
            .iter()
            .any(|line| line.step == "one" && line.size == read.len() as u64);
        found.keeps_first = first == Put::Placed && second == Put::There { size: 3 };
        found.reads_back = read == b"one" || read == b"another";
        let count = listed.iter().filter(|line| line.is_file).count() as u32;
        found.listing_cap = (count < files).then_some(count);
        found.listed_up_to = files;
        Ok(())
    }

    /// Free bytes, where the server tells.
    fn free(&mut self) -> Result<Option<u64>, Trouble> {
        let path = self.path("")?;
        let said = self.run(&[format!("df {}", quoted(&path))], ANSWER)?;
        let figures = said.get(1).map(|line| line.split_ascii_whitespace());
        let available = figures.and_then(|mut figures| figures.nth(2)?.parse::<u64>().ok());
        Ok(available.map(|kib| kib.saturating_mul(1024)))
    }
}

impl Remote for Sftp {
    fn list(&mut self) -> Result<Vec<Entry>, Trouble> {
        let mut found = Vec::new();
        self.walk("", 0, &mut 0, &mut found)?;
        Ok(found)
    }

    fn get(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Trouble> {
        let size = self.size(name)?.ok_or(Trouble::Missing)?;
        if size > most {
            return Err(Trouble::TooLarge);
        }
        let local = tempfile::NamedTempFile::new().map_err(here)?;
        let path = self.path(name)?;
        let get = format!("get {} {}", quoted(&path), quoted(&local_path(&local)));
        let said = self.run(&[get], ANSWER + Duration::from_secs(size / SLOWEST))?;
        let bytes = std::fs::read(local.path()).map_err(here)?;
        match said.first() {
            Some(said) => Err(complaint(said)),
            None if bytes.len() as u64 > most => Err(Trouble::TooLarge),
            None if bytes.len() as u64 != size => Err(Trouble::Cut),
            None => Ok(bytes),
        }
    }

    fn put_new(&mut self, name: &str, bytes: &[u8]) -> Result<Put, Trouble> {
        self.place(name, bytes)
    }

    fn probe(&mut self, files: u32) -> Result<Abilities, Trouble> {
        let root = self.path("")?;
        if !self.look(&root)?.iter().any(|line| line.step == ".") {
            return Err(Trouble::Missing);
        }
        let place = format!("tmp/probe-{}", self.run);
        let before = self.able.clone();
        let mut found = Abilities::default();
        let done = self.try_out(&place, files, &mut found);
        self.able = before;
        let folder = self.path(&place)?;
        let more = (1..files).map(|number| number.to_string());
        for name in std::iter::once("one".to_owned()).chain(more) {
            let file = format!("{folder}/{name}");
            self.run(&[format!("rm {}", quoted(&file))], ANSWER)?;
        }
        self.run(&[format!("rmdir {}", quoted(&folder))], ANSWER)?;
        done?;
        found.free = self.free()?;
        self.able = found.clone();
        Ok(found)
    }
}

/// One line of `ls -lan`: kind and rights, links, owner, group, size, three words of time, path.
fn line(said: &str) -> Option<Line> {
    let at = said.find(" /")?;
    let (left, path) = (&said[..at], &said[at + 1..]);
    let mut words = left.split_ascii_whitespace().rev().skip(3);
    let size = words.next()?.parse().ok()?;
    words.next()?;
    let kind = *said.as_bytes().first()?;
    Some(Line {
        step: path.rsplit('/').next()?.to_owned(),
        is_folder: kind == b'd',
        is_file: kind == b'-',
        size,
    })
}

/// What the program says when a command did not do what it should.
fn complaint(said: &str) -> Trouble {
    let has = |text: &str| said.contains(text);
    if has("not found") || has("No such file") {
        Trouble::Missing
    } else if has("Permission denied") {
        Trouble::Denied("SFTP".into())
    } else if has("No space") || has("quota") {
        Trouble::Full
    } else {
        Trouble::Other(said.chars().filter(|c| !c.is_control()).collect())
    }
}

/// A name that the program can be told: in quotes it takes every character for itself but these.
fn spoken(name: &str) -> Result<(), Trouble> {
    steps(name)?;
    match name.contains(UNSPOKEN) {
        true => Err(Trouble::Missing),
        false => Ok(()),
    }
}

fn quoted(path: &str) -> String {
    format!("\"{path}\"")
}

fn local_path(file: &tempfile::NamedTempFile) -> String {
    let path = file.path().display().to_string();
    match cfg!(windows) {
        true => path.replace('\\', "/"),
        false => path,
    }
}

/// What went wrong on this computer.
fn here(error: std::io::Error) -> Trouble {
    Trouble::Other(error.to_string())
}

#[cfg(test)]
mod tests;
