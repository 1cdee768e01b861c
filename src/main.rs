//! liuyou (六有): see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(liuyou::cli::run(std::env::args_os().collect()))
}
