-- Groups of clients: chosen by hand, or whoever fits a saved rule.
create table segment (
    id           uuid primary key,
    name         text        not null,
    note         text,
    -- hand, rule.
    kind         text        not null,
    -- {match, groups: [{match, conditions: [...]}]}; null of one that is chosen by hand.
    rule         jsonb,
    -- Null until it is counted for the first time.
    refreshed_at timestamptz,
    -- How many were in it then.
    members      integer     not null default 0,
    created_at   timestamptz not null,
    created_by   uuid,
    changed_at   timestamptz not null,
    changed_by   uuid,
    version      integer     not null default 1,
    check (kind in ('hand', 'rule')),
    check ((kind = 'rule') = (rule is not null))
);

create unique index segment_name_once on segment (lower(name));

-- Whom somebody chose by hand.
create table segment_pick (
    segment_id uuid        not null references segment on delete cascade,
    party_id   uuid        not null references party on delete cascade,
    at         timestamptz not null,
    by         uuid,
    primary key (segment_id, party_id)
);

create index segment_pick_by_party on segment_pick (party_id);

-- Who is in it, as of the last count.
create table segment_member (
    segment_id uuid        not null references segment on delete cascade,
    party_id   uuid        not null references party on delete cascade,
    since      timestamptz not null,
    primary key (segment_id, party_id)
);

create index segment_member_by_party on segment_member (party_id);
create index segment_member_newest on segment_member (segment_id, since desc, party_id desc);

-- Who came and went, in order; only added to.
create table segment_move (
    id         bigint generated always as identity primary key,
    segment_id uuid        not null references segment on delete cascade,
    party_id   uuid        not null references party on delete cascade,
    at         timestamptz not null,
    entered    boolean     not null,
    -- Who chose them, or asked for the count; null for the night.
    by         uuid
);

create index segment_move_by_segment on segment_move (segment_id, id desc);
create index segment_move_by_party on segment_move (party_id);
-- With which way, so that the day's comings and goings are read from it alone.
create index segment_move_by_time on segment_move (segment_id, at, entered);
