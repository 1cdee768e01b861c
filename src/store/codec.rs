//! Bytes of the journal: CBOR, one form for each value, so that equal content has equal bytes and one identity.
//! An array may grow at its end in a newer version; the extra elements are skipped here and kept in the stored bytes.

use minicbor::data::Type;
use minicbor::decode::Error;
use minicbor::{Decoder, Encoder};

use super::exchange::Save;
use crate::domain::change::{Field, Op, OpId, Place, Register, Tx, Uuid, Value};
use crate::mutant::{self, Mutant};

const INFALLIBLE: &str = "writing to a Vec cannot fail";

/// Identity of an operation written on `stream` (sync rule 4).
pub fn op_id(stream: u64, op: &Op) -> OpId {
    let mut bytes = Vec::with_capacity(96);
    bytes.extend(stream.to_be_bytes());
    let mut out = Encoder::new(&mut bytes);
    out.array(2)
        .expect(INFALLIBLE)
        .bytes(&op.place.record.0)
        .expect(INFALLIBLE);
    match mutant::is_planted(Mutant::CounterIds) {
        true => encode_op(
            &mut out,
            &Op {
                value: Value::Nothing,
                ..op.clone()
            },
        ),
        false => encode_op(&mut out, op),
    }
    let hash = blake3::hash(&bytes);
    let first: [u8; 8] = hash.as_bytes()[..8]
        .try_into()
        .expect("a hash has 32 bytes");
    OpId(u64::from_be_bytes(first))
}

/// `[actor, hlc, reason, [[record, [op, ...]], ...]]`; neighbouring operations on one record share its name.
pub fn encode_tx(tx: &Tx) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64 + tx.ops.len() * 24);
    let mut out = Encoder::new(&mut bytes);
    out.array(4)
        .expect(INFALLIBLE)
        .bytes(&tx.actor.0)
        .expect(INFALLIBLE)
        .u64(tx.hlc)
        .expect(INFALLIBLE);
    match &tx.reason {
        Some(reason) => out.str(reason).expect(INFALLIBLE),
        None => out.null().expect(INFALLIBLE),
    };
    let groups: Vec<&[Op]> = tx
        .ops
        .chunk_by(|a, b| a.place.record == b.place.record)
        .collect();
    out.array(groups.len() as u64).expect(INFALLIBLE);
    for group in groups {
        out.array(2)
            .expect(INFALLIBLE)
            .bytes(&group[0].place.record.0)
            .expect(INFALLIBLE);
        out.array(group.len() as u64).expect(INFALLIBLE);
        for op in group {
            encode_op(&mut out, op);
        }
    }
    bytes
}

/// `[part, field, value, [prev, ...]]`
fn encode_op(out: &mut Encoder<&mut Vec<u8>>, op: &Op) {
    out.array(4)
        .expect(INFALLIBLE)
        .str(&op.place.part)
        .expect(INFALLIBLE);
    out.u16(op.place.field.0).expect(INFALLIBLE);
    encode_value(out, &op.value);
    out.array(op.prev.len() as u64).expect(INFALLIBLE);
    for id in &op.prev {
        out.bytes(&id.0.to_be_bytes()).expect(INFALLIBLE);
    }
}

fn encode_value(out: &mut Encoder<&mut Vec<u8>>, value: &Value) {
    match value {
        Value::Nothing => out.null(),
        Value::Bool(truth) => out.bool(*truth),
        Value::Int(number) => out.i64(*number),
        Value::Text(text) => out.str(text),
        Value::Record(uuid) => out.bytes(&uuid.0),
        Value::Unknown(raw) => {
            out.writer_mut().extend(raw);
            Ok(out)
        }
    }
    .expect(INFALLIBLE);
}

pub fn decode_tx(bytes: &[u8]) -> Result<Tx, Error> {
    read_tx(&mut Decoder::new(bytes), bytes)
}

/// Takes apart saves that stand one after another, each with its bytes to the letter.
pub fn split_saves(bytes: &[u8]) -> Result<Vec<Save>, Error> {
    let mut input = Decoder::new(bytes);
    let mut saves = Vec::new();
    while input.position() < bytes.len() {
        let start = input.position();
        let tx = read_tx(&mut input, bytes)?;
        let bytes = bytes[start..input.position()].to_vec();
        saves.push(Save { tx, bytes });
    }
    Ok(saves)
}

fn read_tx(input: &mut Decoder<'_>, bytes: &[u8]) -> Result<Tx, Error> {
    let extra = array_of(input, 4)?;
    let actor = uuid(input)?;
    let hlc = input.u64()?;
    let reason = match input.datatype()? {
        Type::Null => input.skip().map(|()| None)?,
        _ => Some(input.str()?.to_owned()),
    };
    let groups = count(input)?;
    let mut ops = Vec::new();
    for _ in 0..groups {
        let extra = array_of(input, 2)?;
        let record = uuid(input)?;
        for _ in 0..count(input)? {
            ops.push(decode_op(input, bytes, record)?);
        }
        skip(input, extra)?;
    }
    skip(input, extra)?;
    Ok(Tx {
        actor,
        hlc,
        reason,
        ops,
    })
}

fn decode_op(input: &mut Decoder<'_>, bytes: &[u8], record: Uuid) -> Result<Op, Error> {
    let extra = array_of(input, 4)?;
    let part = input.str()?.to_owned();
    let field = Field(input.u16()?);
    let value = decode_value(input, bytes)?;
    let prev = (0..count(input)?)
        .map(|_| decode_id(input))
        .collect::<Result<_, _>>()?;
    skip(input, extra)?;
    Ok(Op {
        place: Place {
            record,
            part,
            field,
        },
        value,
        prev,
    })
}

