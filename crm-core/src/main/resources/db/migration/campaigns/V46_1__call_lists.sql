-- A call list that people work through, with the rules by which it is called.
create table campaign (
    id             uuid primary key,
    name           text not null,
    -- advertising, service, survey, debt, invitation
    purpose        text not null,
    -- preview, progressive
    mode           text not null default 'preview',
    -- draft, ready, running, paused, finished, archived
    state          text not null default 'draft',
    owner_id       uuid,
    -- What whoever calls says; {fields} are filled in.
    script         text,
    starts_on      date,
    ends_on        date,
    -- Of the called person: mon-fri 09:00-20:00, sat 10:00-18:00. Null for those of the rules of dialling alone.
    hours          text,
    -- Of those of whom nothing better than the country is known.
    assumed_zone   text,
    wrap_up_s      int  not null default 30,
    -- Attempts at one entry, over all its numbers.
    most_attempts  int  not null default 8,
    -- Of the agents who work through it; empty for everybody.
    people         uuid[] not null default '{}',
    created_at     timestamptz not null default now(),
    created_by     uuid,
    changed_at     timestamptz not null default now(),
    version        int  not null default 1
);

create index campaign_newest on campaign (created_at desc, id desc);

-- What became of it, and by whom.
create table campaign_move (
    number      bigint generated always as identity primary key,
    campaign_id uuid not null references campaign on delete cascade,
    at          timestamptz not null default now(),
    by          uuid,
    from_state  text,
    to_state    text not null
);

create index campaign_move_of_campaign on campaign_move (campaign_id, number);

-- Where some of the entries came from: one load.
create table call_list (
    id          uuid primary key,
    campaign_id uuid not null references campaign on delete cascade,
    name        text not null,
    -- file, paste, hand, calls, clients, leads, api
    source      text not null,
    -- Where the company has the data from, in its own words.
    origin      text,
    file_name   text,
    -- SHA-256 of the file.
    file_hash   text,
    -- The file and how to read it, until all of it is loaded.
    file        bytea,
    options     jsonb not null default '{}',
    -- checking, checked, loading, loaded, failed, undone
    state       text not null,
    -- Rows that are written already: after a restart it goes on there.
    rows_done   bigint not null default 0,
    -- Counts by what became of the rows.
    counts      jsonb not null default '{}',
    failure     jsonb,
    created_at  timestamptz not null default now(),
    created_by  uuid,
    ended_at    timestamptz
);

create index call_list_of_campaign on call_list (campaign_id, created_at desc);
create index call_list_open on call_list (created_at) where state in ('checking', 'loading');

create table call_list_refused (
    list_id  uuid   not null references call_list on delete cascade,
    row      bigint not null,
    "column" text,
    value    text,
    -- Key and values of the words.
    why      jsonb  not null
);

create index call_list_refused_by_row on call_list_refused (list_id, row);

-- One person or company, once in a campaign.
create table campaign_entry (
    id          uuid primary key,
    -- In the order in which they came.
    place       bigint generated always as identity,
    campaign_id uuid not null references campaign on delete cascade,
    list_id     uuid references call_list on delete set null,
    -- By which it is the same: a party, or else its first number.
    key         text not null,
    party_id    uuid references party on delete set null,
    name        text,
    company     text,
    note        text,
    external_id text,
    city        text,
    time_zone   text,
    fields      jsonb not null default '{}',
    owner_id    uuid,
    priority    int  not null default 0,
    not_before  timestamptz,
    not_after   timestamptz,
    -- new, waiting, reserved, dialling, talking, wrap_up, sleeping, callback, or how it is over: success, refused, do_not_call,
    -- bad_numbers, exhausted, expired, quota, duplicate, withdrawn
    state       text not null default 'new',
    -- Why it sleeps: words of the gate, or no_result, skipped, unknown.
    sleeps      text,
    -- From when it may be taken.
    next_at     timestamptz not null,
    -- Who has it, and until when unless they say again that they do.
    reserved_by uuid,
    lease_until timestamptz,
    attempts    int  not null default 0,
    skips       int  not null default 0,
    skipped_why text,
    -- What the telephone system said of the last attempt, and what a person chose.
    technical   text,
    disposition_id uuid,
    reached     boolean not null default false,
    tried_at    timestamptz,
    callback_by uuid,
    callback_task uuid,
    callback_note text,
    created_at  timestamptz not null default now(),
    ended_at    timestamptz,
    constraint campaign_entry_stands_once unique (campaign_id, key)
);

create index campaign_entry_next on campaign_entry (campaign_id, priority desc, attempts, place)
    where state in ('new', 'waiting', 'sleeping') and owner_id is null;
create index campaign_entry_next_of_owner on campaign_entry (campaign_id, owner_id, priority desc, attempts, place)
    where state in ('new', 'waiting', 'sleeping') and owner_id is not null;
create index campaign_entry_callback on campaign_entry (campaign_id, next_at) where state = 'callback';
create index campaign_entry_sleeps_until on campaign_entry (campaign_id, next_at)
    where state in ('new', 'waiting', 'sleeping');
create index campaign_entry_taken on campaign_entry (reserved_by) where reserved_by is not null;
create index campaign_entry_leased on campaign_entry (lease_until) where lease_until is not null;
create index campaign_entry_by_party on campaign_entry (party_id) where party_id is not null;
create index campaign_entry_of_list on campaign_entry (list_id);
create index campaign_entry_of_campaign on campaign_entry (campaign_id, place);

