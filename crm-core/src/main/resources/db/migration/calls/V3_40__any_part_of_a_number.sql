-- As for the numbers of contacts.
do $$ begin
    if not exists (select from pg_extension where extname = 'pg_trgm') then
        create extension pg_trgm;
    end if;
    create index call_by_part_of_number on call using gin (external gin_trgm_ops) where external is not null;
exception when others then
    raise notice 'Parts of numbers are looked for without an index: %', sqlerrm;
end $$;
