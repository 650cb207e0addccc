-- The company's own fields of a card stand beside it.
create function party_fields_count() returns trigger language plpgsql as $$
begin
    update contact set version = version + 1 where id = new.id;
    if not found then
        update company set version = version + 1 where id = new.id;
    end if;
    return null;
end $$;

create trigger party_fields_version after update on party for each row
    when (new.fields is distinct from old.fields) execute function party_fields_count();
