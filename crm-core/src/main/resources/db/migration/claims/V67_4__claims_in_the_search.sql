-- Needs pg_trgm, which the migration of calls adds if it may.
do $$ begin
    create index claim_by_words on claim using gin (found gin_trgm_ops);
    create index claim_by_part_of_number on claim using gin ((phone::text) gin_trgm_ops) where phone is not null;
    create index claim_by_key on claim using gin (key gin_trgm_ops) where key is not null;
exception when others then
    raise notice 'Claims are looked for without an index: %', sqlerrm;
end $$;
