-- Why clients complain, as a tree, with what is then to be done.
create table claim_cause (
    id             uuid primary key,
    parent_id      uuid references claim_cause,
    -- Of the company; shown to everybody unless there is an English name and the reader reads English.
    name           text    not null,
    name_en        text,
    place          integer not null,
    -- Whom it is mostly of, where nobody says otherwise.
    team           text,
    -- Who looks after its claims; nobody yet when null.
    responsible_id uuid,
    -- Working hours until the client has an answer.
    due_hours      integer not null default 24,
    -- What is to be done, in order, as a JSON list of {what, title, titleEn, staffId, team, hours}.
    plan           jsonb   not null default '[]',
    -- One that is not offered any more keeps its name where it was chosen.
    active         boolean not null default true,
    version        integer not null default 1,
    check (parent_id is null or parent_id <> id),
    check (due_hours between 1 and 2000)
);

create index claim_cause_below on claim_cause (parent_id) where parent_id is not null;

insert into claim_cause (id, parent_id, name, name_en, place, due_hours, plan) values
    ('019ad000-0000-7000-8000-00000000c101', null, 'Товар', 'Goods', 1, 24, '[]'),
    ('019ad000-0000-7000-8000-00000000c102', '019ad000-0000-7000-8000-00000000c101', 'Сломан', 'Broken', 1, 24,
        '[{"what": "other", "title": "Получить фото и номер партии", "titleEn": "Get photos and the batch number", "hours": 4},
          {"what": "other", "title": "Проверить на складе", "titleEn": "Check in the warehouse", "hours": 16},
          {"what": "call", "title": "Сообщить решение клиенту", "titleEn": "Tell the client what is decided", "hours": 24}]'),
    ('019ad000-0000-7000-8000-00000000c103', '019ad000-0000-7000-8000-00000000c101', 'Не тот товар', 'Wrong goods', 2, 16,
        '[{"what": "other", "title": "Сверить заказ и накладную", "titleEn": "Compare order and delivery note", "hours": 4},
          {"what": "call", "title": "Договориться об обмене", "titleEn": "Agree on the exchange", "hours": 16}]'),
    ('019ad000-0000-7000-8000-00000000c104', null, 'Доставка', 'Delivery', 2, 8, '[]'),
    ('019ad000-0000-7000-8000-00000000c105', '019ad000-0000-7000-8000-00000000c104', 'Опоздание', 'Late', 1, 8,
        '[{"what": "other", "title": "Узнать у перевозчика причину", "titleEn": "Ask the carrier why", "hours": 2},
          {"what": "call", "title": "Назвать клиенту новый срок", "titleEn": "Tell the client the new date", "hours": 4}]'),
    ('019ad000-0000-7000-8000-00000000c106', '019ad000-0000-7000-8000-00000000c104', 'Повреждено в пути', 'Damaged on the way', 2, 24,
        '[{"what": "other", "title": "Получить акт и фото", "titleEn": "Get the report and photos", "hours": 8},
          {"what": "other", "title": "Предъявить требование перевозчику", "titleEn": "Claim from the carrier", "hours": 24}]'),
    ('019ad000-0000-7000-8000-00000000c107', null, 'Документы и расчёты', 'Papers and payments', 3, 8,
        '[{"what": "other", "title": "Сверить документы с бухгалтерией", "titleEn": "Check the papers with accounting", "hours": 4}]'),
    ('019ad000-0000-7000-8000-00000000c108', null, 'Обслуживание', 'Service', 4, 8,
        '[{"what": "other", "title": "Прослушать звонок", "titleEn": "Listen to the call", "hours": 4},
          {"what": "call", "title": "Извиниться перед клиентом", "titleEn": "Apologise to the client", "hours": 8}]'),
    ('019ad000-0000-7000-8000-00000000c109', null, 'Другое', 'Other', 5, 24, '[]');

