-- What a conversion wrote, so that its undoing takes back that and nothing that came since.
alter table lead
    -- When the person was written who was made; whoever was changed since stays.
    add made_at     timestamptz,
    -- Whether somebody who was known got the lead's number and e-mail by it.
    add added_phone boolean not null default false,
    add added_email boolean not null default false;
