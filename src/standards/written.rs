//! A template as a file, laid out as the shipped ones are, so that a person can go on from there. Reading it gives the
//! same template again.

use std::fmt::Write;

use crate::domain::checklist::{
    Case, Checklist, ChoiceList, Decimal, Item, Required, Scale, Section, Text, Use,
};

/// Lines of `key = value`; what a template leaves out is left out here too.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, key: &str, value: &str) {
        self.0 += &format!("{key} = {value}\n");
    }

    fn quoted(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(key, &quoted(value));
        }
    }

    fn text(&mut self, key: &str, value: Option<&Text>) {
        if let Some(text) = value.filter(|text| !text.is_empty()) {
            self.line(key, &bilingual(text));
        }
    }

    fn decimal(&mut self, key: &str, value: Option<Decimal>) {
        if let Some(number) = value {
            // what a TOML number cannot hold exactly is written as text
            let written = number.to_string();
            match number.places() {
                0 => self.line(key, &written),
                _ => self.line(key, &quoted(&written)),
            }
        }
    }

    fn count(&mut self, key: &str, value: u32) {
        if value > 0 {
            self.line(key, &value.to_string());
        }
    }

    fn flag(&mut self, key: &str, is_set: bool) {
        if is_set {
            self.line(key, "true");
        }
    }

    fn head(&mut self, table: &str) {
        self.0 += &format!("\n[{table}]\n");
    }
}

/// The template's file.
pub fn written(list: &Checklist) -> String {
    let mut lines = Lines::default();
    lines.line("id", &quoted(&list.id));
    lines.line("version", &list.version.to_string());
    if list.purpose != Use::default() {
        lines.line("use", &quoted(list.purpose.code()));
    }
    lines.line("name", &bilingual(&list.name));
    lines.line("basis", &bilingual(&list.basis));
    for (key, days) in [
        ("every_days", list.every_days),
        ("soon_days", list.soon_days),
    ] {
        if let Some(days) = days {
            lines.line(key, &days.to_string());
        }
    }
    if let Some(verdict) = &list.verdict {
        lines.head("verdict");
        lines.line("demonstration", &verdict.demonstration.to_string());
        lines.line("pass", &verdict.pass.to_string());
        lines.line("basic", &verdict.basic.to_string());
    }
    for scale in &list.scales {
        lines.scale(scale);
    }
    for choices in &list.lists {
        lines.choices(choices);
    }
    for section in &list.sections {
        lines.section(section);
    }
    for case in &list.cases {
        lines.case(case);
    }
    lines.0
}

impl Lines {
    fn scale(&mut self, scale: &Scale) {
        self.head("[scale]");
        self.line("code", &quoted(&scale.code));
        self.0 += "options = [\n";
        for option in &scale.options {
            let percent = option
                .percent
                .map(|percent| format!(", percent = {percent}"));
            self.0 += &format!(
                "  {{ key = {}, code = {}{}, label = {} }},\n",
                option.key,
                quoted(&option.code),
                percent.unwrap_or_default(),
                bilingual(&option.label)
            );
        }
        self.0 += "]\n";
    }

    fn choices(&mut self, list: &ChoiceList) {
        self.head("[choices]");
        self.line("code", &quoted(&list.code));
        self.0 += "options = [\n";
        for choice in &list.options {
            let columns: Vec<String> = choice
                .columns
                .iter()
                .map(|(column, value)| format!("{} = {}", key(column), quoted(value)))
                .collect();
            let columns = match columns.is_empty() {
                true => String::new(),
                false => format!(", columns = {{ {} }}", columns.join(", ")),
            };
            self.0 += &format!(
                "  {{ code = {}, label = {}{columns} }},\n",
                quoted(&choice.code),
                bilingual(&choice.label)
            );
        }
        self.0 += "]\n";
    }

