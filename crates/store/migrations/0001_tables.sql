-- Everything Rapport keeps. Ids are UUIDv7 as text, times are milliseconds since 1970 in UTC, flags are 0 or 1, documents are JSON as text.
-- The same text runs on SQLite and PostgreSQL; what must differ is in the files named for one of them.

CREATE TABLE programs (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    client TEXT NOT NULL DEFAULT '',
    settings TEXT NOT NULL DEFAULT '{}',      -- retention in days by data class, keep_raw, scorecards by channel, repeat days of a case
    pack_hash TEXT,                           -- the program's pack (glossary, facts, claims), in packs
    created_ms BIGINT NOT NULL,
    archived_ms BIGINT
);

CREATE TABLE teams (
    id TEXT PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES programs (id),
    name TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    UNIQUE (program_id, name)
);

-- An agent as a program knows them. One person who serves two programs is two agents and one user.
CREATE TABLE agents (
    id TEXT PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES programs (id),
    external_id TEXT NOT NULL,                -- the name that conversations carry
    name TEXT NOT NULL,
    team_id TEXT REFERENCES teams (id),
    user_id TEXT,
    created_ms BIGINT NOT NULL,
    UNIQUE (program_id, external_id)
);
CREATE INDEX agents_by_user ON agents (user_id);

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,                       -- administrator, manager, lead, analyst, coach, agent, client
    password_hash TEXT,                       -- argon2id, PHC string
    language TEXT NOT NULL DEFAULT 'en',
    created_ms BIGINT NOT NULL,
    disabled_ms BIGINT
);
CREATE TABLE memberships (
    user_id TEXT NOT NULL REFERENCES users (id),
    program_id TEXT NOT NULL REFERENCES programs (id),
    team_id TEXT REFERENCES teams (id),       -- a lead's team, where they lead one alone
    PRIMARY KEY (user_id, program_id)
);
CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,                    -- SHA-256 of the cookie's value
    user_id TEXT NOT NULL REFERENCES users (id),
    csrf TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    seen_ms BIGINT NOT NULL,
    rotated_ms BIGINT NOT NULL,
    previous TEXT UNIQUE                      -- the value before: requests under way when it changed still carry it
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,                     -- JSON array, such as ["conversations:write"]
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT,
    used_ms BIGINT,
    revoked_ms BIGINT
);
-- Wrong passwords by address, whether anybody has that address or not: a lock tells nobody who has an account.
CREATE TABLE attempts (
    address TEXT PRIMARY KEY,                 -- sha256:… of the address in lower case
    failed BIGINT NOT NULL,
    locked_until_ms BIGINT NOT NULL,
    at_ms BIGINT NOT NULL
);
-- One-time links: the first administrator, an invitation, a new password.
CREATE TABLE invitations (
    hash TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,                    -- setup, invitation, password
    user_id TEXT REFERENCES users (id),
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    used_ms BIGINT
);
-- Worker-information record (what is measured, why, who sees it, how long, how to contest), signed before agent-level figures show.
CREATE TABLE signoffs (
    id TEXT PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES programs (id),
    text_en TEXT NOT NULL,
    text_zh TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    signed_ms BIGINT NOT NULL,
    withdrawn_ms BIGINT
);

-- Texts that results were made with, kept for ever: rule files, program packs, scorecards, weights' names.
CREATE TABLE packs (
    hash TEXT PRIMARY KEY,                    -- sha256:…
    kind TEXT NOT NULL,                       -- rules, program, scorecard, models
    body TEXT NOT NULL,
    created_ms BIGINT NOT NULL
);

CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES programs (id),
    source TEXT NOT NULL,                     -- where it came from, such as api, import, folder or a system's name
    external_id TEXT NOT NULL,                -- the source's own id
    channel TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',        -- en, zh; empty until it was read
    agent_id TEXT REFERENCES agents (id),
    team_id TEXT,
    customer TEXT,                            -- keyed hash of the customer's identifier, per program
    case_id TEXT,
    started_ms BIGINT NOT NULL,
    ended_ms BIGINT,
    received_ms BIGINT NOT NULL,
    turns BIGINT NOT NULL,
    hash TEXT NOT NULL,                       -- of the redacted document
    made_by TEXT NOT NULL,                    -- intake and redaction versions
    state TEXT NOT NULL,                      -- received, evaluated, failed
    outcome TEXT,                             -- resolved, follow_up, transferred, unresolved
    evaluation_id TEXT,                       -- the current one
    score BIGINT,                             -- of the current evaluation, in basis points
    standing TEXT,
    hostility BIGINT NOT NULL DEFAULT 0,      -- highest level of the customer's hostility, 0-4
    reviewed BIGINT NOT NULL DEFAULT 0,
    disputed BIGINT NOT NULL DEFAULT 0,
    shared BIGINT NOT NULL DEFAULT 0,         -- with the program's client
    -- Long texts last: SQLite walks over what stands before a column.
    document TEXT NOT NULL,                   -- the redacted conversation
    detection TEXT,                           -- what was found, by the present rules
    raw TEXT,                                 -- sealed source, where the program keeps it
    UNIQUE (program_id, source, external_id)
);
CREATE INDEX conversations_newest ON conversations (program_id, started_ms, id);
CREATE INDEX conversations_all_newest ON conversations (started_ms, id);
CREATE INDEX conversations_by_agent ON conversations (agent_id, started_ms, id);
CREATE INDEX conversations_by_case ON conversations (case_id);
CREATE INDEX conversations_by_customer ON conversations (program_id, customer, started_ms);
CREATE INDEX conversations_by_score ON conversations (program_id, score, id);
CREATE INDEX conversations_by_hostility ON conversations (program_id, hostility, started_ms, id);
-- Holds everything that figures of scores and exposure read.
CREATE INDEX conversations_figures ON conversations (program_id, started_ms, state, score, standing, hostility, agent_id, team_id, channel, language, evaluation_id);

