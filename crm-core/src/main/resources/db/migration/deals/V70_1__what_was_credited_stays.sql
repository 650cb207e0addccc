-- Who answered for the deal, and in which team, as the money was entered: it stays theirs whoever has the deal later.
alter table payment add responsible_id uuid, add team text;

-- Of those that are there, as reports have told it until now.
update payment p
set responsible_id = coalesce(
        case when d.closed_at is not null then
            (select m.responsible_id from stage_move m where m.deal_id = d.id order by m.id desc limit 1) end,
        d.responsible_id),
    team = d.team
from deal d
where d.id = p.deal_id;

-- The moment for which a move closed the deal, which may be dated back: written as the deal leaves that closing, and null before.
alter table stage_move add closed_at timestamptz;
create index stage_move_by_closing on stage_move (closed_at) where closed_at is not null;

create function keep_closing() returns trigger
    language plpgsql as
$$
begin
    update stage_move set closed_at = old.closed_at
    where id = (select max(id) from stage_move where deal_id = old.id);
    return new;
end
$$;

create trigger deal_leaves_its_closing before update on deal for each row
    when (old.closed_at is not null and old.stage_id is distinct from new.stage_id)
    execute function keep_closing();