    fn section(&mut self, section: &Section) {
        self.head("[section]");
        self.line("code", &quoted(&section.code));
        self.line("name", &bilingual(&section.name));
        self.text("note", section.note.as_ref());
        self.quoted("shown_when", section.shown_when.as_deref());
        if let Some(repeat) = &section.repeat {
            let count = repeat.count.as_deref().map(quoted);
            let count = count.map_or(String::new(), |count| format!(", count = {count}"));
            self.line("repeat", &format!("{{ most = {}{count} }}", repeat.most));
        }
        for item in &section.items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        self.head("[section.item]");
        self.line("code", &quoted(&item.code));
        self.line("kind", &quoted(item.kind.code()));
        for (key, code) in [("scale", &item.scale), ("choices", &item.choices)] {
            self.quoted(key, Some(code.as_str()).filter(|code| !code.is_empty()));
        }
        self.count("points", item.points);
        self.flag("veto", item.veto);
        self.quoted("filter", item.filter.as_deref());
        self.text("unit", item.unit.as_ref());
        self.count("decimals", item.decimals);
        self.decimal("least", item.least);
        self.decimal("most", item.most);
        self.decimal("step", item.step);
        self.quoted("from", item.from.as_deref());
        self.quoted("computed", item.computed.as_deref());
        self.quoted("form", item.form.map(|form| form.code()));
        match &item.required {
            Required::Always(always) => self.flag("required", *always),
            Required::When(expression) => self.quoted("required", Some(expression)),
        }
        self.text("required_text", item.required_text.as_ref());
        self.quoted("shown_when", item.shown_when.as_deref());
        self.quoted("default", item.default.as_deref());
        self.flag("read_only", item.read_only);
        self.quoted("limit", item.limit.as_deref());
        self.text("limit_text", item.limit_text.as_ref());
        self.quoted("warn", item.warn.as_deref());
        self.text("warn_text", item.warn_text.as_ref());
        self.line("name", &bilingual(&item.name));
        self.text("criterion", Some(&item.criterion));
        self.text("method", Some(&item.method));
        self.text("basis", Some(&item.basis));
        self.text("hint", item.hint.as_ref());
    }

    fn case(&mut self, case: &Case) {
        self.head("[test]");
        self.line("name", &quoted(&case.name));
        self.quoted("today", case.today.as_deref());
        for (name, pairs) in [("answers", &case.answers), ("values", &case.values)] {
            if !pairs.is_empty() {
                let pairs: Vec<String> = pairs
                    .iter()
                    .map(|(address, text)| format!("{} = {}", key(address), quoted(text)))
                    .collect();
                self.line(name, &format!("{{ {} }}", pairs.join(", ")));
            }
        }
        let list = |codes: &[String]| {
            let quoted: Vec<String> = codes.iter().map(|code| quoted(code)).collect();
            format!("[{}]", quoted.join(", "))
        };
        for (name, codes) in [("shown", &case.shown), ("hidden", &case.hidden)] {
            if !codes.is_empty() {
                self.line(name, &list(codes));
            }
        }
        self.quoted("score", case.score.as_deref());
        for (name, codes) in [
            ("warned", &case.warned),
            ("refused", &case.refused),
            ("missing", &case.missing),
        ] {
            if let Some(codes) = codes {
                self.line(name, &list(codes));
            }
        }
    }
}

fn bilingual(text: &Text) -> String {
    format!("{{ zh = {}, en = {} }}", quoted(&text.zh), quoted(&text.en))
}

/// A key as TOML takes it bare, else in quotes.
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match !name.is_empty() && name.chars().all(bare) {
        true => name.to_owned(),
        false => quoted(name),
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            '\r' => quoted += "\\r",
            '\t' => quoted += "\\t",
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standards::{parse, shipped};

    #[test]
    fn every_shipped_template_reads_back_as_itself() {
        for standard in shipped() {
            let text = written(&standard.checklist);
            assert_eq!(parse(&text).unwrap(), standard.checklist, "{text}");
        }
    }

    #[test]
    fn what_no_shipped_template_has_reads_back_too() {
        let text = r#"id = "t"
version = 3
name = { zh = "表", en = "List" }
basis = { zh = "自拟 \"甲\"\\", en = "Own\u0007\ttab" }

[[choices]]
code = "towns"
options = [
  { code = "a", label = { zh = "甲", en = "A" }, columns = { area = "n", "面 积" = "1" } },
]

[[section]]
code = "1"
name = { zh = "一", en = "One" }
repeat = { most = 3, count = "2" }

[[section.item]]
code = "town"
kind = "one_of"
choices = "towns"
filter = "area = 'n'"
required = "true()"
required_text = { zh = "选", en = "Choose" }
name = { zh = "镇", en = "Town" }

[[section.item]]
code = "scale"
kind = "number"
decimals = 2
least = "-0.25"
most = 1
step = "0.05"
default = "0"
read_only = true
name = { zh = "数", en = "Number" }

[[test]]
name = "first"
today = "2026-11-24"
answers = { "town#1" = "a" }
values = { "scale#1" = "0" }
shown = ["town"]
score = "0"
warned = []
missing = ["town#2"]
"#;
        let list = parse(text).unwrap();
        assert_eq!(written(&list), text);
    }
}
