//! Inflected forms of an English word: what `charge~` stands for.

/// Words whose forms follow no rule.
const IRREGULAR: &str = "\
be am is are was were been being;have has had having;do does did done doing;go goes went gone going;get gets got gotten getting;\
make makes made making;take takes took taken taking;give gives gave given giving;send sends sent sending;say says said saying;\
tell tells told telling;know knows knew known knowing;think thinks thought thinking;see sees saw seen seeing;find finds found finding;\
feel feels felt feeling;hear hears heard hearing;keep keeps kept keeping;let lets letting;put puts putting;set sets setting;\
pay pays paid paying;buy buys bought buying;sell sells sold selling;bring brings brought bringing;come comes came coming;\
leave leaves left leaving;lose loses lost losing;mean means meant meaning;meet meets met meeting;read reads reading;run runs ran running;\
speak speaks spoke spoken speaking;write writes wrote written writing;break breaks broke broken breaking;choose chooses chose chosen choosing;\
begin begins began begun beginning;build builds built building;catch catches caught catching;cut cuts cutting;deal deals dealt dealing;\
drive drives drove driven driving;fall falls fell fallen falling;fight fights fought fighting;fly flies flew flown flying;\
forget forgets forgot forgotten forgetting;grow grows grew grown growing;hold holds held holding;hurt hurts hurting;cost costs costing;\
lead leads led leading;lend lends lent lending;lie lies lay lain lying;ring rings rang rung ringing;rise rises rose risen rising;\
ship ships shipped shipping;show shows showed shown showing;shut shuts shutting;sit sits sat sitting;sleep sleeps slept sleeping;\
spend spends spent spending;stand stands stood standing;steal steals stole stolen stealing;teach teaches taught teaching;\
throw throws threw thrown throwing;understand understands understood understanding;wake wakes woke woken waking;wear wears wore worn wearing;\
win wins won winning;withdraw withdraws withdrew withdrawn withdrawing;freeze freezes froze frozen freezing;mistake mistakes mistook mistaken mistaking;\
overcharge overcharges overcharged overcharging;double-charge double-charges double-charged double-charging;cancel cancels canceled canceling canceled cancelled cancelling;\
die dies died dying;tie ties tied tying;quit quits quitting;refer refers referred referring;transfer transfers transferred transferring;\
commit commits committed committing;admit admits admitted admitting;occur occurs occurred occurring;prefer prefers preferred preferring;\
submit submits submitted submitting;permit permits permitted permitting;equip equips equipped equipping;reset resets resetting;upset upsets upsetting;\
mess messes messed messing;redo redoes redid redone redoing;resend resends resent resending;overlook overlooks overlooked overlooking;\
screw screws screwed screwing;dispute disputes disputed disputing;travel travels traveled traveling travelled travelling;label labels labeled labeling labelled labelling;\
person people persons;child children;man men;woman women;day days;key keys;fault faults;good better best;bad worse worst";

/// All forms of a word, the word itself included.
pub(crate) fn forms(word: &str) -> Vec<String> {
    for entry in IRREGULAR.split(';') {
        let mut listed = entry.split_whitespace();
        if listed.clone().next() == Some(word) {
            return listed.by_ref().map(str::to_owned).collect();
        }
    }
    let mut all = vec![word.to_owned()];
    let bytes = word.as_bytes();
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let (last, before) = match bytes {
        [.., before, last] => (*last, *before),
        _ => return all,
    };
    let third = bytes.len().checked_sub(3).map(|i| bytes[i]);
    if last == b'y' && !vowel(before) {
        let stem = &word[..word.len() - 1];
        all.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{word}ing")]);
    } else if last == b'e' {
        let stem = &word[..word.len() - 1];
        all.extend([format!("{word}s"), format!("{word}d")]);
        all.push(if before == b'e' { format!("{word}ing") } else { format!("{stem}ing") });
    } else {
        let sibilant = matches!(last, b's' | b'x' | b'z') || (last == b'h' && matches!(before, b's' | b'c'));
        all.push(if sibilant || last == b'o' { format!("{word}es") } else { format!("{word}s") });
        // One syllable, one vowel, one consonant: stop → stopped. Two syllables rarely double.
        let syllables = bytes.iter().zip(bytes.iter().skip(1).chain([&b' '])).filter(|(a, b)| vowel(**a) && !vowel(**b)).count();
        let doubles = syllables == 1 && vowel(before) && !vowel(last) && !matches!(last, b'w' | b'x' | b'y') && third.is_some_and(|b| !vowel(b));
        let stem = if doubles { format!("{word}{}", last as char) } else { word.to_owned() };
        all.extend([format!("{stem}ed"), format!("{stem}ing")]);
    }
    // British and American spelling fold into one in the text.
    let folded: Vec<String> = all.iter().filter(|form| form.contains("ise") || form.contains("isi")).map(|form| form.replace("ise", "ize").replace("isi", "izi")).collect();
    all.extend(folded);
    all
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn regular_and_irregular_forms() {
        assert_eq!(forms("charge"), ["charge", "charges", "charged", "charging"]);
        assert_eq!(forms("stop"), ["stop", "stops", "stopped", "stopping"]);
        assert_eq!(forms("try"), ["try", "tries", "tried", "trying"]);
        assert_eq!(forms("fix"), ["fix", "fixes", "fixed", "fixing"]);
        assert!(forms("send").contains(&"sent".to_owned()));
        assert!(forms("apologise").contains(&"apologized".to_owned()));
        assert_eq!(forms("deliver"), ["deliver", "delivers", "delivered", "delivering"]);
        assert_eq!(forms("wait"), ["wait", "waits", "waited", "waiting"]);
    }
}
