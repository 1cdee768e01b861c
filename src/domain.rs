//! The words and rules of the work, with no database, terminal, clock or file in sight.
//! Everything here can be tested by hand-worked figures; the other rooms only carry it about.

pub mod activity;
pub mod arrival;
pub mod branch;
pub mod branches;
pub mod calendar;
pub mod campaign;
pub mod census;
pub mod change;
pub mod checklist;
pub mod columns;
pub mod coverage;
pub mod credit_code;
pub mod duplicates;
pub mod export;
pub mod expression;
pub mod filling;
pub mod formation;
pub mod handover;
pub mod live;
pub mod organisation;
pub mod paper;
pub mod people;
pub mod register;
pub mod rules;
pub mod score;
pub mod spread;
pub mod staff;
pub mod task;
pub mod view;
pub mod visit;
pub mod worklist;
