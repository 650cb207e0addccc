-- What is written on a deal's card is of the deal, and goes into the bin with it.
alter table event add column deal_id uuid references deal on delete cascade;
create index event_of_deal on event (deal_id, at desc, id desc) where deal_id is not null;

-- Of which type the deal is that a choice after a call asks for; null for the first that is offered. A type is archived, never deleted.
alter table disposition add column deal_type_id uuid;

-- About which deal a call is, as somebody said; what follows from whose deals were open is not written.
create table call_deal (
    -- The log may know the call by another id by then: no reference.
    call_id   uuid primary key,
    -- Null: about none of them.
    deal_id   uuid references deal on delete cascade,
    -- The deal was made as the call's result was chosen, and goes with it while nobody has worked with it.
    of_result boolean     not null default false,
    said_by   uuid,
    said_at   timestamptz not null default now()
);

create index call_deal_by_deal on call_deal (deal_id) where deal_id is not null;