-- One row a behaviour found or missed, for filters, figures and the blast radius of a dispute.
CREATE TABLE marks (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    program_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,                       -- found, taken, missed
    behaviour TEXT NOT NULL,
    polarity TEXT NOT NULL,                   -- + - 0; empty for taken and missed
    turn BIGINT NOT NULL,
    level BIGINT,
    cue TEXT NOT NULL,                        -- empty for taken and missed
    finding TEXT NOT NULL,                    -- f1 …; o1 … for taken and missed
    hint BIGINT NOT NULL DEFAULT 0,
    opens BIGINT NOT NULL DEFAULT 0,          -- first of its behaviour, kind, polarity and hint in the conversation, so that conversations are counted by adding
    calls BIGINT NOT NULL DEFAULT 0,          -- first opportunity of its behaviour in the conversation, taken or missed
    agent_id TEXT,
    team_id TEXT,
    started_ms BIGINT NOT NULL,
    day BIGINT NOT NULL,                      -- since 1970, in UTC
    PRIMARY KEY (conversation_id, number)
);
CREATE INDEX marks_by_behaviour ON marks (program_id, behaviour, kind, started_ms);
-- Holds everything that figures of behaviours read, in the order in which they add up.
CREATE INDEX marks_figures ON marks (program_id, day, behaviour, kind, polarity, hint, agent_id, team_id, opens, calls);
CREATE INDEX marks_by_cue ON marks (cue);
CREATE TABLE skills (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    program_id TEXT NOT NULL,
    skill TEXT NOT NULL,
    taken BIGINT NOT NULL,
    opportunities BIGINT NOT NULL,
    against BIGINT NOT NULL,
    agent_id TEXT,
    team_id TEXT,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    started_ms BIGINT NOT NULL,
    day BIGINT NOT NULL,                      -- since 1970, in UTC
    PRIMARY KEY (conversation_id, skill)
);
-- Holds everything that figures of skills read, in the order in which they add up.
CREATE INDEX skills_figures ON skills (program_id, day, skill, agent_id, team_id, channel, language, taken, opportunities);
CREATE TABLE episodes (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    program_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    intensity BIGINT NOT NULL,                -- highest, 1-4
    acknowledged BIGINT NOT NULL,
    solved BIGINT NOT NULL,                   -- the agent turned to a solution
    recovered BIGINT NOT NULL,
    turns_to_calm BIGINT,                     -- customer turns from onset to recovery
    agent_id TEXT,
    team_id TEXT,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    started_ms BIGINT NOT NULL,
    day BIGINT NOT NULL,                      -- since 1970, in UTC
    PRIMARY KEY (conversation_id, number)
);
CREATE INDEX episodes_figures ON episodes (program_id, day, agent_id);

CREATE TABLE evaluations (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    program_id TEXT NOT NULL,
    agent_id TEXT,
    inputs TEXT NOT NULL,                     -- hash over everything below that it was made from: once only
    conversation_hash TEXT NOT NULL,
    scorecard_hash TEXT NOT NULL,
    scorecard TEXT NOT NULL,                  -- id of the form
    version BIGINT NOT NULL,                  -- of the form
    rules_hash TEXT NOT NULL,
    pack_hash TEXT NOT NULL,
    models_hash TEXT NOT NULL,
    intake TEXT NOT NULL,
    redaction TEXT NOT NULL,
    engine TEXT NOT NULL,
    exclusions TEXT NOT NULL DEFAULT '',      -- marks taken away after disputes, a JSON array of behaviour, cue, turn; empty for none
    result_hash TEXT NOT NULL,
    score BIGINT,
    standing TEXT NOT NULL,
    reason TEXT NOT NULL,                     -- why it was made: arrival, rules, scorecard, dispute
    current BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    customer_right BIGINT,                    -- 1 without an error of this class, 0 with one, none where no item of the class was answered
    business_right BIGINT,
    compliance_right BIGINT,
    items_right BIGINT NOT NULL DEFAULT 0,    -- answered items of no critical class without a defect
    items BIGINT NOT NULL DEFAULT 0,          -- answered items of no critical class
    result TEXT NOT NULL,                     -- the evaluation, byte for byte
    UNIQUE (conversation_id, inputs)
);
CREATE INDEX evaluations_by_conversation ON evaluations (conversation_id, created_ms);
CREATE INDEX evaluations_by_program ON evaluations (program_id, current, created_ms);

