-- What a token may do. Those of before may all that their owner may, as they could.
alter table access_token add column scope text not null default 'all';
alter table access_token alter column scope drop default;

-- A token that nobody ends is found by somebody else one day: each has an end now. Those of before get one, and their owners are told.
alter table access_token add column end_given boolean not null default false;
update access_token set expires_at = now() + interval '90 days', end_given = true where expires_at is null and revoked_at is null;
