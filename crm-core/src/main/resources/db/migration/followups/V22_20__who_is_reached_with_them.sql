-- A call that reached a person has reached their company, too: it may close both.
alter table obligation_call drop constraint obligation_call_pkey, add primary key (call_id, obligation_id);
