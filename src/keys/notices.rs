//! Notices: the list, and one notice.

use super::{Action, Binding, Scope, binding};
use crate::words::Words;

#[rustfmt::skip]
pub const KEYS: &[Binding] = {
    use Action as A;
    use Scope as S;
    type W = Words;
    &[
        binding(S::Notices, A::Open, &["Enter"], W::key_open, true),
        binding(S::Notices, A::FilterKind, &["F3", "k"], W::key_notice_kind, true),
        binding(S::Notices, A::FilterStanding, &["F4", "s"], W::key_standing, false),
        binding(S::Notices, A::Circular, &["F5", "c"], W::key_circular, true),
        binding(S::Notices, A::Write, &["F9", "e"], W::key_register, true),
        binding(S::Notices, A::TalkRegister, &["F10", "t"], W::key_talk_register, false),
        binding(S::Notices, A::ClearFilters, &["F8"], W::key_clear_filters, false),
        binding(S::Notices, A::Up, &["Up"], W::key_up, false),
        binding(S::Notices, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Notices, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Notices, A::PageDown, &["PgDn", " "], W::key_page_down, false),
        binding(S::Notices, A::First, &["Home"], W::key_first, false),
        binding(S::Notices, A::Last, &["End"], W::key_last, false),
        binding(S::Notices, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Notice, A::Open, &["Enter"], W::key_steps, true),
        binding(S::Notice, A::Edit, &["F3", "m"], W::key_edit_head, true),
        binding(S::Notice, A::EditText, &["F4", "t"], W::key_edit_text, true),
        binding(S::Notice, A::Issue, &["F5", "i"], W::key_issue, true),
        binding(S::Notice, A::Serve, &["F6", "s"], W::key_serve, false),
        binding(S::Notice, A::ReceiptBack, &["F7", "r"], W::key_receipt_back, false),
        binding(S::Notice, A::ReportReceived, &["F8", "a"], W::key_answered, false),
        binding(S::Notice, A::Print, &["F9", "p"], W::key_print, true),
        binding(S::Notice, A::RecordTalk, &["F10", "y"], W::key_record_talk, false),
        binding(S::Notice, A::WithdrawNotice, &["F12", "w"], W::key_withdraw_notice, false),
        binding(S::Notice, A::FindOrganisation, &["F11", "o"], W::key_to_finding, false),
        binding(S::Notice, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Notice, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Notice, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Notice, A::PageDown, &["PgDn", " "], W::key_page_down, false),
        binding(S::Notice, A::First, &["Home"], W::key_first, false),
        binding(S::Notice, A::Last, &["End"], W::key_last, false),
        binding(S::Notice, A::Back, &["Esc", "q"], W::key_back, true),
    ]
};
