//! Opening the screen, on the county's data or on a made-up county that is thrown away afterwards.

use std::io::{IsTerminal, stdin, stdout};
use std::path::{Path, PathBuf};

use super::Context;
use super::failure::Failure;
use crate::demo;
use crate::runtime::{self, Launch};
use crate::store::Store;
use crate::words::Lang;

/// `liuyou`
pub fn run(context: &Context) -> Result<(), Failure> {
    need_terminal()?;
    open(
        context.directory()?,
        (!context.language.from_settings).then_some(context.language.lang),
    )
}

/// `liuyou demo`
pub fn demo(context: &Context) -> Result<(), Failure> {
    need_terminal()?;
    let folder = Throwaway::new()?;
    // closed again before the screen opens it: one program writes at a time
    demo::county(&mut Store::open_or_create(&folder.0)?, runtime::now())?;
    open(folder.0.clone(), Some(context.language.lang))
}

fn open(directory: PathBuf, lang: Option<Lang>) -> Result<(), Failure> {
    Ok(runtime::run(&Launch { directory, lang })?)
}

/// Asked before anything is created.
fn need_terminal() -> Result<(), Failure> {
    match stdin().is_terminal() && stdout().is_terminal() {
        true => Ok(()),
        false => Err(Failure::NoTerminal),
    }
}

/// A folder of its own among the temporary files; it goes when this value goes, after errors and panics too.
struct Throwaway(PathBuf);

impl Throwaway {
    fn new() -> Result<Throwaway, Failure> {
        let mut name = [0; 8];
        getrandom::fill(&mut name).expect("the operating system gives random bytes");
        let folder =
            std::env::temp_dir().join(format!("liuyou-demo-{:016x}", u64::from_be_bytes(name)));
        make_private(&folder).map_err(|cause| Failure::Throwaway(folder.clone(), cause))?;
        Ok(Throwaway(folder))
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        // what cannot be removed is left to the system, which clears its temporary files
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Fails where the folder is already there: nobody can have put something in its place.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_throwaway_folder_goes_with_its_value() {
        let folder = Throwaway::new().unwrap();
        let place = folder.0.clone();
        std::fs::write(place.join("liuyou.db"), "x").unwrap();
        assert!(make_private(&place).is_err());
        drop(folder);
        assert!(!place.exists());
    }
}
