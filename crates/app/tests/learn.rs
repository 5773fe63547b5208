//! `rapport learn`: a team's labels teach what nothing found before, and what does not fit is told with its place.

mod run;

use std::path::{Path, PathBuf};

use run::{lines, rapport, with};
use serde_json::{Value, json};

/// A house phrase that no list and no head knows, said in many ways, between turns that do not show it.
fn labelled() -> String {
    let said = ["goes", "is", "stays", "sits", "lands", "lives"];
    let rest = ["until Friday", "as of now", "from this minute", "today", "for the whole week"];
    let plain = [
        "The branch opens at nine.",
        "Your tariff is called Basic.",
        "The form has two pages.",
        "The office is on Mill Street.",
        "That is the blue button.",
        "It has four digits.",
    ];
    let lesson = |number: usize| {
        let own = format!("Right, this {} in the lantern book under my desk {}.", said[number % 6], rest[number % 5]);
        json!({"id": format!("ours-{number}"), "lang": "en", "channel": "chat", "turns": [
            {"who": "customer", "text": "Where is my parcel?", "labels": []},
            {"who": "agent", "text": plain[number % 6], "labels": []},
            {"who": "customer", "text": "And then?", "labels": []},
            {"who": "agent", "text": own, "labels": [{"behaviour": "ownership_statement", "level": 2, "quote": "in the lantern book"}]},
            {"who": "customer", "text": "Fine.", "labels": []},
            {"who": "agent", "text": plain[(number + 1) % 6], "labels": []},
        ]})
    };
    (0..30).map(|number| format!("{}\n", lesson(number))).collect()
}

const UNSEEN: &[u8] = b"Customer: Who looks after it?\nAgent: Well, it now rests in the lantern book under my desk, madam.\nCustomer: Good.\n";

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path: PathBuf = folder.join(name);
    std::fs::write(&path, text).expect("written");
    path.display().to_string()
}

fn found(models: &[&str]) -> Vec<Value> {
    let ran = with(&[&["check", "-", "--format", "jsonl"], models].concat(), &[], UNSEEN);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let findings = lines(&ran.out)[0]["findings"].as_array().cloned().unwrap_or_default();
    findings.into_iter().filter(|finding| finding["behaviour"] == "ownership_statement").collect()
}

#[test]
fn taught_labels_find_what_nothing_found_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let labels = written(folder.path(), "ours.jsonl", &labelled());
    let models = folder.path().join("models").display().to_string();
    assert_eq!(found(&[]).len(), 0, "the phrase is known already");

    let ran = rapport(&["learn", "--labels", &labels, "--write", &models]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("✓ ownership_statement  n 30") && ran.out.contains("better"), "{}", ran.out);
    assert!(ran.out.contains("180 labelled turns, 0 left out; 1 better"), "{}", ran.out);
    assert!(ran.out.contains("Read with it: rapport check PATH"), "{}", ran.out);

    let now = found(&["--models", &models]);
    assert_eq!(now.len(), 1, "{now:?}");
    assert_eq!(now[0]["turn"], 1);
    assert!(now[0]["quote"].as_str().is_some_and(|quote| quote.contains("lantern book")), "{now:?}");

    // English alone changed, and the same labels give the same bytes.
    let files = |folder: &str| {
        let mut names: Vec<String> = std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").file_name().display().to_string()).collect();
        names.sort();
        names
    };
    assert_eq!(files(&models), ["en.weights"]);
    let again = folder.path().join("again").display().to_string();
    assert_eq!(rapport(&["learn", "--labels", &labels, "--write", &again]).code, 0);
    let bytes = |folder: &str| std::fs::read(Path::new(folder).join("en.weights")).expect("weights");
    assert!(bytes(&models) == bytes(&again), "other bytes from the same labels");
}

