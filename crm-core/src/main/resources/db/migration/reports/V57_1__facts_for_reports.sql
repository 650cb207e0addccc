-- What reports count: narrow facts that follow from the call log alone, and may be made anew from it at any time. Names stand once.
create table report_name (
    id   int generated always as identity primary key,
    -- 1 source, 2 line, 3 queue, 4 person (an id of the staff, or tel:101 where a telephone is nobody's)
    kind smallint not null,
    name text     not null,
    unique (kind, name)
);

-- Numbers that no report counts: test numbers, the company's own offices. As the settings say.
create table report_excluded (
    number bigint primary key
);

-- One row a call; another source's record of the same call is none. Rows come in the order of their starts, as the log grows.
create table report_call (
    call_id       uuid        primary key,
    started_at    timestamptz not null,
    answered_at   timestamptz,
    ended_at      timestamptz,
    -- 0 inbound, 1 outbound, 2 internal
    direction     smallint    not null,
    -- 0 it goes on, 1 answered, 2 missed, 3 busy, 4 no answer, 5 failed
    result        smallint    not null,
    -- 0 none, 1 abandoned, 2 rang out, 3 rejected, 4 nobody available, 5 out of hours, 6 cancelled, 7 agent unreachable,
    -- 8 invalid number, 9 congestion
    reason        smallint    not null,
    source        int         not null,
    line          int,
    queue         int,
    -- Who of us spoke last, or placed it.
    agent         int,
    -- The outside number without the plus.
    party         bigint,
    -- Milliseconds, all three.
    wait          int         not null,
    talk          int         not null,
    hold          int         not null,
    -- Of the queues that it went through: when it entered the first one, how long until a person spoke or it left the last one, and
    -- how: 1 answered, 2 abandoned, 3 overflow, 4 waits.
    entered_at    timestamptz,
    queue_wait    int,
    queue_outcome smallint,
    healed        boolean     not null,
    -- Another source saw it, too.
    seen_again    boolean     not null,
    excluded      boolean     not null
) with (fillfactor = 85);

create index report_call_by_start on report_call using brin (started_at) with (pages_per_range = 32, autosummarize = on);
create index report_call_by_party on report_call (party, started_at) where party is not null;
create index report_call_open on report_call (started_at) where ended_at is null;

-- One row for each of us in a call: who spoke, was rung, or placed it.
create table report_part (
    call_id     uuid        not null,
    person      int         not null,
    started_at  timestamptz not null,
    direction   smallint    not null,
    result      smallint    not null,
    rang_at     timestamptz,
    answered_at timestamptz,
    ended_at    timestamptz,
    -- Milliseconds: in which this person had the telephone at the ear while the call was one, and in which they held.
    talk        int         not null,
    hold        int         not null,
    -- The call is theirs: spoke last, or placed it.
    is_last     boolean     not null,
    -- Their telephone rang until the PBX gave up.
    rang_out    boolean     not null,
    excluded    boolean     not null,
    primary key (call_id, person)
) with (fillfactor = 85);

create index report_part_by_start on report_part using brin (started_at) with (pages_per_range = 32, autosummarize = on);

-- One row for each time that a call stood in a queue.
create table report_stint (
    call_id    uuid        not null,
    place      smallint    not null,
    queue      int         not null,
    entered_at timestamptz not null,
    left_at    timestamptz,
    -- Milliseconds; null while it waits.
    wait       int,
    -- 1 answered, 2 abandoned, 3 overflow, 4 waits
    outcome    smallint    not null,
    excluded   boolean     not null,
    primary key (call_id, place)
) with (fillfactor = 85);

create index report_stint_by_entry on report_stint using brin (entered_at) with (pages_per_range = 32, autosummarize = on);

-- Sums of a day of the company's zone. Where the day is dirty, the facts are counted.
create table report_day_calls (
    day          date     not null,
    -- 1 hour of the day, 2 line, 3 result and reason, 4 queue
    dim          smallint not null,
    key          int      not null,
    direction    smallint not null,
    calls        int      not null,
    answered     int      not null,
    missed       int      not null,
    busy         int      not null,
    no_answer    int      not null,
    failed       int      not null,
    going_on     int      not null,
    short_calls  int      not null,
    minute_talks int      not null,
    talk         bigint   not null,
    hold         bigint   not null,
    wait         bigint   not null,
    longest      int      not null,
    healed       int      not null,
    primary key (day, dim, key, direction)
);

create table report_day_people (
    day          date        not null,
    person       int         not null,
    direction    smallint    not null,
    parts        int         not null,
    spoke        int         not null,
    answered     int         not null,
    placed       int         not null,
    reached      int         not null,
    missed       int         not null,
    minute_talks int         not null,
    talk         bigint      not null,
    hold         bigint      not null,
    longest      int         not null,
    first_at     timestamptz not null,
    last_at      timestamptz not null,
    primary key (day, person, direction)
);

-- Days whose sums are not, or not any more, what their facts say.
create table report_dirty_day (
    day date primary key,
    -- new, changed, derived, settings
    why text        not null,
    at  timestamptz not null default now()
);

-- When a day was summed up last: a report that was sent before it says "corrected" when it is sent again.
create table report_day (
    day        date primary key,
    version    int         not null,
    summed_at  timestamptz not null default now(),
    -- Changed after the day was over and had been summed up.
    corrected  boolean     not null default false
);

-- How far the calls of before are counted, and by which settings and zone the days were summed up.
create table report_state (
    name  text primary key,
    value text not null
);

create view report_stint_now as
select l.call_id, l.place, q.id as queue, l.ring_at as entered_at, l.ended_at as left_at,
       case when l.ended_at is null then null
            else greatest(0, least(extract(epoch from l.ended_at - l.ring_at) * 1000, 2147483647))::int end as wait,
       (case when l.ended_at is null then 4 when l.outcome = 'answered' then 1 when l.outcome = 'cancelled' then 2 else 3 end)::smallint
           as outcome,
       exists (select from report_excluded e where '+' || e.number = c.external) as excluded
from call_leg l
join call c on c.id = l.call_id
join report_name q on q.kind = 3 and q.name = l.party
where l.kind = 'queue' and l.ring_at is not null and not exists (select from call_seen_again s where s.other_id = c.id)
union all
-- Of some sources it is known in which queue a call waited, and not when it entered.
select c.id, (-1)::smallint, q.id, c.started_at, coalesce(c.answered_at, c.ended_at),
       case when coalesce(c.answered_at, c.ended_at) is null then null
            else greatest(0, least(extract(epoch from coalesce(c.answered_at, c.ended_at) - c.started_at) * 1000, 2147483647))::int end,
       (case when c.result = 'answered' then 1 when c.state <> 'ended' then 4 when c.reason = 'abandoned' then 2 else 3 end)::smallint,
       exists (select from report_excluded e where '+' || e.number = c.external)
from call c
join report_name q on q.kind = 3 and q.name = c.queue
where c.direction = 'inbound'
  and not exists (select from call_leg l where l.call_id = c.id and l.kind = 'queue' and l.ring_at is not null)
  and not exists (select from call_seen_again s where s.other_id = c.id);

create view report_call_now as
select c.id as call_id, c.started_at, c.answered_at, c.ended_at,
       (case c.direction when 'inbound' then 0 when 'outbound' then 1 else 2 end)::smallint as direction,
       (case c.result when 'answered' then 1 when 'missed' then 2 when 'busy' then 3 when 'no_answer' then 4 when 'failed' then 5
            else 0 end)::smallint as result,
       (case c.reason when 'abandoned' then 1 when 'rang_out' then 2 when 'rejected' then 3 when 'nobody_available' then 4
            when 'out_of_hours' then 5 when 'cancelled' then 6 when 'agent_unreachable' then 7 when 'invalid_number' then 8
            when 'congestion' then 9 else 0 end)::smallint as reason,
       source.id as source, line.id as line, queue.id as queue, agent.id as agent,
       ltrim(c.external, '+')::bigint as party,
       greatest(0, least(coalesce(c.wait_seconds, 0) * 1000, 2147483647))::int as wait,
       greatest(0, least(coalesce(c.talk_seconds, 0) * 1000, 2147483647))::int as talk,
       greatest(0, least(coalesce(c.hold_seconds, 0) * 1000, 2147483647))::int as hold,
       q.entered_at,
       case when c.answered_at >= q.entered_at then greatest(0, least(extract(epoch from c.answered_at - q.entered_at) * 1000, 2147483647))::int
            when q.left_at is not null then greatest(0, least(extract(epoch from q.left_at - q.entered_at) * 1000, 2147483647))::int end as queue_wait,
       -- Whoever was answered before they stood in a queue is answered there when somebody of the queue speaks with them.
       (case when q.entered_at is null then null when c.answered_at >= q.entered_at or c.answered_at is not null and q.last = 1 then 1
            when q.last = 4 and c.state <> 'ended' then 4 when q.last = 2 then 2 else 3 end)::smallint as queue_outcome,
       c.rules @? '$[*].rule ? (@ starts with "healed.")' as healed,
       exists (select from call_seen_again s where s.call_id = c.id) as seen_again,
       exists (select from report_excluded e where '+' || e.number = c.external) as excluded
from call c
join report_name source on source.kind = 1 and source.name = c.source
left join report_name line on line.kind = 2 and line.name = c.line
left join lateral (
    select min(s.entered_at) as entered_at, max(s.left_at) as left_at,
           (array_agg(s.outcome order by s.entered_at desc, s.place desc))[1] as last,
           (array_agg(s.queue order by s.entered_at desc, s.place desc))[1] as queue
    from report_stint_now s where s.call_id = c.id and c.direction = 'inbound') q on true
left join report_name queue on queue.id = q.queue
left join report_name agent on agent.kind = 4 and agent.name = coalesce(
    (select l.staff_id from call_leg l where l.call_id = c.id and l.party = c.agent and l.at is not null
        order by l.answered_at is null, l.place limit 1)::text,
    case when cardinality(c.speakers) = 1 then c.speakers[1]::text end,
    'tel:' || c.agent)
where not exists (select from call_seen_again s where s.other_id = c.id);

create view report_part_now as
select p.call_id, p.person, p.started_at, p.direction, p.result, p.rang_at, p.answered_at, p.ended_at,
       (select least(coalesce(sum(extract(epoch from upper(r) - lower(r)) * 1000), 0), 2147483647)::int from unnest(p.spans) r) as talk,
       (select least(coalesce(sum(extract(epoch from upper(r) - lower(r)) * 1000), 0), 2147483647)::int from unnest(p.held) r) as hold,
       coalesce(p.person = p.agent, false) as is_last, p.rang_out, p.excluded
from (
    select f.call_id, who.id as person, f.started_at, f.direction, f.result, f.agent, f.excluded,
           min(l.ring_at) as rang_at,
           min(greatest(l.answered_at, f.answered_at)) filter (where l.answered_at is not null and f.answered_at is not null) as answered_at,
           max(l.ended_at) as ended_at,
           range_agg(tstzrange(greatest(l.answered_at, f.answered_at), least(coalesce(l.ended_at, f.ended_at), f.ended_at)))
               filter (where l.answered_at is not null and f.answered_at is not null and f.ended_at is not null
                   and least(coalesce(l.ended_at, f.ended_at), f.ended_at) > greatest(l.answered_at, f.answered_at)) as spans,
           range_agg(h.held) filter (where h.held is not null) as held,
           coalesce(bool_or(l.outcome = 'no_answer'), false) and not bool_or(l.answered_at is not null) as rang_out
    from report_call f
    join call_leg l on l.call_id = f.call_id and l.at is not null and (l.staff_id is not null or l.kind = 'agent')
    join report_name who on who.kind = 4 and who.name = coalesce(l.staff_id::text, 'tel:' || l.party)
    -- A row more for each hold changes nothing of what is united or compared here.
    left join lateral (
        select tstzrange((h ->> 'from')::timestamptz, coalesce((h ->> 'to')::timestamptz, l.ended_at)) as held
        from jsonb_array_elements(l.holds) h
        where coalesce((h ->> 'to')::timestamptz, l.ended_at) > (h ->> 'from')::timestamptz) h on true
    group by f.call_id, who.id, f.started_at, f.direction, f.result, f.agent, f.excluded) p;

-- What the nightly check found not to tie out, with the calls that break it.
create table report_breach (
    day      date        not null,
    -- Name of the identity.
    identity text        not null,
    -- What stands on its two sides; of an identity that holds for each call, how many calls were looked at and how many break it.
    one      bigint      not null,
    other    bigint      not null,
    calls    uuid[]      not null,
    found_at timestamptz not null default now(),
    primary key (day, identity)
);

-- Which days were checked, and when: a page without breaches says what that is worth.
create table report_check (
    day        date primary key,
    checked_at timestamptz not null default now(),
    calls      int         not null,
    version    int         not null
);

-- To which advertising channel one of our numbers belonged when: numbers move between campaigns.
create table report_channel (
    id         int generated always as identity primary key,
    name       text not null,
    -- E.164 with the plus.
    line       text not null,
    first_day  date not null,
    -- Inclusive; null while it lasts.
    last_day   date,
    -- For a day, in hundredths of the currency; null when nobody told.
    day_cost   bigint,
    constraint first_before_last check (last_day is null or last_day >= first_day)
);

create index report_channel_by_line on report_channel (line, first_day);
