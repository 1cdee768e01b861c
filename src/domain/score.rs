//! The arithmetic of a visit: exact integers, no floating point.
//! 不适用 leaves the denominator, an unanswered item of a finished visit counts nothing, a veto item decides.

use super::checklist::{Checklist, Item, ItemKind};

/// Points earned and points that apply, both times 100, so that a percentage of an item's points stays whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Sum of points × percent over the answered items.
    pub earned: u32,
    /// Sum of points of the items that count.
    pub possible: u32,
    pub answered: u32,
    pub items: u32,
    /// A veto item was answered with nothing, or in a finished visit not at all.
    pub vetoed: bool,
}

/// 结论. A county sets the lines; the order is from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// 不达标
    Fail,
    /// 基本达标
    Basic,
    /// 达标
    Pass,
    /// 示范
    Demonstration,
}

impl Verdict {
    pub const ALL: [Verdict; 4] = [
        Verdict::Fail,
        Verdict::Basic,
        Verdict::Pass,
        Verdict::Demonstration,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Verdict::Fail => "fail",
            Verdict::Basic => "basic",
            Verdict::Pass => "pass",
            Verdict::Demonstration => "demonstration",
        }
    }

    pub fn from_code(code: &str) -> Option<Verdict> {
        Verdict::ALL
            .into_iter()
            .find(|verdict| verdict.code() == code)
    }
}

/// Whether items without an answer are left out (the visit goes on) or count nothing (it is finished).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    LeftOut,
    CountNothing,
}

impl Score {
    /// Counts a visit. `answer` gives what was answered to an item, if anything was.
    ///
    /// An option code that the checklist does not know counts as unanswered: it came from a newer version. Items of
    /// a repeated section have no points and are not counted here, since how many there are follows from the answers.
    pub fn of<'a>(
        checklist: &Checklist,
        unanswered: Unanswered,
        answer: impl Fn(&str) -> Option<&'a str>,
    ) -> Score {
        Score::of_shown(checklist, unanswered, |_| true, answer)
    }

    /// Counts a visit of which only some items are asked; one that is not asked is as if it were not there.
    pub fn of_shown<'a>(
        checklist: &Checklist,
        unanswered: Unanswered,
        is_asked: impl Fn(&Item) -> bool,
        answer: impl Fn(&str) -> Option<&'a str>,
    ) -> Score {
        let mut score = Score::default();
        let sections = checklist.sections.iter();
        let items = sections
            .filter(|section| section.repeat.is_none())
            .flat_map(|section| section.items.iter());
        for item in items.filter(|item| item.takes_answer() && is_asked(item)) {
            score.items += 1;
            let answered = answer(&item.code);
            if item.kind != ItemKind::Scale {
                score.answered += u32::from(answered.is_some());
                continue;
            }
            match answered.and_then(|code| checklist.option(item, code)) {
                Some(option) => {
                    score.answered += 1;
                    if let Some(percent) = option.percent {
                        score.possible += item.points;
                        score.earned += item.points * percent;
                        score.vetoed |= item.veto && percent == 0;
                    }
                }
                None if unanswered == Unanswered::CountNothing => {
                    score.possible += item.points;
                    score.vetoed |= item.veto;
                }
                None => {}
            }
        }
        score
    }

    /// Tenths of a percent, rounded down, so that a printed figure never looks better than the verdict.
    /// None where nothing applies.
    pub fn tenths(self) -> Option<u32> {
        (self.possible > 0).then(|| self.earned * 10 / self.possible)
    }

    /// None where no item applies, or the checklist has no pass lines.
    pub fn verdict(self, checklist: &Checklist) -> Option<Verdict> {
        let lines = checklist.verdict.as_ref().filter(|_| self.possible > 0)?;
        let reaches = |line: u32| self.earned >= line * self.possible;
        Some(match () {
            () if self.vetoed => Verdict::Fail,
            () if reaches(lines.demonstration) => Verdict::Demonstration,
            () if reaches(lines.pass) => Verdict::Pass,
            () if reaches(lines.basic) => Verdict::Basic,
            () => Verdict::Fail,
        })
    }
}

