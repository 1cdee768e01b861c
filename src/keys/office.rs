//! Tasks, chains of hand-over and rounds of supervision.

use super::{Action, Binding, Scope, binding};
use crate::words::Words;

#[rustfmt::skip]
pub const KEYS: &[Binding] = {
    use Action as A;
    use Scope as S;
    type W = Words;
    &[
        binding(S::Handover, A::Open, &["Enter"], W::key_tick, true),
        binding(S::Handover, A::StepDay, &["F3", "d"], W::key_step_day, true),
        binding(S::Handover, A::TakeBack, &["Delete"], W::key_untick, false),
        binding(S::Handover, A::CloseChain, &["F9"], W::key_close_chain, true),
        binding(S::Handover, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Handover, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Handover, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Chains, A::Open, &["Enter"], W::key_open, true),
        binding(S::Chains, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Chains, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Chains, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Chains, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Chains, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Task, A::Confirm, &["F9"], W::key_save, true),
        binding(S::Task, A::NextField, &["Tab", "Down", "Enter"], W::key_next_field, true),
        binding(S::Task, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::Task, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::Task, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Task, A::Back, &["Esc"], W::key_cancel, true),

        binding(S::Tasks, A::Open, &["Enter"], W::key_open, true),
        binding(S::Tasks, A::TurnRules, &["F3"], W::key_rules, true),
        binding(S::Tasks, A::FilterStanding, &["F4"], W::key_standing, false),
        binding(S::Tasks, A::FilterArea, &["F5"], W::key_area, false),
        binding(S::Tasks, A::FilterAuthority, &["F6"], W::key_authority, false),
        binding(S::Tasks, A::FilterResponsible, &["F7"], W::key_responsible, false),
        binding(S::Tasks, A::Task, &["F8"], W::key_task_short, true),
        binding(S::Tasks, A::GiveAll, &["F9"], W::key_give, true),
        binding(S::Tasks, A::Wall, &["F10"], W::key_wall, true),
        binding(S::Tasks, A::ClearFilters, &["F11"], W::key_clear_filters, false),
        binding(S::Tasks, A::Up, &["Up"], W::key_up, false),
        binding(S::Tasks, A::Down, &["Down"], W::key_down, false),
        binding(S::Tasks, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Tasks, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Tasks, A::First, &["Ctrl+Home", "Home"], W::key_first, false),
        binding(S::Tasks, A::Last, &["Ctrl+End", "End"], W::key_last, false),
        binding(S::Tasks, A::Back, &["Esc"], W::key_clear_or_back, true),

        binding(S::Rounds, A::Open, &["Enter"], W::key_open, true),
        binding(S::Rounds, A::Earlier, &["F3", "Left"], W::key_year_before, true),
        binding(S::Rounds, A::Later, &["F4", "Right"], W::key_year_after, false),
        binding(S::Rounds, A::New, &["F7", "n"], W::key_round_new, true),
        binding(S::Rounds, A::Write, &["F9", "e"], W::key_report, true),
        binding(S::Rounds, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Rounds, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Rounds, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Rounds, A::PageDown, &["PgDn", " "], W::key_page_down, false),
        binding(S::Rounds, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Round, A::Open, &["Enter"], W::key_open, true),
        binding(S::Round, A::NextListing, &["Tab", "Right", "Left"], W::key_next_list, true),
        binding(S::Round, A::Add, &["F3", "a"], W::key_round_add, true),
        binding(S::Round, A::BeginVisit, &["F4", "v"], W::key_begin_visit, true),
        binding(S::Round, A::Reach, &["F5", "u"], W::key_reach, false),
        binding(S::Round, A::TakeVisits, &["F6", "i"], W::key_take_visits, false),
        binding(S::Round, A::Edit, &["F7", "m"], W::key_edit, false),
        binding(S::Round, A::CloseRound, &["F8", "z"], W::key_close_round, false),
        binding(S::Round, A::Write, &["F9", "e"], W::key_report, true),
        binding(S::Round, A::ListAuthority, &["F10", "b"], W::key_list_authority, false),
        binding(S::Round, A::Remove, &["Delete"], W::key_take_out, false),
        binding(S::Round, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Round, A::Down, &["Down", "j"], W::key_down, false),
        binding(S::Round, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Round, A::PageDown, &["PgDn", " "], W::key_page_down, false),
        binding(S::Round, A::First, &["Home"], W::key_first, false),
        binding(S::Round, A::Last, &["End"], W::key_last, false),
        binding(S::Round, A::Back, &["Esc", "q"], W::key_back, true),
    ]
};
