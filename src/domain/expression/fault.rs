//! What can be wrong with an expression, with the place of it; the words for it belong to whoever shows it.
//! A fault is found before anything is evaluated: evaluation itself has none.

use super::kind::Kind;

/// Why a text is no expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Byte of the text at which it goes wrong; at most its length.
    pub at: usize,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is nothing but white space.
    Empty,
    /// More bytes than an expression may have.
    TooLong { most: usize },
    /// Parentheses, calls and signs inside each other beyond what an expression may have.
    TooDeep { most: usize },
    /// More patterns than an expression may have.
    TooManyPatterns { most: usize },
    /// A character that spreadsheets and input methods put in the place of `meant`.
    WrongCharacter { found: char, meant: &'static str },
    /// A character that has no meaning here.
    Unexpected(char),
    /// The operator of another language; `meant` is how it is written here.
    WrongOperator { found: String, meant: &'static str },
    /// A quoted text without its closing quote.
    OpenText,
    /// `${` without `}`.
    OpenReference,
    /// `${}`
    EmptyReference,
    /// A number beyond what can be counted with.
    NumberTooLarge,
    /// A value should stand here: the text ends, or an operator or comma comes too early.
    ValueMissing,
    /// Two values stand beside each other.
    OperatorMissing,
    /// A parenthesis that is never closed.
    OpenParenthesis,
    /// A closing parenthesis too many, or a comma outside a function.
    Unopened(char),
    /// No such function; `meant` is one with nearly that name.
    UnknownFunction {
        name: String,
        meant: Option<&'static str>,
    },
    /// A function that other programs know and this one does not.
    UnsupportedFunction(String),
    ArgumentCount {
        function: &'static str,
        found: usize,
        least: usize,
        /// None for as many as wanted.
        most: Option<usize>,
    },
    /// A word that is neither quoted nor a reference; `meant` where it can be guessed.
    BareName { name: String, meant: Option<String> },
    /// A path, an axis or a predicate; only `${name}`, `.` and `position(..)` are supported.
    Path(String),
    /// `${name}` inside quotes is text, and hardly meant so.
    QuotedReference(String),
    /// This argument must be `${name}`.
    ReferenceWanted { function: &'static str },
    /// This argument must be written out in quotes.
    LiteralWanted { function: &'static str },
    /// A pattern that is wrong or beyond this program; what the pattern engine says, in English.
    Pattern(String),
    /// A letter after `%` that a date format does not know.
    FormatLetter(char),
}

/// Why an expression does not fit the items it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Byte of the expression's text.
    pub at: usize,
    pub why: Mismatch,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// No item has this name.
    Unknown(String),
    /// The choices have no column of this name.
    NoColumn(String),
    /// The item is asked several times and this place asks for one value.
    Repeated(String),
    /// A group or a repeat has no value.
    NoValue(String),
    /// `count`, `sum` and their like want a reference.
    NoSet,
    NotARepeat(String),
    /// The item does not stand in that repeat.
    NotWithin {
        item: String,
        repeat: String,
    },
    /// The repeat is itself inside one that is not named.
    OuterRepeatMissing(String),
    /// `position(..)` where nothing is repeated.
    NotRepeated,
    /// `.` or `once` where there is no own answer.
    NoOwnValue,
    /// The item has no choices.
    NoChoices(String),
    /// Calculated with, or ordered, but never a number.
    NoNumber(Kind),
    /// A quoted text that can never be a number.
    TextIsNoNumber(String),
    /// A quoted text that is no date, beside a date.
    TextIsNoDate(String),
    /// A quoted text other than `yes` and `no`, beside a yes/no item.
    TextIsNotYesNo(String),
    /// Compared with each other, but never alike.
    Compared(Kind, Kind),
    /// Two dates are added up.
    DatesAdded,
    /// `selected` and its like on what is no selection.
    NoSelection(Kind),
    /// A choice's code must be quoted.
    CodeNotQuoted,
    /// A date function on what is no date.
    NoDate(Kind),
}
