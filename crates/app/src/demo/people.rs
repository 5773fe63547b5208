//! What people did with the demo's conversations, as requests that they send, each at its time and by its person.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::PoisonError;

use anyhow::{Context, Result, bail};
use rapport_flow::Desk;
use rapport_server::{AppState, Inside, Options, digest, fresh_secret, token_scopes};
use rapport_store::{NewUser, Scope};
use serde_json::{Value, json};

use super::files::{self, Calibration, Dispute, Review, Sample, Step};
use super::times::{DemoClock, Shift};

/// Everybody of the demo, by the ids of its files.
#[derive(Default)]
pub struct Cast {
    /// Programs.
    pub programs: BTreeMap<String, String>,
    users: BTreeMap<String, String>,
    tokens: BTreeMap<String, (String, String)>,
}

impl Cast {
    /// Makes a user with a password, and a token for as long as the demo loads.
    pub async fn add(&mut self, desk: &Desk, name: &str, new: &NewUser, password: &str) -> Result<String> {
        let (store, system) = (desk.store(), Scope::system());
        let user = store.add_user(&system, new).await?;
        let own = Scope { user: Some(user.id.clone()), ..system.clone() };
        store.set_password(&own, password, "").await?;
        let secret = fresh_secret();
        let token = store.add_token(&system, &user.id, &digest(&secret), "demo", &json!(token_scopes()).to_string(), None).await?;
        self.tokens.insert(name.to_owned(), (token, secret));
        self.users.insert(name.to_owned(), user.id.clone());
        Ok(user.id)
    }

    /// What exists for a user.
    pub async fn scope(&self, desk: &Desk, name: &str) -> Result<Scope> {
        let id = self.users.get(name).with_context(|| format!("nobody is called {name}"))?;
        Ok(desk.store().scope_of(id).await?.context("a user who is not there")?.1)
    }

    /// Takes the tokens back.
    pub async fn end(&self, desk: &Desk) -> Result<()> {
        for (token, _) in self.tokens.values() {
            desk.store().revoke_token(&Scope::system(), token).await?;
        }
        Ok(())
    }
}

/// Something that somebody does at a time.
pub struct Deed {
    at_ms: i64,
    what: What,
}

enum What {
    Draw(Sample),
    Review(Review),
    Dispute(usize, Step),
    Open(usize),
    Rate(usize),
    Close(usize),
    Share(String, String),
    View(usize),
}

/// All deeds, the next one last.
pub struct Deeds {
    left: Vec<Deed>,
    inside: Inside,
    secrets: BTreeMap<String, String>,
    users: BTreeMap<String, String>,
    programs: BTreeMap<String, String>,
    disputes: Vec<Dispute>,
    calibrations: Vec<Calibration>,
    views: Vec<files::View>,
    shift: Shift,
    /// What was refused, and why.
    pub refused: Vec<String>,
    /// What came of them: ids by what the files call it.
    known: Mutex<BTreeMap<String, String>>,
}

impl Deeds {
    /// Whether nothing is left to do.
    pub fn is_empty(&self) -> bool {
        self.left.is_empty()
    }
}

