//! Names: introduced by the speaker, with a title, in a greeting, and wherever they come again.

use super::cues::Cue;
use super::found::{Found, Page};
use super::name_lists::{ALSO_WORDS, DOUBLE_SURNAMES, GIVEN, NOT_NAMES, PARTICLES, SURNAMES, TITLED};
use super::scan::{Bloom, Hit, first_key};
use super::{Kind, Side};

/// A name known in this conversation.
#[derive(Clone, Debug)]
pub struct Known {
    /// As it was written first.
    pub text: String,
    /// The ways of writing it to look for.
    pub forms: Vec<String>,
    /// Whose it is.
    pub kind: Kind,
    /// The full name it belongs to, in lower case.
    pub value: String,
    /// Its first word, to look for in a turn's words; none where that is not possible.
    key: Option<u32>,
}

impl Known {
    /// Cheap: whether it may stand among these words.
    pub fn may_be_in(&self, words: &Bloom) -> bool {
        self.key.is_none_or(|key| words.holds(key))
    }
}

/// Adds a full name and its parts to the names known.
pub fn learn(known: &mut Vec<Known>, name: &str, kind: Kind) {
    let value = name.to_lowercase();
    let mut add = |text: &str| {
        if known.len() < 32 && !known.iter().any(|k| k.text.eq_ignore_ascii_case(text)) {
            known.push(Known { text: text.to_owned(), forms: forms(text), kind, value: value.clone(), key: first_key(text) });
        }
    };
    if name.chars().count() > 1 {
        add(name);
    }
    if name.is_ascii() || !name.chars().any(is_han) {
        for part in name.split_whitespace().filter(|p| p.chars().count() >= 3) {
            if !NOT_NAMES.contains(&part.to_lowercase().as_str()) {
                add(part);
            }
        }
    }
}

/// Occurrences of the names known.
pub fn again(page: &mut Page, known: &[Known]) {
    for name in known.iter().filter(|name| name.may_be_in(&page.scan.words)) {
        for form in &name.forms {
            for (at, _) in page.text.match_indices(form.as_str()) {
                let end = at + form.len();
                let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_han(c));
                let inside = letter(page.text[..at].chars().next_back()) || letter(page.text[end..].chars().next());
                let handle = page.text[..at].ends_with(['@', '#', '_']);
                if (!inside || name.text.chars().any(is_han)) && !handle {
                    page.add(Found { kind: name.kind, start: at, end, value: name.value.clone() });
                }
            }
        }
    }
}

/// A name as written, with capitals, and in lower case unless that is a word or short.
fn forms(text: &str) -> Vec<String> {
    let low = text.to_lowercase();
    if low.is_empty() || (low.is_ascii() && low.len() < 2) {
        return Vec::new();
    }
    let mut forms = vec![text.to_owned()];
    let plain = text == low || low.len() >= 4;
    for form in [Some(capital(&low)), plain.then(|| low.clone())].into_iter().flatten() {
        let word = form == low && ALSO_WORDS.contains(&low.as_str());
        if !forms.contains(&form) && !word {
            forms.push(form);
        }
    }
    forms
}

/// Names introduced in this turn; what is found is also learnt.
pub fn introduced(page: &mut Page, known: &mut Vec<Known>) {
    let hits: Vec<Hit> = page.scan.hits.iter().filter(|h| matches!(h.cue, Cue::Name | Cue::Title | Cue::Phone)).copied().collect();
    for hit in hits {
        if !promising(page.text, &hit) {
            continue;
        }
        let found = if hit.word.starts_with(is_han) { chinese(page, &hit) } else { english(page, &hit) };
        if let Some((start, end, kind)) = found {
            let name = page.text[start..end].to_owned();
            let value = name.to_lowercase();
            let same = known.iter().find(|k| k.text.eq_ignore_ascii_case(&name)).cloned();
            let (kind, value) = same.map_or((kind, value), |k| (k.kind, k.value));
            learn(known, &name, kind);
            page.add(Found { kind, start, end, value });
        }
    }
}

