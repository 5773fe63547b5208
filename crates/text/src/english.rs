//! English words: contractions and chat spelling expanded, fillers, function words, stems.

use std::sync::LazyLock;

use crate::key::KeyHasher;
use crate::words::{Words, flag};
use crate::{Key, form};

/// Spellings that stand for other words: speech recognisers drop apostrophes, people type short,
/// and British and American spelling meet in one form.
const SPELLINGS: &[(&str, &str)] = &[
    ("aint", "is not"),
    ("arent", "are not"),
    ("cannot", "can not"),
    ("cant", "can not"),
    ("couldnt", "could not"),
    ("didnt", "did not"),
    ("doesnt", "does not"),
    ("dont", "do not"),
    ("hadnt", "had not"),
    ("hasnt", "has not"),
    ("havent", "have not"),
    ("isnt", "is not"),
    ("mustnt", "must not"),
    ("shouldnt", "should not"),
    ("wasnt", "was not"),
    ("werent", "were not"),
    ("wont", "will not"),
    ("wouldnt", "would not"),
    ("im", "i am"),
    ("ive", "i have"),
    ("youre", "you are"),
    ("youve", "you have"),
    ("youll", "you will"),
    ("youd", "you would"),
    ("theyre", "they are"),
    ("theyve", "they have"),
    ("theyll", "they will"),
    ("weve", "we have"),
    ("itll", "it will"),
    ("thatll", "that will"),
    ("thats", "that is"),
    ("whats", "what is"),
    ("wheres", "where is"),
    ("hows", "how is"),
    ("whos", "who is"),
    ("theres", "there is"),
    ("heres", "here is"),
    ("shes", "she is"),
    ("hes", "he is"),
    ("gonna", "going to"),
    ("gotta", "got to"),
    ("wanna", "want to"),
    ("gimme", "give me"),
    ("lemme", "let me"),
    ("dunno", "do not know"),
    ("coulda", "could have"),
    ("shoulda", "should have"),
    ("woulda", "would have"),
    ("kinda", "kind of"),
    ("sorta", "sort of"),
    ("outta", "out of"),
    ("yall", "you all"),
    ("lets", "let us"),
    ("u", "you"),
    ("ur", "your"),
    ("r", "are"),
    ("pls", "please"),
    ("plz", "please"),
    ("plse", "please"),
    ("thx", "thanks"),
    ("thnx", "thanks"),
    ("tks", "thanks"),
    ("ty", "thanks"),
    ("sry", "sorry"),
    ("soz", "sorry"),
    ("cuz", "because"),
    ("coz", "because"),
    ("cos", "because"),
    ("cause", "cause"),
    ("tho", "though"),
    ("thru", "through"),
    ("tmrw", "tomorrow"),
    ("tmr", "tomorrow"),
    ("tomoz", "tomorrow"),
    ("acct", "account"),
    ("info", "information"),
    ("mins", "minutes"),
    ("min", "minute"),
    ("hrs", "hours"),
    ("hr", "hour"),
    ("secs", "seconds"),
    ("wks", "weeks"),
    ("mgr", "manager"),
    ("cust", "customer"),
    ("appt", "appointment"),
    ("ok", "okay"),
    ("okey", "okay"),
    ("k", "okay"),
    ("kk", "okay"),
    ("yeh", "yeah"),
    ("yea", "yeah"),
    ("yep", "yes"),
    ("yup", "yes"),
    ("ya", "you"),
    ("nope", "no"),
    ("nah", "no"),
    ("alright", "all right"),
    ("apologise", "apologize"),
    ("apologised", "apologized"),
    ("apologises", "apologizes"),
    ("apologising", "apologizing"),
    ("realise", "realize"),
    ("realised", "realized"),
    ("recognise", "recognize"),
    ("recognised", "recognized"),
    ("organise", "organize"),
    ("organised", "organized"),
    ("prioritise", "prioritize"),
    ("prioritised", "prioritized"),
    ("summarise", "summarize"),
    ("authorise", "authorize"),
    ("authorised", "authorized"),
    ("unauthorised", "unauthorized"),
    ("cancelled", "canceled"),
    ("cancelling", "canceling"),
    ("honour", "honor"),
    ("favour", "favor"),
    ("behaviour", "behavior"),
    ("colour", "color"),
    ("cheque", "check"),
    ("centre", "center"),
    ("programme", "program"),
    ("mum", "mom"),
    ("licence", "license"),
    ("travelling", "traveling"),
    ("enquiry", "inquiry"),
    ("enquire", "inquire"),
    ("fulfil", "fulfill"),
    ("e-mail", "email"),
    ("e-mails", "emails"),
    ("e-mailed", "emailed"),
    ("goodbye", "bye"),
    ("good-bye", "bye"),
    ("mm-hm", "mmhm"),
    ("mm-hmm", "mmhm"),
    ("mhm", "mmhm"),
    ("mmhmm", "mmhm"),
    ("uh-huh", "mmhm"),
    ("uhhuh", "mmhm"),
    ("wi-fi", "wifi"),
    ("can't", "can not"),
    ("won't", "will not"),
    ("shan't", "shall not"),
    ("ain't", "is not"),
    ("let's", "let us"),
    ("y'all", "you all"),
    ("ma'am", "madam"),
    ("o'clock", "oclock"),
    ("c'mon", "come on"),
    ("'cause", "because"),
    ("'bout", "about"),
    ("'em", "them"),
];

