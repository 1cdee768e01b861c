//! The program itself in a real pseudo-terminal, with an emulator reading what it draws: what a person would see is
//! what is compared, never bytes, save where the terminal's own modes are in question.
//! Unix only: signals, limits and terminal modes are what much of this is about.
#![cfg(unix)]

mod county;
mod emulator;
mod evidence;

mod idle;
mod leaving;
mod saving;
mod screens;
mod typing;
mod working;
