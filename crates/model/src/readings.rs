//! What a customer's words say beside behaviours: emotion, tension, the reason of the contact, likely satisfaction. Only customers have readings: no
//! type here can hold what a worker feels.

/// What a customer's turn shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Emotion {
    /// Loud, or cold.
    Anger,
    /// Below anger.
    Annoyance,
    /// Something hoped for did not come.
    Disappointment,
    /// Something may go wrong.
    Worry,
    /// Something is not understood.
    Confusion,
    /// A trouble is over.
    Relief,
    /// Thanks that are meant.
    Gratitude,
    /// Gladness of any other kind.
    Joy,
    /// None of these.
    Neutral,
}

impl Emotion {
    /// All of them, in the order in which weights name them.
    pub const ALL: [Emotion; 9] =
        [Emotion::Anger, Emotion::Annoyance, Emotion::Disappointment, Emotion::Worry, Emotion::Confusion, Emotion::Relief, Emotion::Gratitude, Emotion::Joy, Emotion::Neutral];

    /// `anger`, `annoyance` …
    pub fn as_str(self) -> &'static str {
        match self {
            Emotion::Anger => "anger",
            Emotion::Annoyance => "annoyance",
            Emotion::Disappointment => "disappointment",
            Emotion::Worry => "worry",
            Emotion::Confusion => "confusion",
            Emotion::Relief => "relief",
            Emotion::Gratitude => "gratitude",
            Emotion::Joy => "joy",
            Emotion::Neutral => "neutral",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Emotion> {
        Emotion::ALL.into_iter().find(|emotion| emotion.as_str() == word)
    }

    /// Whether it raises tension.
    pub fn is_negative(self) -> bool {
        matches!(self, Emotion::Anger | Emotion::Annoyance | Emotion::Disappointment | Emotion::Worry | Emotion::Confusion)
    }
}

/// The emotion of one customer turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Felt {
    /// Turn, from 0.
    pub turn: u32,
    /// The likeliest.
    pub emotion: Emotion,
    /// 1 mild to 4 extreme; 0 for neutral.
    pub intensity: u8,
    /// How likely, in hundredths.
    pub confidence: u8,
    /// Smoothed over the customer's turns so far, in thousandths: 0 calm, 1000 extreme.
    pub tension: u16,
}

/// Why the customer came: a place in the tree of reasons, such as `billing.duplicate`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The likeliest.
    pub driver: String,
    /// How likely, in hundredths.
    pub confidence: u8,
}

/// What a customer would most likely answer if asked how content they are, 1–5: an estimate, never the result of a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Satisfaction {
    /// In hundredths: 100–500.
    pub estimate: u16,
    /// The interval that held nine of ten conversations whose answer was known, in hundredths.
    pub interval: (u16, u16),
}

/// All readings of one conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    /// Customer turns in order.
    pub felt: Vec<Felt>,
    /// Where words say enough.
    pub reason: Option<Reason>,
    /// Where the customer said enough.
    pub satisfaction: Option<Satisfaction>,
}
