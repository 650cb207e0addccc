-- Demand that nobody has looked at yet: no client, so that the base of clients stays one of clients.
create table lead (
    id                uuid primary key,
    number            bigint      not null generated always as identity unique,
    state             text        not null,
    -- call, form, hand.
    channel           text        not null,
    -- Where it came from: the form's name, the line's number, what somebody wrote.
    source            text,
    lead_queue        text        not null,
    -- What makes two contacts one lead: the number without the plus, else the e-mail; null when there is neither.
    key               text,
    name              text,
    company           text,
    phone             bigint,
    email             text,
    text              text,
    page              text,
    -- utm_source, roistat and the like, as they came.
    marks             jsonb       not null default '{}',
    -- Looks like spam, for this reason: kept, given to nobody.
    doubtful          text,
    party_id          uuid references party on delete set null,
    -- The person that the conversion made, for its undoing.
    made_id           uuid,
    repeat_of         uuid references lead on delete set null,
    responsible_id    uuid,
    touches           integer     not null default 1,
    call_id           uuid,
    created_at        timestamptz not null,
    -- From when the clock of the first response runs: the creation, or the reopening.
    waits_since       timestamptz not null,
    last_at           timestamptz not null,
    due_at            timestamptz not null,
    first_response_at timestamptz,
    first_response_by uuid,
    reopened          integer     not null default 0,
    closed_at         timestamptz,
    close_reason      text,
    version           integer     not null default 1
);

-- However many tell of it at once.
create unique index lead_is_open_once on lead (lead_queue, key) where state in ('new', 'in_work') and key is not null;
create index lead_by_key on lead (key, created_at desc) where key is not null;
create index lead_by_state on lead (state, created_at desc, id desc);
create index lead_by_start on lead (created_at desc, id desc);
create index lead_by_responsible on lead (responsible_id, created_at desc, id desc) where responsible_id is not null;
create index lead_by_call on lead (call_id) where call_id is not null;
create index lead_by_party on lead (party_id) where party_id is not null;

-- What happened with it, in order.
create table lead_event (
    id      bigint generated always as identity primary key,
    lead_id uuid        not null references lead on delete cascade,
    at      timestamptz not null,
    -- form, call, note, assigned, taken, closed, reopened, converted, undone.
    kind    text        not null,
    text    text,
    call_id uuid,
    by      uuid
);

create index lead_event_by_lead on lead_event (lead_id, id);
create unique index lead_event_of_a_call_once on lead_event (lead_id, call_id) where call_id is not null;

-- Whom a lead was given in turn, and why them.
create table lead_assignment (
    id         bigint generated always as identity primary key,
    lead_id    uuid        not null references lead on delete cascade,
    at         timestamptz not null,
    lead_queue text        not null,
    chosen     uuid        not null,
    why        text        not null
);

create index lead_assignment_by_day on lead_assignment (lead_queue, at);
