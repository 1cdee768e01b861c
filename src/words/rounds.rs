//! Schedules, the route sheet and rounds of supervision.

use super::{Words, words};
use crate::domain::round::{MemberState, RoundState};

words! {
    fault_schedule_per_day(most: u32) => "每天走访家数 per_day 须为 1 至 {most}。", "per_day must be 1 to {most}.";
    fault_schedule_workdays => "工作日 workdays 须写 1 至 7，至少一天。", "workdays must name at least one day from 1 to 7.";
    round_is_closed(name: &str) => "「{name}」已经结束，不再增减。撤销结束后可以再改。", "[{name}] is closed and takes nothing more; open it again first.";
    round_is_full(most: usize) => "一轮督导最多列入 {most} 家。", "A round lists at most {most} organisations.";

    first_visit_by(name: &str) => "首次：{name}", "First: {name}";
    contact_owed(person: &str) => "走访（{person}）", "Visit ({person})";

    round_ahead => "未开始", "ahead";
    round_running => "进行中", "running";
    round_over => "到期未结束", "past its end";
    round_closed => "已结束", "closed";
    member_draft => "检查中", "in progress";
    member_open => "待检查", "to visit";
    member_done => "已检查", "visited";
}

impl Words {
    pub fn round_state(self, state: RoundState) -> &'static str {
        match state {
            RoundState::Ahead => self.round_ahead(),
            RoundState::Running => self.round_running(),
            RoundState::Over => self.round_over(),
            RoundState::Closed => self.round_closed(),
        }
    }

    pub fn member_state(self, state: MemberState) -> &'static str {
        match state {
            MemberState::Draft => self.member_draft(),
            MemberState::Open => self.member_open(),
            MemberState::Done => self.member_done(),
        }
    }
}
