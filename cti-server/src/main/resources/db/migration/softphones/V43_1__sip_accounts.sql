-- Where the telephones of the agent program register: one row.
create table sip_pbx (
    the_one boolean primary key default true check (the_one),
    -- Host, with a port where it is not the usual one.
    address   text not null,
    -- udp, tcp, tls.
    transport text not null,
    -- How pressed keys are sent: rtp, info.
    digits    text not null
);

-- By which the agent program is the telephone with this extension. The secret is sealed with the server's key.
create table sip_account (
    extension  text primary key,
    -- Name for the secret; null where it is the extension.
    login      text,
    secret     bytea       not null,
    changed_at timestamptz not null default now()
);
