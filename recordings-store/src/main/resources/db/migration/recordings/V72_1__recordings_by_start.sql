-- Reports read the recordings of a period by page, oldest first.
create index recording_by_start on recording (started_at, id) where status = 'stored';
