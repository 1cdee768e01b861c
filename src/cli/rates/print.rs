//! Rates as lines for people.

use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::domain::coverage::{
    Coverage, Division, Listing, Mismatch, Moved, Placed, Rate, RateName,
};
use crate::domain::formation::RuleSet;
use crate::reports::coverage::{counts, part_name, rate_name};
use crate::reports::signed;
use crate::width::fit;
use crate::words::Words;

/// Excluded organisations that are printed along with the rates; `--names excluded` has them all.
const EXCLUDED_SHOWN: usize = 20;
const PART_COLUMNS: usize = 28;
const RATE_COLUMNS: usize = 22;

/// Everything of one day: the whole, the parts in rank, and who does not count.
pub fn rates(
    out: &mut Out,
    coverage: &Coverage,
    division: Option<Division>,
    words: Words,
) -> Result<(), Failure> {
    let rule = &coverage.counting;
    out.line(&words.rate_heading(coverage.date.to_string(), rule.name.get(words.0)))?;
    out.line(rule.note.get(words.0))?;
    out.line(&counts(&coverage.whole, words))?;
    out.text("")?;
    figures(out, coverage, "", words)?;
    out.line(words.rate_formation_note())?;
    if let Some(division) = division {
        ranking(out, coverage, division, words)?;
    }
    excluded(out, coverage, words)
}

/// Each rate of the whole, with all that belongs to it on its line.
pub fn figures(
    out: &mut Out,
    coverage: &Coverage,
    indent: &str,
    words: Words,
) -> Result<(), Failure> {
    for rate in &coverage.whole.rates {
        let line = words.rate_whole(
            &rate_name(rate, &coverage.formation, words),
            &percent(rate, words),
            rate.numerator,
            rate.denominator,
            coverage.counting.name.get(words.0),
            rate.date.to_string(),
        );
        out.line(&format!("{indent}{line}"))?;
    }
    Ok(())
}

pub fn snapshot(out: &mut Out, coverage: &Coverage, words: Words) -> Result<(), Failure> {
    out.line(&words.snapshot_heading(
        coverage.date.to_string(),
        coverage.counting.name.get(words.0),
        coverage.whole.branches(),
    ))?;
    figures(out, coverage, "  ", words)
}

/// What moved between two countings by the same rule, and what stands against comparing them.
pub fn growth(
    out: &mut Out,
    earlier: &Coverage,
    later: &Coverage,
    words: Words,
) -> Result<(), Failure> {
    out.line(&format!(
        "  {}",
        words.snapshot_since(earlier.date.to_string())
    ))?;
    let branches = later.branches_since(earlier);
    let grown = match branches.percent() {
        Some(percent) => signed(percent),
        None => words.rate_nothing().to_owned(),
    };
    out.line(&format!(
        "    {}",
        words.growth_branches(branches.earlier, branches.later, &grown)
    ))?;
    for moved in later.moved(earlier) {
        let line = moved_line(&moved, &later.formation, words);
        out.line(&format!("    {line}"))?;
    }
    Ok(())
}

fn moved_line(moved: &Moved<'_>, sets: &[RuleSet], words: Words) -> String {
    let name = rate_name(moved.later, sets, words);
    if moved.mismatch == Some(Mismatch::Counting) {
        return words.growth_rule_changed(&name);
    }
    let Some(points) = moved.points() else {
        return words.growth_nothing(&name);
    };
    let mut line = words.growth_rate(
        &name,
        signed(points).trim_end_matches('%'),
        with_fraction(moved.earlier, words),
        with_fraction(moved.later, words),
    );
    if let Some(Mismatch::Denominator { earlier, later }) = moved.mismatch {
        line += &words.growth_base_moved(earlier, later);
    }
    line
}

fn ranking(
    out: &mut Out,
    coverage: &Coverage,
    division: Division,
    words: Words,
) -> Result<(), Failure> {
    out.text("")?;
    out.line(&words.ranking_basis(
        words.ranking(division),
        coverage.counting.name.get(words.0),
        coverage.date.to_string(),
    ))?;
    let shown = [RateName::Organisation, RateName::Work, RateName::Sole];
    let heading: String = shown
        .iter()
        .map(|name| fit(words.rate_name(*name), RATE_COLUMNS))
        .collect();
    out.line(format!("{}{heading}", fit("", PART_COLUMNS + 5)).trim_end())?;
    for Placed {
        place,
        part,
        figures,
    } in coverage.placed(division)
    {
        let rank = match place {
            Some(rank) => format!("{rank:>3}. "),
            None => "  -  ".to_owned(),
        };
        let cells: String = shown
            .iter()
            .filter_map(|name| figures.rate(*name))
            .map(|rate| fit(&with_fraction(rate, words), RATE_COLUMNS))
            .collect();
        let part = fit(&part_name(division, part, words), PART_COLUMNS);
        out.line(format!("{rank}{part}{cells}").trim_end())?;
    }
    Ok(())
}

fn excluded(out: &mut Out, coverage: &Coverage, words: Words) -> Result<(), Failure> {
    if coverage.excluded.is_empty() {
        return Ok(());
    }
    out.text("")?;
    out.line(&words.listing_heading(
        words.listing(Listing::Excluded),
        coverage.excluded.len() as u64,
        coverage.counting.name.get(words.0),
        coverage.date.to_string(),
    ))?;
    for one in coverage.excluded.iter().take(EXCLUDED_SHOWN) {
        let status = words.excluded(one.status, &one.reason);
        out.line(&format!("  {status}  {}", one.name))?;
    }
    match coverage.excluded.len().saturating_sub(EXCLUDED_SHOWN) {
        0 => Ok(()),
        more => out.line(&words.listing_more(more as u64, "liuyou rates --names excluded")),
    }
}

fn with_fraction(rate: &Rate, words: Words) -> String {
    format!(
        "{} {}/{}",
        percent(rate, words),
        rate.numerator,
        rate.denominator
    )
}

fn percent(rate: &Rate, words: Words) -> String {
    match rate.percent() {
        Some(percent) => percent.to_string(),
        None => words.rate_nothing().to_owned(),
    }
}
