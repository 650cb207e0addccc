-- The causes whose plans were made for it: each once, whatever was added by hand, and however often the cause is corrected.
alter table claim add planned_for uuid[] not null default '{}';

update claim c set planned_for = array[c.cause_id]
where c.cause_id is not null and exists (select from claim_item i where i.claim_id = c.id)
    and exists (select from claim_move m where m.claim_id = c.id and m.to_state = 'investigating');

-- What nobody looks after and nobody took is seen by whoever sees anything.
create index claim_of_nobody on claim (registered_at desc, id desc) where responsible_id is null and taken_by_id is null;
