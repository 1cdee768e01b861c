//! Every key of the program in one table: what it does, where, and how it is called.
//! The table feeds key handling, the footer, the help screen, the command palette and README.

mod press;

use crossterm::event::KeyEvent;

pub use press::{digit, name, typed};

use crate::words::Words;

/// Where a key means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Everywhere, also in text fields.
    Anywhere,
    Today,
    Organisations,
    Organisation,
    /// A visit being answered: a draft, or a finished one being corrected.
    Visit,
    /// A finished visit being read.
    Finished,
    /// The remark field of a visit.
    Remark,
    /// The facts of an organisation.
    Register,
    /// What is found on site beside the ledger.
    Census,
    /// Fields laid over a screen.
    Sheet,
    /// A question laid over a screen.
    Ask,
    /// A task to give, or a campaign to begin.
    Task,
    /// 应建未建 to work off.
    Tasks,
    Wall,
    Campaign,
    Export,
    /// The name of a register's file.
    Import,
    /// What was found in it.
    Arrival,
    Settings,
    Welcome,
    /// A list to choose from, and the palette.
    Pick,
    Finish,
    Reason,
    Details,
    Help,
    Quit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Help,
    Palette,
    Quit,
    Back,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Open,
    /// One value before or after, in a form field with choices.
    Left,
    Right,
    NextField,
    PreviousField,
    FindOrganisation,
    Export,
    Import,
    /// The next sheet of a workbook.
    Sheet,
    /// The other encoding of a text file.
    Encoding,
    OtherFile,
    Settings,
    FilterArea,
    FilterAuthority,
    FilterStanding,
    ClearFilters,
    /// Digit keys 1 to 9.
    Answer,
    Clear,
    NextItem,
    PreviousItem,
    NextSection,
    PreviousSection,
    Remark,
    Undo,
    RepeatRemark,
    FindItem,
    NextUnanswered,
    Details,
    Finish,
    Correct,
    Original,
    /// A new organisation.
    New,
    /// Change the organisation's facts.
    Edit,
    /// The advice on an organisation, and its task.
    Task,
    /// The list of 应建未建.
    Tasks,
    /// The wall chart.
    Wall,
    Campaign,
    /// The next rule set.
    TurnRules,
    FilterResponsible,
    /// One task for everything in the list.
    GiveAll,
    /// Ranked by area or by authority.
    TurnRanking,
    /// Another campaign.
    Campaigns,
    /// Freeze a stage of the campaign, or close it.
    Stage,
    Confirm,
    ConfirmAnyway,
    /// The census of the organisation.
    Census,
    FilterCensus,
    /// Digit keys 0 to 9.
    Digit,
    Erase,
    /// The ledger's figure is what was found, on this line or on all.
    SameLine,
    SameAll,
    /// Bring the ledger to what was found.
    Adopt,
}

/// One line of the table.
pub struct Binding {
    pub scope: Scope,
    pub action: Action,
    /// Names as `name` gives them; the first is the one shown.
    pub keys: &'static [&'static str],
    pub label: fn(Words) -> &'static str,
    /// Shown in the footer, in the order of the table.
    pub footer: bool,
}

const fn binding(
    scope: Scope,
    action: Action,
    keys: &'static [&'static str],
    label: fn(Words) -> &'static str,
    footer: bool,
) -> Binding {
    Binding {
        scope,
        action,
        keys,
        label,
        footer,
    }
}

const UP: &[&str] = &["Up"];
const DOWN: &[&str] = &["Down"];

