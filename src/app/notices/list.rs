//! The list of notices, the latest first, narrowed by kind and stage; the register and the circular of the quarter start
//! here.

use super::NoticeAsk;
use crate::app::command::Cmd;
use crate::app::model::Shell;
use crate::app::pick::Pick;
use crate::app::report::ReportScreen;
use crate::app::screen::{Reply, Screen, Step};
use crate::app::walk::{is_walk, walked};
use crate::domain::calendar::Date;
use crate::domain::export::{ReportSubject, ReportWanted};
use crate::domain::notice::{NoticeFilter, NoticeKind, NoticePage, NoticeRow, Stage, quarter};
use crate::keys::Action;
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width::printable;
use crate::words::Words;

/// Notices in the list; the register has them all.
const MOST: u64 = 500;
/// Rows above the list: filters, headings.
const ABOVE: u16 = 2;
const DAY: u16 = 10;

pub struct NoticeList {
    filter: NoticeFilter,
    page: NoticePage,
    at: usize,
    top: u64,
    ticket: u64,
    waiting: bool,
}

impl NoticeList {
    pub fn new(shell: &mut Shell) -> (NoticeList, Cmd) {
        let mut list = NoticeList {
            filter: NoticeFilter::default(),
            page: NoticePage::default(),
            at: 0,
            top: 0,
            ticket: 0,
            waiting: true,
        };
        let cmd = list.question(shell);
        (list, cmd)
    }

    pub fn question(&mut self, shell: &mut Shell) -> Cmd {
        self.ticket = shell.next_ticket();
        self.waiting = true;
        Cmd::Notice(NoticeAsk::List {
            ticket: self.ticket,
            filter: self.filter.clone(),
            limit: MOST,
        })
    }

    pub fn loaded(&mut self, ticket: u64, page: &NoticePage, shell: &Shell) {
        if ticket != self.ticket {
            return;
        }
        self.page = page.clone();
        self.waiting = false;
        self.at = self.at.min(self.page.rows.len().saturating_sub(1));
        self.keep_in_sight(shell);
    }

    pub fn keep_in_sight(&mut self, shell: &Shell) {
        let rows = shell.body_rows().saturating_sub(ABOVE);
        self.top = scroll::keep_in_sight(self.top, self.at as u64, rows.into());
    }

    fn selected(&self) -> Option<&NoticeRow> {
        self.page.rows.get(self.at)
    }

    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Open => self.selected().is_some(),
            Action::ClearFilters => self.filter != NoticeFilter::default(),
            _ => true,
        }
    }

    pub fn act(&mut self, action: Action, shell: &mut Shell) -> Step {
        let last = self.page.rows.len().saturating_sub(1);
        let page = usize::from(shell.body_rows().saturating_sub(ABOVE)).max(1);
        match action {
            action if is_walk(action) => self.at = walked(self.at, action, last, page),
            Action::Open => {
                if let Some(row) = self.selected() {
                    return Step::ask(vec![Cmd::Notice(NoticeAsk::Open(row.id))]);
                }
            }
            Action::FilterKind => return self.pick_kind(shell.words),
            Action::FilterStanding => return self.pick_stage(shell.words),
            Action::ClearFilters => {
                self.filter = NoticeFilter::default();
                return Step::ask(vec![self.question(shell)]);
            }
            Action::Circular => return circular(Vec::new(), shell),
            Action::Write => return report(ReportSubject::Notices, shell),
            Action::TalkRegister => return report(ReportSubject::Talks, shell),
            Action::Back => return Step::back(),
            _ => {}
        }
        self.keep_in_sight(shell);
        Step::stay()
    }

    fn pick_kind(&self, words: Words) -> Step {
        let own = |kind: &NoticeKind| Some(*kind) == self.filter.kind;
        let at = NoticeKind::ALL.iter().position(own).map_or(0, |at| at + 1);
        let mut lines = vec![(words.all().to_owned(), Reply::NoticeKind(None))];
        lines.extend(NoticeKind::ALL.iter().map(|kind| {
            let name = words.notice_kind(*kind).to_owned();
            (name, Reply::NoticeKind(Some(*kind)))
        }));
        Step::open(Screen::Pick(Pick::new(
            words.column_notice_kind(),
            lines,
            at,
        )))
    }

    fn pick_stage(&self, words: Words) -> Step {
        let own = |stage: &Stage| Some(*stage) == self.filter.stage;
        let at = Stage::ALL.iter().position(own).map_or(0, |at| at + 1);
        let mut lines = vec![(words.all().to_owned(), Reply::NoticeStage(None))];
        lines.extend(Stage::ALL.iter().map(|stage| {
            let name = words.notice_stage(*stage).to_owned();
            (name, Reply::NoticeStage(Some(*stage)))
        }));
        Step::open(Screen::Pick(Pick::new(words.column_state(), lines, at)))
    }

    pub fn reply(&mut self, reply: Reply, shell: &mut Shell) -> Step {
        match reply {
            Reply::NoticeKind(kind) => self.filter.kind = kind,
            Reply::NoticeStage(stage) => self.filter.stage = stage,
            _ => return Step::stay(),
        }
        self.at = 0;
        Step::ask(vec![self.question(shell)])
    }

    pub fn title(&self, words: Words) -> (String, String) {
        let all = self.page.found.n;
        let at = match self.page.rows.is_empty() {
            true => 0,
            false => self.at + 1,
        };
        (words.notices().to_owned(), format!("{at} / {all}"))
    }

    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) -> Option<(u16, u16)> {
        let (theme, words) = (shell.theme, shell.words);
        let set = [
            self.filter.kind.map(|kind| words.notice_kind(kind)),
            self.filter.stage.map(|stage| words.notice_stage(stage)),
        ];
        let set: Vec<&str> = set.into_iter().flatten().collect();
        if !set.is_empty() {
            paint.right(0, &format!("[{}] ", set.join(" + ")), theme.accent());
        }
        let columns = Columns::of(paint.width(), words);
        columns.header(&mut paint.part(0, ABOVE - 1, paint.width(), 1), shell);
        let rows = paint.height().saturating_sub(ABOVE);
        let mut list = paint.part(0, ABOVE, paint.width(), rows);
        if self.page.rows.is_empty() && !self.waiting {
            list.wrapped(1, 0, 3, words.notices_none(), theme.quiet());
        }
        for y in 0..list.height() {
            let place = self.top as usize + usize::from(y);
            let Some(row) = self.page.rows.get(place) else {
                break;
            };
            let mut line = list.part(0, y, list.width(), 1);
            columns.row(&mut line, row, shell);
            if place == self.at {
                line.row(0, theme.selected());
            }
        }
        None
    }
}

