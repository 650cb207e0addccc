package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.ringbook.telephony.operators.HistoryPull;
import org.ringbook.telephony.operators.PbxFailed;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.telephony.operators.Variants;
import tools.jackson.databind.JsonNode;

/** The list of recordings, which come minutes after the call. It tells at most a hundred at once, after an id. */
final class Recordings implements HistoryPull.History {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_PAGES = 2000;

    private final BeelineApi api;
    private final Variants variants;

    Recordings(BeelineApi api, Variants variants) {
        this.api = api;
        this.variants = variants;
    }

    @Override
    public void read(Instant from, Instant to, HistoryPull.Taker taker) throws PbxFailed, InterruptedException {
        Set<String> seen = new HashSet<>();
        String last = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode records = page(from, to, last);
            String first = last;
            boolean more = false;
            for (JsonNode each : records) {
                Row record = Row.ofRecord(each, Receipt.at(to));
                if (record != null && seen.add(record.record())) {
                    String text = Messages.MAPPER.writeValueAsString(each);
                    taker.record(record.key() + " " + Messages.digest(text), Messages.message(Messages.RECORD, text));
                    last = record.record();
                    more = true;
                } else if (record != null && record.record().equals(first)) {
                    variants.met("the list of recordings after an id begins with it");
                }
            }
            // Whatever the PBX takes for "after": without anything new there is no end to it.
            if (!more || records.size() < MOST_AT_ONCE) {
                return;
            }
        }
    }

    private JsonNode page(Instant from, Instant to, String after) throws PbxFailed, InterruptedException {
        var query = new TreeMap<String, String>();
        query.put("dateFrom", Statistics.time(from));
        query.put("dateTo", Statistics.time(to));
        if (after != null) {
            query.put("id", after);
        }
        return api.read("records", query, PATIENCE);
    }
}
