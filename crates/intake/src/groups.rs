//! Rows of many conversations that come interleaved, gathered by conversation within bounds.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use crate::records::MAX_RECORD_BYTES;

/// Conversations that are held open, at most.
const OPEN: usize = 4096;
/// Bytes of all open conversations, at most; a single one may grow to the size of a record.
const OPEN_BYTES: usize = 16 * 1024 * 1024;
/// Closed conversations whose ids are remembered, and addresses that are counted, at most.
const REMEMBERED: usize = 1 << 18;
/// Addresses noted for one conversation, at most.
const SIDES: usize = 16;

/// Conversations under way. Rows are kept as JSON, one a line.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    open: HashMap<String, Group>,
    /// Keys of open groups by when they were last touched.
    order: BTreeMap<u64, String>,
    bytes: usize,
    tick: u64,
    begun: u64,
    closed: HashSet<u64>,
    /// In how many conversations an address took part, by its hash.
    sides: HashMap<u64, u64>,
    ready: VecDeque<Closed>,
}

#[derive(Debug)]
struct Group {
    first_line: u64,
    bytes: Vec<u8>,
    touched: u64,
    too_large: bool,
    split: bool,
    sides: Vec<String>,
}

/// A conversation of which no more rows are awaited.
#[derive(Debug)]
pub(crate) struct Closed {
    pub(crate) line: u64,
    pub(crate) bytes: Vec<u8>,
    /// Its rows take more than a record may.
    pub(crate) too_large: bool,
}

/// What the rows of a record are preceded by: what only all conversations together tell.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Head {
    /// An earlier record holds rows of the same conversation.
    #[serde(default)]
    pub(crate) split: bool,
    /// Addresses that take part in most conversations of the source: those who serve.
    #[serde(default)]
    pub(crate) regulars: Vec<String>,
}

impl Groups {
    /// Adds a row to the conversation `key`; `sides` are the addresses that take part in it.
    pub(crate) fn add(&mut self, key: &str, line: u64, row: &impl Serialize, sides: &[&str]) {
        match self.open.get(key).map(|group| group.touched) {
            // Touching again what was touched last changes no order.
            Some(touched) if touched == self.tick => {}
            Some(touched) => {
                self.order.remove(&touched);
                self.touch(key);
            }
            None => {
                let split = self.closed.contains(&hash(key));
                self.begun += u64::from(!split);
                self.open.insert(key.to_owned(), Group { first_line: line, bytes: Vec::new(), touched: 0, too_large: false, split, sides: Vec::new() });
                self.touch(key);
            }
        }
        let Some(group) = self.open.get_mut(key) else { return };
        for side in sides {
            if group.sides.len() < SIDES && !group.sides.iter().any(|known| known == side) {
                group.sides.push((*side).to_owned());
                let side = hash(side);
                if !group.split && (self.sides.len() < REMEMBERED || self.sides.contains_key(&side)) {
                    *self.sides.entry(side).or_default() += 1;
                }
            }
        }
        let before = group.bytes.len();
        // Rows are plain values in memory, which always have a JSON form.
        if !group.too_large && serde_json::to_writer(&mut group.bytes, row).is_ok() {
            group.bytes.push(b'\n');
        }
        if group.bytes.len() > MAX_RECORD_BYTES {
            group.too_large = true;
            group.bytes = Vec::new();
        }
        self.bytes = self.bytes + group.bytes.len() - before;
        while self.open.len() > OPEN || (self.bytes > OPEN_BYTES && self.open.len() > 1) {
            self.close_oldest();
        }
    }

    /// Joins the rows of `from` to those of `to`, which turned out to be the same conversation.
    pub(crate) fn join(&mut self, from: &str, to: &str) {
        if from == to || !self.open.contains_key(to) {
            return;
        }
        let Some(group) = self.open.remove(from) else { return };
        self.order.remove(&group.touched);
        self.begun = self.begun.saturating_sub(u64::from(!group.split));
        let Some(target) = self.open.get_mut(to) else { return };
        target.first_line = target.first_line.min(group.first_line);
        target.bytes.extend_from_slice(&group.bytes);
        target.too_large |= group.too_large;
        for side in group.sides {
            if target.sides.contains(&side) {
                if let Some(count) = self.sides.get_mut(&hash(&side)) {
                    *count = count.saturating_sub(1);
                }
            } else {
                target.sides.push(side);
            }
        }
    }

