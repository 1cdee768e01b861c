//! How one round looks: its days and figures, what is next, and the list of organisations or authorities.

use ratatui::style::Style;

use super::list::state_style;
use super::one::{ABOVE, RoundScreen, Shown};
use crate::app::model::Shell;
use crate::domain::calendar::Date;
use crate::domain::round::{AuthorityLine, Member, MemberState};
use crate::domain::score::{Verdict, tenths_text};
use crate::widgets::paint::Paint;
use crate::widgets::scroll;
use crate::width;
use crate::words::Words;

impl RoundScreen {
    pub fn view(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let theme = shell.theme;
        let columns = paint.width();
        let inside = columns.saturating_sub(2);
        self.view_head(&mut paint.part(1, 0, inside, ABOVE - 1), shell);
        self.view_tabs(&mut paint.part(1, ABOVE - 1, inside, 1), shell);
        let rows = usize::from(paint.height().saturating_sub(ABOVE));
        if self.rows() == 0 {
            let text = match self.shown {
                Shown::Organisations => shell.words.round_empty(),
                Shown::Authorities => shell.words.round_no_authorities(),
            };
            paint
                .part(1, ABOVE, inside, 3)
                .wrapped(0, 0, 3, text, theme.quiet());
            return;
        }
        let first = scroll::page_of(self.at, self.rows(), rows);
        for (y, at) in (first..self.rows()).take(rows).enumerate() {
            let mut line = paint.part(0, ABOVE + y as u16, columns, 1);
            match self.shown {
                Shown::Organisations => self.view_member(&mut line, &self.view.members[at], shell),
                Shown::Authorities => {
                    view_authority(&mut line, &self.view.authorities[at], shell);
                }
            }
            if at == self.at {
                line.row(0, theme.selected());
            }
        }
    }

    fn view_head(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let (round, progress) = (&self.view.round, &self.view.progress);
        let columns = paint.width();
        let mut days = words.round_days(round.number, round.from.to_string(), round.to.to_string());
        if !round.lead.is_empty() {
            days += &words.round_led_by(&width::printable(&round.lead));
        }
        let style = state_style(round.state(shell.today), theme);
        paint.within(0, 0, columns, &days, style);
        let sums = words.round_sums(
            progress.organisations,
            progress.done,
            progress.draft,
            words.member_state(MemberState::Open, round.closed.is_some()),
            progress.open(),
        );
        paint.within(0, 1, columns, &sums, theme.strong());
        let x = paint.text(
            0,
            2,
            &words.round_reached(self.view.reached(), self.view.authorities.len() as u64),
            theme.text(),
        );
        let (text, style) = match (progress.judged, progress.failing) {
            (0, _) => (words.round_unjudged().to_owned(), theme.quiet()),
            (judged, 0) => (words.round_fails(0, judged), theme.good()),
            (judged, failing) => (words.round_fails(failing, judged), theme.bad()),
        };
        let x = paint.text(x + 2, 2, &text, style);
        if let Some(mean) = progress.mean() {
            let mean = words.round_mean_short(tenths_text(mean), progress.scored);
            let x = paint.text(x + 2, 2, &mean, theme.text());
            let problems = words.round_problems_short(progress.problems);
            paint.text(x + 2, 2, &problems, theme.text());
        }
        let (text, style) = self.next(shell);
        paint.wrapped(0, 3, 2, &text, style);
    }

    /// The result of a closed round; else where to go next, and visits that might belong to it.
    fn next(&self, shell: &Shell) -> (String, Style) {
        let (theme, words) = (shell.theme, shell.words);
        let round = &self.view.round;
        if !round.conclusion.is_empty() {
            let text = words.round_result(&width::printable(&round.conclusion));
            return (text, theme.text());
        }
        let others = self.view.others().count();
        if others > 0 && round.closed.is_none() {
            return (words.round_others(others), theme.warn());
        }
        let mut members = self.view.members.iter();
        let next = members.find(|member| member.state() == MemberState::Open);
        match next.filter(|_| round.closed.is_none()) {
            Some(member) => {
                let place = width::printable(&member.area);
                let name = width::printable(&member.name);
                (words.round_next(&name, &place), theme.key())
            }
            None => (String::new(), theme.quiet()),
        }
    }

