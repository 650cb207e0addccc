-- Somebody leaves: what they had open is given to somebody else, by one change for each list, which belong together and go on by themselves.
alter table bulk_change add column hand_over uuid;
create index bulk_change_of_hand_over on bulk_change (hand_over) where hand_over is not null;
