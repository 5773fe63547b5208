//! What is said of problems and remarks in Chinese: a message and a help for every code.

use std::borrow::Cow;

use rapport_model::Problem;

use crate::language::Lang;

/// What is the matter, in the reader's language.
pub fn message(problem: &Problem, lang: Lang) -> Cow<'_, str> {
    match entry(problem, lang) {
        Some(words) => Cow::Owned(filled(words.message, &problem.message)),
        None => Cow::Borrowed(&problem.message),
    }
}

/// What to do about it, in the reader's language.
pub fn help(problem: &Problem, lang: Lang) -> Cow<'_, str> {
    match entry(problem, lang) {
        Some(words) => Cow::Borrowed(words.help),
        None => Cow::Borrowed(&problem.help),
    }
}

/// Chinese for one code, or for those of its messages that hold `when`.
struct Words {
    code: &'static str,
    when: &'static str,
    /// `{n}` and `{m}` are the first and second number of the English message, `{what}` is its first word (a path),
    /// `{should}` what follows `should be`, `{like}` what follows `looks like`, `{as}` what follows `read as`, `{rest}` what follows the first colon, `{all}` is
    /// the whole of it.
    message: &'static str,
    help: &'static str,
}

const fn w(code: &'static str, when: &'static str, message: &'static str, help: &'static str) -> Words {
    Words { code, when, message, help }
}

const RECORD: &str = "请改正这条记录；其他记录已读取";
const NOTHING: &str = "无需处理";
const LABELS: &str = "每轮以标签开头，例如“客服：……”“客户：……”或 “Agent: …”“Customer: …”";
const WITH_WORDS: &str = "请连同消息一起导出";
const SPEAKERS: &str = "请提供区分说话人的转写";

