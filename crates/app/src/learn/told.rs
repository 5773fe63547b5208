//! What a team's files tell: labelled turns as lessons, contacts with their reasons.

use std::io::BufReader;

use rapport_engine::{Classes, Library, Observed, Scratch, observe, observe_contact};
use rapport_flow::Input;
use rapport_intake::{Format, Options, Record};
use rapport_learn::{Label, Labelled, Lesson, Misfit, Teaches, ToldReason};
use rapport_model::{Channel, Conversation, Party, Problem, Turn};
use rapport_text::{Language, Reading};
use rayon::prelude::*;
use serde_json::Value;

use crate::language::Lang;
use crate::page::did_you_mean;
use crate::problems::Problems;
use crate::progress::Progress;

/// What files are read with.
pub struct Asked<'a> {
    /// With its learned tier off.
    pub library: &'a Library,
    /// English, Chinese.
    pub classes: &'a [Classes],
    pub lang: Lang,
}

/// What was told.
#[derive(Default)]
pub struct Told {
    pub lessons: Vec<Lesson>,
    pub levels: Vec<(Label, u8)>,
    /// English, Chinese.
    pub reasons: [Vec<ToldReason>; 2],
    pub conversations: usize,
    pub turns: usize,
    pub left_out: usize,
}

/// Reads labelled conversations. What does not fit is told on standard error, with its place.
pub fn labels(asked: &Asked, input: (Vec<Input>, &mut Progress), told: &mut Told) {
    let read = |record: Record, scratch: &mut Scratch| {
        let source = rapport_intake::parse(&record, &Options::default())?;
        let mut conversation = source.clone();
        rapport_flow::redact_with_roles(asked.library, &mut conversation);
        let labelled = Labelled::of(asked.library, &source, &conversation);
        if labelled.labels.iter().all(Option::is_none) && labelled.misfits.is_empty() {
            return Err(no_labels(&record, asked.lang));
        }
        let problems: Vec<Problem> = labelled.misfits.iter().map(|(turn, misfit)| of_misfit(asked, &record, *turn, misfit)).collect();
        let turns = seen(asked, &conversation, scratch);
        Ok((Lesson { group: conversation.id, teaches: Teaches::Everything, turns, labels: labelled.labels.clone() }, labelled, problems))
    };
    let mut problems = Problems::new(asked.lang);
    for result in records(input.0, input.1, read) {
        let left_out = match result {
            Ok((lesson, labelled, left_out)) => {
                told.conversations += 1;
                told.turns += labelled.turns();
                told.levels.extend(labelled.levels);
                told.lessons.push(lesson);
                left_out
            }
            Err(problem) => vec![problem],
        };
        told.left_out += left_out.len();
        left_out.iter().filter_map(|problem| problems.lines(problem)).for_each(|line| input.1.eprintln(&line));
    }
    problems.rest().iter().for_each(|line| input.1.eprintln(line));
}

/// Reads contacts with their reasons.
pub fn reasons(asked: &Asked, input: (Vec<Input>, &mut Progress), told: &mut Told) {
    let read = |record: Record, _: &mut Scratch| {
        let value: Value = serde_json::from_slice(&record.bytes).unwrap_or_default();
        let reason = value["reason"].as_str().map(str::trim).filter(|reason| !reason.is_empty());
        let Some(reason) = reason else {
            // What is wrong with the record comes first.
            rapport_intake::parse(&record, &Options::default()).map(drop).or_else(|problem| if value["text"].is_string() { Ok(()) } else { Err(problem) })?;
            return Err(no_reason(&record, asked.lang));
        };
        let mut conversation = match value["text"].as_str().filter(|_| record.format == Format::Json) {
            Some(text) => {
                let id = value["id"].as_str().map_or_else(|| format!("{}:{}", record.source, record.line), str::to_owned);
                let mut conversation = Conversation::new(id, record.source.as_str(), Channel::Chat);
                conversation.turns.push(Turn::new(Party::Customer, text));
                conversation
            }
            None => rapport_intake::parse(&record, &Options::default())?,
        };
        rapport_flow::redact_with_roles(asked.library, &mut conversation);
        let chinese = usize::from(is_chinese(&conversation));
        Ok((chinese, ToldReason { group: conversation.id.clone(), features: observe_contact(&conversation).reason, reason: reason.to_owned() }))
    };
    let mut problems = Problems::new(asked.lang);
    for result in records(input.0, input.1, read) {
        match result {
            Ok((chinese, reason)) => {
                told.conversations += 1;
                told.reasons[chinese].push(reason);
            }
            Err(problem) => {
                told.left_out += 1;
                problems.lines(&problem).iter().for_each(|line| input.1.eprintln(line));
            }
        }
    }
    problems.rest().iter().for_each(|line| input.1.eprintln(line));
}