/// A circular on the quarter before this one; in the last month of a quarter on this one. It may name findings.
pub fn circular(findings: Vec<i64>, shell: &mut Shell) -> Step {
    if shell.read_only {
        shell.bad(shell.words.read_only());
        return Step::stay();
    }
    let Some((from, to, period)) = quarter_to_tell(shell.today) else {
        return Step::stay();
    };
    Step::ask(vec![Cmd::Notice(NoticeAsk::Circular {
        ticket: shell.next_ticket(),
        days: (from, to),
        period,
        findings,
    })])
}

fn quarter_to_tell(today: Date) -> Option<(Date, Date, String)> {
    let (year, month, _) = today.ymd();
    let n = (month - 1) / 3 + 1;
    match (month % 3, n) {
        (0, n) => quarter(&format!("{year}Q{n}")),
        (_, 1) => quarter(&format!("{}Q4", year - 1)),
        (_, n) => quarter(&format!("{year}Q{}", n - 1)),
    }
}

fn report(subject: ReportSubject, shell: &mut Shell) -> Step {
    let (screen, cmd) = ReportScreen::asked(ReportWanted::of(subject), shell);
    Step::open(Screen::Report(Box::new(screen))).with(cmd)
}

/// Where each column begins.
struct Columns {
    stage: u16,
    number: u16,
    title: u16,
    to: Option<u16>,
    deadline: u16,
}

impl Columns {
    fn of(columns: u16, words: Words) -> Columns {
        let stage = DAY + 2;
        let number = stage + if words == Words::ZH { 8 } else { 11 };
        let deadline = columns.saturating_sub(DAY + 1);
        let title = number + 22.min(columns / 4);
        let room = deadline.saturating_sub(title);
        Columns {
            stage,
            number,
            title,
            to: (room >= 44).then(|| title + room * 3 / 5),
            deadline,
        }
    }

    fn header(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (style, words) = (shell.theme.quiet(), shell.words);
        paint.text(1, 0, words.field_day(), style);
        paint.text(self.stage, 0, words.column_state(), style);
        let number = self.title.saturating_sub(self.number + 1);
        paint.within(
            self.number,
            0,
            number,
            words.column_document_number(),
            style,
        );
        let end = self.to.unwrap_or(self.deadline);
        let room = end.saturating_sub(self.title + 1);
        paint.within(self.title, 0, room, words.field_title(), style);
        if let Some(x) = self.to {
            let room = self.deadline.saturating_sub(x + 1);
            paint.within(x, 0, room, words.field_addressee(), style);
        }
        paint.text(self.deadline, 0, words.column_deadline(), style);
    }

    fn row(&self, paint: &mut Paint<'_>, row: &NoticeRow, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let day = row.issued.unwrap_or(row.drafted);
        paint.text(1, 0, &day.to_string(), theme.text());
        let late = row.is_unanswered(shell.today);
        let style = match row.stage {
            _ if row.conflict || late => theme.warn(),
            Stage::Draft => theme.accent(),
            Stage::Withdrawn => theme.quiet(),
            _ => theme.text(),
        };
        let stage = match late {
            true => words.notice_unanswered(),
            false => words.notice_stage(row.stage),
        };
        paint.text(self.stage, 0, stage, style);
        let number = self.title.saturating_sub(self.number + 1);
        let said = match row.number.is_empty() {
            true => words.notice_kind(row.kind),
            false => &row.number,
        };
        paint.within(self.number, 0, number, &printable(said), theme.strong());
        let end = self.to.unwrap_or(self.deadline);
        let room = end.saturating_sub(self.title + 1);
        paint.within(self.title, 0, room, &printable(&row.title), theme.text());
        if let Some(x) = self.to {
            let room = self.deadline.saturating_sub(x + 1);
            paint.within(x, 0, room, &printable(&row.to), theme.quiet());
        }
        if let Some(deadline) = row.deadline {
            paint.within(self.deadline, 0, DAY, &deadline.to_string(), style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quarter_that_is_told_is_over_or_nearly() {
        let told = |year, month| quarter_to_tell(Date::of(year, month, 10)).unwrap();
        assert_eq!(told(2026, 1).2, "2025年第四季度");
        assert_eq!(told(2026, 3).2, "2026年第一季度");
        assert_eq!(told(2026, 11).2, "2026年第三季度");
        assert_eq!(
            (told(2026, 12).0, told(2026, 12).1),
            (Date::of(2026, 10, 1), Date::of(2026, 12, 31))
        );
        assert_eq!(told(2028, 5).1, Date::of(2028, 3, 31));
    }
}
