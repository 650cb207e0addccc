-- What somebody looks at again and again: a list with its filter, by name.
create table saved_filter (
    id       uuid primary key,
    owner_id uuid        not null,
    -- Which list: calls, contacts, companies, leads, tasks.
    list     text        not null,
    name     text        not null,
    -- As it stands in the address, without the question mark.
    query    text        not null,
    -- Everybody sees it.
    shared   boolean     not null default false,
    made_at  timestamptz not null default now()
);

create unique index saved_filter_by_name on saved_filter (owner_id, list, lower(name));
create index saved_filter_shared on saved_filter (list) where shared;
