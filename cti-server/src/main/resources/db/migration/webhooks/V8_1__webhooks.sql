-- Addresses of other systems that are told what becomes of calls.
create table webhook (
    id         uuid primary key,
    name       text not null,
    url        text not null,
    -- Types of the changes that are sent.
    events     text[] not null,
    active     boolean not null,
    -- Why Ringbook itself switched it off; null when a person did, or it is on.
    off_reason text,
    -- Signs what is sent. Encrypted with a key that is not in the database.
    secret     bytea not null,
    created_at timestamptz not null default now()
);

-- What of the feed is to be sent to whom, and what came of it.
create table webhook_delivery (
    webhook_id uuid not null references webhook (id) on delete cascade,
    -- Of the change.
    number     bigint not null,
    type       text not null,
    call_id    uuid not null,
    other_id   uuid,
    rule       text,
    at         timestamptz not null,
    state      text not null default 'waiting' check (state in ('waiting', 'delivered', 'given_up')),
    tries      int not null default 0,
    -- When it is tried next; null when it is not.
    due_at     timestamptz default now(),
    tried_at   timestamptz,
    -- HTTP status of the last answer; null when there was none.
    status     int,
    -- Stable word for why the last try failed.
    reason     text,
    -- The first bytes of the last answer. Untrusted.
    answer     text,
    took_ms    int,
    primary key (webhook_id, number)
);

create index webhook_delivery_due on webhook_delivery (webhook_id, due_at, number) where due_at is not null;
create index webhook_delivery_of_call on webhook_delivery (webhook_id, call_id, number) where due_at is not null;
create index webhook_delivery_last on webhook_delivery (webhook_id, tried_at desc) where tried_at is not null;
