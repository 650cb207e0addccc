-- A file of deals or leads: looked through first, then written and taken back as a bulk change of its rows. For thirty days.
create table file_import (
    id         uuid primary key,
    -- deal, lead
    kind       text        not null,
    owner      uuid        not null,
    file_name  text,
    at         timestamptz not null default now(),
    -- Names of its columns, and what each holds; nothing for one that is left out.
    headers    text[]      not null,
    columns    text[]      not null,
    -- Whether it is a workbook, whose numbers are numbers.
    workbook   boolean     not null,
    -- How 01/02/2026 is read: day_first, month_first; null where a day could be either, which refuses the row.
    slashes    text,
    -- Of which program external ids are, where no column says it.
    source     text        not null,
    -- By which it was looked through last.
    bulk_id    uuid
);

create index file_import_of on file_import (kind, at desc);

create table file_import_row (
    id        uuid primary key,
    import_id uuid   not null references file_import on delete cascade,
    -- As a spreadsheet numbers it.
    number    bigint not null,
    -- Null when it cannot be divided into cells.
    cells     text[],
    -- By which it is known when it comes again: the other program's name for it, else all that stands in it.
    key       text   not null
);

create unique index file_import_row_place on file_import_row (import_id, number);
create index file_import_row_key on file_import_row (import_id, key);

-- What a column of such a file holds, as somebody chose it: the next file with that column is read so by itself.
create table file_import_column (
    kind   text not null,
    header text not null,
    field  text not null,
    primary key (kind, header)
);

-- Of which row of a file a deal or lead was made: the same file again makes nothing twice.
create table imported_deal (
    key     text primary key,
    deal_id uuid not null references deal on delete cascade
);

create index imported_deal_of on imported_deal (deal_id);

create table imported_lead (
    key     text primary key,
    lead_id uuid not null references lead on delete cascade
);

create index imported_lead_of on imported_lead (lead_id);