create table entry_number (
    id        uuid primary key,
    entry_id  uuid not null references campaign_entry on delete cascade,
    -- E.164 without the plus.
    number    bigint not null,
    extension text,
    label     text,
    place     smallint not null,
    -- good, bad, spent, do_not_call
    state     text not null default 'good',
    attempts  int  not null default 0,
    next_at   timestamptz not null,
    constraint entry_number_stands_once unique (entry_id, number)
);

create index entry_number_by_number on entry_number (number);

-- One try to reach somebody: written before a line is dialled.
create table call_attempt (
    id             uuid primary key,
    campaign_id    uuid not null references campaign on delete cascade,
    entry_id       uuid not null references campaign_entry on delete cascade,
    number_id      uuid references entry_number on delete set null,
    number         bigint not null,
    staff_id       uuid not null,
    telephone      text not null,
    mode           text not null,
    -- What the gate said in that moment.
    gate           jsonb not null default '{}',
    -- prepared, placed, ended, not_placed, unknown, withdrawn
    state          text not null default 'prepared',
    request_id     uuid,
    call_id        uuid,
    created_at     timestamptz not null default now(),
    rang_at        timestamptz,
    answered_at    timestamptz,
    ended_at       timestamptz,
    talk_seconds   numeric,
    -- answered, no_answer, busy, rejected, unreachable, congestion, bad_number, cancelled, dropped
    technical      text,
    disposition_id uuid,
    reason         text,
    -- Nobody chose anything until the wrap-up was over.
    no_result      boolean not null default false,
    wrap_up_until  timestamptz,
    more_time      int not null default 0,
    resulted_at    timestamptz,
    resulted_by    uuid,
    script_version int
);

create index call_attempt_of_entry on call_attempt (entry_id, created_at);
create index call_attempt_of_number on call_attempt (number, created_at desc);
create index call_attempt_of_campaign on call_attempt (campaign_id, created_at desc, id desc);
create index call_attempt_of_person on call_attempt (staff_id, created_at desc);
create index call_attempt_by_call on call_attempt (call_id) where call_id is not null;
create index call_attempt_by_request on call_attempt (request_id) where request_id is not null;
create index call_attempt_open on call_attempt (created_at) where state in ('prepared', 'placed', 'unknown');
create index call_attempt_wraps_up on call_attempt (wrap_up_until) where wrap_up_until is not null and resulted_at is null;

-- What was corrected in a result afterwards.
create table attempt_correction (
    number     bigint generated always as identity primary key,
    attempt_id uuid not null references call_attempt on delete cascade,
    at         timestamptz not null default now(),
    by         uuid not null,
    was        uuid,
    became     uuid,
    why        text not null
);

create index attempt_correction_of_attempt on attempt_correction (attempt_id, number);

-- What a disposition means for a call list.
create table campaign_result (
    disposition_id uuid primary key references disposition on delete cascade,
    -- success, callback, refusal, wrong_person, bad_number, machine, do_not_call, later, reached
    effect         text not null,
    -- reached, not_reached, bad_number, refusal
    class          text not null,
    -- The entry is over with it.
    final          boolean not null,
    -- When it is tried again where it is not over.
    again_after    interval,
    key            text
);

create unique index campaign_result_key on campaign_result (key) where key is not null;

insert into disposition (id, name, name_en, place, asks) values
    ('019ad000-0000-7000-8000-00000000d011', 'Не тот человек', 'Wrong person', 7, '{}'),
    ('019ad000-0000-7000-8000-00000000d012', 'Автоответчик', 'Answering machine', 8, '{}'),
    ('019ad000-0000-7000-8000-00000000d013', 'Уже клиент', 'Already a customer', 9, '{}'),
    ('019ad000-0000-7000-8000-00000000d014', 'Жалоба', 'Complaint', 10, '{reason}'),
    ('019ad000-0000-7000-8000-00000000d015', 'Больше не звонить', 'Do not call', 11, '{}')
on conflict do nothing;

insert into campaign_result (disposition_id, effect, class, final, again_after, key)
select d.id, r.effect, r.class, r.final, r.again_after, r.key
from (values
    ('019ad000-0000-7000-8000-00000000d002'::uuid, 'success', 'reached', true, null::interval, '1'),
    ('019ad000-0000-7000-8000-00000000d003', 'callback', 'reached', false, null, 'c'),
    ('019ad000-0000-7000-8000-00000000d004', 'later', 'reached', false, interval '3 days', '2'),
    ('019ad000-0000-7000-8000-00000000d005', 'refusal', 'refusal', true, null, '3'),
    ('019ad000-0000-7000-8000-00000000d011', 'wrong_person', 'not_reached', false, interval '4 hours', '4'),
    ('019ad000-0000-7000-8000-00000000d006', 'bad_number', 'bad_number', false, null, '5'),
    ('019ad000-0000-7000-8000-00000000d012', 'machine', 'not_reached', false, null, '6'),
    ('019ad000-0000-7000-8000-00000000d013', 'reached', 'reached', true, null, '7'),
    ('019ad000-0000-7000-8000-00000000d014', 'refusal', 'refusal', true, null, '8'),
    ('019ad000-0000-7000-8000-00000000d001', 'success', 'reached', true, null, '9'),
    ('019ad000-0000-7000-8000-00000000d015', 'do_not_call', 'refusal', true, null, 'd')
) as r (id, effect, class, final, again_after, key)
join disposition d on d.id = r.id
on conflict do nothing;