/// Of several entries of one code, the first that fits counts.
const ZH: &[Words] = &[
    w("audio_without_transcript", "", "有 {n} 段录音没有转写，已略去", "请转写录音"),
    w("automatic_mail", "mass mailing", "这是自动回复或群发邮件，其中没有人工往来", "无需处理；请提供人写的邮件"),
    w("automatic_mail", "", "已略去 {n} 封自动回复", NOTHING),
    w("bad_gzip", "", "压缩数据已损坏或不完整", "请重新复制该文件；此处之前的内容已读取"),
    w("bad_json", "ends in the middle", "JSON 在一个值的中间就结束了", RECORD),
    w("bad_json", "wrong type", "JSON 中有类型不对的值（该记录第 {n} 行第 {m} 列）", "各字段的类型见 docs/formats.md"),
    w("bad_json", "is not valid", "JSON 无效（{rest}）", "请用 JSON 校验工具检查这条记录"),
    w("bad_json", "element of the array", "数组里有一个元素不是对象", RECORD),
    w("bad_json", "the line is not", "这一行不是 JSON 对象", RECORD),
    w("bad_json", "nested too deeply", "嵌套过深", RECORD),
    w("bad_json", "bracket", "括号不配对", RECORD),
    w("bad_json", "quoted string", "引号内的文字到行末仍未结束", RECORD),
    w("bad_json", "before the next one", "这条记录没有结束，下一条就开始了", RECORD),
    w("bad_json", "", "这不是有效的 JSON", RECORD),
    w("bad_mail", "", "邮件没有可读的信头", "请带信头重新导出该邮件；其他邮件已读取"),
    w("bad_row", "cells where", "这一行有 {n} 格，应为 {m} 格", "含分隔符或换行的单元格请加引号"),
    w("bad_row", "larger than", "这一行超过 1 MiB", "请检查引号是否成对"),
    w("bad_row", "no address", "有一条短信没有号码", "请重新导出短信；其他短信已读取"),
    w("bad_row", "sent or received", "有一条短信没有说明是发出还是收到", "请重新导出短信；其他短信已读取"),
    w("bad_row", "a message", "有一条短信不完整，或引号没有结束", "请重新导出短信；其他短信已读取"),
    w("bad_row", "", "这一行有一个引号没有结束", "请补上引号；单元格内的引号请写成两个"),
    w("bad_seal", "", "这个 vCon 的签名或加密形式已损坏（{rest}）", "请从制作方重新获取这个 vCon"),
    w("bad_signature", "", "签名不符", "请用 --vcon-key 给出签名者本人的公钥或证书；如果密钥无误，说明 vCon 在签名后被改动过"),
    w("bad_time", "", "有 {n} 个时间无法识别，已略去", "时间请写成 HH:MM:SS、MM:SS 或 RFC 3339"),
    w("bad_type", "should be", "{what} 的类型不对，应为{should}", "各字段的类型见 docs/formats.md"),
    w("bad_type", "", "有字段的类型不对", "各字段的类型见 docs/formats.md"),
    w("bad_unicode", "", "有半个字符（孤立的代理项），已替换", "导出文字时请不要把字符截断"),
    w("bad_utf8", "", "文本不是有效的 UTF-8，无法识别的字节已替换", "请另存为 UTF-8（原文可能是 GB18030 或其他编码）"),
    w("cannot_open", "", "无法打开（{rest}）", "请检查路径和权限"),
    w("conversation_list", "", "这是会话列表，每个会话只含一条消息", "请把每个会话连同全部消息导出"),
    w("critical_vcon", "", "这个 vCon 需要一个不认识的扩展（critical 中的一项）", "请提供不含关键扩展的 vCon"),
    w("duplicate_key", "", "turns 出现了两次，以最后一个为准", "turns 只写一次"),
    w("duplicate_message", "", "有 {n} 封邮件重复出现，只读一次", NOTHING),
    w("empty_source", "", "来源是空的", "请提供至少含一段对话的文件"),
    w("empty_vcon", "", "这个 vCon 既没有 parties，也没有 dialog 和 analysis", "请提供完整的 vCon"),
    w("encrypted_vcon", "", "这个 vCon 是加密的，没有可用的密钥", "请用 --vcon-key 给出密钥，或解密后再提供"),
    w("external_content", "transcription job", "这是转写任务的说明，转写文件在链接里，而链接不会被打开", "请提供链接指向的文件"),
    w("external_content", "notice", "这是转写完成的通知，不是转写本身", "请按编号取回转写后再提供"),
    w("external_content", "", "这个 vCon 的内容在链接里，而链接不会被打开", "请把正文放进 vCon"),
    w("failed_job", "", "转写失败，没有转写文字", "请在服务商的控制台查看原因，然后重新转写"),
    w("made_up_words", "", "有 {n} 段像是识别器编造的（静音、循环或套话），已略去", "如有缺漏，请听录音"),
    w("messages_missing", "", "来源统计中还有 {n} 条消息，但文件里没有", "请导出会话的所有分页"),
    w("messages_without_words", "", "已略去 {n} 条没有文字的消息（已删除，或只有附件）", NOTHING),
    w("missing_field", "", "缺少 {what}", "每轮都要有 who 和 text"),
    w("no_key_fits", "", "给出的密钥都打不开这个 vCon", "请用 --vcon-key 给出其中一位收件人的私钥"),
    w("no_speaker", "", "有 {n} 行没有说话人，按系统通知处理", "请给每一行填上说话人"),
    w("no_speakers", "", "文字里没有重复出现的说话人标签，无法判断谁在说话", LABELS),
    w("no_transcript", "", "这个 vCon 只有录音，没有转写", "请转写录音，并把转写放进 analysis"),
    w("no_turns", "not connected", "这个 vCon 的通话没有接通", "此类通话请不要提供"),
    w("no_turns", "internal notes", "会话里只有内部备注", WITH_WORDS),
    w("no_turns", "no messages", "会话里没有消息", WITH_WORDS),
    w("no_turns", "ticket", "工单没有带上评论", "请连同评论一起提供，评论取自工单的 comments 接口"),
    w("no_program", "is not there", "所写的项目不存在", "请指明所属项目，或先建好该项目"),
    w("no_program", "", "没有说明属于哪个项目", "请指明所属项目，或先建好该项目"),
    w("no_turns", "captions", "字幕里没有文字", "请提供至少有一条文字的字幕"),
    w("no_turns", "vcon has", "这个 vCon 没有带文字的 dialog，也没有转写", "请提供带正文的 text 类型 dialog，或 analysis 中的转写"),
    w("no_turns", "the object", "这个对象没有 turns", "请给出 turns（由 who 和 text 组成的列表），或带 parties 和 dialog 的 vCon"),
    w("no_turns", "", "这段对话没有任何一轮", "请至少提供一轮，含 who 和 text"),
    w("no_words", "analysis", "分析结果里没有转写", "请提供任务的输出文件，其中含转写"),
    w("no_words", "e-mail", "邮件里没有自己的文字", "请提供含文本或 HTML 正文的邮件"),
    w("no_words", "", "转写里没有文字", "请确认录音里有人说话，然后重新转写"),
    w("notes_left_out", "", "已略去 {n} 条客户看不到的内部备注", NOTHING),
    w("one_speaker", "captions", "字幕没有说明谁在说话，全部文字归为一人", SPEAKERS),
    w("one_speaker", "does not say", "转写没有说明谁在说话，全部文字归为一人", "请重新转写并区分说话人，或每人一个声道"),
    w("one_speaker", "although", "虽有 {n} 方，但全部文字都是一人所说", SPEAKERS),
    w("one_speaker", "", "全部文字都是一人所说", SPEAKERS),
    w("other_encoding", "", "文本不是 UTF-8，已按 {as} 读取", "如果有乱码，请另存为 UTF-8"),
    w("quotes_cut", "", "{n} 封邮件（共 {m} 封）去掉了引用、签名或页脚", "无需处理；引用的内容不重复计算"),
    w("read_failed", "", "读取中断（{rest}）", "请检查文件和磁盘；此处之前的内容已读取"),
    w("roles_inferred", "", "来源没有说明谁是坐席，角色由说话内容推断", "如有误，请给每轮写上 who: agent 或 who: customer"),
    w("signed_vcon", "", "这个 vCon 有签名，没有可用的密钥来核对", "请用 --vcon-key 给出签名者的公钥或证书，或核对后提供其中的 vCon"),
    w("skipped_lines", "captions", "已略去第一个说话人之前的 {n} 条字幕", SPEAKERS),
    w("skipped_lines", "", "已略去第一个说话人标签之前的 {n} 行", LABELS),
    w("speakers_guessed", "changes", "转写只标出换人之处，没有说明是谁；按两人轮流处理", SPEAKERS),
    w("speakers_guessed", "", "转写没有说明谁在说话，各段按两人轮流处理", SPEAKERS),
    w("split_conversation", "e-mails", "同一话题更早的邮件离得太远，没有合在一起", "请按话题给邮箱排序"),
    w("split_conversation", "", "前面有同一编号的对话，离得太远，没有合在一起", "请按对话给各行排序"),
    w("too_large", "", "这条记录超过 64 MiB", "每条记录只放一段对话，录音另存为文件"),
    w("unfinished_job", "", "转写还没有完成，没有转写文字", "请在任务完成后再取转写"),
    w("unknown_algorithm", "", "这个 vCon 的签名或加密算法不受支持", "请换用支持的算法（见 docs/formats.md），或提供其中的 vCon"),
    w("unknown_channel", "", "渠道不认识，已作推测", "请用 voice、chat、email、sms、social 或 video"),
    w("unknown_columns", "", "这是一个 {n} 列的表格，看不出哪一列是什么（{all}）", "请说明各列：--map 'text=列,who=列,id=列,time=列'，列写首行的名称，或从 1 起的序号"),
    w("unknown_event", "", "有 {n} 个事件属于不用的种类，已略去", "请用 hold、transfer、silence、overlap、recording_notice 或 hangup"),
    w("unknown_format", "looks like", "这看起来是{like}，不能读取", "请提供 docs/formats.md 所列格式的完整对话"),
    w("unknown_format", "", "这种格式不能读取", "请提供 docs/formats.md 所列格式的完整对话"),
    w("unsigned_inside", "", "这个 vCon 只加密、未签名，无从知道由谁制作", "请先签名再加密"),
];

