//! People, whom they look after, and giving organisations to them.

use super::{Action, Binding, Scope, binding};
use crate::words::Words;

#[rustfmt::skip]
pub const KEYS: &[Binding] = {
    use Action as A;
    use Scope as S;
    type W = Words;
    &[
        binding(S::People, A::Open, &["Enter"], W::key_open, true),
        binding(S::People, A::NextField, &["Tab"], W::key_next_people, true),
        binding(S::People, A::PreviousField, &["Shift+Tab"], W::key_previous_people, false),
        binding(S::People, A::FilterRole, &["F3"], W::key_role, true),
        binding(S::People, A::Nobody, &["F5"], W::key_nobody, true),
        binding(S::People, A::ClearFilters, &["F6"], W::key_clear_filters, false),
        binding(S::People, A::New, &["F7"], W::key_new, true),
        binding(S::People, A::Up, &["Up"], W::key_up, false),
        binding(S::People, A::Down, &["Down"], W::key_down, false),
        binding(S::People, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::People, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::People, A::Back, &["Esc"], W::key_clear_or_back, true),

        binding(S::Person, A::Open, &["Enter"], W::key_open, true),
        binding(S::Person, A::Call, &["F3"], W::key_call, true),
        binding(S::Person, A::VisitMade, &["F4"], W::key_visit_made, true),
        binding(S::Person, A::Assign, &["F5"], W::key_assign, true),
        binding(S::Person, A::NoteContact, &["F6", "n"], W::key_note_contact, false),
        binding(S::Person, A::Edit, &["F7", "m"], W::key_edit, false),
        binding(S::Person, A::EndDuty, &["F8"], W::key_end_duty, true),
        binding(S::Person, A::Leave, &["F9"], W::key_leave, false),
        binding(S::Person, A::ContractPlace, &["F10"], W::key_contract_place, false),
        binding(S::Person, A::Plan, &["F11"], W::key_plan, false),
        binding(S::Person, A::TakeBack, &["Delete"], W::key_take_back, false),
        binding(S::Person, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Person, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Person, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Person, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Person, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Keepers, A::Open, &["Enter"], W::key_open, true),
        binding(S::Keepers, A::Call, &["F3"], W::key_call, true),
        binding(S::Keepers, A::VisitMade, &["F4"], W::key_visit_made, true),
        binding(S::Keepers, A::Assign, &["F5"], W::key_assign, true),
        binding(S::Keepers, A::NoteContact, &["F6", "n"], W::key_note_contact, false),
        binding(S::Keepers, A::EndDuty, &["F8"], W::key_end_duty, true),
        binding(S::Keepers, A::TakeBack, &["Delete"], W::key_take_back, false),
        binding(S::Keepers, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Keepers, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Keepers, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Keepers, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Keepers, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Choose, A::Toggle, &["Enter"], W::key_toggle, true),
        binding(S::Choose, A::Confirm, &["F9"], W::key_take_picked, true),
        binding(S::Choose, A::FilterArea, &["F3"], W::key_area, true),
        binding(S::Choose, A::FilterAuthority, &["F4"], W::key_authority, false),
        binding(S::Choose, A::Nobody, &["F5"], W::key_choose_nobody, true),
        binding(S::Choose, A::ClearFilters, &["F6"], W::key_clear_filters, false),
        binding(S::Choose, A::FilterStanding, &["F7"], W::key_standing, false),
        binding(S::Choose, A::ToggleAll, &["F8"], W::key_toggle_all, false),
        binding(S::Choose, A::Up, &["Up"], W::key_up, false),
        binding(S::Choose, A::Down, &["Down"], W::key_down, false),
        binding(S::Choose, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Choose, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Choose, A::Back, &["Esc"], W::key_clear_or_back, true),

        binding(S::StaffForm, A::Confirm, &["F9"], W::key_save, true),
        binding(S::StaffForm, A::NextField, &["Tab", "Down", "Enter"], W::key_next_field, true),
        binding(S::StaffForm, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::StaffForm, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::StaffForm, A::Left, &["Left"], W::key_change_back, false),
        binding(S::StaffForm, A::Back, &["Esc"], W::key_cancel, true),

        binding(S::Bulk, A::Confirm, &["F9"], W::key_do, true),
        binding(S::Bulk, A::NextField, &["Tab", "Down", "Enter"], W::key_next_field, true),
        binding(S::Bulk, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::Bulk, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::Bulk, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Bulk, A::ChoosePerson, &["F5"], W::key_choose_person, false),
        binding(S::Bulk, A::UndoBulk, &["F10"], W::key_undo_bulk, true),
        binding(S::Bulk, A::Back, &["Esc"], W::key_back, true),
    ]
};
