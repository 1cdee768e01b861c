//! The functions of the language: their names and how many arguments each takes.
//! Names and counts are those of the ODK XForms specification and of docs.getodk.org, "Form operators and functions".

macro_rules! functions {
    ($($function:ident $name:literal $least:literal $most:expr;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Function {
            $($function,)*
        }

        impl Function {
            pub const ALL: &'static [Function] = &[$(Function::$function,)*];

            pub fn name(self) -> &'static str {
                match self {
                    $(Function::$function => $name,)*
                }
            }

            /// The fewest and the most arguments; none for as many as wanted.
            pub fn arguments(self) -> (usize, Option<usize>) {
                match self {
                    $(Function::$function => ($least, $most),)*
                }
            }
        }
    };
}

functions! {
    If "if" 3 Some(3);
    Coalesce "coalesce" 2 Some(2);
    Once "once" 1 Some(1);
    True "true" 0 Some(0);
    False "false" 0 Some(0);
    Boolean "boolean" 1 Some(1);
    BooleanFromString "boolean-from-string" 1 Some(1);
    Not "not" 1 Some(1);
    Selected "selected" 2 Some(2);
    SelectedAt "selected-at" 2 Some(2);
    CountSelected "count-selected" 1 Some(1);
    ChoiceName "jr:choice-name" 2 Some(2);
    Count "count" 1 Some(1);
    CountNonEmpty "count-non-empty" 1 Some(1);
    Sum "sum" 1 Some(1);
    Min "min" 1 None;
    Max "max" 1 None;
    Position "position" 1 Some(1);
    IndexedRepeat "indexed-repeat" 3 Some(7);
    Number "number" 1 Some(1);
    Int "int" 1 Some(1);
    Round "round" 1 Some(2);
    Abs "abs" 1 Some(1);
    Pow "pow" 2 Some(2);
    Sqrt "sqrt" 1 Some(1);
    Exp "exp" 1 Some(1);
    Exp10 "exp10" 1 Some(1);
    Log "log" 1 Some(1);
    Log10 "log10" 1 Some(1);
    Pi "pi" 0 Some(0);
    String "string" 1 Some(1);
    StringLength "string-length" 0 Some(1);
    NormalizeSpace "normalize-space" 0 Some(1);
    Concat "concat" 1 None;
    Join "join" 2 None;
    Regex "regex" 2 Some(2);
    Contains "contains" 2 Some(2);
    StartsWith "starts-with" 2 Some(2);
    EndsWith "ends-with" 2 Some(2);
    Substr "substr" 2 Some(3);
    SubstringBefore "substring-before" 2 Some(2);
    SubstringAfter "substring-after" 2 Some(2);
    Translate "translate" 3 Some(3);
    Today "today" 0 Some(0);
    Now "now" 0 Some(0);
    Date "date" 1 Some(1);
    DateTime "date-time" 1 Some(1);
    FormatDate "format-date" 2 Some(2);
    FormatDateTime "format-date-time" 2 Some(2);
    DecimalDateTime "decimal-date-time" 1 Some(1);
    DecimalTime "decimal-time" 1 Some(1);
}

/// Functions that forms for other programs may use. They would need chance, the world outside the form, or mathematics
/// that does not come out the same on every computer.
const UNSUPPORTED: &[&str] = &[
    "random",
    "randomize",
    "uuid",
    "digest",
    "base64-decode",
    "extract-signed",
    "pulldata",
    "instance",
    "current",
    "last-saved",
    "checklist",
    "weighted-checklist",
    "area",
    "enclosed-area",
    "distance",
    "geofence",
    "intersects",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "atan2",
    "jr:itext",
    "version",
    "property",
    "is-selected",
    "search",
    "last",
    "name",
    "local-name",
    "id",
    "ceiling",
    "floor",
    "substring",
];

impl Function {
    pub fn named(name: &str) -> Option<Function> {
        Function::ALL
            .iter()
            .copied()
            .find(|function| function.name() == name)
    }

    /// The function whose name differs only in capitals, or in `_` or nothing for `-`.
    pub fn nearly(name: &str) -> Option<&'static str> {
        let plain = |name: &str| -> String {
            name.chars()
                .filter(|letter| !matches!(letter, '-' | '_'))
                .map(|letter| letter.to_ascii_lowercase())
                .collect()
        };
        let wanted = plain(name);
        Function::ALL
            .iter()
            .map(|function| function.name())
            .find(|known| plain(known) == wanted)
    }

    pub fn is_known_elsewhere(name: &str) -> bool {
        UNSUPPORTED.contains(&name)
    }
}
