-- Numbers of people whose data were destroyed, in a form from which none is read: a file that still has them brings nobody back.
create table destroyed_number (
    hash bytea       primary key,
    at   timestamptz not null default now()
);

create table destroyed_number_salt (
    one  boolean primary key default true check (one),
    salt bytea   not null
);
insert into destroyed_number_salt (salt) values (decode(md5(gen_random_uuid()::text) || md5(gen_random_uuid()::text), 'hex'));
