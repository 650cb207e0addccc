-- What was asked of the telephone systems: by whom, which way, and what became of it. Refusals stand here, too.
create table call_request (
    id          uuid primary key,
    kind        text not null,
    staff_id    uuid not null,
    entrance    text not null,
    key         text,
    telephone   text,
    number      text,
    source      text,
    call_id     uuid,
    leg         text,
    state       text not null,
    cause       text,
    note_key    text,
    note_args   text[],
    note_text   text,
    asked_at    timestamptz not null,
    ringing_at  timestamptz,
    answered_at timestamptz,
    ended_at    timestamptz
);

create unique index call_request_by_key on call_request (staff_id, key) where key is not null;
create index call_request_by_time on call_request (asked_at);
create index call_request_by_person on call_request (staff_id, asked_at);
create index call_request_open on call_request (asked_at) where state in ('accepted', 'ringing', 'answered');
create index call_request_supervision on call_request (asked_at) where kind in ('listen', 'whisper', 'barge');

-- How many calls may be begun: by each person, by all persons together, by lists of calls, by visitors of web sites.
create table call_limit (
    subject    text primary key,
    per_minute integer not null check (per_minute between 0 and 100000),
    per_day    integer not null check (per_day between 0 and 10000000)
);

insert into call_limit (subject, per_minute, per_day)
values ('person', 10, 300), ('all', 60, 5000), ('campaign', 60, 5000), ('callback', 10, 300);

-- Where may be dialled to. kind: country (ISO 3166), premium, satellite, allowed and forbidden (beginnings of numbers).
create table call_destination (
    kind     text not null check (kind in ('country', 'premium', 'satellite', 'allowed', 'forbidden')),
    value    text not null,
    staff_id uuid,
    since    timestamptz not null,
    primary key (kind, value)
);

-- When limits came to be on this installation, and what stayed open because it had been called before.
create table call_limits_begun (
    only_one  boolean primary key default true check (only_one),
    at        timestamptz not null,
    countries text[] not null,
    seen_at   timestamptz
);
