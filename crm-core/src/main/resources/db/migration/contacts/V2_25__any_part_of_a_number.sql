-- Any part of a number is looked for. Digits have trigrams in every locale. A server that does not let us have the extension finds
-- the same, and takes longer.
do $$ begin
    if not exists (select from pg_extension where extname = 'pg_trgm') then
        create extension pg_trgm;
    end if;
    create index contact_number_by_part on contact_number using gin ((number::text) gin_trgm_ops);
exception when others then
    raise notice 'Parts of numbers are looked for without an index: %', sqlerrm;
end $$;
