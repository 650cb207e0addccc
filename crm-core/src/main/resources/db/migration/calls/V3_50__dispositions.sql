-- What a person chose after a call, for lists of calls. The dictionary stands with the events of the timeline, whose note it is of.
create table call_disposition (
    call_id        uuid primary key,
    disposition_id uuid not null,
    at             timestamptz not null default now()
);

create index call_disposition_by_choice on call_disposition (disposition_id, call_id);
