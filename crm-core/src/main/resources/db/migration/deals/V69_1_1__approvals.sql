-- Approved by all who were asked, and not sent yet.
alter table document drop constraint document_state_check;
alter table document add constraint document_state_check
    check (state in ('draft', 'approved', 'sent', 'accepted', 'refused'));

-- Somebody asks others whether a document is right.
create table approval (
    id          uuid primary key,
    document_id uuid        not null references document on delete cascade,
    -- All are asked together; else one after the other.
    at_once     boolean     not null,
    -- asked, approved, refused, withdrawn.
    state       text        not null,
    asked_by    uuid        not null,
    asked_at    timestamptz not null,
    ended_at    timestamptz,
    check (state in ('asked', 'approved', 'refused', 'withdrawn'))
);

create index approval_by_document on approval (document_id, asked_at desc);
create unique index approval_open_once on approval (document_id) where state = 'asked';

-- Those who are asked, in order.
create table approval_step (
    approval_id uuid        not null references approval on delete cascade,
    place       integer     not null,
    person_id   uuid        not null,
    -- waiting, asked, approved, refused, dropped.
    state       text        not null,
    -- The assignment by which they are asked.
    task_id     uuid,
    since       timestamptz,
    decided_at  timestamptz,
    note        text,
    primary key (approval_id, place),
    check (state in ('waiting', 'asked', 'approved', 'refused', 'dropped'))
);

create index approval_step_asked on approval_step (task_id) where state = 'asked';