/// Names and kinds that English messages hold.
const NAMES: &[(&str, &str)] = &[
    ("a PDF document", "PDF 文档"),
    ("a zip archive or an office document", "zip 压缩包或办公文档"),
    ("an old office document or Outlook message", "旧版办公文档或 Outlook 邮件"),
    ("an HTML page", "网页"),
    ("an SQLite database", "SQLite 数据库"),
    ("a Parquet table", "Parquet 表"),
    ("a program", "程序"),
    ("gzip within gzip", "双重 gzip"),
    ("UTF-16 text", "UTF-16 文本"),
    ("binary data of an unknown kind", "未知的二进制数据"),
    ("WebVTT captions", "WebVTT 字幕"),
    ("an e-mail message", "电子邮件"),
    ("live stream", "实时转写的单条消息"),
    ("a transcript of", "其他服务商的转写"),
    ("Chatwoot conversation", "Chatwoot 会话的单条消息"),
    ("Intercom conversation", "Intercom 会话的单条消息"),
    ("Zendesk ticket", "Zendesk 工单的审计记录"),
    ("recording", "录音或录像"),
    ("image", "图片"),
    ("archive", "压缩包"),
    ("a string or a number", "字符串或数字"),
    ("a string", "字符串"),
    ("a number", "数字"),
    ("true or false", "true 或 false"),
    ("an array", "数组"),
    ("an object", "对象"),
];

