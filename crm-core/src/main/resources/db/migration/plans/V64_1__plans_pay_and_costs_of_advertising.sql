-- What somebody, or a team, is to reach in a month.
create table plan (
    id        uuid primary key,
    -- The first day of it.
    month     date           not null check (extract(day from month) = 1),
    -- Either a person or a team.
    staff_id  uuid,
    team      text,
    -- won_sum, won_count, paid_sum, margin, new_deals.
    indicator text           not null,
    value     numeric(15, 2) not null check (value > 0),
    -- Of whoever is new in the month: their first day. The plan counts in proportion then.
    since     date,
    set_by    uuid,
    set_at    timestamptz    not null,
    check ((staff_id is null) <> (team is null)),
    check (since is null or date_trunc('month', since) = month)
);

create unique index plan_once on plan (month, indicator, coalesce(staff_id::text, lower(team)), (staff_id is null));

-- One line of pay: whoever it holds for earns by it.
create table pay_rule (
    id       uuid primary key,
    name     text           not null,
    -- For one person, for a team, or, neither, for everybody.
    staff_id uuid,
    team     text,
    -- share: percent of a sum; piece: so much for each.
    kind     text           not null check (kind in ('share', 'piece')),
    -- won, paid, margin.
    basis    text           not null check (basis in ('won', 'paid', 'margin')),
    rate     numeric(15, 2) not null check (rate >= 0),
    -- sum, plan.
    steps_by text           not null default 'sum' check (steps_by in ('sum', 'plan')),
    -- From what on another rate holds, as a JSON list of {from, rate}.
    steps    jsonb          not null default '[]',
    -- By how many days passed, as a JSON list of {days, factor}; days null for all that took longer.
    factors  jsonb          not null default '[]',
    -- First days of the first and of the last month; null while it holds.
    from_month  date        not null,
    until_month date,
    set_by   uuid,
    set_at   timestamptz    not null,
    check (staff_id is null or team is null),
    check (kind <> 'piece' or basis = 'won'),
    check (until_month is null or until_month >= from_month)
);

-- What advertising cost. What is replaced stays, marked, so that nothing is lost.
create table ad_cost (
    id          uuid primary key,
    day         date           not null,
    channel     text           not null,
    -- Empty for all of the channel.
    campaign    text           not null default '',
    amount      numeric(15, 2) not null check (amount >= 0),
    -- form, file, api.
    entered     text           not null,
    entered_by  uuid,
    entered_at  timestamptz    not null,
    replaced_by uuid,
    replaced_at timestamptz
);

create unique index ad_cost_once on ad_cost (day, lower(channel), lower(campaign)) where replaced_at is null;
create index ad_cost_by_day on ad_cost (day desc, id desc) where replaced_at is null;