    fn view_tabs(&self, paint: &mut Paint<'_>, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let tabs = [
            (Shown::Organisations, words.round_tab_organisations()),
            (Shown::Authorities, words.round_tab_authorities()),
        ];
        let mut x = 0;
        for (shown, name) in tabs {
            let (text, style) = match shown == self.shown {
                true => (format!("[{name}]"), theme.key()),
                false => (format!(" {name} "), theme.quiet()),
            };
            x = paint.text(x, 0, &text, style) + 1;
        }
        let place = format!("{} / {}", (self.at + 1).min(self.rows()), self.rows());
        paint.right(0, &place, theme.quiet());
    }

    /// State, name, area, authority, and what came of the latest visit.
    fn view_member(&self, paint: &mut Paint<'_>, member: &Member, shell: &Shell) {
        let (theme, words) = (shell.theme, shell.words);
        let columns = paint.width();
        let state = member.state();
        let style = match state {
            MemberState::Draft => theme.warn(),
            MemberState::Open => theme.quiet(),
            MemberState::Done => theme.good(),
        };
        let labels: u16 = if words == Words::ZH { 7 } else { 12 };
        paint.within(
            1,
            0,
            labels,
            words.member_state(state, self.view.round.closed.is_some()),
            style,
        );
        let result = columns.saturating_sub(27);
        let (text, style) = result_of(member, shell);
        paint.within(result, 0, 26, &text, style);
        let authority = match columns >= 110 {
            true => result.saturating_sub(23),
            false => result,
        };
        if authority < result {
            let name = width::printable(&member.authority);
            paint.within(authority, 0, 21, &name, theme.quiet());
        }
        let area = authority.saturating_sub(if columns >= 70 { 12 } else { 0 });
        if area < authority {
            paint.within(area, 0, 11, &width::printable(&member.area), theme.quiet());
        }
        let room = area.saturating_sub(labels + 3);
        let name = width::printable(&member.name);
        paint.within(labels + 2, 0, room, &name, theme.text());
    }
}

/// Day, score and verdict of the round's latest visit; or that there is one that might belong to it.
fn result_of(member: &Member, shell: &Shell) -> (String, Style) {
    let (theme, words) = (shell.theme, shell.words);
    let Some(latest) = member.visits.first() else {
        return match member.others.first() {
            Some(other) => (
                words.round_other(other.started.date.to_string()),
                theme.warn(),
            ),
            None => (String::new(), theme.quiet()),
        };
    };
    let judged = member.judged();
    let verdict = judged.and_then(|visit| visit.verdict);
    let style = match verdict {
        Some(Verdict::Fail) => theme.bad(),
        Some(Verdict::Basic) => theme.warn(),
        Some(Verdict::Pass | Verdict::Demonstration) => theme.good(),
        None => theme.text(),
    };
    let score = member.scored().and_then(|visit| visit.tenths);
    let score = score.map_or_else(String::new, tenths_text);
    let verdict = verdict.map_or("", |verdict| words.verdict(verdict));
    let text = format!(
        "{} {score:>5} {verdict}",
        month_and_day(latest.started.date)
    );
    (text.trim_end().to_owned(), style)
}

/// The year stands in the round's days above.
fn month_and_day(day: Date) -> String {
    let (_, month, day) = day.ymd();
    format!("{month:02}-{day:02}")
}

/// Whether it is reached, its name, how far its organisations are, and when it was supervised itself.
fn view_authority(paint: &mut Paint<'_>, line: &AuthorityLine, shell: &Shell) {
    let (theme, words) = (shell.theme, shell.words);
    let columns = paint.width();
    let reached = line.is_reached();
    let style = if reached { theme.good() } else { theme.quiet() };
    let labels: u16 = if words == Words::ZH { 7 } else { 12 };
    paint.within(1, 0, labels, words.authority_state(reached), style);
    let progress = &line.progress;
    let day = columns.saturating_sub(22);
    if let Some(on) = line.reached {
        paint.within(
            day,
            0,
            21,
            &words.round_itself(on.to_string()),
            theme.text(),
        );
    }
    let counts = day.saturating_sub(if columns >= 70 { 25 } else { 0 });
    if counts < day {
        let text = match progress.organisations {
            0 => words.round_listed_itself().to_owned(),
            all => words.round_authority_counts(progress.done, all),
        };
        let x = paint.text(counts, 0, &text, theme.text());
        if progress.failing > 0 {
            paint.text(
                x + 1,
                0,
                &words.round_failing_short(progress.failing),
                theme.bad(),
            );
        }
    }
    let room = counts.saturating_sub(labels + 3);
    let name = width::printable(&line.name);
    paint.within(labels + 2, 0, room, &name, theme.text());
}
