-- How far the undoing of an import is. Kept in the transaction that undoes: after a restart it goes on from there.
alter table contact_import
    add column undo_begun_at timestamptz,
    -- Of how many records, and what became of those that were looked at.
    add column undo_total    bigint  not null default 0,
    add column undo_deleted  bigint  not null default 0,
    add column undo_restored bigint  not null default 0,
    add column undo_kept     bigint  not null default 0,
    -- The last of them: people come before companies.
    add column undo_kind     text,
    add column undo_record   uuid,
    -- It came to an end that no trying again helps against.
    add column undo_failed   boolean not null default false;

update contact_import set undo_begun_at = undone_at where undone_at is not null;
