-- What stood in a field of a card before and after each change, by whom and when. The database writes it, so that no way of writing is
-- left out: pages, programs, imports, changes of many, merging. One line a field and transaction. No foreign key: what was deleted and
-- comes back has its history again.
create table field_change (
    id     bigint generated always as identity primary key,
    -- Of the transaction.
    at     timestamptz not null default now(),
    -- contact, company, lead, task
    kind   text        not null,
    record uuid        not null,
    -- The column; numbers and points for lists; fields.KEY for a field of the company's own; created for the row itself.
    field  text        not null,
    was    jsonb,
    became jsonb,
    -- Null for the program itself.
    by     uuid,
    -- bulk, import, merge, restored, put_back; null when somebody changed the one field.
    cause  text
);

create unique index field_change_of on field_change (record, at, field);
create index field_change_by_time on field_change using brin (at);

create function note_change(subject text, what uuid, name text, old_value jsonb, new_value jsonb) returns void language plpgsql as $$
begin
    if current_setting('ringbook.history', true) = 'off'
        or exists (select from field_change c where c.record = what and c.at = now() and c.field = 'created')
    then
        return;
    end if;
    insert into field_change (kind, record, field, was, became, by, cause)
    values (subject, what, name, nullif(old_value, 'null'), nullif(new_value, 'null'),
        nullif(current_setting('ringbook.by', true), '')::uuid, nullif(current_setting('ringbook.cause', true), ''))
    on conflict (record, at, field) do update set became = excluded.became;
    delete from field_change c where c.record = what and c.at = now() and c.field = name and c.was is not distinct from c.became;
end $$;

-- The first argument is the kind, party for whichever a party is; the others are columns.
create function note_row_changes() returns trigger language plpgsql as $$
declare
    old_row jsonb := to_jsonb(old);
    new_row jsonb := to_jsonb(new);
    subject text := case
        when tg_argv[0] <> 'party' then tg_argv[0]
        when new_row ->> 'kind' = 'person' then 'contact'
        else 'company' end;
    name text;
begin
    for i in 1 .. tg_nargs - 1 loop
        name := tg_argv[i];
        if old_row -> name is distinct from new_row -> name then
            perform note_change(subject, new.id, name, old_row -> name, new_row -> name);
        end if;
    end loop;
    if old_row -> 'fields' is distinct from new_row -> 'fields' then
        for name in
            select jsonb_object_keys(old_row -> 'fields') union select jsonb_object_keys(new_row -> 'fields')
        loop
            if old_row -> 'fields' -> name is distinct from new_row -> 'fields' -> name then
                perform note_change(subject, new.id, 'fields.' || name, old_row -> 'fields' -> name, new_row -> 'fields' -> name);
            end if;
        end loop;
    end if;
    return null;
end $$;

create trigger contact_history after update on contact for each row
    when ((old.name, old.company_id, old.position, old.email, old.note, old.responsible_id)
        is distinct from (new.name, new.company_id, new.position, new.email, new.note, new.responsible_id))
    execute function note_row_changes('contact', 'name', 'company_id', 'position', 'email', 'note', 'responsible_id');

create trigger company_history after update on company for each row
    when ((old.name, old.note, old.responsible_id) is distinct from (new.name, new.note, new.responsible_id))
    execute function note_row_changes('company', 'name', 'note', 'responsible_id');

create trigger party_history after update on party for each row
    when ((old.source, old.region, old.tags, old.fields) is distinct from (new.source, new.region, new.tags, new.fields))
    execute function note_row_changes('party', 'source', 'region', 'tags');

create trigger lead_history after update on lead for each row
    when ((old.state, old.close_reason, old.responsible_id, old.name, old.company, old.phone, old.email, old.text, old.source,
            old.party_id, old.fields)
        is distinct from (new.state, new.close_reason, new.responsible_id, new.name, new.company, new.phone, new.email, new.text,
            new.source, new.party_id, new.fields))
    execute function note_row_changes('lead', 'state', 'close_reason', 'responsible_id', 'name', 'company', 'phone', 'email', 'text',
        'source', 'party_id');

create trigger task_history after update on task for each row
    when ((old.state, old.what, old.title, old.text, old.doer_id, old.checker_id, old.due_at, old.due_on, old.party_id, old.number,
            old.result, old.fields)
        is distinct from (new.state, new.what, new.title, new.text, new.doer_id, new.checker_id, new.due_at, new.due_on, new.party_id,
            new.number, new.result, new.fields))
    execute function note_row_changes('task', 'state', 'what', 'title', 'text', 'doer_id', 'checker_id', 'due_at', 'due_on', 'party_id',
        'number', 'result');

-- Numbers, mails, sites and addresses of a card are one field each: the whole list before, the whole list after.
create function card_lines(list text, owner uuid) returns table (place integer, line jsonb) language sql stable as $$
    select n.place, jsonb_strip_nulls(to_jsonb(n) - array['contact_id', 'company_id', 'place'])
    from contact_number n where list = 'numbers' and (n.contact_id = owner or n.company_id = owner)
    union all
    select p.place, jsonb_strip_nulls(to_jsonb(p) - array['party_id', 'place', 'key'])
    from party_point p where list = 'points' and p.party_id = owner
