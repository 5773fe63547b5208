//! Check digits and ranges of cards, bank numbers and national ids.

/// The Luhn check (ISO/IEC 7812-1) over ASCII digits.
pub fn luhn(digits: &[u8]) -> bool {
    let mut sum = 0u32;
    for (at, digit) in digits.iter().rev().enumerate() {
        let mut value = number(*digit);
        if at % 2 == 1 {
            value *= 2;
            if value > 9 {
                value -= 9;
            }
        }
        sum += value;
    }
    !digits.is_empty() && sum.is_multiple_of(10) && digits.iter().any(|d| *d != b'0')
}

/// Whether prefix and length are those of a payment card scheme.
pub fn card_brand(d: &[u8]) -> bool {
    let two = prefix(d, 2);
    let four = prefix(d, 4);
    match d.len() {
        15 => matches!(two, 34 | 37),
        14 => matches!(two, 30 | 36 | 38 | 39),
        16 => {
            d[0] == b'4'
                || (51..=55).contains(&two)
                || (2221..=2720).contains(&four)
                || four == 6011
                || (6440..=6599).contains(&four)
                || matches!(two, 35 | 36 | 38 | 39 | 62 | 60 | 81)
        }
        17 | 18 => two == 62,
        19 => d[0] == b'4' || matches!(two, 62 | 60 | 65 | 95 | 94),
        _ => false,
    }
}

/// Mainland resident identity number of 18 characters (GB 11643-1999), `X` last where the check value is ten.
pub fn cn_id(d: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: &[u8; 11] = b"10X98765432";
    if d.len() != 18 || !d[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = d.iter().zip(WEIGHTS).map(|(digit, weight)| number(*digit) * weight).sum();
    d[17].to_ascii_uppercase() == CHECK[(sum % 11) as usize]
        && province(prefix(d, 2))
        && (1900..=2099).contains(&value(&d[6..10]))
        && month_day(value(&d[10..12]), value(&d[12..14]))
}

/// The 15-digit identity number in use before 1999: no check digit, so province and date must hold.
pub fn cn_id_15(d: &[u8]) -> bool {
    d.len() == 15 && d.iter().all(u8::is_ascii_digit) && province(prefix(d, 2)) && month_day(value(&d[8..10]), value(&d[10..12]))
}

/// Organisation code (GB 32100-2015); such a number is not personal.
pub fn cn_organisation(d: &[u8]) -> bool {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    if d.len() != 18 {
        return false;
    }
    let rank = |c: u8| LETTERS.iter().position(|l| *l == c.to_ascii_uppercase());
    let mut sum = 0;
    for (c, weight) in d.iter().zip(WEIGHTS) {
        match rank(*c) {
            Some(value) => sum += value * weight,
            None => return false,
        }
    }
    rank(d[17]) == Some((31 - sum % 31) % 31)
}

/// Hong Kong identity card: one or two letters, six digits, check character (mod 11, weights 9..1, space = 36).
pub fn hkid(id: &[u8]) -> bool {
    let letters = id.iter().take_while(|c| c.is_ascii_alphabetic()).count();
    if !(1..=2).contains(&letters) || id.len() != letters + 7 {
        return false;
    }
    let rank = |c: u8| match c {
        b'0'..=b'9' => Some(u32::from(c - b'0')),
        b'A'..=b'Z' => Some(u32::from(c - b'A') + 10),
        _ => None,
    };
    let mut sum = if letters == 1 { 36 * 9 } else { 0 };
    let weights = (1..=if letters == 1 { 8 } else { 9 }).rev();
    for (c, weight) in id.iter().map(u8::to_ascii_uppercase).zip(weights) {
        match rank(c) {
            Some(value) => sum += value * weight,
            None => return false,
        }
    }
    sum.is_multiple_of(11)
}

/// Taiwan national id: a letter and nine digits (letter map, weights 1 9 8 7 6 5 4 3 2 1 1, mod 10).
pub fn taiwan_id(id: &[u8]) -> bool {
    const MAP: [u32; 26] = [10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33];
    if id.len() != 10 || !id[0].is_ascii_alphabetic() || !id[1..].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let letter = MAP[usize::from(id[0].to_ascii_uppercase() - b'A')];
    let mut sum = letter / 10 + letter % 10 * 9;
    for (digit, weight) in id[1..].iter().zip([8, 7, 6, 5, 4, 3, 2, 1, 1]) {
        sum += number(*digit) * weight;
    }
    matches!(id[1], b'1' | b'2' | b'8' | b'9') && sum.is_multiple_of(10)
}

/// Whether nine digits are in the ranges of a United States social security number.
pub fn ssn(d: &[u8]) -> bool {
    let area = prefix(d, 3);
    d.len() == 9 && area != 0 && area != 666 && area < 900 && value(&d[3..5]) != 0 && value(&d[5..]) != 0
}

/// United States individual taxpayer number: 9xx with a group of 50–65, 70–88, 90–92 or 94–99.
pub fn itin(d: &[u8]) -> bool {
    d.len() == 9 && d[0] == b'9' && matches!(value(&d[3..5]), 50..=65 | 70..=88 | 90..=92 | 94..=99)
}

/// Indian Aadhaar number: twelve digits, Verhoeff check.
pub fn aadhaar(d: &[u8]) -> bool {
    d.len() == 12 && d[0] >= b'2' && verhoeff(d)
}

/// United Kingdom NHS number: ten digits, mod 11.
pub fn nhs(d: &[u8]) -> bool {
    if d.len() != 10 {
        return false;
    }
    let sum: u32 = d[..9].iter().zip((2..=10).rev()).map(|(c, weight)| number(*c) * weight).sum();
    (11 - sum % 11) % 11 == number(d[9])
}

/// International bank account number: letters and digits, mod 97 is 1 (ISO 13616).
pub fn iban(id: &[u8]) -> bool {
    if !(15..=34).contains(&id.len()) || !id.iter().all(u8::is_ascii_alphanumeric) {
        return false;
    }
    let mut rest = 0u32;
    for c in id[4..].iter().chain(&id[..4]) {
        rest = match c.to_ascii_uppercase() {
            digit @ b'0'..=b'9' => (rest * 10 + number(digit)) % 97,
            letter => (rest * 100 + u32::from(letter - b'A') + 10) % 97,
        };
    }
    rest == 1
}

/// Whether a month and a day can stand together in a date.
pub fn month_day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day) && !(month == 2 && day > 29)
}

