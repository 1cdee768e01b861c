//! Names of the closed sets of the domain: classes, standings, verdicts and their like.

use super::{Words, words};
use crate::domain::branch::{BranchForm, Level};
use crate::domain::census::{CensusState, Figure};
use crate::domain::organisation::{Class, NoBranchReason, Standing, Status};
use crate::domain::people::{Contact, Duty, Role};
use crate::domain::score::Verdict;
use crate::domain::task::TaskState;
use crate::domain::visit::{Mode, VisitStatus};

words! {
    class_association => "社会团体", "Association";
    class_service => "民办非企业单位", "Private non-enterprise unit";
    class_foundation => "基金会", "Foundation";
    class_other => "其他", "Other";
    status_normal => "正常", "Normal";
    status_shell => "空壳", "Shell";
    status_deregistered => "已注销", "Deregistered";
    status_elsewhere => "不在本级", "Registered elsewhere";
    status_because(status: &str, reason: &str) => "{status}（{reason}）", "{status} ({reason})";
    form_sole => "单建", "Sole";
    form_joint => "联建", "Joint";
    form_attached => "挂建", "Attached";
    form_functional => "功能型", "Functional";
    standing_never => "未检查", "Never visited";
    standing_draft => "检查中", "In progress";
    standing_no_verdict => "无结论", "No verdict";
    standing_excluded => "不列入", "Excluded";
    verdict_fail => "不达标", "Fail";
    verdict_basic => "基本达标", "Basic";
    verdict_pass => "达标", "Pass";
    verdict_demonstration => "示范", "Demonstration";
    role_inspector => "检查人员", "Inspector";
    role_instructor => "党建指导员", "Instructor";
    role_liaison => "党建联络员", "Liaison";
    role_first_responsible => "第一责任人", "First responsible person";
    role_leader => "包联领导", "Contracting leader";
    role_short_first_responsible => "第一责任人", "Responsible";
    role_short_leader => "包联领导", "Leader";
    duty_guide => "联系指导", "Looks after";
    duty_short_guide => "联系指导", "Guidance";
    duty_short_responsible => "第一责任", "Responsible";
    duty_contract => "包联", "Contract";
    duty_responsible => "第一责任", "First responsibility";
    contact_phone => "电话", "Call";
    contact_visit => "走访", "Visit";
    level_branch => "党支部", "Branch";
    level_general => "党总支", "General branch";
    level_committee => "党委", "Committee";
    census_open => "未排查", "Not yet";
    census_done => "已排查", "Done";
    census_disagrees => "需复核", "To be checked";
    task_unassigned => "未分派", "Unassigned";
    task_open => "在办", "Open";
    task_overdue => "逾期", "Overdue";
    task_struck => "已销号", "Struck off";
    reason_no_members => "没有党员", "No Party members";
    reason_too_few => "正式党员不足三人", "Fewer than three formal members";
    reason_members_elsewhere => "党员组织关系在外单位", "Memberships held elsewhere";
    reason_preparing => "新登记，正在筹建", "Newly registered, being formed";
    reason_unwilling => "负责人不愿意", "The head is unwilling";
    reason_other => "其他", "Other";
    figure_members => "会员", "Members";
    figure_staff => "从业人员", "Staff";
    figure_full_here => "党员专职已转", "Party full-time, here";
    figure_full_elsewhere => "党员专职未转", "Party full-time, away";
    figure_part_here => "党员兼职已转", "Party part-time, here";
    figure_part_elsewhere => "党员兼职未转", "Party part-time, away";
    figure_probationary => "预备党员", "Probationary members";
    figure_candidates => "发展对象", "Candidates";
    figure_activists => "入党积极分子", "Activists";
    figure_applicants => "入党申请人", "Applicants";
    role_short_inspector => "检查人", "Inspector";
    role_short_instructor => "指导员", "Instructor";
    role_short_liaison => "联络员", "Liaison";
    visit_draft => "草稿", "Draft";
    visit_finished => "已完成", "Finished";
    visit_corrected => "已更正", "Corrected";
    mode_on_site => "实地走访", "Site visit";
    mode_documents => "查阅资料", "Documents";
    mode_hearing => "听取汇报", "Hearing a report";
    mode_phone => "电话", "By phone";
}

