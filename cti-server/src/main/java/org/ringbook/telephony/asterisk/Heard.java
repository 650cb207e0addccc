package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ringbook.telephony.asterisk.records.Told;

/**
 * How far one PBX was heard, by its own clock: everything that it said before is known. The stamps of its messages tell, and
 * when nothing happens the stamps of its answers to pings.
 */
final class Heard {

    private static final int MOST_NAMES = 5_000;

    private final Map<String, String> legsByName = new LinkedHashMap<>();
    private Map<String, String> beforeTheRestart = Map.of();
    /** Since the connection was made. */
    private boolean gapKnown;

    private Instant until;
    private Instant atOurs;

    /** Takes the next message into account, in the order in which they came. */
    synchronized void message(AmiMessage message, Instant received) {
        if (Told.isRetold(header -> message.get(header) != null)) {
            return;
        }
        Instant stamp = AmiEvents.time(message, null);
        if (stamp != null) {
            until = stamp;
            atOurs = received;
        } else if (until == null || message.get("Ping") != null) {
            until = received;
            atOurs = received;
        }
        if (message.isEvent("Newchannel") && message.get("Uniqueid") != null) {
            if (legsByName.size() >= MOST_NAMES) {
                legsByName.remove(legsByName.keySet().iterator().next());
            }
            legsByName.put(String.valueOf(message.get("Channel")), message.get("Uniqueid"));
        }
    }

    /** Null when it was never heard. */
    synchronized Instant until() {
        return until;
    }

    /**
     * Where a gap begins that ends now. When a clock was set back meanwhile, the last stamp may lie in the PBX's future: then
     * the length of the silence counts.
     *
     * @param now by the PBX's clock
     * @param ours the same moment by ours
     */
    synchronized Instant gapBefore(Instant now, Instant ours) {
        if (until == null) {
            return null;
        }
        Instant bySilence = now.minus(Duration.between(atOurs, ours));
        return until.isBefore(bySilence) ? until : bySilence;
    }

    /** It is listened to again; there may have been a gap, and a restart in it. */
    synchronized void connected() {
        gapKnown = false;
    }

    /** The PBX was started anew: it gives the same names to other channels. */
    synchronized void restarted() {
        beforeTheRestart = gapKnown ? Map.of() : Map.copyOf(legsByName);
        legsByName.clear();
    }

    /**
     * Ids by name of the channels that were heard until the gap that has just ended; those of the gap are either among them or
     * were never heard.
     */
    synchronized Map<String, String> legsUntilTheGap() {
        var legs = new HashMap<>(beforeTheRestart);
        legs.putAll(legsByName);
        beforeTheRestart = Map.of();
        gapKnown = true;
        return legs;
    }
}
