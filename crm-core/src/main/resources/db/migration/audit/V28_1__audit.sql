-- What was changed by whom and when. Lines are added, and go when they are older than the settings keep them; none is ever changed.
create table audit_entry (
    id        bigint generated always as identity primary key,
    at        timestamptz not null default clock_timestamp(),
    -- Who did it; null for the program itself. The login is that of the moment, and stays when the person is called otherwise later.
    staff_id  uuid,
    login     text,
    -- The name of the token of a program that did it for them; null for the person.
    token     uuid,
    kind      text not null,
    action    text not null,
    -- What was changed: its id or key, and what it was called then.
    object    text,
    name      text,
    -- Field by field; what was not there is null. No secret stands here.
    fields    text[] not null default '{}',
    was       text[] not null default '{}',
    became    text[] not null default '{}'
);

create index audit_entry_by_time on audit_entry (at);
create index audit_entry_by_person on audit_entry (staff_id, id);
create index audit_entry_by_kind on audit_entry (kind, id);

create function audit_entry_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('ringbook.audit_retention', true) = 'on' then
        return old;
    end if;
    raise exception 'audit_entry is only added to';
end $$;

create trigger audit_entry_stays before update or delete on audit_entry
    for each row execute function audit_entry_stays();

-- What the settings said at the last start, to tell what was changed in them.
create table audit_setting (
    name  text primary key,
    value text not null
);