/// Everything that people did, in order.
pub fn deeds(desk: &Desk, cast: &Cast, shift: Shift) -> Result<Deeds> {
    let file = files::desk()?;
    let mut left = Vec::new();
    for sample in file.samples {
        left.push(Deed { at_ms: shift.moment(&sample.drawn_at)?, what: What::Draw(sample) });
    }
    for review in file.reviews {
        left.push(Deed { at_ms: shift.moment(&review.reviewed_at)?, what: What::Review(review) });
    }
    let mut disputes = file.disputes;
    for (number, dispute) in disputes.iter_mut().enumerate() {
        for step in std::mem::take(&mut dispute.steps) {
            left.push(Deed { at_ms: shift.moment(&step.at)?, what: What::Dispute(number, step) });
        }
    }
    for (number, session) in file.calibration.iter().enumerate() {
        left.push(Deed { at_ms: shift.moment(&session.opened)?, what: What::Open(number) });
        left.push(Deed { at_ms: shift.moment(&session.locked)?, what: What::Rate(number) });
        left.push(Deed { at_ms: shift.moment(&session.discussed)?, what: What::Close(number) });
    }
    for share in file.shares {
        left.push(Deed { at_ms: shift.moment(&share.on)? + 6 * 3_600_000, what: What::Share(share.by, share.conversation) });
    }
    let last = left.iter().map(|deed| deed.at_ms).max().unwrap_or(0);
    left.extend((0..file.views.len()).map(|number| Deed { at_ms: last, what: What::View(number) }));
    left.sort_by_key(|deed| std::cmp::Reverse(deed.at_ms));
    let secrets = cast.tokens.iter().map(|(name, (_, secret))| (name.clone(), secret.clone())).collect();
    Ok(Deeds {
        left,
        inside: Inside::new(AppState::new(desk.clone(), Options::default())),
        secrets,
        users: cast.users.clone(),
        programs: cast.programs.clone(),
        disputes,
        calibrations: file.calibration,
        views: file.views,
        shift,
        refused: Vec::new(),
        known: Mutex::default(),
    })
}

/// Does what lies before a time. A conversation that ended later than somebody looked at it is looked at when it is there.
pub async fn act(deeds: &mut Deeds, until_ms: i64, clock: &DemoClock) -> Result<()> {
    while deeds.left.last().is_some_and(|deed| deed.at_ms < until_ms) {
        let Some(deed) = deeds.left.pop() else { break };
        clock.stand(deed.at_ms);
        if let Err(error) = deeds.act(deed.what).await {
            deeds.refused.push(format!("{error:#}"));
        }
    }
    clock.stand(until_ms - 1);
    Ok(())
}

impl Deeds {
    async fn act(&self, what: What) -> Result<()> {
        match what {
            What::Draw(sample) => self.draw(&sample).await,
            What::Review(review) => self.review(&review).await,
            What::Dispute(number, step) => self.dispute(&self.disputes[number], number, &step).await,
            What::Open(number) => self.open(&self.calibrations[number]).await,
            What::Rate(number) => self.rate(&self.calibrations[number]).await,
            What::Close(number) => self.close(&self.calibrations[number]).await,
            What::Share(by, conversation) => {
                let id = self.conversation(&conversation)?;
                self.ask(&by, "PUT", &format!("/api/conversations/{id}/share"), &Value::Null).await.map(drop)
            }
            What::View(number) => self.view(&self.views[number]).await,
        }
    }

    /// Sends a request as somebody; what was refused says which deed it was.
    async fn ask(&self, who: &str, method: &str, path: &str, body: &Value) -> Result<Value> {
        let secret = self.secrets.get(who).with_context(|| format!("nobody is called {who}"))?;
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let answer = self.inside.send(secret, method, path, body).await;
        if !(200..300).contains(&answer.status) {
            bail!("{who}: {method} {path}: {} {}", answer.status, answer.json["detail"].as_str().unwrap_or_default());
        }
        Ok(answer.json)
    }

    /// The server's id of a conversation of the files.
    fn conversation(&self, external: &str) -> Result<String> {
        self.known(external).with_context(|| format!("the conversation {external} is not there yet"))
    }

