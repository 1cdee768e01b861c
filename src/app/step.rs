//! What a screen asks of the stack after an action: to stay, to go back, to open another, and what to do outside.

use super::command::Cmd;
use super::screen::{Reply, Screen};

/// What a screen wants done after an action.
#[derive(Default)]
pub struct Step {
    pub go: Go,
    pub cmds: Vec<Cmd>,
}

#[derive(Default)]
pub enum Go {
    #[default]
    Stay,
    Back,
    Open(Box<Screen>),
    /// Leaves this screen and hands something to the one below.
    Reply(Reply),
    Quit,
}

impl Step {
    pub fn stay() -> Step {
        Step::default()
    }

    pub fn go(go: Go) -> Step {
        Step {
            go,
            cmds: Vec::new(),
        }
    }

    pub fn back() -> Step {
        Step::go(Go::Back)
    }

    pub fn open(screen: Screen) -> Step {
        Step::go(Go::Open(Box::new(screen)))
    }

    pub fn ask(cmds: Vec<Cmd>) -> Step {
        Step { go: Go::Stay, cmds }
    }

    pub fn with(mut self, cmd: Cmd) -> Step {
        self.cmds.push(cmd);
        self
    }
}
