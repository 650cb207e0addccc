package org.ringbook.bench;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A company of many years: clients with numbers, calls of all kinds, a note of every second call and a message beside it. Written straight
 * into the tables, whose indexes are made once all is there; what the program itself never reads back of it (legs, raw messages) is left out.
 */
final class BigWorkday {

    /** A call of this company came every twenty seconds. */
    static final int SECONDS_APART = 20;

    private static final int STAFF = 300;
    private static final int A_TIME = 500_000;
    private static final List<String> TABLES =
            List.of("call", "event", "event_party", "contact", "contact_number", "company", "call_disposition");

    private final JdbcClient database;

    BigWorkday(JdbcClient database) {
        this.database = database;
    }

    void write(int people, int calls) {
        BigCompany.people(database, Tape.FIRST_EXTENSION, STAFF, 4);
        List<String> indexes = database.sql("select indexdef from pg_indexes i where tablename in (:tables)"
                        + " and not exists (select from pg_constraint c where c.conname = i.indexname)")
                .param("tables", TABLES)
                .query(String.class)
                .list();
        database.sql("select 'drop index ' || indexname from pg_indexes i where tablename in (:tables)"
                        + " and not exists (select from pg_constraint c where c.conname = i.indexname)")
                .param("tables", TABLES)
                .query(String.class)
                .list()
                .forEach(this::run);
        clients(people);
        for (int from = 1; from <= calls; from += A_TIME) {
            int to = Math.min(from + A_TIME - 1, calls);
            calls(people, from, to);
            events(people, from, to);
            System.out.printf("%,d calls and events%n", 2L * to);
        }
        indexes.forEach(index -> {
            System.out.println(index);
            // What a session says counts for this statement alone: each has a connection of its own.
            run("set maintenance_work_mem = '1GB'; " + index);
        });
        run("vacuum analyze");
    }

    private void run(String sql) {
        database.sql(sql).update();
    }

    /** Triggers and foreign keys look at each row; what is written here is known to fit. */
    private void fast(String sql, int people, int from, int to) {
        run(("set session_replication_role = replica; set synchronous_commit = off; " + sql)
                .replace(":people", "" + people)
                .replace(":staff", "" + STAFF)
                .replace(":first", "" + Tape.FIRST_EXTENSION)
                .replace(":apart", SECONDS_APART + " * interval '1 second'")
                .replace(":from", "" + from)
                .replace(":to", "" + to));
    }

    private void clients(int people) {
        fast("""
                insert into company (id, name, name_key, words)
                select md5('f' || i)::uuid, 'ООО Ромашка-' || i, 'ооо ромашка-' || i, array_to_tsvector(array['ооо', 'ромашка', i::text])
                from generate_series(1, :people / 20) i;
                insert into party (id, kind) select md5('f' || i)::uuid, 'company' from generate_series(1, :people / 20) i""", people, 0, 0);
        fast("""
                insert into contact (id, name, name_key, company_id, words, responsible_id)
                select md5('p' || i)::uuid, initcap(n), n, case when i % 3 = 0 then md5('f' || 1 + i % (:people / 20))::uuid end,
                    array_to_tsvector(array(select distinct unnest(string_to_array(n, ' ')))), null
                from (select i, (array['иванов','смирнов','кузнецов','попов','васильев','петров','соколов','михайлов','новиков','федоров',
                        'морозов','волков','алексеев','лебедев','семенов','егоров','павлов','козлов','степанов','николаев'])[1 + i % 20]
                        || case when i % 50 = 0 then 'ский' || i % 1000 else '' end || ' '
                        || (array['мария','анна','елена','ольга','наталья','петр','иван','сергей','андрей','дмитрий'])[1 + (i / 20) % 10]
                        || ' ' || chr(1072 + i % 32) || chr(1072 + (i / 32) % 32) || 'вич' as n
                    from generate_series(1, :people) i) names;
                insert into party (id, kind, region) select md5('p' || i)::uuid, 'person', 'Пенза' from generate_series(1, :people) i;
                insert into contact_number (number, contact_id, place)
                select 79000000000 + (i::bigint * 733) % 1000000000, md5('p' || i)::uuid, 0 from generate_series(1, :people) i""", people, 0, 0);
    }

    /** Every second caller is known. */
    private void calls(int people, int from, int to) {
        fast("""
                with agents as (select array_agg(s.id order by t.telephone) as ids, array_agg(t.telephone order by t.telephone) as telephones
                    from staff_telephone t join staff_member s on s.id = t.member_id where t.telephone ~ '^[0-9]+$'),
                made as (select i, now() - i * :apart as at,
                    case when i % 2 = 0 then '+' || 79000000000 + (((i::bigint * 7919) % :people + 1) * 733) % 1000000000
                        else '+' || 79000000000 + (i::bigint * 104729) % 1000000000 end as other,
                    (i * 31) % :staff + 1 as who, i % 10 < 7 as answered from generate_series(:from, :to) i)
                insert into call (id, source, source_id, direction, state, result, reason, external, line, queue, started_at, answered_at,
                    ended_at, wait_seconds, talk_seconds, hold_seconds, ended_by, agent, answered_by, rang, rings, agents, legs, transfers,
                    recordings, rules, people, speakers)
                select md5('c' || i)::uuid, 'office', 'bench-' || i, case when i % 5 = 0 then 'outbound' else 'inbound' end, 'ended',
                    case when answered then 'answered' when i % 5 = 0 then 'no_answer' else 'missed' end,
                    case when answered then null else 'rang_out' end, other, '+7495777000' || i % 4,
                    case when i % 3 = 0 then 'sales' end, at, case when answered then at + interval '8 seconds' end,
                    at + interval '98 seconds', 8, case when answered then 90 else 0 end, 0, 'external',
                    case when answered then a.telephones[who] end,
                    case when answered then array[a.telephones[who]] else '{}' end, array[a.telephones[who]], 1, array[a.telephones[who]],
                    '[]', '[]', '[]', '[]', array[a.ids[who]], case when answered then array[a.ids[who]] else '{}'::uuid[] end
                from made, agents a;
                insert into call_disposition (call_id, disposition_id)
                select md5('c' || i)::uuid, ('019ad000-0000-7000-8000-00000000d00' || 1 + (i / 5) % 6)::uuid
                from generate_series(:from, :to) i where i % 5 = 2""", people, from, to);
    }

    /** Of every second call a note, and as many messages of clients. */
    private void events(int people, int from, int to) {
        fast("""
                with agents as (select array_agg(id order by id) as ids from staff_member)
                insert into event (id, kind, direction, at, author_id, text, call_id, processed_at, owners)
                select md5('e' || i)::uuid, case when i % 2 = 0 then 'note' else 'message' end,
                    case when i % 2 = 0 then null else 'inbound' end, now() - i * :apart, a.ids[1 + i % :staff],
                    'Просили прислать счёт и прайс, перезвонить после обеда, договор № ' || i,
                    case when i % 2 = 0 then md5('c' || i)::uuid end, now(), array[a.ids[1 + i % :staff]]
                from generate_series(:from, :to) i, agents a;
                insert into event_party (event_id, party_id, at)
                select md5('e' || i)::uuid, md5('p' || case when i % 2 = 0 then (i::bigint * 7919) % :people + 1
                    else (i::bigint * 15485863) % :people + 1 end)::uuid, now() - i * :apart
                from generate_series(:from, :to) i""", people, from, to);
    }
}
