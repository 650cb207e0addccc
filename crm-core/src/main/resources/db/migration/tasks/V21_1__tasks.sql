create table task (
    id            uuid primary key,
    -- self: one does it for oneself; assignment: somebody else checks it.
    kind          text not null,
    -- call, meeting, mail, other
    what          text not null,
    title         text not null,
    text          text,
    author_id     uuid not null,
    doer_id       uuid not null,
    -- Who accepts what was done; null for a self-task.
    checker_id    uuid,
    state         text not null,
    -- Either a moment, or a day without a time, or neither.
    due_at        timestamptz,
    due_on        date,
    -- By which lists are ordered: the moment, or the end of the day where the company is; the year 9999 for neither.
    due_sort      timestamptz not null,
    remind_at     timestamptz,
    party_id      uuid,
    -- Of a party that nobody knows.
    number        text,
    call_id       uuid,
    result        text,
    returns       int not null default 0,
    return_reason text,
    done_at       timestamptz,
    closed_at     timestamptz,
    closed_by     uuid,
    created_at    timestamptz not null default now(),
    changed_at    timestamptz not null default now(),
    changed_by    uuid,
    version       int not null default 1
);

create index task_open_of_doer on task (doer_id, due_sort, id) where closed_at is null;
create index task_of_author on task (author_id, due_sort, id);
create index task_to_check on task (checker_id) where state = 'done_unchecked';
create index task_of_party on task (party_id, due_sort) where party_id is not null;
create index task_of_number on task (number) where number is not null;
create index task_of_call on task (call_id) where call_id is not null;
create index task_closed on task (closed_at desc, id desc) where closed_at is not null;
create index task_to_remind on task (doer_id, remind_at) where remind_at is not null;

-- What became of it, and when.
create table task_move (
    number     bigint generated always as identity primary key,
    task_id    uuid not null references task (id) on delete cascade,
    at         timestamptz not null default now(),
    by         uuid,
    from_state text,
    to_state   text not null,
    note       text
);

create index task_move_of_task on task_move (task_id, number);

-- Addresses at which a calendar program reads the tasks of one person. They last until they are revoked.
create table task_feed (
    id         uuid primary key,
    staff_id   uuid not null,
    -- Of the secret in the address; the secret itself is kept nowhere.
    hash       text not null unique,
    created_at timestamptz not null default now(),
    read_at    timestamptz
);

create index task_feed_of_person on task_feed (staff_id);
