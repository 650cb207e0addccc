-- What was chosen on the page of alarm rules, where the settings file says nothing.
create table alarm_limit (
    -- Name of the rule, as in the settings.
    rule       text        primary key,
    used       boolean     not null,
    -- In the unit of the rule: seconds, minutes or percent; null for a rule without a limit.
    most       int,
    -- Of the service level: from how many calls on.
    from_calls int,
    changed_by uuid        not null,
    changed_at timestamptz not null default now()
);
