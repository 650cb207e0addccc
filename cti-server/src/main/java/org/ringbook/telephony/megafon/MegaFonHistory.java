package org.ringbook.telephony.megafon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.telephony.operators.HistoryPull;
import org.ringbook.telephony.operators.PbxFailed;
import org.ringbook.telephony.webhooks.RawHook;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The history of calls: over the newer interface, or the older one where that is all there is. It has no pages, and nobody
 * knows how many rows it tells at most: a stretch of time that may have been cut off is read again in two halves.
 */
final class MegaFonHistory implements HistoryPull.History {

    static final String NEWER = "history over crmapi/v1";
    static final String OLDER = "history over sys/crm_api.wcgp";
    static final String ROUND = "a round number of rows, which may have been cut off";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LIMIT = 1000;

    private final MegaFonApi api;
    private final Variants variants;
    private final boolean internal;

    /** @param internal whether it is that of calls between employees */
    MegaFonHistory(MegaFonApi api, Variants variants, boolean internal) {
        this.api = api;
        this.variants = variants;
        this.internal = internal;
    }

    /** A row as it came. */
    private record Row(String uid, String path, String text) {}

    @Override
    public void read(Instant from, Instant to, HistoryPull.Taker taker) throws PbxFailed, InterruptedException {
        // Whole seconds, and the last of them too: the other side knows no others, and twice does no harm.
        stretch(
                from.truncatedTo(ChronoUnit.SECONDS),
                to.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1),
                taker);
    }

    private void stretch(Instant from, Instant to, HistoryPull.Taker taker) throws MegaFonFailed, InterruptedException {
        List<Row> rows = rows(from, to);
        long seconds = Duration.between(from, to).toSeconds();
        if (cutOff(rows.size()) && seconds > 1) {
            Instant middle = from.plusSeconds(seconds / 2);
            rows = null;
            stretch(from, middle, taker);
            stretch(middle, to, taker);
            return;
        }
        if (rows.size() >= LIMIT) {
            variants.met("more calls within a second than the history tells at once");
        }
        for (Row row : rows) {
            byte[] text = row.text.getBytes(StandardCharsets.UTF_8);
            String digest = HexFormat.of().formatHex(MegaFonDoor.sha256(text), 0, 12);
            taker.record(row.uid + " " + digest, new RawHook(row.path, text).bytes());
        }
    }

    /** The most that it tells may be less than we ask for, and is a round number then. */
    private boolean cutOff(int rows) {
        boolean round = rows >= 100 && rows % 50 == 0;
        if (round) {
            variants.met(ROUND);
        }
        return rows >= LIMIT || round;
    }

    private List<Row> rows(Instant from, Instant to) throws MegaFonFailed, InterruptedException {
        var query = new LinkedHashMap<String, String>();
        query.put("start", Fields.compact(from));
        query.put("end", Fields.compact(to));
        query.put("limit", Integer.toString(LIMIT));
        if (internal) {
            return newer("history/inner/json", Told.INNER_ROW, query);
        }
        query.put("type", "all");
        if (variants.has(OLDER)) {
            return older(query);
        }
        try {
            List<Row> rows = newer("history/json", Told.ROW, query);
            variants.met(NEWER);
            return rows;
        } catch (MegaFonFailed failed) {
            if (!failed.unknown() || variants.has(NEWER)) {
                throw failed;
            }
            List<Row> rows = older(query);
            variants.met(OLDER);
            return rows;
        }
    }

    private List<Row> newer(String path, String kept, Map<String, String> query)
            throws MegaFonFailed, InterruptedException {
        String body = api.read(path, query, PATIENCE).strip();
        var rows = new ArrayList<Row>();
        // Of a time without calls it says "null".
        JsonNode all = MegaFonApi.json(body.isEmpty() ? "null" : body);
        for (JsonNode each : all.isArray() ? all : all.path("items")) {
            String uid = each.isObject() ? Fields.of(each).text("uid") : null;
            if (uid != null) {
                rows.add(new Row(uid, kept, MAPPER.writeValueAsString(each)));
            }
        }
        return rows;
    }

    private List<Row> older(Map<String, String> query) throws MegaFonFailed, InterruptedException {
        String body = api.legacy("read", "history", query, PATIENCE);
        var rows = new ArrayList<Row>();
        for (String line : body.split("\\R")) {
            Fields row = line.isBlank() ? null : CsvRow.fields(line);
            if (row != null && row.text("uid") != null) {
                variants.met(row.text("account") == null ? "CSV without the account" : "CSV with the account");
                rows.add(new Row(row.text("uid"), Told.CSV_ROW, line.strip()));
            } else if (!line.isBlank()) {
                variants.met("CSV with a line that is no call, such as a header");
            }
        }
        return rows;
    }
}
