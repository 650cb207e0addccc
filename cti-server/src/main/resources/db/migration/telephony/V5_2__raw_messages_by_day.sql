-- Each day (UTC) of raw messages has a partition of its own, made ahead by the server and dropped whole when it is too old.
-- Its own partitions take this over from the whole.
alter table raw_chunk alter column payload set storage external;

-- Raw messages that were heard and could not be kept. Calls of such a time are not derived again: half of what was said
-- would make another call of it.
create table raw_loss (
    source   text not null,
    first_at timestamptz not null,
    last_at  timestamptz not null,
    messages int not null
);

create index raw_loss_by_time on raw_loss (source, last_at);
