-- Who of several a caller was: said by a person, of one call.
create table call_party (
    call_id   uuid primary key,
    party_id  uuid        not null references party on delete cascade,
    chosen_by uuid,
    chosen_at timestamptz not null default now()
);

create index call_party_of on call_party (party_id);

-- Or of a number, for good; the others keep it among their numbers.
create table number_party (
    number    bigint primary key,
    party_id  uuid        not null references party on delete cascade,
    chosen_by uuid,
    chosen_at timestamptz not null default now()
);

create index number_party_of on number_party (party_id);
