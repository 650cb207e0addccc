-- Each call that ends asks for those of its client and its number, closed ones, too; a merge moves those of a client.
create index obligation_by_number on obligation (number, last_at);
create index obligation_by_party on obligation (party_id) where party_id is not null;
drop index obligation_open_by_number;
