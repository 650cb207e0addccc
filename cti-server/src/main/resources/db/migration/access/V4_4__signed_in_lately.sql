-- From where who signed in lately: they pass while somebody else guesses passwords at the same address. A row of each pair, thirty days.
create table signed_in_lately (
    -- Address and login, as the brake counts them.
    who text primary key,
    at  timestamptz not null
);

create index signed_in_lately_by_time on signed_in_lately (at);
