//! What there is to say about a form: why it is refused, or what of it the program takes otherwise than it stands
//! there. The words for each are in `words`.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::place::Spot;
use crate::domain::checklist::{Lang, Trouble, What};
use crate::domain::{expression, live};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where; at least one.
    pub spots: Vec<Spot>,
    pub said: Said,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Refused(Refusal),
    Warned(Warning),
}

/// Why no template comes of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no sheet `survey`, or nothing in it.
    NoSurvey,
    /// More rows than this.
    TooLong(usize),
    SheetTwice(String),
    /// A column that the sheet must have.
    NoColumn(&'static str),
    /// A column's name, and the letters of the other one.
    HeaderTwice(String, String),
    /// What a failed formula left.
    FormulaError(String),
    NoType,
    UnknownType(String),
    /// A type of XLSForm that this program has nothing for.
    Unsupported(String),
    NoName,
    BadName(String),
    /// A choice's name that could not stand in an answer.
    BadChoice(String),
    /// A name, and where it stands first.
    NameTwice(String, Spot),
    NoListName,
    ChoiceTwice {
        list: String,
        name: String,
        first: Spot,
    },
    /// `select_one` without the name of a list.
    SelectsNothing,
    NoSuchList(String),
    /// `or_other` beside a choice filter.
    OtherFiltered,
    EndUnopened(String),
    /// What is ended, and what is open: its type and name.
    EndCrosses(String, String),
    NotEnded(String),
    RepeatInRepeat {
        inner: String,
        outer: String,
    },
    RepeatEmpty(String),
    RepeatCount(String),
    /// An expression that is none.
    Expression(String, expression::Fault),
    /// An expression that does not fit the form.
    Form(String, live::Why),
    /// `${name}` in a text, of a name that is not there.
    TextReference(String),
    Parameter(String),
    Default(Trouble),
    /// Choices that only another file holds.
    OtherFile(String),
    /// A trigger beside a calculation that depends on the moment.
    TriggerOfMoment,
    NoCalculation(String),
    Template(What),
}

/// What the template does not have as the form has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    UnknownSheet(String),
    UnknownColumn(String),
    /// Cells of a column that mean nothing in their rows.
    NotUsed(String),
    /// Cells under no column's name.
    NoHeader,
    /// A row without type, name and label.
    CommentRow,
    Disabled,
    Appearance,
    OtherLanguage(String),
    /// A column in one language only, and the language that lacks; none where both come from the same.
    OneLanguage(&'static str, Option<Lang>),
    Untranslated(Lang),
    NoLabel(String),
    /// Typographic quotes read as plain ones.
    Quotes,
    CaseTwins(String, String),
    GroupEmpty(String),
    /// Metadata that the program keeps by itself.
    Metadata(String),
    /// Metadata that others refer to, kept as an item.
    MetadataKept(String),
    /// A type whose answer is the name of a file.
    AnyFile(String),
    /// A type whose answer is typed here.
    Typed(String),
    /// A question with a calculation is worked out, not asked.
    Calculated(String),
    TriggerAlways,
    ReadOnlyCondition,
    NoConstraintMessage,
    Parameter(String),
    Title(String),
    Id {
        found: String,
        id: String,
    },
    Version(String),
    /// A language of the form that is neither Chinese nor English.
    DefaultLanguage(String),
    /// `position(..)` in a group that stands in a repeat.
    GroupPosition,
    /// A column of the choices that no filter asks for.
    ColumnUnasked(String),
}

#[derive(Debug, Default)]
pub struct Remarks {
    all: Vec<Remark>,
    /// Where in `all` each stands, by everything it says.
    places: HashMap<String, usize>,
}

impl Remarks {
    pub fn refuse(&mut self, spot: &Spot, why: Refusal) {
        self.add(vec![spot.clone()], Said::Refused(why));
    }

    pub fn warn(&mut self, spot: &Spot, of: Warning) {
        self.add(vec![spot.clone()], Said::Warned(of));
    }

    pub fn warn_of_all(&mut self, spots: Vec<Spot>, of: Warning) {
        if !spots.is_empty() {
            self.add(spots, Said::Warned(of));
        }
    }

    /// What is said of several places is said once.
    fn add(&mut self, spots: Vec<Spot>, said: Said) {
        let place = self.places.entry(format!("{said:?}"));
        let at = *place.or_insert(self.all.len());
        match self.all.get_mut(at) {
            Some(known) => known.spots.extend(spots),
            None => self.all.push(Remark { spots, said }),
        }
    }

    pub fn is_refused(&self) -> bool {
        let mut remarks = self.all.iter();
        remarks.any(|remark| matches!(remark.said, Said::Refused(_)))
    }

    /// Refusals first, each in the order of the file.
    pub fn sorted(mut self) -> Vec<Remark> {
        for remark in &mut self.all {
            remark.spots.sort_by(in_order);
            remark.spots.dedup();
        }
        let is_warning = |remark: &Remark| matches!(remark.said, Said::Warned(_));
        self.all.sort_by(|one, other| {
            let places = one.spots.iter().zip(&other.spots).next();
            let by_place = places.map_or(Ordering::Equal, |(one, other)| in_order(one, other));
            is_warning(one).cmp(&is_warning(other)).then(by_place)
        });
        self.all
    }
}

/// Survey, choices, settings, then the rest; by row, then by column.
fn in_order(one: &Spot, other: &Spot) -> Ordering {
    let rank = |spot: &Spot| {
        let lower = spot.sheet.trim().to_lowercase();
        let known = ["survey", "choices", "settings"];
        known
            .iter()
            .position(|name| *name == lower)
            .unwrap_or(known.len())
    };
    let by_sheet = rank(one)
        .cmp(&rank(other))
        .then_with(|| one.sheet.cmp(&other.sheet));
    by_sheet.then_with(|| (one.row, one.column).cmp(&(other.row, other.column)))
}