/// Endings after an apostrophe, and what they stand for.
const ENDINGS: &[(&str, &str)] = &[("'ll", "will"), ("'ve", "have"), ("'re", "are"), ("'m", "am"), ("'d", "would"), ("n't", "not")];

/// After these, 's is "is"; after anything else it marks possession and is dropped.
const IS_AFTER: &[&str] =
    &["it", "that", "what", "where", "how", "who", "there", "here", "he", "she", "when", "why", "this", "everything", "something", "nothing", "everyone", "someone"];

/// Sounds of hesitation, left out of the tokens and counted.
const FILLERS: &[&str] = &["um", "uh", "er", "erm", "uhm", "umm", "uhh", "ehm", "hm", "呃"];

/// Words said twice by a stumbling tongue, joined into one.
const STUMBLES: &[&str] = &["i", "we", "you", "the", "a", "to", "and", "it", "that", "is", "can", "will", "my", "your", "in", "of", "for", "on", "what", "if"];

/// Words that carry grammar rather than content.
const FUNCTION_WORDS: &str = "a an the this that these those i me my mine myself we us our ours you your yours he him his she her hers it its they them their there here \
and or but so if then than because as of at by for with about into through to from in on off out up down over under again \
is am are was were be been being have has had having do does did doing will would can could shall should may might must not no nor \
what which who whom whose when where why how all any both each more most other some such only own same too very just also \
okay yes yeah oh well right now please thank thanks sorry hello hi hey bye like know think get got go going let want need \
understand sure really actually still even much many one lot bit kind sort way thing things something anything make made said say saying mean sounds sound seems look \
的 了 是 我 你 您 他 她 它 们 我们 你们 咱们 这 那 这个 那个 这边 那边 这里 那里 这样 那样 就 都 也 还 又 在 有 和 与 跟 给 把 被 让 对 为 从 到 向 吗 呢 吧 啊 哦 嗯 呀 哈 好 好的 请 请问 谢谢 麻烦 您好 你好 一下 一个 可以 能 会 要 想 说 来 去 上 下 不 没 没有 不是 什么 怎么 为什么 多少 哪 哪个 几 现在 已经 因为 所以 但是 如果 然后 而且 就是 意思 也就是说 的话 这种 那种 自己 大家 时候 知道 觉得 看 做 用 很 太 真 真的 非常 比较 最 更";

struct English {
    words: Words,
    expansions: Vec<Box<[Key]>>,
}

static ENGLISH: LazyLock<English> = LazyLock::new(|| {
    let mut words = Words::new();
    words.add(FUNCTION_WORDS.split_whitespace(), flag::FUNCTION);
    for (list, flags) in [(IS_AFTER, flag::IS_AFTER), (FILLERS, flag::FILLER), (STUMBLES, flag::STUMBLE)] {
        words.add(list.iter().copied(), flags);
    }
    for (list, flags) in form::LISTS {
        words.add(list.split(' '), flags);
    }
    SPELLINGS.iter().enumerate().for_each(|(at, (from, _))| words.expand(from, at));
    English { words, expansions: SPELLINGS.iter().map(|(_, to)| to.split(' ').map(Key::of).collect()).collect() }
});

