-- One row a call. Times are UTC. Numbers are E.164 with the plus.
create table call (
    id           uuid primary key,
    source       text not null,
    source_id    text not null,
    -- The click-to-call that it came of, which is part of the source's id.
    request_id   uuid generated always as
        (substring(source_id from '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')::uuid) stored,
    direction    text not null,
    state        text not null,
    result       text,
    reason       text,
    external     text,
    line         text,
    queue        text,
    started_at   timestamptz not null,
    answered_at  timestamptz,
    ended_at     timestamptz,
    wait_seconds numeric,
    talk_seconds numeric,
    hold_seconds numeric,
    ended_by     text,
    agent        text,
    answered_by  text[] not null,
    rang         text[] not null,
    -- Whose call it is: who spoke, was rung, or placed it.
    agents       text[] not null,
    legs         jsonb not null,
    transfers    jsonb not null,
    recordings   jsonb not null,
    rules        jsonb not null
) with (fillfactor = 80);

create index call_by_start on call (started_at desc, id desc);
create index call_by_external on call (external, started_at desc, id desc) where external is not null;
create index call_by_line on call (line, started_at desc, id desc) where line is not null;
create index call_by_queue on call (queue, started_at desc, id desc) where queue is not null;
create index call_by_agents on call using gin (agents);
create index call_by_request on call (request_id) where request_id is not null;
create index call_by_recording on call using gin (recordings jsonb_path_ops) where recordings <> '[]';

-- Calls that turned out to be part of another one: an old address still leads to the call.
create table call_alias (
    id      uuid primary key,
    call_id uuid not null
);

create index call_alias_by_call on call_alias (call_id);
