//! The items of a form as they are handed in, and what can be wrong with them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::checklist::Text;
use crate::domain::expression::{Expression, Kind, Misfit};

/// One line of a form, in reading order; a group and a repeat stand before what they hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What `${...}` calls it; no other has it.
    pub name: String,
    /// The group or repeat it stands in.
    pub parent: Option<String>,
    pub what: What,
    /// Shown when this is true; always without it.
    pub relevant: Option<Expression>,
    /// An answer is demanded when this is true; never without it.
    pub required: Option<Expression>,
    /// Asked of an answer, never of none.
    pub limit: Option<Limit>,
    /// Like a limit, but it holds nobody up.
    pub warning: Option<Limit>,
    pub choices: Option<Arc<[Choice]>>,
    /// Which of the choices are offered; all without it.
    pub filter: Option<Expression>,
    /// What stands there before anything is answered; who begins a form asks for it with `Live::default`.
    pub default: Option<Expression>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Question(Kind),
    Note,
    Computed(Expression),
    Group,
    /// Asked so many times; by hand if there is no count.
    Repeat {
        count: Option<Expression>,
    },
}

/// What an answer must keep to, and the key of the message that says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    pub test: Expression,
    pub message: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub code: String,
    pub label: Text,
    /// Further columns that a filter may ask for.
    pub columns: BTreeMap<String, String>,
}

impl Node {
    /// A node with nothing but its name, at the top of the form.
    pub fn new(name: impl Into<String>, what: What) -> Node {
        Node {
            name: name.into(),
            parent: None,
            what,
            relevant: None,
            required: None,
            limit: None,
            warning: None,
            choices: None,
            filter: None,
            default: None,
        }
    }

    /// Its expressions, in the order in which faults are told.
    pub fn expressions(&self) -> impl Iterator<Item = (Part, &Expression)> {
        let value = match &self.what {
            What::Computed(expression) => Some((Part::Computed, expression)),
            What::Repeat { count } => count.as_ref().map(|count| (Part::Count, count)),
            What::Question(_) | What::Note | What::Group => None,
        };
        [
            value,
            self.relevant.as_ref().map(|test| (Part::Relevant, test)),
            self.required.as_ref().map(|test| (Part::Required, test)),
            self.limit.as_ref().map(|limit| (Part::Limit, &limit.test)),
            self.warning
                .as_ref()
                .map(|limit| (Part::Warning, &limit.test)),
            self.filter.as_ref().map(|test| (Part::Filter, test)),
            self.default.as_ref().map(|value| (Part::Default, value)),
        ]
        .into_iter()
        .flatten()
    }
}

/// Which expression of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Name,
    Parent,
    Computed,
    Count,
    Relevant,
    Required,
    Limit,
    Warning,
    Filter,
    Default,
}

/// A fault of a form, at a node and the part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub node: String,
    pub part: Part,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    NameMissing,
    NameTwice,
    /// No group or repeat of this name stands before it.
    NoParent(String),
    /// Repeats inside repeats beyond what a form may have.
    TooDeep {
        most: usize,
    },
    /// `.` outside a limit or a warning, where it would speak of its own outcome.
    OwnValue,
    /// `once` outside a computed value.
    Once,
    /// A filter without choices.
    NoChoices,
    /// These depend on each other in a ring; each on the next, the last on the first.
    Ring(Vec<String>),
    Misfit(Misfit),
}
