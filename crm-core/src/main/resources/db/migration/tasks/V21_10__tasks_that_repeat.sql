-- A task that comes again. One of its tasks is open at a time; when that is over, the next one is made.
create table task_series (
    id       uuid primary key,
    -- day, week, month, year
    every    text not null,
    -- Every so many of them.
    step     int  not null,
    -- Of weeks: 1 is Monday.
    weekdays int[] not null default '{}',
    -- The first day; months and years count from it.
    from_on  date not null,
    -- Null for the whole day.
    at_time  time,
    -- Where the time is meant: clocks there go forward and back.
    zone     text not null,
    until_on date,
    ended_at timestamptz
);

alter table task add column series_id uuid references task_series (id);

create index task_of_series on task (series_id) where series_id is not null;
create index task_by_doer_and_due on task (doer_id, due_sort) where due_sort < '9999-01-01';
