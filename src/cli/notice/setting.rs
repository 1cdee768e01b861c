//! This laptop's blocks of document numbers with what is wrong with the numbers, and the office that issues.

use serde::Serialize;

use super::{At, HELP};
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::status::print_json;
use crate::domain::notice::{Block, NoticeKind};
use crate::domain::office::SETTINGS;

/// The keys are a promise to the programs that read them.
#[derive(Serialize)]
struct Numbers {
    blocks: Vec<Block>,
    faults: Vec<String>,
}

impl At<'_> {
    pub(super) fn numbers(&mut self) -> Result<(), Failure> {
        let words = self.words;
        match self.typed.block.as_deref() {
            None => {}
            Some("off") => self.store.set_number_blocks(&[])?,
            Some(text) => self.assign(text)?,
        }
        let blocks = self.store.number_blocks()?;
        let faults = self.store.notice_faults()?;
        let faults: Vec<String> = faults
            .iter()
            .map(|fault| words.document_number_fault(fault))
            .collect();
        let mut out = Out::new();
        if self.typed.json {
            return print_json(&mut out, &Numbers { blocks, faults });
        }
        if blocks.is_empty() {
            out.line(words.cli_no_blocks())?;
        }
        for block in &blocks {
            let (first, last) = (block.first().to_string(), block.last().to_string());
            out.line(&words.cli_block(first, last))?;
        }
        if faults.is_empty() {
            return out.line(words.cli_document_numbers_sound());
        }
        faults.iter().try_for_each(|fault| out.line(fault))
    }

    fn assign(&mut self, text: &str) -> Result<(), Failure> {
        let words = self.words;
        let ends = text.split_once('-').and_then(|(from, to)| {
            let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
            (from > 0 && from <= to).then_some((from, to))
        });
        let (from, to) = ends.ok_or_else(|| Failure::Misuse(words.cli_not_a_block(text, HELP)))?;
        let office = self.store.office(&self.rules.office)?;
        let mark = match &self.typed.mark {
            Some(mark) => mark.trim().to_owned(),
            None => office.mark(NoticeKind::Letter).to_owned(),
        };
        if mark.is_empty() {
            return Err(self.missing("--mark"));
        }
        let year = self.typed.year.and_then(|year| i16::try_from(year).ok());
        let block = Block {
            mark,
            year: year.unwrap_or(self.now.today.year()),
            from,
            to,
        };
        let mut blocks = self.store.number_blocks()?;
        if let Some(other) = blocks.iter().find(|other| other.overlaps(&block)) {
            let other = format!("{}-{}", other.first(), other.last());
            return Err(Failure::Step(words.cli_block_overlaps(other)));
        }
        blocks.push(block);
        blocks.sort();
        Ok(self.store.set_number_blocks(&blocks)?)
    }

    pub(super) fn office(&mut self) -> Result<(), Failure> {
        let words = self.words;
        for typed in &self.typed.names {
            let (name, value) = typed.split_once('=').unwrap_or((typed, ""));
            if !SETTINGS.contains(&name) || !typed.contains('=') {
                let known = SETTINGS.join(words.list_comma());
                let sentence = words.cli_no_such_setting(name, &known, HELP);
                return Err(Failure::Misuse(sentence));
            }
            self.store.set_office(name, value)?;
        }
        let office = self.store.office(&self.rules.office)?;
        let set = SETTINGS
            .iter()
            .filter_map(|name| Some((*name, office.setting(name)?)));
        let mut out = Out::new();
        if self.typed.json {
            let set: std::collections::BTreeMap<&str, &str> = set.collect();
            return print_json(&mut out, &set);
        }
        for (name, value) in set {
            out.line(&format!("{name}={value}"))?;
        }
        Ok(())
    }
}