fn decode_value(input: &mut Decoder<'_>, bytes: &[u8]) -> Result<Value, Error> {
    let start = input.position();
    let known = match input.datatype()? {
        Type::Null => input.skip().map(|()| Some(Value::Nothing))?,
        Type::Bool => Some(Value::Bool(input.bool()?)),
        Type::String => Some(Value::Text(input.str()?.to_owned())),
        Type::Bytes => input
            .bytes()?
            .try_into()
            .ok()
            .map(|bytes| Value::Record(Uuid(bytes))),
        Type::U8
        | Type::U16
        | Type::U32
        | Type::U64
        | Type::I8
        | Type::I16
        | Type::I32
        | Type::I64 => input.i64().ok().map(Value::Int),
        _ => None,
    };
    match known {
        Some(value) => Ok(value),
        None => {
            input.set_position(start);
            input.skip()?;
            Ok(Value::Unknown(bytes[start..input.position()].to_vec()))
        }
    }
}

/// The registers of one part: `[field, [id, value, ...], ...]`, fields in ascending order.
pub fn encode_registers(registers: &[(Field, Register)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(registers.len() * 20);
    let mut out = Encoder::new(&mut bytes);
    out.array(registers.len() as u64 * 2).expect(INFALLIBLE);
    for (field, register) in registers {
        out.u16(field.0)
            .expect(INFALLIBLE)
            .array(register.survivors().len() as u64 * 2)
            .expect(INFALLIBLE);
        for (id, value) in register.survivors() {
            out.bytes(&id.0.to_be_bytes()).expect(INFALLIBLE);
            encode_value(&mut out, value);
        }
    }
    bytes
}

pub fn decode_registers(bytes: &[u8]) -> Result<Vec<(Field, Register)>, Error> {
    let mut input = Decoder::new(bytes);
    let mut registers = Vec::new();
    for _ in 0..count(&mut input)? / 2 {
        let field = Field(input.u16()?);
        let mut survivors = Vec::new();
        for _ in 0..count(&mut input)? / 2 {
            survivors.push((decode_id(&mut input)?, decode_value(&mut input, bytes)?));
        }
        registers.push((field, Register::from_survivors(survivors)));
    }
    Ok(registers)
}

fn decode_id(input: &mut Decoder<'_>) -> Result<OpId, Error> {
    let bytes = input
        .bytes()?
        .try_into()
        .map_err(|_| Error::message("an operation id has 8 bytes"))?;
    Ok(OpId(u64::from_be_bytes(bytes)))
}

fn uuid(input: &mut Decoder<'_>) -> Result<Uuid, Error> {
    input
        .bytes()?
        .try_into()
        .map(Uuid)
        .map_err(|_| Error::message("a record name has 16 bytes"))
}

fn count(input: &mut Decoder<'_>) -> Result<u64, Error> {
    input
        .array()?
        .ok_or_else(|| Error::message("arrays carry their length"))
}

/// Expects an array of at least `least` elements; returns how many more there are.
fn array_of(input: &mut Decoder<'_>, least: u64) -> Result<u64, Error> {
    count(input)?
        .checked_sub(least)
        .ok_or_else(|| Error::message("array too short"))
}

fn skip(input: &mut Decoder<'_>, elements: u64) -> Result<(), Error> {
    (0..elements).try_for_each(|_| input.skip())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn op(record: u8, part: &str, value: Value) -> Op {
        let place = Place {
            record: Uuid([record; 16]),
            part: part.into(),
            field: Field::ANSWER,
        };
        Op {
            place,
            value,
            prev: vec![OpId(u64::MAX), OpId(3)],
        }
    }

    #[test]
    fn a_save_reads_back_as_written() {
        let values = [
            Value::Nothing,
            Value::Bool(true),
            Value::Int(-7),
            Value::text("一般"),
            Value::Record(Uuid([9; 16])),
        ];
        let ops = values
            .into_iter()
            .enumerate()
            .map(|(at, value)| op(at as u8 / 2, "1.1", value))
            .collect();
        let tx = Tx {
            actor: Uuid([5; 16]),
            hlc: u64::MAX,
            reason: Some("看错了".into()),
            ops,
        };
        assert_eq!(decode_tx(&encode_tx(&tx)).unwrap(), tx);
    }

    #[test]
    fn a_newer_value_is_kept_to_the_letter() {
        // a map {1: 2.5} is no value of this version
        let raw = vec![0xa1, 0x01, 0xf9, 0x41, 0x00];
        let tx = Tx {
            actor: Uuid([5; 16]),
            hlc: 1,
            reason: None,
            ops: vec![op(1, "", Value::Unknown(raw))],
        };
        let bytes = encode_tx(&tx);
        let read = decode_tx(&bytes).unwrap();
        assert_eq!(read, tx);
        assert_eq!(encode_tx(&read), bytes);
    }

    #[test]
    fn identity_is_content_on_a_stream() {
        let one = op(1, "1.1", Value::text("good"));
        assert_eq!(op_id(7, &one), op_id(7, &one.clone()));
        assert_ne!(op_id(7, &one), op_id(8, &one));
        assert_ne!(op_id(7, &one), op_id(7, &op(1, "1.2", Value::text("good"))));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode_tx(&bytes);
            let _ = decode_registers(&bytes);
        }
    }
}
