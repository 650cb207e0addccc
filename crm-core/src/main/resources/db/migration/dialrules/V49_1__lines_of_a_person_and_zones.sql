-- Numbers that were added with a person end with the person's line, whenever they were added.
alter table do_not_call add column with_id uuid;

update do_not_call n set with_id = p.id
from do_not_call p
where p.party_id is not null and n.number is not null and n.register is null and n.since = p.since
    and n.purpose is not distinct from p.purpose and n.by is not distinct from p.by;

create index do_not_call_with on do_not_call (with_id) where with_id is not null;

-- The company's own list is short, whatever registers stand beside it.
create index do_not_call_of_company on do_not_call (since desc, id desc) where register is null and until is null;

-- A merge moves what has a key beside the person: what both have stands once, the other one comes back with an undo.
alter table party_zone add column kind text not null default 'said';
alter table party_zone drop constraint party_zone_pkey;
alter table party_zone add primary key (party_id, kind);
