//! What the columns of a table hold: by their names in English and Chinese, or as the user says.

use std::str::FromStr;

/// What one column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Who,
    Text,
    Time,
    Date,
    End,
    Channel,
    Agent,
    Customer,
    Name,
    Language,
    Program,
    From,
    To,
    Direction,
}

/// Names without case, blanks, `_`, `-` and `.`; of two columns for one field, the name further ahead counts.
const NAMES: &[(Field, &str)] = &[
    (
        Field::Id,
        "conversationid conversation convid convoid chatid sessionid dialogueid dialogid threadid callid interactionid contactid \
         ticketid ticketnumber ticket caseid casenumber case roomid session thread 会话id 会话编号 会话 对话id 对话编号 对话 工单号 工单编号 工单id 通话id \
         通话编号 咨询编号 咨询id 聊天id",
    ),
    (
        Field::Who,
        "who speaker speakerrole role senderrole sendertype authortype authorrole usertype party participant participantrole \
         sender author actor writer saidby 角色 说话人 发言人 说话人角色 发送方 发送者 发送人 身份 发言方 消息发送方",
    ),
    (
        Field::Text,
        "text message messagetext messagebody content messagecontent body utterance msg comment transcript sms smsbody 内容 消息内容 消息 \
         聊天内容 聊天记录 文本 发言内容 对话内容 说话内容 正文 留言 短信内容 话术",
    ),
    (
        Field::Time,
        "timestamp datetime createdat sentat senttime messagetime time at startms starttime start created createdtime createdon \
         sent when dateandtime messagedate 时间戳 发送时间 消息时间 创建时间 开始时间 日期时间 时间",
    ),
    (Field::Date, "date day 日期"),
    (Field::End, "endms endtime end 结束时间"),
    (Field::Channel, "channel medium 渠道 沟通渠道"),
    (Field::Agent, "agent agentid agentname operator operatorname rep staff assignee 客服 坐席 客服id 客服工号 客服姓名 坐席工号 坐席姓名 接待客服 工号"),
    (
        Field::Customer,
        "customer customerid customername client clientid clientname visitor visitorname requester 客户 客户id 客户编号 客户姓名 顾客 买家 买家昵称 访客 \
         用户id 会员",
    ),
    (Field::Name, "sendername speakername authorname displayname name nickname username user 发送人姓名 昵称 姓名 用户名 用户"),
    (Field::Language, "lang language locale 语言"),
    (Field::Program, "program programme campaign 项目 业务线"),
    (Field::From, "from fromnumber fromphone sendernumber 主叫 主叫号码 发送号码 发件人"),
    (Field::To, "to tonumber tophone recipient recipientnumber 被叫 被叫号码 接收号码 收件人"),
    (Field::Direction, "direction messagedirection inbound 方向 收发 收发类型"),
];

/// Names that columns often have and that nothing is read from.
const OTHERS: &str = "id messageid msgid subject status state number no nr queue team tags tag topic category type url email phone rating score \
         notes duration index order 序号 编号 状态 类型 主题 标签 电话 手机 邮箱 备注 评分 满意度";

/// The field that a column's name stands for, and how far ahead the name is.
pub(crate) fn field(name: &str) -> Option<(Field, usize)> {
    let name = plain(name);
    NAMES.iter().find_map(|(field, names)| names.split(' ').position(|known| known == name).map(|rank| (*field, rank)))
}

/// Whether it is a name that columns have, used or not.
pub(crate) fn is_name(name: &str) -> bool {
    field(name).is_some() || OTHERS.split(' ').any(|known| known == plain(name))
}

/// A name without what differs between two spellings of it.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| !(c.is_whitespace() || matches!(c, '_' | '-' | '.' | '\u{feff}' | '"'))).flat_map(char::to_lowercase).collect()
}

/// The word for a field in messages and in [`ColumnMap`].
pub(crate) fn word(field: Field) -> &'static str {
    match field {
        Field::Id => "id",
        Field::Who => "who",
        Field::Text => "text",
        Field::Time => "time",
        Field::Date => "date",
        Field::End => "end",
        Field::Channel => "channel",
        Field::Agent => "agent",
        Field::Customer => "customer",
        Field::Name => "name",
        Field::Language => "lang",
        Field::Program => "program",
        Field::From => "from",
        Field::To => "to",
        Field::Direction => "direction",
    }
}

/// Which column of a table holds what, as the user says: `text=Message,who=Author,id=3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMap(pub(crate) Vec<(Field, Column)>);

/// A column by its name in the first row or by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Name(String),
    /// From 0.
    Number(usize),
}

impl FromStr for ColumnMap {
    type Err = String;

    fn from_str(text: &str) -> Result<ColumnMap, String> {
        const FORM: &str = "write --map 'text=COL,who=COL,id=COL,time=COL'; COL is a name of the first row or a number from 1";
        let mut columns: Vec<(Field, Column)> = Vec::new();
        for part in text.split([',', '，']).map(str::trim).filter(|part| !part.is_empty()) {
            let (key, column) = part.split_once('=').ok_or_else(|| format!("`{part}` is not of the form field=column: {FORM}"))?;
            let (key, column) = (plain(key), column.trim());
            let all = NAMES.iter().map(|(field, _)| *field);
            let Some(field) = all.clone().find(|field| word(*field) == key) else {
                let known: Vec<&str> = all.map(word).collect();
                return Err(format!("there is no field `{key}`: use {}", known.join(", ")));
            };
            if columns.iter().any(|(known, _)| *known == field) {
                return Err(format!("{key} is given twice: {FORM}"));
            }
            let column = match column.parse::<usize>() {
                Ok(0) => return Err(format!("columns are counted from 1: {FORM}")),
                Ok(number) => Column::Number(number - 1),
                Err(_) if column.is_empty() => return Err(format!("{key} names no column: {FORM}")),
                Err(_) => Column::Name(column.to_owned()),
            };
            columns.push((field, column));
        }
        if columns.is_empty() { Err(format!("no column is given: {FORM}")) } else { Ok(ColumnMap(columns)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_any_spelling() {
        for (name, expected) in [
            ("Conversation ID", Field::Id),
            ("conversation_id", Field::Id),
            ("会话ID", Field::Id),
            ("Sender Type", Field::Who),
            ("消息内容", Field::Text),
            ("发送时间", Field::Time),
            ("From", Field::From),
        ] {
            assert_eq!(field(name).map(|(field, _)| field), Some(expected), "{name}");
        }
        assert_eq!(field("My card was charged twice"), None);
        assert!(is_name("Status") && !is_name("hello"));
    }

    #[test]
    fn a_map_says_what_is_wrong_with_it() {
        assert_eq!("text=3, who=Author".parse(), Ok(ColumnMap(vec![(Field::Text, Column::Number(2)), (Field::Who, Column::Name("Author".into()))])));
        for wrong in ["", "text", "txt=3", "text=0", "text=", "text=1,text=2"] {
            assert!(wrong.parse::<ColumnMap>().is_err(), "{wrong}");
        }
    }
}
