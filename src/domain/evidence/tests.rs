//! Entries of evidence by hand-worked registers, names by examples, and pasted paths as file managers give them.
#![cfg(test)]

use super::*;
use crate::domain::change::OpId;

const HASH: FileHash = FileHash([0xab; 32]);

fn register(values: &[Value]) -> Register {
    let survivors = values
        .iter()
        .enumerate()
        .map(|(at, value)| (OpId(at as u64), value.clone()));
    Register::from_survivors(survivors.collect())
}

fn read(fields: &[(Field, &[Value])]) -> Option<Evidence> {
    let registers: Vec<(Field, Register)> = fields
        .iter()
        .map(|(field, values)| (*field, register(values)))
        .collect();
    Evidence::read(&part("1.2#3", HASH), |field| {
        let found = registers.iter().find(|(known, _)| *known == field);
        found.map(|(_, register)| register)
    })
}

fn photo() -> Evidence {
    Evidence {
        item: "1.2#3".into(),
        file: KeptFile {
            hash: HASH,
            name: "门牌 1.jpg".into(),
            size: 2_411_724,
            kind: FileKind::Photo,
        },
        added: Clock::parse("2026-11-22 10:05"),
        by: "林示例".into(),
        caption: "大门".into(),
    }
}

#[test]
fn an_entry_is_read_as_it_was_attached() {
    let visit = Uuid([7; 16]);
    let edits = photo().attach(visit, &[]);
    let fields: Vec<(Field, Vec<Value>)> = edits
        .iter()
        .map(|edit| (edit.place.field, vec![edit.value.clone()]))
        .collect();
    let fields: Vec<(Field, &[Value])> = fields
        .iter()
        .map(|(field, values)| (*field, &values[..]))
        .collect();
    assert_eq!(read(&fields), Some(photo()));
    assert!(
        edits
            .iter()
            .all(|edit| edit.place.part == part("1.2#3", HASH))
    );
    assert_eq!(
        read_part(&edits[0].place.part),
        Some(("1.2#3", HASH)),
        "the part names item and file"
    );
    // attached already: the first entry stands, and a caption alone is new
    let silent = Evidence {
        caption: String::new(),
        ..photo()
    };
    assert!(silent.attach(visit, &[photo()]).is_empty());
    assert_eq!(photo().attach(visit, &[photo()]).len(), 1);
    let away = photo().take_away(visit);
    assert_eq!(read(&[(away.place.field, &[away.value])]), None);
}

#[test]
fn what_two_people_said_stands_side_by_side() {
    let both = |one: &str, other: &str| [Value::text(one), Value::text(other)];
    let evidence = read(&[
        (Field::EVIDENCE_NAME, &both("b.jpg", "a.jpg")),
        (Field::EVIDENCE_CAPTION, &both("大门", "东门")),
        (
            Field::EVIDENCE_ADDED,
            &both("2026-11-22 10:05", "2026-11-21 23:59"),
        ),
        (Field::EVIDENCE_BY, &both("林示例", "王示例")),
    ])
    .unwrap();
    assert_eq!(evidence.file.name, "a.jpg");
    assert_eq!(evidence.caption, "东门 / 大门");
    assert_eq!(evidence.by, "林示例 / 王示例");
    assert_eq!(evidence.added, Clock::parse("2026-11-21 23:59"));
}

#[test]
fn a_file_that_one_took_away_and_another_attached_anew_is_there() {
    let away = |values: &[Value]| read(&[(Field::EVIDENCE_AWAY, values)]).is_none();
    assert!(away(&[Value::Bool(true)]));
    assert!(away(&[Value::Bool(true), Value::Bool(true)]));
    assert!(!away(&[Value::Bool(true), Value::Nothing]));
    assert!(!away(&[Value::Nothing]));
    assert!(!away(&[]));
}

#[test]
fn parts_of_evidence_are_no_answers_and_the_other_way_round() {
    assert!(is_part(&part("", HASH)) && is_part(&part("q_1.a", HASH)));
    assert_eq!(read_part(&part("", HASH)), Some(("", HASH)));
    for answer in ["", "1.2", "6.2#3", "a-b_c", "@1.2", "@/x"] {
        assert!(!is_part(answer), "{answer}");
    }
    for broken in ["@1.2", "@1.2/abc", "@1.2/ABAB"] {
        assert_eq!(read_part(broken), None, "{broken}");
    }
}

#[test]
fn a_correction_has_its_reason_and_moves_the_status() {
    let visit = Uuid([7; 16]);
    let draft = change(visit, photo().attach(visit, &[]), None);
    assert_eq!((draft.reason, draft.edits.len()), (None, 7));
    assert_eq!(change(visit, Vec::new(), Some("x")).edits, []);
    let corrected = change(visit, vec![photo().take_away(visit)], Some("放错了"));
    assert_eq!(corrected.reason.as_deref(), Some("放错了"));
    let last = corrected.edits.last().unwrap();
    assert_eq!(
        (last.place.field, last.value.as_text()),
        (Field::VISIT_STATUS, Some("corrected"))
    );
}

#[test]
fn files_are_counted_by_address() {
    let whole = Evidence {
        item: String::new(),
        ..photo()
    };
    let all = [photo(), whole, photo()];
    let counts = counts(&all);
    assert_eq!((counts[""], counts["1.2#3"], counts.len()), (1, 2, 2));
}

