//! The journal's own words: records, fields, values, operations, and the register that holds them.
//! The rules are those of the sync design: a value is hidden only by an operation whose author had seen it.

mod fields;

use std::collections::HashSet;
use std::fmt;

/// Names a record for ever, on every laptop: version 7 where made by hand, version 8 where derived from content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(pub [u8; 16]);

impl Uuid {
    /// Stands for a record that a change makes and that has no name yet.
    pub const NEW: Uuid = Uuid([0; 16]);

    /// Version 7: 48 bits of milliseconds since 1970, then `random`.
    pub fn v7(utc_ms: i64, random: [u8; 10]) -> Uuid {
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&utc_ms.to_be_bytes()[2..]);
        bytes[6..].copy_from_slice(&random);
        Uuid::stamped(bytes, 0x70)
    }

    /// Milliseconds since 1970 at which it was made by hand; none where it was derived from content.
    pub fn made_at(self) -> Option<i64> {
        let ms = self.0[..6]
            .iter()
            .fold(0, |ms, byte| ms << 8 | i64::from(*byte));
        (self.0[6] >> 4 == 7).then_some(ms)
    }

    /// Version 8: the first bytes of a hash, so that equal content meets in one record.
    pub fn v8(hash: [u8; 16]) -> Uuid {
        Uuid::stamped(hash, 0x80)
    }

    fn stamped(mut bytes: [u8; 16], version: u8) -> Uuid {
        bytes[6] = bytes[6] & 0x0f | version;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Uuid(bytes)
    }

    pub fn parse(text: &str) -> Option<Uuid> {
        let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'-').collect();
        let mut bytes = [0; 16];
        if digits.len() != 32 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Uuid(bytes))
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

/// What a field holds at one moment. Dates and clocks are text in their one written form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// The field was cleared.
    Nothing,
    Bool(bool),
    Int(i64),
    Text(String),
    Record(Uuid),
    /// CBOR of a newer version, kept to the letter.
    Unknown(Vec<u8>),
}

impl Value {
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    pub fn optional(text: Option<&str>) -> Value {
        text.map_or(Value::Nothing, Value::text)
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_int(&self) -> Option<i64> {
        match self {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    pub fn as_record(&self) -> Option<Uuid> {
        match self {
            Value::Record(uuid) => Some(*uuid),
            _ => None,
        }
    }
}

/// First 8 bytes of BLAKE3 over stream and operation: identity is content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpId(pub u64);

/// A field's number in the registry `fixtures/fields.txt`; never reused, never of another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(pub u16);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Organisation = 1,
    Branch = 2,
    Person = 3,
    Assignment = 4,
    Checklist = 5,
    Visit = 6,
    Finding = 7,
    Snapshot = 14,
    Campaign = 15,
    /// Numbered apart from those before it: other kinds come between.
    Round = 18,
}

impl Kind {
    pub fn from_number(number: i64) -> Option<Kind> {
        [
            Kind::Organisation,
            Kind::Branch,
            Kind::Person,
            Kind::Assignment,
            Kind::Checklist,
            Kind::Visit,
            Kind::Snapshot,
            Kind::Campaign,
            Kind::Round,
            Kind::Finding,
        ]
        .into_iter()
        .find(|kind| *kind as i64 == number)
    }
}

/// Where a value lives: a record, a part of it (an answer's item code; empty for the record itself) and a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub record: Uuid,
    pub part: String,
    pub field: Field,
}

/// One wish to set a field; the store adds which operations it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub place: Place,
    pub value: Value,
}

impl Edit {
    pub fn new(record: Uuid, field: Field, value: Value) -> Edit {
        Edit::part(record, "", field, value)
    }

    pub fn part(record: Uuid, part: &str, field: Field, value: Value) -> Edit {
        Edit {
            place: Place {
                record,
                part: part.into(),
                field,
            },
            value,
        }
    }
}

/// One save: all its edits reach the disk together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Why a finished record is changed after all.
    pub reason: Option<String>,
    pub edits: Vec<Edit>,
}

impl Change {
    pub fn of(edits: Vec<Edit>) -> Change {
        Change {
            reason: None,
            edits,
        }
    }

    /// Writes down a new record: every field that holds something.
    pub fn writing(record: Uuid, fields: Vec<(Field, Value)>) -> Change {
        let known = fields
            .into_iter()
            .filter(|(_, value)| *value != Value::Nothing);
        Change::of(
            known
                .map(|(field, value)| Edit::new(record, field, value))
                .collect(),
        )
    }

    /// Sets the fields in which a record differs from what was known before; both list the same fields in one order.
    pub fn revising(record: Uuid, now: Vec<(Field, Value)>, before: Vec<(Field, Value)>) -> Change {
        let moved = now
            .into_iter()
            .zip(before)
            .filter(|(now, before)| now != before);
        Change::of(
            moved
                .map(|((field, value), _)| Edit::new(record, field, value))
                .collect(),
        )
    }

    /// Whether it makes a record that has no name yet.
    pub fn makes_new(&self) -> bool {
        self.edits.iter().any(|edit| edit.place.record == Uuid::NEW)
    }

    /// Gives the new record its name, there and wherever another record points at it.
    pub fn named(mut self, name: Uuid) -> Change {
        for edit in &mut self.edits {
            if edit.place.record == Uuid::NEW {
                edit.place.record = name;
            }
            if edit.value == Value::Record(Uuid::NEW) {
                edit.value = Value::Record(name);
            }
        }
        self
    }
}

