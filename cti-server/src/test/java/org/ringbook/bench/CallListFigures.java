package org.ringbook.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.ringbook.campaigns.CallDesk;
import org.ringbook.campaigns.CallList;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.Entry;
import org.ringbook.campaigns.EntryFilter;
import org.ringbook.campaigns.ListOptions;
import org.ringbook.dialrules.Purpose;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long a list takes to be looked through and loaded, and how long a page of a long one takes. */
final class CallListFigures {

    private static final int PAGE = 51;

    private final CallDesk desk;
    private final int rounds;

    private CallListFigures(CallDesk desk, int rounds) {
        this.desk = desk;
        this.rounds = rounds;
    }

    static void run(int rows, int entries, int rounds) throws InterruptedException {
        try (var desk = new CallDesk()) {
            var figures = new CallListFigures(desk, rounds);
            Campaign campaign = desk.campaign(Purpose.SERVICE);
            figures.load(campaign, rows);
            figures.fill(campaign, entries);
            figures.pages(campaign);
        }
    }

    private static byte[] file(int rows) {
        var text = new StringBuilder("ФИО;Телефон;Город;Тариф\n");
        for (int i = 0; i < rows; i++) {
            text.append("Клиент ").append(i).append(";8916%07d".formatted(i)).append(";Казань;Базовый\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void load(Campaign campaign, int rows) throws InterruptedException {
        long begun = System.nanoTime();
        CallList list = settled(desk.lists.upload(
                campaign.id(), CallList.Source.FILE, "list.csv", file(rows), null, ListOptions.automatic(), desk.vera));
        double looked = secondsSince(begun);
        begun = System.nanoTime();
        CallList loaded = settled(desk.lists.load(list.id(), desk.vera));
        double took = secondsSince(begun);
        System.out.printf(
                Locale.ROOT,
                "%d rows: looked through in %.1f s, loaded (%s) in %.1f s: %.0f rows a minute%n",
                rows,
                looked,
                loaded.state().word(),
                took,
                rows / took * 60);
    }

    private CallList settled(CallList list) throws InterruptedException {
        CallList now = list;
        while (now.state().goesOn()) {
            TimeUnit.MILLISECONDS.sleep(50);
            now = desk.lists.find(list.id()).orElseThrow();
        }
        return now;
    }

    private static double secondsSince(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private void fill(Campaign campaign, int entries) {
        JdbcClient jdbc = desk.desk.crm.jdbc();
        jdbc.sql("insert into campaign_entry (id, campaign_id, key, name, next_at, state, attempts)"
                        + " select gen_random_uuid(), ?, 'more-' || i, 'Человек ' || i, now(),"
                        + " case when i % 3 = 0 then 'success' else 'new' end, i % 3 from generate_series(1, ?) i")
                .params(campaign.id(), Math.max(0, entries - (int) count()))
                .update();
        jdbc.sql("insert into entry_number (id, entry_id, number, place, next_at)"
                        + " select gen_random_uuid(), e.id, 79260000000 + e.place, 0, now() from campaign_entry e"
                        + " where not exists (select from entry_number n where n.entry_id = e.id)")
                .update();
        jdbc.sql("analyze campaign_entry").update();
        jdbc.sql("analyze entry_number").update();
        System.out.printf("%d entries%n", count());
    }

    private long count() {
        return desk.desk
                .crm
                .jdbc()
                .sql("select count(*) from campaign_entry")
                .query(Long.class)
                .single();
    }

    private void pages(Campaign campaign) {
        UUID middle = desk.desk
                .crm
                .jdbc()
                .sql(
                        "select id from campaign_entry order by place offset (select count(*) / 2 from campaign_entry) limit 1")
                .query(UUID.class)
                .single();
        EntryFilter all = EntryFilter.all(campaign.id());
        measure("the first page", () -> desk.work.entries(all, null, PAGE));
        measure("a page in the middle", () -> desk.work.entries(all, middle, PAGE));
        measure(
                "of those that succeeded",
                () -> desk.work.entries(with(campaign, Entry.State.SUCCESS, null), null, PAGE));
        measure("by a name", () -> desk.work.entries(with(campaign, null, "Человек 777777"), null, PAGE));
        measure("why it is not dialling", () -> desk.figures.whyNot(campaign, 1, desk.now()));
        measure("its figures", () -> desk.figures.of(campaign.id()));
    }

    private static EntryFilter with(Campaign campaign, Entry.State state, String name) {
        return new EntryFilter(campaign.id(), state, null, null, null, null, name);
    }

    private void measure(String what, Runnable asked) {
        var took = new double[rounds];
        asked.run();
        for (int i = 0; i < rounds; i++) {
            long begun = System.nanoTime();
            asked.run();
            took[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(took);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.0f ms, longest of %d %.0f ms%n",
                what,
                took[rounds / 2],
                rounds,
                took[rounds - 1]);
    }
}
