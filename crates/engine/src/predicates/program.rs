//! What the program's pack says: terms nobody explained, claims kept and broken.

use std::sync::{Arc, LazyLock};

use rapport_model::Polarity;
use rapport_text::{Key, Reading, Span};

use super::{Args, Evidence, Lexicon};
use crate::detect::{Hit, Scene, TurnRead};
use crate::rules::Side;

/// Terms of art and internal codes of many industries; a program adds its own.
const TERMS: &str = "ont;onu;rma;sla;ivr;ach;apr;pnr;imei;iccid;apn;dns;dhcp;ip address;mac address;vlan;firmware;sku;etd;eta;ticket tier;tier two;tier 2;backend;back end;crm;kyc;aml;chargeback;reconciliation;escrow;underwriting;subrogation;deductible;amortization;pro rata;prorated;provisioning;port out;mtu;latency;packet loss;rebooking class;fare basis;interline;acdm;hlr;esim profile;tokenization;three d secure;3ds;pci;settlement batch;authorization hold;clearing house;arrears;encumbrance;indemnity;exclusion clause;waiting period rider;drg;icd;prior auth;formulary;eob;copay accumulator;dispute code;reason code;dispatch code;sync loss;dsl sync;snr;attenuation;provisioned;api;endpoint;sso;mfa token;oauth;rollback;\
冲正;对账;清算;贷记;光猫;掉线率;工单;二线;派单;结单;回单;挂账;轧账;调账;报备;核保;免赔额;退保;犹豫期;现金价值;保全;首期;续期;代扣;圈存;风控;限额管控;反洗钱;白名单;灰度;下沉;落地配;揽收;中转场;分拨;回传;路由信息;虚拟号;携号转网;合约机;核销;逆向物流;仓配;质检仓;入库单;客诉单;二开;接口报错;令牌;鉴权;同步失败;底层;后台数据;账期;宽限期;不可抗力;除外责任";

const DEFINES: [&str; 20] = [
    "that is",
    "which is",
    "which means",
    "meaning",
    "we call",
    "stands for",
    "in other words",
    "basically",
    "also known",
    "so called",
    "refers to",
    "or simply",
    "就是",
    "也就是",
    "指的是",
    "我们叫",
    "俗称",
    "意思是",
    "简单说",
    "简单来说",
];

fn keys(text: &str) -> Vec<Key> {
    Reading::of(text).tokens.iter().map(|token| token.key).collect()
}

static BUILT_IN: LazyLock<Vec<Vec<Key>>> = LazyLock::new(|| TERMS.split(';').map(keys).filter(|term| !term.is_empty()).collect());
static BY_FIRST: LazyLock<rapport_text::KeyMap<Vec<&'static [Key]>>> = LazyLock::new(|| {
    let mut index: rapport_text::KeyMap<Vec<&'static [Key]>> = rapport_text::KeyMap::default();
    BUILT_IN.iter().for_each(|term| index.entry(term[0]).or_default().push(term));
    index
});
static DEFINERS: LazyLock<Vec<Vec<Key>>> = LazyLock::new(|| DEFINES.iter().map(|text| keys(text)).collect());

/// The built-in terms.
pub(super) fn terms() -> &'static [Vec<Key>] {
    &BUILT_IN
}

fn find(read: &TurnRead, term: &[Key]) -> Option<usize> {
    let (first, rest) = term.split_first()?;
    read.reading.tokens.windows(term.len()).position(|window| window[0].key == *first && window[1..].iter().zip(rest).all(|(token, key)| token.key == *key))
}

