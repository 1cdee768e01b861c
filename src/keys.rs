//! Every key of the program in one table: what it does, where, and how it is called.
//! The table feeds key handling, the footer, the help screen, the command palette and README.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

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
    Branches,
    /// One branch.
    Branch,
    /// Fields laid over a screen.
    Sheet,
    /// A question laid over a screen.
    Ask,
    Export,
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
    Confirm,
    ConfirmAnyway,
    /// The census of the organisation.
    Census,
    FilterCensus,
    Branches,
    /// The branch of the organisation, or one to be founded or joined.
    Branch,
    NextListing,
    PreviousListing,
    /// Put an organisation under the branch.
    Add,
    /// Take the selected row out.
    Remove,
    /// Write down an activity.
    Record,
    /// An election was held.
    Elect,
    /// Dissolve the branch, or take that back.
    Dissolve,
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
        binding(S::Today, A::Branches, &["F8", "b"], W::key_branches, false),
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
        binding(S::Organisations, A::Up, UP, W::key_up, false),
        binding(S::Organisations, A::Down, DOWN, W::key_down, false),
        binding(S::Organisations, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Organisations, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Organisations, A::First, &["Ctrl+Home", "Home"], W::key_first, false),
        binding(S::Organisations, A::Last, &["Ctrl+End", "End"], W::key_last, false),
        binding(S::Organisations, A::Back, &["Esc"], W::key_clear_or_back, true),

        binding(S::Organisation, A::Open, &["Enter"], W::key_open, true),
        binding(S::Organisation, A::Branch, &["F3", "b"], W::key_branch, true),
        binding(S::Organisation, A::Census, &["F4", "g"], W::key_census, true),
        binding(S::Organisation, A::Edit, &["F7", "m"], W::key_edit, true),
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

        binding(S::Branches, A::Open, &["Enter"], W::key_open, true),
        binding(S::Branches, A::NextListing, &["Tab", "F3"], W::key_next_listing, true),
        binding(S::Branches, A::PreviousListing, &["Shift+Tab", "F4"], W::key_previous_listing, false),
        binding(S::Branches, A::New, &["F7"], W::key_new, true),
        binding(S::Branches, A::Up, UP, W::key_up, false),
        binding(S::Branches, A::Down, DOWN, W::key_down, false),
        binding(S::Branches, A::PageUp, &["PgUp"], W::key_page_up, false),
        binding(S::Branches, A::PageDown, &["PgDn"], W::key_page_down, false),
        binding(S::Branches, A::First, &["Ctrl+Home", "Home"], W::key_first, false),
        binding(S::Branches, A::Last, &["Ctrl+End", "End"], W::key_last, false),
        binding(S::Branches, A::Back, &["Esc"], W::key_clear_or_back, true),

        binding(S::Branch, A::Open, &["Enter"], W::key_open, true),
        binding(S::Branch, A::Add, &["F3", "a"], W::key_add_organisation, true),
        binding(S::Branch, A::Record, &["F4", "r"], W::key_record_activity, true),
        binding(S::Branch, A::Elect, &["F5", "e"], W::key_elect, true),
        binding(S::Branch, A::Dissolve, &["F6"], W::key_dissolve, false),
        binding(S::Branch, A::Edit, &["F7", "m"], W::key_edit, false),
        binding(S::Branch, A::Remove, &["Delete"], W::key_take_out, false),
        binding(S::Branch, A::Up, &["Up", "k"], W::key_up, false),
        binding(S::Branch, A::Down, &["Down", "j", "Tab"], W::key_down, false),
        binding(S::Branch, A::Back, &["Esc", "q"], W::key_back, true),

        binding(S::Sheet, A::Confirm, &["F9"], W::key_save, true),
        binding(S::Sheet, A::NextField, &["Tab", "Down", "Enter"], W::key_next_field, true),
        binding(S::Sheet, A::PreviousField, &["Shift+Tab", "Up"], W::key_previous_field, false),
        binding(S::Sheet, A::Right, &[" ", "Right"], W::key_change, true),
        binding(S::Sheet, A::Left, &["Left"], W::key_change_back, false),
        binding(S::Sheet, A::Back, &["Esc"], W::key_cancel, true),

        binding(S::Ask, A::Confirm, &["Enter"], W::key_confirm, true),
        binding(S::Ask, A::Back, &["Esc", "q"], W::key_cancel, true),

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

/// The name of a key as the table writes it: letters in lower case, full-width forms as their ASCII twins,
/// and what a Chinese input method makes of `.` `/` `?` `:`.
pub fn name(key: &KeyEvent) -> String {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let named = match key.code {
        KeyCode::Char(c) => {
            let c = ascii_twin(c).to_ascii_lowercase();
            return if control {
                format!("Ctrl+{}", c.to_ascii_uppercase())
            } else {
                c.to_string()
            };
        }
        KeyCode::F(number) => return format!("F{number}"),
        KeyCode::Enter => "Enter",
        KeyCode::Esc => "Esc",
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => "Shift+Tab",
        KeyCode::Tab => "Tab",
        KeyCode::BackTab => "Shift+Tab",
        KeyCode::Backspace => "Backspace",
        KeyCode::Delete => "Delete",
        KeyCode::Up => "Up",
        KeyCode::Down => "Down",
        KeyCode::Left => "Left",
        KeyCode::Right => "Right",
        KeyCode::Home => "Home",
        KeyCode::End => "End",
        KeyCode::PageUp => "PgUp",
        KeyCode::PageDown => "PgDn",
        _ => "",
    };
    match control && !named.is_empty() {
        true => format!("Ctrl+{named}"),
        false => named.to_owned(),
    }
}

fn ascii_twin(c: char) -> char {
    match c {
        '。' => '.',
        '、' => '/',
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The digit a key stands for, full-width or not.
pub fn digit(key: &KeyEvent) -> Option<u8> {
    match key.code {
        KeyCode::Char(c) if !key.modifiers.contains(KeyModifiers::CONTROL) => {
            ascii_twin(c).to_digit(10).map(|digit| digit as u8)
        }
        _ => None,
    }
}

/// The character a key types into a text field; none for keys that act.
pub fn typed(key: &KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(c)
            if !key
                .modifiers
                .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
        {
            Some(c)
        }
        _ => None,
    }
}

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

    const SCOPES: &[Scope] = &[
        Scope::Today,
        Scope::Organisations,
        Scope::Organisation,
        Scope::Visit,
        Scope::Finished,
        Scope::Remark,
        Scope::Register,
        Scope::Census,
        Scope::Branches,
        Scope::Branch,
        Scope::Sheet,
        Scope::Ask,
        Scope::Export,
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
