//! Answers as text. What a person types becomes the one written form of the item's kind, or a trouble that says why
//! not; what the journal holds is shown as a person reads it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Checklist, Choice, Decimal, Form, Item, ItemKind, Lang, Text};
use crate::domain::calendar::Date;
use crate::domain::expression::Kind;
use crate::domain::live;

/// Characters of a text; a page of A4 holds about eight hundred.
const LONGEST: usize = 2000;
const LONGEST_NAME: usize = 60;
/// Bytes of a file's name on the systems in use.
const LONGEST_FILE: usize = 255;
const MONEY_PLACES: u32 = 2;
/// The one choice of an item that is only confirmed; written as XLSForm has it.
pub static CONFIRMATION: LazyLock<[Choice; 1]> = LazyLock::new(|| {
    [Choice {
        code: "OK".to_owned(),
        label: Text {
            zh: "确认".to_owned(),
            en: "Confirmed".to_owned(),
        },
        columns: BTreeMap::new(),
    }]
});
/// What else people type for it.
const CONFIRMS: &[&str] = &["ok", "1", "yes", "y", "true", "是", "已阅", "确认"];

/// Why what was typed is no answer; the words for it are in `words`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    Empty,
    /// The item is worked out or only read.
    NotAnswered,
    NotANumber(String),
    /// More places after the point than the item has.
    Places(u32),
    /// The bound, as it is shown.
    TooSmall(String),
    TooLarge(String),
    NotADate(String),
    NotATime(String),
    /// Neither the least nor whole steps above it: the step and where it begins.
    OffStep(String, String),

    /// What was typed, and what there is to choose from.
    NoSuchChoice(String, Vec<Text>),
    TooLong(usize),
}

impl Item {
    /// The written form of what a person typed.
    ///
    /// # Errors
    /// What was typed is no answer to this item. An empty text is `Trouble::Empty`; clearing an answer is not typing one.
    pub fn parse(&self, typed: &str, checklist: &Checklist) -> Result<String, Trouble> {
        let typed = typed.trim();
        if !self.takes_answer() {
            return Err(Trouble::NotAnswered);
        }
        if typed.is_empty() {
            return Err(Trouble::Empty);
        }
        match self.kind {
            ItemKind::Scale => self.option_typed(typed, checklist),
            ItemKind::Number | ItemKind::Pair => {
                let number = self.number(&narrow(typed))?;
                Ok(number.to_string())
            }
            ItemKind::Money => {
                let amount = self.number(&narrow(bare_money(typed)))?;
                Ok(amount.with_places(MONEY_PLACES))
            }
            ItemKind::Text => one_text(typed, LONGEST),
            ItemKind::Person => one_text(typed, LONGEST_NAME),
            ItemKind::Date => match Date::parse(&narrow(typed)) {
                Some(date) => Ok(date.to_string()),
                None => Err(Trouble::NotADate(typed.into())),
            },
            ItemKind::Time => match live::written(Kind::Time, typed) {
                Some(time) => Ok(time),
                None => Err(Trouble::NotATime(typed.into())),
            },
            ItemKind::Acknowledge => match CONFIRMS.contains(&&*typed.to_lowercase()) {
                true => Ok(CONFIRMATION[0].code.clone()),
                false => choice_typed(typed, checklist.choices(self)).cloned(),
            },
            ItemKind::File => one_text(file_name(typed), LONGEST_FILE),
            ItemKind::OneOf => choice_typed(typed, checklist.choices(self)).cloned(),
            ItemKind::SeveralOf => several_typed(typed, checklist.choices(self)),
            ItemKind::Computed | ItemKind::Note => Err(Trouble::NotAnswered),
        }
    }

