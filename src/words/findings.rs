//! Words of findings: states, lights and steps, why a step is refused, and what the ladder proposes.

use super::{Words, words};
use crate::domain::finding::{Fault, Ground, How, Light, Move, Refused, State, Step, StepKind};
use crate::domain::ladder::{Ladder, Proposal, Why};
use crate::domain::workdays::DayKind;

words! {
    fault_ladder(rung: &str) => "阶梯「{rung}」重复、没有主送对象，或者所依据的文书不在它之前。", "The rung [{rung}] stands there twice, goes to nobody, or follows a notice that does not come before it.";
    fault_holidays(what: &str) => "节假日「{what}」重复，或者结束早于开始。", "The holiday [{what}] stands there twice, or ends before it begins.";

    state_waiting => "待反馈", "Not fed back";
    state_sent_back => "退回重办", "Sent back";
    state_rectifying => "整改中", "Being mended";
    state_extended => "延期", "Extended";
    state_reported => "已报告", "Reported";
    state_recheck => "待复查", "To recheck";
    state_withdrawn => "撤销", "Withdrawn";
    state_closed => "销号", "Closed";

    light_none => "正常", "In time";
    light_blue => "蓝 将到期", "Blue (near)";
    light_yellow => "黄 延期", "Yellow (delayed)";
    light_red => "红 逾期", "Red (overdue)";
    light_none_short => "-", "-";
    light_blue_short => "蓝", "Blue";
    light_yellow_short => "黄", "Yellow";
    light_red_short => "红", "Red";

    ground_zero => "检查项不合格", "Item failed";
    ground_veto => "否决项不合格", "Veto item failed";
    ground_problem => "走访发现", "Found on a visit";
    ground_hand => "人工登记", "By hand";

    how_on_site => "实地复查", "On site";
    how_documents => "查阅资料", "Documents";

    step_open => "立项", "Opened";
    step_feed_back => "反馈", "Fed back";
    step_extend => "延期", "Extended";
    step_report => "收到报告", "Report received";
    step_arrange => "转待复查", "Recheck arranged";
    step_recheck => "复查合格", "Rechecked";
    step_close => "销号", "Closed";
    step_send_back => "退回重办", "Sent back";
    step_reopen => "重新整改", "Opened again";
    step_hand => "变更责任人", "Responsible changed";
    step_notice => "发出文书", "Notice issued";
    step_withdraw => "撤销", "Withdrawn";

    do_open => "立项", "Open";
    do_feed_back => "反馈", "Feed back";
    do_extend => "延期", "Extend";
    do_report => "收到报告", "Report received";
    do_arrange => "转待复查", "Arrange recheck";
    do_recheck => "复查合格", "Recheck passed";
    do_close => "销号", "Close";
    do_send_back => "退回重办", "Send back";
    do_reopen => "重新整改", "Open again";
    do_hand => "变更责任人", "Change responsible";
    do_notice => "发出文书", "Issue a notice";
    do_withdraw => "撤销", "Withdraw";

    reason_feed_back => "现场反馈问题和整改要求", "Problem and requirement fed back on site";
    reason_report => "收到整改报告", "Report on the mending received";
    reason_arrange => "报告审核通过，安排复查", "Report accepted, recheck arranged";
    reason_recheck => "复查合格", "Found mended";
    reason_close => "整改到位，予以销号", "Mended, closed";
    reason_open => "检查发现", "Found on inspection";

    refused_not_from(state: &str, step: &str) => "问题现为「{state}」，不能{step}。", "It is [{state}]; the step [{step}] cannot be taken from there.";
    refused_no_hand => "请先填写经办人：在设置中登记姓名。", "Say who takes the step: enter a name in the settings.";
    refused_no_reason(step: &str) => "{step}需要写明原因。", "[{step}] needs a reason.";
    refused_before(day: String) => "日期不能早于上一步（{day}）。", "The day cannot lie before the last step ({day}).";
    refused_ahead(day: String) => "日期不能晚于 {day}。", "The day cannot lie after {day}.";
    refused_late(day: String) => "期限 {day} 已过，延期应在到期前申请。", "The deadline was {day}; an extension is asked for before it.";
    refused_not_later(day: String) => "新的期限应晚于 {day}。", "The new deadline has to be later than {day}.";
    refused_no_recheck => "销号前须复查：先登记实地复查或查阅资料的结果。", "It is closed on a recheck: record one first, on site or of documents.";
    refused_no_reviewer => "销号须审核人同意，请填写审核人。", "Closing needs a second person; enter the reviewer.";
    refused_same_person(name: &str) => "审核人不能是复查人本人（{name}）。", "The reviewer cannot be the one who rechecked ({name}).";
    refused_nobody => "请填写责任人。", "Enter who is responsible.";
    refused_theirs(name: &str) => "责任人已经是{name}。", "It is {name} already.";

    why_waiting => "尚未反馈", "Not fed back yet";
    why_overdue(days: i64) => "逾期 {days} 日", "{days} days overdue";
    why_overdue_working(days: i64) => "逾期 {days} 个工作日", "{days} working days overdue";
    why_after(days: i64, notice: &str) => "{notice}后逾期 {days} 日", "{days} days overdue since {notice}";
    why_after_working(days: i64, notice: &str) => "{notice}后逾期 {days} 个工作日", "{days} working days overdue since {notice}";
    why_times(notice: &str, times: u32) => "已{notice} {times} 次仍逾期", "still overdue, with {times} times {notice}";
    proposal_line(step: &str, reason: &str) => "建议：{step}（{reason}）", "Proposed: {step} ({reason})";

    fault_gap_one(number: String) => "缺号：{number}", "Missing: {number}";
    fault_gap(first: String, last: String) => "缺号：{first} 至 {last}", "Missing: {first} to {last}";
    fault_twice(number: String, times: u32) => "重号：{number} 有 {times} 件", "Given twice: {number} to {times} findings";
    fault_unreadable(number: String) => "编号无法识别：「{number}」", "No number of ours: [{number}]";

    step_until(day: String) => "期限 {day}", "until {day}";
    step_by(name: &str) => "审核人 {name}", "reviewed by {name}";
    step_to(name: &str) => "改由{name}负责", "now {name}";
}

