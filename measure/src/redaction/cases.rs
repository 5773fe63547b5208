//! Cases with the places of what must be masked, and hard ones with nothing to mask.

use rapport_text::redact::Side;

use super::seed::Seed;
use super::values::{self, typed};

/// A conversation; the bytes between U+0001 and U+0002 must be masked.
pub struct Case {
    /// Sides and texts without the marks.
    pub turns: Vec<(Side, String)>,
    /// Turn, first and one past the last code point.
    pub spans: Vec<(usize, usize, usize)>,
}

/// Kinds of positive cases.
pub const TYPES: [&str; 10] = ["card", "id", "phone", "email", "cvv", "code", "birth", "address", "name", "account"];

const FILL_EN: [&str; 5] = [", uh, ", " um ", ", ", " then ", " "];
const FILL_ZH: [&str; 6] = ["，嗯，", "，然后", "，", "、", " ", "，呃"];

/// Case of a type; `chinese` chooses the language.
pub fn positive(s: &mut Seed, kind: &str, chinese: bool) -> Case {
    let asks: &[&str];
    let carriers: &[&str];
    let value: String;
    match (kind, chinese) {
        ("card" | "id" | "phone" | "account" | "cvv" | "code", _) => return number(s, kind, chinese),
        ("email", false) => {
            let (a, b) = (s.pick(&["dana", "robin", "maria", "sam", "priya", "leo"]), s.pick(&["reyes", "vale", "holt", "smith", "novak"]));
            let host = s.pick(&["example", "northwind", "contoso", "mailbox"]);
            let n = s.below(100);
            value = match s.below(6) {
                0 => format!("{a}.{b}@{host}.com"),
                1 => format!("{a}_{b}{n}@{host}.co.uk"),
                2 => format!("{a} dot {b} at {host} dot com"),
                3 => format!("{a} underscore {b} at {host} dot net"),
                4 => format!("{} at {host} dot com", a.chars().map(String::from).collect::<Vec<_>>().join(" ")),
                _ => format!("{}{n}@{host}.org", a.to_uppercase()),
            };
            asks = &["what's the best email for you?", "which email address should I use"];
            carriers = &["it's {}", "my email is {} thanks", "please send it to {}, I need it today", "yeah sure {}", "you can use {} for the receipt"];
        }
        ("email", true) => {
            let a = s.pick(&["lihua", "wangfang", "chenxiao", "zhang_wei"]);
            let n = s.below(1000);
            let host = s.pick(&["example", "northwind", "163", "qq"]);
            value = match s.below(4) {
                0 => format!("{a}{n}@{host}.com"),
                1 => format!("{a}{n}艾特{host}点com"),
                2 => format!("{a}{n} 艾特 {host} 点 com"),
                _ => format!("{a}.{n}＠{host}.com.cn"),
            };
            asks = &["请问您的邮箱是多少？", "麻烦提供一下电子邮箱"];
            carriers = &["{}", "邮箱是{}，谢谢", "发到{}就行", "我的邮箱：{}", "嗯，你记一下，{}"];
        }
        ("birth", false) => {
            let month = s.pick(&["January", "march", "May", "july", "October", "december"]);
            let (day, year) = (1 + s.below(28), 1950 + s.below(50));
            value = match s.below(5) {
                0 => format!("{:02}/{:02}/{year}", 1 + s.below(12), day),
                1 => format!("{month} {day}, {year}"),
                2 => format!("{day} {month} {year}"),
                3 => format!("{month} third nineteen {}", s.pick(&["eighty five", "ninety two", "seventy"])),
                _ => format!("{year}-{:02}-{day:02}", 1 + s.below(12)),
            };
            asks = &["can I get your date of birth?", "and your date of birth please"];
            carriers = &["{}", "it's {}", "my date of birth is {}", "I was born on {} in Springfield", "sure, dob {}"];
        }
        ("birth", true) => {
            let (year, month, day) = (1950 + s.below(50), 1 + s.below(12), 1 + s.below(28));
            value = match s.below(4) {
                0 => format!("{year}年{month}月{day}日"),
                1 => format!("{year}-{month:02}-{day:02}"),
                2 => format!("{year}年{month}月{day}号"),
                _ => s.pick(&["一九八五年三月十二号", "九二年五月六日", "一九七零年十月一日"]).to_owned(),
            };
            asks = &["请问您的出生日期是？", "麻烦报一下生日"];
            carriers = &["{}", "我的生日是{}", "出生日期{}", "我是{}出生的", "嗯，生日{}，对"];
        }
        ("address", false) => {
            let kind = s.pick(&["Street", "Avenue", "Road", "Lane", "St", "Ave", "Boulevard", "Drive"]);
            let name = s.pick(&["Maple", "Oak Hill", "Washington", "5th", "Lake View", "Elm"]);
            let full = format!("{} {name} {kind}", 1 + s.below(9999));
            value = match s.below(4) {
                0 => format!("{full}, Apt {}, Springfield, IL 62704", 1 + s.below(40)),
                1 => format!("{full}, Fairview"),
                2 => full.to_lowercase(),
                _ => full,
            };
            asks = &["what address should we ship to?", "could you confirm your address"];
            carriers = &["my address is {}", "I live at {}", "send it to {} please my address changed", "the address is {}, thanks"];
        }
        ("address", true) => {
            let city = s.pick(&["北京市朝阳区", "广东省深圳市南山区", "浙江省杭州市西湖区", "上海市浦东新区", "四川省成都市武侯区"]);
            let road = s.pick(&["建国路", "科技南路", "文三路", "人民大道", "解放街"]);
            let no = 1 + s.below(300);
            value = match s.below(3) {
                0 => format!("{city}{road}{no}号"),
                1 => format!("{city}{road}{no}号{}栋{}单元{}室", 1 + s.below(9), 1 + s.below(4), 100 + s.below(900)),
                _ => format!("{city}{road}{no}号{}号楼", 1 + s.below(20)),
            };
            asks = &["请问您的收货地址是？", "地址说一下"];
            carriers = &["我住在{}", "地址是{}，谢谢", "寄到{}", "{}", "麻烦送到{}吧"];
        }
        ("name", false) => {
            let (a, b) = (s.pick(&["Dana", "Maria", "Samuel", "Priya", "Oliver", "Keiko", "Bjorn"]), s.pick(&["Reyes", "Vale", "Holt", "Novak", "Okafor"]));
            value = match s.below(3) {
                0 => a.to_owned(),
                1 => format!("{a} {b}"),
                _ => format!("{a} {b}").to_lowercase(),
            };
            asks = &["who am I speaking with?", "may I have your name?"];
            carriers = &["my name is {}", "hi my name is {} and I need help", "yes, my name's {}", "the name is {}", "hello, this is {} calling about my bill"];
        }
        ("name", true) => {
            let surname = s.pick(&["王", "李", "张", "陈", "赵", "欧阳", "周"]);
            let given = s.pick(&["小明", "芳", "建国", "晓", "丽华"]);
            value = format!("{surname}{given}");
            asks = &["请问怎么称呼您？", "请问贵姓"];
            carriers = &["我叫{}", "你好，我叫{}，想查一下账单", "姓名：{}", "我的名字是{}", "我是{}"];
        }
        _ => (asks, carriers, value) = (&["?"], &["{}"], String::new()),
    }
    let carrier = s.pick(carriers);
    let said = carrier.replace("{}", &format!("\u{1}{value}\u{2}"));
    let mut turns = Vec::new();
    if carrier.starts_with("{}") || *carrier == *"it's {}" || s.one_in(2) {
        turns.push((Side::Agent, s.pick(asks).to_owned()));
    }
    turns.push((Side::Customer, said));
    marked(turns)
}

