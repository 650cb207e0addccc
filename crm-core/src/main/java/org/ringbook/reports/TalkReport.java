package org.ringbook.reports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.reports.ReportTable.Row;
import org.ringbook.reports.TalkShares.Share;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who speaks how much, by employee: our share is ours / (ours + theirs), silence and overlap are shares of the whole. From recordings whose
 * sides are apart, of calls by their start; a call is whose it is. Shares are of sums, never of shares.
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

    private static final String HEARD =
            "select f.call_id, f.started_at as at, n.name, s.whole, s.theirs, s.ours, s.silence, s.overlap"
                    + " from (select call_id, sum(whole) as whole, sum(theirs) as theirs, sum(ours) as ours, sum(silence) as silence,"
                    + " sum(overlap) as overlap from unnest(:calls::uuid[], :whole::bigint[], :theirs::bigint[], :ours::bigint[],"
                    + " :silence::bigint[], :overlap::bigint[]) u (call_id, whole, theirs, ours, silence, overlap) group by call_id) s"
                    + " join report_call f on f.call_id = s.call_id join report_name n on n.id = f.agent"
                    + " where f.started_at >= :from and f.started_at < :to and not f.excluded";

    private final TalkShares shares;
    private final JdbcClient jdbc;
    private final FactQuery facts;

    TalkReport(TalkShares shares, JdbcClient jdbc, FactQuery facts) {
        this.shares = shares;
        this.jdbc = jdbc;
        this.facts = facts;
    }

    @Override
    public String name() {
        return "talk-share";
    }

    @Override
    public Drawing drawing() {
        return new Drawing(Shape.BARS, List.of("talk-share"));
    }

    private JdbcClient.StatementSpec ask(String sql, ReportQuery query) {
        List<Share> all =
                shares.during(query.period().from(), query.period().to().plus(LONGEST_CALL));
        return jdbc.sql(sql)
                .params(facts.parameters(query))
                .param("calls", all.stream().map(Share::callId).toArray(UUID[]::new))
                .param("whole", of(all, Share::whole))
                .param("theirs", of(all, Share::theirs))
                .param("ours", of(all, Share::ours))
                .param("silence", of(all, Share::silence))
                .param("overlap", of(all, Share::overlap));
    }

    private static Long[] of(List<Share> all, ToLongFunction<Share> figure) {
        return all.stream().map(figure::applyAsLong).toArray(Long[]::new);
    }

    private static String heard(ReportQuery query) {
        return HEARD + FactQuery.Filter.sql(Figure.Facts.CALLS, query);
    }

    @Override
    public Counted count(ReportQuery query) {
        var sums = new ArrayList<long[]>();
        List<Row> rows = ask(
                        "select h.name, count(*), sum(h.whole)::bigint, sum(h.theirs)::bigint, sum(h.ours)::bigint,"
                                + " sum(h.silence)::bigint, sum(h.overlap)::bigint from (" + heard(query)
                                + ") h group by h.name order by count(*) desc, h.name",
                        query)
                .query((row, number) -> {
                    var of = new long[6];
                    for (int i = 0; i < of.length; i++) {
                        of[i] = row.getLong(i + 2);
                    }
                    sums.add(of);
                    String person = row.getString(1);
                    return row(person, new Label("person", person), of);
                })
                .list();
        var all = new long[6];
        sums.forEach(of -> {
            for (int i = 0; i < all.length; i++) {
                all[i] += of[i];
            }
        });
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
        return ask(
                        "select h.call_id from (" + heard(query)
                                + ") h where cast(:key as text) is null or h.name = :key"
                                + " order by h.at desc, h.call_id limit :limit offset :offset",
                        query)
                .param("key", key == null || key.isEmpty() ? null : key)
                .param("limit", limit)
                .param("offset", offset)
                .query(UUID.class)
                .list();
    }
}
