create trigger deal_history after update on deal for each row
    when ((old.title, old.type_id, old.stage_id, old.party_id, old.entity_id, old.contact_id, old.responsible_id, old.amount, old.currency,
            old.amount_from, old.probability, old.expected_close, old.closed_at, old.lost_reason_id, old.lost_note, old.competitor,
            old.fields)
        is distinct from (new.title, new.type_id, new.stage_id, new.party_id, new.entity_id, new.contact_id, new.responsible_id,
            new.amount, new.currency, new.amount_from, new.probability, new.expected_close, new.closed_at, new.lost_reason_id,
            new.lost_note, new.competitor, new.fields))
    execute function note_row_changes('deal', 'title', 'type_id', 'stage_id', 'party_id', 'entity_id', 'contact_id', 'responsible_id',
        'amount', 'currency', 'amount_from', 'probability', 'expected_close', 'closed_at', 'lost_reason_id', 'lost_note', 'competitor');

create trigger deal_history_begins after insert on deal referencing new table as came
    for each statement execute function note_creation('deal');

create trigger deal_history_goes after delete on deal for each row execute function history_goes();

-- Of whatever kind: what is in the bin is called as the table that it came from.
create or replace function history_goes_with_the_bin() returns trigger language plpgsql as $$
declare
    home text := case when old.kind in ('contact', 'company') then 'party' else old.kind end;
    stands boolean;
begin
    execute format('select exists (select from %I where id = $1)', home) into stands using old.record;
    if not stands and not exists (select from bin_item i where i.record = old.record) then
        delete from field_change c
        where c.record = any(array(select old.record union all select a.id from party_alias a where a.party_id = old.record));
    end if;
    return null;
end $$;
