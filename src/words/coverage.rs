//! Words of forming branches and of coverage rates: advice, rates with what they are counted by, snapshots.

use super::{Words, words};
use crate::domain::formation::Advice;

words! {
    advice_established => "已建", "Established";
    advice_own => "单独组建", "Form its own";
    advice_own_with_instructor => "选派指导员，单独组建", "Form its own, with an instructor";
    advice_joint => "联建或挂建", "Join or attach";
    advice_instructor_and_mass => "选派指导员，先建群团", "Instructor, mass organisation first";

    fault_rule_order => "组建规则须按党员人数从多到少排列，最后一条为 0 人。",
        "Formation rules must go from most members down to 0.";
    fault_rule_established => "组建规则里不能写「已建」，是否已建看有没有党组织。",
        "No formation rule may advise [established]; that follows from the branch.";
}

impl Words {
    pub fn advice(self, advice: Advice) -> &'static str {
        match advice {
            Advice::Established => self.advice_established(),
            Advice::Own => self.advice_own(),
            Advice::OwnWithInstructor => self.advice_own_with_instructor(),
            Advice::Joint => self.advice_joint(),
            Advice::InstructorAndMass => self.advice_instructor_and_mass(),
        }
    }
}
