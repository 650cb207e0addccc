-- What is told over HTTP or read from a history is kept once, however often it comes: by the source's own id of it.
create table raw_id (
    source text not null,
    id     text not null,
    at     timestamptz not null,
    primary key (source, id)
);

create index raw_id_by_time on raw_id (at);

-- Until when a source's history is read.
create table watermark (
    source text not null,
    name   text not null,
    until  timestamptz not null,
    primary key (source, name)
);
