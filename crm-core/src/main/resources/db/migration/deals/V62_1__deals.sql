-- The ways that deals go. The first in order is the one that a new deal takes.
create table pipeline (
    id       uuid primary key,
    -- Of the company; shown to everybody unless there is an English name and the reader reads English.
    name     text    not null,
    name_en  text,
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
    name_en          text,
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
    name_en         text,
    pipeline_id     uuid    not null references pipeline,
    -- strict, free, none.
    control         text    not null,
    -- Names of fields that a deal of this type must have, as a JSON list.
    required_fields jsonb   not null default '[]',
    -- The states that its parts go through, in order, as a JSON list of {key, name, nameEn, kind: open | done | cancelled}.
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
    name_en    text,
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
    -- Of who answers for it, as teams are compared: lower case.
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
    rank             text          collate "C" not null,
    -- Words by which it is found: the title without case, ё as е.
    found            text          not null default '',
    fields           jsonb         not null default '{}',
    field_words      tsvector,
    external_source  text,
    external_id      text,
    -- Of each thing that another program told of it a mark, by which it is known when it is told again. No part of its history.
    told             jsonb         not null default '{}',
    created_at       timestamptz   not null,
    created_by       uuid,
    changed_at       timestamptz   not null,
    changed_by       uuid,
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
create index deal_by_field on deal using gin (field_words) where field_words is not null;
create index deal_by_entity on deal (entity_id) where entity_id is not null;
create index deal_by_change on deal (changed_at desc, id desc);
create index deal_by_time_in_stage on deal (stage_entered_at, id);
create index deal_by_amount on deal ((coalesce(amount, -1)) desc, id desc);
create index deal_in_order_of_promise on deal ((coalesce(expected_close, date '9999-12-31')), id);
create index deal_by_close on deal (closed_at) where closed_at is not null;

-- Needs pg_trgm, which the migration of calls adds if it may.
do $$ begin
    create index deal_by_words on deal using gin (found gin_trgm_ops);
exception when others then
    raise notice 'Deals are looked for without an index: %', sqlerrm;
end $$;

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
create index stage_move_by_stage on stage_move (to_stage);
create index stage_move_by_time on stage_move (at, deal_id);

create table deal_participant (
    deal_id  uuid not null references deal on delete cascade,
    party_id uuid not null references party on delete cascade,
    -- decides, influences, pays, receives, competitor, subcontractor, introduced.
    role     text not null,
    primary key (deal_id, party_id, role)
);

create index deal_participant_by_party on deal_participant (party_id);

-- Which deal came of a lead; several leads may come to one deal. And of which deal a task is.
alter table lead add column deal_id uuid references deal on delete set null;
create index lead_by_deal on lead (deal_id) where deal_id is not null;
alter table task add column deal_id uuid references deal on delete set null;
create index task_by_deal on task (deal_id, due_sort) where deal_id is not null;

-- What a company begins with; all of it can be changed.
insert into pipeline (id, name, name_en, position) values
    ('019ad000-0000-7000-8000-00000000e001', 'Продажи', 'Sales', 1);

insert into stage (id, pipeline_id, name, name_en, position, kind, probability, rots_after_days, colour) values
    ('019ad000-0000-7000-8000-00000000e101', '019ad000-0000-7000-8000-00000000e001', 'Новая', 'New', 1, 'open', 10, 7, '#7a8aa0'),
    ('019ad000-0000-7000-8000-00000000e102', '019ad000-0000-7000-8000-00000000e001', 'Выяснение потребности', 'Qualification', 2, 'open', 25, 14, '#3d7dca'),
    ('019ad000-0000-7000-8000-00000000e103', '019ad000-0000-7000-8000-00000000e001', 'Предложение', 'Offer', 3, 'open', 50, 14, '#8a63c7'),
    ('019ad000-0000-7000-8000-00000000e104', '019ad000-0000-7000-8000-00000000e001', 'Договор', 'Contract', 4, 'open', 75, 14, '#c77d2e'),
    ('019ad000-0000-7000-8000-00000000e105', '019ad000-0000-7000-8000-00000000e001', 'Успешно', 'Won', 5, 'won', 100, null, '#2e9e62'),
    ('019ad000-0000-7000-8000-00000000e106', '019ad000-0000-7000-8000-00000000e001', 'Проиграна', 'Lost', 6, 'lost', 0, null, '#c0504d');

insert into deal_type (id, name, name_en, pipeline_id, control, part_states, position) values
    ('019ad000-0000-7000-8000-00000000e201', 'Продажа', 'Sale', '019ad000-0000-7000-8000-00000000e001', 'free',
     '[{"key": "planned", "name": "Запланирован", "nameEn": "Planned", "kind": "open"},
       {"key": "agreed", "name": "Согласован", "nameEn": "Agreed", "kind": "open"},
       {"key": "in_production", "name": "В производстве", "nameEn": "In production", "kind": "open"},
       {"key": "loaded", "name": "Отгружен", "nameEn": "Loaded", "kind": "open"},
       {"key": "delivered", "name": "Доставлен", "nameEn": "Delivered", "kind": "done"},
       {"key": "documents_closed", "name": "Документы закрыты", "nameEn": "Documents closed", "kind": "done"},
       {"key": "cancelled", "name": "Отменён", "nameEn": "Cancelled", "kind": "cancelled"}]', 1);

insert into lost_reason (id, name, name_en, is_demand, needs_note, position) values
    ('019ad000-0000-7000-8000-00000000e301', 'Дорого', 'Price', true, false, 1),
    ('019ad000-0000-7000-8000-00000000e302', 'Выбрали конкурента', 'Went to a competitor', true, false, 2),
    ('019ad000-0000-7000-8000-00000000e303', 'Не устроили сроки', 'Too late for them', true, false, 3),
    ('019ad000-0000-7000-8000-00000000e304', 'Пропала потребность', 'No longer needed', true, false, 4),
    ('019ad000-0000-7000-8000-00000000e305', 'Не выходят на связь', 'Out of reach', true, false, 5),
    ('019ad000-0000-7000-8000-00000000e306', 'Другое', 'Other', true, true, 6),
    ('019ad000-0000-7000-8000-00000000e307', 'Дубль', 'Duplicate', false, false, 7),
    ('019ad000-0000-7000-8000-00000000e308', 'Тест или ошибка', 'Test or mistake', false, false, 8);
