-- Case and order are decided by the program (name_key, words) and not by the database's locale, so that every
-- PostgreSQL finds and sorts alike, Cyrillic included.
create table company (
    id          uuid primary key,
    name        text             not null,
    name_key    text collate "C" not null,
    note        text,
    responsible text,
    words       tsvector         not null,
    changed_at  timestamptz      not null default now()
);

create index company_by_name on company (name_key, id);
create index company_by_words on company using gin (words);

create table contact (
    id          uuid primary key,
    name        text             not null,
    name_key    text collate "C" not null,
    company_id  uuid references company (id) on delete set null,
    position    text,
    email       text,
    note        text,
    responsible text,
    -- Words of the name and the e-mail address, and of the company's name.
    words       tsvector         not null,
    changed_at  timestamptz      not null default now()
);

create index contact_by_name on contact (name_key, id);
create index contact_by_words on contact using gin (words);
create index contact_by_company on contact (company_id, name_key, id);

create table contact_number (
    -- E.164 without the plus.
    number     bigint   not null,
    contact_id uuid references contact (id) on delete cascade,
    company_id uuid references company (id) on delete cascade,
    place      smallint not null,
    extension  text,
    label      text,
    constraint one_owner check (num_nonnulls(contact_id, company_id) = 1)
);

create index contact_number_by_number on contact_number (number);
create index contact_number_by_contact on contact_number (contact_id) where contact_id is not null;
create index contact_number_by_company on contact_number (company_id) where company_id is not null;
-- What people remember of a number is its beginning or its end.
create index contact_number_by_beginning on contact_number ((number::text) text_pattern_ops);
create index contact_number_by_end on contact_number ((reverse(number::text)) text_pattern_ops);
