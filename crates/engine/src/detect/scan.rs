//! Reads one turn and finds every cue whose words and form are there.

use std::cell::Cell;

use rapport_model::Channel;
use rapport_text::{Form, Kind};

use super::index::{Gates, NONE, Posting};
use super::possible::{self, Possible};
use super::scene::TurnRead;
use super::{Heard, Presence};
use crate::pattern::{Marks, Match, NOT_YET, Room, Tok, Window};
use crate::rules::{Cue, Hint, Library, PatternSet, Place};

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

/// Reads the text of turn `at`, which was begun, and collects its hits. The turns before it have been read.
pub(crate) fn scan(library: &Library, channel: Channel, turns: &mut [TurnRead], at: usize, presence: &mut Presence) {
    let (earlier, later) = turns.split_at_mut(at);
    let Some(turn) = later.first_mut() else { return };
    turn.before = library.unheard;
    if let Some(last) = earlier.last() {
        possible::join(&mut turn.before, &last.before);
        possible::join(&mut turn.before, &last.heard);
    }
    let before = turn.before;
    let text = std::mem::take(&mut turn.text);
    turn.reading.read(&text);
    turn.text = text;
    library.vocabulary.tokens(&turn.reading, &mut turn.toks);
    let mut hits = std::mem::take(&mut turn.hits);
    turn.opened.clear();
    turn.opened.resize(turn.reading.sentences.len(), Cell::new(NOT_YET));
    let index = library.index.side(turn.side);
    let toks = std::mem::take(&mut turn.toks);
    let heard;
    {
        for (number, sentence) in turn.reading.sentences.iter().enumerate() {
            presence.mark(number, &library.membership, &toks[sentence.first as usize..sentence.end as usize]);
        }
        presence.next_turn(library.cues.len());
        let possible = Possible { earlier, before: &before, side: turn.side, channel };
        let mut scanner = Scanner { library, turn, toks: &toks, presence, possible, hits: &mut hits, put_off: Vec::new(), heard: library.unheard };
        for (number, sentence) in turn.reading.sentences.iter().enumerate() {
            let window = scanner.window(number);
            for at in sentence.first as usize..sentence.end as usize {
                let tok = toks[at];
                if tok.id != 0 {
                    scanner.try_all(index.one(tok.id), at, number, &window);
                    if at + 1 < window.end && toks[at + 1].id != 0 {
                        scanner.try_all(index.two(tok, toks[at + 1]), at, number, &window);
                    }
                }
                if tok.number {
                    scanner.try_all(&index.numbers, at, number, &window);
                }
                if tok.mask {
                    scanner.try_all(&index.masks, at, number, &window);
                }
            }
            scanner.try_anywhere(index.anywhere(), number, &window);
        }
        scanner.try_put_off();
        heard = scanner.heard;
        scanner.keep_by_turn();
    }
    turn.heard = heard;
    hits.sort_unstable_by_key(|hit| (hit.cue, hit.start, hit.end, hit.pattern));
    turn.toks = toks;
    turn.hits = hits;
}

struct Scanner<'a> {
    library: &'a Library,
    turn: &'a TurnRead,
    toks: &'a [Tok],
    presence: &'a Presence,
    possible: Possible<'a>,
    hits: &'a mut Vec<Hit>,
    /// Tries that wait for the rest of the turn: posting, token, sentence.
    put_off: Vec<(Posting, u32, u16)>,
    /// Rules that have hits in this turn.
    heard: Heard,
}

