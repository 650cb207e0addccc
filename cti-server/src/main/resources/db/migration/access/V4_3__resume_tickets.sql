-- With which programs that lost their connection come back without their password, for an hour. Only a hash is kept, and a mark of the
-- password that was good then: with another one the ticket is void.
create table resume_ticket (
    hash          bytea primary key,
    staff_id      uuid not null,
    password_mark text not null,
    seen_at       timestamptz not null
);

create index resume_ticket_by_staff on resume_ticket (staff_id);