    fn number(&self, typed: &str) -> Result<Decimal, Trouble> {
        let number = Decimal::parse(typed).ok_or_else(|| Trouble::NotANumber(typed.into()))?;
        let places = match self.kind {
            ItemKind::Money => MONEY_PLACES,
            _ => self.decimals,
        };
        if number.places() > places {
            return Err(Trouble::Places(places));
        }
        let none = Decimal::default();
        let least = match self.kind {
            ItemKind::Pair => Some(self.least.map_or(none, |least| least.max(none))),
            _ => self.least,
        };
        if let Some(least) = least.filter(|least| number < *least) {
            return Err(Trouble::TooSmall(least.to_string()));
        }
        if let Some(most) = self.most.filter(|most| number > *most) {
            return Err(Trouble::TooLarge(most.to_string()));
        }
        let from = self.least.unwrap_or(none);
        match self.step.filter(|step| !number.is_step(from, *step)) {
            Some(step) => Err(Trouble::OffStep(step.to_string(), from.to_string())),
            None => Ok(number),
        }
    }

    /// An option by its digit, its code or its label.
    fn option_typed(&self, typed: &str, checklist: &Checklist) -> Result<String, Trouble> {
        let options = checklist.options(self);
        let is_meant = |key: u8, code: &str, label: &Text| {
            typed == code || typed == key.to_string() || is_label(typed, label)
        };
        let option = options
            .iter()
            .find(|option| is_meant(option.key, &option.code, &option.label));
        option.map(|option| option.code.clone()).ok_or_else(|| {
            let labels = options.iter().map(|option| option.label.clone());
            Trouble::NoSuchChoice(typed.into(), labels.collect())
        })
    }

    /// The written form of what a computed item's expression gave: a number with the places of the item, money with two.
    /// What is no number where one should come out is nothing.
    pub fn settled(&self, value: &str) -> String {
        let number = |places| Decimal::rounded(value, places);
        match self.form.unwrap_or_default() {
            Form::Number => number(self.decimals).map_or(String::new(), |n| n.to_string()),
            Form::Money => {
                number(MONEY_PLACES).map_or(String::new(), |sum| sum.with_places(MONEY_PLACES))
            }
            Form::Date => Date::parse(value).map_or(String::new(), |date| date.to_string()),
            Form::Text => value.to_owned(),
        }
    }

    /// An answer of the journal as a person reads it. What this version cannot read is shown as it stands.
    pub fn shown(&self, written: &str, checklist: &Checklist, lang: Lang) -> String {
        if written.is_empty() {
            return String::new();
        }
        let kind = match (self.kind, self.form.unwrap_or_default()) {
            (ItemKind::Computed, Form::Number) => ItemKind::Number,
            (ItemKind::Computed, Form::Money) => ItemKind::Money,
            (ItemKind::Computed, Form::Text | Form::Date) => ItemKind::Text,
            (kind, _) => kind,
        };
        match kind {
            ItemKind::Scale => checklist
                .option(self, written)
                .map_or(written, |option| option.label.get(lang))
                .to_owned(),
            ItemKind::Number | ItemKind::Pair => match self.unit.as_ref() {
                Some(unit) => format!("{written} {}", unit.get(lang)),
                None => written.to_owned(),
            },
            ItemKind::Money => {
                let amount = Decimal::parse(written)
                    .map_or_else(|| written.to_owned(), |sum| sum.grouped(MONEY_PLACES));
                match lang {
                    Lang::Zh => format!("{amount} 元"),
                    Lang::En => format!("{amount} yuan"),
                }
            }
            ItemKind::OneOf | ItemKind::Acknowledge => {
                label(written, checklist.choices(self), lang).to_owned()
            }
            ItemKind::SeveralOf => {
                let labels = written
                    .split(' ')
                    .map(|code| label(code, checklist.choices(self), lang));
                labels.collect::<Vec<_>>().join(match lang {
                    Lang::Zh => "、",
                    Lang::En => ", ",
                })
            }
            _ => written.to_owned(),
        }
    }
}

/// The last part of a path: people paste where a file lies.
fn file_name(typed: &str) -> &str {
    let typed = typed.trim_matches(['"', '\'']);
    typed.rsplit(['/', '\\']).next().unwrap_or(typed)
}

