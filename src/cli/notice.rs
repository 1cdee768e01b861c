//! Notices from the command line: drafted from findings, issued under a number, served, answered, printed; the registers
//! of a period, this laptop's numbers and the office that issues.

mod json;
mod put_out;
mod setting;

use super::Context;
use super::failure::Failure;
use super::grammar::{NoticeAction, NoticeTyped};
use super::out::Out;
use super::status::print_json;
use super::visits::organisation;
use crate::domain::calendar::{Date, Now};
use crate::domain::finding::{BoardQuery, Entry, FindingFilter};
use crate::domain::notice::{
    Act, Draft, NoticeFilter, NoticeKind, NoticeView, TalkHeld, Way, quarter,
};
use crate::domain::paper::Number;
use crate::domain::rules::Rules;
use crate::reports;
use crate::runtime;
use crate::store::Store;
use crate::words::Words;

const HELP: &str = "liuyou notice --help";

/// What every action works with.
struct At<'a> {
    words: Words,
    typed: &'a NoticeTyped,
    store: Store,
    rules: Rules,
    now: Now,
}

/// `liuyou notice`
pub fn run(context: &Context, typed: &NoticeTyped) -> Result<(), Failure> {
    let words = context.words;
    let most = match typed.action {
        NoticeAction::List | NoticeAction::Register | NoticeAction::Numbers => 0,
        NoticeAction::New | NoticeAction::Office => usize::MAX,
        _ => 1,
    };
    if let Some(name) = typed.names.get(most) {
        return Err(Failure::Misuse(words.cli_unknown_argument(name, HELP)));
    }
    let mut at = At {
        words,
        typed,
        store: context.open()?,
        rules: context.rules()?,
        now: runtime::now(),
    };
    match typed.action {
        NoticeAction::List => at.list(),
        NoticeAction::Show => at.show(),
        NoticeAction::New => at.draft(),
        NoticeAction::Issue => at.issue(),
        NoticeAction::Serve | NoticeAction::Reply | NoticeAction::Talk | NoticeAction::Withdraw => {
            at.act()
        }
        NoticeAction::Print => at.print(),
        NoticeAction::Register => at.register(),
        NoticeAction::Numbers => at.numbers(),
        NoticeAction::Office => at.office(),
    }
}

