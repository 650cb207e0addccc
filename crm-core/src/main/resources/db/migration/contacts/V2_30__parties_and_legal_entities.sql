-- A person or a company, under one id: what belongs to either points here. The rows follow those of contact and company.
create table party (
    id   uuid primary key,
    kind text not null check (kind in ('person', 'company'))
);

insert into party (id, kind) select id, 'company' from company;
insert into party (id, kind) select id, 'person' from contact on conflict do nothing;

create function party_comes() returns trigger language plpgsql as $$
begin
    insert into party (id, kind) values (new.id, tg_argv[0]) on conflict do nothing;
    return new;
end $$;

create function party_goes() returns trigger language plpgsql as $$
begin
    delete from party where id = old.id;
    return old;
end $$;

create trigger company_is_a_party before insert on company for each row execute function party_comes('company');
create trigger contact_is_a_party before insert on contact for each row execute function party_comes('person');
create trigger company_is_no_party after delete on company for each row execute function party_goes();
create trigger contact_is_no_party after delete on contact for each row execute function party_goes();

-- Who signs and pays. One may belong to several parties, and a party may have several.
create table legal_entity (
    id                  uuid primary key,
    name                text        not null,
    full_name           text,
    inn                 text,
    kpp                 text,
    ogrn                text,
    legal_address       text,
    post_address        text,
    head_name           text,
    head_post           text,
    -- active, liquidating, liquidated, bankrupt, reorganizing; null when nobody has looked.
    registry_status     text,
    registry_checked_at timestamptz,
    -- The INN when its sums are right: a wrong one makes nobody a duplicate.
    inn_key             text,
    version             integer     not null default 1,
    created_at          timestamptz not null default now(),
    created_by          uuid,
    changed_at          timestamptz not null default now(),
    changed_by          uuid
);

create unique index legal_entity_is_kept_once on legal_entity (inn_key, coalesce(kpp, '')) where inn_key is not null;
create index legal_entity_by_inn on legal_entity (inn text_pattern_ops) where inn is not null;

create table bank_account (
    entity_id    uuid     not null references legal_entity on delete cascade,
    place        smallint not null,
    bic          text     not null,
    account      text     not null,
    corr_account text,
    bank_name    text,
    primary key (entity_id, place)
);

create table party_legal (
    party_id  uuid    not null references party on delete cascade,
    entity_id uuid    not null references legal_entity on delete cascade,
    is_main   boolean not null default false,
    primary key (party_id, entity_id)
);

create index party_legal_by_entity on party_legal (entity_id);
create unique index party_legal_has_one_main on party_legal (party_id) where is_main;
