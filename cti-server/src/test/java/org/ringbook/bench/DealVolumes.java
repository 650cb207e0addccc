package org.ringbook.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.ringbook.api.Http;
import org.ringbook.api.SignedInBrowser;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long the pages of salespeople take where much has been sold: board, list, card, reports; and what becomes of moves when everybody moves
 * cards at once. In the company of {@link Volumes}, to which the deals of three years are added: half a million, of which one in twenty is open.
 */
final class DealVolumes {

    private static final String STAGE = "019ad000-0000-7000-8000-00000000e10";
    private static final int OPEN_STAGES = 4;
    private static final int CARDS_EACH = 4;
    /** So many passwords of one address are checked at once; nothing was done. */
    private static final int BUSY = 503;
    /** Every fifth move is of one of these, so that two want the same card at once. */
    private static final int WANTED = 10;

    private final ServerProcess server;
    private final JdbcClient database;
    private final PageTimes times;
    private final Random chance = new Random(7);

    private DealVolumes(ServerProcess server, int rounds) {
        this.server = server;
        this.database = server.database();
        this.times = new PageTimes(database, new SignedInBrowser(server.port(), "admin", Volumes.PASSWORD), rounds);
    }

    /** @param people how many move cards at once @param seconds for how long */
    static void run(int clients, int calls, int deals, int rounds, int people, int seconds) throws Exception {
        Volumes.inCompany(clients, calls, server -> {
            var volumes = new DealVolumes(server, rounds);
            if (Volumes.count(server.database(), "deal") == 0) {
                volumes.write(deals, clients);
            }
            volumes.pages();
            volumes.moves(people, seconds);
        });
    }

    /** Deals of three years, most of them closed, each with its moves, every second one with two orders and a payment. */
    private void write(int deals, int clients) {
        long began = System.nanoTime();
        made("""
                with agents as (select array_agg(id order by id) as ids from staff_member where role = 'AGENT')
                insert into deal (id, title, type_id, pipeline_id, stage_id, stage_entered_at, party_id, responsible_id, amount,
                    expected_close, channel, source, closed_at, lost_reason_id, rank, found, created_at, changed_at)
                select md5('d' || i)::uuid, 'Перевозка ' || i, '019ad000-0000-7000-8000-00000000e201', '019ad000-0000-7000-8000-00000000e001',
                    (:stage || case when i <= :deals / 20 then 1 + i % 4 when i % 3 = 0 then 5 else 6 end)::uuid,
                    now() - i * :apart + case when i <= :deals / 20 then interval '0' else least(i, 20000) * :apart end,
                    md5('p' || (i::bigint * 7919) % :clients + 1)::uuid, a.ids[1 + i % cardinality(a.ids)], 10000 + (i::bigint * 104729) % 900000,
                    (now() + (i % 90) * interval '1 day')::date, case when i % 2 = 0 then 'call' else 'form' end, 'ads-' || i % 20,
                    case when i > :deals / 20 then now() - i * :apart + least(i, 20000) * :apart end,
                    case when i > :deals / 20 and i % 3 <> 0 then ('019ad000-0000-7000-8000-00000000e30' || 1 + i % 8)::uuid end,
                    'm' || lpad(to_hex(i), 11, '0') || 'i', 'перевозка ' || i, now() - i * :apart, now() - i * :apart
                from generate_series(1, :deals) i, agents a""", deals, clients);
        made("""
                insert into stage_move (deal_id, at, from_stage, to_stage, responsible_id, cause, kind, amount, seconds_in_from)
                select d.id, d.created_at + (d.stage_entered_at - d.created_at) * n / 4,
                    case when n > 0 then (:stage || n)::uuid end, case when n = last then d.stage_id else (:stage || n + 1)::uuid end,
                    d.responsible_id, 'user', case when n = 0 then 'created' when n = last and d.closed_at is not null then 'closed' else 'moved' end,
                    d.amount, case when n > 0 then 86400 end
                from (select d.*, case when d.closed_at is not null then 2 + (d.number % 3)::int
                        else ascii(right(d.stage_id::text, 1)) - ascii('1') end as last from deal d) d,
                    lateral generate_series(0, last) n order by d.created_at, n""", deals, clients);
        made("""
                insert into deal_part (id, deal_id, title, state, state_since, planned_on, done_at, amount, cost, position, created_at, changed_at)
                select md5('o' || n || d.id)::uuid, d.id, 'Рейс ' || n, 'delivered', d.stage_entered_at, d.created_at::date, d.stage_entered_at,
                    round(d.amount / 2), round(d.amount / 3), n, d.created_at, d.created_at
                from deal d, generate_series(1, 2) n where d.number % 2 = 0;
                insert into payment (id, deal_id, paid_on, amount, created_at)
                select md5('m' || id)::uuid, id, closed_at::date, amount, closed_at from deal where number % 2 = 0 and closed_at is not null""", deals, clients);
        database.sql("vacuum analyze").update();
        System.out.printf(
                Locale.ROOT,
                "%,d deals, %,d moves, made in %.0f s%n",
                Volumes.count(database, "deal"),
                Volumes.count(database, "stage_move"),
                (System.nanoTime() - began) / 1e9);
    }

