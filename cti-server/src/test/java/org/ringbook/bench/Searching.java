package org.ringbook.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.ringbook.Cast;
import org.ringbook.TestDatabase;
import org.ringbook.TestSalt;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.Contacts.NumbersFound;
import org.ringbook.contacts.DestroyedNumbers;
import org.ringbook.numbers.NumberPart;
import org.ringbook.numbers.NumberPlan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * How long a search takes among made-up clients and calls, beside a plain query for the same with no order and no rights. With {@code
 * bench.database} (a JDBC address) what was made stays there, and the next run only measures.
 */
final class Searching {

    private static final String NUMBERS = "%s rows of contacts, %s numbers, %s calls%n";

    private final JdbcClient jdbc;
    private final Contacts contacts;
    private final CallLog log;
    private final int rounds;

    private Searching(DataSource database, Contacts contacts, int rounds) {
        this.jdbc = JdbcClient.create(database);
        this.contacts = contacts;
        this.log = new CallLog(database);
        this.rounds = rounds;
    }

    static void run(int people, int calls, int rounds) {
        DataSource database = database();
        try (var context = new AnnotationConfigApplicationContext()) {
            JdbcClient jdbc = JdbcClient.create(database);
            if (count(jdbc, "contact") == 0) {
                make(jdbc, people, calls);
            }
            System.out.printf(NUMBERS, count(jdbc, "contact"), count(jdbc, "contact_number"), count(jdbc, "call"));
            context.registerBean(NumberPlan.class, () -> Cast.PLAN);
            context.registerBean(DestroyedNumbers.Salt.class, TestSalt::new);
            context.registerBean(JdbcClient.class, () -> jdbc);
            context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(database));
            context.registerBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(database));
            context.scan("org.ringbook.staff", "org.ringbook.contacts");
            context.refresh();
            new Searching(database, context.getBean(Contacts.class), rounds).measure();
        }
    }

    private static DataSource database() {
        String kept = System.getProperty("bench.database");
        if (kept == null) {
            return TestDatabase.pooledWith("staff", "contacts", "calls");
        }
        var pool = new HikariDataSource();
        pool.setJdbcUrl(kept);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(4);
        Flyway.configure()
                .dataSource(pool)
                .outOfOrder(true)
                .locations(
                        "classpath:db/migration/staff",
                        "classpath:db/migration/contacts",
                        "classpath:db/migration/calls")
                .load()
                .migrate();
        return pool;
    }

    private static long count(JdbcClient jdbc, String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static void make(JdbcClient jdbc, int people, int calls) {
        jdbc.sql(
                        "create temporary table word as select array["
                                + "'иванов','смирнов','кузнецов','попов','васильев','петров','соколов','михайлов','новиков','федоров',"
                                + "'морозов','волков','алексеев','лебедев','семенов','егоров','павлов','козлов','степанов','николаев'] as last,"
                                + " array['мария','анна','елена','ольга','наталья','петр','иван','сергей','андрей','дмитрий'] as first")
                .update();
        jdbc.sql("""
                insert into company (id, name, name_key, words)
                select gen_random_uuid(), 'ООО Ромашка-' || i, 'ооо ромашка-' || i, array_to_tsvector(array['ооо', 'ромашка', i::text])
                from generate_series(1, :people / 20) i""").param("people", people).update();
        jdbc.sql("""
                insert into contact (id, name, name_key, words)
                select gen_random_uuid(), n, n, array_to_tsvector(string_to_array(n, ' ')) from (
                    select last[1 + (random() * 19)::int] || case when i % 50 = 0 then 'ский' || i % 1000 else '' end || ' '
                        || first[1 + (random() * 9)::int] || ' ' || chr(1072 + i % 32) || chr(1072 + (i / 32) % 32) || 'вич' as n
                    from generate_series(1, :people) i, word) names""").param("people", people).update();
        jdbc.sql("""
                insert into contact_number (number, contact_id, place)
                select 79000000000 + (random() * 999999999)::bigint, id, 0 from contact""").update();
        jdbc.sql("""
                insert into call (id, source, source_id, direction, state, result, external, line, started_at, ended_at, wait_seconds,
                    talk_seconds, agent, answered_by, rang, agents, legs, transfers, recordings, rules, people, speakers)
                select gen_random_uuid(), 'office', i::text, 'inbound', 'ended', 'answered', '+' || (79000000000 + (random() * 999999999)::bigint),
                    '+74957770001', now() - i * interval '30 seconds', now() - i * interval '30 seconds' + interval '1 minute', 4, 56,
                    '1' || i % 90, array['1' || i % 90], array['1' || i % 90], array['1' || i % 90], '[]', '[]', '[]', '[]', '{}', '{}'
                from generate_series(1, :calls) i""").param("calls", calls).update();
        // One in ten of the callers is known.
        jdbc.sql(
                        "update call set external = '+' || n.number from (select number, row_number() over () as i from contact_number"
                                + " tablesample system (10)) n where call.source_id = (n.i * 10)::text")
                .update();
        jdbc.sql("vacuum analyze").update();
    }

    private void measure() {
        System.out.printf("%-44s %12s %12s %12s%n", "milliseconds of " + rounds, "median", "longest", "plain SQL");
        for (String text : List.of("иванов", "мария кузн", "bdfyjd", "петровский980", "ромашка 4711", "zzzz")) {
            clients(text, "select id from contact where words @@ cast(:q as tsquery) limit 20", query(text));
        }
        for (String text : List.of("123", "91611", "1112233")) {
            clients(
                    text,
                    "select contact_id from contact_number where number::text like :q limit 20",
                    "%" + text + "%");
        }
        list("иванов");
        list("916");
        for (String text : List.of("123", "91611", "1112233", "99999999")) {
            NumberPart part = NumberPart.of(text, Cast.PLAN).orElseThrow();
            calls("log: part of a number, " + text, CallFilter.ofPart(part), "%" + text + "%");
        }
        for (String text : List.of("иванов", "мария кузн", "петровский980")) {
            line(
                    "log: by name, " + text,
                    () -> {
                        NumbersFound numbers = contacts.numbersOf(text, 20_000);
                        log.find(new CallFilter(null, null, null, null, null, numbers.numbers(), null, null), null, 50);
                    },
                    null);
        }
        line(
                "log: newest",
                () -> log.find(CallFilter.any(), null, 50),
                () -> plain("select id from call order by started_at desc limit 50", "x"));
    }

    private static String query(String text) {
        return Arrays.stream(text.split(" "))
                .map(word -> "'" + word + "':*")
                .reduce((a, b) -> a + " & " + b)
                .orElseThrow();
    }

    private void clients(String text, String floor, String asked) {
        UUID me = UUID.randomUUID();
        line(
                "search: " + text,
                () -> {
                    contacts.bestContacts(text, me, 6);
                    contacts.bestCompanies(text, me, 6);
                },
                () -> plain(floor, asked));
    }

    private void list(String text) {
        line("list of contacts: " + text, () -> contacts.contacts(text, null, null, 50), null);
    }

    private void calls(String what, CallFilter filter, String pattern) {
        line(
                what,
                () -> log.find(filter, null, 50),
                () -> plain("select id from call where external like :q limit 50", pattern));
    }

    private void plain(String sql, String asked) {
        JdbcClient.StatementSpec query = jdbc.sql(sql);
        (sql.contains(":q") ? query.param("q", asked) : query).query().listOfRows();
    }

    private void line(String what, Runnable product, Runnable floor) {
        double[] took = times(product);
        double[] plain = floor == null ? null : times(floor);
        System.out.printf(
                Locale.ROOT,
                "%-44s %12.1f %12.1f %12s%n",
                what,
                took[rounds / 2],
                took[rounds - 1],
                plain == null ? "" : String.format(Locale.ROOT, "%.1f", plain[rounds / 2]));
    }

    private double[] times(Runnable work) {
        work.run();
        double[] times = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long began = System.nanoTime();
            work.run();
            times[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(times);
        return times;
    }
}
