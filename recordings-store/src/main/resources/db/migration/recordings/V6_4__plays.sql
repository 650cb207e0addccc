-- Who heard or took away which recording. Never changed but for its last moment; kept when the recording is gone.
create table recording_play (
    id           bigint generated always as identity primary key,
    began_at     timestamptz not null,
    -- Of the last request: whoever listens on asks again and again.
    last_at      timestamptz not null,
    staff_id     uuid not null,
    -- As it was then.
    login        text not null,
    recording_id uuid not null,
    call_id      uuid not null,
    deed         text not null check (deed in ('play', 'download')),
    address      text
);

create index recording_play_by_recording on recording_play (recording_id, id desc);
create index recording_play_by_person on recording_play (staff_id, id desc);