#[rustfmt::skip]
pub const TABLE: &[Binding] = {
    use Action as A;
    use Scope as S;
    type W = Words;
    &[
        binding(S::Today, A::Open, &["Enter"], W::key_open, true),
        binding(S::Today, A::FindOrganisation, &["F3", "/", "o"], W::key_find_organisation, true),
        binding(S::Today, A::Export, &["F4", "e"], W::key_export, true),
        binding(S::Today, A::Settings, &["F5", "s"], W::key_settings, true),
        binding(S::Today, A::Import, &["F10", "i"], W::key_import, false),
        binding(S::Today, A::Campaign, &["F9", "g"], W::key_campaign, false),
        binding(S::Today, A::Tasks, &["F12", "t"], W::key_tasks, false),
        binding(S::Today, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Today, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Today, A::Quit, &["Esc", "q"], W::key_quit, true),

        binding(S::Organisations, A::Open, &["Enter"], W::key_open, true),
        binding(S::Organisations, A::FilterArea, &["F3"], W::key_area, true),
        binding(S::Organisations, A::FilterAuthority, &["F4"], W::key_authority, true),
        binding(S::Organisations, A::FilterStanding, &["F5"], W::key_standing, true),
        binding(S::Organisations, A::ClearFilters, &["F6"], W::key_clear_filters, false),
        binding(S::Organisations, A::FilterCensus, &["F9"], W::key_census, false),
        binding(S::Organisations, A::New, &["F7"], W::key_new, true),
        binding(S::Organisations, A::Import, &["F8"], W::key_import, false),
        binding(S::Organisations, A::Up, UP, W::key_up, false),
        binding(S::Organisations, A::Down, DOWN, W::key_down, false),
        binding(S::Organisations, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Organisations, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Organisations, A::First, &["Ctrl+Home", "Home"], W::key_first, false),
        binding(S::Organisations, A::Last, &["Ctrl+End", "End"], W::key_last, false),
        binding(S::Organisations, A::Back, &["Esc"], W::key_clear_or_back, true),

        binding(S::Organisation, A::Open, &["Enter"], W::key_open, true),
        binding(S::Organisation, A::Census, &["F4", "g"], W::key_census, true),
        binding(S::Organisation, A::Edit, &["F7", "m"], W::key_edit, true),
        binding(S::Organisation, A::Task, &["F8", "t"], W::key_task, true),
        binding(S::Organisation, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Organisation, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Organisation, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Visit, A::Answer, &["1", "2", "3", "4", "5", "6", "7", "8", "9"], W::key_answer, true),
        binding(S::Visit, A::Remark, &["Tab", "F3", "r"], W::key_remark, true),
        binding(S::Visit, A::Undo, &["F4", "u", "Ctrl+Z"], W::key_undo, false),
        binding(S::Visit, A::RepeatRemark, &["F5", "."], W::key_repeat, false),
        binding(S::Visit, A::FindItem, &["F6", "/"], W::key_find_item, false),
        binding(S::Visit, A::NextUnanswered, &["F7", "n"], W::key_unanswered, true),
        binding(S::Visit, A::Details, &["F8", "i"], W::key_details, false),
        binding(S::Visit, A::Finish, &["F9", "f"], W::key_finish, true),
        binding(S::Visit, A::Census, &["F10", "g"], W::key_census, false),
        binding(S::Visit, A::Clear, &["Delete", "0"], W::key_clear, false),
        binding(S::Visit, A::NextItem, &["Enter", "Down", "Right", "j", " "], W::key_next_item, false),
        binding(S::Visit, A::PreviousItem, &["Up", "Left", "k", "Backspace"], W::key_previous_item, false),
        binding(S::Visit, A::NextSection, &["PgDn"], W::key_next_section, false),
        binding(S::Visit, A::PreviousSection, &["PgUp"], W::key_previous_section, false),
        binding(S::Visit, A::First, &["Home"], W::key_first, false),
        binding(S::Visit, A::Last, &["End"], W::key_last, false),
        binding(S::Visit, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Finished, A::Answer, &["1", "2", "3", "4", "5", "6", "7", "8", "9"], W::key_answer, false),
        binding(S::Finished, A::Correct, &["F9", "c"], W::key_correct, true),
        binding(S::Finished, A::Original, &["F8", "o"], W::key_original, true),
        binding(S::Finished, A::Census, &["F10", "g"], W::key_census, false),
        binding(S::Finished, A::FindItem, &["F6", "/"], W::key_find_item, true),
        binding(S::Finished, A::NextItem, &["Enter", "Down", "Right", "j", " ", "Tab"], W::key_next_item, false),
        binding(S::Finished, A::PreviousItem, &["Up", "Left", "k", "Backspace"], W::key_previous_item, false),
        binding(S::Finished, A::NextSection, &["PgDn"], W::key_next_section, false),
        binding(S::Finished, A::PreviousSection, &["PgUp"], W::key_previous_section, false),
        binding(S::Finished, A::First, &["Home"], W::key_first, false),
        binding(S::Finished, A::Last, &["End"], W::key_last, false),
        binding(S::Finished, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Remark, A::Confirm, &["Enter", "Tab", "Esc"], W::key_leave_field, true),
        binding(S::Remark, A::RepeatRemark, &["F5"], W::key_repeat, true),

        binding(S::Export, A::Confirm, &["F9"], W::key_write_file, true),
        binding(S::Export, A::NextField, &["Tab", "Down", "Enter"], W::key_next_field, true),
        binding(S::Export, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::Export, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::Export, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Export, A::Back, &["Esc"], W::key_back, true),

        binding(S::Import, A::Confirm, &["Enter"], W::key_read_file, true),
        binding(S::Import, A::Back, &["Esc"], W::key_back, true),

        binding(S::Arrival, A::Confirm, &["F9"], W::key_take_in, true),
        binding(S::Arrival, A::Sheet, &["F3", "s"], W::key_sheet, true),
        binding(S::Arrival, A::Encoding, &["F4", "e"], W::key_encoding, true),
        binding(S::Arrival, A::NextField, &["Tab", "Right", "l"], W::key_next_list, true),
        binding(S::Arrival, A::PreviousField, &["Shift+Tab", "Left", "h"], W::key_previous_list, false),
        binding(S::Arrival, A::Open, &["Enter"], W::key_column, false),
        binding(S::Arrival, A::OtherFile, &["F7", "o"], W::key_other_file, false),
        binding(S::Arrival, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Arrival, A::Down, &["Down", "j"], W::key_down, false),
        binding(S::Arrival, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Arrival, A::PageDown, &["PgDn", " "], W::key_page_down, false),
        binding(S::Arrival, A::First, &["Home"], W::key_first, false),
        binding(S::Arrival, A::Last, &["End"], W::key_last, false),
        binding(S::Arrival, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Register, A::Confirm, &["F9"], W::key_save, true),
        binding(S::Register, A::NextField, &["Tab", "Down", "Enter"], W::key_next_field, true),
        binding(S::Register, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::Register, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::Register, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Register, A::Back, &["Esc"], W::key_cancel, true),

        binding(S::Census, A::Digit, &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], W::key_digits, false),
        binding(S::Census, A::SameLine, &["F7", "=", "+"], W::key_same_line, true),
        binding(S::Census, A::SameAll, &["F8", "*"], W::key_same_all, true),
        binding(S::Census, A::Confirm, &["F9"], W::key_save, true),
        binding(S::Census, A::Adopt, &["F6"], W::key_adopt, true),
        binding(S::Census, A::NextField, &["Enter", "Down", "Tab"], W::key_next_field, false),
        binding(S::Census, A::PreviousField, &["Up", "Shift+Tab"], W::key_previous_field, false),
        binding(S::Census, A::Right, &["Right", " "], W::key_change, false),
        binding(S::Census, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Census, A::Erase, &["Backspace"], W::key_erase, false),
        binding(S::Census, A::Clear, &["Delete", "-"], W::key_not_counted, false),
        binding(S::Census, A::Back, &["Esc"], W::key_back, true),

        binding(S::Sheet, A::Confirm, &["F9"], W::key_save, true),
        binding(S::Sheet, A::NextField, &["Tab", "Down", "Enter"], W::key_next_field, true),
        binding(S::Sheet, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::Sheet, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::Sheet, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Sheet, A::Back, &["Esc"], W::key_cancel, true),

        binding(S::Ask, A::Confirm, &["Enter"], W::key_confirm, true),
        binding(S::Ask, A::Back, &["Esc", "q"], W::key_cancel, true),
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
        binding(S::Tasks, A::Up, UP, W::key_up, false),
        binding(S::Tasks, A::Down, DOWN, W::key_down, false),
        binding(S::Tasks, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Tasks, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Tasks, A::First, &["Ctrl+Home", "Home"], W::key_first, false),
        binding(S::Tasks, A::Last, &["Ctrl+End", "End"], W::key_last, false),
        binding(S::Tasks, A::Back, &["Esc"], W::key_clear_or_back, true),

        binding(S::Wall, A::Open, &["Enter"], W::key_open, true),
        binding(S::Wall, A::TurnRules, &["F3", "p"], W::key_rules, true),
        binding(S::Wall, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Wall, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Wall, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Wall, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Wall, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Campaign, A::Campaigns, &["F3", "l"], W::key_campaigns, false),
        binding(S::Campaign, A::TurnRanking, &["F4", "p"], W::key_turn_ranking, true),
        binding(S::Campaign, A::Tasks, &["F5", "t"], W::key_tasks_short, true),
        binding(S::Campaign, A::Wall, &["F6", "w"], W::key_wall, true),
        binding(S::Campaign, A::New, &["F7", "n"], W::key_begin_campaign, true),
        binding(S::Campaign, A::Stage, &["F8", "z"], W::key_stage, true),
        binding(S::Campaign, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Campaign, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Campaign, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Campaign, A::PageDown, &["PgDn", " "], W::key_page_down, false),
        binding(S::Campaign, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Settings, A::NextField, &["Tab", "Down", "Enter"], W::key_next_field, true),
        binding(S::Settings, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::Settings, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::Settings, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Settings, A::Back, &["Esc"], W::key_back, true),

        binding(S::Welcome, A::NextField, &["Enter", "Down", "Tab"], W::key_next_field, true),
        binding(S::Welcome, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::Welcome, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::Welcome, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Welcome, A::Confirm, &["F9"], W::key_begin, true),

        binding(S::Pick, A::Open, &["Enter"], W::key_choose, true),
        binding(S::Pick, A::Up, UP, W::key_up, false),
        binding(S::Pick, A::Down, DOWN, W::key_down, false),
        binding(S::Pick, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Pick, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Pick, A::Back, &["Esc"], W::key_cancel, true),

        binding(S::Finish, A::Confirm, &["Enter"], W::key_confirm, false),
        binding(S::Finish, A::ConfirmAnyway, &["F9"], W::key_finish_anyway, false),
        binding(S::Finish, A::Details, &["F8", "i"], W::key_details, false),
        binding(S::Finish, A::Back, &["Esc", "q"], W::key_cancel, false),

        binding(S::Reason, A::Confirm, &["Enter"], W::key_confirm, true),
        binding(S::Reason, A::Back, &["Esc"], W::key_cancel, true),

        binding(S::Details, A::NextField, &["Tab", "Down", "Enter"], W::key_next_field, true),
        binding(S::Details, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::Details, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::Details, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Details, A::Back, &["Esc"], W::key_back, true),

        binding(S::Help, A::Down, &["Down", "j", "Enter"], W::key_down, false),
        binding(S::Help, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Help, A::PageDown, &["PgDn", " "], W::key_page_down, true),
        binding(S::Help, A::PageUp, &["PgUp"], W::key_page_up, true),
        binding(S::Help, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Quit, A::Confirm, &["F10"], W::key_quit_anyway, false),
        binding(S::Quit, A::Back, &["Esc", "Enter"], W::key_stay, false),

        binding(S::Anywhere, A::Palette, &["F2", "Ctrl+P", ":"], W::key_palette, true),
        binding(S::Anywhere, A::Help, &["F1", "?"], W::key_help, true),
        binding(S::Anywhere, A::Quit, &["Ctrl+Q", "Ctrl+C"], W::key_quit, false),
    ]
};