/// Cheap: a greeting or a weak phrase needs a capital, or a word list, behind it.
pub fn promising(text: &str, hit: &Hit) -> bool {
    match (hit.cue, hit.word) {
        (Cue::Phone, word) => word == "call me",
        (Cue::Name, "thanks") => text[hit.end..].trim_start_matches([' ', ',', '"', '\'']).starts_with(char::is_uppercase),
        (Cue::Name, "i am" | "i'm" | "its" | "it's" | "hi" | "hello" | "hey" | "dear" | "sorry" | "thank you") => {
            text[hit.end..].trim_start_matches([' ', ',']).starts_with(char::is_uppercase)
        }
        // "Full name" and the like need a colon or a verb.
        (Cue::Name, "full name" | "name on the card" | "name" | "my name") => {
            let lead = text[hit.end..].trim_start_matches(' ');
            lead.starts_with(':') || lead.starts_with("is ") || lead.starts_with("are ")
        }
        (Cue::Name | Cue::Title, _) => true,
        _ => false,
    }
}

/// The kind of a speaker's own name.
pub fn own(side: Side) -> Kind {
    match side {
        Side::Agent => Kind::NameAgent,
        Side::Customer => Kind::NameCustomer,
        Side::Other => Kind::Name,
    }
}

fn other(side: Side) -> Kind {
    if side == Side::Agent { Kind::NameCustomer } else { Kind::Name }
}

fn english(page: &Page, hit: &Hit) -> Option<(usize, usize, Kind)> {
    let (text, cue) = (page.text, plain(hit.word));
    let strong = cue.contains("name is") || cue.contains("name's") || matches!(cue, "full name" | "name on the card" | "name" | "my name");
    if hit.cue == Cue::Title {
        let from = hit.end + text[hit.end..].strip_prefix('.').map_or(0, |_| 1);
        let (start, end) = words(text, from, 2, true)?;
        let first = text[start..end].split_whitespace().next()?.to_lowercase();
        let titled = text[hit.start..].starts_with(char::is_uppercase);
        if TITLED.contains(&first.as_str()) || (cue == "miss" || cue == "doctor" || cue == "dr") && !capitalised(&text[start..end]) {
            return None;
        }
        let lower_ok = !titled && first.len() >= 3 && !capitalised(&text[start..end]);
        let end = if lower_ok { start + first.len() } else { end };
        return (capitalised(&text[start..end]) || lower_ok).then_some((start, end, other(page.side)));
    }
    match cue {
        _ if strong => {
            let bare = matches!(cue, "full name" | "name on the card" | "name" | "my name");
            let from = hit.end;
            let lead = text[from..].trim_start_matches(' ');
            let from = text.len() - lead.len();
            if bare && !lead.starts_with(':') {
                let lead = lead.strip_prefix("is ").or(lead.strip_prefix("are "))?;
                return named(page, text.len() - lead.len());
            }
            named(page, from + usize::from(lead.starts_with(':')))
        }
        "this is" | "you are speaking with" | "you're speaking with" | "speaking with" | "speaking to" | "you're through to" | "call me" => {
            let (start, end) = words(text, hit.end, 2, true)?;
            let rest = text[end..].trim_start_matches([' ', ',']).to_lowercase();
            let first = text[start..end].split_whitespace().next()?.to_lowercase();
            let given = given(&first);
            let goes_on = ["speaking", "calling", "here", "with", "from", "how"].iter().any(|w| rest.starts_with(w));
            let (start, end) = if given && !capitalised(&text[start..end]) && !goes_on { (start, start + first.len()) } else { (start, end) };
            let word = ALSO_WORDS.contains(&first.as_str()) && !capitalised(&text[start..end]);
            let ok = given && !word || goes_on && (capitalised(&text[start..end]) || rest.starts_with("speaking") || rest.starts_with("calling"));
            (ok && !page.text[..start].ends_with('@')).then_some((start, end, own(page.side)))
        }
        "i am" | "i'm" | "it's" | "its" => {
            let (start, end) = words(text, hit.end, 2, true)?;
            let name = &text[start..end];
            let first = name.split_whitespace().next()?.to_lowercase();
            let given = given(&first);
            let two = name.split_whitespace().count() == 2;
            let rest = text[end..].trim_start_matches([' ', ',']).to_lowercase();
            let intro = ["from", "calling", "and i", "with", "your", "speaking"].iter().any(|w| rest.starts_with(w));
            (capitalised(name) && given && (cue != "its" && cue != "it's" || two || intro) || cue.starts_with("i") && !cue.starts_with("it") && capitalised(name) && two && intro)
                .then_some((start, end, own(page.side)))
        }
        "speaking" => {
            // "Dana Reyes speaking": the words before, from the start of the sentence.
            let head = text[..hit.start].trim_end();
            let from = head.rfind(['.', ',', '!', '?']).map_or(0, |at| at + 1);
            let (start, end) = words(text, from, 2, true)?;
            (end == head.len() && capitalised(&text[start..end])).then_some((start, end, own(page.side)))
        }
        "hi" | "hello" | "hey" | "dear" | "thanks" | "thank you" | "sorry" => {
            let from = hit.end + text[hit.end..].len() - text[hit.end..].trim_start_matches([',', ' ']).len();
            let (start, end) = words(text, from, 1, true)?;
            let name = &text[start..end];
            (capitalised(name) && given(name)).then_some((start, end, other(page.side)))
        }
        "regards" => {
            let from = hit.end + text[hit.end..].len() - text[hit.end..].trim_start_matches([',', ' ', '\n', '\r']).len();
            let (start, end) = words(text, from, 2, true)?;
            capitalised(&text[start..end]).then_some((start, end, own(page.side)))
        }
        _ => None,
    }
}

