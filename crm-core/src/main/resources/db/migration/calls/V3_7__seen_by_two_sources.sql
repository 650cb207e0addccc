-- One real call that two sources told of: two rows in the table of calls, and one call for whoever looks for calls.
-- Which rows these are follows from the rows alone, whatever order they were written in.
create table call_seen_again (
    -- The row that steps back: no list has it, and its address leads to the other.
    other_id uuid primary key references call (id) on delete cascade,
    -- The row that stands for the call.
    call_id  uuid not null references call (id) on delete cascade,
    rule     text not null,
    -- Whose call it is by that row alone.
    agents   text[] not null
);

create index call_seen_again_by_call on call_seen_again (call_id);
create index call_seen_again_by_agents on call_seen_again using gin (agents) where agents <> '{}';

-- Somebody said that these are two calls, whatever their numbers and times prove.
create table call_kept_apart (
    one_id   uuid not null,
    -- The greater of the two.
    other_id uuid not null,
    -- Login of who said so.
    by       text not null,
    at       timestamptz not null default now(),
    primary key (one_id, other_id)
);

create index call_kept_apart_by_other on call_kept_apart (other_id);
