-- Whom a number means is kept in a file beside the server. What changed since that was written, whoever changed it, is noted here in the
-- same transaction, so that a start reads these few numbers and not all of them.
create table caller_change (
    -- Either whose number it is changed, or how the company is called or who is responsible for it.
    number     bigint,
    company_id uuid,
    xid        xid8 not null default pg_current_xact_id()
);

-- Given anew with each file: a database that was put back to an earlier state has not that of the file.
create table caller_file (
    one   boolean primary key default true check (one),
    token uuid    not null default gen_random_uuid()
);
insert into caller_file default values;

create function caller_numbers_changed() returns trigger language plpgsql as $$
begin
    insert into caller_change (number) select distinct number from changed;
    return null;
end $$;

create trigger callers_of_new_numbers after insert on contact_number
    referencing new table as changed for each statement execute function caller_numbers_changed();
create trigger callers_of_old_numbers after delete on contact_number
    referencing old table as changed for each statement execute function caller_numbers_changed();
create trigger callers_of_numbers_before after update on contact_number
    referencing old table as changed for each statement execute function caller_numbers_changed();
create trigger callers_of_numbers_after after update on contact_number
    referencing new table as changed for each statement execute function caller_numbers_changed();

create function caller_contacts_changed() returns trigger language plpgsql as $$
begin
    insert into caller_change (number)
    select distinct n.number
    from now join was on was.id = now.id join contact_number n on n.contact_id = now.id
    where (now.name, now.responsible, now.company_id) is distinct from (was.name, was.responsible, was.company_id);
    return null;
end $$;

create trigger callers_of_contacts after update on contact
    referencing old table as was new table as now for each statement execute function caller_contacts_changed();

create function caller_companies_changed() returns trigger language plpgsql as $$
begin
    insert into caller_change (company_id)
    select now.id
    from now join was on was.id = now.id
    where (now.name, now.responsible) is distinct from (was.name, was.responsible);
    return null;
end $$;

create trigger callers_of_companies after update on company
    referencing old table as was new table as now for each statement execute function caller_companies_changed();

create function callers_all_changed() returns trigger language plpgsql as $$
begin
    update caller_file set token = gen_random_uuid();
    return null;
end $$;

create trigger callers_emptied after truncate on contact_number for each statement execute function callers_all_changed();
create trigger callers_emptied after truncate on contact for each statement execute function callers_all_changed();
create trigger callers_emptied after truncate on company for each statement execute function callers_all_changed();
