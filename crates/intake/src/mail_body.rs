//! What somebody wrote in an e-mail: without the words of others below it, signatures and footers.

/// Longest first line of a quotation, in characters, over at most three lines.
const LONGEST_INTRODUCTION: usize = 300;
/// Longest line that only says which device a message was sent from.
const LONGEST_DEVICE: usize = 80;
/// A text whose longest line is this long was wrapped by its writer's program.
const WRAPPED: std::ops::RangeInclusive<usize> = 55..=100;

const FORWARDED: &[&str] = &["original message", "forwarded message", "original appointment", "原始邮件", "原邮件", "转发邮件", "转发的邮件", "邮件原件"];
const DEVICES: &[&str] =
    &["sent from my ", "sent from mail for", "sent from outlook", "sent via ", "get outlook for", "sent from yahoo", "发自我的", "发自 ", "来自我的", "从我的", "从 windows"];
const FOOTERS: &[&str] = &[
    "this e-mail and any",
    "this email and any",
    "this message and any",
    "this e-mail is confidential",
    "this email is confidential",
    "this message is confidential",
    "the information contained in this",
    "the contents of this e",
    "confidentiality notice",
    "本邮件及其附件",
    "本邮件及附件",
    "本邮件内容",
    "此邮件及其附件",
    "本电子邮件",
];

/// What the sender wrote, and what was cut off.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) cut: String,
}

/// Cuts off quoted messages, the signature, the device's line and legal footers. `flowed` is format=flowed of RFC 3676.
pub(crate) fn written(text: &str, flowed: bool) -> Written {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let mut kept: Vec<&str> = Vec::new();
    let mut cut: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let trimmed = line.trim();
        if is_quoted(trimmed) {
            cut.push(line);
        } else if let Some(count) = introduction(&lines[at..]) {
            cut.extend(&lines[at..at + count]);
            at += count;
            let next = lines[at..].iter().find(|line| !line.trim().is_empty());
            // With marks the quotation ends by itself; without, everything below is quoted.
            if !next.is_some_and(|next| is_quoted(next.trim())) {
                cut.extend(&lines[at..]);
                break;
            }
            continue;
        } else if is_separator(trimmed) || is_header_block(&lines[at..]) {
            if kept.iter().any(|line| !line.trim().is_empty()) {
                cut.extend(&lines[at..]);
                break;
            }
            // Only forwarded: what follows its header is all there is.
            let end = lines[at..].iter().position(|line| line.trim().is_empty()).map_or(lines.len(), |count| at + count);
            cut.extend(&lines[at..end]);
            at = end;
            continue;
        } else if line.trim_end() == "--" {
            // The signature; a quotation below it has its own marks.
            cut.extend(&lines[at..]);
            break;
        } else if is_device(trimmed) {
            cut.push(line);
        } else if is_footer(trimmed) {
            let end = lines[at..].iter().position(|line| line.trim().is_empty()).map_or(lines.len(), |count| at + count);
            cut.extend(&lines[at..end]);
            at = end;
            continue;
        } else {
            kept.push(line);
        }
        at += 1;
    }
    Written { text: unwrapped(&kept, flowed), cut: cut.join("\n").trim().to_owned() }
}

/// The HTML of a message up to where mail programs put what they quote.
pub(crate) fn html_before_quote(html: &str) -> (&str, bool) {
    const MARKS: &[&str] = &[
        "class=\"gmail_quote",
        "class='gmail_quote",
        "id=\"divrplyfwdmsg\"",
        "id=\"appendonsend\"",
        "<blockquote",
        "class=\"yahoo_quoted",
        "id=\"mail-editor-reference-message",
        "class=\"moz-cite-prefix",
        "class=\"ntes_mailquote",
        "id=\"isreplycontent\"",
        "class=\"qmbox\"",
    ];
    // Only ASCII letters change, so that places stay the same.
    let lower = html.to_ascii_lowercase();
    let mark = MARKS.iter().filter_map(|mark| lower.find(mark)).min();
    match mark.map(|at| lower[..at].rfind('<').filter(|open| !lower[*open..at].contains('>')).unwrap_or(at)) {
        Some(at) if has_words(&html[..at]) => (&html[..at], true),
        _ => (html, false),
    }
}

