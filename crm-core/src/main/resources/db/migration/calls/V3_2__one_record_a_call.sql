-- The source's id of a call is asked for with every write: a call that was derived anew may have come by another id.
create index call_by_source on call (source, source_id);
