//! Parses the text of a pattern into a tree.

/// One element of a parsed pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// A word as written, lower case.
    Word(String),
    /// A Chinese character, simplified.
    Han(char),
    /// A word in any inflection.
    Lemma(String),
    /// A word class.
    Class(String),
    /// Exactly one token.
    Any,
    /// Up to so many tokens.
    Gap(u8),
    /// Anything, over sentence ends.
    Far,
    /// One of these sequences; an empty one makes it optional.
    Group(Vec<Vec<Node>>),
    /// The next token is none of these.
    Not(Vec<Vec<Node>>),
    /// A sentence begins.
    Start,
    /// A sentence ends.
    End,
    /// A captured part.
    Slot(String, Vec<Node>),
}

/// The longest gap that can be written.
const MAX_GAP: u8 = 40;

/// Parses a pattern; the error says what is wrong and how to write it.
pub(crate) fn parse(text: &str) -> Result<Vec<Node>, String> {
    let chars: Vec<char> = text.chars().collect();
    let mut parser = Parser { chars: &chars, at: 0 };
    let mut branches = vec![parser.sequence("|")?];
    while parser.peek() == Some('|') {
        parser.at += 1;
        branches.push(parser.sequence("|")?);
    }
    let nodes = if branches.len() > 1 { vec![Node::Group(branches)] } else { branches.swap_remove(0) };
    if nodes.is_empty() {
        return Err("the pattern is empty: write at least one word".into());
    }
    Ok(nodes)
}

struct Parser<'a> {
    chars: &'a [char],
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn sequence(&mut self, stops: &str) -> Result<Vec<Node>, String> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            if stops.contains(c) {
                break;
            }
            match c {
                ' ' | '\t' | '\n' => self.at += 1,
                '(' => {
                    self.at += 1;
                    nodes.push(Node::Group(self.alternatives(')')?));
                }
                '[' => {
                    self.at += 1;
                    let mut branches = self.alternatives(']')?;
                    branches.push(Vec::new());
                    nodes.push(Node::Group(branches));
                }
                '<' => {
                    self.at += 1;
                    let name = self.name();
                    if name.is_empty() || self.peek() != Some(':') {
                        return Err("a slot is written `<name:pattern>`".into());
                    }
                    self.at += 1;
                    let inner = self.sequence(">")?;
                    self.close('>')?;
                    nodes.push(Node::Slot(name, inner));
                }
                '!' => {
                    self.at += 1;
                    let branches = match self.peek() {
                        Some('(') => {
                            self.at += 1;
                            self.alternatives(')')?
                        }
                        Some('@') => vec![vec![self.class()?]],
                        Some(c) if is_word(c) => vec![vec![self.word()?]],
                        _ => return Err("after `!` comes a word, a class or `(x|y)`".into()),
                    };
                    nodes.push(Node::Not(branches));
                }
                '>' if self.chars.get(self.at + 1) == Some(&'>') => {
                    self.at += 2;
                    nodes.push(Node::Far);
                }
                '@' => nodes.push(self.class()?),
                '_' => {
                    self.at += 1;
                    nodes.push(Node::Any);
                }
                '^' => {
                    self.at += 1;
                    nodes.push(Node::Start);
                }
                '$' => {
                    self.at += 1;
                    nodes.push(Node::End);
                }
                '.' => nodes.push(self.gap()?),
                // After a group, a class, a slot or a word: it may be missing.
                '?' if !nodes.is_empty() => {
                    self.at += 1;
                    let last = nodes.split_off(nodes.len() - 1);
                    nodes.push(Node::Group(vec![last, Vec::new()]));
                }
                // After a group: every single word of it in any inflection.
                '~' if matches!(nodes.last(), Some(Node::Group(_))) => {
                    self.at += 1;
                    if let Some(Node::Group(branches)) = nodes.last_mut() {
                        inflect(branches);
                    }
                }
                _ if is_word(c) => nodes.push(self.word()?),
                ')' | ']' | '|' | '>' => return Err(format!("unexpected `{c}`: it closes nothing")),
                _ => return Err(format!("`{c}` has no meaning in a pattern: punctuation is not matched, leave it out")),
            }
        }
        Ok(nodes)
    }

    /// At a dot of "a.m." or "e.g.".
    fn abbreviates(&self) -> bool {
        let at = |i: usize| self.chars.get(i).copied().unwrap_or(' ');
        self.peek() == Some('.')
            && self.at > 0
            && at(self.at - 1).is_ascii_alphabetic()
            && at(self.at + 1) != '.'
            && (at(self.at + 1).is_ascii_alphabetic() || self.at > 2 && at(self.at - 2) == '.')
    }

    fn alternatives(&mut self, close: char) -> Result<Vec<Vec<Node>>, String> {
        let stops: String = ['|', close].iter().collect();
        let mut branches = vec![self.sequence(&stops)?];
        while self.peek() == Some('|') {
            self.at += 1;
            branches.push(self.sequence(&stops)?);
        }
        self.close(close)?;
        Ok(branches)
    }

    fn close(&mut self, close: char) -> Result<(), String> {
        if self.peek() == Some(close) {
            self.at += 1;
            Ok(())
        } else {
            Err(format!("a `{close}` is missing"))
        }
    }

    fn name(&mut self) -> String {
        let from = self.at;
        while self.peek().is_some_and(|c| c.is_alphanumeric() || c == '_') {
            self.at += 1;
        }
        self.chars[from..self.at].iter().collect()
    }

    fn class(&mut self) -> Result<Node, String> {
        self.at += 1;
        // A class name is ASCII, so that Chinese may follow it without a space.
        let from = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_alphanumeric() || c == '_') {
            self.at += 1;
        }
        let name: String = self.chars[from..self.at].iter().collect();
        if name.is_empty() { Err("`@` is followed by the name of a word class".into()) } else { Ok(Node::Class(name)) }
    }

    fn gap(&mut self) -> Result<Node, String> {
        self.at += 1;
        if self.peek() != Some('.') {
            return Err("a gap is written with two dots: `..` or `..6`".into());
        }
        while self.peek() == Some('.') {
            self.at += 1;
        }
        let from = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.chars[from..self.at].iter().collect();
        if digits.is_empty() {
            return Ok(Node::Gap(3));
        }
        match digits.parse::<u8>() {
            Ok(n) if (1..=MAX_GAP).contains(&n) => Ok(Node::Gap(n)),
            _ => Err(format!("a gap is 1 to {MAX_GAP} words: `..{digits}` is too long; use `>>` for anywhere later")),
        }
    }

    /// A written word becomes the same tokens that a text would give, so contractions expand here too.
    fn word(&mut self) -> Result<Node, String> {
        let from = self.at;
        if is_han(self.chars[from]) {
            self.at += 1;
            return Ok(Node::Han(rapport_text::simplify(self.chars[from])));
        }
        while self.peek().is_some_and(|c| is_word(c) && !is_han(c)) || self.abbreviates() {
            self.at += 1;
        }
        let word: String = self.chars[from..self.at].iter().collect();
        if self.peek() == Some('~') {
            self.at += 1;
            return Ok(Node::Lemma(word.to_lowercase()));
        }
        Ok(Node::Word(word.to_lowercase()))
    }
}

