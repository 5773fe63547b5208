//! Skills as small bars: how many of their opportunities were taken, and how sure that rate is.

use rapport_model::Skill;

use super::View;
use crate::language::Lang;
use crate::wrap::{Rich, pad, width};

/// Writes a line for each skill that something called for.
pub fn write(view: &View, skills: &[Skill], out: &mut String) {
    let (palette, lang) = (&view.palette, view.lang);
    if skills.is_empty() {
        return;
    }
    let title = lang.pick("skills", "技能");
    let names: Vec<&str> = skills.iter().map(|skill| crate::report::skill_name(skill.skill, lang)).collect();
    let name = names.iter().map(|name| width(name)).chain([width(title)]).max().unwrap_or(0);
    let rates: Vec<String> = skills.iter().map(|skill| rate(skill, lang)).collect();
    let rate = rates.iter().map(|rate| width(rate)).max().unwrap_or(0);
    let cells = if view.width < 72 { 10 } else { 20 };
    let heading = lang.pick("taken of the opportunities, 95 % interval", "把握的机会，95% 区间");
    Rich::new(&pad(title, name), palette.bold).and(&format!("  {heading}"), palette.dim).write(out, "", "", view.width);
    for ((skill, own), text) in skills.iter().zip(names).zip(rates) {
        let called = skill.opportunities > 0;
        let mut line = Rich::default().plain(&pad(own, name)).plain("  ").and(&bar(skill, cells), if called { palette.good } else { palette.dim });
        line = line.plain("  ").plain(&pad(&text, rate));
        let interval = if called { format!("{:>2}–{} %", skill.interval.0 / 10, skill.interval.1.div_ceil(10)) } else { String::new() };
        line = line.and(&format!("  {interval:<8}"), palette.dim);
        if skill.against > 0 {
            let against = match lang {
                Lang::En => format!("  {} against", skill.against),
                Lang::Zh => format!("  {} 处不当", skill.against),
            };
            line = line.and(&against, palette.bad);
        }
        line.write(out, "", "    ", view.width);
    }
}

fn rate(skill: &Skill, lang: Lang) -> String {
    match (lang, skill.opportunities) {
        (Lang::En, 0) => "not called for".to_owned(),
        (Lang::Zh, 0) => "没有机会".to_owned(),
        (Lang::En, all) => format!("{} of {all}", skill.taken),
        (Lang::Zh, all) => format!("{} / {all}", skill.taken),
    }
}

/// The interval from 0 to 100 % as a line, with the rate as a dot on it.
fn bar(skill: &Skill, cells: usize) -> String {
    if skill.opportunities == 0 {
        return "·".repeat(cells);
    }
    let cell = |thousandths: usize| (thousandths * cells / 1000).min(cells - 1);
    let (low, high) = (cell(usize::from(skill.interval.0)), cell(usize::from(skill.interval.1)));
    let dot = cell(skill.taken as usize * 1000 / skill.opportunities as usize);
    (0..cells)
        .map(|at| match () {
            () if at == dot => '●',
            () if (low..=high).contains(&at) => '─',
            () => '·',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dot_stands_at_the_rate_and_the_line_spans_the_interval() {
        let skill = |taken, opportunities, interval| Skill { skill: "empathy", taken, opportunities, against: 0, interval };
        assert_eq!(bar(&skill(2, 4, (150, 850)), 10), "·────●───·");
        assert_eq!(bar(&skill(4, 4, (510, 1000)), 10), "·····────●");
        assert_eq!(bar(&skill(0, 0, (0, 1000)), 10), "··········");
    }
}
