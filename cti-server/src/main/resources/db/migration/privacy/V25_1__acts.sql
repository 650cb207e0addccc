-- What was destroyed at whose request, without a word of whom: the proof that it was done.
create table privacy_act (
    id         uuid primary key,
    number     bigint      not null generated always as identity,
    at         timestamptz not null,
    by         uuid        not null,
    -- Who did it, as they were called then.
    by_name    text        not null,
    reason     text        not null,
    -- How many of what were destroyed.
    counts     jsonb       not null
);

create index privacy_act_by_time on privacy_act (at desc);

-- Who took everything that is kept of somebody out as a file: which one it was goes with them.
create table privacy_look (
    id       bigint generated always as identity primary key,
    party_id uuid        not null,
    at       timestamptz not null,
    by       uuid        not null
);

create index privacy_look_by_party on privacy_look (party_id);

-- A text without any of these words.
create function privacy_replaced(said text, words text[], token text) returns text language plpgsql immutable as $$
declare
    word text;
begin
    foreach word in array words loop
        if length(word) >= 5 then
            said := replace(said, word, token);
        end if;
    end loop;
    return said;
end $$;