    /// No more rows will come: everything is closed, in the order in which it began.
    pub(crate) fn close_all(&mut self) {
        let mut left: Vec<(String, Group)> = self.open.drain().collect();
        left.sort_by_key(|(_, group)| group.first_line);
        self.order.clear();
        self.bytes = 0;
        for (_, group) in left {
            let closed = self.closed(group);
            self.ready.push_back(closed);
        }
    }

    /// The next conversation that is whole.
    pub(crate) fn next(&mut self) -> Option<Closed> {
        self.ready.pop_front()
    }

    /// Whether conversations wait to be taken.
    pub(crate) fn is_waiting(&self) -> bool {
        !self.ready.is_empty()
    }

    fn touch(&mut self, key: &str) {
        self.tick += 1;
        self.order.insert(self.tick, key.to_owned());
        if let Some(group) = self.open.get_mut(key) {
            group.touched = self.tick;
        }
    }

    fn close_oldest(&mut self) {
        let Some((_, key)) = self.order.pop_first() else { return };
        let Some(group) = self.open.remove(&key) else { return };
        self.bytes -= group.bytes.len();
        if self.closed.len() >= REMEMBERED {
            self.closed.clear();
        }
        self.closed.insert(hash(&key));
        let closed = self.closed(group);
        self.ready.push_back(closed);
    }

    fn closed(&self, group: Group) -> Closed {
        let often = |side: &String| self.sides.get(&hash(side)).is_some_and(|count| *count >= 2 && count * 2 > self.begun);
        let head = Head { split: group.split, regulars: group.sides.into_iter().filter(often).collect() };
        let mut bytes = serde_json::to_vec(&head).unwrap_or_default();
        bytes.push(b'\n');
        bytes.extend_from_slice(&group.bytes);
        Closed { line: group.first_line, bytes, too_large: group.too_large }
    }
}

/// Head and rows of a record that [`Groups`] made.
pub(crate) fn rows<'a, T: Deserialize<'a>>(text: &'a str) -> (Head, Vec<T>) {
    let mut lines = text.lines();
    let head = lines.next().and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default();
    (head, lines.filter_map(|line| serde_json::from_str(line).ok()).collect())
}

fn hash(key: &str) -> u64 {
    // Fixed keys: the same input gives the same result.
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(groups: &mut Groups) -> Vec<(u64, Head, Vec<u64>)> {
        let mut out = Vec::new();
        while let Some(closed) = groups.next() {
            let text = String::from_utf8(closed.bytes).expect("text");
            let (head, rows) = rows(&text);
            out.push((closed.line, head, rows));
        }
        out
    }

    #[test]
    fn interleaved_rows_come_together_in_order() {
        let mut groups = Groups::default();
        for (line, key) in [(1, "a"), (2, "b"), (3, "a"), (4, "a"), (5, "b"), (6, "c")] {
            groups.add(key, line, &line, &["desk", key]);
        }
        groups.join("c", "b");
        groups.close_all();
        let found = all(&mut groups);
        let outline: Vec<_> = found.iter().map(|(line, head, rows)| (*line, head.regulars.join(" "), rows.clone())).collect();
        assert_eq!(outline, [(1, "desk".to_owned(), vec![1, 3, 4]), (2, "desk".to_owned(), vec![2, 5, 6])]);
    }

    #[test]
    fn what_was_touched_longest_ago_is_closed_first() {
        let mut groups = Groups::default();
        for number in 0..=OPEN as u64 {
            groups.add("always", number, &number, &[]);
            groups.add(&format!("k{number}"), number, &number, &[]);
        }
        let early = all(&mut groups);
        assert_eq!(early.iter().map(|(line, ..)| *line).collect::<Vec<_>>(), [0, 1]);
        groups.add("k0", 9, &9_u64, &[]);
        groups.close_all();
        let late = all(&mut groups);
        assert_eq!(late.iter().filter(|(_, head, _)| head.split).map(|(.., rows)| rows.clone()).collect::<Vec<_>>(), [vec![9]]);
        assert!(late.iter().any(|(_, _, rows)| rows.len() == OPEN + 1));
    }

    #[test]
    fn a_conversation_over_the_limit_loses_only_itself() {
        let mut groups = Groups::default();
        let row = "x".repeat(1 << 20);
        for line in 0..66 {
            groups.add("large", line, &row, &[]);
        }
        groups.add("small", 99, &1, &[]);
        groups.close_all();
        let found: Vec<(u64, bool)> = std::iter::from_fn(|| groups.next()).map(|closed| (closed.line, closed.too_large)).collect();
        assert_eq!(found, [(0, true), (99, false)]);
    }
}
