-- What the telephone sources said, word for word, in chunks of one source in the order of receipt.
-- By day, so that old days are dropped whole.
create table raw_chunk (
    id bigint generated always as identity,
    source text not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    messages int not null,
    payload bytea not null
) partition by range (first_at);

-- Whatever has no partition of its own yet.
create table raw_chunk_default partition of raw_chunk default;

create index raw_chunk_by_time on raw_chunk (source, first_at, last_at);

-- It is compressed already.
alter table raw_chunk_default alter column payload set storage external;