/// `(send|set up)~`: the first word of each branch takes all its forms.
fn inflect(branches: &mut [Vec<Node>]) {
    for branch in branches {
        match branch.first_mut() {
            Some(first @ Node::Word(_)) => {
                if let Node::Word(word) = std::mem::replace(first, Node::Any) {
                    *first = Node::Lemma(word);
                }
            }
            Some(Node::Group(inner)) => inflect(inner),
            _ => {}
        }
    }
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '-' | '’' | '&' | '+') || (c as u32) >= 0x1f300 || matches!(c as u32, 0x2600..=0x27bf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_recognised() {
        use Node::*;
        let word = |w: &str| Word(w.into());
        assert_eq!(
            parse("^ (sorry|our bad) ..6 @failure [so] charge~ >> 退款 $").unwrap(),
            vec![
                Start,
                Group(vec![vec![word("sorry")], vec![word("our"), word("bad")]]),
                Gap(6),
                Class("failure".into()),
                Group(vec![vec![word("so")], vec![]]),
                Lemma("charge".into()),
                Far,
                Han('退'),
                Han('款'),
                End
            ]
        );
        assert_eq!(parse("<when:@day> !(not|no)").unwrap().len(), 2);
        assert_eq!(parse("抱歉..4@failure错了").unwrap().len(), 6);
        assert_eq!(parse("抱歉(的)?").unwrap()[2], Group(vec![vec![Group(vec![vec![Han('的')]])], vec![]]));
        assert_eq!(parse("(send|set up)~").unwrap()[0], Group(vec![vec![Lemma("send".into())], vec![Lemma("set".into()), word("up")]]));
        assert_eq!(parse("a.m.").unwrap(), vec![word("a.m.")]);
    }

    #[test]
    fn errors_say_what_to_write() {
        for (pattern, part) in
            [("(a|b", "missing"), ("a)", "closes nothing"), ("a . b", "two dots"), ("", "empty"), ("a, b", "punctuation"), ("<x y>", "slot"), ("..99 a", "too long")]
        {
            let error = parse(pattern).unwrap_err();
            assert!(error.contains(part), "{pattern}: {error}");
        }
    }
}
