-- Each promise to call again, whatever became of it.
create table entry_promise (
    number      bigint generated always as identity primary key,
    entry_id    uuid not null references campaign_entry on delete cascade,
    campaign_id uuid not null references campaign on delete cascade,
    -- In which it was made; null of those that were made before there was this table.
    attempt_id  uuid references call_attempt on delete set null,
    staff_id    uuid not null,
    due_at      timestamptz not null,
    -- Of the person, in which the time was said.
    zone        text,
    made_at     timestamptz not null default now(),
    -- When the next call to them was begun.
    begun_at    timestamptz,
    -- The result was corrected, and nothing is promised any more.
    withdrawn_at timestamptz
);

create index entry_promise_of_entry on entry_promise (entry_id, number);
create index entry_promise_of_campaign on entry_promise (campaign_id, due_at);

-- Each time somebody did not call an entry that was before them.
create table entry_skip (
    number      bigint generated always as identity primary key,
    entry_id    uuid not null references campaign_entry on delete cascade,
    campaign_id uuid not null references campaign on delete cascade,
    staff_id    uuid not null,
    at          timestamptz not null,
    why         text not null
);

create index entry_skip_of_campaign on entry_skip (campaign_id, staff_id);
create index entry_skip_of_entry on entry_skip (entry_id);

-- So many successes are wanted of those whose field has this value, and no more.
create table campaign_quota (
    id          uuid primary key,
    campaign_id uuid not null references campaign on delete cascade,
    place       int  not null,
    -- city, or a column of the list; null for all of the campaign.
    field       text,
    value       text,
    goal        int  not null,
    -- Whether it was full when last looked at, and those who waited for it are called no more.
    is_full     boolean not null default false
);

create index campaign_quota_of_campaign on campaign_quota (campaign_id, place);

create index campaign_entry_counts_for_a_quota on campaign_entry (campaign_id)
    where state in ('success', 'reserved', 'dialling', 'talking', 'wrap_up');
create index campaign_entry_full on campaign_entry (campaign_id) where state = 'quota';
