//! The language of forms and forms while they are filled: hand-worked fillings, and properties over random texts,
//! forms and answers.

mod dice;
mod faults;
mod fillings;
mod long_texts;
mod make;
mod random_forms;
mod random_texts;
mod repeats;