fn number(s: &mut Seed, kind: &str, chinese: bool) -> Case {
    let d = match (kind, chinese) {
        ("card", _) => values::card(s),
        ("id", false) => values::ssn(s),
        ("id", true) => values::cn_id(s),
        ("phone", false) => values::nanp(s),
        ("phone", true) => values::mobile(s),
        ("cvv", _) => s.digits(3),
        ("code", _) => s.digits(6),
        _ => s.digits(8),
    };
    let groups: &[usize] = match (kind, chinese) {
        ("card", _) if d.len() == 15 => &[4, 6, 5],
        ("card", _) => &[4, 4, 4, 4, 3],
        ("id", false) => &[3, 2, 4],
        ("id", true) => &[6, 8, 4],
        ("phone", false) => &[3, 3, 4],
        ("phone", true) => &[3, 4, 4],
        ("cvv" | "code", _) => &[3, 3],
        _ => &[4, 4],
    };
    let (ask, carriers): (&[&str], &[&str]) = match (kind, chinese) {
        ("card", false) => (
            &["can I take the long card number please?", "what's the card number", "which card would you like to use?"],
            &["it's {}", "my card number is {} and it was declined", "{}", "yeah so the card is {} okay", "I paid with {} last week", "please charge {} instead"],
        ),
        ("card", true) => (&["请提供一下您的银行卡号", "麻烦报一下卡号"], &["{}", "卡号是{}", "我的银行卡{}刷不了了", "你记一下{}，对", "信用卡号{}谢谢"]),
        ("id", false) => (
            &["can you verify your social security number?", "what's your social please"],
            &["it's {}", "my social is {}", "sure my ssn is {} I think", "social security number {}", "{}"],
        ),
        ("id", true) => (&["请报一下身份证号", "麻烦提供一下您的证件号码"], &["{}", "身份证号{}", "我的身份证是{}，麻烦查一下", "号码是{}", "嗯{}"]),
        ("phone", false) => (
            &["what's the best number to reach you?", "can I get a phone number"],
            &["it's {}", "my number is {}", "you can call me at {} after five", "{}", "yeah my cell is {} thanks", "reach me on {}"],
        ),
        ("phone", true) => (&["请问您的手机号是多少？", "方便留个联系电话吗"], &["{}", "我手机号{}", "电话是{}，谢谢", "你打{}吧", "联系我{}就行"]),
        ("cvv", false) => {
            (&["and the three digits on the back?", "what's the security code", "can you read me the cvv"], &["{}", "it's {}", "sure, {}", "the cvv is {}", "okay it says {}"])
        }
        ("cvv", true) => (&["请问卡背面三位安全码是多少", "麻烦提供一下cvv"], &["{}", "是{}", "安全码{}", "嗯，{}"]),
        ("code", false) => (&["please read me the verification code we sent", "what's the one-time code?"], &["{}", "it's {}", "the code is {}", "okay I got {}", "uh {} I think"]),
        ("code", true) => (&["请把收到的验证码告诉我", "麻烦报一下短信验证码"], &["{}", "验证码是{}", "收到了，{}", "是{}"]),
        (_, false) => {
            (&["what's your account number?", "could you give me the account number please"], &["{}", "it's {}", "my account number is {}", "sure, account number {} thanks"])
        }
        (_, true) => (&["请提供一下您的账号", "您的银行账号是多少"], &["{}", "账号是{}", "我的账号{}", "账户{}，麻烦查一下"]),
    };
    let long = d.len() > 8;
    let style = s.below(if long { 7 } else { 4 });
    let short = !long && kind != "account";
    let value = match style {
        0 => typed(&d, &[], ""),
        1 if short => typed(&d, &[], ""),
        1 => typed(&d, groups, s.pick(&[" ", "-", " ", " - "])),
        2 if chinese || s.one_in(4) => values::wide(&d),
        2 => typed(&d, &[], ""),
        3 | 4 => spoken(s, &d, chinese),
        _ => return split(s, &d, groups, s_ask(ask), chinese),
    };
    let carrier = s.pick(carriers);
    let mut turns = Vec::new();
    let bare = !carrier.contains(['号', '卡', '码']) && !["card", "number", "social", "ssn", "cvv", "code", "cell"].iter().any(|w| carrier.contains(w));
    if bare || s.one_in(3) {
        turns.push((Side::Agent, s.pick(ask).to_owned()));
        if s.one_in(4) {
            turns.push((Side::Customer, if chinese { "等一下" } else { "one second" }.to_owned()));
            turns.push((Side::Agent, if chinese { "好的" } else { "take your time" }.to_owned()));
        }
    }
    let mut said = carrier.replace("{}", &format!("\u{1}{value}\u{2}"));
    if style >= 3 && !chinese {
        said = said.to_lowercase().replace(['?', '\''], "");
    }
    turns.push((Side::Customer, said));
    marked(turns)
}

