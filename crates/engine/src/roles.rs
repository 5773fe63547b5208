//! Who is the agent, where a source does not say: from what the speakers say.

use std::cell::Cell;
use std::collections::HashMap;

use rapport_model::{Conversation, Party, Problem};
use rapport_text::Reading;

use crate::pattern::{self, Marks, Pattern, Sets, Vocabulary, Window};
use crate::rules::Library;

/// What mostly agents say, and what mostly customers say.
const AGENT: &[&str] = &[
    "(how|what) (can|may|could) i (help|assist|do for) you",
    "how can i (help|assist)",
    "(thank you|thanks) for (calling|contacting|reaching|choosing|holding|your patience|waiting|trusting)",
    "(may|can|could) i [please] (have|get|take|ask for) your",
    "(your|the) (account|order|policy|booking|customer|reference) number please",
    "(is there|was there) (anything|something) else",
    "let me (check|look|pull|see|verify|transfer|get)",
    "i [will|can] ..2 (transfer|escalate|refund|process|look into|check|arrange|book) ..2 (you|your|this|that|it)",
    "(could|can|would) you ..2 (confirm|verify|provide|spell|tell me your)",
    "(have a|enjoy your) (great|good|nice|wonderful|lovely) (day|evening|weekend|one)",
    "this is @NAME ..3 speaking",
    "my name is @NAME ..6 (help|assist)",
    "we (apologize|are sorry|appreciate)",
    "(工号|为您服务|很高兴为您|请问有什么可以|有什么可以帮|竭诚为您)",
    "(感谢您的来电|感谢您的耐心|感谢您的支持|感谢您的配合|祝您生活愉快|请您稍等|请稍等|麻烦您提供|请您提供|请提供)",
    "(我帮您|帮您|给您|为您) ..4 (查|核实|办理|处理|登记|反馈|申请|转接)",
    "您好 ..2 (客服|这里是)",
    "请问您 ..4 (贵姓|方便|是)",
    "还有(其他|什么|别的) ..4 (帮|需要)",
];
const CUSTOMER: &[&str] = &[
    "i am calling (about|because|to|regarding|in regards)",
    "i (was|am) (calling|wondering|looking|trying) ",
    "i (have|got|had) (a|an) (problem|issue|question|complaint|account|appointment|order)",
    "i (want|need|would like) (to|a|an|my|you)",
    "my (order|account|card|bill|phone|internet|package|flight|son|daughter|husband|wife|payment|subscription|router|car|refund|name is)",
    "(can|could) you (help|fix|refund|send|tell|cancel|change|explain|look into) ..2 (me|my)",
    "(you|your) (people|company|guys)",
    "i (ordered|bought|paid|called|received|booked|signed up)",
    "(i am not happy|i am fed up|this is ridiculous|this is unacceptable)",
    "(我想|我要|我的|我买|我订|我之前|我昨天|我今天|我刚) ..4 (问|退|查|订单|快递|账户|卡|手机|投诉|取消|换|东西|件|改|办)",
    "(你们|你家) ..6 (怎么|到底|什么时候|能不能|为什么)",
    "(怎么还没|为什么|什么时候能|能不能帮我|帮我查|帮我看)",
];

/// Compiled markers of roles.
#[derive(Clone)]
pub(crate) struct Roles {
    agent: Box<[Pattern]>,
    customer: Box<[Pattern]>,
}

impl Roles {
    pub(crate) fn compile(vocabulary: &mut Vocabulary, sets: &mut Sets, mistakes: &mut Vec<String>) -> Roles {
        let mut all = |list: &[&str]| pattern::compile_all(list, vocabulary, sets, mistakes);
        Roles { agent: all(AGENT), customer: all(CUSTOMER) }
    }
}

/// Gives every speaker without a role the role of agent or customer, by what all their turns say; the
/// conversation's problems then tell that it was inferred. Where the words show nothing, the one who speaks
/// first is the agent on the telephone and the customer in writing.
pub fn infer_roles(library: &Library, conversation: &mut Conversation) {
    let mut scores: Vec<(&str, i32)> = Vec::new();
    // A source may give every turn a label of its own.
    let mut places: HashMap<&str, usize> = HashMap::new();
    for turn in &conversation.turns {
        if let Party::Speaker(label) = &turn.party {
            let place = *places.entry(label).or_insert_with(|| {
                scores.push((label, 0));
                scores.len() - 1
            });
            scores[place].1 += score(library, &turn.text);
        }
    }
    if scores.is_empty() {
        return;
    }
    let has = |party: Party| conversation.turns.iter().any(|turn| turn.party == party);
    let first_is_agent = conversation.channel.is_spoken();
    let agent = if has(Party::Agent) {
        None
    } else {
        // The highest score; of equals the first speaker on the telephone, the last in writing.
        let best = scores.iter().map(|(_, score)| *score).max().unwrap_or(0);
        let customer_known = has(Party::Customer);
        let mut candidates = scores.iter().filter(|(_, score)| *score == best).map(|(label, _)| (*label).to_owned());
        if scores.len() == 1 && !customer_known && best <= 0 {
            None
        } else if first_is_agent {
            candidates.next()
        } else {
            candidates.next_back()
        }
    };
    for turn in &mut conversation.turns {
        if let Party::Speaker(label) = &turn.party {
            turn.party = if Some(label) == agent.as_ref() { Party::Agent } else { Party::Customer };
        }
    }
    conversation.problems.push(Problem {
        code: "roles_inferred",
        source: conversation.source.clone(),
        line: None,
        message: "the source does not say who is the agent; the roles were inferred from what was said".into(),
        help: "give each turn `who: agent` or `who: customer` if this is wrong".into(),
    });
}

fn score(library: &Library, text: &str) -> i32 {
    let reading = Reading::of(text);
    let mut toks = Vec::new();
    library.vocabulary.tokens(&reading, &mut toks);
    let mut sum = 0;
    let mut marks = Marks::default();
    for sentence in &reading.sentences {
        let (first, end) = (sentence.first as usize, sentence.end as usize);
        marks.mark(&toks[first..end]);
        let opened = Cell::new(first as u32);
        let window = Window { toks: &toks, marks: &marks, membership: &library.membership, first, end, opened: &opened, opener: &library.grammar };
        let count = |patterns: &[Pattern]| patterns.iter().filter(|pattern| window.find(&pattern.parts[0], first).is_some()).count() as i32;
        sum += 2 * count(&library.roles.agent) - 2 * count(&library.roles.customer);
    }
    sum
}
