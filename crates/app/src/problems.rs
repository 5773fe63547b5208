//! What could not be read, on standard error: where, why, what to do.

use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};
use rapport_model::Problem;

use crate::language::Lang;
use crate::problem_words;

/// Of each kind so many are printed in full.
const SHOWN: u64 = 20;

const RED: Style = AnsiColor::Red.on_default().bold();
const CYAN: Style = AnsiColor::Cyan.on_default();

/// Prints problems as they come, and keeps count of those it leaves out.
#[derive(Debug, Default)]
pub struct Problems {
    lang: Lang,
    /// By code: how many, and the help of the first.
    seen: BTreeMap<&'static str, u64>,
}

impl Problems {
    /// None yet; to be told in this language.
    pub fn new(lang: Lang) -> Problems {
        Problems { lang, ..Problems::default() }
    }

    /// The language they are told in.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The lines for one problem; none once there were many of its kind.
    pub fn lines(&mut self, problem: &Problem) -> Option<String> {
        let count = self.seen.entry(problem.code).or_default();
        *count += 1;
        if *count > SHOWN {
            return None;
        }
        let line = problem.line.map_or(String::new(), |line| format!(":{line}"));
        let (message, help) = (problem_words::message(problem, self.lang), problem_words::help(problem, self.lang));
        Some(match self.lang {
            Lang::En => format!("{}{line}: {message}\n  {CYAN}help{CYAN:#}: {help}", problem.source),
            Lang::Zh => format!("{}{line}：{message}\n  {CYAN}办法{CYAN:#}：{help}", problem.source),
        })
    }

    /// One line for each kind of which some were left out.
    pub fn rest(&self) -> Vec<String> {
        let line = |(code, count): (&&str, &u64)| match self.lang {
            Lang::En => format!("and {} more like it ({code})", count - SHOWN),
            Lang::Zh => format!("另有 {} 条同类问题（{code}）", count - SHOWN),
        };
        self.seen.iter().filter(|(_, count)| **count > SHOWN).map(line).collect()
    }
}

/// Prints an error of the whole command.
pub fn error(message: &str) {
    anstream::eprintln!("{RED}error{RED:#}: {message}");
}

/// Prints what to do about it.
pub fn help(message: &str) {
    anstream::eprintln!("  {CYAN}help{CYAN:#}: {message}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_problems_of_a_kind_are_summed_up() {
        let mut problems = Problems::default();
        let one = Problem { code: "bad_json", source: "a.jsonl".into(), line: Some(7), message: "not JSON".into(), help: "mend it".into() };
        let printed = (0..337).filter_map(|_| problems.lines(&one)).count();
        assert_eq!(printed, 20);
        assert_eq!(problems.rest(), ["and 317 more like it (bad_json)"]);
    }
}