fn has_words(html: &str) -> bool {
    let body = html.rfind("<body").map_or(html, |at| &html[at..]);
    let mut inside = false;
    body.chars().any(|c| {
        inside = c == '<' || (inside && c != '>');
        !inside && c.is_alphanumeric()
    })
}

fn is_quoted(line: &str) -> bool {
    line.starts_with(['>', '＞'])
}

/// How many lines say who wrote what is quoted below: `On … wrote:`, `在…写道：`.
fn introduction(lines: &[&str]) -> Option<usize> {
    let first = lines[0].trim();
    let lower = first.to_lowercase();
    let english = lower.starts_with("on ");
    let chinese = ["在", "於", "于"].iter().any(|start| first.starts_with(start)) || first.contains("写道") || first.contains("寫道");
    if !english && !chinese {
        return None;
    }
    let mut whole = String::new();
    for (count, line) in lines.iter().take(3).enumerate() {
        let line = line.trim();
        if line.is_empty() || whole.chars().count() + line.chars().count() > LONGEST_INTRODUCTION {
            return None;
        }
        whole.push_str(line);
        let end = whole.trim_end_matches([':', '：']);
        let closes = end.len() < whole.len() && (end.ends_with("写道") || end.ends_with("寫道") || (english && end.to_lowercase().ends_with("wrote")));
        // A date or an address tells it from a sentence.
        if closes && (whole.contains('@') || whole.bytes().filter(u8::is_ascii_digit).count() >= 3) {
            return Some(count + 1);
        }
    }
    None
}

/// `-----Original Message-----`, `------------------ 原始邮件 ------------------`, `Begin forwarded message:`.
fn is_separator(line: &str) -> bool {
    let inner = line.trim_matches(['-', '_', '=', ' ', '—']);
    let framed = line.starts_with("--") || line.starts_with("__") || line.starts_with("==") || line.starts_with("——");
    let lower = inner.trim_end_matches([':', '：']).to_lowercase();
    framed && FORWARDED.contains(&lower.as_str()) || lower == "begin forwarded message"
}

/// The header of a quoted message: a line for who sent it, and soon one for when and one for whom or what.
fn is_header_block(lines: &[&str]) -> bool {
    let starts = |line: &str, words: &[&str]| {
        let line = line.trim().trim_matches('*').to_lowercase();
        words.iter().any(|word| line.strip_prefix(word).is_some_and(|rest| rest.trim_start_matches(['*', ' ', '　']).starts_with([':', '：'])))
    };
    if !starts(lines[0], &["from", "发件人", "寄件者", "寄件人"]) {
        return false;
    }
    let below: Vec<&str> = lines.iter().skip(1).take(6).copied().collect();
    // Some programs write all of it in one line.
    let one_line = lines[0].contains("发送时间") && lines[0].contains("主题");
    let when = below.iter().any(|line| starts(line, &["sent", "date", "发送时间", "发送日期", "日期", "时间", "傳送日期"]));
    let whom = below.iter().any(|line| starts(line, &["to", "subject", "收件人", "主题", "主旨", "收件者"]));
    one_line || (when && whom)
}

fn is_device(line: &str) -> bool {
    line.chars().count() <= LONGEST_DEVICE && {
        let lower = line.to_lowercase();
        DEVICES.iter().any(|start| lower.starts_with(start)) && !lower.ends_with(['?', '？'])
    }
}

fn is_footer(line: &str) -> bool {
    let lower = line.trim_start_matches(['*', '_', ' ']).to_lowercase();
    FOOTERS.iter().any(|start| lower.starts_with(start))
}

/// Puts lines that a mail program broke together again, and drops blank lines beyond one.
fn unwrapped(lines: &[&str], flowed: bool) -> String {
    // A link cannot be broken, and says nothing of where the others were.
    let longest = lines.iter().filter(|line| line.trim().contains(' ')).map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
    let wrapped = WRAPPED.contains(&longest);
    let mut out = String::new();
    let mut blank = 0;
    let mut last: Option<&str> = None;
    for &line in lines {
        let text = line.trim_end();
        if text.trim().is_empty() {
            blank += 1;
            last = None;
            continue;
        }
        let first = text.split_whitespace().next().unwrap_or_default();
        let goes_on = last.is_some_and(|last| {
            let length = last.trim_end().chars().count();
            (flowed && last.ends_with(' ')) || (!flowed && wrapped && length * 2 > longest && length + 1 + first.chars().count() > longest && !starts_item(text))
        });
        if !out.is_empty() {
            out.push_str(if goes_on {
                " "
            } else if blank > 0 {
                "\n\n"
            } else {
                "\n"
            });
        }
        out.push_str(if goes_on { text.trim_start() } else { text.trim() });
        (blank, last) = (0, Some(line));
    }
    out
}

