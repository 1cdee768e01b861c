//! What is due at an organisation: each template with its last visit and its next, and how late or how far off that is.

use ratatui::style::Style;

use crate::app::model::Shell;
use crate::app::start;
use crate::domain::calendar::Date;
use crate::domain::checklist::Text;
use crate::domain::organisation::Status;
use crate::domain::schedule::Scheduled;
use crate::domain::view::OrganisationView;
use crate::widgets::paint::Paint;
use crate::width;

/// From so many columns on a template takes one line, else two.
const WIDE: u16 = 66;

/// Draws it from row `y` on; returns the row below.
pub fn view(paint: &mut Paint<'_>, y: u16, view: &OrganisationView, shell: &Shell) -> u16 {
    let theme = shell.theme;
    let columns = paint.width();
    let mut y = y;
    for one in scheduled(view, shell) {
        let name = width::printable(one.name.get(shell.words.0)).into_owned();
        let (days, style) = days(&one, shell);
        let dates = dates(&one, shell);
        match columns >= WIDE {
            true => {
                paint.within(1, y, 24, &name, theme.text());
                let x = paint.text(26, y, &dates, theme.quiet());
                paint.text(x + 2, y, &days, style);
                y += 1;
            }
            false => {
                let room = columns.saturating_sub(width::width(&days) as u16 + 4);
                paint.within(1, y, room, &name, theme.text());
                let x = columns.saturating_sub(width::width(&days) as u16 + 1);
                paint.text(x, y, &days, style);
                paint.text(3, y + 1, &dates, theme.quiet());
                y += 2;
            }
        }
    }
    y
}

/// The templates that are due again; where it was never inspected, the first one of all too.
fn scheduled(view: &OrganisationView, shell: &Shell) -> Vec<Scheduled> {
    let mut all = view.scheduled.clone();
    let first = shell.rules.schedule.first.as_ref();
    let known = view.first.zip(first);
    if let Some((known, rule)) = known
        && view.organisation.status == Status::Normal
    {
        let name = start::first_template(shell);
        all.push(Scheduled {
            template: rule.template.clone(),
            name: Text {
                zh: name.clone(),
                en: name,
            },
            last: None,
            due: rule.due(known),
            soon_days: rule.soon_days,
        });
        all.sort_by_key(|one| one.due);
    }
    all
}

fn dates(one: &Scheduled, shell: &Shell) -> String {
    let words = shell.words;
    let day = |day: Date| day.to_string();
    match one.last {
        Some(last) => words.due_dates(day(last), day(one.due)),
        None => words.due_first(day(one.due)),
    }
}

fn days(one: &Scheduled, shell: &Shell) -> (String, Style) {
    let (theme, words) = (shell.theme, shell.words);
    match one.late(shell.today) {
        0 => (words.due_today().to_owned(), theme.warn()),
        late if late > 0 => (words.due_late(late), theme.bad()),
        left => {
            let style = match one.is_soon(shell.today) {
                true => theme.warn(),
                false => theme.quiet(),
            };
            (words.due_left(-left), style)
        }
    }
}
