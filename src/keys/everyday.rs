//! What is at hand at any time: Today, the settings, the menu and the help.

use super::{Action, Binding, Scope, binding};
use crate::words::Words;

#[rustfmt::skip]
pub const KEYS: &[Binding] = {
    use Action as A;
    use Scope as S;
    type W = Words;
    &[
        binding(S::Today, A::Open, &["Enter"], W::key_open, true),
        binding(S::Today, A::FindOrganisation, &["F3", "/", "o"], W::key_find_organisation, true),
        binding(S::Today, A::Export, &["F4", "e"], W::key_export, true),
        binding(S::Today, A::Settings, &["F5", "s"], W::key_settings, false),
        binding(S::Today, A::Import, &["F10", "i"], W::key_import, false),
        binding(S::Today, A::People, &["F7", "p"], W::key_people, false),
        binding(S::Today, A::Coverage, &["F6", "c"], W::key_coverage, true),
        binding(S::Today, A::Branches, &["F8", "b"], W::key_branches, false),
        binding(S::Today, A::Campaign, &["F9", "g"], W::key_campaign, false),
        binding(S::Today, A::Tasks, &["F12", "t"], W::key_tasks, false),
        binding(S::Today, A::Chains, &["F11", "h"], W::key_chains, false),
        binding(S::Today, A::Plan, &["1", "l"], W::key_plan, false),
        binding(S::Today, A::Rounds, &["2", "d"], W::key_rounds, false),
        binding(S::Today, A::Findings, &["3", "w"], W::key_findings, false),
        binding(S::Today, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Today, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Today, A::Quit, &["Esc", "q"], W::key_quit, true),
        binding(S::Today, A::Notices, &["4", "n"], W::key_notices, false),
        binding(S::Today, A::Conflicts, &["6", "x"], W::key_conflicts, false),
        binding(S::Today, A::Sync, &["5", "y"], W::key_sync, false),

        binding(S::Settings, A::NextField, &["Tab", "Down", "Enter"], W::key_next_field, true),
        binding(S::Settings, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::Settings, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::Settings, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Settings, A::Backup, &["F3"], W::key_backup, true),
        binding(S::Settings, A::Passphrase, &["F4"], W::key_passphrase, true),
        binding(S::Settings, A::Back, &["Esc"], W::key_back, true),

        binding(S::Lock, A::Confirm, &["Enter"], W::key_unlock, true),

        binding(S::Welcome, A::NextField, &["Enter", "Down", "Tab"], W::key_next_field, true),
        binding(S::Welcome, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::Welcome, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::Welcome, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Welcome, A::Confirm, &["F9"], W::key_begin, true),

        binding(S::Anywhere, A::Palette, &["F2", "Ctrl+P", ":"], W::key_palette, true),
        binding(S::Anywhere, A::Help, &["F1", "?"], W::key_help, true),
        binding(S::Anywhere, A::Conflicts, &["Ctrl+X"], W::key_conflicts, false),
        binding(S::Anywhere, A::LockNow, &["Ctrl+L"], W::key_lock, false),
        binding(S::Anywhere, A::Sync, &["Ctrl+S"], W::key_sync, false),
        binding(S::Anywhere, A::Quit, &["Ctrl+Q", "Ctrl+C"], W::key_quit, false),
    ]
};
