alter table attachment add column deal_id uuid references deal (id) on delete cascade;
alter table attachment add column claim_id uuid references claim (id) on delete cascade;

alter table attachment drop constraint attachment_of_one;
alter table attachment add constraint attachment_of_one
    check (num_nonnulls(party_id, lead_id, task_id, event_id, call_id, deal_id, claim_id) = 1);

create index attachment_of_deal on attachment (deal_id, added_at desc) where deal_id is not null;
create index attachment_of_claim on attachment (claim_id, added_at desc) where claim_id is not null;
