-- What was kept and what was freed, one entry after the other, each sealed by a digest over itself and the one before: no entry
-- can be changed, left out or put in between without breaking the chain from there on.
create table sound_ledger (
    -- 1, 2, 3 … without a hole.
    number bigint primary key,
    at     timestamptz not null,
    deed   text not null check (deed in ('kept', 'freed')),
    sha256 text not null,
    bytes  bigint not null,
    -- Name of the file in the store.
    name   text not null,
    seal   text not null
);

create index sound_ledger_by_sound on sound_ledger (sha256, number desc);