/// What is known of words; take it once for a whole text.
pub(crate) fn words() -> &'static Words {
    &ENGLISH.words
}

/// The words a written word stands for; the word itself in most cases.
pub(crate) enum Expansion {
    /// As it is.
    Same(Key),
    /// The word before the apostrophe, and what follows it.
    Two(Key, Key),
}

/// The words that a spelling stands for, by its number.
pub(crate) fn spelled(expansion: usize) -> &'static [Key] {
    &ENGLISH.expansions[expansion]
}

/// Expands a normalised word with an apostrophe in it.
pub(crate) fn expand(word: &[char], key: Key) -> Expansion {
    let Some(at) = word.iter().rposition(|&c| c == '\'') else {
        return Expansion::Same(key);
    };
    let key_of = |chars: &[char]| {
        let mut hasher = KeyHasher::new();
        chars.iter().for_each(|&c| hasher.push(c));
        hasher.finish()
    };
    for (ending, words) in ENDINGS {
        let tail = ending.chars().count();
        if word.len() > tail && word[word.len() - tail..].iter().copied().eq(ending.chars()) {
            return Expansion::Two(key_of(&word[..word.len() - tail]), Key::of(words));
        }
    }
    if word[at + 1..] == ['s'] {
        let base = key_of(&word[..at]);
        return if words().flags(base) & flag::IS_AFTER != 0 { Expansion::Two(base, Key::of("is")) } else { Expansion::Same(base) };
    }
    let bare: Vec<char> = word.iter().copied().filter(|&c| c != '\'').collect();
    Expansion::Same(key_of(&bare))
}

/// Whether a word (English, or a Chinese word as [`crate::segment`] gives it) carries grammar
/// rather than content.
pub fn is_function_word(key: Key) -> bool {
    words().flags(key) & flag::FUNCTION != 0
}

/// A content word's key without its inflection ("charged", "charges" → "charge"), for comparing
/// what two people said; `None` for function words. Light on purpose: it strips plural, -ed and
/// -ing and leaves the rest, so that it never joins two words that mean different things.
pub fn content_key(word: &str) -> Option<Key> {
    let letters = word.chars().count();
    let chars: Vec<char> = if word.is_ascii() { word.chars().collect() } else { Vec::new() };
    content(word.chars(), letters, if chars.is_empty() { letters } else { stem(&chars) })
}

/// The same for characters.
pub(crate) fn content_of(word: &[char]) -> Option<Key> {
    let ascii = word.iter().fold(0, |all, &c| all | c as u32) < 0x80;
    content(word.iter().copied(), word.len(), if ascii { stem(word) } else { word.len() })
}

/// The key of the first `stem` of so many letters; `None` where all of them are a function word, or none are there.
#[inline]
fn content(word: impl Iterator<Item = char>, letters: usize, stem: usize) -> Option<Key> {
    let mut hasher = KeyHasher::new();
    let mut short = hasher;
    for (at, c) in word.enumerate() {
        if at == stem {
            short = hasher;
        }
        hasher.push(c);
    }
    let key = hasher.finish();
    if letters == 0 || is_function_word(key) {
        return None;
    }
    Some(if stem < letters { short.finish() } else { key })
}

/// How many letters of a word are its stem: every ending that is dropped is at its end.
fn stem(word: &[char]) -> usize {
    let len = word.len();
    if len < 4 {
        return len;
    }
    let stem = match word {
        [.., 'i', 'e', 's' | 'd'] => len - 3,
        [_, _, _, .., 'i', 'n', 'g'] => len - 3,
        [_, _, _, .., 'e', 'd' | 's'] => len - 2,
        [.., before, 's'] if *before != 's' => len - 1,
        _ => len,
    };
    let stem = if matches!(word[stem - 1], 'e' | 'y') { stem - 1 } else { stem };
    let doubled = stem > 3 && word[stem - 1] == word[stem - 2];
    if doubled { stem - 1 } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_of_one_word_share_a_key() {
        for (a, b) in [("charged", "charges"), ("deliveries", "delivery"), ("stopped", "stopping"), ("refunds", "refund")] {
            assert_eq!(content_key(a), content_key(b), "{a} {b}");
        }
        assert_ne!(content_key("bill"), content_key("build"));
        assert_eq!(content_key("the"), None);
    }
}
