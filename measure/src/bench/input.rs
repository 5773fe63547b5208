//! Conversations to measure on, made in memory from the public corpora.

use std::path::Path;

use anyhow::{Context, Result};
use rapport_model::Conversation;
use serde_json::{Value, json};

use crate::places;

/// Repeated until there are so many turns.
const TURNS: usize = 100_000;

/// Conversations of one language.
pub struct Input {
    /// English or Chinese.
    pub language: &'static str,
    /// JSON Lines, every conversation once.
    pub once: Vec<u8>,
    /// JSON Lines, repeated.
    pub lines: Vec<u8>,
    /// Read from `lines`.
    pub conversations: Vec<Conversation>,
    /// How many of `conversations` differ; the rest repeats them.
    pub distinct: usize,
    /// Turns in `conversations`.
    pub turns: usize,
    /// Bytes of what was said, without JSON.
    pub bytes: usize,
}

/// English and Chinese; corpora that are absent are named on standard error and left out.
///
/// # Errors
/// Nothing is there at all, or a conversation cannot be read.
pub fn inputs(folder: &Path) -> Result<Vec<Input>> {
    let english = ["tune/tweetsumm.jsonl", "train/stc3.jsonl", "tune/uss_mwoz.jsonl", "tune/uss_sgd.jsonl", "tune/annomi.jsonl"];
    Ok(vec![input("English", "en", folder, &english)?, input("Chinese", "zh", folder, &["train/stc3.jsonl"])?])
}

fn input(language: &'static str, tag: &str, folder: &Path, files: &[&str]) -> Result<Input> {
    let mut once = Vec::new();
    for file in files {
        let Some(rows) = places::rows(&folder.join(file)) else {
            eprintln!("left out, absent: {file}");
            continue;
        };
        for row in rows.iter().filter(|row| row["lang"] == tag) {
            serde_json::to_writer(&mut once, &bare(row))?;
            once.push(b'\n');
        }
    }
    let read = |bytes: &[u8]| -> Result<Vec<Conversation>> {
        let list = rapport_intake::read("bench.jsonl", bytes).into_iter();
        list.map(|read| read.map_err(|problem| anyhow::anyhow!("{}", problem.message))).collect()
    };
    let distinct = read(&once)?;
    let turns: usize = distinct.iter().map(|conversation| conversation.turns.len()).sum();
    let times = TURNS.checked_div(turns).context("no corpus is there to measure on")? + 1;
    let lines = once.repeat(times);
    let conversations = read(&lines)?;
    let bytes = conversations.iter().flat_map(|conversation| &conversation.turns).map(|turn| turn.text.len()).sum();
    Ok(Input { language, once, lines, distinct: distinct.len(), turns: turns * times, bytes, conversations })
}

/// What a centre would send: who said what, without the corpus's labels.
fn bare(row: &Value) -> Value {
    let turns = row["turns"].as_array().map_or(&[][..], Vec::as_slice);
    let turns: Vec<Value> = turns.iter().map(|turn| json!({"who": turn["who"], "text": turn["text"]})).collect();
    json!({"id": row["id"], "lang": row["lang"], "channel": row["channel"], "turns": turns})
}