fn is_label(typed: &str, label: &Text) -> bool {
    typed == label.zh || typed.eq_ignore_ascii_case(&label.en)
}

/// A choice by its code or its label.
fn choice_typed<'a>(typed: &str, choices: &'a [Choice]) -> Result<&'a String, Trouble> {
    let found = choices
        .iter()
        .find(|choice| typed == choice.code || is_label(typed, &choice.label));
    found.map(|choice| &choice.code).ok_or_else(|| {
        let labels = choices.iter().map(|choice| choice.label.clone());
        Trouble::NoSuchChoice(typed.into(), labels.collect())
    })
}

/// Choices between commas, or between blanks where no label holds one.
fn several_typed(typed: &str, choices: &[Choice]) -> Result<String, Trouble> {
    let mut chosen = Vec::new();
    let parts = typed.split([',', '，', '、', ';', '；']).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        match choice_typed(part, choices) {
            Ok(code) => chosen.push(code),
            Err(whole) => {
                for word in part.split_whitespace() {
                    chosen.push(choice_typed(word, choices).map_err(|_| whole.clone())?);
                }
            }
        }
    }
    let in_order = choices
        .iter()
        .map(|choice| &choice.code)
        .filter(|code| chosen.contains(code));
    let written: Vec<&str> = in_order.map(String::as_str).collect();
    match written.is_empty() {
        true => Err(Trouble::Empty),
        false => Ok(written.join(" ")),
    }
}

fn label<'a>(code: &'a str, choices: &'a [Choice], lang: Lang) -> &'a str {
    choices
        .iter()
        .find(|choice| choice.code == code)
        .map_or(code, |choice| choice.label.get(lang))
}

