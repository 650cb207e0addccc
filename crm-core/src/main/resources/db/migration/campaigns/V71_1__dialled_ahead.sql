-- Campaigns that may be dialled ahead of agents who are ready: an administrator allowed it, with how many people may be abandoned.
create table campaign_ahead (
    campaign_id uuid primary key references campaign on delete cascade,
    -- Of a hundred people who answer, so many may find nobody.
    most_abandoned numeric(3, 1) not null,
    lines_per_agent numeric(3, 1) not null,
    -- A sound of the telephone system, for whoever finds nobody; null for none.
    message     text,
    allowed_by  uuid not null,
    allowed_at  timestamptz not null default now()
);

-- Nobody's as long as nobody of ours has it.
alter table call_attempt alter column staff_id drop not null;
alter table call_attempt alter column telephone drop not null;

-- When whoever was called picked up; they talk with one of ours from answered_at on.
alter table call_attempt add column picked_up_at timestamptz;
create index call_attempt_picked_up on call_attempt (campaign_id, picked_up_at) where picked_up_at is not null;
create index call_attempt_unknown_ahead on call_attempt (campaign_id, created_at)
    where state = 'unknown' and mode in ('power', 'predictive');
