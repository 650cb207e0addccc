-- A stage that was archived while deals were in it, until the last of them has gone: what a stop of the server interrupts goes on after it.
create table stage_emptying (
    stage_id uuid primary key references stage on delete cascade,
    move_to  uuid not null references stage on delete cascade,
    by       uuid,
    at       timestamptz not null default now()
);
