-- Who saves a card says which version of it they saw, so that nobody overwrites what somebody else wrote meanwhile. It counts whatever
-- changes of a card, whoever writes it: forms, imports, merging, telephones that change hands.
alter table contact add column version integer not null default 0;
alter table company add column version integer not null default 0;

create function contact_version_counts() returns trigger language plpgsql as $$
begin
    if (new.name, new.company_id, new.position, new.email, new.note, new.responsible, new.responsible_id, new.changed_at)
        is distinct from
        (old.name, old.company_id, old.position, old.email, old.note, old.responsible, old.responsible_id, old.changed_at)
    then
        new.version := old.version + 1;
    end if;
    return new;
end $$;

create trigger contact_version before update on contact for each row execute function contact_version_counts();

create function company_version_counts() returns trigger language plpgsql as $$
begin
    if (new.name, new.note, new.responsible, new.responsible_id, new.changed_at)
        is distinct from (old.name, old.note, old.responsible, old.responsible_id, old.changed_at)
    then
        new.version := old.version + 1;
    end if;
    return new;
end $$;

create trigger company_version before update on company for each row execute function company_version_counts();