$$;

create function note_list_changes() returns trigger language plpgsql as $$
declare
    nothing constant text := 'select null::jsonb where false';
    came_rows text := case when tg_op = 'DELETE' then nothing else 'select to_jsonb(r) from came r' end;
    gone_rows text := case when tg_op = 'INSERT' then nothing else 'select to_jsonb(r) from gone r' end;
    one record;
begin
    if current_setting('ringbook.history', true) = 'off' then
        return null;
    end if;
    for one in execute format($query$
        with moved as (
            select coalesce(j ->> 'party_id', j ->> 'contact_id', j ->> 'company_id')::uuid as owner, (j ->> 'place')::integer as place,
                jsonb_strip_nulls(j - array['party_id', 'contact_id', 'company_id', 'place', 'key']) as line, here
            from (select j, true from (%s) c (j) union all select j, false from (%s) g (j)) both_ways (j, here)),
        owners as (
            select m.owner, p.kind from (select distinct owner from moved) m join party p on p.id = m.owner
            where (exists (select from contact where id = m.owner) or exists (select from company where id = m.owner))
                and not exists (select from field_change c where c.record = m.owner and c.at = now() and c.field = 'created'))
        select o.owner, case o.kind when 'person' then 'contact' else 'company' end as subject,
            (select coalesce(jsonb_agg(l.line order by l.place), '[]') from card_lines(%L, o.owner) l) as now_lines,
            (select coalesce(jsonb_agg(b.line order by b.place), '[]') from (
                select l.place, l.line from card_lines(%L, o.owner) l
                    where not exists (select from moved m where m.here and m.owner = o.owner and m.place = l.place and m.line = l.line)
                union all
                select m.place, m.line from moved m where not m.here and m.owner = o.owner) b) as old_lines
        from owners o$query$, came_rows, gone_rows, tg_argv[0], tg_argv[0])
    loop
        perform note_change(one.subject, one.owner, tg_argv[0], one.old_lines, one.now_lines);
    end loop;
    return null;
end $$;

create trigger contact_number_history_of_added after insert on contact_number referencing new table as came
    for each statement execute function note_list_changes('numbers');
create trigger contact_number_history_of_changed after update on contact_number referencing new table as came old table as gone
    for each statement execute function note_list_changes('numbers');
create trigger contact_number_history_of_removed after delete on contact_number referencing old table as gone
    for each statement execute function note_list_changes('numbers');
create trigger party_point_history_of_added after insert on party_point referencing new table as came
    for each statement execute function note_list_changes('points');
create trigger party_point_history_of_changed after update on party_point referencing new table as came old table as gone
    for each statement execute function note_list_changes('points');
create trigger party_point_history_of_removed after delete on party_point referencing old table as gone
    for each statement execute function note_list_changes('points');

create function note_creation() returns trigger language plpgsql as $$
begin
    if current_setting('ringbook.history', true) is distinct from 'off' then
        insert into field_change (kind, record, field, by, cause)
        select tg_argv[0], c.id, 'created', nullif(current_setting('ringbook.by', true), '')::uuid,
            nullif(current_setting('ringbook.cause', true), '')
        from came c
        on conflict do nothing;
    end if;
    return null;
end $$;

create trigger contact_history_begins after insert on contact referencing new table as came
    for each statement execute function note_creation('contact');
create trigger company_history_begins after insert on company referencing new table as came
    for each statement execute function note_creation('company');
create trigger lead_history_begins after insert on lead referencing new table as came
    for each statement execute function note_creation('lead');
create trigger task_history_begins after insert on task referencing new table as came
    for each statement execute function note_creation('task');

-- What is gone for good leaves no history, nor do those who were merged into it; what waits in the bin keeps it.
create function history_goes() returns trigger language plpgsql as $$
begin
    if current_setting('ringbook.cause', true) is distinct from 'merge'
        and not exists (select from bin_item i where i.record = old.id)
    then
        delete from field_change c
        where c.record = any(array(select old.id union all select a.id from party_alias a where a.party_id = old.id));
    end if;
    return null;
end $$;

create trigger party_history_goes after delete on party for each row execute function history_goes();
create trigger lead_history_goes after delete on lead for each row execute function history_goes();
create trigger task_history_goes after delete on task for each row execute function history_goes();

create function history_goes_with_the_bin() returns trigger language plpgsql as $$
begin
    if not exists (select from party p where p.id = old.record) and not exists (select from lead l where l.id = old.record)
        and not exists (select from task t where t.id = old.record)
        and not exists (select from bin_item i where i.record = old.record)
    then
        delete from field_change c
        where c.record = any(array(select old.record union all select a.id from party_alias a where a.party_id = old.record));
    end if;
    return null;
end $$;

create trigger bin_item_history_goes after delete on bin_item for each row execute function history_goes_with_the_bin();
