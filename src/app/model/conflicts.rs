//! Conflicts among the other screens: opened from anywhere, those of the record on screen first, and gone once decided.

use super::Model;
use crate::app::command::Cmd;
use crate::app::conflicts::ConflictsScreen;
use crate::app::screen::Screen;
use crate::domain::calendar::Now;
use crate::domain::conflict::Decided;

impl Model {
    /// Those of the record on screen, where it has any, else all.
    pub(super) fn open_conflicts(&mut self, now: Now) -> Vec<Cmd> {
        let begun = !matches!(self.stack[0], Screen::Welcome(_));
        if self.top().is_overlay() || matches!(self.top(), Screen::Conflicts(_)) || !begun {
            return Vec::new();
        }
        let mut cmds = self.leave_field(now);
        let of = match self.top() {
            Screen::Visit(screen) => screen.conflict_here(),
            Screen::Organisation(screen) => screen.conflict_here(),
            Screen::Problems(screen) => screen.conflict_here(),
            Screen::Notices(screen) => screen.conflict_here(),
            _ => None,
        };
        let step = ConflictsScreen::open(of, &mut self.shell);
        cmds.extend(self.take(step, now));
        cmds
    }

    /// A decision is on the disk, or came too late and wrote nothing.
    pub(super) fn decided(&mut self, ticket: u64, decided: Decided, now: Now) -> Vec<Cmd> {
        let words = self.shell.words;
        self.take_down(ticket);
        match decided {
            Decided::Done => self.shell.good(words.conflict_decided()),
            Decided::NewsCame => self.shell.bad(words.conflict_news()),
            Decided::Over => self.shell.hint(words.conflict_over()),
        }
        let mut cmds = self.refreshed(now);
        for screen in &self.stack {
            match screen {
                Screen::Visit(visit) => cmds.push(Cmd::Visit(visit.id())),
                Screen::Organisation(screen) => cmds.push(Cmd::Organisation(screen.id())),
                _ => {}
            }
        }
        cmds
    }
}
