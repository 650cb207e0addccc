create table staff_member (
    id            uuid primary key,
    name          text        not null,
    login         text,
    -- The login in lower case: Anna and anna are one person, whatever the database's own rules for case are.
    login_key     text unique,
    role          text        not null,
    language      text,
    active        boolean     not null,
    password_hash text,
    created_at    timestamptz not null default now()
);

create table staff_extension (
    member_id uuid     not null references staff_member (id) on delete cascade,
    extension text     not null,
    place     smallint not null,
    -- As in staff_member: who has left keeps the extension as history, and it is free for another.
    active    boolean  not null,
    primary key (member_id, extension)
);

create unique index staff_extension_has_one_owner on staff_extension (extension) where active;
