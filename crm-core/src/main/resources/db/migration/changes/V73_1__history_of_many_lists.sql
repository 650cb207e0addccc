-- The numbers of many cards that are written by one statement: each line is looked for once, not once for each of the others.
create or replace function note_list_changes() returns trigger language plpgsql as $$
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
        with moved as materialized (
            select coalesce(j ->> 'party_id', j ->> 'contact_id', j ->> 'company_id')::uuid as owner, (j ->> 'place')::integer as place,
                jsonb_strip_nulls(j - array['party_id', 'contact_id', 'company_id', 'place', 'key']) as line, here
            from (select j, true from (%s) c (j) union all select j, false from (%s) g (j)) both_ways (j, here)),
        owners as materialized (
            select m.owner, p.kind from (select distinct owner from moved) m join party p on p.id = m.owner
            where (exists (select from contact where id = m.owner) or exists (select from company where id = m.owner))
                and not exists (select from field_change c where c.record = m.owner and c.at = now() and c.field = 'created')),
        lines as materialized (
            select o.owner, l.place, l.line from owners o, lateral card_lines(%L, o.owner) l),
        now_lists as (
            select owner, jsonb_agg(line order by place) as list from lines group by owner),
        old_lists as (
            select owner, jsonb_agg(line order by place) as list from (
                select l.owner, l.place, l.line from lines l
                    left join moved m on m.here and m.owner = l.owner and m.place = l.place and m.line = l.line
                    where m.owner is null
                union all
                select m.owner, m.place, m.line from moved m where not m.here) before
            group by owner)
        select o.owner, case o.kind when 'person' then 'contact' else 'company' end as subject,
            coalesce(n.list, '[]') as now_lines, coalesce(b.list, '[]') as old_lines
        from owners o left join now_lists n on n.owner = o.owner left join old_lists b on b.owner = o.owner$query$,
        came_rows, gone_rows, tg_argv[0])
    loop
        perform note_change(one.subject, one.owner, tg_argv[0], one.old_lines, one.now_lines);
    end loop;
    return null;
end $$;