CREATE TABLE scorecards (
    id TEXT PRIMARY KEY,
    program_id TEXT REFERENCES programs (id), -- none: for every program
    name TEXT NOT NULL,                       -- the form's own id
    version BIGINT NOT NULL,
    state TEXT NOT NULL,                      -- draft, published, retired
    hash TEXT NOT NULL,
    body TEXT NOT NULL,                       -- YAML
    created_by TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    published_ms BIGINT,
    retired_ms BIGINT
);
CREATE INDEX scorecards_by_name ON scorecards (name, version);
-- One form of a name holds at a time.
CREATE UNIQUE INDEX scorecards_published ON scorecards (COALESCE(program_id, ''), name) WHERE state = 'published';

CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    program_id TEXT,
    kind TEXT NOT NULL,                       -- evaluate, rescore, purge
    subject TEXT NOT NULL,                    -- what it is about, such as a conversation's id
    once TEXT UNIQUE,                         -- no second job of the same name while one waits or runs
    payload TEXT NOT NULL DEFAULT '{}',
    state TEXT NOT NULL,                      -- waiting, running, done, failed
    attempts BIGINT NOT NULL DEFAULT 0,
    run_ms BIGINT NOT NULL,                   -- not before
    leased_until_ms BIGINT,
    leased_by TEXT,
    error TEXT,
    created_ms BIGINT NOT NULL,
    done_ms BIGINT
);
CREATE INDEX jobs_due ON jobs (state, run_ms, id);

CREATE TABLE dead_letters (
    id TEXT PRIMARY KEY,
    program_id TEXT,
    source TEXT NOT NULL,
    line BIGINT,
    hash TEXT NOT NULL,                       -- of the item's bytes; the bytes themselves are not kept
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    help TEXT NOT NULL,
    received_ms BIGINT NOT NULL,
    settled_ms BIGINT,                        -- the item came again and was read, or a person put it away
    UNIQUE (source, hash)
);

CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES programs (id),
    customer TEXT NOT NULL,
    topic TEXT NOT NULL,                      -- what the contacts are about
    state TEXT NOT NULL,                      -- resolved, follow_up, transferred, unresolved
    opened_ms BIGINT NOT NULL,
    latest_ms BIGINT NOT NULL,
    contacts BIGINT NOT NULL
);
CREATE INDEX cases_by_customer ON cases (program_id, customer, latest_ms);

CREATE TABLE views (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    program_id TEXT,
    name TEXT NOT NULL,
    query TEXT NOT NULL,                      -- the filters, as in an address
    shared BIGINT NOT NULL DEFAULT 0,
    created_ms BIGINT NOT NULL
);

-- Drawn samples of conversations to review; random ones and risk-picked ones never mix.
CREATE TABLE samples (
    id TEXT PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES programs (id),
    stream TEXT NOT NULL,                     -- random, risk
    seed BIGINT NOT NULL,
    frame_hash TEXT NOT NULL,
    frame_size BIGINT NOT NULL,
    frame TEXT NOT NULL,                      -- JSON array of id and stratum: what it was drawn from
    excluded TEXT NOT NULL DEFAULT '{}',      -- how many were left out, by reason
    wanted BIGINT NOT NULL,
    strata TEXT NOT NULL,                     -- agent, channel, language; for the risk stream the reasons asked for
    from_ms BIGINT NOT NULL,
    until_ms BIGINT NOT NULL,
    drawn_by TEXT NOT NULL,
    drawn_ms BIGINT NOT NULL
);
CREATE TABLE reviews (
    id TEXT PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES programs (id),
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    evaluation_id TEXT NOT NULL,
    scorecard_hash TEXT NOT NULL,
    agent_id TEXT,
    reviewer TEXT,                            -- a user; none until somebody takes it
    stream TEXT NOT NULL,                     -- random, risk, own
    sample_id TEXT REFERENCES samples (id),
    probability DOUBLE PRECISION,             -- of being drawn, 0-1; random stream only
    picked TEXT NOT NULL DEFAULT '',          -- the stratum it was drawn from, or why it was picked
    state TEXT NOT NULL,                      -- assigned, submitted
    answers TEXT NOT NULL DEFAULT '[]',
    note TEXT NOT NULL DEFAULT '',
    score BIGINT,
    standing TEXT,
    due_ms BIGINT,
    created_ms BIGINT NOT NULL,
    submitted_ms BIGINT
);
CREATE INDEX reviews_by_reviewer ON reviews (reviewer, state, created_ms);
CREATE INDEX reviews_by_conversation ON reviews (conversation_id);
CREATE INDEX reviews_by_program ON reviews (program_id, stream, submitted_ms);