/// A glossary term that the customer did not use before and the agent does not define in this turn or the next.
pub(crate) fn jargon(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let read = &scene.turns[turn];
    let tokens = &read.reading.tokens;
    if !read.facts.may_have_term && scene.program.glossary.is_empty() {
        return None;
    }
    let flags = |at: usize| read.toks.get(at).map_or(0, |tok| scene.library.lexicon.flags(tok.id));
    let built_in = |at: usize| Lexicon::may_be_term(flags(at), flags(at + 1)).then(|| BY_FIRST.get(&tokens[at].key)).flatten();
    let own = |at: usize| scene.program.glossary.iter().map(Vec::as_slice).filter(move |term| term[0] == tokens[at].key);
    let maybe = |&at: &usize| !scene.program.glossary.is_empty() || Lexicon::may_be_term(flags(at), flags(at + 1));
    let here = (0..tokens.len()).filter(maybe).flat_map(|at| built_in(at).into_iter().flatten().copied().chain(own(at)).map(move |term| (at, term)));
    for (at, term) in here {
        let stands = tokens[at..].len() >= term.len() && tokens[at..].iter().zip(term).all(|(token, key)| token.key == *key);
        if !stands {
            continue;
        }
        let used = || scene.turns[..turn].iter().any(|other| other.side == Side::Customer && find(other, term).is_some());
        let asked_between =
            |until: usize| (turn + 1..until).any(|other| scene.turns[other].side == Side::Customer && scene.found_at(scene.library.plan.known.confusion, other).is_some());
        let next = (turn + 1..scene.turns.len()).find(|&other| scene.turns[other].side == Side::Agent);
        let defines = |other: &TurnRead| DEFINERS.iter().any(|definer| find(other, definer).is_some());
        let explained = || defines(read) || next.is_some_and(|next| defines(&scene.turns[next]) && !asked_between(next));
        let explained_before = || scene.turns[..turn].iter().any(|other| other.side == Side::Agent && find(other, term).is_some());
        if !used() && !explained() && !explained_before() {
            let span = read.span(at, at + term.len());
            let slots = vec![(Arc::from("term"), span.slice(&read.text).to_owned())];
            return Some(Evidence { span: Some(span), slots, polarity: Some(Polarity::Negative), ..Evidence::default() });
        }
    }
    None
}

/// A sentence that a claim of the program forbids, or a fact stated with another value.
pub(crate) fn claim_broken(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    let read = &scene.turns[turn];
    for claim in &scene.program.forbidden {
        if let Some(at) = find(read, &claim.words) {
            return Some(claim_evidence(read.span(at, at + claim.words.len()), &claim.name, Polarity::Negative));
        }
    }
    fact(scene, turn).filter(|(_, kept, _)| !kept).map(|(span, _, name)| claim_evidence(span, &name, Polarity::Negative))
}

/// A fact of the program stated with its value.
pub(crate) fn claim_kept(scene: &Scene, turn: usize, _: Option<&Hit>, _: &Args) -> Option<Evidence> {
    fact(scene, turn).filter(|(_, kept, _)| *kept).map(|(span, _, name)| claim_evidence(span, &name, Polarity::Positive))
}

fn claim_evidence(span: Span, name: &Arc<str>, polarity: Polarity) -> Evidence {
    Evidence { span: Some(span), polarity: Some(polarity), slots: vec![(Arc::from("claim"), name.to_string())], ..Evidence::default() }
}

/// The first sentence about a fact that names a value: where, whether the value agrees, which fact.
fn fact(scene: &Scene, turn: usize) -> Option<(Span, bool, Arc<str>)> {
    let read = &scene.turns[turn];
    for fact in &scene.program.facts {
        for (number, sentence) in read.reading.sentences.iter().enumerate() {
            let tokens = &read.reading.tokens[sentence.first as usize..sentence.end as usize];
            let has = |words: &[Key]| !words.is_empty() && tokens.windows(words.len()).any(|window| window.iter().zip(words).all(|(token, key)| token.key == *key));
            if !fact.about.iter().any(|words| has(words)) {
                continue;
            }
            let kept = fact.values.iter().any(|words| has(words));
            let other = fact.wrong.iter().any(|words| has(words)) || fact.numeric && !kept && tokens.iter().any(|token| token.kind == rapport_text::Kind::Number);
            if kept || other {
                return Some((read.sentence_span(number), kept, Arc::clone(&fact.name)));
            }
        }
    }
    None
}
