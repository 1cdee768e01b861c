//! What is said once something long was done: a file is written, figures are frozen.

use std::sync::Arc;

use super::model::Model;
use super::screen::Screen;
use crate::domain::coverage::Coverage;
use crate::domain::export::Written;

impl Model {
    pub(super) fn written(&mut self, result: Result<Written, String>) {
        let mut is_report = false;
        for screen in &mut self.stack {
            match screen {
                Screen::Export(screen) => screen.written(),
                Screen::ReportFile(screen) => {
                    is_report |= std::mem::take(&mut screen.running);
                }
                _ => {}
            }
        }
        let words = self.shell.words;
        match result {
            Ok(written) => {
                let files: Vec<String> = written
                    .files
                    .iter()
                    .map(|path| path.display().to_string())
                    .collect();
                let files = files.join(words.list_comma());
                if !written.lost.is_empty() {
                    let lost = written.lost.join(words.list_comma());
                    self.shell.bad(words.written_without(&lost));
                    return;
                }
                self.shell.good(match is_report {
                    true => words.report_written(files),
                    false => words.written(written.records, files),
                });
            }
            Err(why) => self.shell.bad(why),
        }
    }

    /// Says that the figures are frozen, and lets the screen that shows them grow from them.
    pub(super) fn frozen(&mut self, coverage: &Arc<Coverage>, new: bool) {
        let words = self.shell.words;
        let (date, rule) = (
            coverage.date.to_string(),
            coverage.counting.name.get(words.0),
        );
        self.shell.good(match new {
            true => words.snapshot_frozen(date, rule),
            false => words.snapshot_known(date, rule),
        });
        for screen in &mut self.stack {
            if let Screen::Coverage(screen) = screen
                && new
            {
                screen.frozen(coverage);
            }
        }
    }
}
