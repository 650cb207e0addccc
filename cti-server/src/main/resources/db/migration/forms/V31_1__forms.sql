-- What forms sent, word for word, before anything is made of it.
create table form_message (
    id           bigint generated always as identity primary key,
    form         text        not null,
    -- The sender's own id, or what stands for it: the same message told twice is kept once.
    key          text        not null,
    received_at  timestamptz not null default now(),
    address      text,
    content_type text,
    query        text,
    body         bytea       not null,
    -- kept, done, test, unreadable.
    state        text        not null default 'kept',
    error        text,
    lead_id      uuid
);

create unique index form_message_is_kept_once on form_message (form, key);
create index form_message_by_state on form_message (id) where state = 'kept';
create index form_message_by_time on form_message (received_at);
create index form_message_by_address on form_message (address, received_at);
