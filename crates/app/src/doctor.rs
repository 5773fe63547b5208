//! `rapport doctor`: what could go wrong, looked at before it does.

use std::fs::File;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use anyhow::{Context, Result};
use rapport_engine::{Library, Program};
use rapport_flow::{Engine, run_examples};
use rapport_intake::Keys;

use crate::behaviours::{self, Rules};
use crate::config::Config;
use crate::doctor_house;
use crate::house::Place;
use crate::language::Lang;
use crate::models::Models;
use crate::screen;

const EXAMPLES: &str = "\
Examples:
  rapport doctor
  rapport doctor --behaviours our-rules/ --program retail.yaml
  rapport doctor --out vcons/                also whether files can be written there
  rapport doctor --data /srv/rapport         also the server's database, disk, clock, queue, secret

Exit status: 0 nothing is wrong; 1 something is, with a line that says how to mend it.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    rules: Rules,
    /// Keys for sealed vCons that should be usable
    #[arg(long, value_name = "FILE")]
    vcon_key: Vec<PathBuf>,
    /// A folder that results are to be written into; the working directory by default
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// Language of messages; that of the terminal by default
    #[arg(long, value_enum)]
    lang: Option<Lang>,
}

/// What came of one look.
pub enum Found {
    Fine(String),
    /// Not wrong, but good to know.
    Note {
        what: String,
        mend: String,
    },
    Wrong {
        what: String,
        mend: String,
    },
}

pub fn run(args: &Args, config: &Result<Config>) -> Result<ExitCode> {
    let lang = args.lang.unwrap_or_else(crate::language::of_terminal);
    let mut looks: Vec<(&str, Found)> = vec![
        (lang.pick("settings", "设置"), settings(config, lang)),
        (lang.pick("rule files", "规则文件"), rules(args, lang)),
        (lang.pick("program", "项目包"), program(args, lang)),
        (lang.pick("models", "模型"), models(args, lang)),
        (lang.pick("engine", "引擎"), engine(lang)),
        (lang.pick("keys", "密钥"), keys(args, lang)),
        (lang.pick("terminal", "终端"), terminal(lang)),
        (lang.pick("threads", "线程"), threads(lang)),
        (lang.pick("writing", "写入"), writing(args, lang)),
    ];
    looks.extend(doctor_house::looks(&args.place, lang));
    let wide = looks.iter().map(|(name, _)| unicode_width::UnicodeWidthStr::width(*name)).max().unwrap_or(0);
    let mut wrong = 0;
    for (name, found) in &looks {
        let gap = " ".repeat(wide - unicode_width::UnicodeWidthStr::width(*name));
        let (mark, what, mend) = match found {
            Found::Fine(what) => (("✓", AnsiColor::Green), what, None),
            Found::Note { what, mend } => (("·", AnsiColor::Yellow), what, Some(mend)),
            Found::Wrong { what, mend } => (("✗", AnsiColor::Red), what, Some(mend)),
        };
        wrong += usize::from(matches!(found, Found::Wrong { .. }));
        let style: Style = mark.1.on_default();
        anstream::println!("{style}{}{style:#} {name}{gap}  {what}", mark.0);
        if let Some(mend) = mend {
            anstream::println!("  {}  {}{mend}", " ".repeat(wide), lang.pick("mend: ", "处理："));
        }
    }
    let sum = match (wrong, lang) {
        (0, Lang::En) => "nothing is wrong".to_owned(),
        (0, Lang::Zh) => "没有发现问题".to_owned(),
        (1, Lang::En) => "1 thing is wrong".to_owned(),
        (count, Lang::En) => format!("{count} things are wrong"),
        (count, Lang::Zh) => format!("发现 {count} 处问题"),
    };
    anstream::println!("\n{sum}");
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn settings(config: &Result<Config>, lang: Lang) -> Found {
    let config = match config {
        Ok(config) => config,
        Err(error) => {
            let mend = lang.pick("mend the place named; `rapport config default` shows every setting", "请修改所指位置；`rapport config default` 列出全部设置");
            return Found::Wrong { what: format!("{error:#}"), mend: mend.into() };
        }
    };
    if !config.unknown.is_empty() {
        let names = config.unknown.join(", ");
        let what = match lang {
            Lang::En => format!("the environment has {names}: no settings of Rapport"),
            Lang::Zh => format!("环境变量 {names} 不是 Rapport 的设置"),
        };
        return Found::Note { what, mend: lang.pick("`rapport config show` lists what can be set", "`rapport config show` 列出可用的设置").into() };
    }
    Found::Fine(match (&config.file, lang) {
        (Some(path), Lang::En) => format!("{} is read", path.display()),
        (Some(path), Lang::Zh) => format!("已读取 {}", path.display()),
        (None, _) => lang.pick("no rapport.toml here; the defaults count", "此处没有 rapport.toml，使用默认值").into(),
    })
}

fn rules(args: &Args, lang: Lang) -> Found {
    match behaviours::library(args.rules.behaviours.as_deref()) {
        Ok(library) => {
            let count = library.behaviours().count();
            Found::Fine(match lang {
                Lang::En => format!("{count} behaviours, no mistakes"),
                Lang::Zh => format!("{count} 个行为，没有错误"),
            })
        }
        Err(error) => {
            Found::Wrong { what: format!("{error:#}"), mend: lang.pick("`rapport test DIR` lists the mistakes one by one", "`rapport test DIR` 会逐条列出错误").into() }
        }
    }
}

fn program(args: &Args, lang: Lang) -> Found {
    match (&args.rules.program, args.rules.program()) {
        (None, _) => Found::Fine(lang.pick("none is given", "未指定").into()),
        (Some(path), Ok(_)) => Found::Fine(path.display().to_string()),
        (Some(_), Err(error)) => {
            Found::Wrong { what: format!("{error:#}"), mend: lang.pick("docs/programs.md says what a program's pack may hold", "docs/programs.md 说明项目包的写法").into() }
        }
    }
}

/// Weights that are given, read whole; those inside the binary, used with rules.
fn models(args: &Args, lang: Lang) -> Found {
    let read = Models::of(args.rules.models.as_deref()).and_then(|models| models.check().map(|()| models));
    match read {
        Ok(models) if models.are_off() => Found::Fine(lang.pick("off: rules alone", "已关闭，仅用规则").into()),
        Ok(models) => match models.own().map(|path| path.display().to_string()).collect::<Vec<_>>().as_slice() {
            [] => Found::Fine(lang.pick("those inside the binary", "使用内置模型").into()),
            own => Found::Fine(own.join(lang.pick(", ", "、"))),
        },
        Err(error) => Found::Wrong { what: format!("{error:#}"), mend: lang.pick("give other weights, or --models off", "请换用其他权重，或用 --models off").into() },
    }
}

/// A behaviour whose examples every installation must understand in both languages.
const KNOWN: &str = "apology_owned";

/// Rules, word lists and Chinese segmentation at work; with the built-in rules alone, as a team's own may have changed
/// what is found.
fn engine(lang: Lang) -> Found {
    let mend = || lang.pick("install Rapport again", "请重新安装 Rapport").to_owned();
    match Library::compile(&behaviours::built_in()) {
        Ok(library) => {
            let engine = Engine::new(library, Program::default());
            let report = run_examples(&engine, |rule| rule.id.value == KNOWN);
            if report.run > 0 && report.failures.is_empty() {
                return Found::Fine(lang.pick("finds what it should in English and Chinese", "中英文示例均能正确识别").into());
            }
            Found::Wrong { what: lang.pick("does not find what every installation must find", "未能识别本应识别的示例").into(), mend: mend() }
        }
        Err(error) => Found::Wrong { what: error.to_string(), mend: mend() },
    }
}

fn keys(args: &Args, lang: Lang) -> Found {
    let mut keys = Keys::default();
    for path in &args.vcon_key {
        let read = std::fs::read(path).context("cannot read it").and_then(|file| keys.add(&file).context("cannot use it"));
        if let Err(error) = read {
            let mend = lang.pick("docs/formats.md says which keys open vCons", "docs/formats.md 说明可用的密钥格式");
            return Found::Wrong { what: format!("{}: {error:#}", path.display()), mend: mend.into() };
        }
    }
    Found::Fine(match (args.vcon_key.len(), lang) {
        (0, _) => lang.pick("none are given", "未指定").into(),
        (count, Lang::En) => format!("{count} key file{} can be used", if count == 1 { "" } else { "s" }),
        (count, Lang::Zh) => format!("{count} 个密钥文件可用"),
    })
}

fn terminal(lang: Lang) -> Found {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set).unwrap_or_default();
    let encoding = locale.to_ascii_lowercase().replace('-', "");
    // Windows writes Unicode to its terminal whatever the locale says.
    if cfg!(unix) && std::io::stdout().is_terminal() && !encoding.ends_with("utf8") {
        let what = match lang {
            Lang::En => format!("its encoding may not be UTF-8 (`{locale}`): marks and Chinese may look broken"),
            Lang::Zh => format!("编码可能不是 UTF-8（`{locale}`），符号和中文可能显示不正常"),
        };
        return Found::Note { what, mend: lang.pick("set LANG to a UTF-8 locale, such as en_GB.UTF-8 or C.UTF-8", "请把 LANG 设为 UTF-8，例如 zh_CN.UTF-8").into() };
    }
    let colours =
        if anstream::AutoStream::choice(&std::io::stdout()) == anstream::ColorChoice::Never { lang.pick("no colours", "无颜色") } else { lang.pick("colours", "有颜色") };
    Found::Fine(match (std::io::stdout().is_terminal(), lang) {
        (true, Lang::En) => format!("{} columns, {colours}", screen::width()),
        (true, Lang::Zh) => format!("宽 {} 列，{colours}", screen::width()),
        (false, Lang::En) => format!("output goes elsewhere, {colours}"),
        (false, Lang::Zh) => format!("输出不在终端，{colours}"),
    })
}

