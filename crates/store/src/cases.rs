//! Cases: a customer's contacts about one thing, across channels, and whether the first one was enough.

use std::collections::{BTreeMap, BTreeSet};

use crate::db::{Tx, args};
use crate::rows::Rows;
use crate::scope::Query;
use crate::{ProgramSettings, Scope, Store, StoreError};

/// A case as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CaseRow {
    /// Id.
    pub id: String,
    /// Program.
    pub program_id: String,
    /// Keyed hash of the customer's identifier.
    pub customer: String,
    /// The first level of the contacts' reason, such as `billing`; empty where nobody knows.
    pub topic: String,
    /// How the latest contact ended: `resolved`, `follow_up`, `transferred`, `unresolved`, which is also where nothing says.
    pub state: String,
    /// Beginning of the first contact, in milliseconds since 1970.
    pub opened_ms: i64,
    /// Beginning of the latest contact, in milliseconds since 1970.
    pub latest_ms: i64,
    /// Number of contacts.
    pub contacts: i64,
}

/// Which cases.
#[derive(Clone, Debug, Default)]
pub struct CaseFilter {
    /// Of this program.
    pub program: Option<String>,
    /// In this state.
    pub state: Option<String>,
    /// About this.
    pub topic: Option<String>,
    /// Of this customer.
    pub customer: Option<String>,
    /// With at least so many contacts.
    pub contacts: Option<i64>,
    /// Behind this one: its latest contact and its id.
    pub after: Option<(i64, String)>,
}

/// How many cases were settled by the first contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FirstContact {
    /// Cases without another contact within the program's days.
    pub settled: i64,
    /// Cases in all, without those left out.
    pub cases: i64,
    /// Left out: another contact was agreed on in the first one.
    pub planned: i64,
    /// Left out: too young to tell.
    pub young: i64,
}

/// A conversation to file into a case.
pub(crate) struct Contact<'a> {
    /// Its id.
    pub id: &'a str,
    /// Program.
    pub program: &'a str,
    /// Keyed hash of the customer's identifier.
    pub customer: &'a str,
    /// Milliseconds since 1970.
    pub started_ms: i64,
    /// The first level of its reason; empty where nobody knows.
    pub topic: &'a str,
}

const COLUMNS: &str = "k.id, k.program_id, k.customer, k.topic, k.state, k.opened_ms, k.latest_ms, k.contacts";

const DAY_MS: i64 = 86_400_000;

/// Days of a program that does not say.
const USUAL_DAYS: u32 = 7;

impl ProgramSettings {
    /// Days within which a customer's next contact about the same thing belongs to the same case.
    pub fn repeat_days(&self) -> u32 {
        if self.case_days == 0 { USUAL_DAYS } else { self.case_days }
    }
}

