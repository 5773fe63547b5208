//! Reports as one web page that needs nothing but itself: no script to read it, no request to any host.

mod contents;
mod conversation;
mod episodes;
mod notes;
mod passage;
mod readings;
mod score;
mod shell;
mod skills;
mod summary;
mod tension;
mod transcript;

use rapport_flow::Checked;

pub use score::Scored;

use crate::problems;
use crate::report::{Tally, View};
use crate::summary::Summary;
use crate::wire::EngineInfo;

/// More conversations than this in full make a page that browsers open slowly; the rest is counted, and
/// named by the message that says so.
pub const MOST: usize = 500;

/// What many conversations come to, as a page.
pub fn summary(view: &View, title: &str, engine: &EngineInfo, summary: &Summary) -> String {
    summary::page(view, title, engine, summary)
}

/// A page under way: conversations are written as they come, the list of them at the end.
#[derive(Default)]
pub struct Page {
    contents: Vec<contents::Entry>,
    tally: Tally,
    left_out: usize,
}

impl Page {
    /// The page up to its first conversation; `title` says what was read.
    pub fn begin(view: &View, title: &str) -> String {
        let heading = view.lang.pick("Conversations", "对话报告");
        shell::begin(view.lang, heading, title).into_string()
    }

    /// The next conversation; nothing where the page is full.
    pub fn conversation(&mut self, view: &View, checked: &Checked, scored: Option<Scored>) -> String {
        self.tally.add(Tally::of(checked));
        if self.contents.len() == MOST {
            self.left_out += 1;
            return String::new();
        }
        let number = self.contents.len() + 1;
        self.contents.push(contents::Entry::of(checked));
        conversation::article(view, number, checked, scored).into_string()
    }

    /// The list of conversations, where there are several, and the end of the page.
    pub fn end(&self, view: &View, engine: &EngineInfo) -> String {
        let list = contents::list(view, &self.contents, &self.tally, self.left_out);
        shell::end(view.lang, engine, self.tally.hints(), &list).into_string()
    }

    /// Says on standard error how many conversations were counted but not shown, if any.
    pub fn tell_left_out(&self) {
        if self.left_out > 0 {
            anstream::eprintln!("the page shows the first {MOST} conversations; {} more were read", self.left_out);
            problems::help("`rapport report` sums up all of them; or give fewer paths");
        }
    }
}
