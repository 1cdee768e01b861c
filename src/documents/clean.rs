//! The one gate that every text passes on its way into a file, whoever typed it and wherever it came from.
//! What passes holds no control character, so that no file can steer a terminal or turn a line around.

use std::fmt;

/// A text that passed `clean`: one line, nothing invisible that acts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean(String);

impl Clean {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Clean {
    fn from(text: &str) -> Clean {
        Clean(clean(text))
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Line breaks and tabs become one space; the other control characters (C0, DEL, C1), the bidi controls, a byte order
/// mark and the two characters that XML forbids are dropped. What is left of an escape sequence is plain letters.
fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                clean.push(' ')
            }
            '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_gets_through() {
        for (text, left) in [
            ("阳泉\u{1b}[2J\u{1b}]0;x\u{7}义工", "阳泉[2J]0;x义工"),
            (
                "one\r\ntwo\nthree\rfour\tfive\u{2028}six",
                "one two three four five six",
            ),
            ("a\u{9b}31mb\u{7f}\0", "a31mb"),
            ("invoice\u{202e}fdp.exe\u{2066}", "invoicefdp.exe"),
            ("\u{feff}𠮷 👩‍🔧\u{ffff}", "𠮷 👩‍🔧"),
        ] {
            assert_eq!(clean(text), left);
        }
    }
}
