//! Reading one page of ListObjectsV2. A page that says there are more and not where, that counts otherwise than it
//! lists, or that ends before its end is no listing.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::sync::remote::Trouble;

/// One page of a listing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Keys and sizes.
    pub files: Vec<(String, u64)>,
    /// What to ask for next; None at the end.
    pub next: Option<String>,
}

/// Elements below elements that an answer has, and many more.
const DEEPEST: usize = 32;

/// # Errors
/// `Cut`, where the answer is not whole, or is something else.
pub fn read(bytes: &[u8]) -> Result<Page, Trouble> {
    let text = std::str::from_utf8(bytes).map_err(|_| Trouble::Cut)?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    reader.config_mut().expand_empty_elements = true;
    let mut read = Reading::default();
    loop {
        match reader.read_event().map_err(|_| Trouble::Cut)? {
            Event::Start(start) => read.open(start.local_name().as_ref())?,
            Event::End(_) => read.close()?,
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
    read.finish()
}

#[derive(Default)]
struct Reading {
    open: Vec<String>,
    text: String,
    key: Option<String>,
    size: Option<u64>,
    files: Vec<(String, u64)>,
    is_encoded: bool,
    is_truncated: Option<bool>,
    next: Option<String>,
    count: Option<u64>,
    done: bool,
}

impl Reading {
    fn open(&mut self, name: &str) -> Result<(), Trouble> {
        let is_root = self.open.is_empty();
        if self.done || self.open.len() >= DEEPEST || (is_root && name != "ListBucketResult") {
            return Err(Trouble::Cut);
        }
        self.text.clear();
        self.open.push(name.to_owned());
        Ok(())
    }

    fn close(&mut self) -> Result<(), Trouble> {
        let name = self.open.pop().unwrap_or_default();
        let above = self.open.last().map_or("", String::as_str);
        // a key may begin or end with a space
        let text = std::mem::take(&mut self.text);
        let word = text.trim();
        match (above, name.as_str()) {
            ("Contents", "Key") => self.key = Some(text),
            ("Contents", "Size") => self.size = word.parse().ok(),
            ("ListBucketResult", "Contents") => match (self.key.take(), self.size.take()) {
                (Some(key), Some(size)) => self.files.push((key, size)),
                _ => return Err(Trouble::Cut),
            },
            ("ListBucketResult", "EncodingType") => self.is_encoded = word == "url",
            ("ListBucketResult", "IsTruncated") => self.is_truncated = word.parse().ok(),
            ("ListBucketResult", "NextContinuationToken") if !word.is_empty() => {
                self.next = Some(text);
            }
            ("ListBucketResult", "KeyCount") => self.count = word.parse().ok(),
            ("", "ListBucketResult") => self.done = true,
            _ => {}
        }
        Ok(())
    }

    fn finish(self) -> Result<Page, Trouble> {
        let is_whole = self.done
            && self
                .count
                .is_none_or(|count| count == self.files.len() as u64);
        let next = match (self.is_truncated, self.next) {
            (Some(true), Some(next)) => Some(next),
            (Some(false), _) => None,
            // more, and not where; or not said whether there is more
            _ => return Err(Trouble::Cut),
        };
        if !is_whole {
            return Err(Trouble::Cut);
        }
        let key = |key: String| match self.is_encoded {
            true => {
                let key = key.replace('+', "%20");
                let key = percent_encoding::percent_decode_str(&key).decode_utf8_lossy();
                key.into_owned()
            }
            false => key,
        };
        let files = self.files.into_iter();
        Ok(Page {
            files: files.map(|(name, size)| (key(name), size)).collect(),
            next,
        })
    }
}

#[cfg(test)]
mod tests;
