//! The reports on a campaign (D3): progress, mid-term review, and the final one. A stage that was frozen is told from
//! what was frozen then; one that was not, from today's figures, and it says so.

mod parts;

use super::coverage::{rate_lines, trend, trend_table};
use super::tasks::{by_part, sentences, share};
use super::{Bar, Bars, Block, Cell, Column, Form, Report, Table, Target, signed};
use crate::domain::calendar::Date;
use crate::domain::campaign::{CampaignView, Distance, LeftState, Milestone, NAMED, Stage, Stand};
use crate::domain::coverage::{Coverage, Division, Percent, Rate, RateName};
use crate::domain::export::ReportStage;
use crate::words::Words;

/// What the report is made from, and in which light.
pub(super) struct Telling<'a> {
    view: &'a CampaignView,
    stage: ReportStage,
    /// Rates and work that are told of.
    stand: &'a Stand,
    /// Whether they were frozen for this stage.
    frozen: bool,
    /// Whether parts may be ranked and the best named.
    ranks: bool,
    words: Words,
}

/// `snapshots` earliest first; `ranks`: whether parts may be ranked and the best named.
pub fn report(
    view: Option<&CampaignView>,
    stage: ReportStage,
    snapshots: &[&Coverage],
    ranks: bool,
    today: Date,
    words: Words,
) -> Report {
    let Some(view) = view else {
        return Report {
            id: "campaign",
            title: words.report_campaign().to_owned(),
            dates: vec![today.to_string()],
            blocks: vec![Block::Paragraph(words.report_no_campaign().to_owned())],
            words,
        };
    };
    let frozen = match stage {
        ReportStage::Progress => None,
        ReportStage::MidTerm => view.stage(Stage::MidTerm),
        ReportStage::Final => view.stage(Stage::Final),
    };
    let telling = Telling {
        view,
        stage,
        stand: frozen.unwrap_or(&view.now),
        frozen: frozen.is_some(),
        ranks,
        words,
    };
    telling.report(snapshots)
}

