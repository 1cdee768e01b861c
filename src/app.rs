//! What the program does with what happens: one list of everything that can happen, one of everything that can be
//! asked. Pure memory: no disk, thread, clock or terminal is touched from here.

pub mod advice;
pub mod ask;
pub mod begin;
pub mod branch;
pub mod branches;
pub mod campaign;
pub mod census;
pub mod command;
pub mod coverage;
pub mod duplicates;
pub mod export;
pub mod finder;
pub mod finish;
pub mod form;
pub mod give;
pub mod help;
pub mod import;
pub mod model;
pub mod names;
pub mod organisation;
pub mod organisations;
mod outcome;
pub mod outline;
pub mod palette;
pub mod people;
pub mod person;
pub mod pick;
pub mod register;
pub mod report;
pub mod report_file;
pub mod screen;
pub mod settings;
pub mod sheet;
pub mod staff;
pub mod start;
pub mod tasks;
pub mod today;
pub mod view;
pub mod visit;
pub mod visit_card;
pub mod wall;
pub mod welcome;

pub use command::{Cmd, Loaded, Msg};
pub use model::{Model, Shell, Template, update};
pub use view::view;
