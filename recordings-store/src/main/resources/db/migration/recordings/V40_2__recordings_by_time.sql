-- Which sources record, and which calls of a period have their recording.
create index recording_by_time on recording (source, started_at) include (call_id, status);
