-- Calls that visitors of web sites asked for at once, and what became of them. Never a fact of a call: those are the log's.
create table form_callback (
    id         uuid primary key,
    message_id bigint references form_message on delete set null,
    lead_id    uuid        not null,
    form       text        not null,
    number     bigint      not null,
    -- waiting, calling; talked, agent_missed, client_missed, met, nobody, refused, unknown, out_of_hours.
    state      text        not null,
    tries      integer     not null default 0,
    next_at    timestamptz not null,
    -- After this nobody is called any more who was not yet.
    until      timestamptz not null,
    request_id uuid,
    staff_id   uuid,
    -- Why, as call control says it.
    cause      text,
    created_at timestamptz not null,
    ended_at   timestamptz
);

create unique index form_callback_goes_on_once on form_callback (number) where state in ('waiting', 'calling');
create index form_callback_by_next on form_callback (next_at) where state in ('waiting', 'calling');
create index form_callback_by_lead on form_callback (lead_id);

-- With what the tokens of forms are signed; made at the first use, one row.
create table form_token_key (
    id  integer primary key check (id = 1),
    key bytea not null
);
