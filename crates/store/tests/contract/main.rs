//! What the store promises, on SQLite and on PostgreSQL: one suite, both databases. Every public function of the store is called here.

mod access;
mod answered;
mod audit;
mod coming_in;
mod figures;
mod house;
mod installation;
mod listing;
mod notes;
mod people;
mod queue;
mod retention;
mod scoring;
mod tampering;
mod walls;
mod webhooks;
mod whole;