impl<'a> Scanner<'a> {
    fn window(&self, sentence: usize) -> Window<'a> {
        self.turn.window(self.library, self.toks, self.presence.marks(sentence), sentence)
    }

    fn is_question(&self, sentence: usize) -> bool {
        let reading = &self.turn.reading;
        reading.form(&reading.sentences[sentence]) == Form::Question
    }

    fn try_all(&mut self, postings: &[Posting], at: usize, sentence: usize, window: &Window) {
        if postings.is_empty() {
            return;
        }
        let reading = &self.turn.reading;
        let length = reading.length();
        let closed = Gates::default().with(Gates::TURN_START, sentence != 0).with(Gates::ENGLISH, reading.words == 0).with(Gates::CHINESE, reading.han == 0);
        // A sentence is shorter than `Room::ANY`.
        let (before, after) = ((at - window.first) as u8, (window.end - at) as u8);
        let around = window.marks.signs.around(at - window.first);
        for posting in postings {
            let gates = posting.gates;
            if gates.has(closed)
                || length < u32::from(posting.min_words)
                || length > u32::from(posting.max_words)
                || before < posting.room.before
                || after < posting.room.after
                || after > posting.room.most_after
                || !posting.near.iter().all(|near| around.may_have(near))
                || self.presence.is_done(posting.cue)
                || !posting.near.iter().all(|near| near.set == NONE || window.has(*near, at))
                || posting.room.most_before != Room::ANY && at > window.opened() + usize::from(posting.room.most_before)
                || (gates.has(Gates::QUESTION) || gates.has(Gates::STATEMENT)) && self.is_question(sentence) != gates.has(Gates::QUESTION)
            {
                continue;
            }
            let cue = &self.library.cues[posting.cue as usize];
            let pattern = &cue.patterns[posting.pattern as usize];
            if pattern.later != NONE && !(sentence..reading.sentences.len()).any(|later| self.presence.marks(later).of(&self.library.membership, pattern.later) != 0) {
                continue;
            }
            if gates.has(Gates::EARLIER) && !self.possible.allows(cue, &self.library.rules[cue.rule as usize]) {
                self.presence.done(posting.cue);
                continue;
            }
            if gates.has(Gates::BESIDE) {
                self.put_off.push((*posting, at as u32, sentence as u16));
                continue;
            }
            if let Some(found) = window.at_anchor(pattern, posting.elem as usize, at) {
                self.accept(posting, cue, found, sentence, window);
            }
        }
    }

    /// Tries what waited for the rest of the turn, rules in the order in which they build on each other.
    fn try_put_off(&mut self) {
        let mut put_off = std::mem::take(&mut self.put_off);
        put_off.sort_by_key(|(posting, ..)| self.library.rank[self.library.cues[posting.cue as usize].rule as usize]);
        for (posting, at, sentence) in put_off {
            let cue = &self.library.cues[posting.cue as usize];
            if self.presence.is_done(posting.cue) || !self.possible.allows_beside(cue, &self.library.rules[cue.rule as usize], &self.heard) {
                continue;
            }
            let window = self.window(sentence as usize);
            if let Some(found) = window.at_anchor(&cue.patterns[posting.pattern as usize], posting.elem as usize, at as usize) {
                self.accept(&posting, cue, found, sentence as usize, &window);
            }
        }
    }

    /// Leaves out hits whose turn lacks what they need elsewhere in it, or has what forbids them.
    fn keep_by_turn(&mut self) {
        let mut hits = std::mem::take(self.hits);
        hits.retain(|hit| {
            let cue = &self.library.cues[hit.cue as usize];
            cue.with_turn.iter().all(|set| self.in_turn(set)) && (cue.unless_turn.is_empty() || !self.in_turn(&cue.unless_turn))
        });
        *self.hits = hits;
    }

    fn in_turn(&self, set: &PatternSet) -> bool {
        (0..self.turn.reading.sentences.len()).any(|sentence| {
            let window = self.window(sentence);
            set.iter().any(|pattern| {
                window.shows(pattern)
                    && (pattern.parts.len() == 1
                        || window.find(&pattern.parts[0], window.first).is_some_and(|end| {
                            let mut found = Match { start: window.first, end };
                            self.later_parts(&pattern.parts[1..], &mut found)
                        }))
            })
        })
    }

    /// Patterns that nothing announces: tried on every sentence.
    fn try_anywhere(&mut self, postings: &[Posting], sentence: usize, window: &Window) {
        for posting in postings {
            let cue = &self.library.cues[posting.cue as usize];
            let elems = &cue.patterns[posting.pattern as usize].parts[0];
            let reading = &self.turn.reading;
            let spoken = !(posting.gates.has(Gates::ENGLISH) && reading.words == 0 || posting.gates.has(Gates::CHINESE) && reading.han == 0);
            if spoken
                && !self.presence.is_done(posting.cue)
                && let Some(end) = window.find(elems, window.first)
            {
                self.accept(posting, cue, Match { start: window.first, end }, sentence, window);
            }
        }
    }

    fn accept(&mut self, posting: &Posting, cue: &Cue, mut found: Match, sentence: usize, window: &Window) {
        let pattern = &cue.patterns[posting.pattern as usize];
        if pattern.parts.len() > 1 && !self.later_parts(&pattern.parts[1..], &mut found) {
            return;
        }
        let counts = self.library.rules[cue.rule as usize].limits.at_least.is_some();
        let many = counts || cue.predicate.is_some();
        if many && self.already(posting.cue, &found, sentence as u16, counts) || !self.holds(cue, window, &found, sentence) {
            return;
        }
        if !many {
            self.presence.done(posting.cue);
        }
        if matches!(cue.hint, Hint::Finding | Hint::Part(_)) {
            possible::note(&mut self.heard, cue.rule);
        }
        let hit = Hit { cue: posting.cue, pattern: posting.pattern, start: found.start as u32, end: found.end as u32, sentence: sentence as u16 };
        self.hits.extend(cue.also.iter().map(|&cue| Hit { cue, ..hit.clone() }));
        self.hits.push(hit);
    }

    /// A cue counts once a turn; where a predicate chooses among sentences, once a sentence; where hits are
    /// counted, once a place.
    fn already(&self, cue: u32, found: &Match, sentence: u16, counts: bool) -> bool {
        self.hits.iter().filter(|hit| hit.cue == cue).any(|hit| if counts { (hit.start as usize) < found.end && found.start < hit.end as usize } else { hit.sentence == sentence })
    }

    /// Parts after `>>`: each somewhere later in the turn, inside one sentence.
    fn later_parts(&self, parts: &[Box<[crate::pattern::Elem]>], found: &mut Match) -> bool {
        let mut from = found.end;
        for part in parts {
            let later = (0..self.turn.reading.sentences.len()).filter(|&sentence| self.turn.reading.sentences[sentence].end as usize > from);
            match later.map(|sentence| self.window(sentence)).find_map(|window| window.find(part, from)) {
                Some(end) => from = end,
                None => return false,
            }
        }
        found.end = from;
        true
    }

    fn holds(&self, cue: &Cue, window: &Window, found: &Match, sentence: usize) -> bool {
        let reading = &self.turn.reading;
        let tokens = &reading.tokens;
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
        if cue.guard.reported && self.library.grammar.reported(window, found.start) || cue.guard.hypothetical && self.library.grammar.hypothetical(window, found.start) {
            return false;
        }
        let in_sentence = |set: &PatternSet| set.iter().any(|pattern| window.shows(pattern));
        cue.with.iter().all(in_sentence) && !in_sentence(&cue.unless)
    }
}

impl TurnRead {
    /// Whether a cue that only asks for a circumstance stands in this turn.
    pub(crate) fn says(&self, cue: u32) -> bool {
        let at = self.hits.partition_point(|hit| hit.cue < cue);
        self.hits.get(at).is_some_and(|hit| hit.cue == cue)
    }

    /// One sentence as patterns see it.
    pub(crate) fn window<'a>(&'a self, library: &'a Library, toks: &'a [Tok], marks: &'a Marks, sentence: usize) -> Window<'a> {
        let s = self.reading.sentences[sentence];
        Window { toks, marks, membership: &library.membership, first: s.first as usize, end: s.end as usize, opened: &self.opened[sentence], opener: &library.grammar }
    }
}
