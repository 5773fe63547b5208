//! Loads the demo day by day: programs, people, conversations as they came in, and what people did about them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Cursor;

use anyhow::{Context, Result, bail};
use rapport_engine::{RuleSource, Scorecard};
use rapport_flow::{Desk, Incoming};
use rapport_server::{PasswordCost, Passwords};
use rapport_store::{Arrived, NewProgram, NewScorecard, NewUser, Pack, PackKind, ProgramSettings, Retention, Role, Scope, hash};

use super::PASSWORD;
use super::files::{self, Line, Organisation};
use super::people::{self, Cast};
use super::times::{DemoClock, Shift};
use crate::progress::counted;

const DAY_MS: i64 = 86_400_000;

/// Loads everything; the clock runs again afterwards.
pub async fn load(desk: &Desk, clock: &DemoClock) -> Result<()> {
    let organisation = files::organisation()?;
    let shift = Shift::to(&organisation.ends_on, desk.store().now())?;
    let mut lines: Vec<(i64, Line)> = Vec::new();
    for mut line in files::conversations()? {
        let began = line.json["started_at"].as_str().context("a conversation without started_at")?.to_owned();
        line.json["started_at"] = shift.text(&began)?.into();
        lines.push((shift.moment(&began)?, line));
    }
    lines.sort_by_key(|(began, _)| *began);
    let Some(first) = lines.first().map(|(began, _)| *began) else { bail!("the demo holds no conversation") };
    clock.stand(first - DAY_MS);
    let cast = cast(desk, &organisation).await?;
    let progress = counted(lines.len() as u64);
    let mut deeds = people::deeds(desk, &cast, shift)?;
    let mut rest = lines.into_iter().peekable();
    let mut day = first / DAY_MS;
    while rest.peek().is_some() || !deeds.is_empty() {
        let end = (day + 1) * DAY_MS;
        let mut today: BTreeMap<String, String> = BTreeMap::new();
        while let Some((_, line)) = rest.next_if(|(began, _)| *began < end) {
            let text = today.entry(line.program.clone()).or_default();
            writeln!(text, "{}", line.json)?;
            progress.inc(1);
        }
        // What came in that day is read at its end, and people act on what they see.
        clock.stand(end - 1);
        for (program, text) in today {
            for (external, id) in take_in(desk, &cast.programs[&program], text).await? {
                deeds.know(&external, &id);
            }
        }
        people::act(&mut deeds, end, clock).await?;
        day += 1;
        if day > first / DAY_MS + 400 {
            bail!("something in demo/desk.yaml lies more than a year after the first conversation");
        }
    }
    progress.finish_and_clear();
    if !deeds.refused.is_empty() {
        bail!("the server refused what the files say people did:\n  {}", deeds.refused.join("\n  "));
    }
    cast.end(desk).await?;
    clock.run();
    Ok(())
}

/// Takes in a day's conversations of a program and reads them; the source's ids with ours.
async fn take_in(desk: &Desk, program: &str, text: String) -> Result<Vec<(String, String)>> {
    let incoming = Incoming { program: Some(program.to_owned()), source: "demo".into(), name: "demo".into(), ..Incoming::default() };
    let (mut wrong, mut kept) = (None, Vec::new());
    let report = desk
        .take_in(&Scope::system(), &incoming, Box::new(Cursor::new(text.into_bytes())), |receipt| {
            if let Some(problem) = &receipt.problem {
                wrong = Some(problem.message.clone());
            }
            if let Arrived::New(id) = &receipt.arrived {
                kept.push((receipt.external_id.clone(), id.clone()));
            }
        })
        .await?;
    if report.dead > 0 {
        bail!("a conversation of the demo cannot be read: {}", wrong.unwrap_or_default());
    }
    while desk.work_once("demo").await? > 0 {}
    Ok(kept)
}