/// A name after "my name is": up to three words, with or without capitals.
fn named(page: &Page, from: usize) -> Option<(usize, usize, Kind)> {
    let (start, end) = words(page.text, from, 3, true)?;
    let name = &page.text[start..end];
    let before = page.text[..from].to_lowercase();
    let mine = before.trim_end().ends_with("my name is") || before.contains("my ") || !before.contains("your name");
    let end = if capitalised(name) { end } else { start + first_two(name) };
    Some((start, end, if mine { own(page.side) } else { other(page.side) }))
}

fn given(name: &str) -> bool {
    GIVEN.binary_search(&name.to_lowercase().as_str()).is_ok()
}

/// Whether a list of lower-case words has `word` in any case.
fn listed(list: &[&str], word: &str) -> bool {
    list.iter().any(|w| w.len() == word.len() && w.eq_ignore_ascii_case(word))
}

fn first_two(name: &str) -> usize {
    name.match_indices(' ').nth(1).map_or(name.len(), |(at, _)| at)
}

/// Up to `most` words that can be a name; all with capitals once the first has one.
fn words(text: &str, from: usize, most: usize, stop: bool) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let start = from + rest.len() - rest.trim_start_matches([' ', '"', '\'']).len();
    let (mut at, mut end, mut cased) = (start, start, false);
    for n in 0..most {
        let gap = text[at..].len() - text[at..].trim_start_matches(' ').len();
        if n > 0 && gap == 0 {
            break;
        }
        let begin = at + gap;
        let word_len: usize = text[begin..].chars().take_while(|c| c.is_alphabetic() && !is_han(*c) || matches!(c, '\'' | '-' | '’')).map(char::len_utf8).sum();
        let word = text[begin..begin + word_len].trim_end_matches(['-', '\'', '’']);
        let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
        let upper = word.starts_with(char::is_uppercase);
        if word.is_empty() || (stop && listed(NOT_NAMES, word)) || (n > 0 && cased && !upper && !listed(PARTICLES, word)) {
            break;
        }
        if text[begin + word.len()..].starts_with(|c: char| c.is_ascii_digit() || c == '_' || c == '@') {
            break;
        }
        cased |= upper;
        end = begin + word.len();
        at = end;
    }
    (end > start && text[start..end].chars().count() >= 2).then_some((start, end))
}

fn capitalised(name: &str) -> bool {
    let shout = name.chars().filter(|c| c.is_alphabetic()).count() > 1 && !name.chars().any(char::is_lowercase);
    name.starts_with(char::is_uppercase) && !(shout && name.len() > 12)
}

fn capital(low: &str) -> String {
    low.split(' ')
        .map(|w| {
            let mut c = w.chars();
            c.next().map_or_else(String::new, |f| f.to_uppercase().chain(c).collect())
        })
        .collect::<Vec<String>>()
        .join(" ")
}

