//! liuyou (六有): field inspection of social organisations, offline, by keyboard, in a terminal.
//! The rooms of the house; who may know whom is held by `tests/rules.rs`.

pub mod app;
pub mod backup;
pub mod cli;
pub mod demo;
pub mod documents;
pub mod domain;
pub mod evidence;
pub mod intake;
pub mod keys;
mod mutant;
pub mod reports;
pub mod runtime;
pub mod standards;
pub mod store;
pub mod sync;
pub mod theme;
pub mod widgets;
pub mod width;
pub mod words;
