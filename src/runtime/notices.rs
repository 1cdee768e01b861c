//! What the screens and commands ask of notices: registers of a period, and how the file of a paper is called.

use crate::domain::calendar::Date;
use crate::domain::notice::{NoticeFilter, NoticeKind};
use crate::domain::paper::Paper;
use crate::reports::{Report, notices};
use crate::store::{Store, StoreError};
use crate::words::Words;

/// 发文登记簿 of the days from the first to the last.
pub fn register(
    store: &Store,
    days: (Date, Date),
    today: Date,
    words: Words,
) -> Result<Report, StoreError> {
    let rows = store.notice_register(&filter(days, None))?;
    let issued: Vec<_> = rows
        .into_iter()
        .filter(|row| row.issued.is_some())
        .collect();
    let figures = store.notice_figures(days.0, days.1)?;
    Ok(notices::register(&issued, &figures, days, today, words))
}

/// 约谈台账 of those days.
pub fn talks(
    store: &Store,
    days: (Date, Date),
    today: Date,
    words: Words,
) -> Result<Report, StoreError> {
    let mut lines = Vec::new();
    for row in store.notice_register(&filter(days, Some(NoticeKind::Talk)))? {
        let (Some(notice), Some(issued)) = (store.notice(row.id)?, row.issued) else {
            continue;
        };
        let organisation = match notice.draft.organisation {
            Some(organisation) => store.organisation_named(organisation)?.organisation,
            None => Default::default(),
        };
        lines.push(notices::TalkLine {
            number: row.number,
            issued,
            organisation,
            notice,
        });
    }
    Ok(notices::talks(&lines, days, today, words))
}

fn filter((from, to): (Date, Date), kind: Option<NoticeKind>) -> NoticeFilter {
    NoticeFilter {
        kind,
        from: Some(from),
        to: Some(to),
        ..NoticeFilter::default()
    }
}

/// The document number, else the title; a line break and what no file may be called by is left out.
pub fn file_name(paper: &Paper) -> String {
    let name = match &paper.number {
        Some(number) => number.to_string(),
        None => paper.title.clone(),
    };
    let fits = |c: &char| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c);
    name.chars().filter(fits).take(60).collect()
}
