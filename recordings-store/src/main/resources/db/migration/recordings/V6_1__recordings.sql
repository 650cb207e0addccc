-- Each recording that a telephone source told of, by the id that it has in its call, and how far fetching it is.
create table recording (
    id         uuid primary key,
    -- Calls are written beside this, may be later, and may be merged: no reference.
    call_id    uuid not null,
    source     text not null,
    -- The source's id of the leg.
    leg        text not null,
    -- What the source said of the file: a path, a link, an id. Untrusted, and may hold a secret.
    file       text,
    started_at timestamptz not null,
    -- End of the call.
    ended_at   timestamptz,
    told_at    timestamptz not null default now(),
    status     text not null default 'expected' check (status in ('expected', 'stored', 'missing')),
    -- Stable word for why it is not here, or not yet.
    reason     text,
    tries      int not null default 0,
    -- When it is tried next; null when it is not.
    due_at     timestamptz,
    -- Of the sound as it came.
    sha256     text,
    format     text,
    channels   smallint,
    seconds    numeric,
    stored_at  timestamptz
);

create index recording_by_call on recording (call_id);
create index recording_due on recording (due_at) where due_at is not null;
create index recording_by_sound on recording (sha256) where sha256 is not null;