fn entry(problem: &Problem, lang: Lang) -> Option<&'static Words> {
    if lang == Lang::En {
        return None;
    }
    ZH.iter().find(|words| words.code == problem.code && problem.message.contains(words.when))
}

fn filled(template: &str, english: &str) -> String {
    let after = |mark: &str| english.split_once(mark).map_or("", |(_, rest)| rest);
    let mut numbers = english.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let values = [
        ("{n}", numbers.next().unwrap_or_default().to_owned()),
        ("{m}", numbers.next().unwrap_or_default().to_owned()),
        ("{what}", english.split(' ').next().unwrap_or_default().to_owned()),
        ("{should}", name(after("should be "))),
        ("{like}", name(after("looks like "))),
        ("{as}", after("read as ").to_owned()),
        ("{rest}", after(": ").to_owned()),
        ("{all}", english.to_owned()),
    ];
    values.iter().fold(template.to_owned(), |text, (hole, value)| text.replace(hole, value))
}

fn name(english: &str) -> String {
    NAMES.iter().find(|(known, _)| english.contains(known)).map_or_else(|| format!(" {english}"), |(_, chinese)| (*chinese).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(code: &'static str, message: &str) -> Problem {
        Problem { code, source: String::new(), line: None, message: message.into(), help: "do it".into() }
    }

    /// Codes in the sources of the crates that make problems.
    fn codes() -> Vec<String> {
        let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut folders: Vec<_> = ["intake", "engine", "flow"].iter().map(|name| crates.join(name).join("src")).collect();
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder of sources") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).expect("a source");
                for mark in ["Fault::new(", "code: ", "remark("] {
                    let literals = text.split(mark).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
                    found.extend(literals.filter(|code| code.contains('_') && !code.contains(' ')).map(str::to_owned));
                }
            }
        }
        found
    }

    #[test]
    fn every_code_has_chinese_words() {
        let codes = codes();
        assert!(codes.len() > 30, "{codes:?}");
        for code in codes {
            assert!(ZH.iter().any(|words| words.code == code && words.when.is_empty()), "{code} has no Chinese message: add one above");
        }
        for words in ZH {
            let own = |text: &str| text.chars().any(|c| c > '\u{2e80}') && !text.ends_with('。');
            assert!(own(words.message) && own(words.help), "{}", words.code);
        }
    }

    #[test]
    fn numbers_paths_and_names_are_kept() {
        for (code, english, chinese) in [
            ("bad_time", "3 times could not be read and were left out", "有 3 个时间无法识别，已略去"),
            ("bad_type", "turns[3].text is an array and should be a string", "turns[3].text 的类型不对，应为字符串"),
            ("missing_field", "turns[0].who is missing", "缺少 turns[0].who"),
            ("unknown_format", "this looks like a PDF document", "这看起来是PDF 文档，不能读取"),
            ("unknown_format", "this looks like a FLAC recording", "这看起来是录音或录像，不能读取"),
            ("other_encoding", "the text is not UTF-8; it was read as GB18030", "文本不是 UTF-8，已按 GB18030 读取"),
            ("unknown_format", "this looks like tea leaves", "这看起来是 tea leaves，不能读取"),
            ("bad_json", "the json has a value of the wrong type, at line 4 column 17 of the record", "JSON 中有类型不对的值（该记录第 4 行第 17 列）"),
            ("quotes_cut", "quoted messages, signatures or footers were cut off in 2 of 5 e-mails", "2 封邮件（共 5 封）去掉了引用、签名或页脚"),
        ] {
            assert_eq!(message(&problem(code, english), Lang::Zh), chinese);
            assert_eq!(message(&problem(code, english), Lang::En), english);
        }
        let strange = problem("of_tomorrow", "a message of tomorrow");
        assert_eq!((message(&strange, Lang::Zh), help(&strange, Lang::Zh)), ("a message of tomorrow".into(), "do it".into()));
    }
}
