//! Every key of the program in one table: what it does, where, and how it is called.
//! The table feeds key handling, the footer, the help screen, the command palette and README. Its lines stand in a file
//! for each part of the work, all keys of a scope together.

mod everyday;
mod findings;
mod notices;
mod office;
mod people;
mod press;
mod questions;
mod rates;
mod register;
mod sync;
mod visits;

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
    /// An answer being typed at a visit.
    Entry,
    /// A finished visit being read.
    Finished,
    /// The remark field of a visit.
    Remark,
    /// A visit beside an earlier one.
    Compare,
    /// The facts of an organisation.
    Register,
    /// What is found on site beside the ledger.
    Census,
    /// 问题台账
    Findings,
    /// One finding.
    Finding,
    /// What a finished visit offers to follow up.
    Offers,
    /// 文书
    Notices,
    /// One notice.
    Notice,
    /// 同步
    Sync,
    /// 填报不一致
    Conflicts,
    /// The devices of the store.
    Devices,
    /// Files of the store that were set aside.
    Aside,
    Branches,
    /// One branch.
    Branch,
    /// The chain of a newly registered organisation.
    Handover,
    Chains,
    /// Fields laid over a screen.
    Sheet,
    /// A question laid over a screen.
    Ask,
    /// The evidence of a visit.
    Evidence,
    /// A file to attach, laid over a screen.
    Attach,
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
    /// The rates of today.
    Coverage,
    /// A report to look at.
    Report,
    /// A route sheet.
    RouteSheet,
    /// The parts in rank.
    Ranking,
    /// What grew between two countings.
    Growth,
    /// The organisations behind a figure.
    Names,
    Duplicates,
    Settings,
    /// The data is locked.
    Lock,
    Welcome,
    /// A list to choose from, and the palette.
    Pick,
    Finish,
    Reason,
    Details,
    /// The list of people.
    People,
    /// One person with all duties.
    Person,
    /// Who looks after an organisation.
    Keepers,
    /// Organisations to be assigned.
    Choose,
    /// A few fields about a person or a duty.
    StaffForm,
    /// Many assignments at once.
    Bulk,
    /// The rounds of supervision of a year.
    Rounds,
    /// One round.
    Round,
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
    /// Organisations that may be one.
    Duplicates,
    /// A backup of the data, and the passphrase that protects it.
    Backup,
    Passphrase,
    /// Lock the data now.
    LockNow,
    KeepLeft,
    KeepRight,
    Different,
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
    /// The visit beside an earlier one.
    Compare,
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
    /// The evidence of the item and the visit.
    Evidence,
    Attach,
    /// A caption for the selected file.
    Describe,
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
    /// The chain of the organisation, and the list of those that are open.
    Handover,
    Chains,
    /// A step's day and note.
    StepDay,
    CloseChain,
    /// Digit keys 0 to 9.
    Digit,
    Erase,
    /// The ledger's figure is what was found, on this line or on all.
    SameLine,
    SameAll,
    /// Bring the ledger to what was found.
    Adopt,
    People,
    FilterRole,
    /// Organisations with nobody, or only those.
    Nobody,
    /// A call or a visit made today.
    Call,
    VisitMade,
    /// A contact with its day and a note.
    NoteContact,
    TakeBack,
    Assign,
    EndDuty,
    Leave,
    /// A leader's contract for an area or a unit.
    ContractPlace,
    Toggle,
    ChoosePerson,
    UndoBulk,
    Coverage,
    /// The next counting rule.
    Rule,
    /// The next division: area, authority, kind.
    Division,
    Ranking,
    /// Ranks, or lists by name.
    SwitchRanking,
    Freeze,
    Growth,
    /// Which counting is the earlier one, and which the later.
    Earlier,
    Later,
    /// To the next item, or the one before, that was answered otherwise last time.
    NextChanged,
    PreviousChanged,
    /// A report into a file.
    Write,
    /// The board of findings, or what a visit offers for it.
    Findings,
    FilterLight,
    /// Those that are struck off too.
    ShowAll,
    Mark,
    MarkAll,
    /// A step, chosen from a list.
    Steps,
    FeedBack,
    ReportReceived,
    Recheck,
    CloseFinding,
    SendBack,
    Extend,
    /// Somebody else is responsible.
    HandOn,
    /// What the ladder proposes next.
    Propose,
    OpenVisit,
    /// The list of notices.
    Notices,
    FilterKind,
    /// A circular on the quarter.
    Circular,
    TalkRegister,
    /// The text of a draft.
    EditText,
    Issue,
    Serve,
    ReceiptBack,
    /// How a talk went.
    RecordTalk,
    WithdrawNotice,
    Print,
    /// How the exchange with others stands.
    Sync,
    /// What people said differently.
    Conflicts,
    /// A value that nobody gave so far.
    Another,
    ToRecord,
    NextConflict,
    PreviousConflict,
    SyncNow,
    StopSync,
    NameStore,
    BeginStore,
    /// Let a device in.
    Approve,
    /// Shut one out.
    Revoke,
    /// Read a file again that was set aside, or all of them.
    ReadAgain,
    ReadAllAgain,
    /// Rounds of supervision.
    Rounds,
    /// The route sheet of next week.
    Plan,
    /// A visit for the round.
    BeginVisit,
    /// Visits that belong to the round, or do not any more.
    TakeVisits,
    CloseRound,
    /// An authority itself was supervised.
    Reach,
    /// An authority comes onto the round's list.
    ListAuthority,
    /// Everything in the list, or nothing of it.
    ToggleAll,
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

