//! Finding an organisation by any part of its name, by pinyin or its initials, or by its credit code.
//!
//! Every place where a match may begin has its own short key in one ordered table, so that a search is a walk
//! along an index, as fast at a million organisations as at a hundred. A key that begins the name carries `^`,
//! so that those matches come first. Keys are cut short; a longer query is checked against the name itself.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use pinyin::ToPinyin;
use rusqlite::{Connection, params};

use super::error::StoreError;
use crate::domain::view::{Filter, ListRow};

/// Characters and letters of a key, within a name and at its beginning: names of a county begin alike, so that the
/// key that begins a name must reach far beyond the county.
const WITHIN: (usize, usize) = (8, 12);
const BEGINNING: (usize, usize) = (24, 48);
/// Spellings kept for one starting place; names with more are found by their likelier readings.
const SPELLINGS: usize = 8;
/// Most rows a search returns: nobody reads further, one types another letter.
pub const FOUND: usize = 200;
/// Keys a filtered search looks at before it walks the filter's own index instead.
const LOOKED_AT: usize = 20_000;

/// Upper and full-width forms, blanks and apostrophes do not matter in a search.
pub fn normalise(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            'ü' | 'Ü' => 'v',
            _ => c,
        })
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '^') && !c.is_control())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The name in pinyin, for ordering lists as a dictionary would.
pub fn sort_key(name: &str) -> String {
    let mut key = String::with_capacity(48);
    for c in normalise(name).chars().take(10) {
        key.extend(readings(c).letters(0));
    }
    key
}

/// The first letter of every syllable of a name, by the usual readings.
pub fn initials(name: &str) -> String {
    let first = |c| readings(c).letters(0).next();
    normalise(name).chars().filter_map(first).collect()
}

/// All keys of an organisation, sorted, each once.
pub fn keys(name: &str, credit_code: &str) -> Vec<String> {
    let mut keys = Vec::with_capacity(64);
    each_key(name, credit_code, &mut |key| keys.push(key.to_owned()));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Tells every key of an organisation, some of them more than once.
pub fn each_key(name: &str, credit_code: &str, tell: &mut dyn FnMut(&str)) {
    let name = Spelling::of(&normalise(name));
    let mut key = String::with_capacity(BEGINNING.1 * 3);
    for start in 0..name.text.len() {
        let (mark, (han, latin)) = if start == 0 {
            ("^", BEGINNING)
        } else {
            ("", WITHIN)
        };
        name.each_from(start, (han, latin), mark, &mut key, tell);
    }
    let code = normalise(credit_code);
    if code.is_ascii() {
        // the whole code, the organisation's own number in it, and its last six characters
        for (start, mark) in [(0, "^"), (8, ""), (12, "")] {
            if let Some(rest) = code.get(start..).filter(|rest| !rest.is_empty()) {
                key.clear();
                key.push_str(mark);
                key.push_str(&rest[..rest.len().min(18)]);
                tell(&key);
            }
        }
    }
}

/// Whether a normalised query is part of the name in one of its spellings, or of the code.
pub fn matches(name: &str, credit_code: &str, query: &str) -> bool {
    let name = Spelling::of(&normalise(name));
    let length = query.chars().count();
    let mut spelling = String::new();
    normalise(credit_code).contains(query)
        || (0..name.text.len()).any(|start| {
            let mut found = false;
            name.each_from(
                start,
                (length, length),
                "",
                &mut spelling,
                &mut |spelling| {
                    found |= spelling.starts_with(query);
                },
            );
            found
        })
}

/// A text with the readings of its characters, each looked up once.
struct Spelling {
    text: Vec<char>,
    readings: Vec<Readings>,
}

impl Spelling {
    fn of(text: &str) -> Spelling {
        let text: Vec<char> = text.chars().collect();
        let readings = text.iter().map(|c| readings(*c)).collect();
        Spelling { text, readings }
    }

    /// Tells the ways to write the text from there on, behind `mark`: its own characters, its initials, its full
    /// pinyin, with the other readings of a character. `key` is room to write in.
    fn each_from(
        &self,
        start: usize,
        (han, latin): (usize, usize),
        mark: &str,
        key: &mut String,
        tell: &mut dyn FnMut(&str),
    ) {
        let text = &self.text[start..];
        let window = &self.readings[start..][..latin.min(text.len())];
        let is_ascii = text.iter().take(latin).all(char::is_ascii);
        key.clear();
        key.push_str(mark);
        key.extend(text.iter().take(if is_ascii { latin } else { han }));
        tell(key);
        if is_ascii {
            return;
        }
        let mut tell_choice = |choice: &[usize]| {
            for whole in [false, true] {
                key.clear();
                key.push_str(mark);
                spell(window, choice, whole, latin, key);
                tell(key);
            }
        };
        match window.iter().any(|readings| readings.count > 1) {
            true => choices(window)
                .iter()
                .for_each(|choice| tell_choice(choice)),
            false => tell_choice(&[]),
        }
    }
}

/// Writes initials or full pinyin, at most `latin` letters; a character without a choice is read as usual.
fn spell(window: &[Readings], choice: &[usize], whole: bool, latin: usize, key: &mut String) {
    let mut length = 0;
    for (at, readings) in window.iter().enumerate() {
        let most = if whole { latin - length } else { 1 };
        let reading = choice.get(at).copied().unwrap_or(0);
        for letter in readings.letters(reading).take(most) {
            key.push(letter);
            length += 1;
        }
        if length >= latin {
            break;
        }
    }
}

/// How a character may be read: its own self where it is no Chinese character.
struct Readings {
    own: char,
    /// Empty where the character stands for itself.
    all: [&'static str; 3],
    count: usize,
}

impl Readings {
    fn letters(&self, at: usize) -> impl Iterator<Item = char> + '_ {
        let own = (self.count == 0).then_some(self.own);
        own.into_iter()
            .chain(self.all[at].chars().map(|c| if c == 'ü' { 'v' } else { c }))
    }
}

fn readings(c: char) -> Readings {
    let mut all = [""; 3];
    let count = match SPECIAL.get(&c) {
        Some(special) => {
            let count = special.len().min(all.len());
            all[..count].copy_from_slice(&special[..count]);
            count
        }
        None => match c.to_pinyin() {
            Some(usual) => {
                all[0] = usual.plain();
                1
            }
            None => 0,
        },
    };
    Readings { own: c, all, count }
}

/// Which reading to take for each character: first all usual ones, then one other, then two others at a time.
fn choices(readings: &[Readings]) -> Vec<Vec<usize>> {
    let usual = vec![0; readings.len()];
    let others: Vec<(usize, usize)> = readings
        .iter()
        .enumerate()
        .flat_map(|(at, all)| (1..all.count).map(move |other| (at, other)))
        .collect();
    let mut choices = vec![usual.clone()];
    let mut add = |swaps: &[(usize, usize)]| {
        if choices.len() < SPELLINGS {
            let mut choice = usual.clone();
            for (at, other) in swaps {
                choice[*at] = *other;
            }
            choices.push(choice);
        }
    };
    for one in &others {
        add(&[*one]);
    }
    for (place, one) in others.iter().enumerate() {
        for two in &others[place + 1..] {
            if one.0 != two.0 {
                add(&[*one, *two]);
            }
        }
    }
    choices
}

static SPECIAL: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    include_str!("../../fixtures/standards/readings.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?.chars().next()?, words.collect()))
        })
        .collect()
});

