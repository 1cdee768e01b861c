//! Everything the program says, zh and en side by side: a missing language does not compile.
//! The words of one area stand together in a file under `words/`; all of them are methods of `Words`.

mod at_rest;
mod campaign;
mod campaign_report;
mod command_line;
mod compare;
mod coverage;
mod evidence;
mod exchange;
mod expression;
mod finding_commands;
mod finding_screens;
mod findings;
mod intake;
mod labels;
mod log;
mod notice_commands;
mod notices;
mod office;
mod people;
mod report;
mod rounds;
mod screens;
mod store;
mod stores;
mod sync_screens;
mod template;
mod trial;
mod visit;
mod xlsform;

pub use crate::domain::checklist::Lang;

/// The language the program speaks now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Words(pub Lang);

/// `name => "中文", "English";` for fixed words, `name(n: u64) => "共 {n}", "{n} in all";` where something is put in.
macro_rules! words {
    ($($name:ident $(($($arg:ident: $kind:ty),+))? => $zh:literal, $en:literal;)+) => {
        impl crate::words::Words {
            $(words!(@one $name $(($($arg: $kind),+))? => $zh, $en);)+
        }

        /// Name, zh, en of every entry above, for the tests that read them all.
        #[cfg(test)]
        pub const TABLE: &[(&str, &str, &str)] = &[$((stringify!($name), $zh, $en)),+];
    };
    (@one $name:ident => $zh:literal, $en:literal) => {
        pub fn $name(self) -> &'static str {
            match self.0 {
                crate::words::Lang::Zh => $zh,
                crate::words::Lang::En => $en,
            }
        }
    };
    (@one $name:ident ($($arg:ident: $kind:ty),+) => $zh:literal, $en:literal) => {
        pub fn $name(self, $($arg: $kind),+) -> String {
            match self.0 {
                crate::words::Lang::Zh => format!($zh),
                crate::words::Lang::En => format!($en),
            }
        }
    };
}
pub(crate) use words;

impl Words {
    pub const ZH: Words = Words(Lang::Zh);
    pub const EN: Words = Words(Lang::En);
}

#[cfg(test)]
mod tests {
    /// Glyphs that some terminals draw one column wide and some two.
    const DOUBTFUL: &str = "…—“”‘’→←●○①②③■□±×·≥≤㎡℃№★☆";

    #[test]
    fn no_word_uses_a_glyph_of_doubtful_width() {
        let tables = [
            super::at_rest::TABLE,
            super::campaign::TABLE,
            super::campaign_report::TABLE,
            super::command_line::TABLE,
            super::compare::TABLE,
            super::intake::TABLE,
            super::coverage::TABLE,
            super::exchange::TABLE,
            super::evidence::TABLE,
            super::expression::TABLE,
            super::finding_commands::TABLE,
            super::finding_screens::TABLE,
            super::findings::TABLE,
            super::labels::TABLE,
            super::log::TABLE,
            super::notice_commands::TABLE,
            super::notices::TABLE,
            super::office::TABLE,
            super::report::TABLE,
            super::people::TABLE,
            super::rounds::TABLE,
            super::screens::TABLE,
            super::store::TABLE,
            super::stores::TABLE,
            super::sync_screens::TABLE,
            super::template::TABLE,
            super::visit::TABLE,
            super::trial::TABLE,
            super::xlsform::TABLE,
        ];
        for (name, zh, en) in tables.into_iter().flatten() {
            for text in [zh, en] {
                assert!(
                    !text.chars().any(|c| DOUBTFUL.contains(c)),
                    "{name}: {text}"
                );
                assert!(!text.trim().is_empty(), "{name}");
            }
            assert!(
                en.is_ascii() || en.contains("中文"),
                "{name} is not whole English: {en}"
            );
        }
    }
}
