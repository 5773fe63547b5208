//! Made-up values that pass the checks real ones pass, and ways of saying them.

use super::seed::Seed;

/// A card number of a common scheme with its Luhn digit.
pub fn card(s: &mut Seed) -> Vec<u8> {
    let (prefix, len) = [("4", 16), ("51", 16), ("55", 16), ("2345", 16), ("37", 15), ("6011", 16), ("62", 16), ("621", 19), ("35", 16)][s.below(9)];
    let mut d: Vec<u8> = prefix.bytes().map(|b| b - b'0').collect();
    while d.len() < len - 1 {
        d.push(s.digit());
    }
    let check = (0..10).find(|c| luhn(&[&d[..], &[*c]].concat()));
    d.push(check.unwrap_or(0));
    d
}

/// The Luhn sum is a multiple of ten.
pub fn luhn(d: &[u8]) -> bool {
    let sum: u32 = d
        .iter()
        .rev()
        .enumerate()
        .map(|(n, v)| {
            let v = u32::from(*v) * if n % 2 == 1 { 2 } else { 1 };
            if v > 9 { v - 9 } else { v }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// A mainland identity number as digits; ten is the letter X.
pub fn cn_id(s: &mut Seed) -> Vec<u8> {
    let areas = ["110101", "310104", "440305", "510107", "320102", "330106", "610113", "420106"];
    let year = 1950 + s.below(55);
    let text = format!("{}{year}{:02}{:02}{:03}", areas[s.below(8)], 1 + s.below(12), 1 + s.below(28), s.below(1000));
    let mut d: Vec<u8> = text.bytes().map(|b| b - b'0').collect();
    let weights = [7u32, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = d.iter().zip(weights).map(|(v, w)| u32::from(*v) * w).sum();
    d.push([1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2][(sum % 11) as usize]);
    d
}

/// A social security number in the valid ranges.
pub fn ssn(s: &mut Seed) -> Vec<u8> {
    let area = loop {
        let area = 1 + s.below(899);
        if area != 666 {
            break area;
        }
    };
    let text = format!("{area:03}{:02}{:04}", 1 + s.below(99), 1 + s.below(9999));
    text.bytes().map(|b| b - b'0').collect()
}

/// A North American telephone number.
pub fn nanp(s: &mut Seed) -> Vec<u8> {
    let areas = ["212", "415", "312", "617", "206", "503", "702", "404", "646", "919"];
    let mut d: Vec<u8> = areas[s.below(10)].bytes().map(|b| b - b'0').collect();
    d.push(2 + s.below(8) as u8);
    d.extend(s.digits(6));
    d
}

/// A mainland mobile number.
pub fn mobile(s: &mut Seed) -> Vec<u8> {
    let mut d = vec![1, 3 + s.below(7) as u8];
    d.extend(s.digits(9));
    d
}

/// Digits as typed, in groups of the sizes given, with a separator.
pub fn typed(d: &[u8], groups: &[usize], separator: &str) -> String {
    let mut out = String::new();
    let mut group = groups.iter();
    let mut left = group.next().copied().unwrap_or(d.len());
    for (n, v) in d.iter().enumerate() {
        if left == 0 {
            out.push_str(separator);
            left = group.next().copied().unwrap_or(d.len() - n);
        }
        out.push_str(&if *v == 10 { "X".to_owned() } else { v.to_string() });
        left -= 1;
    }
    out
}

/// Digits as full-width characters.
pub fn wide(d: &[u8]) -> String {
    d.iter().map(|v| if *v == 10 { 'Ｘ' } else { char::from_u32(0xFF10 + u32::from(*v)).unwrap_or('０') }).collect()
}

/// Digits as an English speaker says them: one by one, doubled, or in pairs.
pub fn english(s: &mut Seed, d: &[u8]) -> Vec<String> {
    const ONES: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const TEENS: [&str; 10] = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
    let (pairs, oh) = (s.one_in(5), s.one_in(2));
    let one = |v: u8| if v == 0 && oh { "oh" } else { ONES[usize::from(v % 10)] }.to_owned();
    let mut out = Vec::new();
    let mut n = 0;
    while n < d.len() {
        let run = d[n..].iter().take_while(|v| **v == d[n]).count();
        if run >= 3 && s.one_in(2) {
            out.push(format!("triple {}", one(d[n])));
            n += 3;
        } else if run >= 2 && s.one_in(2) {
            out.push(format!("double {}", one(d[n])));
            n += 2;
        } else if pairs && n + 1 < d.len() && d[n] == 1 {
            out.push(TEENS[usize::from(d[n + 1])].to_owned());
            n += 2;
        } else if pairs && n + 1 < d.len() && d[n] >= 2 && d[n + 1] > 0 {
            let dash = if s.one_in(2) { "-" } else { " " };
            out.push(format!("{}{dash}{}", TENS[usize::from(d[n])], ONES[usize::from(d[n + 1])]));
            n += 2;
        } else {
            out.push(one(d[n]));
            n += 1;
        }
    }
    out
}

/// Digits as a Mandarin speaker says them.
pub fn mandarin(s: &mut Seed, d: &[u8]) -> Vec<String> {
    let radio = s.one_in(4);
    let yao = !s.one_in(3);
    d.iter()
        .map(|v| match v {
            0 if radio => "洞",
            0 => "零",
            1 if yao => "幺",
            1 => "一",
            2 => "二",
            3 => "三",
            4 => "四",
            5 => "五",
            6 => "六",
            7 if radio => "拐",
            7 => "七",
            8 => "八",
            9 if radio => "勾",
            9 => "九",
            _ => "X",
        })
        .map(str::to_owned)
        .collect()
}
