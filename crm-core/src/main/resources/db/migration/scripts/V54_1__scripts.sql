-- What whoever calls says and asks, step by step. Each change is a version of its own: attempts keep the one that they went by.
create table script (
    id         uuid primary key,
    name       text not null,
    version    int  not null,
    archived   boolean not null default false,
    created_at timestamptz not null default now()
);

create unique index script_name on script (lower(name)) where not archived;

create table script_version (
    script_id uuid not null references script on delete cascade,
    version   int  not null,
    -- Steps with their text, questions, and where each leads.
    content   jsonb not null,
    at        timestamptz not null default now(),
    by        uuid,
    primary key (script_id, version)
);

-- By which script a call list is called.
create table campaign_script (
    campaign_id uuid primary key references campaign on delete cascade,
    script_id   uuid not null references script
);

create index campaign_script_by_script on campaign_script (script_id);

-- How far an attempt came in its script.
create table script_run (
    attempt_id uuid primary key references call_attempt on delete cascade,
    script_id  uuid not null references script,
    version    int  not null,
    -- Keys of the steps, the one of now last.
    path       text[] not null,
    at         timestamptz not null default now()
);

create index script_run_by_script on script_run (script_id);

-- What was answered, as it was typed.
create table script_answer (
    attempt_id uuid not null references script_run on delete cascade,
    question   text not null,
    answer     text not null,
    at         timestamptz not null default now(),
    primary key (attempt_id, question)
);
