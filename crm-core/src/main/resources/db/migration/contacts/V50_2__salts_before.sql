-- A salt that was not at hand when numbers were destroyed may come back: what was hashed with it counts again then.
alter table destroyed_number_salt add earlier bytea[] not null default '{}';
