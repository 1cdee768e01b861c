//! The command line.

/// Runs the command the arguments name; returns the exit code.
pub fn run(_arguments: Vec<std::ffi::OsString>) -> u8 {
    0
}