/// Puts the keys of one organisation in place of its old ones.
pub fn replace_keys(
    db: &Connection,
    id: i64,
    old: &[String],
    new: &[String],
) -> Result<(), StoreError> {
    replace_in(
        db,
        [
            "DELETE FROM search_key WHERE key = ?1 AND organisation = ?2",
            "INSERT OR IGNORE INTO search_key VALUES (?1, ?2)",
        ],
        id,
        old,
        new,
    )
}

/// The same for a branch.
pub fn replace_branch_keys(
    db: &Connection,
    id: i64,
    old: &[String],
    new: &[String],
) -> Result<(), StoreError> {
    replace_in(
        db,
        [
            "DELETE FROM branch_key WHERE key = ?1 AND branch = ?2",
            "INSERT OR IGNORE INTO branch_key VALUES (?1, ?2)",
        ],
        id,
        old,
        new,
    )
}

fn replace_in(
    db: &Connection,
    [delete, insert]: [&str; 2],
    id: i64,
    old: &[String],
    new: &[String],
) -> Result<(), StoreError> {
    let mut delete = db.prepare_cached(delete)?;
    for key in old.iter().filter(|key| new.binary_search(key).is_err()) {
        delete.execute(params![key, id])?;
    }
    let mut insert = db.prepare_cached(insert)?;
    for key in new.iter().filter(|key| old.binary_search(key).is_err()) {
        insert.execute(params![key, id])?;
    }
    Ok(())
}

/// Where the keys of a normalised query begin and end, those that begin a name first, and whether the query is longer
/// than a key, so that the name itself must be looked at.
fn ranges(query: &str) -> [(String, String, bool); 2] {
    [("^", BEGINNING), ("", WITHIN)].map(|(mark, (han, latin))| {
        let most = if query.is_ascii() { latin } else { han };
        let start: String = query.chars().take(most).collect();
        let from = format!("{mark}{start}");
        let to = format!("{from}\u{10ffff}");
        (from, to, start.len() < query.len())
    })
}

