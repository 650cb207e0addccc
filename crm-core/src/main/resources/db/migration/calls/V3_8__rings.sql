-- How often a telephone of ours began to ring in the call. Nobody counted it in the calls that are here already.
alter table call add column rings integer;
