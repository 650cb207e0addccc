-- Periods that were derived again and written, and what each changed call was before: whatever was written can be undone.
create table call_derivation (
    id         uuid primary key,
    written_at timestamptz not null,
    -- Login of who had it written, or the name of the command.
    by         text not null,
    from_at    timestamptz not null,
    to_at      timestamptz not null,
    undone_at  timestamptz
);

create table call_rewrite (
    derivation_id uuid not null references call_derivation (id),
    call_id       uuid not null,
    -- Rows of the table of calls; before is null for a call that was not there, after for one that is not there any more.
    before        jsonb,
    after         jsonb,
    -- [{"field": "result", "before": "missed", "after": "answered"}]
    fields        jsonb not null,
    primary key (derivation_id, call_id)
);

create index call_rewrite_by_call on call_rewrite (call_id);
