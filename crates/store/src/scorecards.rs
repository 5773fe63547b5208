//! Scorecards: drafts, published versions that never change again, and those put away.

use crate::audit::Entry;
use crate::db::{Tx, args};
use crate::scope::Query;
use crate::{Pack, PackKind, Programs, Scope, Store, StoreError};

/// How far a version of a form has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardState {
    /// May change; nothing is scored with it.
    Draft,
    /// Holds, and never changes again.
    Published,
    /// Held once; what was scored with it stays.
    Retired,
}

impl CardState {
    /// The word used in every interface.
    pub fn as_str(self) -> &'static str {
        match self {
            CardState::Draft => "draft",
            CardState::Published => "published",
            CardState::Retired => "retired",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<CardState> {
        [CardState::Draft, CardState::Published, CardState::Retired].into_iter().find(|state| state.as_str() == word)
    }
}

/// A form to keep as a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewScorecard {
    /// Program; none for all.
    pub program: Option<String>,
    /// The form's own id.
    pub name: String,
    /// Version, from 1.
    pub version: i64,
    /// `sha256:…` as the engine names it.
    pub hash: String,
    /// YAML.
    pub body: String,
}

/// A version of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ScorecardRow {
    /// Id of this version.
    pub id: String,
    /// Program; none for all.
    pub program_id: Option<String>,
    /// The form's own id.
    pub name: String,
    /// Version, from 1.
    pub version: i64,
    /// `draft`, `published`, `retired`.
    pub state: String,
    /// `sha256:…` as the engine names it.
    pub hash: String,
    /// YAML.
    pub body: String,
    /// Who wrote it.
    pub created_by: String,
    /// Milliseconds since 1970.
    pub created_ms: i64,
    /// Milliseconds since 1970.
    pub published_ms: Option<i64>,
    /// Milliseconds since 1970.
    pub retired_ms: Option<i64>,
}

pub(crate) const COLUMNS: &str = "id, program_id, name, version, state, hash, body, created_by, created_ms, published_ms, retired_ms";

