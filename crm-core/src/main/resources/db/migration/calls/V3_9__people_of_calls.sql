-- Each telephone and each place of the PBX that took part in a call, and who of our people had the telephone in that moment.
create table call_leg (
    call_id     uuid     not null references call (id) on delete cascade,
    place       smallint not null,
    party       text,
    kind        text     not null,
    ring_at     timestamptz,
    answered_at timestamptz,
    ended_at    timestamptz,
    outcome     text,
    -- [{"from": …, "to": …}]: when this telephone put the other side on hold.
    holds       jsonb    not null,
    -- When it began to ring or was answered: it is decided by this moment whose telephone it was. Null for what cannot be one of
    -- ours: the outside party, a queue, a menu.
    at          timestamptz,
    staff_id    uuid,
    -- Nobody kept track of telephones at that time.
    assumed     boolean  not null default false,
    -- The person's team when it was written.
    team        text,
    primary key (call_id, place)
);

create index call_leg_by_staff on call_leg (staff_id, at desc) where staff_id is not null;
create index call_leg_by_telephone on call_leg (party, at) where at is not null;

-- people: who of us spoke, was rung, or placed the call; speakers: who spoke or placed it. Null in rows of older versions until
-- they are filled in, beside the running server, newest first.
alter table call add people uuid[], add speakers uuid[];
create index call_by_people on call using gin (people);
create index call_without_people on call (started_at desc, id) where people is null;

-- Whose call it is by that record alone.
alter table call_seen_again add people uuid[] not null default '{}';
create index call_seen_again_by_people on call_seen_again using gin (people) where people <> '{}';
