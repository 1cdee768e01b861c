//! Findings from the command line: the list, one with its history, a new one, every step, the ledger with the figures of a
//! period, and what is wrong with the numbers.

mod json;

use super::Context;
use super::failure::Failure;
use super::grammar::{FindingsAction, FindingsTyped};
use super::out::Out;
use super::status::print_json;
use super::visits::organisation;
use crate::documents::report;
use crate::domain::calendar::Now;
use crate::domain::export::{Encoding, ReportFormat, ReportSubject, ReportWanted};
use crate::domain::finding::{
    self, BoardQuery, Entry, FindingFilter, FindingView, Ground, How, Move, Opening, StepKind,
};
use crate::domain::rules::Rules;
use crate::runtime;
use crate::store::Store;
use crate::words::Words;

const HELP: &str = "liuyou findings --help";

/// What every action works with.
struct At<'a> {
    words: Words,
    typed: &'a FindingsTyped,
    store: Store,
    rules: Rules,
    now: Now,
}

/// `liuyou findings`
pub fn run(context: &Context, typed: &FindingsTyped) -> Result<(), Failure> {
    let words = context.words;
    let takes_names = !matches!(
        typed.action,
        FindingsAction::List
            | FindingsAction::Open
            | FindingsAction::Export
            | FindingsAction::Numbers
    );
    if let Some(name) = typed.names.first().filter(|_| !takes_names) {
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
        FindingsAction::List => at.list(),
        FindingsAction::Show => at.show(),
        FindingsAction::Open => at.open(),
        FindingsAction::Step(kind) => at.step(kind),
        FindingsAction::Export => at.export(),
        FindingsAction::Numbers => at.numbers(),
        FindingsAction::Series => at.series(),
    }
}

