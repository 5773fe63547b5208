//! Reads one turn and finds every cue whose words and form are there.

use std::cell::Cell;

use rapport_text::{Form, Kind};

use super::scene::TurnRead;
use super::index::{Gates, Posting};
use super::Presence;
use crate::pattern::{Match, NOT_YET, Tok, Window};
use crate::rules::{Cue, Library, PatternSet, Place};

/// A cue whose words, form and guards hold in a turn; the dialogue is looked at later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub cue: u32,
    pub pattern: u16,
    /// Token range.
    pub start: u32,
    pub end: u32,
    pub sentence: u16,
}

/// Reads the text of a turn that was begun, and collects its hits.
pub(crate) fn scan(library: &Library, turn: &mut TurnRead, presence: &mut Presence) {
    let text = std::mem::take(&mut turn.text);
    turn.reading.read(&text);
    turn.text = text;
    library.vocabulary.tokens(&turn.reading, &mut turn.toks);
    let mut hits = std::mem::take(&mut turn.hits);
    turn.opened.clear();
    turn.opened.resize(turn.reading.sentences.len(), Cell::new(NOT_YET));
    let index = library.index.side(turn.side);
    let toks = std::mem::take(&mut turn.toks);
    {
        let mut scanner = Scanner { library, turn, toks: &toks, hits: &mut hits };
        presence.next_turn(library.cues.len());
        for sentence in &turn.reading.sentences {
            presence.next_sentence(&library.index, &toks[sentence.first as usize..sentence.end as usize]);
            for at in sentence.first as usize..sentence.end as usize {
                let tok = toks[at];
                if tok.id != 0 {
                    scanner.try_all(index.one(tok.id), at, presence);
                    if let Some(next) = toks.get(at + 1)
                        && next.id != 0
                    {
                        scanner.try_all(index.two(tok.id, next.id), at, presence);
                    }
                }
                if tok.number {
                    scanner.try_all(&index.numbers, at, presence);
                }
                if tok.mask {
                    scanner.try_all(&index.masks, at, presence);
                }
            }
        }
    }
    hits.sort_unstable_by_key(|hit| (hit.cue, hit.start, hit.end, hit.pattern));
    turn.toks = toks;
    turn.hits = hits;
}

/// More tokens than opening words can take.
const LONGEST_OPENING: usize = 14;

struct Scanner<'a> {
    library: &'a Library,
    turn: &'a TurnRead,
    toks: &'a [Tok],
    hits: &'a mut Vec<Hit>,
}

