//! Reads one turn and finds every cue whose words and form are there.

use std::cell::Cell;

use rapport_model::Channel;
use rapport_text::{Form, Kind, Sentence};

use super::asked::Waiting;
use super::index::{Gates, Here, NONE, Posting, SideIndex};
use super::possible::{self, Possible};
use super::scene::TurnRead;
use super::{Heard, Presence};
use crate::pattern::{Elem, Marks, Match, NOT_YET, Room, Tok, Window};
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
    let mut waiting = std::mem::take(&mut turn.waiting);
    waiting.clear();
    turn.opened.clear();
    turn.opened.resize(turn.reading.sentences.len(), Cell::new(NOT_YET));
    let index = library.index.side(turn.side);
    let toks = std::mem::take(&mut turn.toks);
    let heard;
    {
        presence.mark_all(&turn.reading, &toks);
        presence.next_turn(library.cues.len());
        let possible = Possible { library, earlier, before: &before, side: turn.side, channel };
        let waits = !presence.eager && !library.learned.is_on();
        let mut scanner =
            Scanner { library, turn, toks: &toks, presence, possible, hits: &mut hits, waiting: &mut waiting, put_off: Vec::new(), heard: library.unheard, by_turn: false, waits };
        for number in 0..turn.reading.sentences.len() {
            scanner.sentence(index, number);
        }
        scanner.try_put_off();
        heard = scanner.heard;
        scanner.keep_by_turn();
    }
    turn.heard = heard;
    hits.sort_unstable_by_key(|hit| (hit.cue, hit.start, hit.end, hit.pattern));
    turn.toks = toks;
    turn.hits = hits;
    turn.waiting = waiting;
}

struct Scanner<'a> {
    library: &'a Library,
    turn: &'a TurnRead,
    toks: &'a [Tok],
    presence: &'a Presence,
    possible: Possible<'a>,
    hits: &'a mut Vec<Hit>,
    waiting: &'a mut Vec<Waiting>,
    /// Tries that wait for the rest of the turn: posting, token, sentence.
    put_off: Vec<(Posting, u32, u16)>,
    /// Rules that have hits in this turn.
    heard: Heard,
    /// Some hit asks for words elsewhere in the turn.
    by_turn: bool,
    /// Circumstances wait until they are asked for; heads look at all of them.
    waits: bool,
}

