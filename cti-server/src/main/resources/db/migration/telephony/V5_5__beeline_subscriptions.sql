-- Beeline tells what happens to whoever has subscribed, lists no subscriptions, and goes on telling to those that were forgotten.
create table beeline_subscription (
    source   text not null,
    id       text not null,
    pattern  text not null,
    renew_at timestamptz not null,
    until    timestamptz not null,
    old      boolean not null,
    primary key (source, id)
);
