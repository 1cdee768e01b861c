//! The types of questions in XLSForm, with the old spellings that forms still have.

use crate::domain::checklist::ItemKind;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Asked or read, and how many places a number has.
    Plain(ItemKind, u32),
    Select(Select),
    Calculate,
    Range,
    /// A file of another sort than the program opens by itself.
    AnyFile,
    /// What a device reads in is typed here.
    Typed,
    Begin(Holder),
    End(Holder),
    Meta(Meta),
    /// Choices from another file.
    OtherFile,
    Unsupported,
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Select {
    pub several: bool,
    pub list: String,
    pub or_other: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    Group,
    Repeat,
}

impl Holder {
    pub fn name(self) -> &'static str {
        match self {
            Holder::Group => "group",
            Holder::Repeat => "repeat",
        }
    }
}

/// What a telephone notes down by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meta {
    Today,
    Start,
    Username,
    /// Nothing that a visit could have.
    Other,
}

/// Decimal places of `decimal`: as many as a template may have.
const PLACES: u32 = crate::domain::checklist::PLACES;

const PLAIN: &[(&str, ItemKind, u32)] = &[
    ("text", ItemKind::Text, 0),
    ("string", ItemKind::Text, 0),
    ("integer", ItemKind::Number, 0),
    ("int", ItemKind::Number, 0),
    ("decimal", ItemKind::Number, PLACES),
    ("date", ItemKind::Date, 0),
    ("time", ItemKind::Time, 0),
    ("note", ItemKind::Note, 0),
    ("acknowledge", ItemKind::Acknowledge, 0),
    ("trigger", ItemKind::Acknowledge, 0),
    ("file", ItemKind::File, 0),
    ("image", ItemKind::File, 0),
    ("photo", ItemKind::File, 0),
    ("add text prompt", ItemKind::Text, 0),
    ("add integer prompt", ItemKind::Number, 0),
    ("add decimal prompt", ItemKind::Number, PLACES),
    ("add date prompt", ItemKind::Date, 0),
    ("add note prompt", ItemKind::Note, 0),
    ("add acknowledge prompt", ItemKind::Acknowledge, 0),
    ("add image prompt", ItemKind::File, 0),
    ("add photo prompt", ItemKind::File, 0),
    ("add file prompt", ItemKind::File, 0),
];
const SELECTS: &[(&str, bool)] = &[
    ("add select one prompt using", false),
    ("add select multiple prompt using", true),
    ("select all that apply from", true),
    ("select all that apply", true),
    ("select multiple from", true),
    ("select multiple", true),
    ("select one from", false),
    ("select one", false),
    ("select1", false),
];
const OTHERS: &[(&str, Type)] = &[
    ("calculate", Type::Calculate),
    ("range", Type::Range),
    ("audio", Type::AnyFile),
    ("video", Type::AnyFile),
    ("add audio prompt", Type::AnyFile),
    ("add video prompt", Type::AnyFile),
    ("barcode", Type::Typed),
    ("add barcode prompt", Type::Typed),
    ("today", Type::Meta(Meta::Today)),
    ("start", Type::Meta(Meta::Start)),
    ("username", Type::Meta(Meta::Username)),
];
const META: &[&str] = &[
    "end",
    "deviceid",
    "device id",
    "imei",
    "subscriberid",
    "subscriber id",
    "simserial",
    "sim serial",
    "phonenumber",
    "phone number",
    "phone_number",
    "email",
    "audit",
];
const UNSUPPORTED: &[&str] = &[
    "geopoint",
    "geotrace",
    "geoshape",
    "location",
    "gps",
    "datetime",
    "date time",
    "hidden",
    "start geopoint",
    "background geopoint",
    "background audio",
    "osm",
    "xml external",
    "csv external",
    "begin loop",
    "end loop",
    "rank",
];

