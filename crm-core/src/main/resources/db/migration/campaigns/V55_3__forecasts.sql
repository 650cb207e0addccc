-- What was foreseen of a campaign, kept to be held against what came.
create table campaign_forecast (
    id             bigint generated always as identity primary key,
    campaign_id    uuid        not null references campaign on delete cascade,
    made_at        timestamptz not null default now(),
    -- Entries that were not over, and agents who were reckoned with.
    entries        int         not null,
    agents         int         not null,
    -- When nothing is left to call now: early, usual, late. Null when that is not seen within sixty days.
    finish_early   timestamptz,
    finish_usual   timestamptz,
    finish_late    timestamptz,
    -- Share of the agents' time without a call.
    idle           numeric     not null,
    -- Share of those who answered and got nobody.
    dropped        numeric     not null,
    contacts_hour  numeric     not null,
    lines          int         not null
);

create index campaign_forecast_newest on campaign_forecast (campaign_id, made_at desc);
