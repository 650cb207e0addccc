-- Connections to telephone systems that were set up on a page. Those of the settings file stand there alone.
create table connection (
    -- Of the source: stands in its calls.
    name       text primary key,
    kind       text not null,
    -- What was typed, by key; no secret is among it.
    keys       text[] not null,
    vals       text[] not null,
    -- All secrets, encrypted with a key that is not in the database; null when there is none.
    secrets    bytea,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);
