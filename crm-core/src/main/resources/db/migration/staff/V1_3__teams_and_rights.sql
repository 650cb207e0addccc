-- Whose calls a person may see and whose recordings they may hear: NONE, OWN, TEAM, ALL; null for what their role may.
alter table staff_member add team text, add sees text, add hears text;
