//! 统一社会信用代码, GB 32100-2015: 18 characters, the last a check character over the first 17.
//! Region, first digit and class are never a reason to refuse: valid codes carry retired regions (practice.md §5).

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [u32; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];
const INNER_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// What is wrong with a code. Only `InnerCheck` leaves it usable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not 18 characters.
    Length(usize),
    /// A character outside the alphabet (no I, O, S, V, Z), at this position counted from 1.
    Character(char, usize),
    /// The last character should be this one.
    Check(char),
    /// The organisation code inside (GB 11714) should end in this character; a warning.
    InnerCheck(char),
}

/// Upper-cases and drops blanks, hyphens and full-width forms, as codes are typed on site.
pub fn normalise(code: &str) -> String {
    code.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .filter(|c| !c.is_whitespace() && *c != '-')
        .flat_map(char::to_uppercase)
        .collect()
}

/// Checks a normalised code. An empty code is allowed by the register and is not asked here.
pub fn check(code: &str) -> Result<(), Fault> {
    let length = code.chars().count();
    if length != 18 {
        return Err(Fault::Length(length));
    }
    for (at, character) in code.chars().enumerate() {
        if value(character).is_none() {
            return Err(Fault::Character(character, at + 1));
        }
    }
    let bytes = code.as_bytes();
    let expected = check_character(&bytes[..17]);
    if expected != bytes[17] as char {
        return Err(Fault::Check(expected));
    }
    let inner = inner_check_character(&bytes[8..16]);
    if inner != bytes[16] as char {
        return Err(Fault::InnerCheck(inner));
    }
    Ok(())
}

/// The check character over 17 characters of the alphabet: (31 - sum mod 31) mod 31, so that 31 wraps to 0.
pub fn check_character(first: &[u8]) -> char {
    let sum: u32 = first
        .iter()
        .zip(WEIGHTS)
        .map(|(&byte, weight)| value(byte as char).unwrap_or(0) * weight)
        .sum();
    ALPHABET[((31 - sum % 31) % 31) as usize] as char
}

/// GB 11714 over the eight characters of the organisation code: letters count A = 10 to Z = 35.
pub fn inner_check_character(body: &[u8]) -> char {
    let sum: u32 = body
        .iter()
        .zip(INNER_WEIGHTS)
        .map(|(&byte, weight)| (byte as char).to_digit(36).unwrap_or(0) * weight)
        .sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => (b'0' + digit as u8) as char,
    }
}

fn value(character: char) -> Option<u32> {
    ALPHABET
        .iter()
        .position(|&byte| byte as char == character)
        .map(|at| at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_codes_pass_both_checks() {
        for code in [
            "51100000500009247D",
            "51100000500012681T",
            "51100000500002862F",
            "53100000500021676K",
            "53100000500019795A",
            "53100000500021326D",
            "53100000500009167K",
            "51310110501144395U",
            "51440300MJL1712376",
            "52440300MJL186084F",
            "53310000MJ49517770",
            "52310230MJ5339125F",
            "52310105MJ50200186",
            "52310104MJ49963266",
            "52310107MJ5075334L",
        ] {
            assert_eq!(check(code), Ok(()), "{code}");
        }
    }

    /// Other departments register, too, and regions come and go.
    #[test]
    fn no_department_and_no_region_is_refused() {
        for code in [
            "91990113MA0000015Q",
            "Y1000000MA0000023C",
            "N2659999MA0000031L",
        ] {
            assert_eq!(check(code), Ok(()), "{code}");
        }
    }

    #[test]
    fn the_check_character_wraps_from_31_to_0() {
        assert_eq!(check_character(b"53310000MJ4951777"), '0');
    }

    #[test]
    fn wrong_codes_say_what_would_be_right() {
        for (code, right) in [
            ("51100000500000024G", 'M'),
            ("53100000500020462H", 'K'),
            ("53100000500012015T", 'P'),
            ("51440300MJL18627XQ", 'A'),
            ("52110101MJ0018899X", 'T'),
        ] {
            assert_eq!(check(code), Err(Fault::Check(right)), "{code}");
        }
        assert_eq!(check("5110000050000"), Err(Fault::Length(13)));
        assert_eq!(check("5110000050000924ID"), Err(Fault::Character('I', 17)));
        assert!(check("53100000MJ0000000X").is_err());
    }

    #[test]
    fn typed_forms_are_normalised() {
        assert_eq!(normalise(" ５1100000-50000 9247d"), "51100000500009247D");
    }
}
