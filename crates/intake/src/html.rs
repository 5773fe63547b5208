//! The text of a message written in HTML.

use mail_parser::decoders::html::html_to_text;

/// Elements whose end is the end of a line; the decoder knows only `p` and `br`.
const BLOCKS: [&str; 7] = ["</div", "</li", "</tr", "</h1", "</h2", "</h3", "</blockquote"];
/// Elements whose content is not text.
const SILENT: [(&str, &str); 2] = [("<style", "</style"), ("<script", "</script")];

/// The text without marks, entities as characters, at most one empty line between paragraphs.
pub(crate) fn text(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut lines = String::with_capacity(html.len());
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &lower.as_bytes()[at..]) {
        let tag = at + found;
        lines.push_str(&html[at..tag]);
        let rest = &lower[tag..];
        if let Some((_, close)) = SILENT.iter().find(|(open, _)| rest.starts_with(open)) {
            let Some(end) = rest.find(close) else { return tidy(&html_to_text(&lines)) };
            at = tag + end;
        } else {
            if BLOCKS.iter().any(|block| rest.starts_with(block)) {
                lines.push_str("<br>");
            }
            at = tag;
        }
        lines.push('<');
        at += 1;
    }
    lines.push_str(&html[at..]);
    tidy(&html_to_text(&lines))
}

/// Plain text as help desks write it: with the one entity they leave in it, and blank lines in heaps.
pub(crate) fn plain(text: &str) -> String {
    tidy(&text.replace("&nbsp;", " "))
}

fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines().map(|line| line.trim_matches([' ', '\t', '\r', '\u{a0}'])) {
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    tidy.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_lines_stay() {
        assert_eq!(text("<div>Hi Lee,</div><div>we&#39;re <b>sorry</b> &amp; will call.</div>"), "Hi Lee,\nwe're sorry & will call.");
        assert_eq!(text("<style>p { color: red }</style><p>One</p><p></p><p></p><p>Two<br>Three</p>"), "One\n\nTwo\nThree");
        assert_eq!(text("<ul><li>a</li><li>b</li></ul>"), "a\nb");
        assert_eq!(text("2 < 3"), "2");
        assert_eq!(text("<SCRIPT>x"), "");
        assert_eq!(plain("Hello&nbsp;Lee\r\n\r\n\r\n\r\nBye "), "Hello Lee\n\nBye");
    }
}
