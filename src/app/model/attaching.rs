//! From copied files to entries in the journal: nothing is said to be attached before both are on the disk.

use super::Model;
use crate::app::command::Cmd;
use crate::app::screen::Screen;
use crate::domain::calendar::Now;
use crate::domain::evidence::KeptFile;

impl Model {
    /// Files lie in the data folder, or do not; the sheet that asked for it goes on from there.
    pub(super) fn files_kept(
        &mut self,
        ticket: u64,
        kept: Result<Vec<KeptFile>, String>,
        now: Now,
    ) -> Vec<Cmd> {
        let Model { shell, stack, .. } = self;
        let sheet = stack.iter_mut().find_map(|screen| match screen {
            Screen::Attach(sheet) if sheet.copies(ticket) => Some(sheet),
            _ => None,
        });
        match sheet {
            Some(sheet) => {
                let step = sheet.kept(kept, shell, now);
                self.take(step, now)
            }
            // cancelled meanwhile: files that nothing names are taken up again or swept later
            None => Vec::new(),
        }
    }

    /// Takes the sheet away whose files are named in the journal now; returns what is to be said.
    pub(super) fn attached(&mut self, ticket: u64) -> Option<String> {
        let at = self
            .stack
            .iter()
            .position(|screen| matches!(screen, Screen::Attach(sheet) if sheet.saves(ticket)))?;
        match self.stack.remove(at) {
            Screen::Attach(sheet) => Some(sheet.said),
            _ => None,
        }
    }
}
