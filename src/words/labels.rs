//! Names of the closed sets of the domain: classes, standings, verdicts and their like.

use super::{Words, words};
use crate::domain::organisation::{BranchForm, Class, Standing, Status};
use crate::domain::people::Role;
use crate::domain::score::Verdict;
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
        }
    }

    /// Where there is no room for the whole title.
    pub fn role_short(self, role: Role) -> &'static str {
        match role {
            Role::Inspector => self.role_short_inspector(),
            Role::Instructor => self.role_short_instructor(),
            Role::Liaison => self.role_short_liaison(),
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
