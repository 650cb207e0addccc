-- What was dialled in a call out that has no outside number: too short, or no number at all.
alter table call add dialled text;
