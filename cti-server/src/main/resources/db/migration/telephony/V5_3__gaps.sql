-- Times in which a source was not heard, by its own clock, and what became of them.
create table gap (
    id          uuid primary key,
    source      text not null,
    from_at     timestamptz not null,
    to_at       timestamptz not null,
    state       text not null,
    calls       int not null,
    -- The sentence about it: a key of its words, and what they speak of.
    detail_key  text not null,
    detail_args text[] not null
);

create index gap_by_time on gap (to_at);
