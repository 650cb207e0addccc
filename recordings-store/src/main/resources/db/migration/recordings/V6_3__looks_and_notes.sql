-- What was worked out of a sound, once: the waveform, and who spoke how much. By what is in it, as the sound itself.
create table recording_look (
    sha256        text primary key,
    channels      smallint not null,
    -- How many levels there are of each channel; of two first all of the left one. 0 silent, 127 as loud as can be.
    stretches     int not null,
    levels        bytea not null,
    -- Seconds; null where the sides are not apart.
    seconds       numeric,
    theirs        numeric,
    ours          numeric,
    their_longest numeric,
    our_longest   numeric,
    silence       numeric,
    overlap       numeric
);

-- What somebody wrote at a moment of a recording.
create table recording_note (
    id           bigint generated always as identity primary key,
    recording_id uuid not null references recording (id) on delete cascade,
    -- From the beginning of the recording.
    at_seconds   numeric not null,
    text         text not null,
    staff_id     uuid not null,
    -- As it was then.
    login        text not null,
    written_at   timestamptz not null default now()
);

create index recording_note_by_recording on recording_note (recording_id, at_seconds);