impl Words {
    pub fn finding_state(self, state: State) -> &'static str {
        match state {
            State::Waiting => self.state_waiting(),
            State::SentBack => self.state_sent_back(),
            State::Rectifying => self.state_rectifying(),
            State::Extended => self.state_extended(),
            State::Reported => self.state_reported(),
            State::Recheck => self.state_recheck(),
            State::Withdrawn => self.state_withdrawn(),
            State::Closed => self.state_closed(),
        }
    }

    /// Colour and meaning.
    pub fn light(self, light: Light) -> &'static str {
        match light {
            Light::None => self.light_none(),
            Light::Blue => self.light_blue(),
            Light::Yellow => self.light_yellow(),
            Light::Red => self.light_red(),
        }
    }

    /// The colour alone, for a narrow column.
    pub fn light_short(self, light: Light) -> &'static str {
        match light {
            Light::None => self.light_none_short(),
            Light::Blue => self.light_blue_short(),
            Light::Yellow => self.light_yellow_short(),
            Light::Red => self.light_red_short(),
        }
    }

    pub fn ground(self, ground: Ground) -> &'static str {
        match ground {
            Ground::Zero => self.ground_zero(),
            Ground::Veto => self.ground_veto(),
            Ground::Problem => self.ground_problem(),
            Ground::Hand => self.ground_hand(),
        }
    }

    pub fn recheck_how(self, how: How) -> &'static str {
        match how {
            How::OnSite => self.how_on_site(),
            How::Documents => self.how_documents(),
        }
    }

    /// A step as it stands in the history.
    pub fn step_taken(self, step: StepKind) -> &'static str {
        match step {
            StepKind::Open => self.step_open(),
            StepKind::FeedBack => self.step_feed_back(),
            StepKind::Extend => self.step_extend(),
            StepKind::Report => self.step_report(),
            StepKind::Arrange => self.step_arrange(),
            StepKind::Recheck => self.step_recheck(),
            StepKind::Close => self.step_close(),
            StepKind::SendBack => self.step_send_back(),
            StepKind::Reopen => self.step_reopen(),
            StepKind::Hand => self.step_hand(),
            StepKind::Notice => self.step_notice(),
            StepKind::Withdraw => self.step_withdraw(),
        }
    }

    /// A step as it is ordered.
    pub fn step_to_take(self, step: StepKind) -> &'static str {
        match step {
            StepKind::Open => self.do_open(),
            StepKind::FeedBack => self.do_feed_back(),
            StepKind::Extend => self.do_extend(),
            StepKind::Report => self.do_report(),
            StepKind::Arrange => self.do_arrange(),
            StepKind::Recheck => self.do_recheck(),
            StepKind::Close => self.do_close(),
            StepKind::SendBack => self.do_send_back(),
            StepKind::Reopen => self.do_reopen(),
            StepKind::Hand => self.do_hand(),
            StepKind::Notice => self.do_notice(),
            StepKind::Withdraw => self.do_withdraw(),
        }
    }

    /// The reason of a step that explains itself; empty where somebody has to give one.
    pub fn usual_reason(self, step: StepKind) -> &'static str {
        match step {
            StepKind::Open => self.reason_open(),
            StepKind::FeedBack => self.reason_feed_back(),
            StepKind::Report => self.reason_report(),
            StepKind::Arrange => self.reason_arrange(),
            StepKind::Recheck => self.reason_recheck(),
            StepKind::Close => self.reason_close(),
            _ => "",
        }
    }

    /// What a step says beside its reason: a deadline, a mode, a name, the notice.
    pub fn step_detail(self, step: &Step, ladder: &Ladder) -> String {
        match &step.made {
            Move::Extend { deadline } | Move::SendBack { deadline } | Move::Reopen { deadline } => {
                self.step_until(deadline.to_string())
            }
            Move::Recheck { how, .. } => self.recheck_how(*how).to_owned(),
            Move::Close { reviewer } if !reviewer.is_empty() => self.step_by(reviewer),
            Move::Hand { responsible } => self.step_to(responsible),
            Move::Notice { rung, until, .. } => {
                let name = self.rung_name(rung, ladder);
                match until {
                    Some(day) => format!("{name} {}", self.step_until(day.to_string())),
                    None => name.to_owned(),
                }
            }
            _ => String::new(),
        }
    }

    /// The name of a rung; its id where this county's ladder does not have it.
    pub fn rung_name<'a>(self, rung: &'a str, ladder: &'a Ladder) -> &'a str {
        ladder
            .rung(rung)
            .map_or(rung, |known| known.name.get(self.0))
    }

    pub fn refused(self, refused: &Refused) -> String {
        match refused {
            Refused::NotFrom { state, step } => {
                self.refused_not_from(self.finding_state(*state), self.step_to_take(*step))
            }
            Refused::NoHand => self.refused_no_hand().to_owned(),
            Refused::NoReason(step) => self.refused_no_reason(self.step_to_take(*step)),
            Refused::Before(day) => self.refused_before(day.to_string()),
            Refused::Ahead(day) => self.refused_ahead(day.to_string()),
            Refused::Late(day) => self.refused_late(day.to_string()),
            Refused::NotLater(day) => self.refused_not_later(day.to_string()),
            Refused::NoRecheck => self.refused_no_recheck().to_owned(),
            Refused::NoReviewer => self.refused_no_reviewer().to_owned(),
            Refused::SamePerson(name) => self.refused_same_person(name),
            Refused::Nobody => self.refused_nobody().to_owned(),
            Refused::Theirs(name) => self.refused_theirs(name),
        }
    }

    /// Why the ladder proposes what it does, as in 督办后逾期 16 日.
    pub fn why(self, why: &Why, ladder: &Ladder) -> String {
        let short = |id: &str| {
            ladder
                .rung(id)
                .map_or(id, |rung| rung.short.get(self.0))
                .to_owned()
        };
        match why {
            Why::Waiting => self.why_waiting().to_owned(),
            Why::Overdue { days, kind } => match kind {
                DayKind::Natural => self.why_overdue(*days),
                DayKind::Working => self.why_overdue_working(*days),
            },
            Why::After { rung, days, kind } => match kind {
                DayKind::Natural => self.why_after(*days, &short(rung)),
                DayKind::Working => self.why_after_working(*days, &short(rung)),
            },
            Why::Times { rung, times } => self.why_times(&short(rung), *times),
        }
    }

    pub fn proposal(self, proposal: &Proposal, ladder: &Ladder) -> String {
        let reason = self.why(&proposal.reason, ladder);
        self.proposal_line(self.rung_name(&proposal.step, ladder), &reason)
    }

    pub fn number_fault(self, fault: &Fault) -> String {
        match fault {
            Fault::Gap { first, last } if first == last => self.fault_gap_one(first.to_string()),
            Fault::Gap { first, last } => self.fault_gap(first.to_string(), last.to_string()),
            Fault::Twice { number, times } => self.fault_twice(number.to_string(), *times),
            Fault::Unreadable(text) => self.fault_unreadable(text.clone()),
        }
    }
}
