//! The parameters of a range: `start=1 end=10 step=1`, each of which may be left out.

use crate::domain::checklist::Decimal;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub least: Decimal,
    pub most: Decimal,
    pub step: Decimal,
    /// Parameters that change the drawing alone.
    pub others: Vec<String>,
}

impl Range {
    /// # Errors
    /// The part that is no number, or the whole where it spans no step.
    pub fn read(text: &str) -> Result<Range, String> {
        let mut range = Range {
            least: Decimal::whole(1),
            most: Decimal::whole(10),
            step: Decimal::whole(1),
            others: Vec::new(),
        };
        // blanks around the equals sign are common
        let tight: Vec<&str> = text.split('=').map(str::trim).collect();
        let tight = tight.join("=");
        let parts = tight.split(|c: char| c.is_whitespace() || c == ',' || c == ';');
        for part in parts.filter(|part| !part.is_empty()) {
            let Some((key, value)) = part.split_once('=') else {
                return Err(part.to_owned());
            };
            let number = || Decimal::parse(value).ok_or_else(|| part.to_owned());
            match key.to_lowercase().as_str() {
                "start" => range.least = number()?,
                "end" => range.most = number()?,
                "step" => range.step = number()?,
                _ => range.others.push(part.to_owned()),
            }
        }
        let spans = range.step > Decimal::default()
            && range.least < range.most
            && range.most.minus(range.least) >= range.step;
        match spans {
            true => Ok(range),
            false => Err(match tight.trim() {
                "" => "start=1 end=10 step=1".to_owned(),
                text => text.to_owned(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<[String; 3], String> {
        let range = Range::read(text)?;
        Ok([range.least, range.most, range.step].map(|number| number.to_string()))
    }

    #[test]
    fn what_is_left_out_is_one_to_ten_in_steps_of_one() {
        let texts = |texts: [&str; 3]| Ok(texts.map(str::to_owned));
        assert_eq!(read(""), texts(["1", "10", "1"]));
        assert_eq!(read("end=5"), texts(["1", "5", "1"]));
        assert_eq!(
            read("start = -2.5; end=2.5, step=0.5"),
            texts(["-2.5", "2.5", "0.5"])
        );
        assert_eq!(
            Range::read("start=1 end=3 tick_interval=1").unwrap().others,
            ["tick_interval=1"]
        );
    }

    #[test]
    fn what_spans_no_step_is_refused() {
        for text in [
            "step=0",
            "start=5 end=1",
            "end=3 step=9",
            "end=x",
            "end",
            "start=1 end=1",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
