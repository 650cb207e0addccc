-- Each start asks for the calls that still go on, however long ago they began.
create index call_open on call (source, started_at) where state <> 'ended';
