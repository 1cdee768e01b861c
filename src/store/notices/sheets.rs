//! What the sheets are filled with that are signed by hand: the on-site feedback sheet of a visit, the closing slip of a
//! finding, the record of a talk and the proof of service of a notice.

use super::facts::{problem, subject};
use crate::domain::calendar::Now;
use crate::domain::finding::{How, Move, StepKind};
use crate::domain::notice::{Act, Way};
use crate::domain::paper::{
    Closing, Feedback, Number, Paper, Recheck, Served, TalkRecord, closing, feedback,
    service_receipt, talk_record,
};
use crate::domain::rules::Rules;
use crate::domain::visit::Mode;
use crate::store::visits::read_head;
use crate::store::{Store, StoreError, journal};

impl Store {
    /// 现场反馈单 of a visit, with the findings that were opened on it. `result` says how it came out.
    pub fn feedback_sheet(
        &self,
        visit: i64,
        result: &str,
        rules: &Rules,
    ) -> Result<Paper, StoreError> {
        let head = journal::registers(&self.db, visit, "")?;
        let read = read_head(&head).ok_or_else(|| StoreError::Unknown(visit.to_string()))?;
        let keeper = self.keeper_named(read.organisation)?;
        let facts = self.facts(keeper)?;
        let uuid = journal::record_uuid(&self.db, visit)?;
        let mut problems = Vec::new();
        for row in self.findings_of(keeper)? {
            if let Some(finding) = self.finding(row.id)?
                && finding.visit == Some(uuid)
            {
                problems.push(problem(&finding, &facts.name));
            }
        }
        problems.sort_by(|a, b| a.number.cmp(&b.number));
        let usual = rules.ladder.deadline(&rules.holidays, read.started.date);
        let inspectors = [&read.inspector, &read.companion];
        let sheet = Feedback {
            office: self.office(&rules.office)?.issuer(),
            serial: String::new(),
            organisation: subject(&facts),
            date: read.started.date,
            from: Some(read.started),
            to: read.finished,
            way: way_of(read.mode).to_owned(),
            inspectors: inspectors
                .into_iter()
                .filter(|name| !name.is_empty())
                .cloned()
                .collect(),
            received_by: String::new(),
            result: result.to_owned(),
            deadline: problems
                .iter()
                .map(|problem| problem.deadline)
                .max()
                .unwrap_or(usual),
            problems,
        };
        Ok(feedback(&rules.papers, &sheet))
    }

    /// 销号单 of a finding, with what of it is known.
    pub fn closing_sheet(&self, finding: i64, rules: &Rules) -> Result<Paper, StoreError> {
        let found = self
            .finding(finding)?
            .ok_or_else(|| StoreError::Unknown(finding.to_string()))?;
        let facts = self.facts(self.keeper_named(found.organisation)?)?;
        let mut papers = Vec::new();
        for notice in found.notices() {
            if let Some(name) = notice.notice {
                papers.extend(self.first_number(name)?);
            }
        }
        let report = found
            .round()
            .iter()
            .rfind(|step| step.made.kind() == StepKind::Report);
        let recheck = found.rechecked().map(|step| Recheck {
            date: Some(step.day),
            way: match &step.made {
                Move::Recheck {
                    how: How::Documents,
                    ..
                } => "资料复查".to_owned(),
                _ => "实地复查".to_owned(),
            },
            by: step.hand.clone(),
            found: step.reason.clone(),
        });
        let close = found
            .round()
            .iter()
            .rfind(|step| step.made.kind() == StepKind::Close);
        let sheet = Closing {
            serial: found.number.clone(),
            organisation: subject(&facts),
            problem: problem(&found, &facts.name),
            papers: papers.join("、"),
            measures: report.map_or_else(String::new, |step| step.reason.clone()),
            reported: found.reported(),
            recheck: recheck.unwrap_or_default(),
            reviewer: match close.map(|step| &step.made) {
                Some(Move::Close { reviewer }) => reviewer.clone(),
                _ => String::new(),
            },
            closed: found.closed(),
        };
        Ok(closing(&rules.papers, &sheet))
    }

    /// 送达回证 of a notice, with what of the service is known.
    pub fn service_sheet(&self, id: i64, rules: &Rules, now: Now) -> Result<Paper, StoreError> {
        let view = self.notice_view(id, rules, now)?;
        let office = self.office(&rules.office)?;
        let served = view.notice.acts.iter().rev().find_map(|taken| {
            let Act::Serve { way, to } = &taken.act else {
                return None;
            };
            Some((taken, *way, to))
        });
        let number: Option<Number> = view.paper.number.clone();
        let mut sheet = Served {
            paper: view.paper.title.clone(),
            number,
            office: office.office.name,
            to: view.paper.addressees.join("、"),
            ..Served::default()
        };
        if let Some((taken, way, to)) = served {
            sheet.way = written_way(way).to_owned();
            sheet.servers = vec![taken.hand.clone()];
            sheet.remark = match to.is_empty() {
                true => taken.reason.clone(),
                false => format!("收件人：{to}。{}", taken.reason),
            };
        }
        Ok(service_receipt(&rules.papers, &sheet))
    }

    /// 约谈记录 of a talk, before it with what is known or after it with what was said.
    pub fn talk_sheet(&self, id: i64, rules: &Rules, now: Now) -> Result<Paper, StoreError> {
        let view = self.notice_view(id, rules, now)?;
        let organisation = match view.notice.draft.organisation {
            Some(organisation) => subject(&self.facts(self.keeper_named(organisation)?)?),
            None => Default::default(),
        };
        let items = view.notice.items().iter();
        let mut sheet = TalkRecord {
            notice: view.paper.number.clone(),
            organisation,
            problems: items
                .map(|item| format!("{}：{}", item.problem.item, item.problem.fact))
                .collect(),
            ..TalkRecord::default()
        };
        if let Some((_, held)) = view.notice.talk_held() {
            sheet.from = Some(held.from);
            sheet.to = held.to;
            sheet.place.clone_from(&held.place);
            sheet.person.clone_from(&held.person);
            sheet.talkers.clone_from(&held.talkers);
            sheet.recorder.clone_from(&held.recorder);
            sheet.statement.clone_from(&held.statement);
            sheet.promises.clone_from(&held.promises);
            sheet.refusal.clone_from(&held.refusal);
        } else if let Some(talk) = &view.notice.draft.talk {
            sheet.place.clone_from(&talk.place);
            sheet.person.clone_from(&talk.person);
            sheet.talkers.clone_from(&talk.talkers);
        }
        Ok(talk_record(&rules.papers, &sheet))
    }
}

pub(super) fn way_of(mode: Mode) -> &'static str {
    match mode {
        Mode::OnSite => "实地查看、查阅资料",
        Mode::Documents => "查阅资料",
        Mode::Hearing => "听取汇报",
        Mode::Phone => "电话了解",
    }
}

fn written_way(way: Way) -> &'static str {
    match way {
        Way::InPerson => "直接送达",
        Way::Post => "邮寄送达",
        Way::Electronic => "电子送达",
        Way::Announcement => "公告送达",
    }
}
