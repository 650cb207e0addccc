create table product (
    id              uuid primary key,
    name            text          not null,
    article         text,
    unit            text          not null,
    price           numeric(15, 2),
    vat_rate        numeric(5, 2),
    active          boolean       not null default true,
    external_source text,
    external_id     text,
    -- Name and article in small letters, made by the program: not every database makes them of Cyrillic ones.
    found           text          not null,
    version         integer       not null default 1,
    check (price is null or price >= 0),
    check (vat_rate between 0 and 100),
    check ((external_source is null) = (external_id is null))
);

create unique index product_article_once on product (lower(article)) where article is not null and active;
create unique index product_external_once on product (external_source, external_id) where external_id is not null;

create index product_by_name on product (found, id);

-- A price of one kind from a day on, until the next one of that kind.
create table product_price (
    product_id uuid          not null references product on delete cascade,
    kind       text          not null,
    since      date          not null,
    value      numeric(15, 2) not null check (value >= 0),
    primary key (product_id, kind, since)
);

-- An order or a shipment of a deal: each has a state of its own, and none of them moves the deal.
create table deal_part (
    id              uuid primary key,
    number          bigint        not null generated always as identity unique,
    deal_id         uuid          not null references deal on delete cascade,
    title           text          not null,
    -- A key of its deal's type.
    state           text          not null,
    state_since     timestamptz   not null,
    planned_on      date,
    done_at         timestamptz,
    amount          numeric(15, 2),
    cost            numeric(15, 2),
    external_source text,
    external_id     text,
    position        integer       not null,
    created_at      timestamptz   not null,
    changed_at      timestamptz   not null,
    version         integer       not null default 1,
    check (amount is null or amount >= 0),
    check (cost is null or cost >= 0),
    check ((external_source is null) = (external_id is null))
);

create index deal_part_by_deal on deal_part (deal_id, position);
create index deal_part_by_state on deal_part (state, number desc);
create index deal_part_by_plan on deal_part (planned_on) where planned_on is not null;
create unique index deal_part_external_once on deal_part (external_source, external_id) where external_id is not null;

create table part_move (
    id      bigint generated always as identity primary key,
    part_id uuid        not null references deal_part on delete cascade,
    at      timestamptz not null,
    by      uuid,
    before  text,
    after   text        not null
);

create index part_move_by_part on part_move (part_id, id);
create index part_move_by_time on part_move (at, part_id);

-- Money that came for a deal or for one of its parts; negative where it was given back.
create table payment (
    id              uuid primary key,
    deal_id         uuid           not null references deal on delete cascade,
    part_id         uuid references deal_part on delete set null,
    paid_on         date           not null,
    amount          numeric(15, 2) not null check (amount <> 0),
    note            text,
    external_source text,
    external_id     text,
    created_at      timestamptz    not null,
    created_by      uuid,
    check ((external_source is null) = (external_id is null))
);

create index payment_by_deal on payment (deal_id, paid_on);
create index payment_by_day on payment (paid_on desc, id desc);
create index payment_by_part on payment (part_id) where part_id is not null;
create unique index payment_external_once on payment (external_source, external_id) where external_id is not null;

create table document (
    id              uuid primary key,
    deal_id         uuid          not null references deal on delete cascade,
    part_id         uuid references deal_part on delete set null,
    -- offer, contract, invoice, act, supplier_order, other.
    kind            text          not null,
    number          text,
    dated           date,
    amount          numeric(15, 2),
    -- draft, sent, accepted, refused.
    state           text          not null,
    state_since     timestamptz   not null,
    file_id         uuid,
    external_source text,
    external_id     text,
    created_at      timestamptz   not null,
    version         integer       not null default 1,
    check (kind in ('offer', 'contract', 'invoice', 'act', 'supplier_order', 'other')),
    check (state in ('draft', 'sent', 'accepted', 'refused')),
    check (amount is null or amount >= 0),
    check ((external_source is null) = (external_id is null))
);

create index document_by_deal on document (deal_id);
create index document_by_part on document (part_id) where part_id is not null;
create unique index document_external_once on document (external_source, external_id) where external_id is not null;
create index document_by_time on document (created_at desc, id desc);
create index document_by_state on document (kind, state, state_since);

create table document_move (
    id          bigint generated always as identity primary key,
    document_id uuid        not null references document on delete cascade,
    at          timestamptz not null,
    by          uuid,
    before      text,
    after       text        not null
);

create index document_move_by_document on document_move (document_id, id);

-- What is sold: of the deal, or of one of its parts.
create table deal_line (
    id           uuid primary key,
    deal_id      uuid          not null references deal on delete cascade,
    part_id      uuid references deal_part on delete cascade,
    product_id   uuid references product,
    name         text          not null,
    -- Colour, size, thickness and the like, as they were asked for.
    attributes   jsonb         not null default '{}',
    quantity     numeric(15, 3) not null check (quantity > 0),
    unit         text          not null,
    price        numeric(15, 2) not null check (price >= 0),
    discount     numeric(5, 2) not null default 0 check (discount between 0 and 100),
    -- Null: without VAT.
    vat_rate     numeric(5, 2) check (vat_rate between 0 and 100),
    -- Whether the price holds the VAT already; else it comes on top.
    vat_included boolean       not null default true,
    position     integer       not null
);

create index deal_line_by_deal on deal_line (deal_id, position);
create index deal_line_by_part on deal_line (part_id, position) where part_id is not null;
create index deal_line_by_product on deal_line (product_id) where product_id is not null;

-- What was agreed with a client, or holds for all of a segment, or for everybody.
create table terms (
    id            uuid primary key,
    name          text          not null,
    based_on      uuid references terms on delete set null,
    party_id      uuid references party on delete cascade,
    segment_id    uuid,
    contract_no   text,
    contract_date date,
    price_kind    text,
    discount      numeric(5, 2) not null default 0,
    max_discount  numeric(5, 2) not null default 0,
    prepay        numeric(5, 2) not null default 0,
    credit_days   integer       not null default 0,
    credit_limit  numeric(15, 2),
    delivery_days integer,
    -- included, on_top; null for included.
    vat_mode      text,
    valid_from    date,
    valid_to      date,
    -- draft, approving, active, closed.
    state         text          not null,
    -- The assignment by which somebody approves them.
    task_id       uuid,
    created_at    timestamptz   not null,
    created_by    uuid,
    version       integer       not null default 1,
    check (state in ('draft', 'approving', 'active', 'closed')),
    check (credit_limit is null or credit_limit >= 0),
    check (discount between 0 and 100 and max_discount between 0 and 100 and prepay between 0 and 100),
    check (credit_days >= 0 and (delivery_days is null or delivery_days >= 0)),
    check (valid_to is null or valid_from is null or valid_to >= valid_from)
);

create index terms_by_party on terms (party_id) where party_id is not null;
create index terms_for_everybody on terms (state) where party_id is null;
create index terms_by_task on terms (task_id) where state = 'approving';
