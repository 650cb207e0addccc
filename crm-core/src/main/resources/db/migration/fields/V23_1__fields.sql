-- What a company keeps of its clients, leads and tasks beside what everybody keeps. The key and the kind never change; a field that is
-- not wanted any more is archived, and what was written in it stays.
create table field (
    id         uuid primary key,
    -- company, person, lead, task.
    subject    text        not null,
    key        text        not null,
    -- text, number, money, date, flag, choice, choices, party, staff, link.
    kind       text        not null,
    name       text        not null,
    name_en    text,
    place      integer     not null,
    required   boolean     not null default false,
    -- Whether it is a column of the lists.
    listed     boolean     not null default false,
    active     boolean     not null default true,
    -- What can be chosen: key, name, nameEn, active.
    choices    jsonb       not null default '[]',
    version    integer     not null default 1,
    created_at timestamptz not null default now(),
    created_by uuid,
    changed_at timestamptz not null default now(),
    changed_by uuid
);

create unique index field_has_one_key on field (subject, key);

-- The values by key; and the words that they are found by, each with the key before it.
alter table party add fields jsonb not null default '{}';
alter table party add field_words tsvector;
create index party_by_field on party using gin (field_words) where field_words is not null;

alter table task add fields jsonb not null default '{}';
alter table task add field_words tsvector;
create index task_by_field on task using gin (field_words) where field_words is not null;
