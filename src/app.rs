//! What the program does with what happens: one list of everything that can happen, one of everything that can be
//! asked. Pure memory: no disk, thread, clock or terminal is touched from here.

pub mod ask;
pub mod branch;
pub mod branches;
pub mod census;
pub mod command;
pub mod export;
pub mod finder;
pub mod finish;
pub mod form;
pub mod help;
pub mod model;
pub mod organisation;
pub mod organisations;
pub mod outline;
pub mod palette;
pub mod pick;
pub mod register;
pub mod screen;
pub mod settings;
pub mod sheet;
pub mod today;
pub mod view;
pub mod visit;
pub mod visit_card;
pub mod welcome;

pub use command::{Cmd, Loaded, Msg};
pub use model::{Model, Shell, update};
pub use view::view;
