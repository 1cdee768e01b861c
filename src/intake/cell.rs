//! What a spreadsheet's typed cell says as text: whole numbers without `.0`, days as 2026-03-05, yes and no as 是 and 否.

use calamine::{DataRef, ExcelDateTime};

pub fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => of_number(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "是".to_owned(),
        DataRef::Bool(false) => "否".to_owned(),
        DataRef::DateTime(moment) => of_moment(moment),
        DataRef::DateTimeIso(text) => of_iso(text),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// The same in the words of formulas: yes and no as TRUE and FALSE, a time of day as 09:30.
pub fn formula_text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) if (0.0..1.0).contains(&moment.as_f64()) => {
            let minutes = (moment.as_f64() * 1440.0).round() as u32 % 1440;
            format!("{:02}:{:02}", minutes / 60, minutes % 60)
        }
        cell => text(cell),
    }
}

/// The fewest digits that mean this number, as a spreadsheet shows it: a code it took for a number ends in zeros.
fn of_number(number: f64) -> String {
    number.to_string()
}

fn of_moment(moment: &ExcelDateTime) -> String {
    let number = moment.as_f64();
    // spreadsheets count no day before 1900, and calamine's calendar ends somewhere after the year 9999
    if moment.is_duration() || !(1.0..2_958_466.0).contains(&number) {
        return of_number(number);
    }
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute) {
        (0, 0) => date,
        _ => format!("{date} {hour:02}:{minute:02}"),
    }
}

fn of_iso(text: &str) -> String {
    match text.split_once('T') {
        Some((date, time)) if time.trim_start_matches(['0', ':', '.', 'Z']).is_empty() => {
            date.to_owned()
        }
        _ => text.replace('T', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_that_are_codes_or_telephones_keep_their_digits_and_nothing_else() {
        for (number, written) in [
            (13_800_138_000.0, "13800138000"),
            (5.31000005000195e17, "531000005000195000"),
            (0.5, "0.5"),
            (-3.0, "-3"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(text(&DataRef::Float(number)), written);
        }
    }

    #[test]
    fn days_are_written_in_one_form() {
        let moment = |number| {
            DataRef::DateTime(ExcelDateTime::new(
                number,
                ExcelDateTimeType::DateTime,
                false,
            ))
        };
        assert_eq!(text(&moment(46086.0)), "2026-03-05");
        assert_eq!(text(&moment(46086.5)), "2026-03-05 12:00");
        assert_eq!(text(&moment(-7.0)), "-7");
        assert_eq!(text(&moment(f64::INFINITY)), "inf");
        assert_eq!(
            text(&DataRef::DateTimeIso("2026-03-05T00:00:00".into())),
            "2026-03-05"
        );
        assert_eq!(text(&DataRef::Bool(true)), "是");
    }
}
