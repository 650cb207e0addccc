-- What can be chosen after a call: the company's own words.
create table disposition (
    id      uuid primary key,
    -- Of the company; shown to everybody unless there is an English name and the reader reads English.
    name    text not null,
    name_en text,
    place   int not null,
    -- What it asks for: task, reason.
    asks    text[] not null default '{}',
    -- One that is not offered any more keeps its name where it was chosen.
    active  boolean not null default true
);

insert into disposition (id, name, name_en, place, asks) values
    ('019ad000-0000-7000-8000-00000000d001', 'Вопрос решён', 'Solved', 1, '{}'),
    ('019ad000-0000-7000-8000-00000000d002', 'Договорились', 'Agreed', 2, '{task}'),
    ('019ad000-0000-7000-8000-00000000d003', 'Перезвонить', 'Call again', 3, '{task}'),
    ('019ad000-0000-7000-8000-00000000d004', 'Думает', 'Thinking it over', 4, '{task}'),
    ('019ad000-0000-7000-8000-00000000d005', 'Отказ', 'Refused', 5, '{reason}'),
    ('019ad000-0000-7000-8000-00000000d006', 'Не туда попали', 'Wrong number', 6, '{}');

create table event (
    id                 uuid primary key,
    kind               text not null,
    direction          text,
    at                 timestamptz not null,
    ends_at            timestamptz,
    -- Of the staff; null when it is the program's.
    author_id          uuid,
    subject            text,
    text               text,
    -- The log may know the call by another id by then, or not yet: no reference.
    call_id            uuid,
    disposition_id     uuid references disposition (id),
    disposition_reason text,
    task_id            uuid,
    -- Whoever told it knows it by that name: told again, it is the same event.
    source             text,
    external_id        text,
    processed_at       timestamptz,
    -- Whose it is for the rights: the author, and of a call its people of that moment.
    owners             uuid[] not null default '{}',
    created_at         timestamptz not null default now(),
    changed_at         timestamptz not null default now(),
    changed_by         uuid,
    version            int not null default 1,
    deleted_at         timestamptz,
    deleted_by         uuid
);

create unique index event_is_told_once on event (source, external_id) where external_id is not null;
-- One person writes one note of a call; they may change it.
create unique index event_note_of_call on event (call_id, author_id)
    where kind = 'note' and call_id is not null and deleted_at is null;
create index event_by_call on event (call_id) where call_id is not null;
create index event_of_task on event (task_id) where task_id is not null;
create index event_newest on event (at desc, id desc) where deleted_at is null;

-- Whose timeline it stands in: a contact or a company, by id.
create table event_party (
    event_id     uuid not null references event (id) on delete cascade,
    party_id     uuid not null,
    -- As the event's.
    at           timestamptz not null,
    role         text,
    address_text text,
    primary key (event_id, party_id)
);

create index event_of_party on event_party (party_id, at desc, event_id desc);

-- What somebody has typed of a call and not saved yet. A row stays when it is saved, without its text, for the number.
create table call_draft (
    author_id  uuid not null,
    call_id    uuid not null,
    text       text,
    -- Rises with each change.
    version    int not null default 1,
    changed_at timestamptz not null default now(),
    primary key (author_id, call_id)
);

create index call_draft_open on call_draft (author_id, changed_at desc) where text is not null;
create index call_draft_by_call on call_draft (call_id);
