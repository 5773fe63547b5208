//! Chats of ten turns, made from the turns of the labelled conversations: any number, the same ones each time.

use std::io::{self, Read};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::places;

/// Turns of one chat.
const TURNS: usize = 10;

/// JSON Lines of chats, made while they are read.
pub struct Chats {
    /// The turns of conversations, by language.
    conversations: [Vec<Vec<Value>>; 2],
    next: usize,
    end: usize,
    line: Vec<u8>,
    at: usize,
}

impl Chats {
    /// `count` chats.
    ///
    /// # Errors
    /// The corpus is not there.
    pub fn new(count: usize) -> Result<Chats> {
        let of = |language: &str| -> Result<Vec<Vec<Value>>> {
            let rows = places::rows(&places::project().join(format!("corpus/train/{language}.jsonl"))).context("corpus/train is not there")?;
            let turns = |row: &Value| row["turns"].as_array().into_iter().flatten().map(|turn| json!({"who": turn["who"], "text": turn["text"]})).collect();
            Ok(rows.iter().map(turns).filter(|turns: &Vec<Value>| !turns.is_empty()).collect())
        };
        let conversations = [of("en")?, of("zh")?];
        Ok(Chats { conversations, next: 0, end: count, line: Vec::new(), at: 0 })
    }

    /// Ten turns that follow each other in one conversation and, where it is shorter, in the next. The languages take turns.
    fn chat(&self, number: usize) -> Vec<u8> {
        let (conversations, place) = (&self.conversations[number % 2], number / 2);
        let (many, round) = (conversations.len(), place / conversations.len());
        let all = (0..many).flat_map(|step| {
            let turns = &conversations[(place + step) % many];
            // Each round begins two turns further on, so that few chats are alike.
            let skip = if step == 0 { round * 2 % turns.len().max(1) } else { 0 };
            turns.iter().skip(skip)
        });
        let turns: Vec<&Value> = all.take(TURNS).collect();
        let minute = number % 60;
        let chat = json!({
            "id": format!("bench-{number}"),
            "channel": "chat",
            "agent": format!("agent {}", number % 40),
            "customer": format!("customer {}", number % 2_000),
            "started_at": format!("2026-10-{:02}T{:02}:{minute:02}:00Z", number / 1440 % 28 + 1, number / 60 % 24),
            "turns": turns,
        });
        format!("{chat}\n").into_bytes()
    }
}

impl Read for Chats {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.line.len() && self.next < self.end {
            (self.line, self.at) = (self.chat(self.next), 0);
            self.next += 1;
        }
        let count = out.len().min(self.line.len() - self.at);
        out[..count].copy_from_slice(&self.line[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