/// The type that a cell says.
pub fn read(cell: &str) -> Type {
    let words: Vec<&str> = cell
        .split(|c: char| c.is_whitespace())
        .filter(|w| !w.is_empty())
        .collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let plain = lower.join(" ").replace(['_', '-'], " ");
    if let Some((_, kind, places)) = PLAIN.iter().find(|(name, ..)| *name == plain) {
        return Type::Plain(*kind, *places);
    }
    if let Some((_, found)) = OTHERS.iter().find(|(name, _)| *name == plain) {
        return found.clone();
    }
    if META.contains(&plain.as_str()) {
        return Type::Meta(Meta::Other);
    }
    if let Some(found) = holder(&plain) {
        return found;
    }
    if UNSUPPORTED.iter().any(|name| begins(&plain, name)) {
        return Type::Unsupported;
    }
    if ["from file", "one external", "multiple external"]
        .iter()
        .any(|part| plain.starts_with("select") && plain.contains(part))
    {
        return Type::OtherFile;
    }
    select(&words, &plain).unwrap_or(Type::Unknown)
}

fn begins(text: &str, words: &str) -> bool {
    text.strip_prefix(words)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn holder(plain: &str) -> Option<Type> {
    let (act, what) = plain.split_once(' ')?;
    let what = match what {
        "group" => Holder::Group,
        "repeat" | "lgroup" | "looped group" => Holder::Repeat,
        _ => return None,
    };
    match act {
        "begin" => Some(Type::Begin(what)),
        "end" => Some(Type::End(what)),
        _ => None,
    }
}

/// `select_one list`, `select_multiple list or_other`. The list is taken as it is written.
fn select(words: &[&str], plain: &str) -> Option<Type> {
    let (name, several) = SELECTS.iter().find(|(name, _)| begins(plain, name))?;
    // `select_one` is one word in the cell and two here
    let mut left = name.split(' ').count();
    let mut rest = words.iter().copied().skip_while(|word| {
        let parts = word.split(['_', '-']).count();
        let skipped = left > 0;
        left = left.saturating_sub(parts);
        skipped
    });
    let list = rest.next().unwrap_or_default().to_owned();
    let more: Vec<String> = rest.map(str::to_lowercase).collect();
    let more = more.join(" ").replace('_', " ");
    let or_other = match more.as_str() {
        "" => false,
        "or other" | "or specify other" => true,
        _ => return None,
    };
    Some(Type::Select(Select {
        several: *several,
        list,
        or_other,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(several: bool, list: &str, or_other: bool) -> Type {
        Type::Select(Select {
            several,
            list: list.into(),
            or_other,
        })
    }

    #[test]
    fn every_spelling_of_a_type_is_known() {
        for (cell, found) in [
            ("text", Type::Plain(ItemKind::Text, 0)),
            (" Integer ", Type::Plain(ItemKind::Number, 0)),
            ("decimal", Type::Plain(ItemKind::Number, 6)),
            ("photo", Type::Plain(ItemKind::File, 0)),
            ("select_one yes_no", select(false, "yes_no", false)),
            ("select one  from Yes_No", select(false, "Yes_No", false)),
            ("select1 a", select(false, "a", false)),
            ("select_multiple a or_other", select(true, "a", true)),
            ("select all that apply from a", select(true, "a", false)),
            (
                "select_multiple a or specify other",
                select(true, "a", true),
            ),
            ("select_one", select(false, "", false)),
            ("select_one from", select(false, "", false)),
            ("begin group", Type::Begin(Holder::Group)),
            ("begin_repeat", Type::Begin(Holder::Repeat)),
            ("End  Repeat", Type::End(Holder::Repeat)),
            ("end_group", Type::End(Holder::Group)),
            ("end", Type::Meta(Meta::Other)),
            ("phone_number", Type::Meta(Meta::Other)),
            ("today", Type::Meta(Meta::Today)),
            ("select_one_from_file towns.csv", Type::OtherFile),
            ("select_one_external towns", Type::OtherFile),
            ("start-geopoint", Type::Unsupported),
            ("geopoint", Type::Unsupported),
            ("dateTime", Type::Unsupported),
            ("rank towns", Type::Unsupported),
            ("begin loop over a", Type::Unsupported),
            ("select_one a b", Type::Unknown),
            ("selects a", Type::Unknown),
            ("txt", Type::Unknown),
            ("", Type::Unknown),
        ] {
            assert_eq!(read(cell), found, "{cell}");
        }
    }
}
