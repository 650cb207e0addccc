-- What call tracking told of a call: where the visitor came from who dialled. It belongs to whichever call of ours has the number and the
-- line about that time: it is looked for when it is shown, so that a call that is merged or derived again has it, too.
create table call_origin (
    id     bigint generated always as identity primary key,
    form   text        not null,
    -- The service's own id of the call: it tells of each twice, when it begins and when it is over.
    key    text        not null,
    -- E.164 without the plus.
    caller bigint      not null,
    callee bigint,
    at     timestamptz not null,
    marks  jsonb       not null
);

create unique index call_origin_is_kept_once on call_origin (form, key);
create index call_origin_by_caller on call_origin (caller, at);
create index call_origin_by_time on call_origin (at);