impl At<'_> {
    fn missing(&self, option: &str) -> Failure {
        Failure::Misuse(self.words.cli_missing(option, HELP))
    }

    fn list(&self) -> Result<(), Failure> {
        let typed = self.typed;
        let organisation = match &typed.organisation {
            Some(name) => Some(organisation(&self.store, name, self.words)?),
            None => None,
        };
        let filter = NoticeFilter {
            kind: typed.kind,
            stage: typed.stage,
            organisation,
            from: typed.from,
            to: typed.to_day,
        };
        let page = self.store.notices(&filter, 0, u64::from(u32::MAX))?;
        let mut out = Out::new();
        if typed.json {
            let lines: Vec<_> = page.rows.iter().map(json::Line::of).collect();
            return print_json(&mut out, &lines);
        }
        let words = self.words;
        if page.rows.is_empty() {
            return out.line(words.notices_none());
        }
        for row in &page.rows {
            let number = match row.number.is_empty() {
                true => words.notice_without_number(),
                false => &row.number,
            };
            let day = row.issued.unwrap_or(row.drafted);
            out.line(&format!(
                "{}  {day}  {number}  {}  {}  {}",
                row.id,
                words.notice_stage(row.stage),
                row.to,
                row.title
            ))?;
        }
        Ok(())
    }

    /// The notice that is named, or why there is none.
    fn named(&self) -> Result<i64, Failure> {
        let name = self.typed.names.first();
        let name = name.ok_or_else(|| self.missing("NAME"))?;
        self.called(name)
    }

    fn called(&self, name: &str) -> Result<i64, Failure> {
        let found = self.store.notice_called(name)?;
        found.ok_or_else(|| Failure::Misuse(self.words.cli_no_such_notice(name, HELP)))
    }

    fn view(&self, id: i64) -> Result<NoticeView, Failure> {
        Ok(self.store.notice_view(id, &self.rules, self.now)?)
    }

    fn show(&self) -> Result<(), Failure> {
        let view = self.view(self.named()?)?;
        let mut out = Out::new();
        if self.typed.json {
            return print_json(&mut out, &json::Whole::of(&view));
        }
        self.head(&mut out, &view)?;
        for line in reports::paper::lines(&view.paper, reports::paper::PAGE) {
            out.line(&line.text)?;
        }
        Ok(())
    }

    fn head(&self, out: &mut Out, view: &NoticeView) -> Result<(), Failure> {
        let words = self.words;
        let notice = &view.notice;
        let number = view.paper.number.as_ref().map(ToString::to_string);
        let number = number.unwrap_or_else(|| words.notice_without_number().to_owned());
        let most = self.rules.office.circular.most_characters;
        let characters = view.paper.characters();
        let is_over = notice.draft.kind == NoticeKind::Circular && characters > most as usize;
        let characters = match is_over {
            true => words.notice_characters_over(characters, most),
            false => words.notice_characters(characters),
        };
        out.line(&format!(
            "{}  {number}  {}  {characters}",
            view.id,
            words.notice_stage(notice.stage())
        ))?;
        if notice.conflict {
            out.line(words.notice_conflict())?;
        }
        for taken in &notice.acts {
            out.line(&format!(
                "{}  {}  {}  {}",
                taken.day,
                words.notice_act(taken.act.kind()),
                taken.hand,
                taken.reason
            ))?;
        }
        Ok(())
    }

    fn draft(&mut self) -> Result<(), Failure> {
        let typed = self.typed;
        let kind = typed.kind.ok_or_else(|| self.missing("--kind"))?;
        let mut draft = match kind {
            NoticeKind::Circular => self.circular()?,
            kind => self.about_findings(kind)?,
        };
        if !typed.to.is_empty() {
            draft.to.clone_from(&typed.to);
        }
        draft.deadline = typed.deadline.or(draft.deadline);
        if let Some(path) = &typed.body {
            let text = std::fs::read_to_string(path)
                .map_err(|cause| Failure::Template(path.clone(), cause))?;
            text.trim().clone_into(&mut draft.body);
        }
        let replaces = match &typed.replaces {
            Some(old) => Some(self.view(self.called(old)?)?.uuid),
            None => None,
        };
        let id = self.store.draft_notice(&draft, replaces, self.now)?;
        self.told(id, &self.words.notice_drafted(id))
    }

    fn circular(&self) -> Result<Draft, Failure> {
        let period = self.typed.period.as_ref();
        let period = period.ok_or_else(|| self.missing("--period"))?;
        let (from, to, called) = quarter(period)
            .ok_or_else(|| Failure::Misuse(self.words.cli_not_a_quarter(period, HELP)))?;
        let rule = runtime::reports::counting(&self.rules, None);
        let named = self.findings_named()?;
        let draft = self.store.propose_circular(
            ((from, to), &called),
            &named,
            rule,
            &self.rules,
            self.now,
            &mut || true,
        )?;
        draft.ok_or_else(|| Failure::Step(self.words.notice_not_one().to_owned()))
    }

    /// The findings whose numbers were typed.
    fn findings_named(&self) -> Result<Vec<i64>, Failure> {
        let known = self.typed.names.iter().map(|name| {
            let found = self.store.finding_numbered(name)?;
            found.ok_or_else(|| Failure::Misuse(self.words.cli_no_such_finding(name, HELP)))
        });
        known.collect()
    }

    fn about_findings(&self, kind: NoticeKind) -> Result<Draft, Failure> {
        let words = self.words;
        let mut findings = self.findings_named()?;
        if let Some(name) = &self.typed.organisation {
            let filter = FindingFilter {
                organisation: Some(organisation(&self.store, name, words)?),
                ..FindingFilter::default()
            };
            let horizon = self
                .rules
                .ladder
                .horizon(&self.rules.holidays, self.now.today);
            let query = BoardQuery {
                filter,
                limit: u64::from(u32::MAX),
                ..BoardQuery::default()
            };
            let rows = self.store.board(&query, horizon)?.rows;
            let runs = rows.iter().filter(|row| row.stand.state.runs());
            findings.extend(runs.map(|row| row.id));
        }
        if findings.is_empty() {
            return Err(Failure::Step(words.cli_notice_nothing_open().to_owned()));
        }
        let talker = self.hand()?;
        let authority = self.typed.to_authority;
        let draft = runtime::notices::proposed(
            &self.store,
            kind,
            &findings,
            authority,
            &talker,
            &self.rules,
            self.now,
        )?;
        draft.ok_or_else(|| Failure::Step(words.notice_not_one().to_owned()))
    }

    /// Who works on this laptop.
    fn hand(&self) -> Result<String, Failure> {
        let person = self.store.inspector()?;
        Ok(person.map_or_else(String::new, |person| person.name))
    }

    fn entry(&self, usual: Date) -> Result<Entry, Failure> {
        Ok(Entry {
            day: self.typed.day.unwrap_or(usual),
            hand: self.hand()?,
            reason: self.typed.reason.clone().unwrap_or_default(),
        })
    }

    fn issue(&mut self) -> Result<(), Failure> {
        let words = self.words;
        let id = self.named()?;
        let usual = self.view(id)?.notice.usual_day(self.now.today);
        let entry = self.entry(usual)?;
        if !self.view(id)?.notice.draft.kind.is_numbered() {
            return self.hand_over(id, &entry);
        }
        let mut remark = None;
        let number = match &self.typed.number {
            None => None,
            Some(text) => {
                let (number, faults) = Number::read(text)
                    .map_err(|_| Failure::Misuse(words.cli_not_a_number_of_ours(text, HELP)))?;
                if !faults.is_empty() {
                    remark = Some(words.cli_number_off_standard(&number.to_string()));
                }
                Some(number)
            }
        };
        let issued = self
            .store
            .issue_notice(id, number.as_ref(), &entry, &self.rules, self.now)?;
        let number = issued.map_err(|refused| Failure::Step(words.notice_refused(&refused)))?;
        let number = number.map_or_else(String::new, |number| number.to_string());
        self.told(id, &words.notice_issued_as(&number))?;
        match remark {
            Some(remark) if !self.typed.json => Out::new().line(&remark),
            _ => Ok(()),
        }
    }

    /// A sheet is left on the spot with whoever signs for it; it takes no number.
    fn hand_over(&mut self, id: i64, entry: &Entry) -> Result<(), Failure> {
        let words = self.words;
        if let Some(number) = &self.typed.number {
            return Err(Failure::Misuse(
                words.cli_sheet_without_number(number, HELP),
            ));
        }
        let signed_by = self.typed.taker.clone().unwrap_or_default();
        let (rules, now) = (&self.rules, self.now);
        let handed = self
            .store
            .hand_over_notice(id, &signed_by, entry, rules, now)?;
        handed.map_err(|refused| Failure::Step(words.notice_refused(&refused)))?;
        self.told(id, words.notice_handed_over())
    }

    fn act(&mut self) -> Result<(), Failure> {
        let words = self.words;
        let id = self.named()?;
        let view = self.view(id)?;
        let act = self.made(&view)?;
        let mut entry = self.entry(view.notice.usual_day(self.now.today))?;
        if let Act::Talk(held) = &act {
            entry.day = self
                .typed
                .day
                .unwrap_or(held.from.date.max(view.notice.last_day()));
        }
        let acted = self.store.act_on_notice(id, &act, &entry, self.now)?;
        acted.map_err(|refused| Failure::Step(words.notice_refused(&refused)))?;
        self.told(id, &words.notice_done(words.notice_act(act.kind())))
    }

    fn made(&self, view: &NoticeView) -> Result<Act, Failure> {
        let typed = self.typed;
        Ok(match typed.action {
            NoticeAction::Serve if typed.receipt => Act::Receipt,
            NoticeAction::Serve => Act::Serve {
                way: typed.way.unwrap_or(Way::InPerson),
                to: typed.taker.clone().unwrap_or_default(),
            },
            NoticeAction::Reply => Act::Reply,
            NoticeAction::Withdraw => Act::Withdraw,
            _ => Act::Talk(Box::new(self.held(view)?)),
        })
    }

    /// The talk as it was held; what is not said is taken from the notice.
    fn held(&self, view: &NoticeView) -> Result<TalkHeld, Failure> {
        let typed = self.typed;
        let planned = view.notice.draft.talk.as_ref();
        let time = typed.time.or(planned.map(|talk| talk.time));
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        Ok(TalkHeld {
            from: time.ok_or_else(|| self.missing("--time"))?,
            to: None,
            place: typed
                .place
                .clone()
                .or(planned.map(|talk| talk.place.clone()))
                .unwrap_or_default(),
            person: typed
                .person
                .clone()
                .or(planned.map(|talk| talk.person.clone()))
                .unwrap_or_default(),
            talkers: match typed.talkers.is_empty() {
                true => planned.map_or_else(Vec::new, |talk| talk.talkers.clone()),
                false => typed.talkers.clone(),
            },
            recorder: self.hand()?,
            statement: said(&typed.statement),
            promises: said(&typed.promises),
            refusal: said(&typed.refusal),
        })
    }

    /// How it stands now that it is on the disk.
    fn told(&self, id: i64, sentence: &str) -> Result<(), Failure> {
        let mut out = Out::new();
        match self.typed.json {
            true => print_json(&mut out, &json::Whole::of(&self.view(id)?)),
            false => out.line(sentence),
        }
    }
}
