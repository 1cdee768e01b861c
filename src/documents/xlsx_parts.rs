//! The fixed parts of a workbook and the XML around its rows, in the order that ISO/IEC 29500 asks for.

/// Number of a cell format in `STYLES`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Number = 0,
    Heading = 1,
    Text = 2,
    Percent = 3,
    Date = 4,
    Clock = 5,
    /// A part of one, shown as a percent with two places.
    Share = 6,
    /// Two places.
    Points = 7,
}

/// A column as its sheet shows it; `width` counts half-width characters.
pub struct SheetColumn {
    pub heading: String,
    pub width: u8,
}

/// Longest name a sheet may have, in UTF-16 units; two places are left for the number of a continued one.
const NAME: usize = 28;

/// A name that a sheet may have: without the signs that are forbidden there, and not too long.
pub fn sheet_name(name: &str) -> String {
    let kept = name
        .chars()
        .map(|c| if r"[]:*?/\'&<>".contains(c) { ' ' } else { c });
    let mut units = 0;
    let short: String = kept
        .take_while(|c| {
            units += c.len_utf16();
            units <= NAME
        })
        .collect();
    short.trim().to_owned()
}

/// A sheet as the workbook lists it; `rows` counts the heading too.
pub struct SheetName {
    pub name: String,
    pub columns: usize,
    pub rows: u32,
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

// 49 is the built-in format `@`: a code stays text when it is edited; 10 is `0.00%`, 2 is `0.00`
const STYLES: &str = r#"<numFmts count="3"><numFmt numFmtId="164" formatCode="0.0"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="166" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>"#;

/// Where the sheet of that number lies in the archive, counted from 0.
pub fn sheet_path(at: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", at + 1)
}

/// `A1`, `B1`; at most 26 x 27 columns.
pub fn reference(column: usize, row: u32) -> String {
    let letter = |at: usize| char::from(b'A' + (at % 26) as u8);
    match column / 26 {
        0 => format!("{}{row}", letter(column)),
        high => format!("{}{}{row}", letter(high - 1), letter(column)),
    }
}

/// All before the first row: the heading row stands still while the others move.
pub fn sheet_start(columns: &[SheetColumn]) -> String {
    let widths: String = columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            format!(
                "<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>",
                at + 1,
                column.width
            )
        })
        .collect();
    format!(
        "{XML}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         <selection pane=\"bottomLeft\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>\
         <cols>{widths}</cols><sheetData>"
    )
}

pub fn sheet_end(sheet: &SheetName) -> String {
    let last = reference(sheet.columns - 1, sheet.rows);
    format!("</sheetData><autoFilter ref=\"A1:{last}\"/></worksheet>")
}

/// Every part but the sheets: path and content.
pub fn around(sheets: &[SheetName]) -> Vec<(&'static str, String)> {
    vec![
        ("[Content_Types].xml", content_types(sheets.len())),
        (
            "_rels/.rels",
            format!(
                "{XML}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        ("xl/workbook.xml", workbook(sheets)),
        (
            "xl/_rels/workbook.xml.rels",
            workbook_relations(sheets.len()),
        ),
        (
            "xl/styles.xml",
            format!("{XML}<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>"),
        ),
    ]
}

fn content_types(sheets: usize) -> String {
    let parts: String = (0..sheets)
        .map(|at| {
            format!(
                "<Override PartName=\"/{}\" ContentType=\"{CONTENT}.worksheet+xml\"/>",
                sheet_path(at)
            )
        })
        .collect();
    format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{CONTENT}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{CONTENT}.styles+xml\"/>{parts}</Types>"
    )
}

fn workbook(sheets: &[SheetName]) -> String {
    let mut list = String::new();
    let mut filters = String::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let (name, number) = (&sheet.name, at + 1);
        list += &format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        let letters = reference(sheet.columns - 1, 0);
        let letters = letters.trim_end_matches('0');
        filters += &format!(
            "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">\
             '{name}'!$A$1:${letters}${}</definedName>",
            sheet.rows
        );
    }
    format!(
        "{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView/></bookViews>\
         <sheets>{list}</sheets><definedNames>{filters}</definedNames></workbook>"
    )
}

fn workbook_relations(sheets: usize) -> String {
    let list: String = (1..=sheets)
        .map(|number| {
            format!(
                "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" \
                 Target=\"worksheets/sheet{number}.xml\"/>"
            )
        })
        .collect();
    format!(
        "{XML}<Relationships xmlns=\"{RELATIONS}\">{list}<Relationship Id=\"rId{}\" Type=\"{OFFICE}/styles\" \
         Target=\"styles.xml\"/></Relationships>",
        sheets + 1
    )
}

/// Text between tags. `_x0041_` in the data would be read as the letter A: its underscore is escaped as the standard
/// says (ISO/IEC 29500-1, 22.9.2.19).
pub fn push_escaped(xml: &mut String, text: &str) {
    for (at, c) in text.char_indices() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '_' if is_escape(&text.as_bytes()[at..]) => xml.push_str("_x005F_"),
            c => xml.push(c),
        }
    }
}

fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered() {
        let names: Vec<String> = [0, 25, 26, 51, 52].map(|at| reference(at, 7)).into();
        assert_eq!(names, ["A7", "Z7", "AA7", "AZ7", "BA7"]);
    }

    #[test]
    fn nothing_in_a_text_reads_as_markup() {
        let mut xml = String::new();
        push_escaped(&mut xml, "<a> & _x0041_ _x00_ 六_");
        assert_eq!(xml, "&lt;a&gt; &amp; _x005F_x0041_ _x00_ 六_");
    }
}
