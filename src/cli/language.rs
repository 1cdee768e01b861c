//! Which language to speak, found before the arguments are parsed: help and complaints are already in it.
//! Only `--lang` and `--data-dir` are looked for; whatever is wrong with them is told by the parser later.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use crate::store::Store;
use crate::words::Lang;

/// The language, and whether somebody chose it in the settings of the data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    pub lang: Lang,
    pub from_settings: bool,
}

/// `--lang`, else the data file's setting, else the system's language where it is English, else Chinese.
pub fn choose(arguments: &[OsString]) -> Language {
    if let Some(lang) = value_of("--lang", arguments).and_then(|value| named(value.to_str()?)) {
        return Language {
            lang,
            from_settings: false,
        };
    }
    let directory = value_of("--data-dir", arguments)
        .map(PathBuf::from)
        .or_else(usual_directory);
    match directory.and_then(setting) {
        Some(lang) => Language {
            lang,
            from_settings: true,
        },
        None => Language {
            lang: of_system(|name| std::env::var(name).ok()),
            from_settings: false,
        },
    }
}

/// The platform's place for a program's data, or none where the system names no home folder.
pub fn usual_directory() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "liuyou")
        .map(|places| places.data_local_dir().to_path_buf())
}

pub fn named(code: &str) -> Option<Lang> {
    match code {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// A file that cannot be read says nothing here; the command that needs it will say why.
fn setting(directory: PathBuf) -> Option<Lang> {
    named(&Store::preference_in(&directory, "lang").ok()??)
}

/// The variables in the order in which a POSIX system obeys them.
fn of_system(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty());
    match set {
        Some(value) if value.starts_with("en") => Lang::En,
        _ => Lang::Zh,
    }
}

/// The last value given as `--name value` or `--name=value`.
fn value_of(name: &str, arguments: &[OsString]) -> Option<OsString> {
    let mut found = None;
    let mut arguments = arguments
        .iter()
        .skip(1)
        .take_while(|argument| *argument != "--");
    while let Some(argument) = arguments.next() {
        if argument == OsStr::new(name) {
            found = arguments.next().cloned();
        } else if let Some(value) = argument
            .to_str()
            .and_then(|text| text.strip_prefix(name)?.strip_prefix('='))
        {
            found = Some(value.into());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn options_are_found_in_both_spellings_and_the_last_one_counts() {
        let found =
            |line| value_of("--lang", &arguments(line)).map(|value| value.into_string().unwrap());
        assert_eq!(found("liuyou --lang en status").as_deref(), Some("en"));
        assert_eq!(
            found("liuyou status --lang=zh --lang en").as_deref(),
            Some("en")
        );
        assert_eq!(found("liuyou status --language=zh"), None);
        assert_eq!(found("liuyou status -- --lang en"), None);
        assert_eq!(found("liuyou --lang"), None);
    }

    #[test]
    fn an_english_system_is_spoken_to_in_english() {
        let system = |set: &'static [(&str, &str)]| {
            of_system(|name| {
                set.iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(system(&[]), Lang::Zh);
        assert_eq!(system(&[("LANG", "en_GB.UTF-8")]), Lang::En);
        assert_eq!(system(&[("LANG", "fr_FR.UTF-8")]), Lang::Zh);
        assert_eq!(
            system(&[("LC_ALL", "zh_CN.UTF-8"), ("LANG", "en_US.UTF-8")]),
            Lang::Zh
        );
        assert_eq!(system(&[("LC_ALL", ""), ("LANG", "en_US.UTF-8")]), Lang::En);
    }

    #[test]
    fn the_setting_of_the_data_file_counts_before_the_system() {
        let folder = tempfile::tempdir().unwrap();
        Store::open_or_create(folder.path())
            .unwrap()
            .set_preference("lang", "en")
            .unwrap();
        let line = [
            OsString::from("liuyou"),
            "--data-dir".into(),
            folder.path().into(),
        ];
        assert_eq!(
            choose(&line),
            Language {
                lang: Lang::En,
                from_settings: true
            }
        );
    }
}
