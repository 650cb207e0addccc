package org.ringbook.robots;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ringbook.deals.Deal;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;

/**
 * A record as a robot sees it now. Its texts are untrusted.
 *
 * @param name by which people know it
 * @param responsibleId who answers for it, or looks after the client; null for nobody
 * @param partyId the client; null when nobody knows
 * @param number of a client whom nobody knows; null else
 * @param callId that it came of; null for none
 * @param deal of a deal, or of a task of one; null else
 * @param values by the names of {@link KnownFields}, and what else texts may name; without what is empty
 */
record RecordFacts(
        RecordKind kind,
        UUID id,
        String name,
        UUID responsibleId,
        UUID partyId,
        PhoneNumber number,
        UUID callId,
        Deal deal,
        Map<String, Object> values) {

    RecordFacts {
        values = Map.copyOf(values);
    }

    /** The client. @throws Refused if nobody knows who it is */
    UUID client() {
        if (partyId == null) {
            throw Refused.because("record", "robots.no-client");
        }
        return partyId;
    }

    /** As conditions and JSON have it. */
    static String word(Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
