//! What the title line says of each screen: where one is on the left, how far or how much on the right.

use super::Screen;
use crate::app::model::Shell;

impl Screen {
    /// Left and right of the title line.
    pub fn title(&self, shell: &Shell) -> (String, String) {
        let words = shell.words;
        match self {
            Screen::Visit(screen) => screen.title(shell),
            Screen::Evidence(screen) => screen.title(shell.words),
            Screen::Compare(screen) => screen.title(words),
            Screen::Census(screen) => screen.title(words),
            Screen::Staff(screen) => screen.title(shell),
            Screen::Supervision(screen) => screen.title(shell),
            Screen::Problems(screen) => screen.title(shell),
            Screen::Notices(screen) => screen.title(shell),
            Screen::Sync(screen) => screen.title(shell),
            Screen::Branches(screen) => (words.branches().into(), screen.position(words)),
            Screen::Branch(screen) => screen.title(words),
            Screen::Handover(screen) => (screen.title(words), String::new()),
            Screen::Chains(screen) => screen.title(words),
            Screen::Organisation(screen) => (screen.name(words), String::new()),
            Screen::Organisations(screen) => (words.organisations().into(), screen.position(words)),
            Screen::Welcome(_) => (words.welcome().into(), String::new()),
            Screen::Register(screen) if screen.is_new() => {
                (words.new_organisation().into(), String::new())
            }
            Screen::Register(_) => (words.change_organisation().into(), String::new()),
            Screen::Advice(screen) => (screen.name(), words.advice_title().into()),
            Screen::Tasks(screen) => screen.title(shell),
            Screen::Give(_) => (words.give_title().into(), String::new()),
            Screen::Wall(screen) => screen.title(shell),
            Screen::Campaign(screen) => screen.title(shell),
            Screen::Begin(_) => (words.begin_title().into(), String::new()),
            Screen::Export(_) => (words.export().into(), String::new()),
            Screen::Import(screen) => (words.import_register().into(), screen.position()),
            Screen::Coverage(_) => (words.coverage().into(), shell.today.to_string()),
            Screen::Report(screen) => (screen.title(shell), shell.today.to_string()),
            Screen::ReportFile(screen) => (screen.title(shell), String::new()),
            Screen::Names(screen) => screen.title(shell),
            Screen::Duplicates(screen) => (words.import_list_twins().into(), screen.position()),
            Screen::Settings(_) => (words.settings().into(), String::new()),
            _ => (words.today().into(), shell.today.to_string()),
        }
    }
}