/// With the digits and signs of a Chinese input method as plain ones: `１２。５` is `12.5`.
fn narrow(typed: &str) -> String {
    let twin = |c: char| match c {
        '。' => '.',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    typed.chars().map(twin).collect()
}

/// An amount without the signs of its currency.
fn bare_money(typed: &str) -> &str {
    let typed = typed.trim_start_matches(['¥', '￥']).trim_start();
    typed.strip_suffix('元').unwrap_or(typed).trim_end()
}

/// On one line, without control characters.
fn one_text(typed: &str, longest: usize) -> Result<String, Trouble> {
    let plain: String = typed
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    match plain.trim() {
        "" => Err(Trouble::Empty),
        text if text.chars().count() > longest => Err(Trouble::TooLong(longest)),
        text => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = r#"
        id = "t"
        version = 1
        name = { zh = "表", en = "List" }
        basis = { zh = "本程序建议", en = "Proposed" }
        scale = [{ code = "yesno", options = [
            { key = 1, code = "yes", percent = 100, label = { zh = "是", en = "Yes" } },
            { key = 4, code = "no", percent = 0, label = { zh = "否", en = "No" } },
        ] }]
        choices = [{ code = "forms", options = [
            { code = "talk", label = { zh = "谈话", en = "Talk" } },
            { code = "site", label = { zh = "参观", en = "Visit to a site" } },
            { code = "book", label = { zh = "读书", en = "Reading" } },
        ] }]
        [[section]]
        code = "1"
        name = { zh = "一", en = "One" }
        item = [
            { code = "scale", scale = "yesno", points = 1, name = { zh = "字", en = "Word" } },
            { code = "area", kind = "number", decimals = 1, least = 0, most = 9999.5, unit = { zh = "平方米", en = "sq m" }, name = { zh = "字", en = "Word" } },
            { code = "degrees", kind = "number", name = { zh = "字", en = "Word" } },
            { code = "gifts", kind = "money", least = 0, name = { zh = "字", en = "Word" } },
            { code = "theme", kind = "text", name = { zh = "字", en = "Word" } },
            { code = "day", kind = "date", name = { zh = "字", en = "Word" } },
            { code = "form", kind = "one_of", choices = "forms", name = { zh = "字", en = "Word" } },
            { code = "forms", kind = "several_of", choices = "forms", name = { zh = "字", en = "Word" } },
            { code = "staff", kind = "pair", from = "staff", unit = { zh = "人", en = "people" }, name = { zh = "字", en = "Word" } },
            { code = "who", kind = "person", name = { zh = "字", en = "Word" } },
            { code = "sum", kind = "computed", computed = "${gifts} * 2", form = "money", name = { zh = "字", en = "Word" } },
            { code = "hour", kind = "time", name = { zh = "字", en = "Word" } },
            { code = "read", kind = "acknowledge", name = { zh = "字", en = "Word" } },
            { code = "photo", kind = "file", name = { zh = "字", en = "Word" } },
            { code = "satisfied", kind = "number", decimals = 1, least = 1, most = 3, step = 0.5, name = { zh = "字", en = "Word" } },
            { code = "note", kind = "note", name = { zh = "字", en = "Word" } },
        ]
    "#;

    fn parse(code: &str, typed: &str) -> Result<String, Trouble> {
        let list: Checklist = toml::from_str(TEMPLATE).unwrap();
        list.item(code).unwrap().parse(typed, &list)
    }

    #[track_caller]
    fn written(code: &str, typed: &str, canonical: &str) {
        assert_eq!(parse(code, typed).as_deref(), Ok(canonical), "{typed}");
    }

    #[track_caller]
    fn refused(code: &str, typed: &str, why: Trouble) {
        assert_eq!(parse(code, typed), Err(why), "{typed}");
    }

    fn shown(code: &str, written: &str) -> [String; 2] {
        let list: Checklist = toml::from_str(TEMPLATE).unwrap();
        [Lang::Zh, Lang::En].map(|lang| list.item(code).unwrap().shown(written, &list, lang))
    }

    #[test]
    fn numbers_are_written_one_way_and_held_to_their_bounds() {
        written("area", " 12.50 ", "12.5");
        written("area", "9,999.5", "9999.5");
        written("area", "１２。５", "12.5");
        written("area", "0", "0");
        written("degrees", "-3", "-3");
        refused("area", "12.55", Trouble::Places(1));
        refused("degrees", "3.5", Trouble::Places(0));
        refused("area", "-1", Trouble::TooSmall("0".into()));
        refused("area", "9999.6", Trouble::TooLarge("9999.5".into()));
        refused("area", "约三十", Trouble::NotANumber("约三十".into()));
        refused("area", "  ", Trouble::Empty);
        assert_eq!(shown("area", "12.5"), ["12.5 平方米", "12.5 sq m"]);
    }

    #[test]
    fn money_has_two_places() {
        written("gifts", "1200", "1200.00");
        written("gifts", "￥1,200.5元", "1200.50");
        written("gifts", "0.05", "0.05");
        refused("gifts", "0.005", Trouble::Places(2));
        refused("gifts", "-1", Trouble::TooSmall("0".into()));
        refused("gifts", "1.2万", Trouble::NotANumber("1.2万".into()));
        assert_eq!(
            shown("gifts", "15685600.00"),
            ["15,685,600.00 元", "15,685,600.00 yuan"]
        );
        assert_eq!(shown("sum", "0.10"), ["0.10 元", "0.10 yuan"]);
    }

    #[test]
    fn what_is_worked_out_has_a_written_form_too() {
        let list: Checklist = toml::from_str(TEMPLATE).unwrap();
        let sum = list.item("sum").unwrap();
        assert_eq!(sum.settled("1300.0000000000005"), "1300.00");
        assert_eq!(sum.settled("NaN"), "");
        let of = |form, decimals| Item {
            kind: ItemKind::Computed,
            form: Some(form),
            decimals,
            ..Item::default()
        };
        assert_eq!(of(Form::Number, 1).settled("85.25"), "85.3");
        assert_eq!(of(Form::Number, 0).settled(""), "");
        assert_eq!(of(Form::Date, 0).settled("2026-12-20"), "2026-12-20");
        assert_eq!(of(Form::Date, 0).settled("soon"), "");
        assert_eq!(of(Form::Text, 0).settled("NaN"), "NaN");
        assert_eq!(shown("area", ""), ["", ""]);
    }

    #[test]
    fn a_pair_holds_the_figure_found_on_site() {
        written("staff", "012", "12");
        written("staff", "0", "0");
        refused("staff", "-1", Trouble::TooSmall("0".into()));
        refused("staff", "1.5", Trouble::Places(0));
        assert_eq!(shown("staff", "12"), ["12 人", "12 people"]);
    }

    #[test]
    fn dates_are_written_with_leading_zeros() {
        written("day", "2026年11月4日", "2026-11-04");
        written("day", "20261124", "2026-11-24");
        written("day", "２０２６－１１－２４", "2026-11-24");
        refused("day", "2026-2-30", Trouble::NotADate("2026-2-30".into()));
        refused("day", "11-24", Trouble::NotADate("11-24".into()));
    }

    #[test]
    fn choices_are_kept_as_codes_in_the_order_of_their_list() {
        written("form", "参观", "site");
        written("form", "visit to a site", "site");
        written("form", "book", "book");
        written("forms", "读书、谈话", "talk book");
        written("forms", "Visit to a site, book", "site book");
        written("forms", "book talk book", "talk book");
        refused("forms", "、，", Trouble::Empty);
        assert!(
            matches!(parse("forms", "读书、跳舞"), Err(Trouble::NoSuchChoice(typed, known)) if typed == "跳舞" && known.len() == 3)
        );
        assert_eq!(
            shown("forms", "site book"),
            ["参观、读书", "Visit to a site, Reading"]
        );
        // a code that a later version of the list no longer has is shown as it stands
        assert_eq!(shown("form", "dance"), ["dance", "dance"]);
    }

    #[test]
    fn an_option_of_a_scale_may_be_named_by_its_digit() {
        written("scale", "4", "no");
        written("scale", "是", "yes");
        written("scale", "YES", "yes");
        assert!(matches!(
            parse("scale", "2"),
            Err(Trouble::NoSuchChoice(..))
        ));
        assert_eq!(shown("scale", "no"), ["否", "No"]);
    }

    #[test]
    fn a_text_is_one_line_of_bounded_length() {
        written("theme", " 重温\n入党\u{9b}誓词 ", "重温 入党 誓词");
        written("who", "林示例", "林示例");
        refused("who", &"名".repeat(61), Trouble::TooLong(60));
        refused("theme", &"字".repeat(2001), Trouble::TooLong(2000));
        assert!(parse("theme", &"字".repeat(2000)).is_ok());
    }

    #[test]
    fn times_confirmations_and_files_have_one_written_form() {
        written("hour", "9:05", "09:05");
        written("hour", "２３：５９", "23:59");
        refused("hour", "24:00", Trouble::NotATime("24:00".into()));
        written("read", "是", "OK");
        written("read", "ok", "OK");
        assert!(
            matches!(parse("read", "no"), Err(Trouble::NoSuchChoice(typed, _)) if typed == "no")
        );
        written("photo", "/home/a/门 牌.jpg", "门 牌.jpg");
        written("photo", "\"C:\\b\\c.pdf\"", "c.pdf");
        refused("photo", "a/", Trouble::Empty);
        refused("photo", &"名".repeat(256), Trouble::TooLong(255));
        assert_eq!(shown("read", "OK"), ["确认", "Confirmed"]);
        assert_eq!(shown("photo", "c.pdf"), ["c.pdf", "c.pdf"]);
    }

    #[test]
    fn a_number_with_a_step_stands_on_one() {
        written("satisfied", "2.5", "2.5");
        written("satisfied", "1", "1");
        let off = Trouble::OffStep("0.5".into(), "1".into());
        refused("satisfied", "2.2", off);
        refused("satisfied", "3.5", Trouble::TooLarge("3".into()));
    }

    #[test]
    fn nobody_answers_what_is_worked_out() {
        refused("sum", "5", Trouble::NotAnswered);
        refused("note", "x", Trouble::NotAnswered);
    }
}
