-- What was deleted, as it was: for thirty days it can be put back. The tables themselves hold nothing that is deleted.
create table bin_item (
    id         uuid primary key,
    -- contact, company, lead, task
    kind       text        not null,
    record     uuid        not null,
    name       text        not null,
    -- Whose it is for the rights: who deleted it, and whose it was.
    owners     uuid[]      not null default '{}',
    -- E.164 without the plus, of a client.
    numbers    bigint[]    not null default '{}',
    deleted_at timestamptz not null default now(),
    deleted_by uuid
);

create index bin_item_newest on bin_item (deleted_at desc, id desc);
create index bin_item_of on bin_item (record);

-- Each row that went with it, in the order in which they are put back.
create table bin_row (
    item_id     uuid   not null references bin_item (id) on delete cascade,
    place       bigint generated always as identity,
    table_name  text   not null,
    -- The row; of one that stayed and only pointed at what went, its primary key.
    data        jsonb  not null,
    -- Of one that stayed: the column that was emptied, and what stood in it.
    column_name text,
    old_value   uuid,
    primary key (item_id, place)
);