/// A line that begins an item of a list or is indented was not broken off the one above.
fn starts_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    line.starts_with([' ', '\t', '-', '*', '•', '·']) || (digits > 0 && line[digits..].starts_with(['.', ')', '、']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(body: &str) -> String {
        written(body, false).text
    }

    #[test]
    fn what_is_quoted_is_cut_in_both_languages() {
        for body in [
            "Thank you.\n\nOn Mon, Mar 2, 2026 at 9:14 AM Lee <lee@example.org> wrote:\n> My kettle is broken.\n> Please help.\n",
            "Thank you.\n\nOn Mon, Mar 2, 2026 at 9:14 AM Lee\n<lee@example.org> wrote:\n\nMy kettle is broken.\n",
            "Thank you.\n\n-----Original Message-----\nFrom: Lee\nSent: Monday\n\nMy kettle",
            "Thank you.\n\nFrom: Lee <lee@example.org>\nSent: Monday, 2 March 2026 09:14\nTo: Northwind Care\nSubject: Kettle\n\nMy kettle",
            "Thank you.\n\n*From:* Lee\n*Date:* Monday\n*To:* Care\n\nMy kettle",
            "Thank you.\n-- \nDana\nNorthwind Care\n",
            "Thank you.\n\nSent from my iPhone\n",
            "Thank you.\n\nThis e-mail and any attachments are confidential.\nDelete it.\n",
            "Thank you.\n\n在 2026年3月2日 09:14，Lee <lee@example.org> 写道：\n\n水壶坏了",
            "Thank you.\n\nLee <lee@example.org> 于2026年3月2日周一 09:14写道：\n> 水壶坏了\n",
            "Thank you.\n\n------------------ 原始邮件 ------------------\n发件人: \"Lee\"\n水壶坏了",
            "Thank you.\n\n发件人：Lee\n发送时间：2026年3月2日\n收件人：客服\n主题：水壶\n\n水壶坏了",
            "Thank you.\n\n发自我的iPhone",
        ] {
            assert_eq!(text(body), "Thank you.", "{body}");
        }
    }

    #[test]
    fn what_was_written_stays() {
        assert_eq!(text("> Is it new?\nYes.\n\n> Broken?\nNo, dented."), "Yes.\n\nNo, dented.");
        for same in ["On Monday I wrote to you: nothing came.", "From: the heart, thank you.", "在家等了一天，没有人来。", "Begin with this\nand that", "-----\nnot a mail"]
        {
            assert_eq!(text(same), same);
        }
        // Somebody only forwards: the words are all there is.
        assert!(text("---------- Forwarded message ---------\nFrom: Lee <lee@example.org>\nDate: Monday\nTo: Care\n\nMy kettle").contains("My kettle"));
    }

    #[test]
    fn broken_lines_come_together() {
        let body = "I ordered a kettle from you three weeks ago and it has still not arrived at\nmy door, which is why I write.\n- one thing\n- another\n\nBest regards\nLee";
        assert_eq!(
            text(body),
            "I ordered a kettle from you three weeks ago and it has still not arrived at my door, which is why I write.\n- one thing\n- another\n\nBest regards\nLee"
        );
        assert_eq!(written("It is \nhere.\nNot there.", true).text, "It is here.\nNot there.");
    }

    #[test]
    fn html_is_cut_before_the_quote() {
        let html = "<html><body><p>Thank you</p><div class=\"gmail_quote\">On Monday<blockquote>x</blockquote></div>";
        assert_eq!(html_before_quote(html), ("<html><body><p>Thank you</p>", true));
        assert!(!html_before_quote("<blockquote>x</blockquote>").1);
    }
}
