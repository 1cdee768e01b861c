//! A template while it is filled: which lines are asked, what stands in them, what is computed, missing or out of its
//! limits, and what it all scores. Answers go by address (`4.1`, `6.2#3`), as the journal keeps them.

mod sheet;
mod tests;

use std::sync::Arc;

pub use sheet::{Spot, Why, Wrong, faults};

use super::calendar::Clock;
use super::checklist::{Checklist, Item, Lang, Section, Text, instance, instance_of};
use super::expression::{Around, Kind};
use super::live::{Effect, Live, Place, Refused, Row, Sheet, State, Told};
use super::score::{Score, Unanswered};
use super::visit::{Answer, Answers, VisitStatus};

/// A template read once for all its fillings.
#[derive(Debug)]
pub struct Form {
    pub checklist: Arc<Checklist>,
    sheet: Arc<Sheet>,
    /// By number in the sheet.
    spots: Vec<Spot>,
    /// Whether any condition can hide an item.
    hides: bool,
}

impl Form {
    /// Expressions that cannot be read, which a template of a later version may have, are left out.
    pub fn new(checklist: Arc<Checklist>) -> Form {
        let (sheet, spots) = sheet::sheet(&checklist);
        let sections = checklist.sections.iter();
        let hides = sections.clone().any(|section| section.shown_when.is_some())
            || checklist.items().any(|item| item.shown_when.is_some());
        Form {
            checklist,
            sheet,
            spots,
            hides,
        }
    }

    /// What an item's value is; of a computed one, what its expression gives.
    pub fn kind(&self, code: &str) -> Option<Kind> {
        self.sheet.index(code).map(|index| self.sheet.kind(index))
    }

    pub fn section(&self, line: &Line) -> &Section {
        &self.checklist.sections[line.section]
    }

    /// None for the line that adds one more of a repeated section.
    pub fn item(&self, line: &Line) -> Option<&Item> {
        self.section(line).items.get(line.item?)
    }

    /// The answers to what is asked, without those that a condition hides.
    pub fn asked(self: &Arc<Form>, answers: Answers, started: Clock) -> Answers {
        if !self.hides {
            return answers;
        }
        let filling = Filling::open(self, started, Lang::Zh, &answers);
        let mut hidden = answers;
        let lines = filling.lines().iter();
        lines
            .filter_map(|line| hidden.remove_entry(&line.address))
            .collect()
    }

    /// What a visit comes to. Conditions are asked as of the visit's start, so that the same answers score the same
    /// whenever they are counted.
    pub fn score(
        self: &Arc<Form>,
        answers: &Answers,
        status: VisitStatus,
        started: Clock,
    ) -> Score {
        if !self.hides {
            return super::visit::score(&self.checklist, answers, status);
        }
        Filling::open(self, started, Lang::Zh, answers).score(status)
    }
}

fn around(started: Clock, lang: Lang) -> Around {
    Around { now: started, lang }
}

fn told(answers: &Answers) -> Vec<Told> {
    let answered = answers.iter().filter_map(|(address, answer)| {
        let (name, number) = instance_of(address);
        Some(Told {
            name: name.to_owned(),
            // numbers count from 1, times from 0
            times: number
                .map(|number| (number as usize).checked_sub(1))
                .into_iter()
                .collect::<Option<_>>()?,
            text: answer.option.clone()?,
        })
    });
    answered.collect()
}

/// One line of a filled template: an item that is asked, or the offer to add one more of a repeated section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `4.1`, `6.2#3`; for the offer the code of the section and the number that would come, `6#4`.
    pub address: String,
    /// Numbers from 0 in the template.
    pub section: usize,
    /// None for the offer to add.
    pub item: Option<usize>,
    /// Which of a repeated section, from 1.
    pub number: Option<u32>,
    place: Place,
}

/// Why a visit cannot be finished yet, or is said to be incomplete.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Required and not answered.
    pub missing: Vec<String>,
    /// Answered, but out of the limit since another answer moved, or a choice that is no longer offered.
    pub broken: Vec<String>,
    /// Has points and is not answered: it will count nothing.
    pub unscored: Vec<String>,
}

impl Gaps {
    /// Finishing has to wait.
    pub fn hold_up(&self) -> bool {
        !self.missing.is_empty() || !self.broken.is_empty()
    }

    pub fn is_empty(&self) -> bool {
        *self == Gaps::default()
    }
}

#[derive(Debug)]
pub struct Filling {
    form: Arc<Form>,
    live: Live,
    lines: Vec<Line>,
}

