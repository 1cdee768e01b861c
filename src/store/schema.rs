//! Tables and their versions. `record`, `tx` and `touch` are the journal and are never rewritten;
//! `part` is the multi-value view of it; the rest answers queries. Everything but the journal can be rebuilt.

use rusqlite::Connection;

use super::exchange;

/// "LYOU": marks a file as ours, so that another program's database is refused in words.
pub const APPLICATION_ID: i32 = 0x4c59_4f55;

/// What `rebuild` empties and makes again, each with the order in which two copies are compared.
pub const PROJECTION: &[(&str, &str)] = &[
    (
        "part",
        "SELECT record, part, state FROM {}.part ORDER BY record, part",
    ),
    (
        "conflict",
        "SELECT record, part, field FROM {}.conflict ORDER BY record, part, field",
    ),
    ("visit", "SELECT * FROM {}.visit ORDER BY id"),
    ("assignment", "SELECT * FROM {}.assignment ORDER BY id"),
    ("person", "SELECT * FROM {}.person ORDER BY id"),
    ("branch", "SELECT * FROM {}.branch ORDER BY id"),
    ("joined", "SELECT * FROM {}.joined ORDER BY id"),
    (
        "apart",
        "SELECT * FROM {}.apart ORDER BY organisation, other",
    ),
    (
        "branch_key",
        "SELECT key, branch FROM {}.branch_key ORDER BY key, branch",
    ),
    ("organisation", "SELECT * FROM {}.organisation ORDER BY id"),
    ("round", "SELECT * FROM {}.round ORDER BY id"),
    (
        "round_member",
        "SELECT * FROM {}.round_member ORDER BY round, organisation",
    ),
    (
        "round_authority",
        "SELECT * FROM {}.round_authority ORDER BY round, authority",
    ),
    (
        "search_key",
        "SELECT key, organisation FROM {}.search_key ORDER BY key, organisation",
    ),
    ("finding", "SELECT * FROM {}.finding ORDER BY id"),
    ("notice", "SELECT * FROM {}.notice ORDER BY id"),
    (
        "notice_number",
        "SELECT number, notice FROM {}.notice_number ORDER BY number, notice",
    ),
    (
        "notice_of",
        "SELECT organisation, notice FROM {}.notice_of ORDER BY organisation, notice",
    ),
    (
        "tally",
        "SELECT name, n FROM {}.tally WHERE n <> 0 ORDER BY name",
    ),
];

pub fn create_projection(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(VIEW)?;
    findings(db)?;
    notices(db)?;
    conflicts(db)
}

/// The journal's own sums, added up again; the other tallies follow from the rows through triggers.
pub const SUM_JOURNAL: &str = "
INSERT INTO tally SELECT 'operations', sum(ops) FROM tx HAVING count(*) > 0;
INSERT INTO tally SELECT 'unsynced', sum(ops) FROM (SELECT ops FROM tx WHERE segment IS NULL
    UNION ALL SELECT ops FROM segment WHERE own = 1 AND seen = 0) HAVING count(*) > 0;
";

/// What the triggers of `organisation` count, counted anew; they are off while many rows are filled in.
pub const COUNT_ORGANISATIONS: &str = "
DELETE FROM tally WHERE name = 'organisations' OR name GLOB 'standing:*' OR name GLOB 'census:*' OR name GLOB 'due:*';
INSERT INTO tally SELECT 'organisations', count(*) FROM organisation;
INSERT INTO tally SELECT 'standing:' || standing, count(*) FROM organisation GROUP BY standing;
INSERT INTO tally SELECT 'census:' || census, count(*) FROM organisation GROUP BY census;
INSERT INTO tally SELECT 'due:' || due, count(*) FROM organisation WHERE due IS NOT NULL GROUP BY due;
UPDATE branch SET covers = (SELECT count(*) FROM organisation WHERE organisation.branch = branch.id);
";

// A record's number is this file's own short name for its uuid; it is given once and kept by a rebuild.
// `kind` is 0 until an operation of a known field arrives.
// `ops` counts the operations in `bytes`; `segment` is empty until the save was sealed for sync.
// `touch` finds all saves of a record: its history, and the whole of what a rebuild needs of it.
const JOURNAL: &str = "
CREATE TABLE record (id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL) STRICT;
CREATE TABLE tx (seq INTEGER PRIMARY KEY, stream INTEGER NOT NULL, ops INTEGER NOT NULL, segment INTEGER,
    bytes BLOB NOT NULL) STRICT;