fn s_ask<'a>(ask: &[&'a str]) -> &'a str {
    ask[0]
}

/// Spoken, with a filler between some of the groups of three or four.
fn spoken(s: &mut Seed, d: &[u8], chinese: bool) -> String {
    let mut out = String::new();
    let mut from = 0;
    while from < d.len() {
        let len = (3 + s.below(2)).min(d.len() - from);
        let words = if chinese { values::mandarin(s, &d[from..from + len]) } else { values::english(s, &d[from..from + len]) };
        if from > 0 {
            let calm = s.one_in(2);
            out.push_str(match (chinese, calm) {
                (true, true) => "",
                (true, false) => s.pick(&FILL_ZH),
                (false, true) => " ",
                (false, false) => s.pick(&FILL_EN),
            });
        }
        out.push_str(&words.join(if chinese { "" } else { " " }));
        from += len;
    }
    out
}

/// Read out in pieces, with backchannels or echoes between.
fn split(s: &mut Seed, d: &[u8], groups: &[usize], ask: &str, chinese: bool) -> Case {
    let mut turns = vec![(Side::Agent, ask.to_owned())];
    let typed_pieces = s.one_in(3);
    let mut from = 0;
    for len in groups {
        let len = (*len).min(d.len() - from);
        if len == 0 {
            break;
        }
        let part = &d[from..from + len];
        let value = if typed_pieces {
            typed(part, &[], "")
        } else if chinese {
            values::mandarin(s, part).concat()
        } else {
            values::english(s, part).join(" ")
        };
        let lead = if chinese { s.pick(&["", "", "嗯，", "然后", "再"]) } else { s.pick(&["", "", "uh ", "and then ", "okay "]) };
        turns.push((Side::Customer, format!("{lead}\u{1}{value}\u{2}")));
        from += len;
        if from < d.len() {
            let echo = if chinese { values::mandarin(s, part).concat() } else { typed(part, &[], "") };
            match s.below(3) {
                0 => turns.push((Side::Agent, if chinese { "嗯" } else { "mhm" }.to_owned())),
                1 => turns.push((Side::Agent, format!("\u{1}{echo}\u{2}"))),
                _ => {}
            }
        }
    }
    marked(turns)
}

