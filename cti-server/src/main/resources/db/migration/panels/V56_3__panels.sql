-- Pages for a wall, each with a link of its own that shows them to whoever has it.
create table tv_panel (
    id         uuid        primary key,
    name       text        not null,
    -- sales, support, lists
    kind       text        not null,
    -- Whose people are shown; null for everybody's.
    team       text,
    language   text        not null,
    -- Of the 128 random bits of the link; the link itself is kept nowhere.
    hash       text        not null unique,
    -- Only shown to this address or network; null for wherever.
    address    text,
    full_names boolean     not null default false,
    created_by uuid        not null,
    created_at timestamptz not null default now(),
    seen_at    timestamptz
);
