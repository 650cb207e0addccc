package org.ringbook.telephony.mango;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.operators.PbxFailed;
import org.ringbook.telephony.webhooks.RawHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Asks at once who the visitor was to whom a number of a site was shown, because it is soon shown to another one. Once a call.
 * Any thread.
 */
final class Visits {

    private static final Logger LOG = LoggerFactory.getLogger(Visits.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST = 1000;
    private static final int DYNAMIC = 1;

    private final String name;
    private final MangoApi api;
    private final Set<String> asked = new LinkedHashSet<>();

    Visits(String name, MangoApi api) {
        this.name = name;
        this.api = api;
    }

    /** @return the number to ask about; null when this event calls for no question */
    synchronized String toAsk(JsonNode event) {
        String entry = Fields.text(event, "entry_id");
        String number = Fields.text(event.path("dct"), "number");
        boolean dynamic = Fields.number(event.path("dct"), "type", 0) == DYNAMIC;
        if (!dynamic || entry == null || number == null || !asked.add(entry)) {
            return null;
        }
        if (asked.size() > MOST) {
            asked.remove(asked.iterator().next());
        }
        return number;
    }

    /** Waits for the answer. */
    void ask(String entry, String number, Intake intake) {
        try {
            JsonNode answer = api.post("queries/user_info_by_dct_number", Map.of("number", number), PATIENCE)
                    .json();
            Instant now = Instant.now();
            String kept = answer == null ? null : Visit.kept(entry, number, now, answer);
            if (kept != null) {
                byte[] message = new RawHook(Told.VISIT, kept.getBytes(StandardCharsets.UTF_8)).bytes();
                intake.once("visit " + entry, message, now, null);
            }
        } catch (PbxFailed failed) {
            LOG.info(
                    "{}: what brought a caller is not known: {}",
                    name,
                    failed.note().text());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
