-- Personal tokens for programs. Only a hash is kept: what is lost is made anew.
create table access_token (
    id           uuid primary key,
    staff_id     uuid not null,
    name         text not null,
    hash         bytea not null unique,
    created_at   timestamptz not null,
    last_used_at timestamptz,
    expires_at   timestamptz,
    revoked_at   timestamptz
);

create index access_token_by_staff on access_token (staff_id, created_at desc);