impl Store {
    /// Cases with a contact that exists for the caller, those with the latest contacts first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn cases(&self, scope: &Scope, filter: &CaseFilter, limit: i64) -> Result<Vec<CaseRow>, StoreError> {
        let mut query = self.visible(scope);
        for (column, value) in [("k.program_id", &filter.program), ("k.state", &filter.state), ("k.topic", &filter.topic), ("k.customer", &filter.customer)] {
            if let Some(value) = value {
                query.and(&format!("{column} = ?"), args![value]);
            }
        }
        if let Some(contacts) = filter.contacts {
            query.and("k.contacts >= ?", args![contacts]);
        }
        if let Some((latest, id)) = &filter.after {
            query.and("(k.latest_ms, k.id) < (?, ?)", args![*latest, id]);
        }
        query.text(" ORDER BY k.latest_ms DESC, k.id DESC LIMIT ");
        query.push(limit.into());
        self.read(scope).await?.all(query.sql, query.args).await
    }

    /// One case, where one of its contacts exists for the caller.
    ///
    /// # Errors
    /// The database fails.
    pub async fn case(&self, scope: &Scope, id: &str) -> Result<Option<CaseRow>, StoreError> {
        let mut query = self.visible(scope);
        query.and("k.id = ?", args![id]);
        self.read(scope).await?.one(query.sql, query.args).await
    }

    fn visible(&self, scope: &Scope) -> Query {
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM cases k WHERE EXISTS (SELECT 1 FROM conversations c WHERE c.case_id = k.id"), Vec::new());
        scope.conversations(&mut query, "c");
        query.text(")");
        scope.wall(&mut query, "k.program_id");
        query
    }

    /// First-contact resolution of a program: cases opened in a stretch of time that had no second contact within `days`. Cases whose first contact
    /// ended with a follow-up agreed on are left out, and those opened less than `days` ago.
    ///
    /// # Errors
    /// The database fails.
    pub async fn first_contact(&self, scope: &Scope, program: &str, from_ms: i64, until_ms: i64, days: u32) -> Result<FirstContact, StoreError> {
        let ripe = self.now() - i64::from(days) * DAY_MS;
        let planned = "EXISTS (SELECT 1 FROM conversations f WHERE f.case_id = k.id AND f.started_ms = k.opened_ms AND f.outcome = 'follow_up')";
        // What comes within so many days of the one before is in the case; of the first one's repeats only those count that came within so many days of it.
        let again = "EXISTS (SELECT 1 FROM conversations r WHERE r.case_id = k.id AND r.started_ms > k.opened_ms AND r.started_ms <= k.opened_ms + $4)";
        let count = |condition: &str| format!("COALESCE(CAST(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END) AS BIGINT), 0)");
        let old = "k.opened_ms <= $1";
        let sql = format!(
            "SELECT {}, {}, {}, {} FROM cases k WHERE k.opened_ms >= $2 AND k.opened_ms < $3",
            count(&format!("{old} AND NOT {planned} AND NOT {again}")),
            count(&format!("{old} AND NOT {planned}")),
            count(&format!("{old} AND {planned}")),
            count("k.opened_ms > $1")
        );
        let mut query = Query::new(sql, args![ripe, from_ms, until_ms, i64::from(days) * DAY_MS]);
        query.and("k.program_id = ?", args![program]);
        scope.wall(&mut query, "k.program_id");
        let row: Option<(i64, i64, i64, i64)> = self.read(scope).await?.one(query.sql, query.args).await?;
        Ok(row.map_or_else(FirstContact::default, |(settled, cases, planned, young)| FirstContact { settled, cases, planned, young }))
    }

    /// Files conversations that were read into cases; the case of each that had none. In the order of customers, so that two who file never wait for each other.
    pub(crate) async fn file(&self, tx: &mut Tx, mut contacts: Vec<Contact<'_>>) -> Result<BTreeMap<String, String>, StoreError> {
        let mut filed = BTreeMap::new();
        contacts.sort_unstable_by_key(|contact| (contact.program, contact.customer, contact.started_ms, contact.id));
        if let Some(hold) = tx.dialect().hold() {
            for contact in &contacts {
                tx.run(hold, args![format!("case {} {}", contact.program, contact.customer)]).await?;
            }
        }
        for contacts in contacts.chunk_by(|one, next| one.program == next.program) {
            self.file_program(tx, contacts, &mut filed).await?;
        }
        Ok(filed)
    }

    /// Files contacts of one program.
    async fn file_program(&self, tx: &mut Tx, contacts: &[Contact<'_>], filed: &mut BTreeMap<String, String>) -> Result<(), StoreError> {
        let (Some(first), Some(earliest), Some(latest)) =
            (contacts.first(), contacts.iter().map(|contact| contact.started_ms).min(), contacts.iter().map(|contact| contact.started_ms).max())
        else {
            return Ok(());
        };
        let settings: Option<(String,)> = tx.one("SELECT settings FROM programs WHERE id = $1", args![first.program]).await?;
        let settings: ProgramSettings = settings.and_then(|(text,)| serde_json::from_str(&text).ok()).unwrap_or_default();
        let reach = i64::from(settings.repeat_days()) * DAY_MS;
        let mut query = Query::new(format!("SELECT {COLUMNS} FROM cases k WHERE k.program_id = $1"), args![first.program]);
        query.is_one_of("k.customer", &contacts.iter().map(|contact| contact.customer.to_owned()).collect::<Vec<_>>());
        query.and("k.latest_ms >= ?", args![earliest - reach]);
        query.and("k.opened_ms <= ?", args![latest + reach]);
        let mut cases: Vec<CaseRow> = tx.all(query.sql, query.args).await?;
        let known = cases.len();
        let mut grown = BTreeSet::new();
        for contact in contacts {
            let at = near(&cases, contact, reach).unwrap_or_else(|| {
                cases.push(CaseRow {
                    id: self.id(),
                    program_id: contact.program.to_owned(),
                    customer: contact.customer.to_owned(),
                    topic: String::new(),
                    state: "unresolved".to_owned(),
                    opened_ms: contact.started_ms,
                    latest_ms: contact.started_ms,
                    contacts: 0,
                });
                cases.len() - 1
            });
            let case = &mut cases[at];
            case.contacts += 1;
            case.opened_ms = case.opened_ms.min(contact.started_ms);
            case.latest_ms = case.latest_ms.max(contact.started_ms);
            if case.topic.is_empty() {
                case.topic = contact.topic.to_owned();
            }
            filed.insert(contact.id.to_owned(), case.id.clone());
            grown.insert(at);
        }
        for case in grown.range(..known).map(|at| &cases[*at]) {
            let sql = "UPDATE cases SET contacts = $1, opened_ms = $2, latest_ms = $3, topic = $4 WHERE id = $5";
            tx.run(sql, args![case.contacts, case.opened_ms, case.latest_ms, &case.topic, &case.id]).await?;
        }
        let mut rows = Rows::default();
        let columns = "INSERT INTO cases (id, program_id, customer, topic, state, opened_ms, latest_ms, contacts)";
        let added = cases[known..].iter().map(|case| args![&case.id, &case.program_id, &case.customer, &case.topic, &case.state, case.opened_ms, case.latest_ms, case.contacts]);
        rows.add(columns, added);
        rows.insert(tx).await
    }
}

/// Which case a contact belongs to: the customer's latest about the same, or one of which nobody knows what it is about. What comes in late may lie before a
/// case's first contact as well as behind its latest.
fn near(cases: &[CaseRow], contact: &Contact, reach: i64) -> Option<usize> {
    let mut near: Vec<usize> = (0..cases.len())
        .filter(|&at| cases[at].customer == contact.customer && cases[at].latest_ms >= contact.started_ms - reach && cases[at].opened_ms <= contact.started_ms + reach)
        .collect();
    near.sort_unstable_by_key(|&at| std::cmp::Reverse((cases[at].latest_ms, &cases[at].id)));
    let same = near.iter().find(|&&at| cases[at].topic == contact.topic);
    same.or_else(|| near.iter().find(|&&at| contact.topic.is_empty() || cases[at].topic.is_empty())).copied()
}

impl Tx {
    /// The states of conversations' cases: those in which the latest contacts ended.
    pub(crate) async fn settle_cases(&mut self, conversations: &[String]) -> Result<(), StoreError> {
        let sql = "UPDATE cases SET state = COALESCE((SELECT c.outcome FROM conversations c WHERE c.case_id = cases.id ORDER BY c.started_ms DESC, c.id DESC LIMIT 1), 'unresolved') \
            WHERE id IN (SELECT case_id FROM conversations WHERE 1 = 1";
        let mut query = Query::new(sql, Vec::new());
        query.is_one_of("id", conversations);
        query.text(")");
        self.run(query.sql, query.args).await?;
        Ok(())
    }

    /// Counts a case anew, after one of its contacts went.
    pub(crate) async fn recount_case(&mut self, case: &str) -> Result<(), StoreError> {
        let of = |what: &str| format!("(SELECT {what} FROM conversations c WHERE c.case_id = cases.id)");
        let sql = format!(
            "UPDATE cases SET contacts = {}, opened_ms = {}, latest_ms = {}, \
             state = COALESCE((SELECT c.outcome FROM conversations c WHERE c.case_id = cases.id ORDER BY c.started_ms DESC, c.id DESC LIMIT 1), 'unresolved') WHERE id = $1",
            of("COUNT(*)"),
            of("MIN(c.started_ms)"),
            of("MAX(c.started_ms)")
        );
        self.run(sql, args![case]).await?;
        Ok(())
    }
}
