//! Holds the documents to the figures of `fixtures/papers/layout.md`, row by row, and to the order of elements that
//! ISO/IEC 29500 asks for.

use liuyou::documents::docx;
use liuyou::domain::paper::Form;

use crate::samples::{Sample, samples};
use crate::xml::{Element, files, part};

const FIGURES: &str = include_str!("../../fixtures/papers/layout.md");

fn sample(name: &str) -> Vec<u8> {
    let found = samples().into_iter().find(|sample| sample.name == name);
    docx(&found.unwrap().paper)
}

#[test]
fn every_figure_of_the_standard_is_in_the_files() {
    let (document, letter) = (sample("circular-short"), sample("letter-short"));
    let rows: Vec<Vec<&str>> = FIGURES
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| figure"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 40, "the table is there");
    for row in &rows {
        let [figure, clause, value, form, paper, name, place] = row[..] else {
            panic!("{row:?}");
        };
        assert!(clause.starts_with(|c: char| c.is_ascii_digit()), "{figure}");
        let bytes = if paper == "公文" {
            &document
        } else {
            &letter
        };
        let found = find(&part(bytes, &format!("word/{name}.xml")), place);
        let found = found.unwrap_or_else(|| panic!("{figure}: there is no {place}"));
        if form == "text" {
            assert_eq!(found, value, "{figure}");
            continue;
        }
        let found: f64 = found.parse().unwrap();
        let wanted = written(value, form);
        // a twip is less than a fiftieth of a millimetre; rules come in whole eighths of a point
        let slack = match form {
            "twip" => 1.0,
            "eighth" => 0.5,
            _ => 0.0,
        };
        assert!(
            (found - wanted).abs() <= slack,
            "{figure}: {found} for {wanted}"
        );
    }
}

/// A value such as `37 mm` in the measure of the file.
fn written(value: &str, form: &str) -> f64 {
    let (number, unit) = value.split_once(' ').unwrap();
    let number: f64 = number.parse().unwrap();
    let points = match unit {
        "mm" => number * 72.0 / 25.4,
        "char" if form == "twip" => number * 16.0,
        "pt" | "char" => number,
        unit => panic!("{unit}"),
    };
    match form {
        "twip" => points * 20.0,
        "half point" => points * 2.0,
        "eighth" => points * 8.0,
        "character" => number * 100.0,
        form => panic!("{form}"),
    }
}

fn find(root: &Element, place: &str) -> Option<String> {
    let (style, place) = place
        .split_once(": ")
        .map_or((None, place), |(style, rest)| (Some(style), rest));
    let (element, attribute) = place.split_once(' ')?;
    let (element, number) = element.split_once('#').unwrap_or((element, "1"));
    let number: usize = number.parse().unwrap();
    let within = |holder: &&Element| {
        style.is_none_or(|style| {
            holder.name == style
                || holder.attribute("w:styleId") == Some(style)
                || (holder.name == "w:p" && paragraph_style(holder) == Some(style))
        })
    };
    let holder = root.all().into_iter().find(within)?;
    let found = holder.named(element);
    // elements of one name that lack the attribute, such as the spacing of a run, are not counted
    let has = found
        .into_iter()
        .filter(|one| one.attribute(attribute).is_some());
    has.map(|one| one.attribute(attribute).unwrap().to_owned())
        .nth(number - 1)
}

pub fn paragraph_style(paragraph: &Element) -> Option<&str> {
    paragraph
        .child("w:pPr")?
        .child("w:pStyle")?
        .attribute("w:val")
}

/// The order of children, of those that we write.
const ORDERS: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:pBdr",
            "w:tabs",
            "w:autoSpaceDE",
            "w:autoSpaceDN",
            "w:adjustRightInd",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rFonts",
            "w:color",
            "w:spacing",
            "w:w",
            "w:kern",
            "w:sz",
            "w:szCs",
            "w:lang",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
        ],
    ),
    (
        "w:tblBorders",
        &[
            "w:top",
            "w:left",
            "w:bottom",
            "w:right",
            "w:insideH",
            "w:insideV",
        ],
    ),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vAlign"]),
    ("w:trPr", &["w:cantSplit", "w:trHeight", "w:tblHeader"]),
    ("w:pBdr", &["w:top", "w:bottom"]),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:pgSz",
            "w:pgMar",
            "w:titlePg",
            "w:docGrid",
        ],
    ),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:defaultTabStop",
            "w:evenAndOddHeaders",
            "w:characterSpacingControl",
            "w:compat",
            "w:themeFontLang",
        ],
    ),
    (
        "w:font",
        &["w:altName", "w:panose1", "w:charset", "w:family", "w:pitch"],
    ),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
];

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    for Sample { name, paper } in samples() {
        for (file, text) in files(&docx(&paper)) {
            for element in crate::xml::parse(&text).all() {
                let Some((_, order)) = ORDERS.iter().find(|(known, _)| *known == element.name)
                else {
                    continue;
                };
                let place = |child: &Element| {
                    let place = order.iter().position(|known| *known == child.name);
                    place.unwrap_or_else(|| {
                        panic!("{name} {file}: {} in {}", child.name, element.name)
                    })
                };
                let places: Vec<usize> = element.children.iter().map(place).collect();
                assert!(places.is_sorted(), "{name} {file}: {}", element.name);
            }
        }
    }
}

