-- Which calls of a period should have a recording, without their rows, of which each holds what it was made of.
create index call_spoken on call (started_at) include (id, source)
    where result = 'answered' and state = 'ended' and talk_seconds > 0;
