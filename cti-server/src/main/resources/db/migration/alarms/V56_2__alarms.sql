-- What was not as it should be: one row for each cause, from its beginning to its end.
create table alarm (
    id       uuid        primary key,
    -- Name of the rule, as in the settings.
    rule     text        not null,
    -- Of which queue, person (its id) or telephone connection; empty for the company.
    scope    text        not null,
    -- What it saw when it began, for its words: never a client's name or number.
    seen     text[]      not null,
    began_at timestamptz not null,
    -- Who said that they see to it.
    seen_by  uuid,
    seen_at  timestamptz,
    -- Null while it lasts.
    over_at  timestamptz
);

create unique index alarm_once on alarm (rule, scope) where over_at is null;
create index alarm_by_time on alarm (began_at desc);
