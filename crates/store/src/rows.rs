//! Many rows with few statements.

use std::collections::{BTreeMap, BTreeSet};

use crate::StoreError;
use crate::db::{Dialect, Tx, Value};

/// Rows that one statement inserts at most; SQLite and PostgreSQL take more placeholders than this needs.
const ROWS: usize = 64;

/// Rows of a whole batch, inserted or updated with few statements; by the text before and behind their values.
#[derive(Default)]
pub(crate) struct Rows(BTreeMap<(&'static str, &'static str), Vec<Vec<Value>>>);

impl Rows {
    /// Adds rows; `columns` is the statement up to its values.
    pub(crate) fn add(&mut self, columns: &'static str, rows: impl IntoIterator<Item = Vec<Value>>) {
        self.add_between((columns, ""), rows);
    }

    /// Adds rows to a statement that goes on behind its values.
    pub(crate) fn add_between(&mut self, statement: (&'static str, &'static str), rows: impl IntoIterator<Item = Vec<Value>>) {
        self.0.entry(statement).or_default().extend(rows);
    }

    /// Inserts what was added. A statement takes 64 rows, 32, 16 … or one, so that there are few texts to prepare.
    pub(crate) async fn insert(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        for (sql, args) in self.statements(tx.dialect()) {
            tx.run(sql, args).await?;
        }
        Ok(())
    }

    /// Inserts what was added with statements that end with `RETURNING id`; the ids that they returned.
    pub(crate) async fn insert_told(&mut self, tx: &mut Tx) -> Result<BTreeSet<String>, StoreError> {
        let mut told = BTreeSet::new();
        for (sql, args) in self.statements(tx.dialect()) {
            told.extend(tx.all::<(String,)>(sql, args).await?.into_iter().map(|(id,)| id));
        }
        Ok(told)
    }

    /// The statements for what was added, each with its values; nothing is left.
    fn statements(&mut self, dialect: Dialect) -> Vec<(String, Vec<Value>)> {
        let mut statements = Vec::new();
        for (statement, rows) in std::mem::take(&mut self.0) {
            let mut left = rows.into_iter();
            while left.len() > 0 {
                let most = left.len().min(ROWS);
                let count = if most.is_power_of_two() { most } else { most.next_power_of_two() / 2 };
                statements.push(text(dialect, statement, left.by_ref().take(count).collect()));
            }
        }
        statements
    }
}

/// One statement for rows.
fn text(dialect: Dialect, (before, behind): (&str, &str), rows: Vec<Vec<Value>>) -> (String, Vec<Value>) {
    let mut sql = format!("{before} VALUES ");
    let mut number = 0;
    for (at, row) in rows.iter().enumerate() {
        sql.push_str(if at > 0 { ", (" } else { "(" });
        for place in 0..row.len() {
            number += 1;
            sql.push_str(if place > 0 { ", " } else { "" });
            dialect.place(number, &mut sql);
        }
        sql.push(')');
    }
    sql.push_str(behind);
    (sql, rows.into_iter().flatten().collect())
}