fn threads(lang: Lang) -> Found {
    match std::thread::available_parallelism() {
        Ok(count) => Found::Fine(match lang {
            Lang::En => format!("{count} can run at once"),
            Lang::Zh => format!("可同时运行 {count} 个"),
        }),
        Err(_) => Found::Note {
            what: lang.pick("the system does not say how many cores it has", "系统未报告可用核心数").into(),
            mend: lang.pick("give --threads", "请用 --threads 指定").into(),
        },
    }
}

fn writing(args: &Args, lang: Lang) -> Found {
    let folder = args.out.as_deref().unwrap_or(Path::new("."));
    let probe = folder.join(format!(".rapport-doctor-{}", std::process::id()));
    let tried = File::create_new(&probe).and_then(|_| std::fs::remove_file(&probe));
    match (tried, lang) {
        (Ok(()), Lang::En) => Found::Fine(format!("files can be written into {}", folder.display())),
        (Ok(()), Lang::Zh) => Found::Fine(format!("可以写入 {}", folder.display())),
        (Err(error), _) => {
            let what = match lang {
                Lang::En => format!("cannot write into {}: {error}", folder.display()),
                Lang::Zh => format!("无法写入 {}：{error}", folder.display()),
            };
            let mend = lang.pick("make the folder, or change its permissions", "请新建该文件夹，或修改其权限").to_owned();
            // Without --out nobody asked to write here.
            if args.out.is_some() { Found::Wrong { what, mend } } else { Found::Note { what, mend } }
        }
    }
}