impl At<'_> {
    fn filter(&self) -> Result<FindingFilter, Failure> {
        let typed = self.typed;
        let organisation = match &typed.organisation {
            Some(name) => Some(organisation(&self.store, name, self.words)?),
            None => None,
        };
        Ok(FindingFilter {
            light: typed.light,
            state: typed.state,
            area: typed.area.clone(),
            authority: typed.authority.clone(),
            responsible: typed.responsible.clone(),
            organisation,
            all: typed.all,
        })
    }

    fn list(&self) -> Result<(), Failure> {
        let horizon = self
            .rules
            .ladder
            .horizon(&self.rules.holidays, self.now.today);
        let query = BoardQuery {
            filter: self.filter()?,
            limit: u64::from(u32::MAX),
            ..BoardQuery::default()
        };
        let page = self.store.board(&query, horizon)?;
        let mut out = Out::new();
        if self.typed.json {
            return print_json(&mut out, &json::List::of(&page, horizon));
        }
        let words = self.words;
        let lights = page.lights;
        out.line(&words.cli_findings_lights(
            lights.red,
            lights.yellow,
            lights.blue,
            lights.none,
            lights.recheck,
        ))?;
        for row in &page.rows {
            let light = words.light_short(horizon.light(row.stand.state, row.deadline));
            let state = words.finding_state(row.stand.state);
            let item = match row.item_name.is_empty() {
                true => &row.fact,
                false => &row.item_name,
            };
            out.line(&format!(
                "{light}  {}  {}  {item}  {state}  {}  {}",
                row.number, row.name, row.deadline, row.responsible
            ))?;
        }
        Ok(())
    }

    /// The findings that are named, or why one is none.
    fn named(&self) -> Result<Vec<i64>, Failure> {
        if self.typed.names.is_empty() {
            return Err(Failure::Misuse(self.words.cli_missing("NUMBER", HELP)));
        }
        let numbers = self.typed.names.iter().map(|name| {
            let found = self.store.finding_numbered(name)?;
            found.ok_or_else(|| Failure::Misuse(self.words.cli_no_such_finding(name, HELP)))
        });
        numbers.collect()
    }

    fn view(&self, id: i64) -> Result<FindingView, Failure> {
        Ok(self.store.finding_view(id, &self.rules, self.now)?)
    }

    fn show(&self) -> Result<(), Failure> {
        let ids = self.named()?;
        let views: Vec<FindingView> = ids
            .into_iter()
            .map(|id| self.view(id))
            .collect::<Result<_, _>>()?;
        let mut out = Out::new();
        if self.typed.json {
            let words = self.words;
            let ladder = &self.rules.ladder;
            let shown: Vec<_> = views
                .iter()
                .map(|view| json::Whole::of(view, ladder, words))
                .collect();
            return print_json(&mut out, &shown);
        }
        views.iter().try_for_each(|view| self.print(&mut out, view))
    }

    fn print(&self, out: &mut Out, view: &FindingView) -> Result<(), Failure> {
        let (words, ladder) = (self.words, &self.rules.ladder);
        let finding = &view.finding;
        let state = words.finding_state(finding.stand.state);
        let light = words.light(view.light);
        out.line(&format!(
            "{}  {}  {state}  {light}",
            finding.number, view.name
        ))?;
        let item = format!("{} {}", finding.item, finding.item_name);
        let lines = [
            (words.field_item(), item.trim().to_owned()),
            (words.field_fact(), finding.fact.clone()),
            (words.field_requirement(), finding.requirement.clone()),
            (words.field_responsible(), finding.responsible.clone()),
            (words.field_found(), finding.opened.to_string()),
            (words.field_deadline(), finding.deadline.to_string()),
        ];
        for (label, text) in lines.iter().filter(|(_, text)| !text.is_empty()) {
            out.line(&format!("  {label}  {text}"))?;
        }
        if let Some(proposal) = &view.proposal {
            out.line(&format!("  {}", words.proposal(proposal, ladder)))?;
        }
        if finding.conflict {
            out.line(&format!("  {}", words.finding_conflict()))?;
        }
        for step in &finding.steps {
            let name = words.step_taken(step.made.kind());
            let detail = words.step_detail(step, ladder);
            let line = format!(
                "  {}  {name}  {}  {detail}  {}",
                step.day, step.hand, step.reason
            );
            out.line(&line)?;
        }
        Ok(())
    }

    /// Who takes the step, on which day and why.
    fn entry(
        &self,
        kind: StepKind,
        usual: crate::domain::calendar::Date,
    ) -> Result<Entry, Failure> {
        let hand = self.store.inspector()?;
        Ok(Entry {
            day: self.typed.day.unwrap_or(usual),
            hand: hand.map_or_else(String::new, |person| person.name),
            reason: match &self.typed.reason {
                Some(reason) => reason.trim().to_owned(),
                None => self.words.usual_reason(kind).to_owned(),
            },
        })
    }

    fn missing(&self, option: &str) -> Failure {
        Failure::Misuse(self.words.cli_missing(option, HELP))
    }

    fn open(&mut self) -> Result<(), Failure> {
        let typed = self.typed;
        let name = typed.organisation.as_ref();
        let name = name.ok_or_else(|| self.missing("--organisation"))?;
        let fact = typed.fact.clone().ok_or_else(|| self.missing("--fact"))?;
        let requirement = typed.requirement.clone();
        let requirement = requirement.ok_or_else(|| self.missing("--requirement"))?;
        let id = organisation(&self.store, name, self.words)?;
        let view = self.store.organisation(id)?;
        let entry = self.entry(StepKind::Open, self.now.today)?;
        if entry.hand.is_empty() {
            return Err(Failure::Step(self.words.refused_no_hand().to_owned()));
        }
        let (ladder, holidays) = (&self.rules.ladder, &self.rules.holidays);
        let opening = Opening {
            organisation: view.uuid,
            visit: None,
            template: String::new(),
            item: String::new(),
            item_name: String::new(),
            fact,
            requirement,
            responsible: typed.responsible.clone().unwrap_or(view.organisation.head),
            deadline: typed
                .deadline
                .unwrap_or_else(|| ladder.deadline(holidays, entry.day)),
            opened: entry.day,
            ground: Ground::Hand,
        };
        let ids = self.store.open_findings(&[opening], &entry, self.now)?;
        self.told(&ids)
    }

    fn step(&mut self, kind: StepKind) -> Result<(), Failure> {
        let ids = self.named()?;
        let made = self.made(kind)?;
        let mut usual = self.now.today;
        for id in &ids {
            usual = usual.max(self.view(*id)?.finding.usual_day(self.now.today));
        }
        let entry = self.entry(kind, usual)?;
        let stepped = self
            .store
            .step_findings(&ids, &made, &entry, &self.rules, self.now)?;
        if !stepped.taken.is_empty() {
            self.told(&stepped.taken)?;
        }
        match stepped.refused.is_empty() {
            true => Ok(()),
            false => Err(Failure::Step(self.words.step_told(kind, &stepped))),
        }
    }

    fn made(&self, kind: StepKind) -> Result<Move, Failure> {
        let typed = self.typed;
        let deadline = || typed.deadline.ok_or_else(|| self.missing("--deadline"));
        Ok(match kind {
            StepKind::FeedBack => Move::FeedBack,
            StepKind::Report => Move::Report,
            StepKind::Arrange => Move::Arrange,
            StepKind::Withdraw => Move::Withdraw,
            StepKind::Extend => Move::Extend {
                deadline: deadline()?,
            },
            StepKind::SendBack => Move::SendBack {
                deadline: deadline()?,
            },
            StepKind::Reopen => Move::Reopen {
                deadline: deadline()?,
            },
            StepKind::Recheck => Move::Recheck {
                how: typed.how.unwrap_or(How::OnSite),
                visit: None,
            },
            StepKind::Close => Move::Close {
                reviewer: typed.reviewer.clone().unwrap_or_default(),
            },
            StepKind::Hand => Move::Hand {
                responsible: typed
                    .responsible
                    .clone()
                    .ok_or_else(|| self.missing("--responsible"))?,
            },
            StepKind::Open | StepKind::Notice => return Err(self.missing("ACTION")),
        })
    }

    /// How those stand now.
    fn told(&self, ids: &[i64]) -> Result<(), Failure> {
        let mut out = Out::new();
        let views: Vec<FindingView> = ids
            .iter()
            .map(|id| self.view(*id))
            .collect::<Result<_, _>>()?;
        if self.typed.json {
            let ladder = &self.rules.ladder;
            let shown: Vec<_> = views
                .iter()
                .map(|view| json::Whole::of(view, ladder, self.words))
                .collect();
            return print_json(&mut out, &shown);
        }
        for view in &views {
            let finding = &view.finding;
            let state = self.words.finding_state(finding.stand.state);
            out.line(&format!(
                "{}  {}  {state}  {}",
                finding.number, view.name, finding.deadline
            ))?;
        }
        Ok(())
    }

    fn export(&self) -> Result<(), Failure> {
        let (typed, words) = (self.typed, self.words);
        if let (Some(from), Some(to)) = (typed.from, typed.to)
            && from > to
        {
            return Err(Failure::Misuse(words.cli_days_swapped(HELP)));
        }
        let usual = match typed.json {
            true => ReportFormat::Json,
            false => ReportFormat::Text,
        };
        let format = typed.format.unwrap_or(usual);
        if typed.encoding.is_some() && format != ReportFormat::Csv {
            return Err(Failure::Misuse(words.cli_only_csv(HELP)));
        }
        let prints = matches!(format, ReportFormat::Text | ReportFormat::Json);
        if typed.out.is_none() && !prints {
            let sentence = words.cli_report_needs_out(format.code(), HELP);
            return Err(Failure::Misuse(sentence));
        }
        let wanted = ReportWanted {
            days: (typed.from, typed.to),
            findings: self.filter()?,
            ..ReportWanted::of(ReportSubject::Findings)
        };
        let today = self.now.today;
        let made = runtime::reports::report(&self.store, &wanted, &self.rules, today, words)?;
        let mut out = Out::new();
        let Some(path) = &typed.out else {
            return out.text(&match format {
                ReportFormat::Json => report::json(&made),
                _ => report::text(&made),
            });
        };
        let encoding = typed.encoding.unwrap_or(Encoding::Utf8);
        let written = report::write(&made, format, encoding, path)?;
        written
            .files
            .iter()
            .try_for_each(|file| out.line(&words.cli_exported_file(file.display().to_string())))
    }

    fn numbers(&self) -> Result<(), Failure> {
        let faults = self.store.number_faults()?;
        let mut out = Out::new();
        if self.typed.json {
            let told: Vec<String> = faults
                .iter()
                .map(|fault| self.words.number_fault(fault))
                .collect();
            return print_json(&mut out, &told);
        }
        if faults.is_empty() {
            return out.line(self.words.cli_numbers_sound());
        }
        faults
            .iter()
            .try_for_each(|fault| out.line(&self.words.number_fault(fault)))
    }

    fn series(&mut self) -> Result<(), Failure> {
        match &self.typed.names[..] {
            [] => {}
            [name] => {
                let series = finding::series(name);
                let series =
                    series.ok_or_else(|| Failure::Misuse(self.words.cli_no_series(name, HELP)))?;
                self.store.set_finding_series(&series)?;
            }
            [_, more, ..] => {
                return Err(Failure::Misuse(self.words.cli_unknown_argument(more, HELP)));
            }
        }
        let series = self.store.finding_series()?;
        let mut out = Out::new();
        match self.typed.json {
            true => print_json(&mut out, &serde_json::json!({ "series": series })),
            false => out.line(&self.words.cli_series(&series)),
        }
    }
}
