package org.ringbook.telephony.mango;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.operators.HistoryPull;
import org.ringbook.telephony.operators.PbxFailed;
import org.ringbook.telephony.webhooks.RawHook;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The statistics of all calls, in two steps: a request gives a key, and the key gives a page when it is ready. Pages may move
 * while they are read, because a call was added: they overlap, and a call that is met twice is kept once.
 */
final class MangoHistory implements HistoryPull.History {

    static final HistoryPull.Plan PLAN =
            new HistoryPull.Plan(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(12), Duration.ofDays(7));

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /** Wall time of Moscow, whatever the time zone of the company. */
    private static final DateTimeFormatter MOSCOW =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss").withZone(ZoneId.of("Europe/Moscow"));

    private static final int PAGE = 500;
    private static final int OVERLAP = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_LOOKS = 60;

    private final MangoApi api;
    private final Supplier<Directory> directory;
    private final Duration betweenLooks;

    /** @param betweenLooks pause between two looks whether a page is ready */
    MangoHistory(MangoApi api, Supplier<Directory> directory, Duration betweenLooks) {
        this.api = api;
        this.directory = directory;
        this.betweenLooks = betweenLooks;
    }

    @Override
    public void read(Instant from, Instant to, HistoryPull.Taker taker) throws PbxFailed, InterruptedException {
        // Whole seconds, and the last of them too: the other side knows no others, and twice does no harm.
        for (int offset = 0; ; offset += PAGE - OVERLAP) {
            int calls = page(MOSCOW.format(from), MOSCOW.format(to.plusSeconds(1)), offset, taker);
            if (calls < PAGE) {
                return;
            }
        }
    }

    private int page(String from, String to, int offset, HistoryPull.Taker taker)
            throws PbxFailed, InterruptedException {
        JsonNode asked = api.post(
                        "stats/calls/request/",
                        Map.of(
                                "start_date",
                                from,
                                "end_date",
                                to,
                                "limit",
                                Integer.toString(PAGE),
                                "offset",
                                Integer.toString(offset)),
                        PATIENCE)
                .json();
        String key = asked == null ? null : Fields.text(asked, "key");
        if (key == null) {
            throw new PbxFailed(Notice.of("mango.history.no-key"));
        }
        int calls = 0;
        for (JsonNode day : result(key).path("data")) {
            for (JsonNode call : day.path("list")) {
                record(call, taker);
                calls++;
            }
        }
        return calls;
    }

    private JsonNode result(String key) throws PbxFailed, InterruptedException {
        for (int look = 0; look < MOST_LOOKS; look++) {
            MangoApi.Reply reply = api.post("stats/calls/result/", Map.of("key", key), PATIENCE);
            String status = reply.json() == null ? null : Fields.text(reply.json(), "status");
            boolean notYet = reply.status() == 204 || "request".equals(status) || "work".equals(status);
            if (!notYet) {
                if (reply.json() == null || status != null && !status.equals("complete")) {
                    throw new PbxFailed(Notice.of("mango.history.status", String.valueOf(status)));
                }
                return reply.json();
            }
            TimeUnit.MILLISECONDS.sleep(betweenLooks.toMillis());
        }
        throw new PbxFailed(Notice.of("mango.history.status", "work"));
    }

    private void record(JsonNode call, HistoryPull.Taker taker) throws InterruptedException {
        String entry = Fields.text(call, "entry_id");
        String text = MAPPER.writeValueAsString(call);
        String kept = "{\"extensions\":"
                + MAPPER.writeValueAsString(directory.get().extensions()) + ",\"call\":" + text + "}";
        String id = entry + " " + DigestUtils.sha256Hex(text).substring(0, 32);
        taker.record(id, new RawHook(ReceivedMessage.HISTORY, kept.getBytes(StandardCharsets.UTF_8)).bytes());
    }
}
