//! Findings: the board, one finding, and what a visit offers.

use super::{Action, Binding, Scope, binding};
use crate::words::Words;

#[rustfmt::skip]
pub const KEYS: &[Binding] = {
    use Action as A;
    use Scope as S;
    type W = Words;
    &[
        binding(S::Findings, A::Open, &["Enter"], W::key_open, true),
        binding(S::Findings, A::FilterLight, &["F3"], W::key_light, true),
        binding(S::Findings, A::FilterStanding, &["F4"], W::key_standing, true),
        binding(S::Findings, A::FilterArea, &["F5"], W::key_area, false),
        binding(S::Findings, A::FilterAuthority, &["F6"], W::key_authority, false),
        binding(S::Findings, A::FilterResponsible, &["F7"], W::key_responsible, false),
        binding(S::Findings, A::ClearFilters, &["F8"], W::key_clear_filters, false),
        binding(S::Findings, A::Mark, &["F12"], W::key_mark, true),
        binding(S::Findings, A::MarkAll, &["Ctrl+A"], W::key_mark_all, false),
        binding(S::Findings, A::Steps, &["F9"], W::key_step_marked, true),
        binding(S::Findings, A::Write, &["F10"], W::key_ledger, false),
        binding(S::Findings, A::ShowAll, &["F11"], W::key_all_findings, false),
        binding(S::Findings, A::Up, &["Up"], W::key_up, false),
        binding(S::Findings, A::Down, &["Down"], W::key_down, false),
        binding(S::Findings, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Findings, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Findings, A::First, &["Ctrl+Home", "Home"], W::key_first, false),
        binding(S::Findings, A::Last, &["Ctrl+End", "End"], W::key_last, false),
        binding(S::Findings, A::Back, &["Esc"], W::key_clear_or_back, true),

        binding(S::Finding, A::Open, &["Enter"], W::key_steps, true),
        binding(S::Finding, A::FeedBack, &["F10", "f"], W::key_feed_back, false),
        binding(S::Finding, A::ReportReceived, &["F3", "r"], W::key_report_received, true),
        binding(S::Finding, A::Recheck, &["F4", "c"], W::key_recheck, false),
        binding(S::Finding, A::CloseFinding, &["F5", "z"], W::key_close, true),
        binding(S::Finding, A::SendBack, &["F6", "b"], W::key_send_back, false),
        binding(S::Finding, A::Extend, &["F7", "x"], W::key_extend, false),
        binding(S::Finding, A::HandOn, &["F8", "p"], W::key_hand_on, false),
        binding(S::Finding, A::Propose, &["F9", "n"], W::key_next_notice, true),
        binding(S::Finding, A::FindOrganisation, &["F11", "o"], W::key_to_organisation, false),
        binding(S::Finding, A::OpenVisit, &["F12", "v"], W::key_to_visit, false),
        binding(S::Finding, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Finding, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Finding, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Finding, A::PageDown, &["PgDn", " "], W::key_page_down, false),
        binding(S::Finding, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Offers, A::Confirm, &["F9"], W::key_take_offers, true),
        binding(S::Offers, A::Open, &["Enter", "F4"], W::key_edit_offer, true),
        binding(S::Offers, A::Toggle, &["F12", " ", "x"], W::key_toggle, true),
        binding(S::Offers, A::MarkAll, &["F8", "Ctrl+A"], W::key_mark_all, false),
        binding(S::Offers, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Offers, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Offers, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Offers, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Offers, A::First, &["Home"], W::key_first, false),
        binding(S::Offers, A::Last, &["End"], W::key_last, false),
        binding(S::Offers, A::Back, &["Esc", "q"], W::key_back, true),
    ]
};
