-- Reports that are made again and again, and sent: as a file in a folder, to another system, or both.
create table report_subscription (
    id           uuid primary key,
    -- Of which calls: as the page of the report was looked at.
    report       text        not null,
    direction    text,
    result       text,
    line         text,
    queue        text,
    person_id    uuid,
    team         text,
    minutes      int         not null,
    -- day: of the day before, each day; week: of the week before, each Monday; month: of the month before, each first.
    every        text        not null,
    at           time        not null,
    -- xlsx, csv; null for no file.
    file         text,
    webhook_id   uuid,
    language     text        not null,
    -- Whose rights count, and who made it.
    owner_id     uuid        not null,
    created_at   timestamptz not null default now(),
    -- When the next one is due, also after one that failed.
    due_at       timestamptz not null,
    -- The period that was sent last, and by which versions of its days.
    sent_first   date,
    sent_last    date,
    sent_version bigint,
    sent_at      timestamptz,
    tries        int         not null default 0,
    -- Key of the text that says why the last try failed; null when it did not.
    failure      text
);

create index report_subscription_due on report_subscription (due_at);
