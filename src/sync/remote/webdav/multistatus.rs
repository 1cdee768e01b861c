//! Reading the answer to PROPFIND, as servers really write it: any prefix, whole or shortened addresses, several
//! statuses for one file. What ends before its end is no listing.

use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};

use crate::sync::remote::Trouble;

const DAV: Namespace<'static> = Namespace("DAV:");

/// One file or collection of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Path on the server, unescaped, without the slash at its end.
    pub path: String,
    pub is_collection: bool,
    pub size: Option<u64>,
    /// Bytes that are free there.
    pub free: Option<u64>,
}

/// Properties of one `propstat`: they count if its status says so, which stands behind them.
#[derive(Default)]
struct Properties {
    is_collection: bool,
    size: Option<u64>,
    free: Option<u64>,
    refused: bool,
}

/// Everything in a multistatus.
///
/// # Errors
/// `Cut`, where the answer is not whole, or is something else.
pub fn read(bytes: &[u8]) -> Result<Vec<Found>, Trouble> {
    let text = std::str::from_utf8(bytes).map_err(|_| Trouble::Cut)?;
    let mut reader = NsReader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    // an element without contents is one that opens and closes
    reader.config_mut().expand_empty_elements = true;
    let mut read = Reading::default();
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|_| Trouble::Cut)?;
        let is_dav = space == ResolveResult::Bound(DAV);
        match event {
            Event::Start(start) => {
                let name = start.local_name();
                read.open(if is_dav { name.as_ref() } else { "" })?;
            }
            Event::End(_) => read.close(),
            Event::Text(text) => read.text.push_str(&text),
            Event::CData(text) => read.text.push_str(&text),
            Event::GeneralRef(name) => {
                let known = quick_xml::escape::resolve_xml_entity(&name);
                match (name.resolve_char_ref(), known) {
                    (Ok(Some(character)), _) => read.text.push(character),
                    (_, Some(text)) => read.text.push_str(text),
                    _ => return Err(Trouble::Cut),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match read.done {
        true => Ok(read.found),
        false => Err(Trouble::Cut),
    }
}

/// Elements below elements that an answer has, and many more.
const DEEPEST: usize = 64;

#[derive(Default)]
struct Reading {
    /// Names of the elements that are open; empty for those of other namespaces.
    open: Vec<String>,
    text: String,
    current: Found,
    gone: bool,
    properties: Properties,
    found: Vec<Found>,
    done: bool,
}

impl Reading {
    fn open(&mut self, name: &str) -> Result<(), Trouble> {
        if self.done
            || self.open.len() >= DEEPEST
            || (self.open.is_empty() && name != "multistatus")
        {
            return Err(Trouble::Cut);
        }
        self.text.clear();
        match name {
            "response" => {
                self.current = Found::default();
                self.gone = false;
            }
            "propstat" => self.properties = Properties::default(),
            "collection" if self.is_in("resourcetype") => self.properties.is_collection = true,
            _ => {}
        }
        self.open.push(name.to_owned());
        Ok(())
    }

    fn is_in(&self, name: &str) -> bool {
        self.open.last().is_some_and(|open| open == name)
    }

    fn close(&mut self) {
        let name = self.open.pop().unwrap_or_default();
        let text = self.text.trim();
        match name.as_str() {
            "href" if self.is_in("response") => self.current.path = path_of(text),
            "getcontentlength" => self.properties.size = text.parse().ok(),
            "quota-available-bytes" => self.properties.free = text.parse().ok(),
            "status" if self.is_in("propstat") => self.properties.refused = !is_good(text),
            "status" if self.is_in("response") => self.gone = !is_good(text),
            "propstat" if !self.properties.refused => {
                let (one, all) = (&self.properties, &mut self.current);
                all.is_collection |= one.is_collection;
                all.size = one.size.or(all.size);
                all.free = one.free.or(all.free);
            }
            "response" if !self.gone && !self.current.path.is_empty() => {
                self.found.push(std::mem::take(&mut self.current));
            }
            "multistatus" => self.done = self.open.is_empty(),
            _ => {}
        }
        self.text.clear();
    }
}

/// `HTTP/1.1 200 OK`
fn is_good(status: &str) -> bool {
    let code = status.split_ascii_whitespace().nth(1);
    code.is_some_and(|code| code.len() == 3 && code.starts_with('2'))
}

/// The path of an address, whole or shortened, unescaped.
fn path_of(href: &str) -> String {
    let path = match href.split_once("://") {
        Some((scheme, rest)) if scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            rest.find('/').map_or("/", |at| &rest[at..])
        }
        _ => href,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let path = path.trim_end_matches('/');
    match path {
        "" => "/".to_owned(),
        path => path.to_owned(),
    }
}

#[cfg(test)]
mod tests;