/// A set field, as the journal keeps it for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Op {
    pub place: Place,
    pub value: Value,
    /// The operations its author saw in the register and replaces.
    pub prev: Vec<OpId>,
}

/// One save in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tx {
    pub actor: Uuid,
    /// Hybrid logical clock: 48 bits of milliseconds, 16 bits of counter. It orders display and decides nothing.
    pub hlc: u64,
    pub reason: Option<String>,
    pub ops: Vec<Op>,
}

impl Tx {
    pub fn utc_ms(&self) -> i64 {
        (self.hlc >> 16) as i64
    }
}

/// A multi-value register: every value that nobody who had seen it has replaced, ordered by operation id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    survivors: Vec<(OpId, Value)>,
}

impl Register {
    /// The survivors of a set of operations on one place, in whatever order they arrived.
    pub fn of(ops: &[(OpId, &Op)]) -> Register {
        let replaced: HashSet<OpId> = ops
            .iter()
            .flat_map(|(_, op)| op.prev.iter().copied())
            .collect();
        let mut survivors: Vec<_> = ops
            .iter()
            .filter(|(id, _)| !replaced.contains(id))
            .map(|(id, op)| (*id, op.value.clone()))
            .collect();
        survivors.sort();
        survivors.dedup_by_key(|(id, _)| *id);
        Register { survivors }
    }

    pub fn from_survivors(mut survivors: Vec<(OpId, Value)>) -> Register {
        survivors.sort();
        Register { survivors }
    }

    pub fn survivors(&self) -> &[(OpId, Value)] {
        &self.survivors
    }

    /// What a new operation on this register replaces.
    pub fn heads(&self) -> Vec<OpId> {
        self.survivors.iter().map(|(id, _)| *id).collect()
    }

    /// The different values, at least one where the register was ever set.
    pub fn values(&self) -> Vec<&Value> {
        let mut values: Vec<&Value> = self.survivors.iter().map(|(_, value)| value).collect();
        values.sort();
        values.dedup();
        values
    }

    /// The value where all agree, or one of them chosen alike on every laptop; callers that must
    /// count the worst of a conflict look at `values`.
    pub fn value(&self) -> &Value {
        self.values().last().copied().unwrap_or(&Value::Nothing)
    }

    /// Two people who had not seen each other's work set different values.
    pub fn is_conflict(&self) -> bool {
        self.values().len() > 1
    }

    /// Whether setting `value` would change nothing.
    pub fn is_settled_on(&self, value: &Value) -> bool {
        match self.values()[..] {
            [] => *value == Value::Nothing,
            [only] => only == value,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn op(value: &str, prev: &[u64]) -> Op {
        Op {
            place: Place {
                record: Uuid([1; 16]),
                part: "1.1".into(),
                field: Field::ANSWER,
            },
            value: Value::text(value),
            prev: prev.iter().copied().map(OpId).collect(),
        }
    }

    #[test]
    fn a_value_is_hidden_only_by_one_who_saw_it() {
        let (first, second, third) = (op("good", &[]), op("poor", &[1]), op("weak", &[1]));
        let all = [(OpId(1), &first), (OpId(2), &second), (OpId(3), &third)];
        let register = Register::of(&all);
        assert!(register.is_conflict());
        assert_eq!(register.heads(), [OpId(2), OpId(3)]);
        let settled = op("poor", &[2, 3]);
        let register = Register::of(&[all[2], (OpId(9), &settled), all[1], all[0]]);
        assert_eq!(
            (register.is_conflict(), register.value()),
            (false, &Value::text("poor"))
        );
    }

    #[test]
    fn equal_values_merge_without_a_word() {
        let (first, second) = (op("good", &[]), op("good", &[]));
        let register = Register::of(&[(OpId(1), &first), (OpId(2), &second)]);
        assert!(!register.is_conflict());
        assert!(register.is_settled_on(&Value::text("good")));
        assert_eq!(register.heads().len(), 2);
    }

    #[test]
    fn an_operation_that_arrives_late_stays_replaced() {
        let (first, second) = (op("good", &[]), op("poor", &[1]));
        let late = Register::of(&[(OpId(2), &second), (OpId(1), &first)]);
        assert_eq!(late.value(), &Value::text("poor"));
        assert_eq!(late.heads(), [OpId(2)]);
    }

    #[test]
    fn record_names_are_written_and_read() {
        let uuid = Uuid::v7(1_700_000_000_000, [7; 10]);
        assert_eq!(Uuid::parse(&uuid.to_string()), Some(uuid));
        assert_eq!(uuid.to_string().as_bytes()[14], b'7');
        assert_eq!(Uuid::parse("no"), None);
    }

    #[test]
    fn field_numbers_follow_the_checked_in_registry() {
        let registry = include_str!("../../fixtures/fields.txt");
        let listed: Vec<&str> = registry
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .collect();
        let known: Vec<String> = Field::KNOWN
            .iter()
            .map(|(field, kind, name, form)| format!("{} {kind:?} {name} {form}", field.0))
            .collect();
        assert_eq!(
            listed, known,
            "fields.txt is append-only: no number is reused and no form changed"
        );
    }
}
