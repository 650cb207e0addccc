package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import org.ringbook.telephony.operators.HistoryPull;
import org.ringbook.telephony.operators.PbxFailed;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.telephony.operators.Variants;
import tools.jackson.databind.JsonNode;

/**
 * The statistics: all calls, also those that were missed, not recorded, or made with a SIM. They have pages, newest first; a call
 * stands in them, or stands there as it was, some minutes after its end.
 */
final class Statistics implements HistoryPull.History {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SETTLED = Duration.ofMinutes(3);
    private static final int PAGE = 100;
    /** After so many pages it is asked for what is older, in place of ever deeper pages. */
    private static final int MOST_PAGES = 100;

    private final BeelineApi api;
    private final Variants variants;
    private final InstantSource clock;

    Statistics(BeelineApi api, Variants variants, InstantSource clock) {
        this.api = api;
        this.variants = variants;
        this.clock = clock;
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    @Override
    public void read(Instant from, Instant to, HistoryPull.Taker taker) throws PbxFailed, InterruptedException {
        Instant settled = clock.instant().minus(SETTLED);
        Instant end = to;
        while (end != null) {
            Instant oldest = pages(from, end, settled, taker);
            end = oldest == null || !oldest.isBefore(end) ? null : oldest;
        }
    }

    /** @return where to go on; null when all was read */
    private Instant pages(Instant from, Instant to, Instant settled, HistoryPull.Taker taker)
            throws PbxFailed, InterruptedException {
        Instant oldest = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode rows = api.read(
                    "v2/statistics",
                    // The end does not move while pages are turned: they would move with it.
                    Map.of(
                            "dateFrom",
                            time(from),
                            "dateTo",
                            time(to),
                            "page",
                            Integer.toString(page),
                            "pageSize",
                            Integer.toString(PAGE)),
                    PATIENCE);
            for (JsonNode each : rows) {
                Row row = take(each, settled, taker);
                oldest = row == null || oldest != null && oldest.isBefore(row.start()) ? oldest : row.start();
            }
            if (rows.size() < PAGE) {
                return null;
            }
        }
        variants.met("so many calls that the statistics were read in several stretches");
        // What began in the same moment is met again, and kept once.
        return oldest == null ? null : oldest.plusMillis(1);
    }

    private Row take(JsonNode json, Instant settled, HistoryPull.Taker taker) throws InterruptedException {
        Row row = Row.ofStatistics(json, Receipt.at(clock.instant()));
        if (row == null) {
            variants.met("a row of the statistics that is no call");
            // It is kept all the same: whoever reads it notes what is wrong with it.
            String text = Messages.MAPPER.writeValueAsString(json);
            taker.record("unreadable " + Messages.digest(text), Messages.message(Messages.ROW, text));
            return null;
        }
        variants.met("the status " + row.status() + (row.inbound() ? " of an incoming call" : " of an outgoing call"));
        if (row.end().isBefore(settled)) {
            String text = Messages.MAPPER.writeValueAsString(json);
            taker.record(row.key() + " " + Messages.digest(text), Messages.message(Messages.ROW, text));
        }
        return row;
    }
}
