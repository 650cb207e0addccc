-- Files that people attach. Their bytes lie in the store of the recordings, by the digest of what is in them.
create table attachment (
    id       uuid primary key,
    -- What it is attached to: one of these.
    party_id uuid references party (id) on delete cascade,
    lead_id  uuid references lead (id) on delete cascade,
    task_id  uuid references task (id) on delete cascade,
    event_id uuid references event (id) on delete cascade,
    -- The log may know the call by another id by then: no reference.
    call_id  uuid,
    -- As whoever sent it called it, on one line.
    name     text        not null,
    bytes    bigint      not null,
    -- What its first bytes say: image/png, application/pdf; application/octet-stream for whatever is only downloaded.
    format   text        not null,
    sha256   text        not null,
    added_at timestamptz not null default now(),
    added_by uuid,
    constraint attachment_of_one check (num_nonnulls(party_id, lead_id, task_id, event_id, call_id) = 1)
);

create index attachment_of_party on attachment (party_id, added_at desc) where party_id is not null;
create index attachment_of_lead on attachment (lead_id, added_at desc) where lead_id is not null;
create index attachment_of_task on attachment (task_id, added_at desc) where task_id is not null;
create index attachment_of_event on attachment (event_id, added_at desc) where event_id is not null;
create index attachment_of_call on attachment (call_id, added_at desc) where call_id is not null;
create index attachment_by_digest on attachment (sha256);

-- Whatever takes it away, its bytes are freed when nothing else needs them.
create function attachment_goes() returns trigger language plpgsql as $$
begin
    insert into sound_to_free (sha256) values (old.sha256) on conflict do nothing;
    return old;
end $$;

create trigger attachment_goes after delete on attachment for each row execute function attachment_goes();

-- In the bin a file keeps its bytes, and lets them go with it.
alter table bin_row add column sha256 text generated always as (case when table_name = 'attachment' then data ->> 'sha256' end) stored;
create index bin_row_by_digest on bin_row (sha256) where sha256 is not null;
create trigger attachment_leaves_the_bin after delete on bin_row for each row when (old.sha256 is not null)
    execute function attachment_goes();
