-- What other systems are told: an administrator's webhooks, what they listen to, and each message until it arrived.
CREATE TABLE webhooks (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,                     -- sealed with the installation's secret
    events TEXT NOT NULL,                     -- JSON array of kinds of changes
    programs TEXT NOT NULL,                   -- JSON array of ids; empty for all
    created_by TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    off_ms BIGINT,                            -- switched off since
    off_why TEXT,                             -- person, failing, gone
    failing_ms BIGINT,                        -- every try failed since
    delivered_ms BIGINT                       -- the latest that arrived
);
-- What each webhook that is on listens to: a change finds here who is to be told, within its own program.
CREATE TABLE subscriptions (
    webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    program_id TEXT NOT NULL,                 -- empty for every program
    kind TEXT NOT NULL,
    PRIMARY KEY (webhook_id, program_id, kind)
);
-- One message to one webhook, written in the transaction of the change that it tells of.
CREATE TABLE deliveries (
    id TEXT PRIMARY KEY,
    webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    program_id TEXT NOT NULL,                 -- empty where the change belongs to none
    kind TEXT NOT NULL,
    data TEXT NOT NULL,                       -- JSON object of ids and states, nothing else
    state TEXT NOT NULL,                      -- waiting, running, done, failed
    tries BIGINT NOT NULL DEFAULT 0,
    run_ms BIGINT NOT NULL,                   -- not before
    leased_until_ms BIGINT,
    leased_by TEXT,
    status BIGINT,                            -- the last answer's
    error TEXT,                               -- why there was none
    created_ms BIGINT NOT NULL,
    done_ms BIGINT
);
CREATE INDEX deliveries_due ON deliveries (webhook_id, state, run_ms, id);
CREATE INDEX deliveries_by_age ON deliveries (created_ms);