impl<'a> Scanner<'a> {
    fn window(&self, sentence: usize) -> Window<'a> {
        self.turn.window(self.library, self.toks, sentence)
    }

    fn try_all(&mut self, postings: &[Posting], at: usize, presence: &mut Presence) {
        if postings.is_empty() {
            return;
        }
        let reading = &self.turn.reading;
        let sentence = reading.tokens[at].sentence;
        let window = self.window(sentence as usize);
        let length = reading.length();
        for posting in postings {
            let gates = posting.gates;
            if !presence.allows(posting)
                || length < u32::from(posting.min_words)
                || length > u32::from(posting.max_words)
                || gates.has(Gates::TURN_START) && sentence != 0
                || gates.has(Gates::SENTENCE_START) && at > window.first + LONGEST_OPENING
                || gates.has(Gates::ENGLISH) && reading.words == 0
                || gates.has(Gates::CHINESE) && reading.han == 0
            {
                continue;
            }
            let cue = &self.library.cues[posting.cue as usize];
            let pattern = &cue.patterns[posting.pattern as usize];
            let Some(mut found) = window.at_anchor(pattern, posting.elem as usize, at) else { continue };
            if pattern.parts.len() > 1 && !self.later_parts(&pattern.parts[1..], &mut found) {
                continue;
            }
            let counts = self.library.rules[cue.rule as usize].limits.at_least.is_some();
            let many = counts || cue.predicate.is_some();
            if many && self.already(posting.cue, &found, sentence, counts) || !self.holds(cue, &window, &found, at) {
                continue;
            }
            if !many {
                presence.done(posting.cue);
            }
            self.hits.push(Hit { cue: posting.cue, pattern: posting.pattern, start: found.start as u32, end: found.end as u32, sentence });
        }
    }

    /// A cue counts once a turn; where a predicate chooses among sentences, once a sentence; where hits are
    /// counted, once a place.
    fn already(&self, cue: u32, found: &Match, sentence: u16, counts: bool) -> bool {
        self.hits.iter().filter(|hit| hit.cue == cue).any(|hit| {
            if counts { (hit.start as usize) < found.end && found.start < hit.end as usize } else { hit.sentence == sentence }
        })
    }

    /// Parts after `>>`: each somewhere later in the turn, inside one sentence.
    fn later_parts(&self, parts: &[Box<[crate::pattern::Elem]>], found: &mut Match) -> bool {
        let mut from = found.end;
        for part in parts {
            let mut next = None;
            for sentence in 0..self.turn.reading.sentences.len() {
                if (self.turn.reading.sentences[sentence].end as usize) <= from {
                    continue;
                }
                let window = self.window(sentence);
                next = window.find(part, from);
                if next.is_some() {
                    break;
                }
            }
            match next {
                Some(next) => from = next.end,
                None => return false,
            }
        }
        found.end = from;
        true
    }

    fn holds(&self, cue: &Cue, window: &Window, found: &Match, at: usize) -> bool {
        let reading = &self.turn.reading;
        let tokens = &reading.tokens;
        let sentence = tokens[at].sentence as usize;
        let first = tokens[found.start.min(tokens.len() - 1)];
        if let Some(form) = cue.form
            && (reading.form(&reading.sentences[sentence]) == Form::Question) != (form == Form::Question)
        {
            return false;
        }
        match cue.place {
            Some(Place::TurnStart) if sentence != 0 => return false,
            Some(Place::TurnEnd) if sentence + 1 != reading.sentences.len() => return false,
            _ => {}
        }
        if window.end - window.first > cue.sentence_max_words as usize {
            return false;
        }
        if cue.guard.quoted && tokens[found.start.min(tokens.len() - 1)..found.end.min(tokens.len())].iter().any(|token| token.quoted) {
            return false;
        }
        if cue.guard.negated {
            let reach = if first.kind == Kind::Han { 3 } else { 4 };
            let mut from = found.start;
            while from > window.first && found.start - from < reach && tokens[from - 1].clause == first.clause {
                from -= 1;
            }
            if self.library.grammar.negated(window, from, found.start) {
                return false;
            }
        }
        if cue.guard.reported && self.library.grammar.reported(window, found.start)
            || cue.guard.hypothetical && self.library.grammar.hypothetical(window, found.start)
        {
            return false;
        }
        let in_sentence = |set: &PatternSet| set.iter().any(|pattern| window.find(&pattern.parts[0], window.first).is_some());
        if !cue.with.iter().all(in_sentence) || in_sentence(&cue.unless) {
            return false;
        }
        cue.with_turn.iter().all(|set| self.in_turn(set)) && (cue.unless_turn.is_empty() || !self.in_turn(&cue.unless_turn))
    }

    fn in_turn(&self, set: &PatternSet) -> bool {
        (0..self.turn.reading.sentences.len()).any(|sentence| {
            let window = self.window(sentence);
            set.iter().any(|pattern| {
                window.find(&pattern.parts[0], window.first).is_some_and(|mut found| pattern.parts.len() == 1 || self.later_parts(&pattern.parts[1..], &mut found))
            })
        })
    }
}

impl TurnRead {
    /// Whether a cue that only asks for a circumstance stands in this turn.
    pub(crate) fn says(&self, cue: u32) -> bool {
        let at = self.hits.partition_point(|hit| hit.cue < cue);
        self.hits.get(at).is_some_and(|hit| hit.cue == cue)
    }

    /// Whether any of the patterns stands anywhere in this (scanned) turn.
    pub(crate) fn contains(&self, library: &Library, set: &PatternSet) -> bool {
        Scanner { library, turn: self, toks: &self.toks, hits: &mut Vec::new() }.in_turn(set)
    }

    /// One sentence as patterns see it.
    pub(crate) fn window<'a>(&'a self, library: &'a Library, toks: &'a [Tok], sentence: usize) -> Window<'a> {
        let s = self.reading.sentences[sentence];
        Window { toks, sets: &library.sets, first: s.first as usize, end: s.end as usize, opened: &self.opened[sentence], opener: &library.grammar }
    }
}
