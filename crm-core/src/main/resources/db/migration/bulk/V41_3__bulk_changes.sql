-- One change of many rows of a list: looked through first, then done, undone for thirty days.
create table bulk_change (
    id        uuid primary key,
    -- contact, company, lead, task
    subject   text        not null,
    -- give, tag, untag, close, junk, reopen, due, bin
    action    text        not null,
    -- Whom to give to, which tag, until when.
    value     text,
    reason    text,
    at        timestamptz not null default now(),
    by        uuid        not null,
    -- looking, looked, running, done, undoing, undone
    state     text        not null default 'looking',
    applied_at timestamptz,
    undone_at timestamptz,
    undone_by uuid
);

create index bulk_change_of on bulk_change (by, at desc);
create index bulk_change_unfinished on bulk_change (at) where state in ('looking', 'running', 'undoing');

create table bulk_row (
    bulk_id uuid    not null references bulk_change (id) on delete cascade,
    place   integer not null,
    record  uuid    not null,
    name    text,
    -- waits, change, same, refused; then changed; then undone, kept (changed by somebody since)
    outcome text    not null default 'waits',
    -- The refusal and what stands in it.
    why     text,
    why_args text[] not null default '{}',
    before  jsonb,
    after   jsonb,
    primary key (bulk_id, place)
);

create index bulk_row_by_outcome on bulk_row (bulk_id, outcome, place);
create index bulk_row_of on bulk_row (record);