/// `865` as `86.5`.
pub fn tenths_text(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checklist::{PassLines, Repeat, Scale, ScaleOption, Section, Text};

    fn text() -> Text {
        Text {
            zh: "字".into(),
            en: "word".into(),
        }
    }

    /// Items of 50, 30 and 20 points; the first is a veto item.
    fn sample() -> Checklist {
        let option = |key, code: &str, percent| ScaleOption {
            key,
            code: code.into(),
            label: text(),
            percent,
        };
        let item = |code: &str, points, veto| Item {
            code: code.into(),
            scale: "graded".into(),
            points,
            veto,
            name: text(),
            ..Item::default()
        };
        Checklist {
            id: "sample".into(),
            version: 1,
            name: text(),
            basis: text(),
            verdict: Some(PassLines {
                demonstration: 90,
                pass: 80,
                basic: 60,
            }),
            scales: vec![Scale {
                code: "graded".into(),
                options: vec![
                    option(1, "good", Some(100)),
                    option(2, "fair", Some(75)),
                    option(3, "weak", Some(50)),
                    option(4, "poor", Some(0)),
                    option(5, "na", None),
                ],
            }],
            sections: vec![Section {
                code: "1".into(),
                name: text(),
                items: vec![
                    item("1.1", 50, true),
                    item("1.2", 30, false),
                    item("1.3", 20, false),
                ],
                ..Section::default()
            }],
            ..Checklist::default()
        }
    }

    fn finished(answers: [Option<&str>; 3]) -> Score {
        count(Unanswered::CountNothing, answers)
    }

    fn count(unanswered: Unanswered, answers: [Option<&str>; 3]) -> Score {
        let codes = ["1.1", "1.2", "1.3"];
        Score::of(&sample(), unanswered, |item| {
            answers[codes.iter().position(|code| *code == item).unwrap()]
        })
    }

    #[test]
    fn every_line_is_reached_exactly() {
        let list = sample();
        // 50 + 22.5 + 20 = 92.5; 50 + 30 + 10 = 90; 50 + 30 + 0 = 80; 25 + 15 + 20 = 60
        for (answers, tenths, verdict) in [
            (["good", "fair", "good"], 925, Verdict::Demonstration),
            (["good", "good", "weak"], 900, Verdict::Demonstration),
            (["good", "fair", "fair"], 875, Verdict::Pass),
            (["good", "good", "poor"], 800, Verdict::Pass),
            (["fair", "fair", "good"], 800, Verdict::Pass),
            (["fair", "good", "weak"], 775, Verdict::Basic),
            (["weak", "weak", "good"], 600, Verdict::Basic),
            (["weak", "weak", "fair"], 550, Verdict::Fail),
        ] {
            let score = finished(answers.map(Some));
            assert_eq!(score.tenths(), Some(tenths), "{answers:?}");
            assert_eq!(score.verdict(&list), Some(verdict), "{answers:?}");
        }
    }

    #[test]
    fn not_applicable_leaves_the_denominator() {
        let score = finished([Some("good"), Some("na"), Some("weak")]);
        assert_eq!((score.earned, score.possible), (6000, 70));
        // 60 / 70 = 85.714 %, printed without rounding up
        assert_eq!(score.tenths(), Some(857));
        assert_eq!(score.verdict(&sample()), Some(Verdict::Pass));
    }

    #[test]
    fn nothing_applies_gives_no_verdict() {
        let score = finished([Some("na"); 3]);
        assert_eq!((score.tenths(), score.verdict(&sample())), (None, None));
    }

    #[test]
    fn a_veto_item_decides_whatever_the_total() {
        let list = sample();
        let score = finished([Some("poor"), Some("good"), Some("good")]);
        assert!(score.vetoed);
        assert_eq!(score.verdict(&list), Some(Verdict::Fail));
        // the veto holds even where the other items alone would pass
        let rest = finished([Some("na"), Some("good"), Some("good")]);
        assert_eq!(rest.verdict(&list), Some(Verdict::Demonstration));
    }

    #[test]
    fn skipping_bad_items_never_helps() {
        let running = count(Unanswered::LeftOut, [Some("good"), None, None]);
        assert_eq!(
            (running.tenths(), running.answered, running.items),
            (Some(1000), 1, 3)
        );
        let done = finished([Some("good"), None, None]);
        assert_eq!(
            (done.tenths(), done.verdict(&sample())),
            (Some(500), Some(Verdict::Fail))
        );
        assert!(finished([None, Some("good"), Some("good")]).vetoed);
    }

    #[test]
    fn an_unknown_answer_counts_as_none() {
        assert_eq!(
            finished([Some("excellent"), Some("good"), Some("good")]).answered,
            2
        );
    }

    #[test]
    fn without_pass_lines_there_is_a_score_and_no_verdict() {
        let mut list = sample();
        list.verdict = None;
        let score = Score::of(&list, Unanswered::CountNothing, |_| Some("good"));
        assert_eq!((score.tenths(), score.verdict(&list)), (Some(1000), None));
    }

    #[test]
    fn items_without_points_count_as_asked_and_as_answered_and_for_nothing_else() {
        let mut list = sample();
        let other = |code: &str, kind| Item {
            code: code.into(),
            kind,
            name: text(),
            ..Item::default()
        };
        list.sections.push(Section {
            items: vec![
                other("2.1", ItemKind::Number),
                other("2.2", ItemKind::Text),
                other("2.3", ItemKind::Computed),
                other("2.4", ItemKind::Note),
            ],
            ..Section::default()
        });
        list.sections.push(Section {
            repeat: Some(Repeat {
                most: 9,
                count: None,
            }),
            items: vec![other("3.1", ItemKind::Text)],
            ..Section::default()
        });
        let score = Score::of(&list, Unanswered::CountNothing, |item| match item {
            "2.1" => Some("12.5"),
            "2.2" => None,
            _ => Some("good"),
        });
        assert_eq!((score.answered, score.items), (4, 5));
        assert_eq!((score.earned, score.possible), (10_000, 100));
    }

    #[test]
    fn an_item_that_is_not_asked_is_as_if_it_were_not_there() {
        let list = sample();
        // the veto item is not asked: 15 of 50 points remain
        let score = Score::of_shown(
            &list,
            Unanswered::CountNothing,
            |item| !item.veto,
            |item| (item == "1.2").then_some("weak"),
        );
        assert_eq!((score.earned, score.possible, score.items), (1500, 50, 2));
        assert!(!score.vetoed);
    }

    #[test]
    fn tenths_are_printed_with_one_place() {
        assert_eq!(tenths_text(865), "86.5");
        assert_eq!(tenths_text(1000), "100.0");
        assert_eq!(tenths_text(5), "0.5");
    }
}
