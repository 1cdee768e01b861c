//! A form while it is filled: what is shown, what is computed, what is out of its limits and what is still missing.
//! After an answer only that is evaluated again which depends on it, each once, in an order fixed when the form was
//! read.
//!
//! A hidden item keeps its answer and counts as unanswered everywhere: in conditions, sums and counts. ODK clears hidden
//! answers when a form is finished; here they stay, since a journal forgets nothing and a slip of the key that hides
//! twenty answers must not cost them. Who exports takes what is shown.

mod filling;
mod node;
mod order;
mod rows;
mod scope;
mod settle;
mod sheet;
mod written;

pub use filling::{Change, Effect, Live, Place, Refused, State, Told};
pub use node::{Choice, Fault, Limit, Node, Part, What, Why};
pub use rows::{MOST_TIMES, Row};
pub use sheet::Sheet;
pub use written::written;