impl Words {
    pub fn class(self, class: Class) -> &'static str {
        match class {
            Class::Association => self.class_association(),
            Class::Service => self.class_service(),
            Class::Foundation => self.class_foundation(),
            Class::Other => self.class_other(),
        }
    }

    pub fn status(self, status: Status) -> &'static str {
        match status {
            Status::Normal => self.status_normal(),
            Status::Shell => self.status_shell(),
            Status::Deregistered => self.status_deregistered(),
            Status::Elsewhere => self.status_elsewhere(),
        }
    }

    /// Why an organisation does not count.
    pub fn excluded(self, status: Status, reason: &str) -> String {
        match reason {
            "" => self.status(status).to_owned(),
            reason => self.status_because(self.status(status), reason),
        }
    }

    pub fn branch_form(self, form: BranchForm) -> &'static str {
        match form {
            BranchForm::Sole => self.form_sole(),
            BranchForm::Joint => self.form_joint(),
            BranchForm::Attached => self.form_attached(),
            BranchForm::Functional => self.form_functional(),
        }
    }

    pub fn standing(self, standing: Standing) -> &'static str {
        match standing {
            Standing::Never => self.standing_never(),
            Standing::Draft => self.standing_draft(),
            Standing::Fail => self.verdict_fail(),
            Standing::Basic => self.verdict_basic(),
            Standing::Pass => self.verdict_pass(),
            Standing::Demonstration => self.verdict_demonstration(),
            Standing::NoVerdict => self.standing_no_verdict(),
            Standing::Excluded => self.standing_excluded(),
        }
    }

    pub fn verdict(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Fail => self.verdict_fail(),
            Verdict::Basic => self.verdict_basic(),
            Verdict::Pass => self.verdict_pass(),
            Verdict::Demonstration => self.verdict_demonstration(),
        }
    }

    pub fn role(self, role: Role) -> &'static str {
        match role {
            Role::Inspector => self.role_inspector(),
            Role::Instructor => self.role_instructor(),
            Role::Liaison => self.role_liaison(),
            Role::FirstResponsible => self.role_first_responsible(),
            Role::Leader => self.role_leader(),
        }
    }

    /// Where there is no room for the whole title.
    pub fn role_short(self, role: Role) -> &'static str {
        match role {
            Role::Inspector => self.role_short_inspector(),
            Role::Instructor => self.role_short_instructor(),
            Role::Liaison => self.role_short_liaison(),
            Role::FirstResponsible => self.role_short_first_responsible(),
            Role::Leader => self.role_short_leader(),
        }
    }

    pub fn duty(self, duty: Duty) -> &'static str {
        match duty {
            Duty::Guide => self.duty_guide(),
            Duty::Contract => self.duty_contract(),
            Duty::Responsible => self.duty_responsible(),
        }
    }

    /// Where there is no room for the whole duty.
    pub fn duty_short(self, duty: Duty) -> &'static str {
        match duty {
            Duty::Guide => self.duty_short_guide(),
            Duty::Contract => self.duty_contract(),
            Duty::Responsible => self.duty_short_responsible(),
        }
    }

    pub fn contact(self, contact: Contact) -> &'static str {
        match contact {
            Contact::Phone => self.contact_phone(),
            Contact::Visit => self.contact_visit(),
        }
    }

    pub fn level(self, level: Level) -> &'static str {
        match level {
            Level::Branch => self.level_branch(),
            Level::General => self.level_general(),
            Level::Committee => self.level_committee(),
        }
    }

    pub fn census_state(self, state: CensusState) -> &'static str {
        match state {
            CensusState::Open => self.census_open(),
            CensusState::Done => self.census_done(),
            CensusState::Disagrees => self.census_disagrees(),
        }
    }

    pub fn task_state(self, state: TaskState) -> &'static str {
        match state {
            TaskState::Unassigned => self.task_unassigned(),
            TaskState::Open => self.task_open(),
            TaskState::Overdue => self.task_overdue(),
            TaskState::Struck => self.task_struck(),
        }
    }

    pub fn no_branch_reason(self, reason: NoBranchReason) -> &'static str {
        match reason {
            NoBranchReason::NoMembers => self.reason_no_members(),
            NoBranchReason::TooFew => self.reason_too_few(),
            NoBranchReason::MembersElsewhere => self.reason_members_elsewhere(),
            NoBranchReason::Preparing => self.reason_preparing(),
            NoBranchReason::Unwilling => self.reason_unwilling(),
            NoBranchReason::Other => self.reason_other(),
        }
    }

    pub fn figure(self, figure: Figure) -> &'static str {
        match figure {
            Figure::Members => self.figure_members(),
            Figure::Staff => self.figure_staff(),
            Figure::PartyFullHere => self.figure_full_here(),
            Figure::PartyFullElsewhere => self.figure_full_elsewhere(),
            Figure::PartyPartHere => self.figure_part_here(),
            Figure::PartyPartElsewhere => self.figure_part_elsewhere(),
            Figure::Probationary => self.figure_probationary(),
            Figure::Candidates => self.figure_candidates(),
            Figure::Activists => self.figure_activists(),
            Figure::Applicants => self.figure_applicants(),
        }
    }

    pub fn visit_status(self, status: VisitStatus) -> &'static str {
        match status {
            VisitStatus::Draft => self.visit_draft(),
            VisitStatus::Finished => self.visit_finished(),
            VisitStatus::Corrected => self.visit_corrected(),
        }
    }

    pub fn mode(self, mode: Mode) -> &'static str {
        match mode {
            Mode::OnSite => self.mode_on_site(),
            Mode::Documents => self.mode_documents(),
            Mode::Hearing => self.mode_hearing(),
            Mode::Phone => self.mode_phone(),
        }
    }
}
