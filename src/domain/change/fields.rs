//! The registry of fields: a number for ever, the record it belongs to, its name and its type. `fixtures/fields.txt` is
//! the same as text, and a test holds the two together.

use super::{Field, Kind};

macro_rules! fields {
    ($($kind:ident { $($number:literal $constant:ident $name:literal $form:literal;)* })*) => {
        impl Field {
            $($(pub const $constant: Field = Field($number);)*)*

            /// Every field this version knows: number, record kind, name, form of the value.
            pub const KNOWN: &'static [(Field, Kind, &'static str, &'static str)] =
                &[$($((Field($number), Kind::$kind, $name, $form),)*)*];
        }
    };
}

fields! {
    Organisation {
        1 NAME "name" "text";
        2 CREDIT_CODE "credit_code" "text";
        3 CLASS "class" "text";
        4 AREA "area" "text";
        5 AUTHORITY "authority" "text";
        6 REGISTERED "registered" "date";
        7 STATUS "status" "text";
        8 ADDRESS "address" "text";
        9 HEAD "head" "text";
        10 CONTACT "contact" "text";
        11 PHONE "phone" "text";
        12 STAFF "staff" "int";
        13 MEMBERS "members" "int";
        14 PARTY_FULL_HERE "party_full_here" "int";
        15 PARTY_FULL_ELSEWHERE "party_full_elsewhere" "int";
        16 PARTY_PART_HERE "party_part_here" "int";
        17 PARTY_PART_ELSEWHERE "party_part_elsewhere" "int";
        18 BRANCH "branch" "record";
        19 PARTY_PROBATIONARY "party_probationary" "int";
        20 PARTY_CANDIDATES "party_candidates" "int";
        21 PARTY_ACTIVISTS "party_activists" "int";
        22 PARTY_APPLICANTS "party_applicants" "int";
        23 UNION "union" "bool";
        24 YOUTH_LEAGUE "youth_league" "bool";
        25 WOMENS_FEDERATION "womens_federation" "bool";
        26 NO_BRANCH_REASON "no_branch_reason" "text";
        27 CHARTER "charter" "bool";
        28 VALUES_IN_CHARTER "values_in_charter" "bool";
        29 CROSS_APPOINTED "cross_appointed" "bool";
        30 HEAD_IS_SECRETARY "head_is_secretary" "bool";
        31 JOINED_INTO "joined_into" "record";
        32 DISTINCT_FROM "distinct_from" "record";
        33 STATUS_REASON "status_reason" "text";
        34 CENSUS_DATE "census_date" "date";
        35 CENSUS_BY "census_by" "text";
        36 CENSUS_NOTE "census_note" "text";
        37 CENSUS_BRANCH "census_branch" "bool";
        150 TASK_WHAT "task_what" "text";
        151 TASK_RESPONSIBLE "task_responsible" "text";
        152 TASK_OPENED "task_opened" "date";
        153 TASK_DEADLINE "task_deadline" "date";
        154 TASK_NOTE "task_note" "text";
        155 HANDOVER_OPENED "handover_opened" "date";
        156 STEP_DONE "step_done" "date";
        157 STEP_NOTE "step_note" "text";
        158 HANDOVER_CLOSED "handover_closed" "date";
    }
    Branch {
        40 BRANCH_NAME "name" "text";
        41 BRANCH_FORM "form" "text";
        42 BRANCH_SECRETARY "secretary" "text";
        43 BRANCH_MEMBERS "members" "int";
        44 BRANCH_FOUNDED "founded" "date";
        45 BRANCH_ELECTION "next_election" "date";
        46 BRANCH_LEVEL "level" "text";
        47 BRANCH_COMMITTEE "committee" "int";
        48 BRANCH_PARENT "parent" "text";
        49 BRANCH_APPROVED_BY "approved_by" "text";
        50 BRANCH_APPROVAL "approval" "text";
        51 BRANCH_APPROVED "approved" "date";
        52 BRANCH_DISSOLVED "dissolved" "date";
        53 BRANCH_DISSOLVED_REASON "dissolved_reason" "text";
        54 ACTIVITY_THEME "activity_theme" "text";
        55 ACTIVITY_FORM "activity_form" "text";
        56 ACTIVITY_PEOPLE "activity_people" "int";
    }
    Person {
        60 PERSON_NAME "name" "text";
        61 PERSON_ROLE "role" "text";
        62 PERSON_UNIT "unit" "text";
        63 PERSON_PHONE "phone" "text";
        64 PERSON_AREA "area" "text";
        65 PERSON_POST "post" "text";
        66 PERSON_FULL_TIME "full_time" "bool";
        67 PERSON_LEFT "left" "date";
    }
    Assignment {
        80 ASSIGNED_PERSON "person" "record";
        81 ASSIGNED_ORGANISATION "organisation" "record";
        82 ASSIGNED_FROM "from" "date";
        83 ASSIGNED_TO "to" "date";
        84 ASSIGNED_DUTY "duty" "text";
        85 ASSIGNED_AREA "area" "text";
        86 ASSIGNED_UNIT "unit" "text";
        87 CONTACT_MODE "contact_mode" "text";
        88 CONTACT_NOTE "contact_note" "text";
    }
    Checklist {
        90 CHECKLIST_ID "id" "text";
        91 CHECKLIST_VERSION "version" "int";
        92 CHECKLIST_TEXT "text" "text";
    }
    Visit {
        100 VISIT_ORGANISATION "organisation" "record";
        101 VISIT_CHECKLIST "checklist" "record";
        102 VISIT_STATUS "status" "text";
        103 VISIT_MODE "mode" "text";
        104 VISIT_STARTED "started" "clock";
        105 VISIT_FINISHED "finished" "clock";
        106 VISIT_INSPECTOR "inspector" "text";
        107 VISIT_COMPANION "companion" "text";
        108 VISIT_UNIT "unit" "text";
        120 ANSWER "answer" "text";
        121 REMARK "remark" "text";
        122 LEDGER "ledger" "text";
        170 EVIDENCE_NAME "evidence_name" "text";
        171 EVIDENCE_SIZE "evidence_size" "int";
        172 EVIDENCE_KIND "evidence_kind" "text";
        173 EVIDENCE_ADDED "evidence_added" "clock";
        174 EVIDENCE_BY "evidence_by" "text";
        175 EVIDENCE_CAPTION "evidence_caption" "text";
        176 EVIDENCE_AWAY "evidence_away" "bool";
        186 VISIT_ROUND "round" "record";
    }
    Snapshot {
        140 SNAPSHOT_TEXT "text" "text";
    }
    Campaign {
        160 CAMPAIGN_PLAN "plan" "text";
        161 CAMPAIGN_BASE "base" "record";
        162 CAMPAIGN_CLOSED "closed" "date";
        163 STAGE_SNAPSHOT "stage_snapshot" "record";
        164 STAGE_WORK "stage_work" "text";
    }
    Round {
        180 ROUND_NUMBER "number" "int";
        181 ROUND_NAME "name" "text";
        182 ROUND_FROM "from" "date";
        183 ROUND_TO "to" "date";
        184 ROUND_LEAD "lead" "text";
        185 ROUND_LISTED "listed" "bool";
        187 ROUND_REACHED "reached" "date";
        188 ROUND_CLOSED "closed" "date";
        189 ROUND_CONCLUSION "conclusion" "text";
    }
    Finding {
        190 FINDING_NUMBER "number" "text";
        191 FINDING_ORGANISATION "organisation" "record";
        192 FINDING_VISIT "visit" "record";
        193 FINDING_TEMPLATE "template" "text";
        194 FINDING_ITEM "item" "text";
        195 FINDING_ITEM_NAME "item_name" "text";
        196 FINDING_FACT "fact" "text";
        197 FINDING_REQUIREMENT "requirement" "text";
        198 FINDING_RESPONSIBLE "responsible" "text";
        199 FINDING_DEADLINE "deadline" "date";
        200 FINDING_OPENED "opened" "date";
        201 FINDING_STATE "state" "text";
        202 FINDING_GROUND "ground" "text";
        203 STEP_KIND "step_kind" "text";
        204 STEP_TAKEN "step_taken" "date";
        205 STEP_HAND "step_hand" "text";
        206 STEP_REASON "step_reason" "text";
        207 STEP_DEADLINE "step_deadline" "date";
        208 STEP_SUBJECT "step_subject" "text";
        209 STEP_RECORD "step_record" "record";
    }
    Notice {
        210 NOTICE_KIND "kind" "text";
        211 NOTICE_ORGANISATION "organisation" "record";
        212 NOTICE_AUTHORITY "authority" "text";
        213 NOTICE_DRAFTED "drafted" "date";
        214 NOTICE_TITLE "title" "text";
        215 NOTICE_TO "to" "text";
        216 NOTICE_COPIES "copies" "text";
        217 NOTICE_BODY "body" "text";
        218 NOTICE_DEADLINE "deadline" "date";
        219 NOTICE_ITEMS "items" "text";
        220 NOTICE_TALK "talk" "text";
        221 NOTICE_TABLES "tables" "text";
        222 NOTICE_REPLACES "replaces" "record";
        223 ACT_KIND "act_kind" "text";
        224 ACT_TAKEN "act_taken" "date";
        225 ACT_HAND "act_hand" "text";
        226 ACT_REASON "act_reason" "text";
        227 ACT_NUMBER "act_number" "text";
        228 ACT_FROZEN "act_frozen" "text";
        229 ACT_WAY "act_way" "text";
        230 ACT_TO "act_to" "text";
        231 ACT_TALK "act_talk" "text";
        232 NOTICE_ON_SITE "on_site" "text";
    }
}

impl Field {
    pub fn kind(self) -> Option<Kind> {
        Field::KNOWN
            .iter()
            .find(|(field, ..)| *field == self)
            .map(|(_, kind, ..)| *kind)
    }

    pub fn name(self) -> &'static str {
        Field::KNOWN
            .iter()
            .find(|(field, ..)| *field == self)
            .map_or("", |(_, _, name, _)| name)
    }
}