impl Store {
    /// Publishes a form for every program where none of this name and hash is: those inside the binary.
    ///
    /// # Errors
    /// The database fails.
    pub async fn publish_built_in(&self, scope: &Scope, name: &str, version: i64, hash: &str, body: &str) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let there: Option<(String,)> = tx.one("SELECT id FROM scorecards WHERE program_id IS NULL AND name = $1 AND hash = $2", args![name, hash]).await?;
        if there.is_none() {
            let id = self.id();
            tx.run("UPDATE scorecards SET state = 'retired', retired_ms = $1 WHERE program_id IS NULL AND name = $2 AND state = 'published'", args![now, name]).await?;
            let sql = format!("INSERT INTO scorecards ({COLUMNS}) VALUES ($1, NULL, $2, $3, 'published', $4, $5, $6, $7, $7, NULL)");
            tx.run(sql, args![&id, name, version, hash, body, &scope.actor, now]).await?;
            tx.keep_pack(now, &Pack { hash: hash.to_owned(), kind: PackKind::Scorecard, body: body.to_owned() }).await?;
            tx.audit(now, scope, &Entry { action: "scorecard.publish", object: &id, program: "", detail: "" }).await?;
        }
        tx.commit().await
    }

    /// The published form of a name: the program's own, or the one for all.
    ///
    /// # Errors
    /// The database fails.
    pub async fn published(&self, scope: &Scope, program: &str, name: &str) -> Result<Option<ScorecardRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM scorecards WHERE state = 'published' AND name = $1"), args![name]);
        query.and("program_id IS NULL OR program_id = ?", args![program]);
        query.text(" ORDER BY CASE WHEN program_id IS NULL THEN 1 ELSE 0 END, version DESC LIMIT 1");
        self.read(scope).await?.one(query.sql, query.args).await
    }

    /// The forms that exist for the caller: those for all programs and those of theirs; in a state, or all. By name, the newest version first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn scorecards(&self, scope: &Scope, program: Option<&str>, state: Option<CardState>) -> Result<Vec<ScorecardRow>, StoreError> {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM scorecards WHERE 1 = 1"), Vec::new());
        visible(scope, &mut query);
        if let Some(program) = program {
            query.and("program_id IS NULL OR program_id = ?", args![program]);
        }
        if let Some(state) = state {
            query.and("state = ?", args![state.as_str()]);
        }
        query.text(" ORDER BY name, CASE WHEN program_id IS NULL THEN 1 ELSE 0 END, program_id, version DESC, id DESC");
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// One version of a form, where it exists for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn scorecard(&self, scope: &Scope, id: &str) -> Result<Option<ScorecardRow>, StoreError> {
        find(&mut self.read(scope).await?, scope, id).await
    }

    /// Keeps a draft.
    ///
    /// # Errors
    /// It is for all programs, or for one that is not the caller's; the database fails.
    pub async fn add_scorecard(&self, scope: &Scope, new: &NewScorecard) -> Result<ScorecardRow, StoreError> {
        let (id, now) = (self.id(), self.now());
        if !may_change(scope, new.program.as_deref()) {
            return Err(StoreError::State("a form for all programs, or for a program of others, is not the caller's to write".into()));
        }
        let mut tx = self.write(scope).await?;
        let sql = format!("INSERT INTO scorecards ({COLUMNS}) VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, NULL, NULL)");
        tx.run(sql, args![&id, new.program.clone(), &new.name, new.version, &new.hash, &new.body, &scope.actor, now]).await?;
        tx.audit(now, scope, &entry("scorecard.add", &id, new.program.as_deref())).await?;
        tx.commit().await?;
        let NewScorecard { program, name, version, hash, body } = new.clone();
        let (state, created_by) = (CardState::Draft.as_str().to_owned(), scope.actor.clone());
        Ok(ScorecardRow { id, program_id: program, name, version, state, hash, body, created_by, created_ms: now, published_ms: None, retired_ms: None })
    }

    /// Changes a draft that still has the hash `was`; none where there is no such form. `new.program` is not looked at: a form stays where it is.
    ///
    /// # Errors
    /// It is no draft, or another changed it; the database fails.
    pub async fn set_scorecard(&self, scope: &Scope, id: &str, was: &str, new: &NewScorecard) -> Result<Option<ScorecardRow>, StoreError> {
        let mut tx = self.write(scope).await?;
        let Some(mut row) = changeable(&mut tx, scope, id).await? else { return Ok(None) };
        row.must_be(CardState::Draft, "only a draft can be changed: add a new version")?;
        let sql = "UPDATE scorecards SET name = $1, version = $2, hash = $3, body = $4 WHERE id = $5 AND state = 'draft' AND hash = $6";
        if tx.run(sql, args![&new.name, new.version, &new.hash, &new.body, id, was]).await? == 0 {
            return Err(StoreError::State("the draft was changed by somebody else meanwhile".into()));
        }
        tx.audit(self.now(), scope, &entry("scorecard.set", id, row.program_id.as_deref())).await?;
        tx.commit().await?;
        (row.name, row.version, row.hash, row.body) = (new.name.clone(), new.version, new.hash.clone(), new.body.clone());
        Ok(Some(row))
    }

    /// Publishes a draft, and retires the version that held before; its text is kept for ever. None where there is no such form.
    ///
    /// # Errors
    /// It is no draft, or its version is not greater than every one that was published before; the database fails.
    pub async fn publish_scorecard(&self, scope: &Scope, id: &str) -> Result<Option<ScorecardRow>, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let Some(mut row) = changeable(&mut tx, scope, id).await? else { return Ok(None) };
        row.must_be(CardState::Draft, "only a draft can be published")?;
        let family = args![&row.name, row.program_id.clone().unwrap_or_default()];
        let sql = "SELECT CAST(COALESCE(MAX(version), 0) AS BIGINT) FROM scorecards WHERE state <> 'draft' AND name = $1 AND COALESCE(program_id, '') = $2";
        let last = tx.one::<(i64,)>(sql, family).await?.map_or(0, |(last,)| last);
        if row.version <= last {
            return Err(StoreError::State(format!("version {last} of this form was published already: raise `version` to {} or more", last + 1)));
        }
        let sql = "UPDATE scorecards SET state = 'retired', retired_ms = $1 WHERE state = 'published' AND name = $2 AND COALESCE(program_id, '') = $3";
        tx.run(sql, args![now, &row.name, row.program_id.clone().unwrap_or_default()]).await?;
        let sql = "UPDATE scorecards SET state = 'published', published_ms = $1 WHERE id = $2 AND state = 'draft' AND hash = $3";
        let touched = tx.run(sql, args![now, id, &row.hash]).await;
        match touched {
            Err(error) if error.is_taken() => return Err(StoreError::Taken("another version that was published at the same moment")),
            Ok(0) => return Err(StoreError::State("the draft was changed by somebody else meanwhile".into())),
            touched => touched?,
        };
        tx.keep_pack(now, &Pack { hash: row.hash.clone(), kind: PackKind::Scorecard, body: row.body.clone() }).await?;
        tx.audit(now, scope, &entry("scorecard.publish", id, row.program_id.as_deref())).await?;
        tx.changed(now, &[(row.program_id.as_deref().unwrap_or_default(), "scorecard.published", id)]).await?;
        tx.commit().await?;
        (row.state, row.published_ms) = (CardState::Published.as_str().to_owned(), Some(now));
        Ok(Some(row))
    }

    /// Puts a published form away; what was scored with it stays. None where there is no such form.
    ///
    /// # Errors
    /// It is not published; the database fails.
    pub async fn retire_scorecard(&self, scope: &Scope, id: &str) -> Result<Option<ScorecardRow>, StoreError> {
        let now = self.now();
        let mut tx = self.write(scope).await?;
        let Some(mut row) = changeable(&mut tx, scope, id).await? else { return Ok(None) };
        row.must_be(CardState::Published, "only a published form can be retired")?;
        tx.run("UPDATE scorecards SET state = 'retired', retired_ms = $1 WHERE id = $2 AND state = 'published'", args![now, id]).await?;
        tx.audit(now, scope, &entry("scorecard.retire", id, row.program_id.as_deref())).await?;
        tx.changed(now, &[(row.program_id.as_deref().unwrap_or_default(), "scorecard.retired", id)]).await?;
        tx.commit().await?;
        (row.state, row.retired_ms) = (CardState::Retired.as_str().to_owned(), Some(now));
        Ok(Some(row))
    }

    /// Throws a draft away; `false` where there is no such form.
    ///
    /// # Errors
    /// It is no draft; the database fails.
    pub async fn delete_scorecard(&self, scope: &Scope, id: &str) -> Result<bool, StoreError> {
        let mut tx = self.write(scope).await?;
        let Some(row) = changeable(&mut tx, scope, id).await? else { return Ok(false) };
        row.must_be(CardState::Draft, "only a draft can be deleted; a published form is retired")?;
        tx.run("DELETE FROM scorecards WHERE id = $1 AND state = 'draft'", args![id]).await?;
        tx.audit(self.now(), scope, &entry("scorecard.delete", id, row.program_id.as_deref())).await?;
        tx.commit().await?;
        Ok(true)
    }
}

