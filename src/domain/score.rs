//! The arithmetic of a visit: exact integers, no floating point.
//! 不适用 leaves the denominator, an unanswered item of a finished visit counts nothing, a veto item decides.

use super::checklist::Checklist;

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
    /// Counts a visit. `answer` gives the option code of an item, if it has one.
    ///
    /// An option code that the checklist does not know counts as unanswered: it came from a newer version.
    pub fn of<'a>(
        checklist: &Checklist,
        unanswered: Unanswered,
        answer: impl Fn(&str) -> Option<&'a str>,
    ) -> Score {
        let mut score = Score::default();
        for item in checklist.items() {
            score.items += 1;
            let option = answer(&item.code).and_then(|code| checklist.option(item, code));
            match option {
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

    /// None where no item applies.
    pub fn verdict(self, checklist: &Checklist) -> Option<Verdict> {
        if self.possible == 0 {
            return None;
        }
        let reaches = |line: u32| self.earned >= line * self.possible;
        let lines = &checklist.verdict;
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
    use crate::domain::checklist::{Item, PassLines, Scale, ScaleOption, Section, Text};

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
            criterion: text(),
            method: text(),
            basis: text(),
        };
        Checklist {
            id: "sample".into(),
            version: 1,
            name: text(),
            basis: text(),
            every_days: 90,
            soon_days: 14,
            verdict: PassLines {
                demonstration: 90,
                pass: 80,
                basic: 60,
            },
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
            }],
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
    fn tenths_are_printed_with_one_place() {
        assert_eq!(tenths_text(865), "86.5");
        assert_eq!(tenths_text(1000), "100.0");
        assert_eq!(tenths_text(5), "0.5");
    }
}