impl Filling {
    pub fn open(form: &Arc<Form>, started: Clock, lang: Lang, answers: &Answers) -> Filling {
        let live = Live::open(
            Arc::clone(&form.sheet),
            around(started, lang),
            &told(answers),
        );
        let mut filling = Filling {
            form: Arc::clone(form),
            live,
            lines: Vec::new(),
        };
        filling.line_up();
        filling
    }

    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// What is asked, in reading order: no hidden item.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    pub fn item(&self, line: &Line) -> Option<&Item> {
        self.form.item(line)
    }

    /// Where an address stands among the lines; None where it is not asked.
    pub fn find(&self, address: &str) -> Option<usize> {
        self.lines.iter().position(|line| line.address == address)
    }

    /// How an item stands; None for the offer to add.
    pub fn state(&self, line: &Line) -> Option<State<'_>> {
        line.item?;
        self.live.state(line.place).ok()
    }

    /// What stands in an item: the answer, or what was worked out, in its written form.
    pub fn text(&self, line: &Line) -> String {
        let (Some(item), Some(state)) = (self.item(line), self.state(line)) else {
            return String::new();
        };
        match item.takes_answer() {
            true => state.text.to_owned(),
            false => item.settled(state.text),
        }
    }

    /// The codes of the choices that are offered now; empty for an item without choices.
    pub fn offered(&self, line: &Line) -> Vec<&str> {
        let offered = self.live.offered(line.place).unwrap_or_default();
        offered.iter().map(|choice| choice.code.as_str()).collect()
    }

    /// Takes an answer in its written form; empty takes it back. Lines may appear and vanish. An address that this
    /// template does not have is passed over.
    pub fn set(&mut self, address: &str, text: &str) {
        let Some(place) = self.place(address) else {
            return;
        };
        let changes = self.live.set(place, text).unwrap_or_default();
        let moves = |effect| matches!(effect, Effect::Shown(_) | Effect::Times(_));
        if changes.iter().any(|change| moves(change.effect)) {
            self.line_up();
        }
    }

    /// Whether an answer would be within the item's limit. The answer that stands is left as it is.
    pub fn keeps_limit(&mut self, line: &Line, text: &str) -> bool {
        let before = match self.state(line) {
            Some(state) => state.text.to_owned(),
            None => return true,
        };
        let keeps = |live: &Live| {
            live.state(line.place)
                .is_ok_and(|state| !state.limit_broken)
        };
        // hidden by its own answer, an item is not held to its limit
        let _ = self.live.set(line.place, text);
        let kept = keeps(&self.live) || self.live.state(line.place).is_err();
        let _ = self.live.set(line.place, &before);
        kept
    }

    /// Asks a repeated section once more; its number, from 1.
    ///
    /// # Errors
    /// The section is counted by another answer, or asked as often as it may be.
    pub fn add(&mut self, section: usize) -> Result<u32, Refused> {
        let place = self.section_place(section).ok_or(Refused::NoSuchPlace)?;
        let repeat = self.form.checklist.sections[section].repeat.as_ref();
        let most = repeat.map_or(0, |repeat| repeat.most as usize);
        if self.live.times(place)?.len() >= most {
            return Err(Refused::Full);
        }
        self.live.add(place)?;
        self.line_up();
        Ok(self.live.times(place)?.len() as u32)
    }

    /// How often a section is asked: once, unless it is a repeated one.
    pub fn times(&self, section: usize) -> usize {
        match (
            &self.form.checklist.sections[section].repeat,
            self.section_place(section),
        ) {
            (Some(_), Some(place)) => self.live.times(place).map_or(0, |times| times.len()),
            _ => 1,
        }
    }

    /// What the items of one more of a section, or those outside all repeats, begin with: address and written form.
    pub fn defaults(&self, of: Option<(usize, u32)>) -> Vec<(String, String)> {
        let begun = self.every_line().into_iter().filter(|line| match of {
            Some((section, number)) => line.section == section && line.number == Some(number),
            None => line.number.is_none(),
        });
        let told = begun.filter_map(|line| {
            let item = self.item(&line)?;
            item.default.as_ref()?;
            let value = self.live.default(line.place).ok()?;
            let written = item.parse(&value, &self.form.checklist).ok()?;
            Some((line.address, written))
        });
        told.collect()
    }

    pub fn gaps(&self) -> Gaps {
        let mut gaps = Gaps::default();
        for line in &self.lines {
            let (Some(item), Some(state)) = (self.item(line), self.state(line)) else {
                continue;
            };
            let address = || line.address.clone();
            if state.missing {
                gaps.missing.push(address());
            } else if state.limit_broken || state.stray {
                gaps.broken.push(address());
            } else if item.points > 0 && state.text.is_empty() {
                gaps.unscored.push(address());
            }
        }
        gaps
    }

    /// Items that are not asked count as if they were not there.
    pub fn score(&self, status: VisitStatus) -> Score {
        let unanswered = match status {
            VisitStatus::Draft => Unanswered::LeftOut,
            VisitStatus::Finished | VisitStatus::Corrected => Unanswered::CountNothing,
        };
        let state = |code: &str| {
            let item = self.form.sheet.index(code)?;
            let row = Row::FORM;
            self.live.state(Place { row, item }).ok()
        };
        let mut score = Score::of_shown(
            &self.form.checklist,
            unanswered,
            |item| state(&item.code).is_some_and(|state| state.shown),
            |code| {
                state(code)
                    .map(|state| state.text)
                    .filter(|text| !text.is_empty())
            },
        );
        for line in self.lines.iter().filter(|line| line.number.is_some()) {
            if let (Some(item), Some(state)) = (self.item(line), self.state(line))
                && item.takes_answer()
            {
                score.items += 1;
                score.answered += u32::from(!state.text.is_empty());
            }
        }
        score
    }

    /// A text of the template as it is said here: `${4.1}` in it becomes what stands in that item.
    pub fn said(&self, text: &Text, lang: Lang, beside: &Line) -> String {
        let mut rest = text.get(lang);
        let mut said = String::with_capacity(rest.len());
        while let Some((before, after)) = rest.split_once("${") {
            let Some((code, later)) = after.split_once('}') else {
                break;
            };
            said.push_str(before);
            said.push_str(&self.shown(code.trim(), lang, beside));
            rest = later;
        }
        said.push_str(rest);
        said
    }

    /// What stands in the item of a code, in the same row if it is repeated, as a person reads it.
    fn shown(&self, code: &str, lang: Lang, beside: &Line) -> String {
        let here = beside
            .number
            .and_then(|number| self.find(&instance(code, number)));
        let Some(line) = here.or_else(|| self.find(code)).map(|at| &self.lines[at]) else {
            return String::new();
        };
        let written = self.text(line);
        self.item(line).map_or(String::new(), |item| {
            item.shown(&written, &self.form.checklist, lang)
        })
    }

    /// Every item of the form, hidden ones too, without the offers to add.
    fn every_line(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for place in self.live.places() {
            let Some(Spot::Item { section, item }) = self.form.spots.get(place.item) else {
                continue;
            };
            let found = &self.form.checklist.sections[*section];
            let number = self.live.path(place.row).first().map(|at| *at as u32 + 1);
            let code = &found.items[*item].code;
            lines.push(Line {
                address: number.map_or_else(|| code.clone(), |number| instance(code, number)),
                section: *section,
                item: Some(*item),
                number,
                place,
            });
        }
        lines
    }

    fn line_up(&mut self) {
        let shown = |line: &Line| self.live.state(line.place).is_ok_and(|state| state.shown);
        let mut lines = Vec::new();
        let mut every = self.every_line().into_iter().filter(shown).peekable();
        for (at, section) in self.form.checklist.sections.iter().enumerate() {
            while let Some(line) = every.next_if(|line| line.section == at) {
                lines.push(line);
            }
            if let Some(repeat) = &section.repeat
                && repeat.count.is_none()
                && let Some(place) = self.section_place(at)
                && self.live.state(place).is_ok_and(|state| state.shown)
                && self.times(at) < repeat.most as usize
            {
                lines.push(Line {
                    address: instance(&section.code, self.times(at) as u32 + 1),
                    section: at,
                    item: None,
                    number: None,
                    place,
                });
            }
        }
        drop(every);
        self.lines = lines;
    }

    fn section_place(&self, section: usize) -> Option<Place> {
        let item = self
            .form
            .spots
            .iter()
            .position(|spot| *spot == Spot::Section(section))?;
        let row = Row::FORM;
        Some(Place { row, item })
    }

    fn place(&self, address: &str) -> Option<Place> {
        if let Some(at) = self.find(address) {
            return self.lines[at].item.map(|_| self.lines[at].place);
        }
        let every = self.every_line().into_iter();
        let mut found = every.filter(|line| line.address == address);
        found.next().map(|line| line.place)
    }
}

/// The edits that take one of a repeated section away: the later ones move up by one. Address and what it is to hold.
pub fn without(section: &Section, number: u32, answers: &Answers) -> Vec<(String, Answer)> {
    let last = super::visit::instances(section, answers);
    let mut moved = Vec::new();
    for at in number..=last {
        for item in section.items.iter().filter(|item| item.takes_answer()) {
            let said = |number| answers.get(&instance(&item.code, number)).cloned();
            let (now, later) = (said(at), said(at + 1));
            if now != later {
                moved.push((instance(&item.code, at), later.unwrap_or_default()));
            }
        }
    }
    moved
}
