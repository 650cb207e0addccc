-- Times of which calls may be missing in the log though they were heard: more of them waited for the database than fit into
-- memory, or the server ended before it had written those that waited. They are derived again of the raw messages.
create table call_log_hole (
    id        uuid primary key,
    -- Of the calls' starts.
    from_at   timestamptz not null,
    to_at     timestamptz not null,
    noted_at  timestamptz not null default now(),
    -- null until then
    healed_at timestamptz,
    -- Calls that were brought back, and such as could not be.
    calls     int not null default 0,
    lost      int not null default 0
);

create index call_log_hole_open on call_log_hole (noted_at) where healed_at is null;
