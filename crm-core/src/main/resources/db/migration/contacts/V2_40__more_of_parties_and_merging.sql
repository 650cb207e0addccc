-- Where the first contact came from is written once and never overwritten by the program.
alter table party add source text;
alter table party add region text;
alter table party add tags text[] not null default '{}';

create index party_by_tag on party using gin (tags) where tags <> '{}';

-- E-mails, sites and addresses beside the telephone numbers.
create table party_point (
    party_id uuid     not null references party on delete cascade,
    place    smallint not null,
    kind     text     not null check (kind in ('email', 'site', 'address')),
    value    text     not null,
    -- As it is compared: without case, without what stands for nothing. Null for an address.
    key      text,
    label    text,
    primary key (party_id, place)
);

create index party_point_by_key on party_point (key) where key is not null;

-- Who belongs to whom: works_at, head_of, subsidiary_of, recommended_by, relative_of, pays_for, acquainted_with.
create table relation (
    id       uuid primary key,
    from_id  uuid not null references party on delete cascade,
    to_id    uuid not null references party on delete cascade,
    type     text not null,
    position text,
    note     text,
    since    date,
    until    date,
    created_at timestamptz not null default now(),
    created_by uuid,
    constraint relation_is_with_somebody_else check (from_id <> to_id),
    constraint relation_stands_once unique (from_id, to_id, type)
);

create index relation_by_to on relation (to_id);

-- What somebody allowed or refused, for which purpose, when and how. The last one of a purpose counts.
create table consent (
    id           uuid primary key,
    party_id     uuid        not null references party on delete cascade,
    purpose      text        not null,
    allowed      boolean     not null,
    at           timestamptz not null,
    how          text        not null,
    text_version text,
    by           uuid,
    -- The merge that took over the stricter word of another one.
    merge_id     uuid
);

create index consent_by_party on consent (party_id, purpose, at desc);

-- Why somebody kept two that look like one.
create table duplicate_kept (
    party_id uuid        not null,
    other_id uuid        not null,
    score    numeric     not null,
    why      text,
    by       uuid,
    at       timestamptz not null default now(),
    primary key (party_id, other_id)
);

-- What was merged, with all that it takes to undo it for thirty days.
create table party_merge (
    id        uuid primary key,
    kind      text        not null,
    master_id uuid        not null,
    at        timestamptz not null default now(),
    by        uuid,
    -- The rows of all of them before, and the master's after.
    before    jsonb       not null,
    after     jsonb       not null,
    undone_at timestamptz,
    undone_by uuid
);

create index party_merge_by_master on party_merge (master_id, at desc);

-- Each row that a merge moved or removed.
create table party_merge_row (
    merge_id   uuid   not null references party_merge on delete cascade,
    place      bigint generated always as identity,
    table_name text   not null,
    column_name text,
    -- The row's primary key, or the whole row when it was removed.
    row_key    jsonb  not null,
    old_party  uuid   not null,
    removed    boolean not null default false,
    primary key (merge_id, place)
);

-- Who was merged into another one: old addresses lead there.
create table party_alias (
    id       uuid primary key,
    party_id uuid not null
);

create index party_alias_by_party on party_alias (party_id);
