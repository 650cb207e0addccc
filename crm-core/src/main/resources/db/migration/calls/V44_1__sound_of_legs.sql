-- How a telephone's part in a call sounded, as the program that carried the sound told it when the call was over. Beside the log and
-- no fact of the call: deriving it again changes nothing here.
create table leg_quality (
    id                uuid primary key default gen_random_uuid(),
    -- Which call it was: found by telephone and times as soon as it is in the log. Of one that was merged the older id leads to it.
    call_id           uuid,
    telephone         text             not null,
    staff_id          uuid             not null,
    -- What SIP calls this leg, so that a report that comes twice is one.
    sip_call_id       text             not null,
    began_at          timestamptz      not null,
    answered_at       timestamptz      not null,
    ended_at          timestamptz      not null,
    codec             text             not null,
    sent              bigint           not null,
    received          bigint           not null,
    lost              bigint           not null,
    late              bigint           not null,
    concealed_millis  bigint           not null,
    jitter_millis     double precision not null,
    buffer_millis     int              not null,
    -- Null where nobody reported it.
    round_trip_millis double precision,
    -- Share of ours that the other side missed, 0 to 1.
    lost_there        double precision,
    -- How it was heard, by the E-model (ITU-T G.107), 1 to 4.5: here, and there where that is known.
    estimate          double precision not null,
    estimate_there    double precision,
    reported_at       timestamptz      not null default now(),
    unique (telephone, sip_call_id)
);

create index leg_quality_of_call on leg_quality (call_id);
create index leg_quality_without_call on leg_quality (reported_at) where call_id is null;
-- Bad ones are few, and looked for by their time.
create index leg_quality_bad on leg_quality (answered_at) where least(estimate, estimate_there) < 3.6;