impl Telling<'_> {
    fn report(&self, snapshots: &[&Coverage]) -> Report {
        let words = self.words;
        let name = &self.view.campaign.plan.name;
        let title = match self.stage {
            ReportStage::Progress => words.report_progress_title(name),
            ReportStage::MidTerm => words.report_mid_term_title(name),
            ReportStage::Final => words.report_final_title(name),
        };
        let mut blocks = Vec::new();
        blocks.extend(self.frozen_note().map(Block::Paragraph));
        blocks.extend(self.overall());
        blocks.extend(self.targets(snapshots));
        blocks.extend(self.tasks());
        blocks.extend(self.parts());
        blocks.extend(self.end());
        Report {
            id: "campaign",
            title,
            dates: vec![self.as_of()],
            blocks,
            words,
        }
    }

    fn date(&self) -> Date {
        self.stand.coverage.date
    }

    fn as_of(&self) -> String {
        let coverage = &self.stand.coverage;
        let rule = coverage.counting.name.get(self.words.0);
        self.words.rate_heading(coverage.date.to_string(), rule)
    }

    /// A stage is told from its snapshot, or it says that there is none.
    fn frozen_note(&self) -> Option<String> {
        let words = self.words;
        let date = self.date().to_string();
        let stage = match self.stage {
            ReportStage::Progress => {
                return self
                    .view
                    .is_final()
                    .then(|| words.report_stage_frozen(date));
            }
            ReportStage::MidTerm => Stage::MidTerm,
            ReportStage::Final => Stage::Final,
        };
        Some(match self.frozen {
            true => words.report_stage_frozen(date),
            false => words.report_stage_not_frozen(words.stage(stage), date),
        })
    }

    /// Organisations formed and covered, members developed, activities, instructors.
    fn overall(&self) -> Vec<Block> {
        let words = self.words;
        let (plan, base) = (&self.view.campaign.plan, &self.view.base);
        let date = self.date();
        let set = self.stand.coverage.formation.iter();
        let set = set.clone().find(|set| set.id == plan.formation);
        let (from, to) = (plan.from.to_string(), plan.to.to_string());
        let days = match plan.days_left(date) {
            0 => words.cr_days_over(from, to),
            left => words.cr_days(from, to, date.days_since(plan.from) + 1, left),
        };
        let basis = words.cr_basis(
            set.map_or(&plan.formation, |set| set.name.get(words.0)),
            self.stand.coverage.counting.name.get(words.0),
            base.coverage.date.to_string(),
        );
        let mut told = vec![format!("{days}{}{basis}", gap(words))];
        let rates = [RateName::Organisation, RateName::Work];
        told.extend(rates.iter().filter_map(|name| self.rate_moved(*name)));
        told.push(self.formed());
        told.push(self.members());
        told.push(words.cr_activities(self.stand.work.activities));
        told.push(match self.stand.work.without_instructor {
            0 => words.cr_with_instructors().to_owned(),
            n => words.cr_without_instructor(n),
        });
        std::iter::once(Block::Heading(words.cr_overall().to_owned()))
            .chain(told.into_iter().map(Block::Paragraph))
            .collect()
    }

    fn rate_moved(&self, name: RateName) -> Option<String> {
        let words = self.words;
        let now = self.stand.coverage.whole.rate(name)?;
        let base = self.view.base.coverage.whole.rate(name)?;
        let moved = moved(now.percent()?.less(base.percent()?), words);
        let (now_share, base_share) = (share_of(now, words), share_of(base, words));
        Some(match name {
            RateName::Work => words.cr_work(&now_share, &moved, &base_share),
            _ => words.cr_coverage(now.numerator, &now_share, &moved, &base_share),
        })
    }

    fn formed(&self) -> String {
        let words = self.words;
        let grown = self.stand.coverage.branches_since(&self.view.base.coverage);
        match grown.percent() {
            Some(percent) => words.cr_formed(
                grown.earlier,
                grown.later,
                &counted(
                    grown.added(),
                    words.cr_formed_level(),
                    &|n| words.cr_formed_more(n),
                    &|n| words.cr_formed_fewer(n),
                ),
                &percent.to_string(),
            ),
            None => words.cr_formed_none(grown.earlier, grown.later),
        }
    }

    fn members(&self) -> String {
        let words = self.words;
        let (before, now) = (self.view.base.work.members, self.stand.work.members);
        let added = |now: u64, before: u64| {
            counted(
                i128::from(now) - i128::from(before),
                words.cr_as_many(),
                &|n| words.cr_more(n),
                &|n| words.cr_fewer(n),
            )
        };
        let members = words.cr_members(
            now.formal,
            &added(now.formal, before.formal),
            now.probationary,
            &added(now.probationary, before.probationary),
        );
        let pipeline = words.cr_pipeline(now.candidates, now.activists, now.applicants);
        format!("{members}{}{pipeline}", gap(words))
    }

    /// Nothing is left to be done a week. What happened after the day that is told of does not count.
    fn is_over(&self) -> bool {
        let ended = self.view.is_final() || self.view.campaign.closed.is_some();
        match self.stage {
            ReportStage::Final => true,
            ReportStage::Progress if ended => true,
            _ => self.view.campaign.plan.days_left(self.date()) == 0,
        }
    }

    /// What was frozen for a stage by the day that is told of.
    fn frozen_by_then(&self, stage: Stage) -> Option<&Stand> {
        let frozen = self.view.stage(stage);
        frozen.filter(|stand| stand.coverage.date <= self.date())
    }

    /// How far each target is, the milestones, and the way so far.
    fn targets(&self, snapshots: &[&Coverage]) -> Vec<Block> {
        let words = self.words;
        let distances = self.view.distances(self.stand);
        let mut blocks = vec![Block::Heading(words.cr_targets().to_owned())];
        let sentences = distances.iter().map(|one| self.distance(one));
        blocks.extend(sentences.map(Block::Paragraph));
        blocks.push(Block::Rates(rate_lines(&self.stand.coverage, words)));
        blocks.push(Block::Table(self.target_table(&distances)));
        let bars = distances.iter().map(|one| Bar {
            label: words.rate_name(one.target.rate).to_owned(),
            value: one.numerator,
            base: Some(one.denominator),
        });
        blocks.push(Block::Bars(Bars {
            title: words.cr_table_targets().to_owned(),
            bars: bars.collect(),
        }));
        blocks.push(Block::Table(self.milestones()));
        blocks.extend(self.trend(snapshots));
        blocks
    }

    fn distance(&self, one: &Distance) -> String {
        let words = self.words;
        let (name, percent) = (words.rate_name(one.target.rate), one.target.percent);
        if one.denominator == 0 {
            return words.cr_target_nothing(name, percent);
        }
        let share = share(one.numerator, one.denominator, words);
        match (one.missing, one.per_week.filter(|_| !self.is_over())) {
            (0, _) => words.cr_target_met(name, &share, percent),
            (missing, Some(week)) => words.cr_target_ahead(name, &share, percent, missing, week),
            (missing, None) => words.cr_target_missed(name, &share, percent, missing),
        }
    }

    fn target_table(&self, distances: &[Distance]) -> Table {
        let words = self.words;
        let counting = self.stand.coverage.counting.name.get(words.0);
        let over = self.is_over();
        let row = |one: &Distance| {
            let week = one.per_week.filter(|_| !over);
            vec![
                Cell::text(words.rate_name(one.target.rate)),
                Cell::percent(Percent::of(one.target.percent.into(), 100)),
                Cell::percent(Percent::of(one.numerator, one.denominator)),
                Cell::number(one.numerator),
                Cell::number(one.denominator),
                Cell::number(one.missing),
                week.map_or(Cell::Empty, Cell::number),
                Cell::text(counting),
                Cell::Date(self.date()),
            ]
        };
        Table {
            key: "targets",
            title: words.cr_table_targets().to_owned(),
            columns: vec![
                Column::new("rate", words.column_rate(), Form::Text),
                Column::new("target", words.cr_column_target(), Form::Percent),
                Column::new("percent", words.column_percent(), Form::Percent),
                Column::new("numerator", words.column_numerator(), Form::Number),
                Column::new("denominator", words.column_denominator(), Form::Number),
                Column::new("missing", words.cr_column_missing(), Form::Number),
                Column::new("per_week", words.cr_column_week(), Form::Number),
                Column::new("counting", words.column_counting(), Form::Text).only_data(),
                Column::new("date", words.column_as_of(), Form::Date).only_data(),
            ],
            rows: distances.iter().map(row).collect(),
            total: None,
        }
    }

    fn milestones(&self) -> Table {
        let words = self.words;
        let row = |milestone: &Milestone| {
            let ahead = milestone.date.days_since(self.date());
            let mut standing = match ahead {
                0 => words.milestone_today().to_owned(),
                ahead if ahead > 0 => words.milestone_ahead(ahead),
                _ => words.milestone_past().to_owned(),
            };
            if let Some(stand) = self.frozen_by_then(milestone.stage) {
                standing = words.milestone_frozen(&standing, stand.coverage.date.to_string());
            }
            vec![
                Cell::text(milestone.name.get(words.0)),
                Cell::Date(milestone.date),
                Cell::text(standing),
            ]
        };
        let rows = self.view.campaign.plan.milestones.iter();
        Table {
            key: "milestones",
            title: words.cr_table_milestones().to_owned(),
            columns: vec![
                Column::new("milestone", words.cr_column_milestone(), Form::Text),
                Column::new("date", words.cr_column_date(), Form::Date),
                Column::new("standing", words.cr_column_standing(), Form::Text),
            ],
            rows: rows.map(row).collect(),
            total: None,
        }
    }

    /// The snapshots counted as the base was, from the base on, with the target of organisation coverage.
    fn trend(&self, snapshots: &[&Coverage]) -> Vec<Block> {
        let words = self.words;
        let coverage = &self.stand.coverage;
        let alike = super::coverage::comparable(coverage, snapshots).into_iter();
        let from = self.view.base.coverage.date;
        let all: Vec<&Coverage> = alike
            .filter(|one| one.date >= from)
            .chain([coverage])
            .collect();
        if all.len() < 2 {
            return Vec::new();
        }
        let plan = &self.view.campaign.plan;
        let own = plan.targets.iter();
        let mut chart = trend(&all, words);
        chart.target = own
            .clone()
            .find(|target| target.rate == RateName::Organisation)
            .map(|target| Target {
                name: words.cr_column_target().to_owned(),
                value: i64::from(target.percent) * 100,
                by: Some(plan.to),
            });
        vec![Block::Lines(chart), Block::Table(trend_table(&all, words))]
    }

    fn tasks(&self) -> Vec<Block> {
        let words = self.words;
        let work = &self.stand.work;
        let mut blocks = vec![Block::Heading(words.cr_tasks().to_owned())];
        blocks.extend(sentences(work.tasks, words));
        if work.withdrawn > 0 {
            blocks.push(Block::Paragraph(words.tasks_withdrawn(work.withdrawn)));
        }
        if work.tasks.all() > 0 {
            blocks.push(Block::Table(by_part(&work.by_area, Division::Area, words)));
            let authorities = by_part(&work.by_authority, Division::Authority, words);
            blocks.push(Block::Table(authorities));
        }
        blocks
    }

    /// What comes next, what is late, or what is left, as the stage has it.
    fn end(&self) -> Vec<Block> {
        let words = self.words;
        let tasks = self.stand.work.tasks;
        let heading = match self.stage {
            ReportStage::Progress => words.cr_next(),
            ReportStage::MidTerm => words.cr_late(),
            ReportStage::Final => words.cr_left(),
        };
        let mut told = Vec::new();
        if self.stage != ReportStage::Final {
            told.extend(self.milestone_sentences());
            told.push(match tasks.overdue {
                0 => words.cr_none_late().to_owned(),
                n => words.cr_late_tasks(n),
            });
            if tasks.unassigned > 0 {
                told.push(words.cr_unassigned(tasks.unassigned));
            }
            told.push(words.cr_keep_going().to_owned());
        } else if tasks.left() == 0 {
            told.push(words.cr_all_left_done().to_owned());
        }
        let mut blocks = vec![Block::Heading(heading.to_owned())];
        blocks.extend(told.into_iter().map(Block::Paragraph));
        blocks.extend(self.left());
        blocks
    }

    fn milestone_sentences(&self) -> Vec<String> {
        let words = self.words;
        let plan = &self.view.campaign.plan;
        let late = plan.milestones.iter().filter(|milestone| {
            let matters = matches!(milestone.stage, Stage::MidTerm | Stage::Final);
            let frozen = self.frozen_by_then(milestone.stage).is_some();
            matters && !frozen && milestone.date < self.date()
        });
        let late = late.map(|milestone| {
            let name = milestone.name.get(words.0);
            words.cr_milestone_late(name, milestone.date.to_string())
        });
        let next = plan.next(self.date()).map(|milestone| {
            let days = milestone.date.days_since(self.date());
            let name = milestone.name.get(words.0);
            words.cr_milestone_next(name, milestone.date.to_string(), days)
        });
        late.chain(next).collect()
    }

    /// The names: what is late at mid-term, otherwise everything that is left.
    fn left(&self) -> Vec<Block> {
        let words = self.words;
        let work = &self.stand.work;
        let late = self.stage == ReportStage::MidTerm;
        let takes = |state: LeftState| !late || state == LeftState::Overdue;
        let left = work.left.iter().filter(|one| takes(one.state));
        let rows: Vec<Vec<Cell>> = left
            .map(|one| {
                vec![
                    Cell::text(&one.name),
                    Cell::text(&one.area),
                    Cell::text(&one.authority),
                    Cell::text(words.left_state(one.state)),
                    Cell::text(&one.responsible),
                    Cell::date(one.deadline),
                ]
            })
            .collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let mut blocks = Vec::new();
        if work.left.len() == NAMED && work.tasks.left() > NAMED as u64 {
            let text = words.cr_left_cut(NAMED, work.tasks.left());
            blocks.push(Block::Paragraph(text));
        }
        blocks.push(Block::Table(Table {
            key: "left",
            title: words.cr_table_left().to_owned(),
            columns: super::tasks::columns(words),
            rows,
            total: None,
        }));
        blocks
    }
}

/// Between two sentences of one paragraph.
fn gap(words: Words) -> &'static str {
    match words == Words::ZH {
        true => "",
        false => " ",
    }
}

/// More, fewer, or as many, in words.
fn counted(
    added: i128,
    level: &str,
    more: &dyn Fn(u64) -> String,
    fewer: &dyn Fn(u64) -> String,
) -> String {
    let size = u64::try_from(added.unsigned_abs()).unwrap_or(u64::MAX);
    match added.signum() {
        1 => more(size),
        -1 => fewer(size),
        _ => level.to_owned(),
    }
}

fn share_of(rate: &Rate, words: Words) -> String {
    share(rate.numerator, rate.denominator, words)
}

/// `提高 12.34 个百分点`
fn moved(points: Percent, words: Words) -> String {
    let size = signed(points);
    let size = size.trim_start_matches(['+', '-']).trim_end_matches('%');
    match points.hundredths().signum() {
        1 => words.cr_up(size),
        -1 => words.cr_down(size),
        _ => words.cr_level().to_owned(),
    }
}
