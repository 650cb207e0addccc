-- What robots wait for, noted by whatever writes it in the same transaction, with the robots by whose steps it came to it. What is of long
-- since, and is brought or comes out of the bin, is noted as of then, or not at all.
create function robot_notes(what text, of_kind text, of_record uuid, said text, happened_at timestamptz, happens_once text) returns void
language sql as $$
    insert into robot_event (type, record_kind, record_id, detail, chain, at, key)
    select what, of_kind, of_record, said,
        coalesce(string_to_array(nullif(current_setting('ringbook.robots', true), ''), ',')::uuid[], '{}'), happened_at, happens_once
    where happened_at > now() - interval '1 day' and exists (select from robot where active and trigger = what)
    on conflict do nothing
$$;

create function robot_part_moved() returns trigger language plpgsql as $$
begin
    perform robot_notes('part_state', 'part', new.part_id, new.after, new.at, 'part_state/' || new.id);
    return null;
end $$;

create trigger robot_part_moved after insert on part_move for each row execute function robot_part_moved();

create function robot_claim_moved() returns trigger language plpgsql as $$
begin
    perform robot_notes('claim_state', 'claim', new.claim_id, new.to_state, new.at, 'claim_state/' || new.id);
    return null;
end $$;

create trigger robot_claim_moved after insert on claim_move for each row execute function robot_claim_moved();

-- Mail, SMS and messages of clients.
create function robot_message_came() returns trigger language plpgsql as $$
begin
    if new.at > now() - interval '1 day' then
        perform robot_notes('message_in', 'message', new.id, new.kind, new.created_at, 'message_in/' || new.id);
    end if;
    return null;
end $$;

create trigger robot_message_came after insert on event for each row
    when (new.direction = 'inbound' and new.kind in ('mail', 'sms', 'message')) execute function robot_message_came();

-- What a person chose after an attempt of a call list; corrected, it is another result.
create function robot_attempt_resulted() returns trigger language plpgsql as $$
begin
    perform robot_notes('call_list_result', 'entry', new.entry_id, new.disposition_id::text, now(),
        'call_list_result/' || new.id || '/' || new.disposition_id);
    return null;
end $$;

create trigger robot_attempt_resulted after update of disposition_id on call_attempt for each row
    when (new.disposition_id is not null and new.disposition_id is distinct from old.disposition_id)
    execute function robot_attempt_resulted();

-- Who came into a segment for which a robot waits, and who left it. As a segment is counted for the first time, or by another rule than
-- before, nothing happened to its clients.
create function robot_segment_moved() returns trigger language plpgsql as $$
begin
    if not exists (select from robot where active and trigger in ('segment_entered', 'segment_left')) then
        return null;
    end if;
    insert into robot_event (type, record_kind, record_id, detail, chain, at, key)
    select case when m.entered then 'segment_entered' else 'segment_left' end, 'client', m.party_id, m.segment_id::text,
        coalesce(string_to_array(nullif(current_setting('ringbook.robots', true), ''), ',')::uuid[], '{}'), m.at, 'segment/' || m.id
    from moved m join segment g on g.id = m.segment_id
    where g.refreshed_at is not null and m.at > now() - interval '1 day'
        and exists (select from robot r join robot_version v on v.robot_id = r.id and v.version = r.version
            where r.active and r.trigger = case when m.entered then 'segment_entered' else 'segment_left' end
                and v.definition -> 'trigger' ->> 'segmentId' = m.segment_id::text)
    order by m.id
    on conflict do nothing;
    return null;
end $$;

create trigger robot_segment_moved after insert on segment_move referencing new table as moved
    for each statement execute function robot_segment_moved();

-- Tasks that robots made, and of which record: what stands in them is destroyed with it, also where they name no client.
create table robot_task (
    task_id     uuid primary key,
    record_kind text        not null,
    record_id   uuid        not null,
    at          timestamptz not null default now()
);

create index robot_task_by_record on robot_task (record_id);

-- The task by which administrators were told that a receiver of a robot does not answer: while it is open, there is no second one.
create table robot_hook_warning (
    robot_id    uuid not null references robot on delete cascade,
    receiver_id uuid not null,
    person_id   uuid not null,
    task_id     uuid not null,
    primary key (robot_id, receiver_id, person_id)
);

create index robot_hook_by_receiver on robot_hook (receiver_id, due_at) where state = 'waiting';
