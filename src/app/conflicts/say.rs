//! Conflicts in words: which field of what, which values, and who said them.

use crate::domain::branch::BranchForm;
use crate::domain::calendar::Now;
use crate::domain::change::{Field, Kind, Value};
use crate::domain::conflict::{Claim, Conflict};
use crate::domain::finding::Stand;
use crate::domain::organisation::{Class, Status};
use crate::domain::people::Role;
use crate::domain::visit::{Mode, VisitStatus};
use crate::words::Words;

impl Words {
    pub fn kind_of_record(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Organisation => self.record_organisation(),
            Kind::Branch => self.record_branch(),
            Kind::Person => self.record_person(),
            Kind::Assignment => self.record_assignment(),
            Kind::Visit => self.record_visit(),
            Kind::Round => self.record_round(),
            Kind::Finding => self.record_finding(),
            Kind::Notice => self.record_notice(),
            Kind::Checklist | Kind::Snapshot | Kind::Campaign => self.record_other(),
        }
    }

    /// The item and the field: `3.2 党员活动 结果`.
    pub fn conflict_place(self, conflict: &Conflict) -> String {
        let field = self.place_of(conflict.place.field);
        let part = &conflict.place.part;
        match conflict.item() {
            Some(item) => format!("{part} {} {field}", item.name.get(self.0)),
            None => field.to_owned(),
        }
    }

    pub fn conflict_heading(self, conflict: &Conflict) -> String {
        let place = self.conflict_place(conflict);
        let subject = [conflict.subject.as_str(), conflict.detail.as_str()];
        let subject = subject.into_iter().filter(|text| !text.is_empty());
        format!("{}  {place}", subject.collect::<Vec<_>>().join("  "))
    }

    /// The different values, in the order in which they were said.
    pub fn conflict_values(self, conflict: &Conflict) -> String {
        let mut values: Vec<String> = Vec::new();
        for claim in &conflict.claims {
            let value = self.claim_value(conflict, claim);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values.join(" / ")
    }

    pub fn claim_value(self, conflict: &Conflict, claim: &Claim) -> String {
        match &claim.value {
            Value::Nothing => self.claim_cleared().to_owned(),
            Value::Bool(true) => self.yes().to_owned(),
            Value::Bool(false) => self.no().to_owned(),
            Value::Int(number) => number.to_string(),
            Value::Record(_) if claim.named.is_empty() => self.claim_record().to_owned(),
            Value::Record(_) => claim.named.clone(),
            Value::Unknown(_) => self.claim_newer().to_owned(),
            Value::Text(text) => match (&conflict.form, conflict.item()) {
                (Some(form), Some(item)) if conflict.place.field == Field::ANSWER => {
                    item.shown(text, &form.checklist, self.0)
                }
                _ => self.coded(conflict.place.field, text),
            },
        }
    }

    /// A code in words, any other text as it is.
    fn coded(self, field: Field, text: &str) -> String {
        let said = match field {
            Field::CLASS => Class::from_code(text).map(|class| self.class(class)),
            Field::STATUS => Status::from_code(text).map(|status| self.status(status)),
            Field::BRANCH_FORM => BranchForm::from_code(text).map(|form| self.branch_form(form)),
            Field::PERSON_ROLE => Role::from_code(text).map(|role| self.role(role)),
            Field::VISIT_STATUS => {
                VisitStatus::from_code(text).map(|status| self.visit_status(status))
            }
            Field::VISIT_MODE => Mode::from_code(text).map(|mode| self.mode(mode)),
            Field::FINDING_STATE => Stand::parse(text).map(|stand| self.finding_state(stand.state)),
            _ => None,
        };
        match said {
            Some(said) => said.to_owned(),
            None => text.lines().collect::<Vec<_>>().join(" "),
        }
    }

    /// Who said it, when, and that it counts for now.
    pub fn claim_who(self, claim: &Claim, now: Now) -> String {
        let who = match claim.who.as_str() {
            "" => self.device_nameless(),
            who => who,
        };
        let mut parts = vec![who.to_owned(), now.clock_of(claim.utc_ms).to_string()];
        if claim.own {
            parts.push(self.claim_own().to_owned());
        }
        if claim.counts {
            parts.push(self.claim_counts().to_owned());
        }
        parts.join("  ")
    }

    /// One claim in a list to choose from.
    pub fn claim_line(self, at: usize, conflict: &Conflict, claim: &Claim) -> String {
        let value = self.claim_value(conflict, claim);
        let who = match claim.who.as_str() {
            "" => self.device_nameless(),
            who => who,
        };
        match claim.remark.as_str() {
            "" => format!("{at} {value}  {who}"),
            remark => format!("{at} {value}  {who}  {remark}"),
        }
    }

    /// What a field is called.
    pub fn place_of(self, field: Field) -> &'static str {
        match field {
            Field::NAME | Field::BRANCH_NAME | Field::PERSON_NAME | Field::ROUND_NAME => {
                self.place_name()
            }
            Field::CREDIT_CODE => self.place_code(),
            Field::CLASS => self.place_class(),
            Field::AREA | Field::PERSON_AREA | Field::ASSIGNED_AREA => self.place_area(),
            Field::AUTHORITY | Field::NOTICE_AUTHORITY => self.place_authority(),
            Field::REGISTERED => self.place_registered(),
            Field::STATUS | Field::VISIT_STATUS => self.place_status(),
            Field::ADDRESS => self.place_address(),
            Field::HEAD | Field::ROUND_LEAD => self.place_head(),
            Field::CONTACT => self.place_contact(),
            Field::PHONE | Field::PERSON_PHONE => self.place_phone(),
            Field::STAFF => self.place_staff(),
            Field::MEMBERS => self.place_members(),
            Field(14..=17) | Field(19..=22) | Field::BRANCH_MEMBERS => self.place_party(),
            Field::UNION | Field::YOUTH_LEAGUE | Field::WOMENS_FEDERATION => self.place_mass(),
            Field::BRANCH | Field::NO_BRANCH_REASON | Field::BRANCH_PARENT => self.place_branch(),
            Field::CHARTER | Field::VALUES_IN_CHARTER => self.place_charter(),
            Field::CROSS_APPOINTED | Field::HEAD_IS_SECRETARY => self.place_posts(),
            Field::JOINED_INTO => self.place_joined(),
            Field::DISTINCT_FROM => self.place_apart(),
            Field::STATUS_REASON | Field::BRANCH_DISSOLVED_REASON => self.place_reason(),
            Field(34..=37) => self.place_census(),
            Field(150..=154) => self.place_task(),
            Field(155..=158) => self.place_handover(),
            Field::BRANCH_FORM | Field::BRANCH_LEVEL | Field::BRANCH_COMMITTEE => self.place_form(),
            Field::BRANCH_SECRETARY => self.place_secretary(),
            Field::BRANCH_FOUNDED => self.place_founded(),
            Field::BRANCH_ELECTION => self.place_election(),
            Field(49..=51) => self.place_approval(),
            Field::BRANCH_DISSOLVED => self.place_dissolved(),
            Field(54..=56) => self.place_activity(),
            Field::PERSON_ROLE => self.place_role(),
            Field::PERSON_UNIT | Field::ASSIGNED_UNIT | Field::VISIT_UNIT => self.place_unit(),
            Field::PERSON_POST | Field::PERSON_FULL_TIME => self.place_post(),
            Field::PERSON_LEFT => self.place_left(),
            Field(80..=81) | Field(84) | Field(87..=88) => self.place_duty(),
            Field::ASSIGNED_FROM | Field::ROUND_FROM => self.place_from(),
            Field::ASSIGNED_TO | Field::ROUND_TO => self.place_to(),
            Field::VISIT_CHECKLIST | Field::FINDING_TEMPLATE => self.place_template(),
            Field::VISIT_MODE => self.place_mode(),
            Field::VISIT_STARTED => self.place_started(),
            Field::VISIT_FINISHED => self.place_finished(),
            Field::VISIT_INSPECTOR => self.place_inspector(),
            Field::VISIT_COMPANION => self.place_companion(),
            Field::ANSWER => self.place_answer(),
            Field::REMARK => self.place_remark(),
            Field::LEDGER => self.place_ledger(),
            Field(170..=176) => self.place_evidence(),
            Field::VISIT_ROUND | Field(185) | Field(187..=188) => self.place_round(),
            Field::FINDING_NUMBER | Field::ROUND_NUMBER | Field::ACT_NUMBER => self.place_number(),
            Field::FINDING_ITEM | Field::FINDING_ITEM_NAME => self.place_item(),
            Field::FINDING_FACT => self.place_fact(),
            Field::FINDING_REQUIREMENT => self.place_requirement(),
            Field::FINDING_RESPONSIBLE => self.place_responsible(),
            Field::FINDING_DEADLINE | Field::NOTICE_DEADLINE => self.place_deadline(),
            Field::FINDING_OPENED | Field::NOTICE_DRAFTED => self.place_opened(),
            Field::FINDING_STATE => self.place_state(),
            Field(203..=209) => self.place_step(),
            Field::NOTICE_TITLE => self.place_title(),
            Field::NOTICE_TO => self.place_addressee(),
            Field::NOTICE_COPIES => self.place_copies(),
            Field::NOTICE_BODY => self.place_body(),
            Field(223..=231) => self.place_act(),
            Field::ROUND_CONCLUSION => self.place_conclusion(),
            Field::VISIT_ORGANISATION
            | Field::FINDING_ORGANISATION
            | Field::NOTICE_ORGANISATION => self.place_organisation(),
            _ => self.place_other(),
        }
    }
}