#[test]
fn kinds_are_told_from_bytes_and_then_from_names() {
    let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF";
    for (name, first, kind) in [
        ("a.jpg", &jpeg[..], FileKind::Photo),
        // a photo that somebody renamed
        ("a.pdf", &jpeg[..], FileKind::Photo),
        ("租赁合同.PDF", b"%PDF-1.7\n", FileKind::Scan),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0", FileKind::Photo),
        ("a.mp4", b"\0\0\0\x18ftypisom\0\0", FileKind::Video),
        ("a.m4a", b"\0\0\0\x18ftypM4A \0\0", FileKind::Audio),
        ("a.wav", b"RIFF\x10\0\0\0WAVEfmt ", FileKind::Audio),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", FileKind::Photo),
        ("名册.xlsx", b"PK\x03\x04\x14\0", FileKind::Spreadsheet),
        ("总结.docx", b"PK\x03\x04\x14\0", FileKind::Document),
        ("公文.ofd", b"PK\x03\x04\x14\0", FileKind::Scan),
        (
            "总结.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            FileKind::Document,
        ),
        ("a.zip", b"PK\x03\x04\x14\0", FileKind::Other),
        ("记录", b"\xe4\xbb\x8a", FileKind::Other),
        ("x.txt", b"x", FileKind::Document),
        ("x.ftyp", b"\0\0\0\x18ftyp", FileKind::Other),
    ] {
        assert_eq!(FileKind::of(name, first), kind, "{name}");
    }
}

#[test]
fn sizes_are_shown_as_file_managers_do_and_never_too_large() {
    for (bytes, shown) in [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1.0 KB"),
        (2_411_724, "2.2 MB"),
        (102_399, "99.9 KB"),
        (102_400, "100 KB"),
        (1_048_575, "1023 KB"),
        (209_715_200, "200 MB"),
        (5 << 30, "5.0 GB"),
        (u64::MAX, "16777215 TB"),
    ] {
        assert_eq!(size_text(bytes), shown, "{bytes}");
    }
}

#[test]
fn names_given_out_are_safe_and_never_twice() {
    for (text, safe) in [
        ("云岭县示范协会", "云岭县示范协会"),
        ("a/b\\c:d*e?\"<f>|", "a_b_c_d_e___f"),
        ("..", "_"),
        ("-rf", "rf"),
        ("CON", "_CON"),
        ("com1.x", "_com1.x"),
        ("comfort", "comfort"),
        ("a\u{202e}gpj.exe", "agpj.exe"),
        ("两 行\n字.", "两_行_字"),
    ] {
        assert_eq!(safe_name(text), safe, "{text}");
    }
    assert_eq!(safe_name(&"长".repeat(90)).chars().count(), SAFE_LENGTH);
    let mut namer = Namer::default();
    let mut name = |item: &str, original: &str| namer.name(&["示范协会", item], original);
    assert_eq!(name("1.1", "DSC.JPG"), "示范协会-1.1-1.jpg");
    assert_eq!(name("1.1", "b.tar.gz"), "示范协会-1.1-2.gz");
    assert_eq!(name("A", "b"), "示范协会-A-1");
    assert_eq!(name("a", ".hidden"), "示范协会-a-2");
    assert_eq!(name("1.2", "a.jpg=cmd|x"), "示范协会-1.2-1");
}

#[test]
fn pasted_names_are_read_as_they_were_meant() {
    let words = |typed: &str, escapes| readings(typed, escapes).pop().unwrap();
    for (typed, meant) in [
        ("/a/b.jpg", &["/a/b.jpg"][..]),
        ("'/a/b c.jpg' '/d.pdf'", &["/a/b c.jpg", "/d.pdf"]),
        ("/a/b\\ c.jpg /d.pdf", &["/a/b c.jpg", "/d.pdf"]),
        ("\"/a/b c.jpg\"", &["/a/b c.jpg"]),
        ("\"/a/say \\\"x\\\".jpg\"", &["/a/say \"x\".jpg"]),
        ("'/a/it'\\''s.jpg'", &["/a/it's.jpg"]),
        ("“/a/照 片.jpg”", &["/a/照 片.jpg"]),
        ("「/a/照 片.jpg」 /b", &["/a/照 片.jpg", "/b"]),
        ("/a/关于“六有”的通知.pdf", &["/a/关于“六有”的通知.pdf"]),
        ("/a/it's.jpg", &["/a/it's.jpg"]),
    ] {
        assert_eq!(words(typed, true), meant, "{typed}");
    }
    assert_eq!(
        words("\"C:\\a b\\c.jpg\" D:\\d.jpg", false),
        ["C:\\a b\\c.jpg", "D:\\d.jpg"]
    );
    // a plain name with blanks stands first, and the disk decides
    assert_eq!(
        readings(" /a/b c.jpg ", true),
        [vec!["/a/b c.jpg"], vec!["/a/b", "c.jpg"]]
    );
    assert!(readings("  ", true).is_empty());
}

#[test]
fn pasted_lines_become_one_line_of_names() {
    for (pasted, line) in [
        ("/a/b c.jpg\n", "/a/b c.jpg"),
        ("/a/b.jpg\r\n/c d.jpg\r\n", "/a/b.jpg \"/c d.jpg\""),
        ("'/a b'\n/c\\ d\n", "'/a b' /c\\ d"),
        ("/a \"x\" b\n/c", "'/a \"x\" b' /c"),
        ("\n\n", ""),
    ] {
        assert_eq!(one_line(pasted), line, "{pasted}");
    }
    let line = one_line("/a/照 片 1.jpg\n/b/合 同.pdf");
    assert_eq!(
        readings(&line, true).pop().unwrap(),
        ["/a/照 片 1.jpg", "/b/合 同.pdf"]
    );
}
