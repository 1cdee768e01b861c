//! One notice as it is printed, to be scrolled through: a draft is edited and issued here, an issued one printed, served
//! and answered.

use super::sheets;
use crate::app::command::Cmd;
use crate::app::model::Shell;
use crate::app::pick::Pick;
use crate::app::screen::{Reply, Screen, Step};
use crate::domain::notice::{Act, ActKind, NoticeKind, NoticeView, Stage};
use crate::keys::Action;
use crate::reports::paper::{PAGE, Weight, lines};
use crate::widgets::paint::Paint;
use crate::width::{cut, printable};
use crate::words::Words;

/// Rows above the paper.
const ABOVE: u16 = 3;

pub struct NoticeScreen {
    view: NoticeView,
    top: usize,
}

impl NoticeScreen {
    pub fn is_undecided(&self) -> bool {
        self.view.notice.conflict
    }

    pub fn new(view: NoticeView) -> NoticeScreen {
        NoticeScreen { view, top: 0 }
    }

    pub fn id(&self) -> i64 {
        self.view.id
    }

    pub fn loaded(&mut self, view: &NoticeView, shell: &Shell) {
        if view.id == self.view.id {
            self.view = view.clone();
            self.keep_in_sight(shell);
        }
    }

    fn is_draft(&self) -> bool {
        self.view.notice.stage() == Stage::Draft
    }

    /// Whether a key has something to do with it as it stands.
    pub fn offers(&self, action: Action) -> bool {
        match (act_of(action), action) {
            (Some(kind), _) => self.view.notice.offers().contains(&kind),
            (None, Action::Edit | Action::EditText) => self.is_draft(),
            (None, Action::FindOrganisation) => !self.view.findings.is_empty(),
            _ => true,
        }
    }

    fn last_top(&self, shell: &Shell) -> usize {
        let rows = usize::from(shell.body_rows().saturating_sub(ABOVE));
        let columns = usize::from(shell.size.0).saturating_sub(2).min(PAGE);
        lines(&self.view.paper, columns).len().saturating_sub(rows)
    }

    pub fn keep_in_sight(&mut self, shell: &Shell) {
        self.top = self.top.min(self.last_top(shell));
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let page = usize::from(shell.body_rows().saturating_sub(ABOVE + 1)).max(1);
        match action {
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top += 1,
            Action::PageUp => self.top = self.top.saturating_sub(page),
            Action::PageDown => self.top += page,
            Action::First => self.top = 0,
            Action::Last => self.top = usize::MAX,
            Action::Open => return self.steps(shell),
            Action::Edit | Action::EditText if !self.is_draft() => {
                shell.hint(shell.words.refused_is_issued());
            }
            Action::Edit if shell.read_only => shell.bad(shell.words.read_only()),
            Action::Edit => return sheets::head(&self.view, shell).open(),
            Action::EditText => return self.paragraphs(shell),
            Action::Print => return sheets::print(&self.view, shell).open(),
            Action::FindOrganisation => {
                if let Some((finding, _)) = self.view.findings.first() {
                    return Step::ask(vec![Cmd::Finding(*finding)]);
                }
            }
            Action::Back => return Step::back(),
            action => {
                if let Some(kind) = act_of(action) {
                    return self.step(kind, shell);
                }
            }
        }
        self.keep_in_sight(shell);
        Step::stay()
    }

    fn step(&self, kind: ActKind, shell: &mut Shell) -> Step {
        let words = shell.words;
        if shell.read_only {
            shell.bad(words.read_only());
            return Step::stay();
        }
        if !self.view.notice.offers().contains(&kind) {
            let stage = words.notice_stage(self.view.notice.stage());
            shell.hint(words.refused_notice_not_from(stage, words.notice_act(kind)));
            return Step::stay();
        }
        sheets::act(kind, &self.view, shell).open()
    }

    /// Everything that can be done with it now.
    fn steps(&self, shell: &mut Shell) -> Step {
        let words = shell.words;
        let kinds = self.view.notice.offers().into_iter();
        let mut picks: Vec<(String, Reply)> = kinds
            .map(|kind| (words.notice_act(kind).to_owned(), Reply::NoticeAct(kind)))
            .collect();
        if self.is_draft() {
            picks.insert(0, (words.key_edit_text().to_owned(), Reply::EditText));
            picks.insert(0, (words.key_edit_head().to_owned(), Reply::EditHead));
        }
        picks.push((words.key_print().to_owned(), Reply::Print));
        Step::open(Screen::Pick(Pick::new(words.title_steps(), picks, 0)))
    }

