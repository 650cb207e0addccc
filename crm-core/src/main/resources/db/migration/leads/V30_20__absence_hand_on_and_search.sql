-- Who is away on which days. They are given nothing; their deputy is asked first.
create table absence (
    id         uuid primary key,
    staff_id   uuid        not null,
    from_on    date        not null,
    -- The last day of it.
    until_on   date        not null,
    deputy_id  uuid,
    note       text,
    made_by    uuid,
    made_at    timestamptz not null default now()
);

create index absence_of on absence (staff_id, until_on);
create index absence_by_end on absence (until_on);

-- Nobody whom it was given touched it: a supervisor decides.
alter table lead add column escalated_at timestamptz;
-- What it is found by: name, company, e-mail, text; without case, ё as е. Null until the program has written it.
alter table lead add column found text;

create index lead_escalated on lead (escalated_at) where escalated_at is not null and state in ('new', 'in_work');
create index lead_not_found_yet on lead (id) where found is null;

do $$ begin
    create index lead_by_part_of_number on lead using gin ((phone::text) gin_trgm_ops) where phone is not null;
    create index lead_by_words on lead using gin (found gin_trgm_ops) where found is not null;
exception when others then
    raise notice 'Leads are looked for without an index: %', sqlerrm;
end $$;