    fn known(&self, name: &str) -> Option<String> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// Remembers the server's id of what the files call `name`.
    pub fn know(&self, name: &str, id: &str) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), id.to_owned());
    }

    /// Half as many again as were reviewed: the rest waits in the reviewers' queues.
    async fn draw(&self, sample: &Sample) -> Result<()> {
        let program = &self.programs[&sample.program];
        let from = self.shift.moment(&sample.frame.from)?;
        let until = self.shift.moment(&sample.frame.to)? + 86_400_000;
        let reviewers: Vec<&String> = ["ludo", "ruoshui"].iter().filter_map(|name| self.users.get(*name)).collect();
        let n = sample.size + sample.size / 2;
        // Three weeks and a day: about now, so that some queues are nearly late.
        let due = self.shift.moment(&sample.drawn_at)? + 22 * 86_400_000;
        let body = json!({"program": program, "stream": "random", "from_ms": from, "until_ms": until, "n": n, "seed": sample.seed, "reviewers": reviewers, "due_ms": due});
        let drawn = self.ask(&sample.drawn_by, "POST", "/api/samples", &body).await?;
        for review in drawn["reviews"].as_array().into_iter().flatten() {
            self.know(&format!("review {}", text(&review["conversation"])), text(&review["id"]));
        }
        self.know(&sample.id, text(&drawn["id"]));
        Ok(())
    }

    async fn review(&self, review: &Review) -> Result<()> {
        let conversation = self.conversation(&review.conversation)?;
        let who = review.reviewer.as_str();
        let id = match self.known(&format!("review {conversation}")) {
            Some(id) => {
                self.ask("hollis", "POST", &format!("/api/reviews/{id}/assign"), &json!({"reviewer": self.users[who]})).await?;
                id
            }
            None => text(&self.ask(who, "POST", "/api/reviews", &json!({"conversation": conversation})).await?["id"]).to_owned(),
        };
        let whole = self.ask(who, "GET", &format!("/api/reviews/{id}"), &Value::Null).await?;
        let mut answers = Vec::new();
        for item in whole["machine"].as_array().into_iter().flatten() {
            let name = text(&item["item"]);
            let other = review.overrides.iter().find(|other| other.item == name);
            let said = match (other, review.people.get(name)) {
                (Some(other), _) => chosen(name, &other.answer, &other.reason),
                (None, Some(answer)) => chosen(name, answer, ""),
                (None, None) if item["open"] == "for_a_person" => json!({"item": name, "na": true}),
                (None, None) if item["to_confirm"] == true || (item["critical"] == true && item["share"] == 0.0) => json!({"item": name, "agrees": true}),
                (None, None) => continue,
            };
            answers.push(said);
        }
        self.ask(who, "PUT", &format!("/api/reviews/{id}"), &json!({"answers": answers, "note": review.note})).await?;
        self.ask(who, "POST", &format!("/api/reviews/{id}/submit"), &Value::Null).await?;
        Ok(())
    }

    async fn dispute(&self, dispute: &Dispute, number: usize, step: &Step) -> Result<()> {
        let name = format!("dispute {number}");
        let corrected = step.corrected.as_ref().map(|answer| chosen(&dispute.item, answer, &step.reason));
        let id = || self.known(&name).with_context(|| format!("{name} was not raised"));
        let send = async |path: String, body: Value| self.ask(&step.by, "POST", &path, &body).await;
        match step.state.as_str() {
            "raised" => {
                let conversation = self.conversation(&dispute.conversation)?;
                let finding = self.finding(&step.by, &conversation, dispute).await?;
                let raised = send("/api/disputes".into(), json!({"conversation": conversation, "item": dispute.item, "finding": finding, "reason": step.reason})).await?;
                self.know(&name, text(&raised["id"]));
            }
            // What was said on the way is part of the answer that follows.
            "answered" => {}
            "accepted" => drop(send(format!("/api/disputes/{}/answer", id()?), json!({"accept": true, "reason": step.reason, "answer": corrected})).await?),
            "rejected" => drop(send(format!("/api/disputes/{}/answer", id()?), json!({"accept": false, "reason": step.reason})).await?),
            "appealed" => drop(send(format!("/api/disputes/{}/appeal", id()?), json!({"reason": step.reason})).await?),
            "final" => {
                let upheld = step.corrected.as_ref().is_some_and(|answer| *answer != "no");
                let answer = if upheld { json!(corrected) } else { Value::Null };
                send(format!("/api/disputes/{}/decide", id()?), json!({"uphold": upheld, "reason": step.reason, "answer": answer})).await?;
            }
            other => bail!("{other} is no step of a dispute"),
        }
        Ok(())
    }

    /// The mark that a dispute is against, where the answer still rests on it in this build.
    async fn finding(&self, who: &str, conversation: &str, dispute: &Dispute) -> Result<Option<String>> {
        let Some(behaviour) = &dispute.against.behaviour else { return Ok(None) };
        let whole = self.ask(who, "GET", &format!("/api/conversations/{conversation}"), &Value::Null).await?;
        let items = whole["evaluation"]["sections"].as_array().into_iter().flatten().flat_map(|section| section["items"].as_array().into_iter().flatten());
        let proofs = items.filter(|item| item["item"] == dispute.item).flat_map(|item| item["evidence"].as_array().into_iter().flatten());
        let found = proofs.filter(|proof| proof["behaviour"] == **behaviour).find_map(|proof| proof["finding"].as_str());
        Ok(found.map(str::to_owned))
    }

    async fn open(&self, session: &Calibration) -> Result<()> {
        let mut conversations = Vec::new();
        for external in &session.conversations {
            conversations.push(self.conversation(external)?);
        }
        let raters: Vec<&String> = session.raters.iter().map(|name| &self.users[name]).collect();
        let body =
            json!({"program": self.programs[&session.program], "name": session.id, "scorecard": session.scorecard, "conversations": conversations, "raters": raters, "seed": 7});
        let made = self.ask(&session.organiser, "POST", "/api/calibrations", &body).await?;
        self.know(&session.id, text(&made["id"]));
        Ok(())
    }

    /// Everybody rates blind; then it is locked.
    async fn rate(&self, session: &Calibration) -> Result<()> {
        let id = self.known(&session.id).context("the calibration was not opened")?;
        for external in &session.conversations {
            let conversation = self.conversation(external)?;
            for (place, rater) in session.raters.iter().enumerate() {
                let answers = session.answers[external].iter().filter(|(_, answers)| answers.get(place).is_some_and(|answer| *answer != "."));
                let answers: Vec<Value> = answers.map(|(item, answers)| chosen(item, &answers[place], "")).collect();
                self.ask(rater, "PUT", &format!("/api/calibrations/{id}/ratings/{conversation}"), &json!({"answers": answers})).await?;
            }
        }
        self.ask(&session.organiser, "POST", &format!("/api/calibrations/{id}/lock"), &Value::Null).await.map(drop)
    }

    async fn close(&self, session: &Calibration) -> Result<()> {
        let id = self.known(&session.id).context("the calibration was not opened")?;
        for one in &session.consensus {
            let consensus = one.answers.iter().map(|(conversation, answer)| format!("{conversation}: {}", word(answer))).collect::<Vec<_>>().join("; ");
            let text = format!("{}\n\n{}", one.guidance.en, one.guidance.zh);
            self.ask(&session.organiser, "PUT", &format!("/api/calibrations/{id}/guidance/{}", one.item), &json!({"consensus": consensus, "text": text})).await?;
        }
        self.ask(&session.organiser, "POST", &format!("/api/calibrations/{id}/close"), &Value::Null).await.map(drop)
    }

    async fn view(&self, view: &files::View) -> Result<()> {
        let mut query: Vec<String> = Vec::new();
        for (name, value) in &view.filter {
            let value = match (name.as_str(), value) {
                ("agent", agent) => {
                    let agents = self.ask("admin", "GET", "/api/agents", &Value::Null).await?;
                    let there = agents.as_array().into_iter().flatten().find(|one| one["external_id"] == *agent);
                    there.map_or_else(String::new, |one| text(&one["id"]).to_owned())
                }
                (_, Value::Array(several)) => several.iter().map(word).collect::<Vec<_>>().join(","),
                (_, value) => word(value),
            };
            query.push(format!("{name}={value}"));
        }
        let program = view.program.as_ref().map(|program| &self.programs[program]);
        let body = json!({"program": program, "name": format!("{} {}", view.name.en, view.name.zh), "query": query.join("&"), "shared": view.shared});
        self.ask(&view.owner, "POST", "/api/views", &body).await.map(drop)
    }
}

/// An answer to an item, with a reason where there is one.
fn chosen(item: &str, answer: &Value, reason: &str) -> Value {
    match word(answer).as_str() {
        "na" => json!({"item": item, "na": true, "reason": reason}),
        choice => json!({"item": item, "choice": choice, "reason": reason}),
    }
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