CREATE TABLE disputes (
    id TEXT PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES programs (id),
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    evaluation_id TEXT NOT NULL,
    review_id TEXT,
    agent_id TEXT NOT NULL,
    item TEXT NOT NULL,                       -- of the scorecard
    behaviour TEXT NOT NULL DEFAULT '',       -- where a detector's mark is disputed
    cue TEXT NOT NULL DEFAULT '',
    finding TEXT NOT NULL DEFAULT '',
    turn BIGINT NOT NULL DEFAULT -1,          -- of the mark
    state TEXT NOT NULL,                      -- raised, accepted, rejected, appealed, upheld, final
    raised_by TEXT NOT NULL,
    raised_ms BIGINT NOT NULL,
    due_ms BIGINT NOT NULL,
    first_reviewer TEXT,
    second_reviewer TEXT,
    closed_ms BIGINT
);
CREATE INDEX disputes_by_conversation ON disputes (conversation_id);
CREATE INDEX disputes_by_program ON disputes (program_id, state, raised_ms);
CREATE TABLE dispute_steps (
    dispute_id TEXT NOT NULL REFERENCES disputes (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    actor TEXT NOT NULL,
    step TEXT NOT NULL,                       -- raised, accepted, rejected, appealed, upheld, final
    reason TEXT NOT NULL,
    before TEXT NOT NULL DEFAULT '',
    after TEXT NOT NULL DEFAULT '',
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (dispute_id, number)
);
-- Marks that no longer count, because a dispute against their detector was upheld.
CREATE TABLE exclusions (
    id TEXT PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES programs (id),
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    behaviour TEXT NOT NULL,
    cue TEXT NOT NULL,                        -- empty where an opportunity is taken away
    turn BIGINT NOT NULL,
    dispute_id TEXT NOT NULL REFERENCES disputes (id),
    created_ms BIGINT NOT NULL,
    UNIQUE (conversation_id, behaviour, cue, turn)
);

CREATE TABLE calibrations (
    id TEXT PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES programs (id),
    name TEXT NOT NULL,
    scorecard TEXT NOT NULL,                  -- id of the form
    scorecard_hash TEXT NOT NULL,
    conversations TEXT NOT NULL,              -- JSON array of ids
    raters TEXT NOT NULL,                     -- JSON array of user ids
    state TEXT NOT NULL,                      -- open, locked, closed
    seed BIGINT NOT NULL,
    due_ms BIGINT,
    created_by TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    locked_ms BIGINT,
    closed_ms BIGINT
);
CREATE TABLE ratings (
    calibration_id TEXT NOT NULL REFERENCES calibrations (id) ON DELETE CASCADE,
    conversation_id TEXT NOT NULL,
    rater TEXT NOT NULL,                      -- a user's id, or machine
    answers TEXT NOT NULL,
    score BIGINT,
    submitted_ms BIGINT NOT NULL,
    PRIMARY KEY (calibration_id, conversation_id, rater)
);
CREATE TABLE guidance (
    calibration_id TEXT NOT NULL REFERENCES calibrations (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    consensus TEXT NOT NULL,
    text TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_ms BIGINT NOT NULL,
    PRIMARY KEY (calibration_id, item)
);

-- Append-only, hash-chained: each row's hash covers the one before.
CREATE TABLE audit (
    number BIGINT PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    actor TEXT NOT NULL,                      -- a user's id, token:ID or system
    action TEXT NOT NULL,                     -- such as conversation.read
    object TEXT NOT NULL,
    program_id TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX audit_by_object ON audit (object, number);

-- What changed, for those who watch: every process reads it, and a reader who comes back begins where it was.
CREATE TABLE changes (
    number BIGINT PRIMARY KEY,
    program_id TEXT NOT NULL,
    kind TEXT NOT NULL,                       -- such as conversation.evaluated
    object TEXT NOT NULL,
    at_ms BIGINT NOT NULL
);
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

-- Answers to requests that carried an Idempotency-Key.
CREATE TABLE answered (
    actor TEXT NOT NULL,
    name TEXT NOT NULL,                       -- the key
    request TEXT NOT NULL,                    -- hash of method, path and body
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (actor, name)
);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
