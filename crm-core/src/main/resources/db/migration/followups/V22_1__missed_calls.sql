-- Who called, reached nobody, and is to be called back: one open row for each client, or for each number that nobody knows.
create table obligation (
    id              uuid primary key,
    -- party:ID or number:+7…
    key             text not null,
    party_id        uuid,
    -- The last one that was called from.
    number          text not null,
    line            text,
    queue           text,
    -- The first call, and the last one.
    first_at        timestamptz not null,
    last_at         timestamptz not null,
    calls           int not null,
    due_at          timestamptz not null,
    -- Of ours, whom these calls rang.
    rang            uuid[] not null default '{}',
    -- Whose it is for the rights: whom it rang, who looks after the client, who took it. Nobody's is everybody's.
    people          uuid[] not null default '{}',
    responsible_id  uuid,
    taken_by        uuid,
    taken_at        timestamptz,
    -- Calls to them since that nobody answered, and on how many days.
    attempts        int not null default 0,
    attempt_days    int not null default 0,
    last_attempt_at timestamptz,
    closed_at       timestamptz,
    -- Who reached them, or closed it by hand; null when it was withdrawn.
    closed_by       uuid,
    -- called_back, came_back, unreachable, by_hand, withdrawn
    outcome         text,
    closing_call_id uuid,
    reason          text,
    created_at      timestamptz not null default now(),
    changed_at      timestamptz not null default now(),
    version         int not null default 1
);

create unique index obligation_one_open on obligation (key) where closed_at is null;
create index obligation_open on obligation (due_at, id) where closed_at is null;
create index obligation_open_by_number on obligation (number) where closed_at is null;
create index obligation_of_key on obligation (key, first_at desc);
create index obligation_closed on obligation (closed_at desc, id desc) where closed_at is not null;

-- From which calls it follows.
create table obligation_call (
    call_id       uuid primary key,
    obligation_id uuid not null references obligation (id) on delete cascade,
    -- missed, attempt, closing
    part          text not null,
    at            timestamptz not null
);

create index obligation_call_of on obligation_call (obligation_id, at);
