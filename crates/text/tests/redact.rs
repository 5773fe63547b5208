//! What is masked, what stays, and what a token looks like.

use Side::{Agent as A, Customer as C};
use rapport_text::redact::{Kind, Redactor, Side, redact_turns};

fn one(text: &str) -> String {
    redact_turns([(Side::Customer, text)]).remove(0).text
}

fn talk(turns: &[(Side, &str)]) -> Vec<String> {
    redact_turns(turns.iter().copied()).into_iter().map(|r| r.text).collect()
}

fn masked(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases.iter().filter(|(text, want)| one(text) != *want).map(|(text, want)| format!("{text}\n   is {}\n   not {want}", one(text))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn cards_in_every_dress() {
    for text in [
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "４１１１１１１１１１１１１１１１",
        "four one one one one one one one one one one one one one one one",
        "forty-one eleven eleven eleven eleven eleven eleven eleven",
        "four one double one, one one one one, uh, triple one one, double one double one",
        "四一一一，一一一一，一一一一，一一一一",
        "四幺幺幺幺幺幺幺幺幺幺幺幺幺幺幺",
    ] {
        assert_eq!(one(&format!("my card is {text} thanks")), "my card is [CARD:1111] thanks", "{text}");
    }
    masked(&[
        ("378282246310005, exp 04/27, cvv 1234", "[CARD:0005], exp [EXPIRY], cvv [CVV]"),
        ("银行卡号6212345678901265，有效期04/27，安全码123", "银行卡号[CARD:1265]，有效期[EXPIRY]，安全码[CVV]"),
    ]);
}

#[test]
fn numbers_read_out_over_turns() {
    let got = talk(&[
        (A, "can I take the long number on your card?"),
        (C, "sure, it's four one one one"),
        (A, "mhm"),
        (C, "one one one one"),
        (A, "one one one one, go on"),
        (C, "1111"),
        (C, "and one one one one"),
        (A, "and the three digits on the back?"),
        (C, "one two three"),
    ]);
    assert_eq!(got[1], "sure, it's [CARD:1111]");
    assert_eq!(got[4], "[CARD:1111], go on");
    assert_eq!(got[6], "and [CARD:1111]");
    assert_eq!(got[8], "[CVV]");
    let got = talk(&[(A, "请报一下手机号"), (C, "一三八"), (A, "嗯"), (C, "零零一三"), (A, "零零一三"), (C, "八零零零")]);
    assert_eq!(got[1..], ["[PHONE#1]", "嗯", "[PHONE#1]", "[PHONE#1]", "[PHONE#1]"]);
}

#[test]
fn identity_numbers() {
    masked(&[
        ("身份证11010519491231002X", "身份证[ID#1]"),
        ("我的号是340524 19800101 001x。", "我的号是[ID#1]。"),
        ("my social is 514 69 0360", "my social is [ID#1]"),
        ("ssn 514-69-0360", "ssn [ID#1]"),
        ("香港身份证A123456(3)", "香港身份证[ID#1]"),
        ("身份证 A123456789", "身份证 [ID#1]"),
        ("my national insurance number is AB 12 34 56 C", "my national insurance number is [ID#1]"),
        ("passport number is E12345678", "passport number is [ID#1]"),
        ("Aadhaar 2341 2341 2346", "Aadhaar [ID#1]"),
        ("PAN card ABCPE1234F", "PAN card [ID#1]"),
        ("统一社会信用代码91350100M000100Y43", "统一社会信用代码91350100M000100Y43"),
    ]);
}

#[test]
fn ways_to_reach_somebody() {
    masked(&[
        ("call me on (415) 555-2671 please", "call me on [PHONE#1] please"),
        ("+44 7700 900123", "[PHONE#1]"),
        ("my number is 07700 900123", "my number is [PHONE#1]"),
        ("it's four one five five five five two six seven one", "it's [PHONE#1]"),
        ("手机号138 0013 8000", "手机号[PHONE#1]"),
        ("打我一三八零零一三八零零零", "打我[PHONE#1]"),
        ("call us at 1-800-555-0199", "call us at 1-800-555-0199"),
        ("客服热线400-123-4567", "客服热线400-123-4567"),
        ("it's dana@example.com.", "it's [EMAIL#1]."),
        ("my email is john dot smith at example dot com", "my email is [EMAIL#1]"),
        ("邮箱是lihua88艾特example点com", "邮箱是[EMAIL#1]"),
        ("see https://example.com/help?page=2", "see https://example.com/help?page=2"),
        ("see https://example.com/reset?token=abc1", "see [URL]"),
        ("加我微信 wx_lihua88", "加我微信 [HANDLE#1]"),
        ("from 192.168.10.14", "from [IP]"),
        ("车牌粤B12345", "车牌[PLATE]"),
        ("IBAN GB82 WEST 1234 5698 7654 32 ok", "IBAN [IBAN:5432] ok"),
        ("account number 12345678, sort code 20-40-60", "account number [ACCOUNT:5678], sort code [ACCOUNT]"),
    ]);
}

#[test]
fn names_and_whose_they_are() {
    let got = talk(&[
        (A, "Hello, my name is Dana, how can I help?"),
        (C, "Hi Dana, this is Maria Reyes calling about my bill"),
        (A, "Thank you, Maria. Ms Reyes, one moment."),
        (A, "您好，我姓王"),
        (C, "我叫李小明，请叫我李先生"),
    ]);
    assert_eq!(got[0], "Hello, my name is [NAME:agent#1], how can I help?");
    assert_eq!(got[1], "Hi [NAME:agent#1], this is [NAME:customer#1] calling about my bill");
    assert_eq!(got[2], "Thank you, [NAME:customer#1]. Ms [NAME:customer#1], one moment.");
    assert_eq!(got[3], "您好，我姓[NAME:agent#2]");
    assert!(got[4].starts_with("我叫[NAME:customer#2]，"), "{}", got[4]);
    let mut known = Redactor::new().with_names(&["Robin Vale"], &["陈晓"]);
    assert_eq!(known.push(A, "陈晓您好, Robin here")[0].text, "[NAME:customer#1]您好, [NAME:agent#1] here");
}

#[test]
fn addresses_births_and_secrets() {
    masked(&[
        ("I live at 12 Maple Street, apt 4, Springfield, IL 62704.", "I live at [ADDRESS#1]."),
        ("send it to twelve maple street please", "send it to [ADDRESS#1] please"),
        ("我住在北京市朝阳区建国路88号3栋2单元501室", "我住在[ADDRESS#1]"),
        ("date of birth march third nineteen eighty five", "date of birth [DOB]"),
        ("I was born on 03/12/1985", "I was born on [DOB]"),
        ("我的生日是1985年3月12日", "我的生日是[DOB]"),
        ("my password is hunter2!", "my password is [PASSWORD]!"),
        ("密码是abc12345", "密码是[PASSWORD]"),
        ("验证码是482913", "验证码是[OTP]"),
        ("my pin is 4471", "my pin is [PIN]"),
    ]);
    let got = talk(&[(A, "Please read me the verification code we sent."), (C, "one sec"), (A, "sure"), (C, "it's 482913")]);
    assert_eq!(got[3], "it's [OTP]");
}

#[test]
fn what_is_not_personal_stays() {
    for text in [
        "order number 4532015112830367 has not come",
        "the 10:30 train on 13 May 2024 cost $1,299.00",
        "@135060 see ticket 123456789 and version 10.13.1.2",
        "my case number is 415 555 2671",
        "tracking 1Z999AA10123456784",
        "two way street, five minutes drive",
        "订单号202405130012345678还没到",
        "快递单号773012345678901查一下",
        "我5月13日买了2件，一共1299元，一直没到",
        "这位先生，服务小姐态度不好",
        "I am currently using iOS 11.1.2 on an iPhone 7",
        "this is Really bad, I'm Android user",
        "card ending in 1234",
        "尾号1234的卡",
    ] {
        assert_eq!(one(text), text);
    }
}

#[test]
fn masks_say_where() {
    let got = redact_turns([(C, "卡４１１１１１１１１１１１１１１１，谢谢")]).remove(0);
    assert_eq!(got.text, "卡[CARD:1111]，谢谢");
    assert_eq!(got.masks.len(), 1);
    let mask = &got.masks[0];
    assert_eq!((mask.kind, mask.span.start, mask.span.end), (Kind::Card, 1, 17));
    assert_eq!(mask.token_span.slice(&got.text), mask.token);
}

#[test]
fn firms_lines_stay_however_they_are_typed() {
    for text in ["call us at 18005550199", "our phone number is 18005550199", "dial 1 888 555 0199", "8005550199 is toll free"] {
        assert_eq!(one(text), text);
    }
    masked(&[("my number is 14155552671", "my number is [PHONE#1]"), ("我的手机是18005550199", "我的手机是[PHONE#1]")]);
}

#[test]
fn names_come_behind_words_for_them() {
    let got = talk(&[(C, "收件人是我妈，林秀珍，身份证号11010519491231002X"), (A, "签收人林秀珍，对吗？")]);
    assert_eq!(got, ["收件人是我妈，[NAME#1]，身份证号[ID#1]", "签收人[NAME#1]，对吗？"]);
    masked(&[
        ("收货人王芳，电话13800138000", "收货人[NAME#1]，电话[PHONE#1]"),
        ("full name: Dana Reyes", "full name: [NAME:customer#1]"),
        ("I’m Dana Reyes calling about a bill", "I’m [NAME:customer#1] calling about a bill"),
        ("收件人我妈已经签收了", "收件人我妈已经签收了"),
    ]);
}
