//! Rates as lines for people.

use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::domain::coverage::{
    Coverage, Division, Figures, Listing, Mismatch, Moved, Percent, Rate, RateName,
};
use crate::domain::formation::RuleSet;
use crate::domain::organisation::Class;
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
            &name(rate, &coverage.formation, words),
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
    let name = name(moved.later, sets, words);
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

fn signed(percent: Percent) -> String {
    let sign = if percent.hundredths() > 0 { "+" } else { "" };
    format!("{sign}{percent}")
}

fn counts(figures: &Figures, words: Words) -> String {
    let forms: Vec<String> = figures
        .branches
        .iter()
        .map(|(form, n)| format!("{} {n}", words.branch_form(*form)))
        .collect();
    let forms = match forms.is_empty() {
        true => words.rate_no_branches().to_owned(),
        false => forms.join(words.list_comma()),
    };
    words.rate_counts(
        figures.registered,
        figures.excluded,
        figures.branches(),
        &forms,
    )
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
    for (rank, part, figures) in placed(coverage.ranked(division)) {
        let rank = match rank {
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

/// Ranked parts with their place: equal shares have the same one, a part with nothing to count has none.
fn placed<'a>(
    ranked: Vec<(&'a str, &'a Figures)>,
) -> impl Iterator<Item = (Option<usize>, &'a str, &'a Figures)> {
    let mut place = 0;
    let mut last: Option<(u64, u64)> = None;
    ranked
        .into_iter()
        .enumerate()
        .map(move |(at, (part, figures))| {
            let share = figures
                .rate(RateName::Organisation)
                .map(|rate| (rate.numerator, rate.denominator))
                .filter(|(_, counted)| *counted > 0);
            let equal = |(n, of): (u64, u64), (last_n, last_of): (u64, u64)| {
                u128::from(n) * u128::from(last_of) == u128::from(last_n) * u128::from(of)
            };
            if !share
                .zip(last)
                .is_some_and(|(share, last)| equal(share, last))
            {
                place = at + 1;
            }
            last = share;
            (share.map(|_| place), part, figures)
        })
}

fn part_name(division: Division, part: &str, words: Words) -> String {
    match (division, Class::from_code(part)) {
        (_, _) if part.is_empty() => words.part_unnamed().to_owned(),
        (Division::Kind, Some(class)) => words.class(class).to_owned(),
        _ => part.to_owned(),
    }
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
        out.line(&format!("  {}  {}", words.status(one.status), one.name))?;
    }
    match coverage.excluded.len().saturating_sub(EXCLUDED_SHOWN) {
        0 => Ok(()),
        more => out.line(&words.listing_more(more as u64, "liuyou rates --names excluded")),
    }
}

/// A formation rate says under which rule set; the others need no more than their name.
fn name(rate: &Rate, sets: &[RuleSet], words: Words) -> String {
    match &rate.rule_set {
        Some(id) => {
            let set = sets.iter().find(|set| set.id == *id);
            words.rate_formation_under(set.map_or(id, |set| set.name.get(words.0)))
        }
        None => words.rate_name(rate.name).to_owned(),
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
