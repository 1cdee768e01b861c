//! Where a long title is broken: its lines whole in meaning, of fitting length and evenly filled (7.3.1).

/// What a line may not begin with.
const NOT_FIRST: &str = "、，。；：！？）》〉”’」』〕的地得了等号年月日";
/// What a line may not end with.
const NOT_LAST: &str = "（《〈“‘「『〔第";
/// After these a line ends well.
const PAUSES: &str = "、，；）》〉”」的";

/// A break that is wrong in any case.
const WRONG: u32 = 100_000;
/// A break somewhere between two characters of which nothing is known.
const UNKNOWN: u32 = 14;
/// A break within the name of a book or a quotation.
const QUOTED: u32 = 60;

/// The lines of a title, each of at most `limit` full-width characters where that can be had. No line ends within one
/// of the words `keep`; a line break that stands in the title is kept, and then nothing else is broken that fits.
pub fn broken(title: &str, limit: usize, keep: &[String]) -> Vec<String> {
    let lines = title.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .flat_map(|line| break_line(line, limit, keep))
        .collect()
}

fn break_line(line: &str, limit: usize, keep: &[String]) -> Vec<String> {
    let chars: Vec<char> = line.chars().collect();
    let limit = limit * 2;
    // halves of a full-width character before each place
    let mut before = vec![0_usize];
    for c in &chars {
        before.push(before[before.len() - 1] + if c.is_ascii() { 1 } else { 2 });
    }
    let all = before[chars.len()];
    let count = all.div_ceil(limit);
    if count < 2 {
        return vec![line.to_owned()];
    }
    let costs = costs(&chars, keep);
    let best = [count, count + 1].map(|count| best(&before, &costs, limit, count));
    let ends = best.into_iter().flatten().min().map(|(_, ends)| ends);
    let Some(ends) = ends else {
        return vec![line.to_owned()];
    };
    let mut start = 0;
    let line = |end: usize| {
        let text = chars[start..end].iter().collect();
        start = end;
        text
    };
    ends.into_iter().map(line).collect()
}

/// The cheapest ends of so many lines, with what they cost: how far the lines are from even, and where they end.
fn best(before: &[usize], costs: &[u32], limit: usize, count: usize) -> Option<(u32, Vec<usize>)> {
    let last = before.len() - 1;
    let even = before[last] / count;
    // the cheapest way to each place in as many lines as were laid so far
    let mut ways: Vec<Option<(u32, Vec<usize>)>> = vec![None; last + 1];
    ways[0] = Some((0, Vec::new()));
    for _ in 0..count {
        let mut next: Vec<Option<(u32, Vec<usize>)>> = vec![None; last + 1];
        for (start, way) in ways.iter().enumerate() {
            let Some((cost, ends)) = way else { continue };
            for end in start + 1..=last {
                let width = before[end] - before[start];
                if width > limit {
                    break;
                }
                let uneven = width.abs_diff(even) / 2;
                let uneven = u32::try_from(uneven * uneven).unwrap_or(WRONG);
                let cost = cost + uneven + costs[end];
                if next[end].as_ref().is_none_or(|(known, _)| cost < *known) {
                    next[end] = Some((cost, [ends.as_slice(), &[end]].concat()));
                }
            }
        }
        ways = next;
    }
    // one line more is worth it only where the fewer would end badly
    ways[last]
        .take()
        .map(|(cost, ends)| (cost + 40 * u32::try_from(count).unwrap_or(WRONG), ends))
}

/// What it costs to end a line before each character, and at the end of all, which is free.
fn costs(chars: &[char], keep: &[String]) -> Vec<u32> {
    let mut costs = vec![UNKNOWN; chars.len() + 1];
    costs[chars.len()] = 0;
    let mut depth = 0_i32;
    for at in 1..chars.len() {
        let (left, right) = (chars[at - 1], chars[at]);
        depth += i32::from("《“「".contains(left)) - i32::from("》”」".contains(left));
        if PAUSES.contains(left) || "《“「（".contains(right) {
            costs[at] = 0;
        }
        if depth > 0 {
            costs[at] = costs[at].max(QUOTED);
        }
        let glued = left.is_ascii_alphanumeric() && (right.is_ascii_alphanumeric() || right == '.');
        if glued || NOT_FIRST.contains(right) || NOT_LAST.contains(left) {
            costs[at] = WRONG;
        }
    }
    let mut longest: Vec<Vec<char>> = keep.iter().map(|word| word.chars().collect()).collect();
    longest.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut taken = vec![false; chars.len()];
    for word in longest.iter().filter(|word| word.len() > 1) {
        let mut at = 0;
        while at + word.len() <= chars.len() {
            let end = at + word.len();
            if chars[at..end] != word[..] || taken[at..end].contains(&true) {
                at += 1;
                continue;
            }
            taken[at..end].fill(true);
            costs[at + 1..end].fill(WRONG);
            // the edges of a word are known to be edges
            for edge in [at, end] {
                if costs[edge] == UNKNOWN {
                    costs[edge] = 4;
                }
            }
            at = end;
        }
    }
    costs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(title: &str, keep: &[&str]) -> Vec<String> {
        broken(
            title,
            20,
            &keep
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn a_short_title_stays_one_line() {
        assert_eq!(lines("约谈通知书", &[]), ["约谈通知书"]);
        assert_eq!(lines("关于第三季度督查情况的通报", &[]).len(), 1);
        assert_eq!(
            lines("甲\n\n 乙 ", &[]),
            ["甲", "乙"],
            "a break that stands there is kept"
        );
        assert_eq!(lines("", &[]), Vec::<String>::new());
    }

    #[test]
    fn long_titles_are_broken_between_words_into_even_lines() {
        let keep = [
            "社会组织",
            "党建工作",
            "存在问题",
            "督促",
            "限期整改",
            "督办函",
            "阳光志愿服务协会",
        ];
        assert_eq!(
            lines(
                "关于督促阳光志愿服务协会限期整改党建工作存在问题的督办函",
                &keep
            ),
            [
                "关于督促阳光志愿服务协会",
                "限期整改党建工作存在问题的督办函"
            ]
        );
        assert_eq!(
            lines("关于2026年第三季度社会组织党建工作督查情况的通报", &keep),
            ["关于2026年第三季度社会组织", "党建工作督查情况的通报"]
        );
    }

    #[test]
    fn no_line_begins_or_ends_where_it_must_not() {
        let title = "关于贯彻落实《关于加强社会组织党的建设工作的意见（试行）》进一步做好2026年度社会组织党建工作有关问题整改的通知";
        let lines = lines(title, &["社会组织"]);
        assert_eq!(lines.concat(), title);
        assert!((3..=4).contains(&lines.len()), "{lines:?}");
        for line in &lines {
            assert!(line.chars().count() <= 21, "{line}");
            assert!(!NOT_FIRST.contains(line.chars().next().unwrap()), "{line}");
            assert!(!NOT_LAST.contains(line.chars().last().unwrap()), "{line}");
        }
    }

    #[test]
    fn what_cannot_be_broken_is_left_whole() {
        let name = "阿".repeat(30);
        assert_eq!(
            broken(&name, 20, std::slice::from_ref(&name)).concat(),
            name
        );
    }
}