impl ScorecardRow {
    /// How far it has come; what nobody knows counts as retired, which allows nothing.
    pub fn card_state(&self) -> CardState {
        CardState::parse(&self.state).unwrap_or(CardState::Retired)
    }

    fn must_be(&self, state: CardState, otherwise: &str) -> Result<(), StoreError> {
        if self.card_state() == state { Ok(()) } else { Err(StoreError::State(format!("the form is {}: {otherwise}", self.state))) }
    }
}

/// Forms for all, and those inside the walls.
fn visible(scope: &Scope, query: &mut Query) {
    if let Programs::Only(ids) = &scope.programs {
        let places = vec!["?"; ids.len()].join(", ");
        let own = if ids.is_empty() { String::new() } else { format!(" OR program_id IN ({places})") };
        query.and(&format!("program_id IS NULL{own}"), ids.iter().map(Into::into));
    }
}

/// Whether the caller may write a form of a program; one for all programs needs all of them.
fn may_change(scope: &Scope, program: Option<&str>) -> bool {
    program.map_or(scope.programs == Programs::All, |program| scope.has_program(program))
}

async fn find(tx: &mut Tx, scope: &Scope, id: &str) -> Result<Option<ScorecardRow>, StoreError> {
    let mut query = Query::new(format!("SELECT {COLUMNS} FROM scorecards WHERE id = $1"), args![id]);
    visible(scope, &mut query);
    tx.one(query.sql, query.args).await
}

/// A form that the caller may change.
async fn changeable(tx: &mut Tx, scope: &Scope, id: &str) -> Result<Option<ScorecardRow>, StoreError> {
    let row = find(tx, scope, id).await?;
    match row {
        Some(row) if !may_change(scope, row.program_id.as_deref()) => Err(StoreError::State("a form for all programs is not the caller's to change".into())),
        row => Ok(row),
    }
}

fn entry<'a>(action: &'a str, id: &'a str, program: Option<&'a str>) -> Entry<'a> {
    Entry { action, object: id, program: program.unwrap_or_default(), detail: "" }
}
