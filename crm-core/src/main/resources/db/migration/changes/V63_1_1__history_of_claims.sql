create trigger claim_history after update on claim for each row
    when ((old.state, old.subject, old.text, old.cause_id, old.team, old.blamed_id, old.demand, old.amount_asked, old.amount_granted,
            old.currency, old.severity, old.due_at, old.responsible_id, old.party_id, old.name, old.phone, old.email, old.order_text,
            old.deal_id, old.part_id, old.decision, old.answer, old.result, old.score)
        is distinct from (new.state, new.subject, new.text, new.cause_id, new.team, new.blamed_id, new.demand, new.amount_asked,
            new.amount_granted, new.currency, new.severity, new.due_at, new.responsible_id, new.party_id, new.name, new.phone, new.email,
            new.order_text, new.deal_id, new.part_id, new.decision, new.answer, new.result, new.score))
    execute function note_row_changes('claim', 'state', 'subject', 'text', 'cause_id', 'team', 'blamed_id', 'demand', 'amount_asked',
        'amount_granted', 'currency', 'severity', 'due_at', 'responsible_id', 'party_id', 'name', 'phone', 'email', 'order_text',
        'deal_id', 'part_id', 'decision', 'answer', 'result', 'score');

create trigger claim_history_begins after insert on claim referencing new table as came
    for each statement execute function note_creation('claim');

create trigger claim_history_goes after delete on claim for each row execute function history_goes();

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
