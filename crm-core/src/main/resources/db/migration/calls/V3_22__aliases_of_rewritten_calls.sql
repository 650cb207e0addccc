-- Which ids led to the calls before they were derived again, and to which: undoing brings that back, too.
create table call_rewrite_alias (
    derivation_id uuid not null references call_derivation (id),
    id            uuid not null,
    call_id       uuid not null,
    primary key (derivation_id, id)
);