#[test]
fn every_part_is_declared_and_every_reference_leads_somewhere() {
    for Sample { name, paper } in samples() {
        let bytes = docx(&paper);
        let files = files(&bytes);
        let types = part(&bytes, "[Content_Types].xml");
        let declared: Vec<&str> = types
            .named("Override")
            .iter()
            .map(|one| one.attribute("PartName").unwrap())
            .collect();
        for (file, _) in files
            .iter()
            .filter(|(file, _)| file.ends_with(".xml") && !file.starts_with('['))
        {
            assert!(
                declared.contains(&format!("/{file}").as_str()),
                "{name}: {file}"
            );
        }
        assert_eq!(declared.len() + 3, files.len(), "{name}");
        let relations = part(&bytes, "word/_rels/document.xml.rels");
        for one in relations.named("Relationship") {
            let target = format!("word/{}", one.attribute("Target").unwrap());
            assert!(
                files.iter().any(|(file, _)| *file == target),
                "{name}: {target}"
            );
        }
        let document = part(&bytes, "word/document.xml");
        let styles = part(&bytes, "word/styles.xml");
        let known: Vec<&str> = styles
            .named("w:style")
            .iter()
            .filter_map(|one| one.attribute("w:styleId"))
            .collect();
        for paragraph in document.named("w:p") {
            assert!(
                known.contains(&paragraph_style(paragraph).unwrap()),
                "{name}"
            );
        }
        for one in [
            document.named("w:footerReference"),
            document.named("w:headerReference"),
        ]
        .concat()
        {
            let id = one.attribute("r:id").unwrap();
            assert!(
                relations
                    .named("Relationship")
                    .iter()
                    .any(|known| known.attribute("Id") == Some(id)),
                "{name}: {id}"
            );
        }
        for cell in document.named("w:tc") {
            assert_eq!(
                cell.children.last().unwrap().name,
                "w:p",
                "{name}: a cell ends with a paragraph"
            );
        }
    }
}

#[test]
fn rows_fill_their_grid() {
    for Sample { name, paper } in samples() {
        for table in part(&docx(&paper), "word/document.xml").named("w:tbl") {
            let columns = table.named("w:gridCol").len();
            for row in table.named("w:tr") {
                let span = |cell: &&Element| {
                    let span = cell.named("w:gridSpan");
                    span.first().map_or(1, |span| {
                        span.attribute("w:val").unwrap().parse::<usize>().unwrap()
                    })
                };
                assert_eq!(
                    row.named("w:tc").iter().map(span).sum::<usize>(),
                    columns,
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn headings_of_long_tables_stand_on_every_page() {
    let document = part(&sample("circular-long"), "word/document.xml");
    let tables = document.named("w:tbl");
    assert_eq!(tables.len(), 2);
    for (table, rows) in tables.iter().zip([100, 50]) {
        assert_eq!(table.named("w:tr").len(), rows + 2, "heading, rows, sum");
        assert_eq!(table.named("w:tblHeader").len(), 1);
        assert_eq!(table.named("w:cantSplit").len(), rows + 2);
    }
}

#[test]
fn a_seal_never_stands_on_a_page_without_text() {
    for Sample { name, paper } in samples() {
        let Some(signature) = paper.signature else {
            continue;
        };
        let document = part(
            &docx(
                &samples()
                    .into_iter()
                    .find(|one| one.name == name)
                    .unwrap()
                    .paper,
            ),
            "word/document.xml",
        );
        let body = document.child("w:body").unwrap();
        let text = |paragraph: &Element| {
            paragraph
                .named("w:t")
                .iter()
                .map(|run| run.text.as_str())
                .collect::<String>()
        };
        let at = body
            .children
            .iter()
            .position(|one| text(one) == signature.name)
            .unwrap();
        // back from the name to the last paragraph of the text, everything holds on to what follows
        let mut back = at;
        loop {
            let paragraph = &body.children[back];
            assert!(
                paragraph
                    .child("w:pPr")
                    .unwrap()
                    .child("w:keepNext")
                    .is_some(),
                "{name}: {}",
                text(paragraph)
            );
            if ["Body", "LevelTwo"].contains(&paragraph_style(paragraph).unwrap()) {
                break;
            }
            back -= 1;
        }
        assert!(back < at - 2, "{name}");
    }
}

#[test]
fn a_letter_has_no_page_number_on_page_one_and_a_sheet_counts_its_pages() {
    let fields = |bytes: &[u8], file: &str| -> Vec<String> {
        let fields = part(bytes, file);
        let fields = fields.named("w:fldSimple");
        fields
            .iter()
            .map(|one| one.attribute("w:instr").unwrap().trim().to_owned())
            .collect()
    };
    let letter = sample("letter-short");
    assert_eq!(fields(&letter, "word/footer1.xml"), ["PAGE"]);
    assert_eq!(fields(&letter, "word/footer3.xml"), Vec::<String>::new());
    assert_eq!(
        part(&letter, "word/document.xml").named("w:titlePg").len(),
        1
    );
    let sheet = sample("record-long");
    assert_eq!(fields(&sheet, "word/footer1.xml"), ["PAGE", "NUMPAGES"]);
}

#[test]
fn only_documents_say_who_printed_them() {
    for Sample { name, paper } in samples() {
        let form = paper.form;
        let has_imprint = paper.imprint.is_some();
        let printed = paper.imprint.as_ref().map(|imprint| imprint.printed);
        let bytes = docx(&paper);
        let document = part(&bytes, "word/document.xml");
        let boxes = document.named("w:txbxContent");
        assert_eq!(boxes.len(), usize::from(has_imprint), "{name}");
        let Some(imprint) = boxes.first() else {
            continue;
        };
        let text: String = imprint
            .named("w:t")
            .iter()
            .map(|run| run.text.as_str())
            .collect();
        let (year, month, day) = printed.unwrap().ymd();
        let says = text.contains(&format!("{year}年{month}月{day}日印发"));
        assert_eq!(says, form == Form::Document, "{name}: {text}");
        assert_eq!(
            imprint.named("w:pBdr").len(),
            if form == Form::Document { 3 } else { 0 }
        );
    }
}
