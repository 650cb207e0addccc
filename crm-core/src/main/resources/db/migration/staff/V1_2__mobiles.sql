create table staff_mobile (
    member_id uuid     not null references staff_member (id) on delete cascade,
    -- E.164 with the plus.
    number    text     not null,
    place     smallint not null,
    -- As with extensions: who has left keeps the number as history, and it is free for another.
    active    boolean  not null,
    primary key (member_id, number)
);

create unique index staff_mobile_has_one_owner on staff_mobile (number) where active;