#[test]
fn chinese_is_taught_like_english() {
    let said = ["已经记进", "都写在", "现在放进", "先登进", "马上录进", "全都收进"];
    let plain = ["营业厅九点开门。", "您的套餐叫基础版。", "这张表一共两页。", "地址在磨坊街。", "点那个蓝色按钮。", "一共四位数字。"];
    let lesson = |number: usize| {
        let own = format!("这件事{}我的灯笼簿里了，{}。", said[number % 6], ["到周五为止", "从现在起", "今天", "这一整周", "一直到办完"][number % 5]);
        json!({"id": format!("ours-{number}"), "lang": "zh", "channel": "chat", "turns": [
            {"who": "customer", "text": "我的包裹在哪里？", "labels": []},
            {"who": "agent", "text": plain[number % 6], "labels": []},
            {"who": "agent", "text": own, "labels": [{"behaviour": "ownership_statement", "quote": "灯笼簿"}]},
            {"who": "agent", "text": plain[(number + 1) % 6], "labels": []},
        ]})
    };
    let labels: String = (0..30).map(|number| format!("{}\n", lesson(number))).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let models = folder.path().join("models").display().to_string();
    let ran = with(&["learn", "--labels", "-", "--write", &models, "--lang", "zh"], &[], labels.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("中文\n") && ran.out.contains("变好") && ran.out.contains("zh.weights"), "{}", ran.out);
    let count = |more: &[&str]| {
        let said = "客户：这事谁跟？\n坐席：好，那就搁进我的灯笼簿里了。\n客户：行。\n";
        let ran = with(&[&["check", "-", "--format", "jsonl"], more].concat(), &[], said.as_bytes());
        lines(&ran.out)[0]["findings"].as_array().into_iter().flatten().filter(|finding| finding["behaviour"] == "ownership_statement").count()
    };
    assert_eq!((count(&[]), count(&["--models", &models])), (0, 1));
}

#[test]
fn a_folder_with_other_things_is_not_written_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let labels = written(folder.path(), "ours.jsonl", &labelled());
    let ran = rapport(&["learn", "--labels", &labels, "--write", &folder.path().display().to_string()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("holds other things than weights") && ran.err.contains("--force"), "{}", ran.err);
}