/// The number ASCII digits spell; other characters count as nothing.
pub fn value(digits: &[u8]) -> u32 {
    digits.iter().fold(0u32, |sum, c| sum.wrapping_mul(10).wrapping_add(number(*c)))
}

fn number(digit: u8) -> u32 {
    if digit.is_ascii_digit() { u32::from(digit - b'0') } else { 0 }
}

fn prefix(d: &[u8], len: usize) -> u32 {
    value(&d[..len.min(d.len())])
}

fn province(code: u32) -> bool {
    matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
}

fn verhoeff(d: &[u8]) -> bool {
    const TURN: [[u8; 10]; 8] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
        [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
        [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
        [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
        [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
        [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
        [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
    ];
    let mut check = 0u8;
    for (at, digit) in d.iter().rev().enumerate() {
        check = dihedral(check, TURN[at % 8][number(*digit) as usize]);
    }
    check == 0
}

/// The product in the dihedral group of order ten.
fn dihedral(a: u8, b: u8) -> u8 {
    match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => 5 + (a + b - 5) % 5,
        (false, true) => 5 + (a + 5 - 5 - b) % 5,
        (false, false) => (a + 5 - b) % 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors_hold() {
        for card in ["4111111111111111", "5555555555554444", "378282246310005", "6200000000000005"] {
            assert!(luhn(card.as_bytes()) && card_brand(card.as_bytes()), "{card}");
        }
        assert!(luhn(b"6212345678901265") && luhn(b"6222021234567894"));
        for id in ["11010519491231002X", "34052419800101001X", "110101199003070011"] {
            assert!(cn_id(id.as_bytes()), "{id}");
        }
        assert!(!cn_id(b"440524188001010014"));
        assert!(cn_organisation(b"91350100M000100Y43") && cn_organisation(b"91110000600037341L"));
        assert!(hkid(b"A1234563") && hkid(b"C1234569") && !hkid(b"A1234564"));
        assert!(taiwan_id(b"A123456789") && !taiwan_id(b"A123456788"));
        assert!(iban(b"GB82WEST12345698765432") && !iban(b"GB83WEST12345698765432"));
        assert!(aadhaar(b"234123412346") && !aadhaar(b"234123412345"));
        assert!(nhs(b"9434765919"));
    }
}
