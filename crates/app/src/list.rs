//! `rapport behaviours`: the list of all behaviours.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use rapport_engine::SKILLS;
use rapport_wire::behaviour::BehaviourBriefOut;

use crate::explain::{Format, taught, tier};
use crate::language::Lang;
use crate::page::{self, Page};
use crate::report::skill_name;
use crate::screen::{self, Palette};
use crate::wrap::{Rich, pad, width};

const EXAMPLES: &str = "\
Examples:
  rapport behaviours
  rapport behaviours --lang zh
  rapport behaviours --format json | jq -r '.[] | select(.tier == \"core\") | .id'";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// text for people, json for programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Language of names; that of the terminal by default
    #[arg(long, value_enum)]
    lang: Option<Lang>,
    /// A folder of your own rule files, over the built-in ones
    #[arg(long, value_name = "DIR")]
    behaviours: Option<PathBuf>,
    /// A folder of weights of your own, or `off` for rules alone; JSON says what was measured of them
    #[arg(long, value_name = "DIR|off")]
    models: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<ExitCode> {
    let pages = page::all(args.behaviours.as_deref())?;
    let lang = args.lang.unwrap_or_else(crate::language::of_terminal);
    let out = match args.format {
        Format::Text => text(&pages, lang),
        Format::Json => {
            let library = taught(args.behaviours.as_deref(), args.models.as_deref())?;
            let brief: Vec<BehaviourBriefOut> = pages.iter().map(|page| BehaviourBriefOut::of(page, library.as_ref())).collect();
            format!("{}\n", serde_json::to_string_pretty(&brief)?)
        }
    };
    screen::print(out.as_bytes())
}

fn group(page: &Page) -> usize {
    page.skill.as_deref().and_then(|skill| SKILLS.iter().position(|known| *known == skill)).unwrap_or(SKILLS.len())
}

fn text(pages: &[Page], lang: Lang) -> String {
    let palette = Palette::of_stdout();
    let columns = screen::width();
    let mut pages: Vec<&Page> = pages.iter().collect();
    pages.sort_by_key(|page| (group(page), page.tier != "core", page.id.as_str()));
    let ids = pages.iter().map(|page| page.id.len()).max().unwrap_or(0);
    let names = pages.iter().map(|page| width(lang.text(&page.name))).max().unwrap_or(0);
    let tiers = pages.iter().map(|page| width(tier(&page.tier, lang))).max().unwrap_or(0);
    // Names matter more than what follows them.
    let all = columns >= ids + names + tiers + 16;
    let mut out = String::new();
    let mut last = None;
    for page in &pages {
        if last != Some(group(page)) {
            if last.is_some() {
                out.push('\n');
            }
            last = Some(group(page));
            let title = SKILLS.get(group(page)).map_or(lang.pick("customer signals and context", "客户信号与情境"), |skill| skill_name(skill, lang));
            Rich::new(title, palette.bold).write(&mut out, "", "", columns);
        }
        let mut line = Rich::new(screen::mark(&page.polarity), palette.polarity(&page.polarity)).plain(" ").plain(&pad(&page.id, ids));
        line = line.plain("  ").plain(&pad(lang.text(&page.name), if all { names } else { 0 }));
        if all {
            line = line.and(&format!("  {}  {}", pad(tier(&page.tier, lang), tiers), page.languages().join(" ")), palette.dim);
        }
        line.write(&mut out, "  ", "      ", columns);
    }
    out.push('\n');
    let legend = match lang {
        Lang::En => format!("{} behaviours; ✓ speaks for, ✗ against, ± either, · not judged. `rapport explain ID` tells more.", pages.len()),
        Lang::Zh => format!("共 {} 项；✓ 得当，✗ 不当，± 两者皆可，· 不作评判。详情：`rapport explain ID`", pages.len()),
    };
    Rich::new(&legend, palette.dim).write(&mut out, "", "", columns);
    out
}
