//! What was said, with the found places marked in it.

use maud::{Markup, html};
use rapport_model::Polarity;

use crate::report::notes::Mark;
use crate::wrap::printable;

/// Text of a conversation without what could change how the page reads.
pub fn plain(text: &str) -> String {
    text.chars().map(printable).collect()
}

/// The class of a polarity in the page's style.
pub fn class(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => "for",
        Polarity::Negative => "against",
        Polarity::Neutral => "signal",
    }
}

/// The text of a turn. Where marks overlap, the text is cut at their borders and a piece carries every class;
/// a letter stands where its mark begins and leads to the note of that letter.
pub fn marked(text: &str, marks: &[Mark], anchor: &str, names: &dyn Fn(char) -> String) -> Markup {
    let chars: Vec<char> = text.chars().map(printable).collect();
    let masked = masked(&chars);
    let mut cuts: Vec<usize> =
        marks.iter().flat_map(|mark| [mark.span.start as usize, mark.span.end as usize]).chain(masked.iter().flat_map(|&(start, end)| [start, end])).collect();
    cuts.extend([0, chars.len()]);
    cuts.retain(|cut| *cut <= chars.len());
    cuts.sort_unstable();
    cuts.dedup();
    html! {
        @for piece in cuts.windows(2) {
            @let (start, end) = (piece[0], piece[1]);
            @let over: Vec<&Mark> = marks.iter().filter(|mark| (mark.span.start as usize) < end && mark.span.end as usize > start).collect();
            @for mark in over.iter().filter(|mark| mark.span.start as usize == start) {
                @if let Some(letter) = mark.letter {
                    a.letter.(class(mark.polarity)) href={ "#" (anchor) (letter) } aria-label={ (letter) ": " (names(letter)) } { (letter) }
                }
            }
            @let own = chars[start..end].iter().collect::<String>();
            @let token = masked.iter().any(|&(from, to)| from <= start && end <= to);
            @if over.is_empty() {
                (word(&own, token))
            } @else {
                mark.(classes(&over)) { (word(&own, token)) }
            }
        }
    }
}

fn word(text: &str, token: bool) -> Markup {
    html! { @if token { span.masked { (text) } } @else { (text) } }
}

fn classes(over: &[&Mark]) -> String {
    let mut all: Vec<&str> = Vec::new();
    // The first rules the colour: what speaks against must not be hidden by what speaks for.
    for polarity in [Polarity::Negative, Polarity::Positive, Polarity::Neutral] {
        all.extend(over.iter().any(|mark| mark.polarity == polarity).then(|| class(polarity)));
    }
    all.join(" ")
}

/// Where masked values stand: `[CARD:1111]`, `[NAME:customer#1]`.
fn masked(chars: &[char]) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if chars[at] == '[' {
            let end = chars[at..].iter().take(40).position(|c| *c == ']').map(|length| at + length + 1);
            if let Some(end) = end {
                let kind = chars[at + 1..end - 1].iter().take_while(|c| c.is_ascii_uppercase() || **c == '_').count();
                let tail = chars.get(at + 1 + kind).is_some_and(|c| matches!(c, ':' | '#' | ']'));
                if kind > 1 && tail {
                    all.push((at, end));
                    at = end;
                    continue;
                }
            }
        }
        at += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use rapport_text::Span;

    use super::*;

    fn mark(start: u32, end: u32, polarity: Polarity, letter: Option<char>) -> Mark {
        Mark { span: Span { start, end }, polarity, letter }
    }

    #[test]
    fn overlapping_marks_are_cut_at_their_borders() {
        let marks = [mark(0, 5, Polarity::Positive, Some('a')), mark(3, 8, Polarity::Negative, Some('b'))];
        let page = marked("abcdefgh&", &marks, "t1", &|letter| format!("note {letter}")).into_string();
        assert_eq!(
            page,
            "<a class=\"letter for\" href=\"#t1a\" aria-label=\"a: note a\">a</a><mark class=\"for\">abc</mark>\
             <a class=\"letter against\" href=\"#t1b\" aria-label=\"b: note b\">b</a><mark class=\"against for\">de</mark>\
             <mark class=\"against\">fgh</mark>&amp;"
        );
    }

    #[test]
    fn masked_values_and_control_codes_are_shown_as_such() {
        let page = marked("it is [CARD:1111], \u{202e}[not one]", &[], "t1", &|_| String::new()).into_string();
        assert_eq!(page, "it is <span class=\"masked\">[CARD:1111]</span>, \u{fffd}[not one]");
    }

    #[test]
    fn marks_beyond_the_text_do_no_harm() {
        let page = marked("短", &[mark(0, 9, Polarity::Neutral, None), mark(7, 9, Polarity::Neutral, None)], "t1", &|_| String::new()).into_string();
        assert_eq!(page, "<mark class=\"signal\">短</mark>");
    }

    /// The words of a page without its elements.
    fn stripped(page: &str) -> String {
        let mut out = String::new();
        let mut inside = false;
        for c in page.chars() {
            match c {
                '<' => inside = true,
                '>' if inside => inside = false,
                c if !inside => out.push(c),
                _ => {}
            }
        }
        out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_marked_the_words_stay(text in ".{0,60}", spans in proptest::collection::vec((0u32..70, 0u32..70, 0u8..3), 0..8)) {
            let polarity = |kind| [Polarity::Positive, Polarity::Negative, Polarity::Neutral][usize::from(kind)];
            let marks: Vec<Mark> = spans.into_iter().map(|(start, end, kind)| mark(start, end, polarity(kind), None)).collect();
            let page = marked(&text, &marks, "t1", &|_| String::new()).into_string();
            proptest::prop_assert_eq!(stripped(&page), plain(&text));
        }
    }
}
