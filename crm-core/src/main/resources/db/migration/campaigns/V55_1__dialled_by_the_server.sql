-- How a campaign is dialled where the server begins its calls.
create table campaign_dialling (
    campaign_id uuid primary key references campaign on delete cascade,
    -- Of the company's numbers, the one that is shown; E.164 without the plus.
    caller_id   bigint,
    -- Who signed that it may be dialled without a person's deciding on each call, where that is not usual.
    signed_by   uuid,
    signed_at   timestamptz
);