    /// The paragraphs of the text, one to be changed or a new one to be written.
    fn paragraphs(&self, shell: &mut Shell) -> Step {
        let words = shell.words;
        if shell.read_only {
            shell.bad(words.read_only());
            return Step::stay();
        }
        let body = self.view.notice.draft.body.lines();
        let mut picks: Vec<(String, Reply)> = body
            .enumerate()
            .map(|(at, line)| (cut(line, 60), Reply::Paragraph(at)))
            .collect();
        let end = picks.len();
        picks.push((
            words.notice_new_paragraph().to_owned(),
            Reply::Paragraph(end),
        ));
        Step::open(Screen::Pick(Pick::new(words.field_body(), picks, 0)))
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::NoticeAct(kind) => self.step(kind, shell),
            Reply::EditHead => self.act(Action::Edit, shell),
            Reply::EditText => self.paragraphs(shell),
            Reply::Print => self.act(Action::Print, shell),
            Reply::Paragraph(at) => sheets::paragraph(&self.view, at, shell).open(),
            _ => Step::stay(),
        }
    }

    pub fn title(&self, words: Words) -> (String, String) {
        let kind = words.notice_kind(self.view.notice.draft.kind);
        let number = self.view.paper.number.as_ref().map(ToString::to_string);
        let number = number.unwrap_or_else(|| words.notice_without_number().to_owned());
        let stage = words.notice_stage(self.view.notice.stage()).to_owned();
        (format!("{kind}  {}", printable(&number)), stage)
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let theme = shell.theme;
        let (columns, rows) = (paint.width(), paint.height());
        self.view_head(
            &mut paint.part(1, 0, columns.saturating_sub(2), ABOVE - 1),
            shell,
        );
        let page = usize::from(columns).saturating_sub(2).min(PAGE);
        let left = (columns.saturating_sub(page as u16) / 2).max(1);
        let mut sheet = paint.part(left, ABOVE, page as u16, rows.saturating_sub(ABOVE));
        let lines = lines(&self.view.paper, page);
        for (y, line) in lines.iter().skip(self.top).enumerate() {
            if y as u16 >= sheet.height() {
                break;
            }
            let style = match line.weight {
                Weight::Strong => theme.strong(),
                Weight::Plain => theme.text(),
                Weight::Quiet => theme.quiet(),
            };
            sheet.text(0, y as u16, &printable(&line.text), style);
        }
        None
    }

    /// How far it has come, and how long the text is.
    fn view_head(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let notice = &self.view.notice;
        let characters = self.view.paper.characters();
        let most = shell.rules.office.circular.most_characters;
        let is_over = notice.draft.kind == NoticeKind::Circular && characters > most as usize;
        let (text, style) = match is_over {
            true => (words.notice_characters_over(characters, most), theme.warn()),
            false => (words.notice_characters(characters), theme.quiet()),
        };
        let end = paint.right(0, &text, style);
        let mut parts = Vec::new();
        if !self.view.findings.is_empty() {
            parts.push(words.notice_carries(self.view.findings.len()));
        }
        if let Some(deadline) = notice.deadline() {
            parts.push(format!("{} {deadline}", words.field_deadline()));
        }
        if let Some(old) = &self.view.replaces {
            parts.push(words.notice_replaces(old));
        }
        if let Some(reach) = self.view.reach {
            parts.push(words.reach(reach).to_owned());
        }
        let text = parts.join(words.list_semicolon());
        paint.within(0, 0, end.saturating_sub(1), &printable(&text), theme.text());
        if notice.conflict {
            paint.within(0, 1, paint.width(), words.notice_conflict(), theme.warn());
            return;
        }
        let done: Vec<String> = notice
            .acts
            .iter()
            .map(|taken| {
                let what = match &taken.act {
                    Act::Serve { way, .. } => words.way(*way),
                    act => words.notice_act(act.kind()),
                };
                format!("{} {what}", taken.day)
            })
            .collect();
        let text = done.join(words.list_semicolon());
        paint.within(0, 1, paint.width(), &printable(&text), theme.quiet());
    }
}

/// What a key does with the notice.
fn act_of(action: Action) -> Option<ActKind> {
    Some(match action {
        Action::Issue => ActKind::Issue,
        Action::Serve => ActKind::Serve,
        Action::ReceiptBack => ActKind::Receipt,
        Action::ReportReceived => ActKind::Reply,
        Action::RecordTalk => ActKind::Talk,
        Action::WithdrawNotice => ActKind::Withdraw,
        _ => return None,
    })
}
