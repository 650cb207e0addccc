-- Who has, and had, which telephone: a telephone that changes hands closes one row and opens another, so that the past stays
-- with whoever had it then.
create table staff_telephone (
    id        bigint generated always as identity primary key,
    member_id uuid        not null references staff_member (id) on delete cascade,
    -- An extension, or a mobile in E.164 with the plus.
    telephone text        not null,
    -- The telephone source at which it is theirs; null for any. At its source a row with a source goes before one without.
    source    text,
    -- Inclusive; null when it was theirs before anybody kept track: calls before noted_at are then assumed to be theirs.
    since     timestamptz,
    -- Exclusive; null while it is theirs.
    until     timestamptz,
    noted_at  timestamptz not null default now(),
    -- Order on the person's list; null for what is no longer on it. Who has left keeps the list, and the telephones are free.
    place     smallint,
    constraint since_before_until check (until is null or since is null or since <= until)
);

create unique index staff_telephone_has_one_owner on staff_telephone (telephone, coalesce(source, '')) where until is null;
create index staff_telephone_by_member on staff_telephone (member_id);

-- What was done to telephones: the log that people read, and what the calls still have to follow.
create table staff_telephone_change (
    id            bigint generated always as identity primary key,
    changed_at    timestamptz not null default now(),
    -- Login of who did it; null for the program.
    by            text,
    -- given, taken_over, given_back, corrected
    what          text        not null,
    telephone     text        not null,
    source        text,
    member_id     uuid        not null references staff_member (id) on delete cascade,
    -- Who had it before, when it was taken over or the boundary between two was moved.
    from_id       uuid references staff_member (id) on delete cascade,
    since         timestamptz,
    since_before  timestamptz,
    -- Calls of this time on this telephone are to be looked at; null on both sides for no bound, affected false for none.
    affected      boolean     not null default false,
    affected_from timestamptz,
    affected_to   timestamptz,
    applied_at    timestamptz,
    -- How many calls have other people since.
    calls         int
);

create index staff_telephone_change_due on staff_telephone_change (id) where affected and applied_at is null;
create index staff_telephone_change_by_member on staff_telephone_change (member_id, id desc);

-- Until now a telephone had an owner and no history. Where nobody else is on file, it was today's owner's all along; where
-- somebody else is, nobody knows who spoke when, and it counts from now. Of who has left it is known that it was theirs once.
with had as (
    select member_id, extension as telephone, place, active from staff_extension
    union all
    select member_id, number, (place + 100)::smallint, active from staff_mobile)
insert into staff_telephone (member_id, telephone, since, until, noted_at, place)
select member_id, telephone,
       case when active and not exists (select from had o where o.telephone = had.telephone and o.member_id <> had.member_id)
            then null else now() end,
       case when active then null else now() end,
       now(), place
from had;

drop table staff_extension;
drop table staff_mobile;
