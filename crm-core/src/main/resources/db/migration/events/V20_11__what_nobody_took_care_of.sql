create index event_unprocessed on event (at, id) where processed_at is null and deleted_at is null;