/// Programs, teams, agents, users.
async fn cast(desk: &Desk, organisation: &Organisation) -> Result<Cast> {
    let (store, system) = (desk.store(), Scope::system());
    let mut cast = Cast::default();
    for program in &organisation.programs {
        let mut settings = ProgramSettings {
            retention: Retention { conversations: program.retention.conversations_days, scores: program.retention.evaluations_days, ..Retention::default() },
            ..ProgramSettings::default()
        };
        let id = store.add_program(&system, &NewProgram { name: program.name.en.clone(), client: program.name.zh.clone(), ..NewProgram::default() }).await?.id;
        let mut published: BTreeMap<&str, String> = BTreeMap::new();
        for (channel, card) in &program.scorecards {
            let name = match published.get(card.as_str()) {
                Some(name) => name.clone(),
                None if card.ends_with(".yaml") => publish(desk, &id, card).await?,
                None => card.clone(),
            };
            published.insert(card, name.clone());
            settings.scorecards.insert(channel.clone(), name);
        }
        store.set_program(&system, &id, &settings).await?;
        let body = files::text(&program.pack)?.to_owned();
        store.set_pack(&system, &id, &Pack { hash: hash(&body), kind: PackKind::Program, body }).await?;
        cast.programs.insert(program.id.clone(), id);
    }
    let mut teams: BTreeMap<(String, String), String> = BTreeMap::new();
    for team in &organisation.teams {
        for program in &team.programs {
            let name = format!("{} {}", team.name.en, team.name.zh);
            teams.insert((team.id.clone(), program.clone()), store.add_team(&system, &cast.programs[program], &name).await?.id);
        }
    }
    let mut agents: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for agent in &organisation.agents {
        for program in &agent.programs {
            let team = teams.get(&(agent.team.clone(), program.clone())).map(String::as_str);
            let made = store.add_agent(&system, &cast.programs[program], &agent.id, &agent.name, team).await?;
            agents.entry(agent.id.clone()).or_default().push(made.id);
        }
    }
    let password = Passwords::new(PasswordCost::default()).hash(PASSWORD.to_owned()).await.map_err(|error| anyhow::anyhow!(error.detail))?;
    let head = NewUser { email: "admin@example.org".into(), name: "Wrenfield".into(), role: Role::Administrator, language: "en".into(), programs: Vec::new() };
    cast.add(desk, "admin", &head, &password).await?;
    for user in &organisation.users {
        let role = Role::parse(&user.role).with_context(|| format!("{} is no role", user.role))?;
        let led = |program: &String| user.teams.iter().find_map(|team| teams.get(&(team.clone(), program.clone())).cloned());
        let programs = user.programs.iter().map(|program| (cast.programs[program].clone(), led(program))).collect();
        let id = cast.add(desk, &user.id, &NewUser { email: user.email.clone(), name: user.name.clone(), role, language: user.locale.clone(), programs }, &password).await?;
        for agent in user.agent.iter().flat_map(|agent| &agents[agent]) {
            store.bind_agent(&system, agent, &id).await?;
        }
    }
    let information = &organisation.worker_information;
    for program in cast.programs.values() {
        let scope = cast.scope(desk, &information.signed_by).await?;
        store.sign_off(&scope, program, &information.en, &information.zh).await?;
    }
    Ok(cast)
}

/// Publishes a form of the demo for a program; the form's id.
async fn publish(desk: &Desk, program: &str, path: &str) -> Result<String> {
    let text = files::text(path)?;
    let form = Scorecard::compile(&RuleSource { name: path.to_owned(), text: text.to_owned() }, &desk.rules().library)?;
    let scope = Scope::system();
    let new = NewScorecard { program: Some(program.to_owned()), name: form.id.to_string(), version: form.version.into(), hash: form.hash.to_string(), body: text.to_owned() };
    let draft = desk.store().add_scorecard(&scope, &new).await?;
    desk.store().publish_scorecard(&scope, &draft.id).await?;
    Ok(form.id.to_string())
}

/// Who may sign in, as a table.
///
/// # Errors
/// The files are not what they should be.
pub fn who() -> Result<String> {
    let organisation = files::organisation()?;
    let mut out = format!("Sign in with the password {PASSWORD} as:\n");
    let mut row = |role: &str, email: &str, name: &str| writeln!(out, "  {role:<14} {email:<32} {name}");
    row("administrator", "admin@example.org", "")?;
    let mut shown: Vec<&str> = Vec::new();
    for user in &organisation.users {
        // One or two of each role are enough to look around; demo/organisation.yaml has all.
        if shown.iter().filter(|role| **role == user.role).count() < 2 {
            row(&user.role, &user.email, &user.name)?;
            shown.push(&user.role);
        }
    }
    Ok(out)
}
