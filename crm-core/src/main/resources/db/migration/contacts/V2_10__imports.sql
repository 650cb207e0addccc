-- What a column of an imported file holds, as somebody chose it: the next file with that column is read so by itself.
create table contact_import_column (
    -- As it stands in the file, in small letters.
    header    text primary key,
    -- Empty for a column that is not imported.
    field     text not null,
    chosen_at timestamptz not null default now()
);

-- Files that were imported, so that each can be undone as a whole.
create table contact_import (
    id        uuid primary key,
    owner     uuid not null,
    file_name text,
    at        timestamptz not null default now(),
    -- How many it wrote.
    records   bigint not null default 0,
    undone_at timestamptz,
    undone_by uuid
);

-- Each record that an import wrote, as it was before (null: it was not there) and after. In the transaction that wrote it.
create table contact_import_write (
    import_id uuid   not null references contact_import on delete cascade,
    place     bigint generated always as identity,
    kind      text   not null,
    record    uuid   not null,
    before    jsonb,
    after     jsonb  not null,
    primary key (import_id, kind, record, place)
);
