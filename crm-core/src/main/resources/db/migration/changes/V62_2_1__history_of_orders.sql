create trigger part_history after update on deal_part for each row
    when ((old.title, old.state, old.planned_on, old.amount, old.cost)
        is distinct from (new.title, new.state, new.planned_on, new.amount, new.cost))
    execute function note_row_changes('part', 'title', 'state', 'planned_on', 'amount', 'cost');

create trigger document_history after update on document for each row
    when ((old.number, old.dated, old.amount, old.state) is distinct from (new.number, new.dated, new.amount, new.state))
    execute function note_row_changes('document', 'number', 'dated', 'amount', 'state');

create trigger payment_history after update on payment for each row
    when ((old.paid_on, old.amount, old.note) is distinct from (new.paid_on, new.amount, new.note))
    execute function note_row_changes('payment', 'paid_on', 'amount', 'note');

create trigger terms_history after update on terms for each row
    when ((old.name, old.contract_no, old.contract_date, old.price_kind, old.discount, old.max_discount, old.prepay, old.credit_days,
            old.credit_limit, old.delivery_days, old.vat_mode, old.valid_from, old.valid_to, old.state)
        is distinct from (new.name, new.contract_no, new.contract_date, new.price_kind, new.discount, new.max_discount, new.prepay,
            new.credit_days, new.credit_limit, new.delivery_days, new.vat_mode, new.valid_from, new.valid_to, new.state))
    execute function note_row_changes('terms', 'name', 'contract_no', 'contract_date', 'price_kind', 'discount', 'max_discount', 'prepay',
        'credit_days', 'credit_limit', 'delivery_days', 'vat_mode', 'valid_from', 'valid_to', 'state');

create trigger part_history_begins after insert on deal_part referencing new table as came
    for each statement execute function note_creation('part');
create trigger document_history_begins after insert on document referencing new table as came
    for each statement execute function note_creation('document');
create trigger payment_history_begins after insert on payment referencing new table as came
    for each statement execute function note_creation('payment');
create trigger terms_history_begins after insert on terms referencing new table as came
    for each statement execute function note_creation('terms');

create trigger part_history_goes after delete on deal_part for each row execute function history_goes();
create trigger document_history_goes after delete on document for each row execute function history_goes();
create trigger payment_history_goes after delete on payment for each row execute function history_goes();
create trigger terms_history_goes after delete on terms for each row execute function history_goes();
