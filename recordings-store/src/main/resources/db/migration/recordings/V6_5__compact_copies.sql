-- The small copy for ears that was made of a sound; both are kept by what is in them.
create table sound_compact (
    -- Of the sound as it came.
    sha256  text primary key,
    -- Of the copy; null when none could be made.
    compact text,
    made_at timestamptz not null default now()
);