#[test]
fn what_does_not_fit_is_told_with_its_line_and_the_rest_goes_on() {
    let broken = concat!(
        "{\"id\": \"a\", \"turns\": [{\"who\": \"agent\", \"text\": \"I am so sorry.\", \"labels\": [{\"behaviour\": \"apology_ownd\"}]}]}\n",
        "{\"id\": \"b\", \"turns\": [{\"who\": \"customer\", \"text\": \"Hello.\", \"labels\": [{\"behaviour\": \"apology_owned\"}]}]}\n",
        "{\"id\": \"c\", \"turns\": [{\"who\": \"customer\", \"text\": \"Hello.\"}]}\n",
        "{\"id\": \"d\"\n"
    );
    let ran = with(&["learn", "--labels", "-", "--format", "json"], &[], format!("{}{broken}", labelled()).as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    for (line, words) in [(31, "there is no behaviour `apology_ownd`"), (32, "`apology_owned` belongs to the other side"), (33, "no turn has labels"), (34, "")] {
        assert!(ran.err.contains(&format!("-:{line}: ")) && ran.err.contains(words), "{line}: {}", ran.err);
    }
    assert!(ran.err.contains("apology_owned`?") || ran.err.contains("did you mean"), "{}", ran.err);
    assert!(!ran.err.contains("so sorry"), "{}", ran.err);
    let out: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((&out["labelled_turns"], &out["left_out"], &out["written"]), (&json!(180), &json!(4), &json!([])));
    assert_eq!(out["languages"][0]["behaviours"][0]["verdict"], "better");
    let chinese = with(&["learn", "--labels", "-", "--lang", "zh"], &[], broken.as_bytes());
    assert_eq!(chinese.code, 2, "{}", chinese.out);
    assert!(chinese.err.contains("没有 `apology_ownd` 这一行为") && chinese.err.contains("没有可学习的内容"), "{}", chinese.err);
}

#[test]
fn few_labels_are_told() {
    let few: String = labelled().lines().take(5).map(|line| format!("{line}\n")).collect();
    let ran = with(&["learn", "--labels", "-"], &[], few.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("too few labels (n < 12)") && ran.out.contains("Nothing was written"), "{}", ran.out);
    let chinese = with(&["learn", "--labels", "-", "--lang", "zh"], &[], few.as_bytes());
    assert!(chinese.out.contains("标注太少（n < 12）"), "{}", chinese.out);
}

/// A made-up bank's and insurer's contacts: two reasons told by text, one by turns, in ways that differ.
fn own_reasons() -> String {
    let begin = ["Hello,", "Hi there,", "Good morning,", "Please help,"];
    let lost = ["I lost my debit card", "my card was stolen", "I cannot find my card", "my card is gone"];
    let claim = ["I want to file a claim for my roof", "how far is my claim", "the claim for the flood", "my claim was refused"];
    let mut out = String::new();
    for number in 0..24 {
        let (hello, lost, claim) = (begin[number % 4], lost[number / 4 % 4], claim[number / 3 % 4]);
        out += &format!("{}\n", json!({"text": format!("{hello} {lost}."), "reason": "card.lost"}));
        out += &format!("{}\n", json!({"id": format!("claim-{number}"), "turns": [{"who": "customer", "text": format!("{hello} {claim}.")}], "reason": "claim.status"}));
    }
    out + "{\"text\": \"no reason given\"}\n"
}

#[test]
fn a_centre_teaches_its_own_reasons() {
    let folder = tempfile::tempdir().expect("a folder");
    let reasons = written(folder.path(), "reasons.jsonl", &own_reasons());
    let models = folder.path().join("models").display().to_string();
    let ran = rapport(&["learn", "--reasons", &reasons, "--write", &models, "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("reasons.jsonl:49: the contact has no `reason`"), "{}", ran.err);
    let out: Value = serde_json::from_str(&ran.out).expect("JSON");
    let learned = &out["languages"][0]["reasons"];
    assert_eq!((&learned["contacts"], &learned["most_frequent_right"]), (&json!(48), &json!(24)));
    assert!(learned["right"].as_u64().is_some_and(|right| right >= 44), "{learned}");
    let checked = with(&["check", "-", "--models", &models, "--format", "jsonl"], &[], b"Customer: Hello, my card is gone.\nAgent: I see.\n");
    assert_eq!(lines(&checked.out)[0]["readings"]["reason"]["driver"], "card.lost", "{}", checked.out);

    // Chinese comes on top of them: what English learned is not lost.
    let lost = ["我的银行卡丢了", "卡被人偷了", "银行卡找不到了", "卡掉在地铁上了", "请帮我把丢的卡停掉", "我把卡弄丢了"];
    let claim = ["我要报案，车被撞了", "我的理赔到哪一步了", "想申请理赔", "屋顶漏水要理赔", "理赔款什么时候到", "理赔材料要交哪些"];
    let line = |text: &str, reason: &str| format!("{}\n", json!({"text": text, "reason": reason}));
    let chinese: String = lost.iter().zip(claim).map(|(lost, claim)| line(lost, "card.lost") + &line(claim, "claim.status")).collect();
    let both = folder.path().join("both").display().to_string();
    let ran = with(&["learn", "--reasons", "-", "--models", &models, "--write", &both], &[], chinese.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let bytes = |folder: &str| std::fs::read(Path::new(folder).join("en.weights")).expect("weights");
    assert!(bytes(&models) == bytes(&both), "English weights were changed");
    assert!(Path::new(&both).join("zh.weights").is_file());
}

#[test]
fn nothing_to_learn_from_is_wrong_usage() {
    let ran = rapport(&["learn"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--labels FILE"), "{}", ran.err);
}