/// Nothing here is personal.
pub fn negative(s: &mut Seed, chinese: bool) -> Case {
    let n = s.below(1_000_000);
    let order = loop {
        let len = 9 + s.below(9);
        let mut d = s.digits(len);
        d[0] = 1 + s.below(3) as u8;
        if !values::luhn(&d) {
            break typed(&d, &[], "");
        }
    };
    let text = if chinese {
        match s.below(10) {
            0 => format!("我的订单号是{order}，一直没有发货"),
            1 => format!("快递单号{order}显示已签收"),
            2 => format!("一共{}元，退了{}.50元", 10 + s.below(9000), s.below(100)),
            3 => format!("{}点{:02}分的时候打过电话", s.below(24), s.below(60)),
            4 => format!("系统版本是{}.{}.{}", s.below(20), s.below(20), s.below(100)),
            5 => format!("我{}月{}号买了{}件", 1 + s.below(12), 1 + s.below(28), 1 + s.below(90)),
            6 => format!("工单号{order}，麻烦跟进一下"),
            7 => format!("尾号{:04}的卡", s.below(10_000)),
            8 => format!("等了三四十分钟，转了两三次，第{}次了", 1 + s.below(9)),
            _ => format!("请拨打客服热线400-{:03}-{:04}", s.below(1000), s.below(10_000)),
        }
    } else {
        match s.below(12) {
            0 => format!("my order number is {order} and nothing came"),
            1 => format!("tracking number {order} says delivered"),
            2 => format!("you charged me ${}.{:02} twice", 1 + s.below(5000), s.below(100)),
            3 => format!("the {}:{:02} train was {} minutes late", s.below(24), s.below(60), 1 + s.below(90)),
            4 => format!("I'm on version {}.{}.{}.{}", s.below(20), s.below(20), s.below(300), s.below(900)),
            5 => format!("I ordered {} of them on {}/{}/2024", 2 + s.below(90), 1 + s.below(12), 1 + s.below(28)),
            6 => format!("reference {order}, opened in 20{:02}", 10 + s.below(16)),
            7 => format!("the card ending in {:04} still works", s.below(10_000)),
            8 => format!("case {order} please"),
            9 => format!("you can call us at 1-800-{:03}-{:04}", 200 + s.below(700), s.below(10_000)),
            10 => format!("i waited two or three hours and called four times at one in the morning on day {}", n % 30),
            _ => format!("ticket #{order} about the AX-{:04} printer", s.below(10_000)),
        }
    };
    marked(vec![(Side::Customer, text)])
}

/// Takes the marks out and notes where they stood.
fn marked(turns: Vec<(Side, String)>) -> Case {
    let mut case = Case { turns: Vec::new(), spans: Vec::new() };
    for (turn, (side, text)) in turns.into_iter().enumerate() {
        let (mut plain, mut at, mut start) = (String::new(), 0, 0);
        for c in text.chars() {
            match c {
                '\u{1}' => start = at,
                '\u{2}' => case.spans.push((turn, start, at)),
                _ => {
                    plain.push(c);
                    at += 1;
                }
            }
        }
        case.turns.push((side, plain));
    }
    case
}
