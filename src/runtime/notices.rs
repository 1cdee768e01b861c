//! What the screens and commands ask of notices: registers of a period, and how the file of a paper is called.

use crate::app::Msg;
use crate::app::command::Loaded;
use crate::app::notices::{NoticeAsk, NoticeDone, NoticeTold, Printout};
use crate::documents::write_paper;
use crate::domain::calendar::{Date, Now};
use crate::domain::notice::{ActKind, Draft, NoticeFilter, NoticeKind};
use crate::domain::paper::Paper;
use crate::domain::rules::Rules;
use crate::domain::score::tenths_text;
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

/// How a visit came out, as it stands on paper: `72.5分，不达标`.
pub fn result_of(store: &Store, organisation: i64, visit: i64) -> Result<String, StoreError> {
    let lines = store.organisation(organisation)?.visits;
    let line = lines.into_iter().find(|line| line.id == visit);
    Ok(line.map_or_else(String::new, |line| {
        let points = line
            .tenths
            .map(|tenths| format!("{}分", tenths_text(tenths)));
        let verdict = line
            .verdict
            .map(|verdict| Words::ZH.verdict(verdict).to_owned());
        let said: Vec<String> = [points, verdict].into_iter().flatten().collect();
        said.join("，")
    }))
}

/// A notice about these findings as it is proposed; the sheet that is left on the spot says how the check came out.
pub fn proposed(
    store: &Store,
    kind: NoticeKind,
    findings: &[i64],
    to_authority: bool,
    talker: &str,
    rules: &Rules,
    now: Now,
) -> Result<Option<Draft>, StoreError> {
    let mut draft = store.propose_notice(kind, findings, to_authority, talker, rules, now)?;
    let sheet = draft.as_mut().and_then(|draft| draft.on_site.as_mut());
    let (Some(sheet), Some(first)) = (sheet, findings.first()) else {
        return Ok(draft);
    };
    let finding = store.finding_view(*first, rules, now)?;
    if let Some(visit) = finding.visit {
        sheet.result = result_of(store, finding.organisation, visit)?;
    }
    Ok(draft)
}

/// Does one of what the screens ask.
pub fn run(
    store: &mut Store,
    rules: &Rules,
    ask: NoticeAsk,
    now: Now,
    words: Words,
) -> Result<Msg, StoreError> {
    let done = |ticket, id, done| NoticeTold::Done { ticket, id, done };
    let told = match ask {
        NoticeAsk::List {
            ticket,
            filter,
            limit,
        } => NoticeTold::List {
            ticket,
            page: store.notices(&filter, 0, limit)?,
        },
        NoticeAsk::Open(id) => NoticeTold::One(Box::new(store.notice_view(id, rules, now)?)),
        NoticeAsk::Draft {
            ticket,
            kind,
            findings,
            to_authority,
            talker,
        } => {
            let draft = proposed(store, kind, &findings, to_authority, &talker, rules, now)?;
            drafted(store, ticket, draft, now)?
        }
        NoticeAsk::Circular {
            ticket,
            days,
            period,
            findings,
        } => {
            let rule = super::reports::counting(rules, None);
            let quarter = (days, period.as_str());
            let draft =
                store.propose_circular(quarter, &findings, rule, rules, now, &mut || true)?;
            drafted(store, ticket, draft, now)?
        }
        NoticeAsk::Revise { ticket, id, draft } => match store.revise_notice(id, &draft, now)? {
            Ok(()) => done(ticket, id, NoticeDone::Revised),
            Err(why) => NoticeTold::Refused { ticket, why },
        },
        NoticeAsk::Issue { ticket, id, entry } => {
            match store.issue_notice(id, None, &entry, rules, now)? {
                Ok(Some(number)) => done(ticket, id, NoticeDone::Issued(number.to_string())),
                Ok(None) => done(ticket, id, NoticeDone::Acted(ActKind::Issue)),
                Err(why) => NoticeTold::Refused { ticket, why },
            }
        }
        NoticeAsk::HandOver {
            ticket,
            id,
            signed_by,
            entry,
        } => match store.hand_over_notice(id, &signed_by, &entry, rules, now)? {
            Ok(()) => done(ticket, id, NoticeDone::HandedOver),
            Err(why) => NoticeTold::Refused { ticket, why },
        },
        NoticeAsk::Act {
            ticket,
            id,
            act,
            entry,
        } => match store.act_on_notice(id, &act, &entry, now)? {
            Ok(()) => done(ticket, id, NoticeDone::Acted(act.kind())),
            Err(why) => NoticeTold::Refused { ticket, why },
        },
        NoticeAsk::Print {
            ticket,
            id,
            sheet,
            format,
            out,
        } => {
            let paper = match sheet {
                Printout::Paper => store.notice_view(id, rules, now)?.paper,
                Printout::Service => store.service_sheet(id, rules, now)?,
                Printout::Talk => store.talk_sheet(id, rules, now)?,
            };
            super::writing::make_folder(store.directory(), &out);
            match write_paper(&paper, format, &out) {
                Ok(path) => done(ticket, id, NoticeDone::Printed(path)),
                Err(error) => return Ok(Msg::Failed(words.export_error(&error))),
            }
        }
    };
    Ok(Msg::Loaded(Loaded::Notice(told)))
}

fn drafted(
    store: &mut Store,
    ticket: u64,
    draft: Option<Draft>,
    now: Now,
) -> Result<NoticeTold, StoreError> {
    Ok(match draft {
        Some(draft) => NoticeTold::Done {
            ticket,
            id: store.draft_notice(&draft, None, now)?,
            done: NoticeDone::Drafted,
        },
        None => NoticeTold::NotOne { ticket },
    })
}
