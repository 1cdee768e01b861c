//! Sync: how it stands, the devices of the store, and files set aside.

use super::{Action, Binding, Scope, binding};
use crate::words::Words;

#[rustfmt::skip]
pub const KEYS: &[Binding] = {
    use Action as A;
    use Scope as S;
    type W = Words;
    &[
        binding(S::Sync, A::SyncNow, &["F9", "s"], W::key_sync_now, true),
        binding(S::Sync, A::StopSync, &["F8", "x"], W::key_stop_sync, true),
        binding(S::Sync, A::Open, &["Enter"], W::key_open, true),
        binding(S::Sync, A::NameStore, &["F3", "f"], W::key_name_store, true),
        binding(S::Sync, A::BeginStore, &["F7", "b"], W::key_begin_store, true),
        binding(S::Sync, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Sync, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Sync, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Devices, A::Approve, &["F5", "a"], W::key_approve, true),
        binding(S::Devices, A::Revoke, &["F8", "x"], W::key_revoke, true),
        binding(S::Devices, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Devices, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Devices, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Devices, A::PageDown, &["PgDn", " "], W::key_page_down, false),
        binding(S::Devices, A::First, &["Home"], W::key_first, false),
        binding(S::Devices, A::Last, &["End"], W::key_last, false),
        binding(S::Devices, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Aside, A::ReadAgain, &["F5", "r"], W::key_read_again, true),
        binding(S::Aside, A::ReadAllAgain, &["F6"], W::key_read_all_again, true),
        binding(S::Aside, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Aside, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Aside, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Aside, A::PageDown, &["PgDn", " "], W::key_page_down, false),
        binding(S::Aside, A::First, &["Home"], W::key_first, false),
        binding(S::Aside, A::Last, &["End"], W::key_last, false),
        binding(S::Aside, A::Back, &["Esc", "q"], W::key_back, true),
    ]
};