    /** Triggers and foreign keys look at each row; what is written here is known to fit. */
    private void made(String sql, int deals, int clients) {
        database.sql(("set session_replication_role = replica; set synchronous_commit = off; " + sql)
                        .replace(":stage", "'" + STAGE + "'")
                        .replace(":deals", "" + deals)
                        .replace(":clients", "" + clients)
                        .replace(":apart", (3 * 365 * 86400L / deals) + " * interval '1 second'"))
                .update();
    }

    private void pages() throws Exception {
        String pipeline = "019ad000-0000-7000-8000-00000000e001";
        times.heading();
        times.line(
                "board",
                () -> times.page("/deals?view=board"),
                () -> times.plain(
                        "select stage_id, count(*), sum(amount) from deal where pipeline_id = ?::uuid and closed_at is null"
                                + " group by stage_id",
                        pipeline));
        times.line("board of one person", () -> times.page("/deals?person=" + somebody()), null);
        times.line("board, closed ones too", () -> times.page("/deals?state=all"), null);
        times.line(
                "list",
                () -> times.page("/deals?view=list"),
                () -> times.plain("select * from deal order by created_at desc, id desc limit 50"));
        times.line("list of a word", () -> times.page("/deals?view=list&q=4711"), null);
        times.line(
                "card of a deal",
                () -> times.page("/deals/" + deal()),
                () -> times.plain("select * from deal where id = ?", deal()));
        times.line("its orders", () -> times.page("/deals/" + deal() + "/orders"), null);
        for (String report : List.of(
                "funnel", "open", "forecast", "cycle", "wins", "reasons", "abc", "rfm", "bcg", "end-to-end", "plan")) {
            times.line(
                    "report of a year: " + report,
                    () -> times.page("/reports/sales/" + report + "?from="
                            + LocalDate.now().minusYears(1) + "&to=" + LocalDate.now()),
                    null);
        }
    }

    private UUID deal() {
        return database.sql("select md5('d' || ?)::uuid")
                .param(1 + chance.nextInt(100_000))
                .query(UUID.class)
                .single();
    }

    private UUID somebody() {
        return database.sql("select id from staff_member where role = 'AGENT' order by id limit 1")
                .query(UUID.class)
                .single();
    }

    private record Card(UUID id, String login) {}

    /**
     * Everybody moves cards of the board, with some seconds between two of them; of those who want the same card elsewhere one wins each time,
     * and two who want it in the same stage move it once. In the end each state of a deal that was answered with yes came of one move in its
     * history, and nothing else stands there.
     */
    private void moves(int people, int seconds) throws Exception {
        List<Card> cards = database.sql("""
                select d.id, s.login from deal d join staff_member s on s.id = d.responsible_id
                where d.closed_at is null and s.role = 'AGENT' order by d.number limit :most""")
                .param("most", people * CARDS_EACH)
                .query(Card.class)
                .list();
        long before = Volumes.count(database, "stage_move");
        var done = new LongAdder();
        var conflicts = new LongAdder();
        Set<String> reached = ConcurrentHashMap.newKeySet();
        var all = new ArrayList<Future<List<Double>>>();
        var threads = Executors.newFixedThreadPool(people);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < people; i++) {
            var random = new Random(i);
            all.add(threads.submit(() -> {
                var took = new ArrayList<Double>();
                while (System.nanoTime() < end) {
                    Card card = cards.get(random.nextInt(random.nextInt(5) == 0 ? WANTED : cards.size()));
                    var http = new Http(server.port()).basic(card.login(), BigCompany.PASSWORD);
                    var answer = http.get("/api/deals/" + card.id());
                    if (answer.status() == BUSY) {
                        TimeUnit.SECONDS.sleep(1);
                        continue;
                    }
                    var seen = answer.json();
                    String to = STAGE + (1 + random.nextInt(OPEN_STAGES));
                    if (to.equals(seen.path("stageId").asString())) {
                        continue;
                    }
                    long began = System.nanoTime();
                    var moved = http.post(
                            "/api/deals/" + card.id() + "/move",
                            "{\"stageId\": \"" + to + "\", \"version\": "
                                    + seen.path("version").asInt() + "}");
                    took.add((System.nanoTime() - began) / 1e6);
                    switch (moved.status()) {
                        case 200 -> {
                            done.increment();
                            reached.add(card.id() + " "
                                    + moved.json().path("version").asInt());
                        }
                        case 409 -> conflicts.increment();
                        case BUSY -> {}
                        default -> throw new IllegalStateException("A move was answered with " + moved.status());
                    }
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(Integer.getInteger("bench.pause", 4_000)));
                }
                return took;
            }));
        }
        var took = new ArrayList<Double>();
        for (Future<List<Double>> one : all) {
            took.addAll(one.get());
        }
        threads.shutdown();
        Spread spread = Spread.of(took.stream().mapToDouble(Double::doubleValue).toArray());
        long written = Volumes.count(database, "stage_move") - before;
        System.out.printf(
                Locale.ROOT,
                "%d people move %d cards for %d s: %,d answered with yes, %,d of them where another one had just put it, %,d told that somebody"
                        + " was first; %,d moves written;"
                        + " ms p50 %.0f, p95 %.0f, longest %.0f%n",
                people,
                cards.size(),
                seconds,
                done.sum(),
                done.sum() - reached.size(),
                conflicts.sum(),
                written,
                spread.median(),
                spread.at(0.95),
                spread.max());
        if (written != reached.size()) {
            throw new IllegalStateException(
                    reached.size() + " states were answered with yes, and " + written + " moves are written.");
        }
    }
}
