-- How fast call lists may start lines on a telephone system, and how many channels of it are people's.
create table dial_trunk (
    source     text primary key,
    per_second numeric     not null,
    -- 0 when nobody said.
    channels   int         not null,
    kept       int         not null,
    changed_by uuid,
    changed_at timestamptz not null default now()
);