/// What a key does in a scope.
pub fn lookup(scope: Scope, key: &KeyEvent) -> Option<Action> {
    let name = name(key);
    TABLE
        .iter()
        .filter(|binding| binding.scope == scope || binding.scope == Scope::Anywhere)
        .find(|binding| binding.keys.contains(&name.as_str()))
        .map(|binding| binding.action)
}

/// The lines of a scope in the table's order, without those that work anywhere.
pub fn bindings(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    TABLE.iter().filter(move |binding| binding.scope == scope)
}

/// The lines of a scope that the footer may show. Over a question or a list the palette does not open.
pub fn footer(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    let over = matches!(
        scope,
        Scope::Pick
            | Scope::Finish
            | Scope::Reason
            | Scope::Details
            | Scope::Sheet
            | Scope::Ask
            | Scope::Help
            | Scope::Quit
    );
    bindings(scope)
        .chain(bindings(Scope::Anywhere))
        .filter(move |binding| match binding.action {
            Action::Palette => binding.footer && !over,
            Action::Help => binding.footer && scope != Scope::Help,
            _ => binding.footer,
        })
}

/// How the keys of a binding are shown: digits as a range, a blank by name.
pub fn shown(binding: &Binding, words: Words) -> Vec<String> {
    match binding.action {
        Action::Answer => vec!["1-5".into()],
        Action::Digit => vec!["0-9".into()],
        _ => binding
            .keys
            .iter()
            .map(|key| match *key {
                " " => words.key_name_space().into(),
                "Up" => words.key_name_up().into(),
                "Down" => words.key_name_down().into(),
                "Left" => words.key_name_left().into(),
                "Right" => words.key_name_right().into(),
                key => key.into(),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::width::width;
    use crossterm::event::{KeyCode, KeyModifiers};

    const SCOPES: &[Scope] = &[
        Scope::Today,
        Scope::Organisations,
        Scope::Organisation,
        Scope::Visit,
        Scope::Finished,
        Scope::Remark,
        Scope::Register,
        Scope::Census,
        Scope::Sheet,
        Scope::Ask,
        Scope::Task,
        Scope::Tasks,
        Scope::Wall,
        Scope::Campaign,
        Scope::Export,
        Scope::Import,
        Scope::Arrival,
        Scope::Settings,
        Scope::Welcome,
        Scope::Pick,
        Scope::Finish,
        Scope::Reason,
        Scope::Details,
        Scope::Help,
        Scope::Quit,
    ];

    #[test]
    fn no_key_means_two_things_in_a_scope() {
        for scope in SCOPES {
            let mut seen = std::collections::BTreeMap::new();
            for binding in bindings(*scope).chain(bindings(Scope::Anywhere)) {
                for key in binding.keys {
                    let before = seen.insert(*key, binding.action);
                    assert_eq!(before, None, "{key} in {scope:?}");
                }
            }
        }
    }

    #[test]
    fn every_action_has_a_key_that_an_input_method_lets_through() {
        for binding in TABLE {
            let plain =
                |key: &&str| key.chars().count() > 1 || key.chars().all(|c| c.is_ascii_digit());
            assert!(
                binding.keys.iter().any(plain),
                "{:?} {:?}",
                binding.scope,
                binding.action
            );
        }
    }

    #[test]
    fn every_line_is_labelled_and_every_footer_fits_80_columns() {
        for words in [Words::ZH, Words::EN] {
            for scope in SCOPES {
                let footer: usize = footer(*scope)
                    .map(|binding| {
                        width(&shown(binding, words)[0]) + 1 + width((binding.label)(words)) + 2
                    })
                    .sum();
                // a blank in front, and no gap behind the last
                let footer = (1 + footer).saturating_sub(2);
                assert!(footer <= 80, "{scope:?} {words:?}: {footer}");
            }
            assert!(
                TABLE
                    .iter()
                    .all(|binding| !(binding.label)(words).is_empty())
            );
        }
    }

    #[test]
    fn full_width_forms_count_as_their_twins() {
        let key = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
        assert_eq!(lookup(Scope::Today, &key('？')), Some(Action::Help));
        assert_eq!(lookup(Scope::Visit, &key('／')), Some(Action::FindItem));
        assert_eq!(lookup(Scope::Visit, &key('。')), Some(Action::RepeatRemark));
        assert_eq!(lookup(Scope::Visit, &key('３')), Some(Action::Answer));
        assert_eq!(digit(&key('３')), Some(3));
        assert_eq!(lookup(Scope::Visit, &key('U')), Some(Action::Undo));
    }
}
