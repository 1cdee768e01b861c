//! The kinds of value an item can have, as far as expressions tell them apart.
//! Answers are text; their kind says how the text is written and what may be done with it.

/// What a reference or an expression stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Written as XPath prints numbers: `12`, `-0.5`.
    Number,
    Text,
    /// Written `2026-11-22`.
    Date,
    /// A date with a time of day, written `2026-11-22 09:05`.
    Moment,
    /// Written `09:05`.
    Time,
    /// One choice's code.
    One,
    /// Codes with a space between them.
    Several,
    /// Written `yes` or `no`.
    YesNo,
    /// What a comparison gives; written `true` or `false`.
    Truth,
    /// A day as its number since 1 January 1970: what adding days to a date gives.
    Days,
    Repeat,
    Group,
    /// Not known before it is evaluated.
    Any,
}

impl Kind {
    /// Whether it has a value at all.
    pub fn has_value(self) -> bool {
        !matches!(self, Kind::Repeat | Kind::Group)
    }

    pub fn is_dated(self) -> bool {
        matches!(self, Kind::Date | Kind::Moment)
    }

    /// The kind of what is one or the other.
    pub fn or(self, other: Kind) -> Kind {
        use Kind::{Any, Days, Number, One, Text, Truth};
        match (self, other) {
            _ if self == other => self,
            (Number, Days | Truth) | (Days | Truth, Number) => Number,
            (Text, One) | (One, Text) => Text,
            _ => Any,
        }
    }
}
