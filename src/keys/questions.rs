//! Lists to choose from, sheets to fill in, and questions laid over a screen.

use super::{Action, Binding, Scope, binding};
use crate::words::Words;

#[rustfmt::skip]
pub const KEYS: &[Binding] = {
    use Action as A;
    use Scope as S;
    type W = Words;
    &[
        binding(S::Sheet, A::Confirm, &["F9"], W::key_save, true),
        binding(S::Sheet, A::NextField, &["Tab", "Down", "Enter"], W::key_next_field, true),
        binding(S::Sheet, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::Sheet, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::Sheet, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Sheet, A::Back, &["Esc"], W::key_cancel, true),

        binding(S::Ask, A::Confirm, &["Enter"], W::key_confirm, true),
        binding(S::Ask, A::Back, &["Esc", "q"], W::key_cancel, true),

        binding(S::Pick, A::Open, &["Enter"], W::key_choose, true),
        binding(S::Pick, A::Up, &["Up"], W::key_up, false),
        binding(S::Pick, A::Down, &["Down"], W::key_down, false),
        binding(S::Pick, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Pick, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Pick, A::Back, &["Esc"], W::key_cancel, true),

        binding(S::Help, A::Down, &["Down", "j", "Enter"], W::key_down, false),
        binding(S::Help, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Help, A::PageDown, &["PgDn", " "], W::key_page_down, true),
        binding(S::Help, A::PageUp, &["PgUp"], W::key_page_up, true),
        binding(S::Help, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Quit, A::Confirm, &["F10"], W::key_quit_anyway, false),
        binding(S::Quit, A::Back, &["Esc", "Enter"], W::key_stay, false),
    ]
};
