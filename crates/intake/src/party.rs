//! Which party a source's word for a speaker means.

use std::collections::HashMap;

use rapport_model::Party;

const AGENT: &[&str] = &[
    "agent",
    "rep",
    "representative",
    "advisor",
    "adviser",
    "assistant",
    "operator",
    "csr",
    "support",
    "support agent",
    "service",
    "customer service",
    "customer support",
    "human agent",
    "live agent",
    "associate",
    "staff",
    "consultant",
    "specialist",
    "客服",
    "坐席",
    "座席",
    "客服人员",
    "客服代表",
    "客服专员",
    "人工客服",
    "在线客服",
    "坐席员",
    "座席员",
    "坐席代表",
    "接线员",
    "话务员",
    "人工",
    "顾问",
    "专员",
    "服务人员",
];
const CUSTOMER: &[&str] = &[
    "customer",
    "client",
    "caller",
    "user",
    "cust",
    "consumer",
    "member",
    "guest",
    "buyer",
    "visitor",
    "end user",
    "shopper",
    "客户",
    "用户",
    "顾客",
    "客戶",
    "用戶",
    "顧客",
    "買家",
    "訪客",
    "會員",
    "买家",
    "来电人",
    "来电者",
    "访客",
    "会员",
    "旅客",
    "乘客",
];
const SYSTEM: &[&str] = &["system", "ivr", "notice", "system message", "系统", "系统消息", "系统提示", "系统通知", "系統", "系統訊息", "系統通知"];
const BOT: &[&str] = &["bot", "chatbot", "robot", "virtual assistant", "virtual agent", "voicebot", "机器人", "智能客服", "智能助手", "语音机器人", "機器人", "智慧客服"];
const SUPERVISOR: &[&str] = &["supervisor", "manager", "team lead", "team leader", "lead", "主管", "班长", "组长", "经理", "值班经理", "經理", "組長"];

/// The party a label names, or a speaker by that label.
pub(crate) fn party(label: &str) -> Party {
    match label {
        "agent" => Party::Agent,
        "customer" => Party::Customer,
        _ => known(label).unwrap_or_else(|| Party::Speaker(label.trim().to_owned())),
    }
}

/// The role a label names, forgiving case, `_`, `-` and a number (`Agent 2`, `客服01`).
pub(crate) fn known(label: &str) -> Option<Party> {
    // Labels are short; anything longer is a name or not a label.
    if label.len() > 64 {
        return None;
    }
    let lower = label.trim().to_lowercase().replace(['_', '-'], " ");
    let word = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == '#' || c == ' ').trim();
    let lists = [(AGENT, Party::Agent), (CUSTOMER, Party::Customer), (SYSTEM, Party::System), (BOT, Party::Bot), (SUPERVISOR, Party::Supervisor)];
    lists.into_iter().find(|(words, _)| words.contains(&word)).map(|(_, party)| party)
}

/// Labels for speakers whose role is not known. Numbers and addresses are never shown as one: such a speaker
/// is `party 0`, `party 1` … in the order of the conversation.
#[derive(Debug, Default)]
pub(crate) struct Speakers(HashMap<String, usize>);

impl Speakers {
    /// The speaker of a label.
    pub(crate) fn of(&mut self, label: &str) -> Party {
        let label = label.trim();
        if is_shown(label) {
            return Party::Speaker(if label.bytes().all(|byte| byte.is_ascii_digit()) { format!("speaker {label}") } else { label.to_owned() });
        }
        let next = self.0.len();
        Party::Speaker(format!("party {}", self.0.entry(label.to_lowercase()).or_insert(next)))
    }
}

/// Whether a label is neither a number nor an address.
pub(crate) fn is_shown(label: &str) -> bool {
    let digits = label.bytes().filter(u8::is_ascii_digit).count();
    digits < 5 && !label.is_empty() && !label.contains('@') && label.chars().count() <= 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_variants_name_a_role() {
        for (label, expected) in [
            ("Agent", Party::Agent),
            (" AGENT_2 ", Party::Agent),
            ("座席", Party::Agent),
            ("客服01", Party::Agent),
            ("assistant", Party::Agent),
            ("End-User", Party::Customer),
            ("顾客", Party::Customer),
            ("IVR", Party::System),
            ("机器人", Party::Bot),
            ("Team Lead", Party::Supervisor),
        ] {
            assert_eq!(party(label), expected, "{label}");
        }
        assert_eq!(party("Dana "), Party::Speaker("Dana".into()));
        assert_eq!(party(""), Party::Speaker(String::new()));
    }
}
