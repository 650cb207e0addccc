-- Needs pg_trgm, which the migration of calls adds if it may.
do $$ begin
    create index deal_by_external_name on deal using gin (external_id gin_trgm_ops) where external_id is not null;
exception when others then
    raise notice 'Deals are looked for by the names of other programs without an index: %', sqlerrm;
end $$;
