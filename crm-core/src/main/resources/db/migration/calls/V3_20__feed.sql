-- What became of calls in the log, in the order in which it came to be seen. Written in the transaction that writes the call.
create table call_change (
    number   bigint generated always as identity primary key,
    -- The log may have another state of the call by now, or none: no reference.
    call_id  uuid not null,
    type     text not null,
    -- Of a merged call, the one that it is part of.
    other_id uuid,
    -- Of another source's record, why it is the same call.
    rule     text,
    at       timestamptz not null default now()
);

-- Who follows it, and the number of the last change that each has taken.
create table call_follower (
    name      text primary key,
    passed    bigint not null,
    passed_at timestamptz not null default now()
);

-- Changes that an administrator let a follower leave out, because it could not take them.
create table call_follower_skip (
    follower text not null,
    number   bigint not null,
    call_id  uuid not null,
    type     text not null,
    -- Login of who said so.
    by       text not null,
    at       timestamptz not null default now(),
    reason   text not null,
    primary key (follower, number)
);
