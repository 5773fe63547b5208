//! Retention at work: once a day, what a program no longer keeps goes.

use rapport_store::{Job, Scope, StoreError};

use super::{Desk, WorkError};

/// Rows of each class that one transaction deletes.
const BATCH: i64 = 200;

impl Desk {
    /// Puts the day's purges in the queue and forgets old traces; does nothing where that was done today.
    ///
    /// # Errors
    /// The database fails.
    pub async fn plan(&self) -> Result<(), StoreError> {
        let system = Scope::system();
        self.store().plan_purges(&system).await?;
        self.store().forget_traces(&system).await
    }

    /// Deletes what retention of a program no longer covers. Cut short, the next day's job goes on.
    pub(super) async fn purge(&self, job: &Job) -> Result<(), WorkError> {
        let system = Scope::system();
        if let Some(program) = self.store().program(&system, &job.subject).await? {
            while self.store().purge(&system, &program, BATCH).await?.any() {}
        }
        self.store().finish_job(&system, job).await?;
        Ok(())
    }
}
