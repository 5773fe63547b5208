//! Which party a source's word for a speaker means.

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
    "买家",
    "来电人",
    "来电者",
    "访客",
    "会员",
    "旅客",
    "乘客",
];
const SYSTEM: &[&str] = &["system", "ivr", "notice", "system message", "系统", "系统消息", "系统提示", "系统通知"];
const BOT: &[&str] = &["bot", "chatbot", "robot", "virtual assistant", "virtual agent", "voicebot", "机器人", "智能客服", "智能助手", "语音机器人"];
const SUPERVISOR: &[&str] = &["supervisor", "manager", "team lead", "team leader", "lead", "主管", "班长", "组长", "经理", "值班经理"];

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