CREATE TABLE touch (record INTEGER NOT NULL, tx INTEGER NOT NULL, PRIMARY KEY (record, tx)) STRICT, WITHOUT ROWID;
CREATE TABLE device (one INTEGER PRIMARY KEY CHECK (one = 1), stream INTEGER NOT NULL, actor BLOB) STRICT;
CREATE TABLE preference (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
";

// `part` holds the registers of a record (part '') or of one answer (part = item code).
// The other tables repeat what lists, filters and counts need; they are never read for the truth of a field.
// `sort` is the name in pinyin, `initials` the first letters of its syllables. `tenths` is tenths of a percent.
// `organisation`: the counts of Party members, and of those on the way, are as found in the census where they were
// counted there, else as the ledger has them; `marks` is a set of the bits of `domain::coverage::Marks`;
// `branch_form` is empty where the branch was dissolved; `handover` is the day on which a chain was opened that is not
// closed yet.
// `joined` has the organisations that were joined into another (`target`, perhaps itself joined further); they have no
// row in `organisation`, and visits and assignments name the one that stayed. `apart` has pairs that are not one.
// `branch.active` is the day of the last recorded activity; `covers` counts the organisations under it.
// `first` is the day from which the first visit of an organisation counts that was never inspected; else it is empty.
// `round_member` names the organisation that stayed, as visits and assignments do.
// `assignment` has an organisation, an area or a unit; `phoned` and `visited` are the days of the last contacts.
const VIEW: &str = "
CREATE TABLE part (record INTEGER NOT NULL, part TEXT NOT NULL, state BLOB NOT NULL,
    PRIMARY KEY (record, part)) STRICT, WITHOUT ROWID;

CREATE TABLE visit (id INTEGER PRIMARY KEY, organisation INTEGER NOT NULL, checklist INTEGER NOT NULL,
    status TEXT NOT NULL, started TEXT NOT NULL, answered INTEGER NOT NULL, items INTEGER NOT NULL,
    tenths INTEGER, verdict TEXT, saves INTEGER NOT NULL, round INTEGER) STRICT;
CREATE INDEX visit_round ON visit (round, organisation, started) WHERE round IS NOT NULL;
CREATE INDEX visit_organisation ON visit (organisation, started, id);
CREATE INDEX visit_started ON visit (started, id);
CREATE INDEX visit_draft ON visit (started, id) WHERE status = 'draft';

CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort TEXT NOT NULL, initials TEXT NOT NULL,
    role TEXT NOT NULL, unit TEXT NOT NULL, area TEXT NOT NULL, phone TEXT NOT NULL, left_on TEXT) STRICT;
CREATE INDEX person_sort ON person (sort, id);
CREATE INDEX person_role ON person (role, sort, id);
CREATE INDEX person_name ON person (name, id);

CREATE TABLE assignment (id INTEGER PRIMARY KEY, person INTEGER NOT NULL, organisation INTEGER, area TEXT,
    unit TEXT, duty TEXT NOT NULL, since TEXT, until TEXT, phoned TEXT, visited TEXT) STRICT;
CREATE INDEX assignment_organisation ON assignment (organisation, id) WHERE organisation IS NOT NULL;
CREATE INDEX assignment_person ON assignment (person, organisation, duty, until);
CREATE INDEX assignment_phoned ON assignment (coalesce(phoned, since), id)
    WHERE until IS NULL AND duty = 'guide';
CREATE INDEX assignment_visited ON assignment (coalesce(visited, since), id)
    WHERE until IS NULL AND duty = 'guide';

CREATE TABLE branch (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort TEXT NOT NULL, form TEXT NOT NULL,
    level TEXT NOT NULL, secretary TEXT NOT NULL, members INTEGER NOT NULL, committee INTEGER NOT NULL,
    founded TEXT, election TEXT, active TEXT, dissolved TEXT, covers INTEGER NOT NULL) STRICT;
