-- Whom nobody calls: the company's own list, and national registers that were read in. A line is ended, never deleted. Of a person the
-- numbers stand beside the person: they stay when the card is gone.
create table do_not_call (
    id          uuid primary key,
    -- E.164 without the plus.
    number      bigint,
    -- Digits with which numbers begin.
    prefix      text,
    party_id    uuid references party on delete cascade,
    -- For which alone it holds.
    purpose     text,
    campaign_id uuid,
    -- National register that it comes from; null for the company's own list.
    register    text,
    since       timestamptz not null,
    until       timestamptz,
    reason      text,
    by          uuid,
    ended_by    uuid,
    end_reason  text,
    import_id   uuid,
    constraint do_not_call_is_about_one check (num_nonnulls(number, prefix, party_id) = 1)
);

create index do_not_call_by_number on do_not_call (number) where number is not null;
create index do_not_call_by_party on do_not_call (party_id) where party_id is not null;
create index do_not_call_by_prefix on do_not_call (prefix) where prefix is not null;
create index do_not_call_by_time on do_not_call (since desc, id desc);
create index do_not_call_by_import on do_not_call (import_id) where import_id is not null;
create unique index do_not_call_stands_once on do_not_call
    (number, coalesce(purpose, ''), coalesce(campaign_id, '00000000-0000-0000-0000-000000000000'), coalesce(register, ''))
    where number is not null and until is null;

create table do_not_call_import (
    id       uuid primary key,
    at       timestamptz not null default now(),
    -- The day of the list itself, which may be older than its reading.
    dated    date        not null,
    by       uuid,
    file     text        not null,
    register text,
    country  text,
    rows     integer     not null,
    added    integer     not null,
    known    integer     not null,
    refused  integer     not null
);

create index do_not_call_import_by_register on do_not_call_import (register, dated desc) where register is not null;

-- Limits: what the program brings has a key and comes with each version; what the company decided stands beside it or in its place.
create table dial_limit (
    id         uuid primary key,
    key        text unique,
    kind       text    not null,
    purpose    text,
    country    text,
    value      text    not null,
    fixed      boolean not null,
    valid_from date    not null,
    valid_to   date,
    source     text    not null,
    changed_at timestamptz not null default now(),
    changed_by uuid
);

-- Numbers of ours that may be shown to who is called.
create table own_line (
    id         uuid primary key,
    -- E.164 without the plus.
    number     bigint not null,
    label      text,
    category   text,
    contract   text,
    valid_from date   not null,
    valid_to   date,
    changed_at timestamptz not null default now(),
    changed_by uuid
);

create index own_line_by_number on own_line (number);

-- Where a person is, as they said or a person of ours set it.
create table party_zone (
    party_id uuid primary key references party on delete cascade,
    zone     text        not null,
    at       timestamptz not null default now(),
    by       uuid
);

-- Tables of which numbers were given out in which region, as the administrator read them in; one of a name at a time.
create table numbering_file (
    id   uuid primary key,
    name text        not null unique,
    at   timestamptz not null default now(),
    by   uuid,
    rows integer     not null
);

create table numbering_range (
    file_id     uuid   not null references numbering_file on delete cascade,
    -- E.164 without the plus, both included.
    from_number bigint not null,
    to_number   bigint not null,
    region      text   not null
);

create index numbering_range_by_file on numbering_range (file_id);
