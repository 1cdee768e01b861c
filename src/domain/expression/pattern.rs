//! Patterns of `regex()`: written as other programs read them, matched against the whole text in linear time.
//! What this engine would read in another sense than they do is refused.

use regex::{Regex, RegexBuilder};

/// Characters of a pattern.
const LONGEST: usize = 500;
/// Bytes of the compiled pattern; it bounds both the work of compiling and the work a character.
const LARGEST: usize = 64 * 1024;

/// A pattern and its compiled form; two are equal if they are written alike.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    compiled: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        self.text == other.text
    }
}

impl Pattern {
    /// Errors: what is wrong with it, in English, as the engine says it.
    pub fn new(text: &str) -> Result<Pattern, String> {
        if text.chars().count() > LONGEST {
            return Err(format!("longer than {LONGEST} characters"));
        }
        let read = translated(text)?;
        // alone first: `a)|(b` must not close the parenthesis put around it
        build(&read)?;
        let compiled = build(&format!(r"\A(?:{read})\z"))?;
        Ok(Pattern {
            text: text.to_owned(),
            compiled,
        })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the whole text matches, as in ODK; no anchors are needed.
    pub fn matches(&self, text: &str) -> bool {
        self.compiled.is_match(text)
    }
}

fn build(text: &str) -> Result<Regex, String> {
    RegexBuilder::new(text)
        .size_limit(LARGEST)
        .dfa_size_limit(LARGEST)
        .nest_limit(32)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "too large".to_owned(),
            // the last line holds the reason, the lines before it draw the pattern
            other => other
                .to_string()
                .lines()
                .last()
                .unwrap_or_default()
                .trim_start_matches("error: ")
                .to_owned(),
        })
}

/// The pattern as this engine reads it in the sense of Java, on which the mobile forms run: `\d`, `\w`, `\s` and `\b`
/// know ASCII only, `{n}+` is `{n}`, and other possessive quantifiers do not exist here.
fn translated(text: &str) -> Result<String, String> {
    let mut read = String::with_capacity(text.len() + 16);
    let mut letters = text.chars().peekable();
    let mut in_class = 0_usize;
    // one character or class stands before, after which `{n}+` means no more than `{n}`
    let mut single = false;
    while let Some(letter) = letters.next() {
        if letter == '\\' {
            let Some(escaped) = letters.next() else {
                return Err("ends with a backslash".to_owned());
            };
            escape(escaped, in_class > 0, &mut letters, &mut read)?;
            single = true;
            continue;
        }
        read.push(letter);
        match letter {
            '[' => in_class += 1,
            ']' if in_class > 0 => {
                in_class -= 1;
                single = true;
            }
            _ if in_class > 0 => {}
            '*' | '+' | '?' if letters.peek() == Some(&'+') => {
                return Err(format!("possessive quantifier {letter}+"));
            }
            '{' => {
                let mut times = String::new();
                while let Some(inner) = letters.next_if(|inner| *inner != '}') {
                    times.push(inner);
                }
                read.push_str(&times);
                read.extend(letters.next());
                if letters.peek() == Some(&'+') {
                    if !single || !times.bytes().all(|byte| byte.is_ascii_digit()) {
                        return Err(format!("possessive quantifier {{{times}}}+"));
                    }
                    letters.next();
                }
            }
            _ => single = !matches!(letter, ')' | '('),
        }
    }
    Ok(read)
}

fn escape(
    escaped: char,
    in_class: bool,
    letters: &mut std::iter::Peekable<std::str::Chars<'_>>,
    read: &mut String,
) -> Result<(), String> {
    let plain = match escaped {
        'd' => "[0-9]",
        'D' => "[^0-9]",
        'w' => "[A-Za-z0-9_]",
        'W' => "[^A-Za-z0-9_]",
        's' => r"[\t\n\x0B\f\r ]",
        'S' => r"[^\t\n\x0B\f\r ]",
        'b' if !in_class => r"(?-u:\b)",
        'B' => return Err(r"\B is not supported".to_owned()),
        'p' | 'P' => return property(escaped, letters, read),
        _ => {
            read.push('\\');
            read.push(escaped);
            return Ok(());
        }
    };
    read.push_str(plain);
    Ok(())
}

/// `\p{Alpha}` and its like are ASCII classes in Java; scripts and general categories are as in Unicode.
fn property(
    escaped: char,
    letters: &mut std::iter::Peekable<std::str::Chars<'_>>,
    read: &mut String,
) -> Result<(), String> {
    let mut name = String::new();
    if letters.peek() == Some(&'{') {
        letters.next();
        loop {
            match letters.next() {
                Some('}') => break,
                Some(letter) => name.push(letter),
                None => return Err(r"\p{ is not closed".to_owned()),
            }
        }
    } else {
        name.extend(letters.next());
    }
    let ascii = match name.as_str() {
        "Lower" => "a-z",
        "Upper" => "A-Z",
        "Alpha" => "A-Za-z",
        "Digit" => "0-9",
        "Alnum" => "A-Za-z0-9",
        "Punct" => r"!-/:-@\[-`{-~",
        _ => {
            read.push_str(&format!(r"\{escaped}{{{name}}}"));
            return Ok(());
        }
    };
    let not = if escaped == 'P' { "^" } else { "" };
    read.push_str(&format!("[{not}{ascii}]"));
    Ok(())
}