CREATE INDEX branch_sort ON branch (sort, id) WHERE dissolved IS NULL;
CREATE INDEX branch_name ON branch (name, id);
CREATE INDEX branch_election ON branch (election, id) WHERE dissolved IS NULL AND election IS NOT NULL;
CREATE INDEX branch_idle ON branch (coalesce(active, founded), id) WHERE dissolved IS NULL;
CREATE INDEX branch_joint ON branch (covers, id) WHERE dissolved IS NULL AND form = 'joint';
CREATE INDEX branch_dissolved ON branch (dissolved, id) WHERE dissolved IS NOT NULL;

CREATE TABLE branch_key (key TEXT NOT NULL, branch INTEGER NOT NULL, PRIMARY KEY (key, branch)) STRICT, WITHOUT ROWID;

CREATE TABLE organisation (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort TEXT NOT NULL,
    credit_code TEXT NOT NULL, area TEXT NOT NULL, authority TEXT NOT NULL, standing TEXT NOT NULL,
    branch INTEGER, branch_form TEXT, last_visit TEXT, last_tenths INTEGER, due TEXT,
    class TEXT NOT NULL, status TEXT NOT NULL, full_here INTEGER NOT NULL, full_elsewhere INTEGER NOT NULL,
    part_here INTEGER NOT NULL, part_elsewhere INTEGER NOT NULL, marks INTEGER NOT NULL, verdict TEXT,
    census TEXT NOT NULL, task_opened TEXT, task_deadline TEXT, handover TEXT, status_reason TEXT NOT NULL,
    task_responsible TEXT NOT NULL,
    probationary INTEGER NOT NULL, candidates INTEGER NOT NULL, activists INTEGER NOT NULL,
    applicants INTEGER NOT NULL, first TEXT) STRICT;
CREATE INDEX organisation_first ON organisation (first, id) WHERE first IS NOT NULL;
CREATE INDEX organisation_code ON organisation (credit_code, id) WHERE credit_code <> '';
CREATE INDEX organisation_name ON organisation (name, id);
CREATE INDEX organisation_sort ON organisation (sort, id);
CREATE INDEX organisation_area ON organisation (area, sort, id);
CREATE INDEX organisation_authority ON organisation (authority, sort, id);
CREATE INDEX organisation_standing ON organisation (standing, sort, id);
CREATE INDEX organisation_due ON organisation (due, id) WHERE due IS NOT NULL;
CREATE INDEX organisation_branch ON organisation (branch) WHERE branch IS NOT NULL;
CREATE INDEX organisation_census ON organisation (census, sort, id);
CREATE INDEX organisation_task ON organisation (task_deadline, id) WHERE task_opened IS NOT NULL;
CREATE INDEX organisation_handover ON organisation (handover, id) WHERE handover IS NOT NULL;

CREATE TABLE round (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL, start TEXT NOT NULL,
    finish TEXT NOT NULL, lead TEXT NOT NULL, closed TEXT, conclusion TEXT NOT NULL) STRICT;
CREATE INDEX round_start ON round (start, number, id);
CREATE TABLE round_member (round INTEGER NOT NULL, organisation INTEGER NOT NULL,
    PRIMARY KEY (round, organisation)) STRICT, WITHOUT ROWID;
CREATE INDEX round_member_organisation ON round_member (organisation, round);
CREATE TABLE round_authority (round INTEGER NOT NULL, authority TEXT NOT NULL, listed INTEGER NOT NULL,
    reached TEXT, PRIMARY KEY (round, authority)) STRICT, WITHOUT ROWID;

CREATE TABLE joined (id INTEGER PRIMARY KEY, target INTEGER NOT NULL, name TEXT NOT NULL, area TEXT NOT NULL,
    credit_code TEXT NOT NULL) STRICT;
CREATE INDEX joined_target ON joined (target);
CREATE INDEX joined_name ON joined (name, id);
CREATE TABLE apart (organisation INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (organisation, other))
    STRICT, WITHOUT ROWID;

CREATE TABLE search_key (key TEXT NOT NULL, organisation INTEGER NOT NULL,
    PRIMARY KEY (key, organisation)) STRICT, WITHOUT ROWID;

