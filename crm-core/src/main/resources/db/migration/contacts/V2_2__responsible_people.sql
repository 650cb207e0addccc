-- Who looks after a client is a person. The extension stays beside them: the person's of today.
alter table company add responsible_id uuid;
alter table contact add responsible_id uuid;

update company set responsible_id = t.member_id from staff_telephone t
where t.telephone = responsible and t.source is null and t.until is null;
update contact set responsible_id = t.member_id from staff_telephone t
where t.telephone = responsible and t.source is null and t.until is null;

create index company_by_responsible on company (responsible_id) where responsible_id is not null;
create index contact_by_responsible on contact (responsible_id) where responsible_id is not null;
-- Names an extension that is nobody's yet.
create index company_by_extension on company (responsible) where responsible is not null and responsible_id is null;
create index contact_by_extension on contact (responsible) where responsible is not null and responsible_id is null;