/// The whole table.
pub fn table() -> impl Iterator<Item = &'static Binding> {
    let parts = [
        everyday::KEYS,
        visits::KEYS,
        register::KEYS,
        rates::KEYS,
        people::KEYS,
        office::KEYS,
        findings::KEYS,
        notices::KEYS,
        sync::KEYS,
        questions::KEYS,
    ];
    parts.into_iter().flatten()
}

/// What a key does in a scope.
pub fn lookup(scope: Scope, key: &KeyEvent) -> Option<Action> {
    let name = name(key);
    table()
        .filter(|binding| binding.scope == scope || binding.scope == Scope::Anywhere)
        .find(|binding| binding.keys.contains(&name.as_str()))
        .map(|binding| binding.action)
}

/// The lines of a scope in the table's order, without those that work anywhere.
pub fn bindings(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    table().filter(move |binding| binding.scope == scope)
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
            | Scope::Attach
            | Scope::StaffForm
            | Scope::Help
            | Scope::Quit
            | Scope::Lock
    );
    bindings(scope)
        .chain(bindings(Scope::Anywhere))
        .filter(move |binding| match binding.action {
            Action::Help if scope == Scope::Lock => false,
            Action::Palette => binding.footer && !over,
            Action::Help => binding.footer && scope != Scope::Help,
            _ => binding.footer,
        })
}

/// How to quit from anywhere.
pub fn quit() -> impl Iterator<Item = &'static Binding> {
    bindings(Scope::Anywhere).filter(|binding| binding.action == Action::Quit)
}

/// How the keys of a binding are shown: digits as a range, a blank by name.
pub fn shown(binding: &Binding, words: Words) -> Vec<String> {
    match binding.action {
        Action::Answer => vec!["1-9".into()],
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
    use crossterm::event::{KeyCode, KeyModifiers};

    use super::*;
    use crate::width::width;

    const SCOPES: &[Scope] = &[
        Scope::Today,
        Scope::Organisations,
        Scope::Organisation,
        Scope::Visit,
        Scope::Entry,
        Scope::Finished,
        Scope::Remark,
        Scope::Compare,
        Scope::Register,
        Scope::Census,
        Scope::Findings,
        Scope::Finding,
        Scope::Offers,
        Scope::Notices,
        Scope::Notice,
        Scope::Sync,
        Scope::Conflicts,
        Scope::Devices,
        Scope::Aside,
        Scope::Branches,
        Scope::Branch,
        Scope::Handover,
        Scope::Chains,
        Scope::Sheet,
        Scope::Ask,
        Scope::Evidence,
        Scope::Attach,
        Scope::Task,
        Scope::Tasks,
        Scope::Wall,
        Scope::Campaign,
        Scope::Export,
        Scope::Import,
        Scope::Arrival,
        Scope::Coverage,
        Scope::Report,
        Scope::RouteSheet,
        Scope::Ranking,
        Scope::Growth,
        Scope::Names,
        Scope::Duplicates,
        Scope::Settings,
        Scope::Lock,
        Scope::Welcome,
        Scope::Pick,
        Scope::Finish,
        Scope::Reason,
        Scope::Details,
        Scope::People,
        Scope::Person,
        Scope::Keepers,
        Scope::Choose,
        Scope::StaffForm,
        Scope::Bulk,
        Scope::Rounds,
        Scope::Round,
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
        for binding in table() {
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
            assert!(table().all(|binding| !(binding.label)(words).is_empty()));
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