create table claim (
    id             uuid primary key,
    number         bigint      not null generated always as identity unique,
    -- What makes it one however often it is told: the call of a click, a program's id, a message of a form.
    key            text unique,
    -- registered, investigating, decided, answered, closed, reopened.
    state          text        not null,
    -- call, card, hand, form, api.
    channel        text        not null,
    subject        text,
    text           text,
    cause_id       uuid references claim_cause,
    -- Whom it is of: a team as it is written, and by which it is compared; one of ours.
    team           text,
    team_key       text,
    blamed_id      uuid,
    -- refund, replace, discount, repair, apology.
    demand         text,
    amount_asked   numeric(15, 2),
    amount_granted numeric(15, 2),
    currency       text        not null default 'RUB',
    -- low, normal, high, critical.
    severity       text        not null default 'normal',
    due_at         timestamptz not null,
    responsible_id uuid,
    -- Who took it; null for a form.
    taken_by_id    uuid,
    party_id       uuid references party on delete set null,
    -- Of somebody whom nobody knows, as they said it.
    name           text,
    phone          bigint,
    email          text,
    -- Which order it is about, as they said it.
    order_text     text,
    -- The log may know the call by another id by then, or not yet: no reference.
    call_id        uuid,
    deal_id        uuid references deal on delete set null,
    part_id        uuid references deal_part on delete set null,
    -- Looks like spam, for this reason.
    doubtful       text,
    decision       text,
    answer         text,
    -- satisfied, partly, refused, withdrawn.
    result         text,
    score          smallint,
    reopened       integer     not null default 0,
    -- The task by which whoever took it was told of its end.
    told_task_id   uuid,
    -- By what it is found, without case.
    found          text        not null default '',
    registered_at  timestamptz not null,
    closed_at      timestamptz,
    changed_at     timestamptz not null,
    version        integer     not null default 1,
    check (state in ('registered', 'investigating', 'decided', 'answered', 'closed', 'reopened')),
    check (severity in ('low', 'normal', 'high', 'critical')),
    check (demand is null or demand in ('refund', 'replace', 'discount', 'repair', 'apology')),
    check (result is null or result in ('satisfied', 'partly', 'refused', 'withdrawn')),
    check (amount_asked is null or amount_asked >= 0),
    check (amount_granted is null or amount_granted >= 0),
    check (score is null or score between 1 and 5),
    check ((state = 'closed') = (closed_at is not null)),
    check (state <> 'closed' or result is not null)
);

create index claim_by_start on claim (registered_at desc, id desc);
create index claim_open on claim (due_at) where closed_at is null;
create index claim_by_close on claim (closed_at) where closed_at is not null;
create index claim_by_responsible on claim (responsible_id, registered_at desc, id desc) where responsible_id is not null;
create index claim_by_taker on claim (taken_by_id, registered_at desc, id desc) where taken_by_id is not null;
create index claim_by_team on claim (team_key, registered_at desc) where team_key is not null;
create index claim_by_cause on claim (cause_id) where cause_id is not null;
create index claim_by_party on claim (party_id, registered_at desc) where party_id is not null;
create index claim_by_phone on claim (phone) where phone is not null;
create index claim_by_call on claim (call_id) where call_id is not null;
create index claim_by_deal on claim (deal_id) where deal_id is not null;
create index claim_by_part on claim (part_id) where part_id is not null;

-- What was done with it, in order; only added to.
create table claim_move (
    id         bigint generated always as identity primary key,
    claim_id   uuid        not null references claim on delete cascade,
    at         timestamptz not null,
    -- Null for the program.
    by         uuid,
    -- Null as it is taken.
    from_state text,
    to_state   text        not null,
    result     text,
    note       text
);

create index claim_move_by_claim on claim_move (claim_id, id);
create index claim_move_by_time on claim_move (at) where to_state in ('closed', 'reopened');

-- Its plan: tasks like all others.
create table claim_item (
    task_id  uuid primary key references task on delete cascade,
    claim_id uuid    not null references claim on delete cascade,
    position integer not null
);

create index claim_item_by_claim on claim_item (claim_id, position);
