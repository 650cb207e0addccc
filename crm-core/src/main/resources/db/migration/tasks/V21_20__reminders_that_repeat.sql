-- How many seconds before it is due it reminds, as it was asked for: remind_at moves when somebody puts it off, and goes when they have seen it.
alter table task add column remind_before_s bigint;

update task set remind_before_s = extract(epoch from due_sort - remind_at) where remind_at is not null and series_id is not null;
