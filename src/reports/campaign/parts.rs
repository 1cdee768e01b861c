//! Areas and authorities in a campaign's report: each with its base, and the best named where ranking is on.

use super::{Telling, share_of};
use crate::domain::campaign::Ranked;
use crate::domain::coverage::{Division, Percent};
use crate::reports::coverage::part_name;
use crate::reports::{Block, Cell, Column, Form, Table, signed};

/// Most names in one sentence.
const NAMES: usize = 5;

impl Telling<'_> {
    pub(super) fn parts(&self) -> Vec<Block> {
        let words = self.words;
        let mut blocks = vec![Block::Heading(words.cr_parts().to_owned())];
        match self.ranks {
            true => blocks.extend(self.best()),
            false => blocks.push(Block::Paragraph(words.report_ranking_off().to_owned())),
        }
        for division in [Division::Area, Division::Authority] {
            blocks.push(Block::Table(self.part_table(division)));
        }
        blocks
    }

    /// The best by rate and by increment, with the base of each (D3: the best are named).
    fn best(&self) -> Vec<Block> {
        let words = self.words;
        let mut told = Vec::new();
        for division in [Division::Area, Division::Authority] {
            let best = self.stand.best(&self.view.base, division);
            let name = |one: &Ranked<'_>| part_name(division, one.name, words);
            let rate = |one: &Ranked<'_>| words.cr_best_one(&name(one), &share_of(one.rate, words));
            let grown = |one: &Ranked<'_>| {
                let points = one.points().map_or_else(String::new, signed);
                let base = one
                    .base
                    .map_or_else(String::new, |base| share_of(base, words));
                let now = share_of(one.rate, words);
                let points = points.trim_end_matches('%');
                words.cr_best_grown(&name(one), points, &base, &now)
            };
            let of = words.cr_division(division);
            if !best.rate.is_empty() {
                let names = self.listed(&best.rate, &rate);
                told.push(Block::Paragraph(words.cr_best_rate(of, &names)));
            }
            if !best.increment.is_empty() {
                let names = self.listed(&best.increment, &grown);
                told.push(Block::Paragraph(words.cr_best_growth(of, &names)));
            }
        }
        told
    }

    fn listed(&self, all: &[Ranked<'_>], name: &dyn Fn(&Ranked<'_>) -> String) -> String {
        let names: Vec<String> = all.iter().take(NAMES).map(name).collect();
        let names = names.join(self.words.list_comma());
        match all.len() > NAMES {
            true => names + &self.words.cr_best_many(all.len()),
            false => names,
        }
    }

    /// In rank with places, or by name where ranking is off.
    fn part_table(&self, division: Division) -> Table {
        let words = self.words;
        let counting = self.stand.coverage.counting.name.get(words.0);
        let mut ranked = self.stand.ranked(&self.view.base, division);
        if !self.ranks {
            ranked.sort_by_key(|one| one.name);
        }
        let row = |one: &Ranked<'_>| {
            let mut row = match self.ranks {
                true => vec![Cell::number(one.place as u64)],
                false => Vec::new(),
            };
            let base = one.base;
            row.extend([
                Cell::text(part_name(division, one.name, words)),
                Cell::number(one.rate.denominator),
                Cell::number(one.rate.numerator),
                Cell::percent(one.rate.percent()),
                base.map_or(Cell::Empty, |base| {
                    Cell::text(format!("{}/{}", base.numerator, base.denominator))
                }),
                Cell::percent(base.and_then(|base| base.percent())),
                one.points().map_or(Cell::Empty, Cell::Points),
                one.added().map_or(Cell::Empty, Cell::number),
                Cell::text(format!("{}/{}", one.tasks.struck, one.tasks.all())),
                Cell::percent(Percent::of(one.tasks.struck, one.tasks.all())),
                Cell::text(counting),
                Cell::Date(self.stand.coverage.date),
            ]);
            row
        };
        let (key, title) = match division {
            Division::Area => ("by_area", words.campaign_rank_area()),
            _ => ("by_authority", words.campaign_rank_authority()),
        };
        let title = match self.ranks {
            true => title,
            false => words.report_parts(division),
        };
        Table {
            key,
            title: title.to_owned(),
            columns: self.part_columns(division),
            rows: ranked.iter().map(row).collect(),
            total: None,
        }
    }

    fn part_columns(&self, division: Division) -> Vec<Column> {
        let words = self.words;
        let place = Column::new("place", words.column_place(), Form::Number);
        let columns = [
            Column::new("part", words.column_part(division), Form::Text),
            Column::new("counted", words.column_counted(), Form::Number),
            Column::new("covered", words.column_covered(), Form::Number),
            Column::new("percent", words.column_organisation_rate(), Form::Percent),
            Column::new("base", words.cr_column_base(), Form::Code),
            Column::new(
                "base_percent",
                words.cr_column_base_percent(),
                Form::Percent,
            )
            .only_data(),
            Column::new("points", words.column_points(), Form::Points),
            Column::new("added", words.cr_column_added(), Form::Number).only_data(),
            Column::new("struck", words.task_struck(), Form::Code),
            Column::new("struck_percent", words.tasks_rate(), Form::Percent),
            Column::new("counting", words.column_counting(), Form::Text).only_data(),
            Column::new("date", words.column_as_of(), Form::Date).only_data(),
        ];
        let place = self.ranks.then_some(place);
        place.into_iter().chain(columns).collect()
    }
}
