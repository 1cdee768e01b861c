//! Every paper an office prints, short and long: its text, its bytes, and its layout against the figures of the
//! standard in `fixtures/papers/layout.md`.

mod layout;
mod samples;
mod xml;

use layout::paragraph_style;
use liuyou::documents;
use liuyou::domain::calendar::Date;
use liuyou::domain::paper::{self, Paper, circular, paragraphs, supervision, written};
use samples::{Sample, samples};
use xml::{Element, files, part};

/// Writes every paper into the folder that LIUYOU_PAPERS names, to be opened and looked at.
#[test]
#[ignore = "writes files to be looked at"]
fn papers_for_looking_at() {
    let folder = std::env::var_os("LIUYOU_PAPERS").expect("LIUYOU_PAPERS names a folder");
    let folder = std::path::Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    for Sample { name, paper } in samples() {
        let write = |ending: &str, bytes: &[u8]| {
            std::fs::write(folder.join(format!("{name}.{ending}")), bytes).unwrap();
        };
        write("docx", &documents::docx(&paper));
        write("html", documents::html(&paper).as_bytes());
    }
}

/// A document as lines, each with its style; cells of a row with a stroke between.
fn outline(bytes: &[u8]) -> String {
    let mut lines = Vec::new();
    let files = files(bytes);
    for name in ["word/header1.xml", "word/document.xml"] {
        if files.iter().any(|(known, _)| known == name) {
            let part = part(bytes, name);
            let root = if part.name == "w:hdr" {
                &part
            } else {
                &part.children[0]
            };
            root.children
                .iter()
                .for_each(|child| push_lines(child, &mut lines));
        }
    }
    lines.join("\n")
}

fn push_lines(element: &Element, lines: &mut Vec<String>) {
    match element.name.as_str() {
        "w:p" => {
            let boxes = element.named("w:txbxContent");
            for inside in boxes.iter().flat_map(|one| &one.children) {
                push_lines(inside, lines);
            }
            let said = text(element);
            if boxes.is_empty() && !said.is_empty() {
                lines.push(format!("[{}] {said}", paragraph_style(element).unwrap()));
            }
        }
        "w:tbl" => {
            for row in element.named("w:tr") {
                let cells: Vec<String> = row
                    .named("w:tc")
                    .iter()
                    .map(|cell| cell_text(cell))
                    .collect();
                lines.push(format!("| {} |", cells.join(" | ")));
            }
        }
        _ => {}
    }
}

fn cell_text(cell: &Element) -> String {
    let paragraphs: Vec<String> = cell.named("w:p").iter().map(|one| text(one)).collect();
    paragraphs.join("/")
}

fn text(element: &Element) -> String {
    let runs = element
        .all()
        .into_iter()
        .map(|one| match one.name.as_str() {
            "w:t" => one.text.clone(),
            "w:br" => "/".to_owned(),
            "w:tab" if one.attribute("w:pos").is_none() => "    ".to_owned(),
            _ => String::new(),
        });
    runs.collect()
}

#[test]
fn papers_say_what_an_office_says() {
    for Sample { name, paper } in samples() {
        if !name.ends_with("-long") && !name.ends_with("-many")
            || name == "record-long"
            || name == "letter-long"
        {
            insta::assert_snapshot!(name, outline(&documents::docx(&paper)));
        }
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let mut hashes = String::new();
    for (Sample { name, paper }, again) in samples().into_iter().zip(samples()) {
        let bytes = documents::docx(&paper);
        assert_eq!(bytes, documents::docx(&again.paper), "{name}");
        let html = documents::html(&paper);
        let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex()[..16].to_owned();
        hashes += &format!(
            "{name}: docx {}, html {}\n",
            hash(&bytes),
            hash(html.as_bytes())
        );
    }
    insta::assert_snapshot!("hashes", hashes);
}

#[test]
fn nothing_is_left_to_fill_in_and_numbers_and_days_are_written_by_the_standard() {
    for Sample { name, paper } in samples() {
        let said = outline(&documents::docx(&paper));
        assert!(!said.contains(['{', '}']), "{name}: {said}");
        assert!(
            !said.contains("。。") && !said.contains("，，"),
            "{name}: {said}"
        );
        for zero in ["年0", "月0", "〕0", "〔0", "第0"] {
            assert!(!said.contains(zero), "{name}: {said}");
        }
        if let Some(number) = &paper.number {
            assert!(
                said.contains(&number.to_string()) && number.to_string().contains('〔'),
                "{name}"
            );
        }
        if let Some(signature) = &paper.signature {
            assert!(
                said.contains(&format!("[Signature] {}", written(signature.date))),
                "{name}"
            );
        }
        let html = documents::html(&paper);
        assert!(
            !html.contains("<script") && !html.contains("http"),
            "{name}"
        );
    }
}

#[test]
fn what_somebody_typed_cannot_break_a_paper() {
    let mut paper = samples().remove(0).paper;
    let nasty = "</w:t><script>alert(1)</script>&\u{1b}[2J\u{202e}\u{ffff}\u{0}「六有」𠮷";
    paper.title = nasty.into();
    paper.addressees = vec![nasty.into()];
    paper.body.extend(paragraphs(nasty));
    for (_, text) in files(&documents::docx(&paper)) {
        // refuses what is not well-formed
        xml::parse(&text);
    }
    let said = outline(&documents::docx(&paper));
    assert!(said.contains("[2J“六有”𠮷"), "{said}");
    let html = documents::html(&paper);
    assert!(!html.contains("<script>") && !html.contains('\u{1b}'));
}

#[test]
fn a_circular_of_four_thousand_characters_with_a_hundred_rows_takes_milliseconds() {
    let mut paper = circular(&samples::wording(), &samples::circular_facts(9, 100));
    while paper.characters() < 4_000 {
        paper.body.extend(paragraphs("（一）提高思想认识。各主管单位要切实履行社会组织党建工作主管责任，把党建工作与业务工作同部署、同检查、同落实。"));
    }
    let start = std::time::Instant::now();
    let bytes = documents::docx(&paper);
    let took = start.elapsed();
    assert!(bytes.len() < 100_000);
    // a hundredfold of what it takes, for a busy machine and a build without optimisation
    assert!(took.as_millis() < 2_000, "{took:?}");
}

/// A paper is frozen when it is issued, so it must come back from what was kept as it was.
#[test]
fn a_paper_is_kept_and_read_again() {
    for Sample { name, paper } in samples() {
        let kept = serde_json::to_string(&paper).unwrap();
        assert_eq!(
            serde_json::from_str::<Paper>(&kept).unwrap(),
            paper,
            "{name}"
        );
    }
}

#[test]
fn nobody_is_told_of_a_delay_that_is_none() {
    let mut facts = samples::letter_facts(1, false);
    for (date, said) in [(30, None), (31, Some("最长已逾期1日"))] {
        facts.problems[0].deadline = Date::of(2026, 8, 30);
        facts.date = Date::of(2026, 8, date);
        let body = paper::text(&supervision(&samples::wording(), &facts).body);
        assert!(!body.contains("逾期0日"), "{body}");
        match said {
            Some(said) => assert!(body.contains(said), "{body}"),
            None => assert!(body.contains("1项问题未完成整改。"), "{body}"),
        }
    }
}
