-- What each person was when: one state at a time, closed intervals. What is heard of telephones comes later; these are our own screens'.
create table agent_state (
    id       bigint generated always as identity primary key,
    staff_id uuid        not null,
    -- offline, available, paused
    state    text        not null,
    -- Of a pause: the company's word for it.
    reason   text,
    since    timestamptz not null,
    -- Null while it lasts.
    until    timestamptz,
    -- screen: chosen at a page or in the agent program; server: what followed of screens that came or went.
    source   text        not null,
    -- Of one that lasts: when the server last knew that it does. A server that was killed ends it there.
    known_at timestamptz not null
);

create unique index agent_state_lasts_once on agent_state (staff_id) where until is null;
create index agent_state_of_person on agent_state (staff_id, since desc);
create index agent_state_by_time on agent_state (since desc);

-- What showed a person that their telephone rings, and how soon.
create table ring_shown (
    call_id  uuid        not null,
    staff_id uuid        not null,
    rang_at  timestamptz not null,
    -- page, notification, program, unseen
    shown_by text        not null,
    after_ms int,
    primary key (call_id, staff_id)
);

create index ring_shown_by_time on ring_shown (rang_at desc);
create index ring_unseen on ring_shown (rang_at) where shown_by = 'unseen';
