-- A state comes of a telephone, a queue, a call or a screen from now on: of which call, and by which rule.
alter table agent_state add column call_id uuid;
-- Name of the rule that decided. Null in what an earlier version wrote. Numbers of clients stand with the call alone.
alter table agent_state add column rule text;
comment on column agent_state.state is
    'offline, available, reserved, ringing, calling, talking, hold, supervising, wrap_up, paused, not_ready, busy, unknown';
comment on column agent_state.source is 'screen: chosen by the person; server: followed by itself; else the name of the telephone connection';
