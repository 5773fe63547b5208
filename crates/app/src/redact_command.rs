//! `rapport redact`: conversations with personal data masked, in a form that can be read again.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use rapport_engine::Scratch;
use rapport_model::{Conversation, Party};
use rapport_wire::plain;

use crate::behaviours;
use crate::output::{Format, Output};
use crate::reading::{Reading, Sink};

const EXAMPLES: &str = "\
Examples:
  rapport redact call.txt > call.redacted.txt
  rapport redact chats/ --format jsonl > chats.redacted.jsonl
  cat chat.json | rapport redact - --format json

What was masked is counted on standard error. The output can be read again by `rapport check`.
Fields that Rapport does not know are left out, as they may hold anything.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    reading: Reading,
    /// text for a transcript, json or jsonl for Rapport's plain JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let sources = args.reading.sources()?;
    let library = behaviours::library(None)?;
    let work = |mut conversation: Conversation, _: &mut Scratch| {
        let before: Vec<String> = conversation.turns.iter().map(|turn| turn.text.clone()).collect();
        rapport_flow::redact_with_roles(&library, &mut conversation);
        let masks = masks(&before, &conversation);
        let bytes = match args.format {
            Format::Text => transcript(&conversation).into_bytes(),
            Format::Json | Format::Jsonl => plain::line(&conversation),
        };
        (bytes, masks)
    };
    let mut printer = Printer { output: Output::stdout(args.format).between("\n---\n\n"), masked: BTreeMap::new() };
    let done = args.reading.read(sources, work, &mut printer)?;
    if !done.cut_short {
        let kinds: Vec<String> = printer.masked.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        let sum: usize = printer.masked.values().sum();
        let s = |count: u64| if count == 1 { "" } else { "s" };
        let list = if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) };
        anstream::eprintln!("masked {sum} value{} in {} conversation{}{list}", s(sum as u64), done.counts.read, s(done.counts.read));
    }
    Ok(done.status(false))
}

/// Writes conversations, and counts what was masked in them by kind.
struct Printer {
    output: Output,
    masked: BTreeMap<String, usize>,
}

impl Sink<(Vec<u8>, BTreeMap<String, usize>)> for Printer {
    fn take(&mut self, (bytes, masks): (Vec<u8>, BTreeMap<String, usize>)) -> io::Result<()> {
        for (kind, count) in masks {
            *self.masked.entry(kind).or_default() += count;
        }
        self.output.write(&bytes)
    }

    fn end(&mut self) -> io::Result<()> {
        self.output.end("")
    }
}

/// How many values of each kind were masked; tokens that the source had already do not count.
fn masks(before: &[String], after: &Conversation) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (before, after) in before.iter().zip(&after.turns) {
        if *before == after.text {
            continue;
        }
        let old = tokens(before);
        for (kind, count) in tokens(&after.text) {
            let new = count.saturating_sub(old.get(&kind).copied().unwrap_or(0));
            if new > 0 {
                *counts.entry(kind.to_owned()).or_default() += new;
            }
        }
    }
    counts
}

/// Tokens such as `[PHONE#1]` and `[NAME:customer#2]`, by what stands before `#` and `:`.
fn tokens(text: &str) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for part in text.split('[').skip(1) {
        let Some((inside, _)) = part.split_once(']') else { continue };
        let kind = inside.split([':', '#']).next().unwrap_or(inside);
        if kind.len() > 1 && kind.bytes().all(|byte| byte.is_ascii_uppercase()) {
            *counts.entry(kind).or_default() += 1;
        }
    }
    counts
}

/// The look of a plain text transcript, with the roles as labels: names are personal data too.
fn transcript(conversation: &Conversation) -> String {
    let mut out = String::new();
    // An id that reading derives from the file's name again need not be written.
    let derived = if conversation.source == "-" { "stdin".into() } else { Path::new(&conversation.source).file_stem().unwrap_or_default().to_string_lossy() };
    if derived != conversation.id {
        out.push_str(&format!("id: {}\nchannel: {}\n\n", conversation.id, conversation.channel.as_str()));
    }
    let text: String = conversation.turns.iter().map(|turn| turn.text.as_str()).collect();
    let chinese = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count() * 4 > text.chars().count();
    for turn in &conversation.turns {
        if let Some(ms) = turn.start_ms {
            let seconds = ms.max(0) / 1000;
            out.push_str(&format!("[{:02}:{:02}] ", seconds / 60, seconds % 60));
        }
        out.push_str(&format!("{}{}", label(&turn.party, chinese), if chinese { "：" } else { ": " }));
        out.push_str(&turn.text);
        out.push('\n');
    }
    out
}

fn label(party: &Party, chinese: bool) -> &str {
    match (party, chinese) {
        (Party::Agent, false) => "Agent",
        (Party::Agent, true) => "坐席",
        (Party::Customer, false) => "Customer",
        (Party::Customer, true) => "客户",
        (Party::System, false) => "System",
        (Party::System, true) => "系统",
        (Party::Bot, false) => "Bot",
        (Party::Bot, true) => "机器人",
        (Party::Supervisor, false) => "Supervisor",
        (Party::Supervisor, true) => "主管",
        (Party::Speaker(_), false) => "Speaker",
        (Party::Speaker(_), true) => "说话人",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_counted_by_kind() {
        let counts = tokens("call [PHONE#1] or [PHONE#2], ask for [NAME:agent#1] [sic] [x");
        assert_eq!(counts, BTreeMap::from([("PHONE", 2), ("NAME", 1)]));
    }
}
