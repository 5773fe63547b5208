//! What is around every page: head, masthead, foot.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::language::Lang;
use crate::report::words;
use crate::wire::EngineInfo;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Only the page's own style and script are allowed, by their hashes, and nothing may be fetched.
const POLICY: &str = concat!(
    "default-src 'none'; style-src 'sha256-",
    env!("PAGE_STYLE_HASH"),
    "'; script-src 'sha256-",
    env!("PAGE_SCRIPT_HASH"),
    "'; img-src data:; base-uri 'none'; form-action 'none'"
);

/// From the first byte to the beginning of what the page is about.
pub fn begin(lang: Lang, heading: &str, title: &str) -> Markup {
    html! {
        (DOCTYPE)
        // Elements stay open: `end` closes them.
        (PreEscaped(format!("<html lang=\"{}\">", code(lang))))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="no-referrer";
            meta name="robots" content="noindex";
            link rel="icon" href="data:,";
            title { (title) " · Rapport" }
            style { (PreEscaped(STYLE)) }
        }
        (PreEscaped("<body>"))
        a.skip href="#main" { (lang.pick("Skip to the content", "跳到正文")) }
        header.masthead {
            div.title {
                p.brand { "Rapport" }
                h1 { (heading) }
                p.about { (title) }
            }
            (scheme(lang))
        }
        (PreEscaped("<div class=\"page\"><main id=\"main\">"))
    }
}

/// From the end of what the page is about to the last byte; `beside` stands next to it where there is room, and what `hints` are is said where
/// there are any.
pub fn end(lang: Lang, engine: &EngineInfo, hints: usize, beside: &Markup) -> Markup {
    html! {
        (PreEscaped("</main>"))
        (beside)
        (PreEscaped("</div>"))
        footer.foot {
            @if hints > 0 { p { (words::hints(hints, lang)) } }
            p { (found_by(lang, engine)) }
            p.engine {
                "Rapport " (engine.version()) " · " (lang.pick("rules ", "规则 "))
                code { (engine.behaviours().chars().take(19).collect::<String>()) }
                @if engine.has_models() { " · " (lang.pick("models ", "模型 ")) code { (engine.models().chars().take(19).collect::<String>()) } }
            }
        }
        script { (PreEscaped(SCRIPT)) }
        (PreEscaped("</body></html>\n"))
    }
}

fn found_by(lang: Lang, engine: &EngineInfo) -> &'static str {
    if engine.has_models() {
        return lang.pick(
            "Found by rules and by what was learned from labelled conversations, with the quote for every claim. Both miss things and mistake things: read the quote before you judge.",
            "由规则和从标注对话中学到的模型从文字中找出，每一条都附原话。两者都会漏看，也会看错：评判之前请先读原话。",
        );
    }
    lang.pick(
        "Found by rules over words, with the quote for every claim. Rules miss things and mistake things: read the quote before you judge.",
        "由规则从文字中找出，每一条都附原话。规则会漏看，也会看错：评判之前请先读原话。",
    )
}

/// The language tag of the page.
pub fn code(lang: Lang) -> &'static str {
    lang.pick("en", "zh-Hans")
}

/// Light or dark; works without the script, which only remembers the choice.
fn scheme(lang: Lang) -> Markup {
    let choices = [("auto", lang.pick("Auto", "自动")), ("light", lang.pick("Light", "浅色")), ("dark", lang.pick("Dark", "深色"))];
    html! {
        fieldset.choice.scheme {
            legend { (lang.pick("Colours", "配色")) }
            @for (id, name) in choices {
                label { input type="radio" name="scheme" id={ "scheme-" (id) } value=(id) checked[id == "auto"]; span { (name) } }
            }
        }
    }
}