/// Finds at most `FOUND` branches by their names, those whose name begins with the query first.
pub fn find_branches(db: &Connection, text: &str) -> Result<Vec<i64>, StoreError> {
    let query = normalise(text);
    let mut found = Vec::new();
    if query.is_empty() {
        return Ok(found);
    }
    let mut seen = HashSet::new();
    for (from, to, check) in ranges(&query) {
        let mut keys = db.prepare_cached(
            "SELECT branch, name FROM branch_key JOIN branch ON branch.id = branch
             WHERE key >= ?1 AND key < ?2 ORDER BY key, branch",
        )?;
        let mut keys = keys.query([from, to])?;
        while let Some(row) = keys.next()? {
            let id: i64 = row.get(0)?;
            if !seen.insert(id) {
                continue;
            }
            let name = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            if !check || matches(name, "", &query) {
                found.push(id);
            }
            if found.len() == FOUND {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

/// Finds at most `FOUND` organisations, those whose name begins with the query first.
/// The second value tells whether there are more.
pub fn find(
    db: &Connection,
    text: &str,
    filter: &Filter,
) -> Result<(Vec<ListRow>, bool), StoreError> {
    let query = normalise(text);
    if query.is_empty() {
        return Ok((Vec::new(), false));
    }
    let mut found = Found {
        rows: Vec::new(),
        seen: HashSet::new(),
        more: false,
    };
    let mut looked_at = 0;
    for (from, to, check) in ranges(&query) {
        let mut keys = db.prepare_cached(
            "SELECT organisation FROM search_key WHERE key >= ?1 AND key < ?2 ORDER BY key, organisation",
        )?;
        let mut keys = keys.query([from, to])?;
        while let Some(row) = keys.next()? {
            looked_at += 1;
            if found.more {
                return Ok((found.rows, true));
            }
            if looked_at > LOOKED_AT && filter.is_set() {
                return walk_filter(db, &query, filter);
            }
            let id: i64 = row.get(0)?;
            if found.seen.insert(id)
                && let Some(row) = ListRow::load(db, id)?
                && filter.takes(&row)
                && (!check || matches(&row.name, &row.credit_code, &query))
            {
                found.add(row);
            }
        }
    }
    Ok((found.rows, found.more))
}

struct Found {
    rows: Vec<ListRow>,
    seen: HashSet<i64>,
    more: bool,
}

impl Found {
    fn add(&mut self, row: ListRow) {
        match self.rows.len() < FOUND {
            true => self.rows.push(row),
            false => self.more = true,
        }
    }
}

/// For a filter that lets few through and a query that many match: asks every organisation of the filter.
fn walk_filter(
    db: &Connection,
    query: &str,
    filter: &Filter,
) -> Result<(Vec<ListRow>, bool), StoreError> {
    let mut found = Found {
        rows: Vec::new(),
        seen: HashSet::new(),
        more: false,
    };
    filter.each(db, &mut |row| {
        if matches(&row.name, &row.credit_code, query) {
            found.add(row);
        }
        !found.more
    })?;
    Ok((found.rows, found.more))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(name: &str, key: &str) -> bool {
        keys(name, "").iter().any(|have| have.starts_with(key))
    }

    #[test]
    fn a_name_is_found_by_characters_pinyin_and_initials() {
        let name = "阳泉市义工联合会";
        for key in [
            "^阳泉",
            "义工",
            "^yangquan",
            "yigong",
            "^yqsyglhh",
            "yglhh",
            "lianhehui",
        ] {
            assert!(has(name, key), "{key}: {:?}", keys(name, ""));
        }
        assert!(!has(name, "^义工"));
        assert!(!has(name, "angquan"), "pinyin begins at a syllable");
    }

    #[test]
    fn every_reading_of_a_character_is_found() {
        assert!(has("重庆银行业协会", "^chongqing"));
        assert!(has("重庆银行业协会", "^zhongqing"));
        assert!(has("重庆银行业协会", "^cqyhyxh"));
        assert!(has("重庆银行业协会", "hangye"));
        assert!(has("重庆银行业协会", "xingye"));
        assert!(has("厦门长乐商会", "^xmcl"));
        assert!(has("旅游协会", "^lvyou"));
        assert!(has("旅游协会", "^luyou"));
    }

    #[test]
    fn letters_digits_and_full_width_forms_are_kept() {
        assert!(has("ＡＢ1号公益中心", "^ab1号"));
        assert!(has("ＡＢ1号公益中心", "^ab1hgyzx"));
        assert_eq!(normalise(" Ｙq'Yg "), "yqyg");
    }

    #[test]
    fn a_code_is_found_whole_by_its_own_number_and_by_its_end() {
        let keys = keys("", "52310230MJ5339125F");
        assert_eq!(keys, ["39125f", "^52310230mj5339125f", "mj5339125f"]);
    }

    #[test]
    fn keys_of_a_name_without_characters_are_none() {
        assert!(keys("", "").is_empty());
        assert!(keys("  ", "").is_empty());
    }

    #[test]
    fn the_shipped_readings_are_well_formed() {
        for (c, readings) in SPECIAL.iter() {
            assert!(readings.len() >= 2, "{c} has one reading and needs no line");
            assert!(
                readings
                    .iter()
                    .all(|r| !r.is_empty() && r.bytes().all(|b| b.is_ascii_lowercase())),
                "{c}"
            );
        }
    }
}