CREATE TABLE tally (name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER visit_added AFTER INSERT ON visit BEGIN
    INSERT INTO tally VALUES ('visit:' || new.status, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally VALUES ('answers', new.answered) ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER visit_moved AFTER UPDATE ON visit WHEN old.status <> new.status BEGIN
    UPDATE tally SET n = n - 1 WHERE name = 'visit:' || old.status;
    INSERT INTO tally VALUES ('visit:' || new.status, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER visit_answered AFTER UPDATE ON visit WHEN old.answered <> new.answered BEGIN
    UPDATE tally SET n = n + new.answered - old.answered WHERE name = 'answers';
END;
CREATE TRIGGER organisation_added AFTER INSERT ON organisation BEGIN
    INSERT INTO tally VALUES ('organisations', 1) ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally VALUES ('standing:' || new.standing, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally VALUES ('census:' || new.census, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally SELECT 'due:' || new.due, 1 WHERE new.due IS NOT NULL ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER organisation_moved AFTER UPDATE ON organisation
WHEN old.standing <> new.standing OR old.due IS NOT new.due BEGIN
    UPDATE tally SET n = n - 1 WHERE name IN ('standing:' || old.standing, 'due:' || old.due);
    INSERT INTO tally VALUES ('standing:' || new.standing, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO tally SELECT 'due:' || new.due, 1 WHERE new.due IS NOT NULL ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER organisation_joined AFTER INSERT ON organisation WHEN new.branch IS NOT NULL BEGIN
    UPDATE branch SET covers = covers + 1 WHERE id = new.branch;
END;
CREATE TRIGGER organisation_rejoined AFTER UPDATE ON organisation WHEN old.branch IS NOT new.branch BEGIN
    UPDATE branch SET covers = covers - 1 WHERE id = old.branch;
    UPDATE branch SET covers = covers + 1 WHERE id = new.branch;
END;
CREATE TRIGGER organisation_left AFTER DELETE ON organisation WHEN old.branch IS NOT NULL BEGIN
    UPDATE branch SET covers = covers - 1 WHERE id = old.branch;
END;
CREATE TRIGGER organisation_counted AFTER UPDATE ON organisation WHEN old.census <> new.census BEGIN
    UPDATE tally SET n = n - 1 WHERE name = 'census:' || old.census;
    INSERT INTO tally VALUES ('census:' || new.census, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
";

// `organisation` is the one that stayed; `area` and `authority` repeat what its row has, so that the board is read along
// an index. `clock`: 0 done with, 1 the office's turn, 2 the organisation's, 3 the same with more time given. `reported`,
// `rechecked` and `closed` are of the round that runs. `rung` and `noticed` are those of the last notice.
const FINDINGS: &str = "
CREATE TABLE finding (id INTEGER PRIMARY KEY, number TEXT NOT NULL, year INTEGER, series TEXT, serial INTEGER,
    organisation INTEGER NOT NULL, visit INTEGER, template TEXT NOT NULL, item TEXT NOT NULL,
    item_name TEXT NOT NULL, fact TEXT NOT NULL, requirement TEXT NOT NULL, ground TEXT NOT NULL,
    responsible TEXT NOT NULL, area TEXT NOT NULL, authority TEXT NOT NULL, state TEXT NOT NULL,
    round INTEGER NOT NULL, clock INTEGER NOT NULL, deadline TEXT NOT NULL, opened TEXT NOT NULL, reported TEXT,
    rechecked TEXT, closed TEXT, rung TEXT, noticed TEXT, conflict INTEGER NOT NULL) STRICT;
CREATE INDEX finding_open ON finding (deadline, id, clock) WHERE clock > 0;
CREATE INDEX finding_open_area ON finding (area, deadline, id, clock) WHERE clock > 0;
CREATE INDEX finding_open_authority ON finding (authority, deadline, id, clock) WHERE clock > 0;
CREATE INDEX finding_open_responsible ON finding (responsible, deadline, id, clock) WHERE clock > 0;
CREATE INDEX finding_state ON finding (state, deadline, id);
CREATE INDEX finding_deadline ON finding (deadline, id);
CREATE INDEX finding_organisation ON finding (organisation, deadline, id);
CREATE INDEX finding_responsible ON finding (responsible, id);
CREATE INDEX finding_number ON finding (number, id);
CREATE INDEX finding_series ON finding (series, year, serial);
CREATE INDEX finding_serial ON finding (serial, id);
CREATE INDEX finding_opened ON finding (opened, id);
CREATE INDEX finding_closed ON finding (closed, id) WHERE closed IS NOT NULL;
CREATE TRIGGER finding_added AFTER INSERT ON finding BEGIN
    INSERT INTO tally VALUES ('finding:' || new.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER finding_moved AFTER UPDATE ON finding WHEN old.state <> new.state BEGIN
    UPDATE tally SET n = n - 1 WHERE name = 'finding:' || old.state;
    INSERT INTO tally VALUES ('finding:' || new.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
";

// `day` is that of issue, of a draft that on which it was drafted. `notice_number` has every number that was given, two of a
// notice that was issued twice. `notice_of` has the organisations that a notice is about, those that stayed.
const NOTICES: &str = "
CREATE TABLE notice (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, stage TEXT NOT NULL, number TEXT NOT NULL,
    title TEXT NOT NULL, addressee TEXT NOT NULL, organisation INTEGER, authority TEXT NOT NULL,
    drafted TEXT NOT NULL, issued TEXT, day TEXT NOT NULL, deadline TEXT, served TEXT, receipted TEXT, replied TEXT,
    talked TEXT, withdrawn TEXT, problems INTEGER NOT NULL, conflict INTEGER NOT NULL) STRICT;
CREATE INDEX notice_day ON notice (day, id);
CREATE INDEX notice_kind ON notice (kind, day, id);
CREATE INDEX notice_stage ON notice (stage, day, id);
CREATE INDEX notice_organisation ON notice (organisation, id) WHERE organisation IS NOT NULL;
CREATE TABLE notice_number (number TEXT NOT NULL, notice INTEGER NOT NULL, PRIMARY KEY (number, notice))
    STRICT, WITHOUT ROWID;
CREATE INDEX notice_number_notice ON notice_number (notice);
CREATE TABLE notice_of (organisation INTEGER NOT NULL, notice INTEGER NOT NULL,
    PRIMARY KEY (organisation, notice)) STRICT, WITHOUT ROWID;
CREATE INDEX notice_of_notice ON notice_of (notice);
";

// `conflict` has every place whose register holds several different values.
const CONFLICTS: &str = "
CREATE TABLE conflict (record INTEGER NOT NULL, part TEXT NOT NULL, field INTEGER NOT NULL,
    PRIMARY KEY (record, part, field)) STRICT, WITHOUT ROWID;
";

// The journal's own sums are kept in the same table; a rebuild adds them up again.
const JOURNAL_TALLY: &str = "
CREATE TRIGGER tx_added AFTER INSERT ON tx BEGIN
    INSERT INTO tally VALUES ('operations', new.ops) ON CONFLICT DO UPDATE SET n = n + excluded.n;
    INSERT INTO tally SELECT 'unsynced', new.ops WHERE new.segment IS NULL
        ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tx_sealed AFTER UPDATE OF segment ON tx WHEN old.segment IS NULL AND new.segment IS NOT NULL BEGIN
    UPDATE tally SET n = n - new.ops WHERE name = 'unsynced';
END;
";

/// A file is upgraded step by step, each in one transaction, after it was copied.
pub const STEPS: &[fn(&Connection) -> rusqlite::Result<()>] = &[first, second, third];

/// Stands in the file until the query tables of a new version were filled from the journal.
pub const UNBUILT: &str = "unbuilt_tables";

fn first(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(JOURNAL)?;
    db.execute_batch(VIEW)?;
    db.execute_batch(JOURNAL_TALLY)
}

/// People, branches, the census and what the rates count got columns of their own. The tables are made anew and filled
/// from the journal at the next opening.
fn second(db: &Connection) -> rusqlite::Result<()> {
    make_anew(db)
}

/// Rounds, the round that a visit belongs to, the day from which a first visit counts, findings, notices, and what sync
/// keeps.
fn third(db: &Connection) -> rusqlite::Result<()> {
    make_anew(db)?;
    findings(db)?;
    notices(db)?;
    conflicts(db)?;
    exchange::tables(db)
}

fn make_anew(db: &Connection) -> rusqlite::Result<()> {
    for (table, _) in PROJECTION {
        db.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    db.execute_batch(VIEW)?;
    db.execute(
        "INSERT OR REPLACE INTO preference VALUES (?1, '')",
        [UNBUILT],
    )?;
    Ok(())
}

fn findings(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(FINDINGS)
}

fn conflicts(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(CONFLICTS)
}

fn notices(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(NOTICES)
}
