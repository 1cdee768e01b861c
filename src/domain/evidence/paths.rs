//! File names as people paste them: several at once, in quotes of any script, with blanks escaped as a shell escapes
//! them, or one plain name with blanks in it. Only the disk can tell which was meant, so there are several readings.

/// Opening and closing quotes. A name may well have the full-width ones inside, so these count only around a whole.
const QUOTES: [(char, char); 8] = [
    ('"', '"'),
    ('\'', '\''),
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('＂', '＂'),
    ('＇', '＇'),
];

/// Lines that were pasted, as one: each becomes a quoted name, so that the blanks inside names stay what they are.
pub fn one_line(pasted: &str) -> String {
    let lines: Vec<&str> = pasted
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.len() < 2 {
        return lines.concat();
    }
    let quoted = |line: &&str| {
        let is_quoted = QUOTES.iter().any(|(from, _)| line.starts_with(*from));
        if is_quoted || !line.contains(char::is_whitespace) || line.contains("\\ ") {
            return (*line).to_owned();
        }
        let fits = |(from, to): &&(char, char)| !line.contains([*from, *to]);
        match QUOTES.iter().find(fits) {
            Some((from, to)) => format!("{from}{line}{to}"),
            None => (*line).to_owned(),
        }
    };
    lines.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// Whether a text is the beginning of a whole path, and not the rest of one that was typed before it.
pub fn begins_a_path(text: &str) -> bool {
    let is_drive = matches!(text.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    let is_quoted = QUOTES.iter().any(|(from, _)| text.starts_with(*from));
    is_drive || is_quoted || text.starts_with(['/', '~', '\\']) || text.starts_with("file:")
}

/// What a line of file names may mean, the likeliest first: one name as it stands, or the words a shell would see.
/// `escapes`: a backslash takes away the meaning of what follows, as everywhere but on Windows.
pub fn readings(typed: &str, escapes: bool) -> Vec<Vec<String>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Vec::new();
    }
    let mut readings = vec![vec![typed.to_owned()]];
    let words = words(typed, escapes);
    if !words.is_empty() && words != readings[0] {
        readings.push(words);
    }
    readings
}

fn words(line: &str, escapes: bool) -> Vec<String> {
    let chars: Vec<char> = line.chars().collect();
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if c == ' ' || c == '\t' {
            words.extend(word.take());
            at += 1;
            continue;
        }
        // a shell closes and opens ASCII quotes inside a word: 'it'\''s'
        let opens = word.is_none() || escapes && c.is_ascii();
        let quote = QUOTES.iter().find(|(from, _)| opens && *from == c);
        let word = word.get_or_insert_default();
        if let Some(end) = quote.and_then(|(_, to)| closing(&chars, at + 1, *to, escapes)) {
            let inside = &chars[at + 1..end];
            word.push_str(&quoted(inside, c, escapes));
            at = end + 1;
        } else if let ('\\', true, Some(next)) = (c, escapes, chars.get(at + 1)) {
            word.push(*next);
            at += 2;
        } else {
            word.push(c);
            at += 1;
        }
    }
    words.extend(word);
    words
}

/// Where the quote ends; none where it never does, and then is a character like any other.
fn closing(chars: &[char], from: usize, quote: char, escapes: bool) -> Option<usize> {
    let mut at = from;
    while at < chars.len() {
        match chars[at] {
            c if c == quote => return Some(at),
            '\\' if escapes && quote == '"' => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// Between double quotes a shell lets a backslash guard but a few characters.
fn quoted(inside: &[char], quote: char, escapes: bool) -> String {
    if quote != '"' || !escapes {
        return inside.iter().collect();
    }
    let mut text = String::new();
    let mut rest = inside.iter().peekable();
    while let Some(c) = rest.next() {
        let guarded = rest.next_if(|next| *c == '\\' && matches!(next, '"' | '\\' | '$' | '`'));
        text.push(*guarded.unwrap_or(c));
    }
    text
}
