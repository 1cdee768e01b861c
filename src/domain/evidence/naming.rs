//! Names that a person can read and every system can hold, Windows above all, for files that are given out.

use std::collections::HashMap;

/// Characters that a part of a name keeps at most.
pub const SAFE_LENGTH: usize = 40;

/// A part of a name without what Windows, a shell or a spreadsheet would take for something else. Never empty.
pub fn safe_name(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' | '\'' | '`' | '$' | '%' | '&'
            | ';' | '~' | '#' => '_',
            c if c.is_control() || c.is_whitespace() => '_',
            c => c,
        })
        .filter(|c| !acts(*c))
        .take(SAFE_LENGTH)
        .collect();
    // Windows drops dots at the end, and a hyphen in front looks like an option
    let clean = clean.trim_matches(|c| matches!(c, '.' | '-' | '_'));
    match clean.is_empty() {
        true => "_".to_owned(),
        // `con` and its kin are devices on Windows, whatever follows their dot
        false if is_device(clean) => format!("_{clean}"),
        false => clean.to_owned(),
    }
}

/// Turns the direction of writing, or is not seen at all.
fn acts(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device)
            .is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// The ending of a name, in small letters, where it is one: one to eight letters and digits.
pub(super) fn ending(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let plain = ending.len() <= 8 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain && !stem.is_empty() && !ending.is_empty()).then(|| ending.to_ascii_lowercase())
}

/// Gives names that no other file of the same folder has, also where large and small letters are the same.
#[derive(Default)]
pub struct Namer {
    given: HashMap<String, u32>,
}

impl Namer {
    /// `parts` joined, a number, and the ending that `original` has: `云岭县示范协会-2026-11-22-1.1-2.jpg`.
    pub fn name(&mut self, parts: &[&str], original: &str) -> String {
        let parts: Vec<String> = parts.iter().map(|part| safe_name(part)).collect();
        let stem = parts.join("-");
        let number = self.given.entry(stem.to_lowercase()).or_default();
        *number += 1;
        match ending(original) {
            Some(ending) => format!("{stem}-{number}.{ending}"),
            None => format!("{stem}-{number}"),
        }
    }
}
