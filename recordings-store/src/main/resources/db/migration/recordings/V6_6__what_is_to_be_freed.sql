-- Sound that nothing needs any more and that is still to be taken out of the store: written with what let it go, and taken out when it
-- is surely gone, whatever fails in between.
create table sound_to_free (
    sha256   text primary key,
    since_at timestamptz not null default now()
);

-- Two sides that were recorded apart, and the sound of two channels that was made of them: they go with it.
create table sound_side (
    -- Of the sound of two channels.
    sha256 text not null,
    side   text not null,
    primary key (sha256, side)
);

create index sound_side_by_side on sound_side (side);

-- Of each source what is due longest.
create index recording_due_of_source on recording (source, due_at) where due_at is not null;
