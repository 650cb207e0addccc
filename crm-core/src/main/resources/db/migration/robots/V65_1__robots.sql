-- What the program does by itself when something happens. Off until somebody switches it on.
create table robot (
    id           uuid primary key,
    name         text        not null,
    active       boolean     not null default false,
    -- What was before is none of its business. Null while it is off.
    active_since timestamptz,
    -- Of its current version, so that nothing is noted for which nobody waits.
    trigger      text        not null,
    version      integer     not null,
    created_at   timestamptz not null default now(),
    changed_at   timestamptz not null default now()
);

create unique index robot_name_once on robot (lower(name));

-- Every version that there ever was: what runs keeps the one that it began with.
create table robot_version (
    robot_id   uuid        not null references robot on delete cascade,
    version    integer     not null,
    definition jsonb       not null,
    at         timestamptz not null default now(),
    by         uuid,
    primary key (robot_id, version)
);

-- What happened, written in the transaction in which it did. Ids alone: what stands in a record is read when it is needed.
create table robot_event (
    id          bigint generated always as identity primary key,
    -- As a trigger is called, or "moved" for any of those of a move.
    type        text        not null,
    -- Of which robot it is, where the clock made it for one.
    robot_id    uuid references robot on delete cascade,
    record_kind text        not null,
    record_id   uuid        not null,
    -- Of a move its kind, of a call its result.
    detail      text,
    stage_id    uuid,
    fields      text[]      not null default '{}',
    -- The robots by whose steps it came to this, the first first.
    chain       uuid[]      not null default '{}',
    -- What happens once, though it is seen several times.
    key         text unique,
    at          timestamptz not null default now(),
    done_at     timestamptz
);

create index robot_event_waiting on robot_event (id) where done_at is null;
create index robot_event_done on robot_event (done_at) where done_at is not null;

create table robot_run (
    id          bigint generated always as identity primary key,
    robot_id    uuid        not null references robot on delete cascade,
    version     integer     not null,
    record_kind text        not null,
    record_id   uuid        not null,
    event_id    bigint      not null,
    chain       uuid[]      not null,
    -- running, done, failed, stopped.
    state       text        not null default 'running',
    next_step   integer     not null default 0,
    due_at      timestamptz not null,
    tries       integer     not null default 0,
    began_at    timestamptz not null,
    ended_at    timestamptz,
    why_key     text,
    why_args    text[]      not null default '{}',
    unique (robot_id, version, record_id, event_id),
    check (state in ('running', 'done', 'failed', 'stopped'))
);

create index robot_run_due on robot_run (due_at, id) where state = 'running';
create index robot_run_by_record on robot_run (robot_id, record_id, began_at);

-- A step that was done, written in the transaction that did it: it is the key by which it is done once.
create table robot_step (
    run_id bigint      not null references robot_run on delete cascade,
    step   integer     not null,
    at     timestamptz not null,
    primary key (run_id, step)
);

-- For each time that something happened, why a robot ran or did not.
create table robot_log (
    id          bigint generated always as identity primary key,
    robot_id    uuid        not null references robot on delete cascade,
    version     integer     not null,
    record_kind text        not null,
    record_id   uuid        not null,
    at          timestamptz not null,
    run_id      bigint references robot_run on delete set null,
    why_key     text        not null,
    why_args    text[]      not null default '{}'
);

create index robot_log_by_robot on robot_log (robot_id, id desc);
create index robot_log_by_time on robot_log (at);
create index robot_log_by_run on robot_log (run_id) where run_id is not null;

-- A robot that went round in a circle leaves this record alone, until an administrator lets it at it again.
create table robot_off (
    robot_id    uuid        not null references robot on delete cascade,
    record_kind text        not null,
    record_id   uuid        not null,
    at          timestamptz not null,
    why_key     text        not null,
    primary key (robot_id, record_id)
);

-- What is to be told to other programs. The document is made when it is sent.
create table robot_hook (
    run_id      bigint      not null references robot_run on delete cascade,
    step        integer     not null,
    receiver_id uuid        not null,
    -- waiting, delivered, given_up.
    state       text        not null default 'waiting',
    tries       integer     not null default 0,
    due_at      timestamptz not null,
    reason      text,
    primary key (run_id, step),
    check (state in ('waiting', 'delivered', 'given_up'))
);

create index robot_hook_due on robot_hook (due_at) where state = 'waiting';

-- Tasks that tell somebody something: nothing is to be done. Beside the task, which may wait in the bin and come back.
create table robot_told (
    task_id uuid primary key,
    at      timestamptz not null default now()
);

-- Whichever way a lead comes, it is noted in the same transaction; but not one of long since that is brought, or comes out of the bin.
create function robot_lead_created() returns trigger language plpgsql as $$
begin
    if new.created_at > now() - interval '1 day'
            and exists (select from robot where active and trigger = 'lead_created') then
        insert into robot_event (type, record_kind, record_id, chain, key)
        values ('lead_created', 'lead', new.id,
                coalesce(string_to_array(nullif(current_setting('ringbook.robots', true), ''), ',')::uuid[], '{}'),
                'lead_created/' || new.id)
        on conflict do nothing;
    end if;
    return null;
end $$;

create trigger robot_lead_created after insert on lead for each row execute function robot_lead_created();
