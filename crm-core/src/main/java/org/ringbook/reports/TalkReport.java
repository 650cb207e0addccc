package org.ringbook.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.reports.ReportTable.Row;
import org.ringbook.reports.TalkShares.Share;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who speaks how much, by employee: our share is ours / (ours + theirs), silence and overlap are shares of the whole. From recordings whose
 * sides are apart, of calls by their start; a call is whose it is. Shares are of sums, never of shares. Recordings are read by page; a period
 * that has more than {@link #MOST} of them is refused, for half a figure is none.
 */
final class TalkReport implements Report {

    private static final List<Heading> COLUMNS = List.of(
            new Heading("heard-calls", Unit.COUNT),
            new Heading("heard-time", Unit.DURATION),
            new Heading("talk-share", Unit.SHARE),
            new Heading("silence-share", Unit.SHARE),
            new Heading("overlap-share", Unit.SHARE));

    private static final String COLUMN_OF_CALLS = "heard-calls";
    /** A recording may begin long after its call: in the last queue, after a transfer. */
    private static final Duration LONGEST_CALL = Duration.ofDays(1);

    private static final int PAGE = 5_000;
    private static final int MOST = 200_000;

    private static final String OF_CALLS = "select f.call_id, f.started_at, n.name from report_call f"
            + " join report_name n on n.id = f.agent"
            + " where f.call_id = any(:calls) and f.started_at >= :from and f.started_at < :to and not f.excluded";

    private final TalkShares shares;
    private final JdbcClient jdbc;
    private final FactQuery facts;
    private final int most;

    TalkReport(TalkShares shares, JdbcClient jdbc, FactQuery facts) {
        this(shares, jdbc, facts, MOST);
    }

    /** @param most recordings of a period */
    TalkReport(TalkShares shares, JdbcClient jdbc, FactQuery facts, int most) {
        this.shares = shares;
        this.jdbc = jdbc;
        this.facts = facts;
        this.most = most;
    }

    @Override
    public String name() {
        return "talk-share";
    }

    @Override
    public Drawing drawing() {
        return new Drawing(Shape.BARS, List.of("talk-share"));
    }

    /** A call that counts, and what all of its recordings come to. */
    private static final class Heard {
        private final UUID call;
        private final Instant at;
        private final String person;
        private long whole;
        private long theirs;
        private long ours;
        private long silence;
        private long overlap;

        private Heard(UUID call, Instant at, String person) {
            this.call = call;
            this.at = at;
            this.person = person;
        }

        private void add(Share share) {
            whole += share.whole();
            theirs += share.theirs();
            ours += share.ours();
            silence += share.silence();
            overlap += share.overlap();
        }

        private void addTo(long[] sums) {
            long[] own = {1, whole, theirs, ours, silence, overlap};
            for (int i = 0; i < sums.length; i++) {
                sums[i] += own[i];
            }
        }
    }

    /** @throws Refused when there is too much to be heard in this period */
    private List<Heard> heard(ReportQuery query) {
        var heard = new HashMap<UUID, Heard>();
        Share last = null;
        int read = 0;
        List<Share> page;
        do {
            page = shares.during(
                    query.period().from(), query.period().to().plus(LONGEST_CALL), last, Math.min(PAGE, most + 1));
            read += page.size();
            if (read > most) {
                throw Refused.because("from", "reports.talk.many", most);
            }
            if (!page.isEmpty()) {
                last = page.get(page.size() - 1);
                add(page, query, heard);
            }
        } while (!page.isEmpty());
        return List.copyOf(heard.values());
    }

    private void add(List<Share> page, ReportQuery query, Map<UUID, Heard> heard) {
        jdbc.sql(OF_CALLS + FactQuery.Filter.sql(Figure.Facts.CALLS, query))
                .params(facts.parameters(query))
                .param("calls", page.stream().map(Share::callId).distinct().toArray(UUID[]::new))
                .query((row, number) -> new Heard(
                        row.getObject(1, UUID.class), row.getTimestamp(2).toInstant(), row.getString(3)))
                .list()
                .forEach(call -> heard.putIfAbsent(call.call, call));
        page.forEach(share -> {
            Heard call = heard.get(share.callId());
            if (call != null) {
                call.add(share);
            }
        });
    }

    @Override
    public Counted count(ReportQuery query) {
        var people = new HashMap<String, long[]>();
        var all = new long[6];
        heard(query).forEach(call -> {
            call.addTo(people.computeIfAbsent(call.person, person -> new long[6]));
            call.addTo(all);
        });
        List<Row> rows = people.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, long[]> one) -> -one.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .map(one -> row(one.getKey(), new Label("person", one.getKey()), one.getValue()))
                .toList();
        return new Counted(
                COLUMNS, rows, row("", new Label("all", ""), all), List.of(Note.of("by-start"), Note.of("talk-share")));
    }

    /** @param of calls, whole, theirs, ours, silence, overlap */
    private static Row row(String key, Label label, long[] of) {
        var values = new ArrayList<Double>();
        values.add((double) of[0]);
        values.add((double) of[1]);
        values.add(share(of[3], of[2] + of[3]));
        values.add(share(of[4], of[1]));
        values.add(share(of[5], of[1]));
        return new Row(key, label, values, List.of(), List.of(of[0] > 0, false, false, false, false));
    }

    private static Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    @Override
    public List<UUID> calls(ReportQuery query, String key, String column, int offset, int limit) {
        if (!column.equals(COLUMN_OF_CALLS)) {
            throw Refused.because("column", "reports.column.none", column);
        }
        return heard(query).stream()
                .filter(call -> key == null || key.isEmpty() || call.person.equals(key))
                .sorted(Comparator.comparing((Heard call) -> call.at).reversed().thenComparing(call -> call.call))
                .skip(offset)
                .limit(limit)
                .map(call -> call.call)
                .toList();
    }
}