impl<'a> Scanner<'a> {
    fn window(&self, sentence: usize) -> Window<'a> {
        self.turn.window(self.library, self.toks, self.presence.marks(sentence), sentence)
    }

    /// Tries what the words of a sentence announce.
    fn sentence(&mut self, index: &SideIndex, number: usize) {
        let reading = &self.turn.reading;
        let window = self.window(number);
        let asks = reading.sentences[number].form() == Form::Question;
        let closed = Gates::default()
            .with(Gates::TURN_START, number != 0)
            .with(Gates::ENGLISH, reading.words == 0)
            .with(Gates::CHINESE, reading.han == 0)
            .with(Gates::QUESTION, !asks)
            .with(Gates::STATEMENT, asks);
        for at in window.first..window.end {
            let tok = self.toks[at];
            let next = if at + 1 < window.end { self.toks[at + 1] } else { Tok::default() };
            let [one, two] = index.of(tok, next);
            if one.is_empty() && two.is_empty() && !tok.is_value() {
                continue;
            }
            let place = at - window.first;
            let here = Here { closed, length: reading.length(), before: place as u8, after: (window.end - at) as u8, around: window.marks.signs.around(place) };
            self.tries(one, &here, at, number, &window);
            self.tries(two, &here, at, number, &window);
            if tok.is_value() {
                self.tries(if tok.is_number() { &index.numbers } else { &index.masks }, &here, at, number, &window);
            }
        }
        self.try_anywhere(index.anywhere(), number, &window);
    }

    #[inline]
    fn tries(&mut self, postings: &[Posting], here: &Here, at: usize, sentence: usize, window: &Window) {
        for posting in postings {
            if posting.is_refused(here) {
                continue;
            }
            if posting.gates.has(Gates::ASKED) && self.waits {
                self.waiting.push(Waiting { cue: posting.cue, pattern: posting.pattern, elem: posting.elem, sentence: sentence as u16, at: at as u32, stands: Cell::new(None) });
            } else {
                self.attempt(posting, at, sentence, window);
            }
        }
    }

    /// Tries what was not refused at first sight.
    #[inline(never)]
    fn attempt(&mut self, posting: &Posting, at: usize, sentence: usize, window: &Window) {
        let gates = posting.gates;
        if self.presence.is_done(posting.cue)
            || !posting.near.iter().all(|near| near.set == NONE || window.has(*near, at))
            || posting.room.most_before != Room::ANY && at > window.opened() + usize::from(posting.room.most_before)
        {
            return;
        }
        let cue = &self.library.cues[posting.cue as usize];
        let pattern = &cue.patterns[posting.pattern as usize];
        if pattern.later != NONE && !(sentence..self.turn.reading.sentences.len()).any(|later| self.window(later).shows_one_of(pattern.later)) {
            return;
        }
        if gates.has(Gates::EARLIER) && !self.possible.allows(cue, &self.library.rules[cue.rule as usize]) {
            self.presence.done(posting.cue);
            return;
        }
        if gates.has(Gates::BESIDE) {
            self.put_off.push((*posting, at as u32, sentence as u16));
            return;
        }
        if let Some(found) = window.at_anchor(pattern, posting.elem as usize, at) {
            self.accept(posting, cue, found, sentence, window);
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
        if !self.by_turn {
            return;
        }
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
        self.by_turn |= !cue.with_turn.is_empty() || !cue.unless_turn.is_empty();
        let hit = Hit { cue: posting.cue, pattern: posting.pattern, start: found.start as u32, end: found.end as u32, sentence: sentence as u16 };
        self.hits.extend(cue.also.iter().map(|&cue| Hit { cue, ..hit.clone() }));
        self.hits.push(hit);
    }

    /// A cue counts once a turn; where a predicate chooses among sentences, once a sentence; where hits are
    /// counted, once a place.
    fn already(&self, cue: u32, found: &Match, sentence: u16, counts: bool) -> bool {
        self.hits.iter().filter(|hit| hit.cue == cue).any(|hit| if counts { (hit.start as usize) < found.end && found.start < hit.end as usize } else { hit.sentence == sentence })
    }

    fn later_parts(&self, parts: &[Box<[Elem]>], found: &mut Match) -> bool {
        later_parts(|sentence| self.window(sentence), &self.turn.reading.sentences, parts, found)
    }

    fn holds(&self, cue: &Cue, window: &Window, found: &Match, sentence: usize) -> bool {
        let reading = &self.turn.reading;
        let tokens = &reading.tokens;
        let first = tokens[found.start.min(tokens.len() - 1)];
        if let Some(form) = cue.form
            && reading.sentences[sentence].form() != form
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
    /// One sentence as patterns see it.
    pub(crate) fn window<'a>(&'a self, library: &'a Library, toks: &'a [Tok], marks: &'a Marks, sentence: usize) -> Window<'a> {
        let s = self.reading.sentences[sentence];
        Window { toks, marks, membership: &library.membership, first: s.first as usize, end: s.end as usize, opened: &self.opened[sentence], opener: &library.grammar }
    }
}

/// Parts after `>>`: each somewhere later in the turn, inside one sentence.
pub(super) fn later_parts<'a>(windows: impl Fn(usize) -> Window<'a>, sentences: &[Sentence], parts: &[Box<[Elem]>], found: &mut Match) -> bool {
    let mut from = found.end;
    for part in parts {
        let later = (0..sentences.len()).filter(|&sentence| sentences[sentence].end as usize > from);
        match later.map(&windows).find_map(|window| window.find(part, from)) {
            Some(end) => from = end,
            None => return false,
        }
    }
    found.end = from;
    true
}