/// Every record of every source, in order: `work` on all cores.
fn records<T: Send>(inputs: Vec<Input>, progress: &mut Progress, work: impl Fn(Record, &mut Scratch) -> Result<T, Problem> + Sync) -> Vec<Result<T, Problem>> {
    let mut all = Vec::new();
    for input in inputs {
        match (input.open)() {
            Ok(reader) => all.extend(rapport_intake::records(&input.name, BufReader::new(reader)).inspect(|_| progress.tick())),
            Err(error) => all.push(Err(Problem {
                code: "cannot_open",
                source: input.name,
                line: None,
                message: format!("cannot open: {error}"),
                help: "check the path and its permissions".into(),
            })),
        }
    }
    all.into_par_iter().map_init(Scratch::default, |scratch, record| record.and_then(|record| work(record, scratch))).collect()
}

/// Every turn as the heads of its language see it.
fn seen(asked: &Asked, conversation: &Conversation, scratch: &mut Scratch) -> Vec<Observed> {
    let of = |classes: &Classes, scratch: &mut Scratch| observe(asked.library, classes, conversation, scratch);
    let mut turns = of(&asked.classes[0], scratch);
    if turns.iter().any(|turn| turn.language == Language::Chinese) {
        let chinese = of(&asked.classes[1], scratch);
        turns.iter_mut().zip(chinese).filter(|(turn, _)| turn.language == Language::Chinese).for_each(|(turn, chinese)| *turn = chinese);
    }
    turns
}

/// Whether most of the customer's turns are Chinese, as the engine counts it.
fn is_chinese(conversation: &Conversation) -> bool {
    let customer = conversation.turns.iter().filter(|turn| turn.party == Party::Customer).map(|turn| Reading::of(&turn.text));
    let languages: Vec<Language> = customer.filter(|reading| !reading.tokens.is_empty()).map(|reading| reading.language).collect();
    languages.iter().filter(|language| **language == Language::Chinese).count() * 2 > languages.len()
}

fn problem(code: &'static str, record: &Record, message: String, help: String) -> Problem {
    Problem { code, source: record.source.clone(), line: Some(record.line), message, help }
}

fn no_labels(record: &Record, lang: Lang) -> Problem {
    let message = lang.pick("no turn has labels", "没有任何一轮带有标注");
    let help = lang.pick(
        "put `labels` beside `who` and `text`, as in docs/learning.md; an empty list says that nothing is there",
        "请在 `who` 和 `text` 旁写上 `labels`，参见 docs/learning.md；空列表表示该轮什么也没有",
    );
    problem("no_labels", record, message.into(), help.into())
}

fn no_reason(record: &Record, lang: Lang) -> Problem {
    let message = lang.pick("the contact has no `reason`", "该联系没有 `reason`");
    let help = lang.pick(r#"write {"text": "…", "reason": "card.lost"}"#, r#"请写成 {"text": "……", "reason": "card.lost"}"#);
    problem("no_reason", record, message.into(), help.into())
}

fn of_misfit(asked: &Asked, record: &Record, turn: usize, misfit: &Misfit) -> Problem {
    let zh = asked.lang == Lang::Zh;
    let (message, help) = match misfit {
        Misfit::Shape if zh => ("`labels` 不是由带 `behaviour` 的对象组成的列表".to_owned(), r#"请写成 "labels": [{"behaviour": "apology_owned"}]"#.to_owned()),
        Misfit::Shape => ("labels is no list of objects with a behaviour".to_owned(), r#"write "labels": [{"behaviour": "apology_owned"}]"#.to_owned()),
        Misfit::Unknown(id) => {
            let near = did_you_mean(id, asked.library.behaviours().map(|rule| rule.id.value.as_str()));
            (if zh { format!("没有 `{id}` 这一行为") } else { format!("there is no behaviour `{id}`") }, near)
        }
        Misfit::Side(id) if zh => (format!("`{id}` 属于对话的另一方"), "请检查该轮是谁说的，以及标注是否写在正确的一轮".to_owned()),
        Misfit::Side(id) => (format!("`{id}` belongs to the other side"), "check who says this turn, and whether the label stands at the right one".to_owned()),
        Misfit::Polarity(id) if zh => (format!("`{id}` 的 polarity 不对"), "两面皆可的行为须写 \"+\" 或 \"-\"，其他行为不写；见 `rapport behaviours`".to_owned()),
        Misfit::Polarity(id) => {
            (format!("`{id}` has another polarity"), "write \"+\" or \"-\" where a behaviour has both, nothing for others; `rapport behaviours` tells".to_owned())
        }
        Misfit::Level(id) if zh => (format!("`{id}` 的 level 不在 1–4 之间"), "请写 1、2、3 或 4，不分强弱时不写".to_owned()),
        Misfit::Level(id) => (format!("the level of `{id}` is none of 1, 2, 3, 4"), "write a whole number from 1 to 4, or leave it out".to_owned()),
        Misfit::Quote(id) if zh => (format!("`{id}` 的引文不在该轮文字中"), "引文须与该轮文字逐字相同".to_owned()),
        Misfit::Quote(id) => (format!("the quote of `{id}` does not stand in the turn"), "copy it letter by letter from the turn's text".to_owned()),
    };
    let place = if zh { format!("turns[{turn}]：{message}；该轮的标注已略去") } else { format!("turns[{turn}]: {message}; the labels of this turn were left out") };
    problem("bad_label", record, place, help)
}
