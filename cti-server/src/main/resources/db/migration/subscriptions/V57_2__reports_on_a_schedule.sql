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
    -- The moment of the schedule that is next: of its days the report is, however late it is made.
    scheduled_at timestamptz not null,
    -- When that is tried: then, or after a pause when it failed.
    due_at       timestamptz not null,
    -- The period that was sent last, and by which versions of its days.
    sent_first   date,
    sent_last    date,
    sent_version bigint,
    sent_at      timestamptz,
    -- Of the figures as they were sent: days may change and the report not.
    sent_digest  text,
    -- How often something was sent: no two letters have one id.
    sendings     int         not null default 0,
    -- In vain, since the last one that went well.
    tries        int         not null default 0,
    -- When a correction is tried next, and how often one was in vain.
    correct_at   timestamptz,
    correct_tries int        not null default 0,
    -- Key of the text that says why the last try failed; null when it did not.
    failure      text
);

create index report_subscription_due on report_subscription (due_at);
