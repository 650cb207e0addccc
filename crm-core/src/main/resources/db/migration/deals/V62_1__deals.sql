-- The ways that deals go. The first in order is the one that a new deal takes.
create table pipeline (
    id       uuid primary key,
    name     text    not null,
    position integer not null,
    archived boolean not null default false,
    version  integer not null default 1
);

create unique index pipeline_name_once on pipeline (lower(name)) where not archived;

-- A stage with deals or with moves in its past is archived, never deleted.
create table stage (
    id               uuid primary key,
    pipeline_id      uuid     not null references pipeline,
    name             text     not null,
    position         integer  not null,
    -- open, won, lost: all that is known of a deal's state.
    kind             text     not null,
    -- Percent; what history says stands above it as soon as there is enough of it.
    probability      numeric(5, 2) not null,
    rots_after_days  integer,
    colour           text,
    help             text,
    -- What a deal must have to come in, as a JSON list of rules.
    entry_rules      jsonb    not null default '[]',
    -- Tasks that are made as a deal comes in, as a JSON list.
    task_templates   jsonb    not null default '[]',
    archived         boolean  not null default false,
    version          integer  not null default 1,
    unique (id, pipeline_id),
    check (kind in ('open', 'won', 'lost')),
    check (probability between 0 and 100),
    check (kind <> 'won' or probability = 100),
    check (kind <> 'lost' or probability = 0),
    check (rots_after_days is null or rots_after_days > 0)
);

create unique index stage_name_once on stage (pipeline_id, lower(name)) where not archived;

create table deal_type (
    id              uuid primary key,
    name            text    not null,
    pipeline_id     uuid    not null references pipeline,
    -- strict, free, none.
    control         text    not null,
    -- Names of fields that a deal of this type must have, as a JSON list.
    required_fields jsonb   not null default '[]',
    -- The states that its parts go through, in order, as a JSON list of {key, name, kind: open | done | cancelled}.
    part_states     jsonb   not null default '[]',
    -- Whether the last stage asks that no part is open.
    parts_finished  boolean not null default false,
    position        integer not null,
    archived        boolean not null default false,
    version         integer not null default 1,
    check (control in ('strict', 'free', 'none'))
);

create unique index deal_type_name_once on deal_type (lower(name)) where not archived;

create table lost_reason (
    id          uuid primary key,
    name        text    not null,
    -- Duplicates, tests and wrong numbers are no demand: they leave every rate.
    is_demand   boolean not null default true,
    needs_note  boolean not null default false,
    position    integer not null,
    archived    boolean not null default false
);

create unique index lost_reason_name_once on lost_reason (lower(name)) where not archived;

create table deal (
    id               uuid primary key,
    number           bigint        not null generated always as identity unique,
    title            text          not null,
    type_id          uuid          not null references deal_type,
    pipeline_id      uuid          not null references pipeline,
    stage_id         uuid          not null,
    stage_entered_at timestamptz   not null,
    party_id         uuid references party on delete set null,
    entity_id        uuid references legal_entity on delete set null,
    contact_id       uuid references party on delete set null,
    responsible_id   uuid,
    team             text,
    amount           numeric(15, 2),
    currency         text          not null default 'RUB',
    -- hand, parts, lines.
    amount_from      text          not null default 'hand',
    -- Only where somebody set it by hand; the stage's else.
    probability      numeric(5, 2),
    expected_close   date,
    lead_id          uuid references lead on delete set null,
    -- Where it came from, copied from the lead and frozen.
    channel          text,
    source           text,
    campaign         text,
    marks            jsonb         not null default '{}',
    closed_at        timestamptz,
    lost_reason_id   uuid references lost_reason,
    lost_note        text,
    competitor       text,
    -- Where it stands in its column of the board.
    rank             text          not null,
    fields           jsonb         not null default '{}',
    external_source  text,
    external_id      text,
    created_at       timestamptz   not null,
    created_by       uuid,
    changed_at       timestamptz   not null,
    version          integer       not null default 1,
    foreign key (stage_id, pipeline_id) references stage (id, pipeline_id),
    check (amount is null or amount >= 0),
    check (amount_from in ('hand', 'parts', 'lines')),
    check (probability is null or probability between 0 and 100),
    check ((external_source is null) = (external_id is null))
);

create unique index deal_of_a_lead_once on deal (lead_id) where lead_id is not null;
create unique index deal_external_once on deal (external_source, external_id) where external_id is not null;
create index deal_on_the_board on deal (pipeline_id, stage_id, rank, id);
create index deal_by_start on deal (created_at desc, id desc);
create index deal_by_party on deal (party_id, created_at desc) where party_id is not null;
create index deal_by_contact on deal (contact_id) where contact_id is not null;
create index deal_by_responsible on deal (responsible_id, created_at desc, id desc) where responsible_id is not null;
create index deal_by_expected_close on deal (expected_close) where expected_close is not null and closed_at is null;
create index deal_by_close on deal (closed_at) where closed_at is not null;

-- Every move that a deal ever made, only added to.
create table stage_move (
    id              bigint generated always as identity primary key,
    deal_id         uuid        not null references deal on delete cascade,
    at              timestamptz not null,
    -- Null as it is made.
    from_stage      uuid references stage,
    to_stage        uuid        not null references stage,
    by              uuid,
    -- Who answers for the deal at this moment, for what is credited to them.
    responsible_id  uuid,
    -- user, robot, api, merge, part, import.
    cause           text        not null,
    -- created, moved, closed, reopened, pipeline.
    kind            text        not null,
    reason          text,
    lost_reason_id  uuid references lost_reason,
    amount          numeric(15, 2),
    seconds_in_from bigint,
    check (kind in ('created', 'moved', 'closed', 'reopened', 'pipeline'))
);

create index stage_move_by_deal on stage_move (deal_id, id);
create index stage_move_by_time on stage_move (at, deal_id);

create table deal_participant (
    deal_id  uuid not null references deal on delete cascade,
    party_id uuid not null references party on delete cascade,
    -- decides, influences, pays, receives, competitor, subcontractor, introduced.
    role     text not null,
    primary key (deal_id, party_id, role)
);

create index deal_participant_by_party on deal_participant (party_id);
