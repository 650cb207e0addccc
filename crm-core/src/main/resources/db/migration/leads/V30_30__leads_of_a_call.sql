-- A call that is told again is known.
create index if not exists lead_event_by_call on lead_event (call_id) where call_id is not null;