fn chinese(page: &Page, hit: &Hit) -> Option<(usize, usize, Kind)> {
    let (text, cue) = (page.text, hit.word);
    if hit.cue == Cue::Title {
        if page.text[hit.end..].starts_with(['们']) {
            return None;
        }
        let head: Vec<(usize, char)> = text[..hit.start].char_indices().rev().take(4).collect();
        let at = |n: usize| head.get(n).copied();
        let double = text[..hit.start].char_indices().rev().nth(1).filter(|(i, _)| DOUBLE_SURNAMES.contains(&&text[*i..hit.start]));
        let start = if let Some((i, _)) = double {
            i
        } else {
            let (i, c) = at(0)?;
            let strict = |c: char| SURNAMES.contains(c) && !"单成全应时连管关解路和于安常华文方万".contains(c);
            let full = at(2)
                .filter(|(_, c)| strict(*c) && is_han(at(1).map_or(' ', |x| x.1)) && is_han(at(0).map_or(' ', |x| x.1)))
                .filter(|_| at(3).is_none_or(|(_, c)| !is_han(c) || "是为叫的找到给".contains(c)));
            let pair = at(1).filter(|(_, c)| strict(*c) && !"谢".contains(*c) && is_han(at(0).map_or(' ', |x| x.1)));
            if let Some((j, _)) = full {
                j
            } else if let Some((j, _)) = pair.filter(|_| !SURNAMES.contains(c) || at(2).is_none_or(|(_, p)| !is_han(p) || "是为叫的找到给".contains(p))) {
                j
            } else if SURNAMES.contains(c) && !"单成全应时连管关解路和师".contains(c) {
                i
            } else {
                return None;
            }
        };
        return Some((start, hit.start, other(page.side)));
    }
    let lead = kin(text[hit.end..].trim_start_matches(LEAD));
    let start = text.len() - lead.len();
    let first = lead.chars().next()?;
    let han: Vec<char> = lead.chars().take(5).take_while(|c| is_han(*c)).collect();
    let double = lead.get(..6).is_some_and(|d| DOUBLE_SURNAMES.contains(&d));
    let surname = double || SURNAMES.contains(first);
    let given = usize::from(double) + 1;
    let tail = |n: usize| han.len() == n || han.get(n).is_some_and(|c| "的，是，我想要在先女小电手身今刚打为请来".contains(*c));
    let bytes = |n: usize| start + lead.chars().take(n).map(char::len_utf8).sum::<usize>();
    let word = |n: usize| han[..n.min(han.len())].iter().any(|c| "的了吗呢吧不在有什么谁啥这那想要没很都你我他客服为高级方便".contains(*c));
    match cue {
        "我姓" | "免贵姓" | "姓" => {
            let n = given;
            (surname && (cue != "姓" || page.side == Side::Customer || !text[..hit.start].is_empty())).then(|| (start, bytes(n), own(page.side))).filter(|_| cue != "姓" || tail(n))
        }
        "我是" => {
            let nick = first == '小' && han.get(1).is_some_and(|c| SURNAMES.contains(*c));
            if nick {
                return Some((start, bytes(2), own(page.side)));
            }
            let n = han.len();
            (surname && (given + 1..=given + 2).contains(&n) && !word(n)).then(|| (start, bytes(n), own(page.side)))
        }
        _ => {
            let n = [given + 2, given + 1].into_iter().find(|n| *n <= han.len() && tail(*n) && !word(*n));
            let n = n.or((surname && han.len() > given && !word(given + 1)).then_some(given + 1));
            let n = n.filter(|n| surname && !lead.starts_with("谢谢") || (cue.ends_with('叫') && han.len() == *n));
            n.map(|n| (start, bytes(n), if cue.ends_with("件人") || cue.ends_with("收人") || cue.ends_with("货人") || cue == "联系人" { Kind::Name } else { own(page.side) }))
        }
    }
}

/// What may stand between a cue and a Chinese name.
const LEAD: &[char] = &[' ', ':', '：', '，', ',', '是', '叫', '为', '“', '"'];

/// Behind "my mother, " and the like: whose name it is comes before the name.
fn kin(lead: &str) -> &str {
    const KIN: [&str; 18] = ["妈妈", "爸爸", "妈", "爸", "老婆", "老公", "爱人", "儿子", "女儿", "姐姐", "姐", "哥哥", "哥", "弟弟", "妹妹", "朋友", "同事", "家人"];
    let behind = lead.strip_prefix('我').and_then(|rest| KIN.iter().find_map(|k| rest.strip_prefix(k)));
    behind.filter(|rest| rest.starts_with(LEAD)).map_or(lead, |rest| rest.trim_start_matches(LEAD))
}

/// The word with the plain apostrophe.
fn plain(word: &'static str) -> &'static str {
    match word {
        "i’m" => "i'm",
        "it’s" => "it's",
        "my name’s" => "my name's",
        "name’s" => "name's",
        word => word,
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
