//! Chinese: simplified shadow of traditional characters, and words by dictionary and HMM.

use std::sync::LazyLock;

use jieba_rs::Jieba;

/// Loading the dictionary takes about 150 ms, so it is done when the first Chinese words are asked for.
static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// One simplified character per character of the block, built once from the `fast2s` tables.
static SIMPLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut buffer = [0u8; 4];
    (FIRST..=LAST)
        .filter_map(char::from_u32)
        .map(|c| match c {
            // The tables keep this one, because it is also simplified in some words (著作).
            '著' => '着',
            '乾' => '干',
            '妳' => '你',
            _ => fast2s::convert(c.encode_utf8(&mut buffer)).chars().next().unwrap_or(c),
        })
        .collect()
});

/// The simplified form of one character; itself where it has none.
#[inline]
pub fn simplify(c: char) -> char {
    SIMPLE.get((c as u32).wrapping_sub(FIRST) as usize).copied().unwrap_or(c)
}

/// The text in simplified characters, one for one.
pub fn to_simplified(text: &str) -> String {
    text.chars().map(simplify).collect()
}

/// Splits Chinese text into words (jieba's dictionary with its HMM for unknown words).
pub fn segment(text: &str) -> Vec<&str> {
    JIEBA.cut(text, true).into_iter().map(|token| token.word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_becomes_simplified_one_for_one() {
        assert_eq!(to_simplified("麻煩幫我查詢訂單，謝謝妳"), "麻烦帮我查询订单，谢谢你");
    }

    #[test]
    fn words_are_found() {
        assert!(segment("我的退款还没有到账").contains(&"退款"));
    }
}
