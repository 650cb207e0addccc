package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.telephony.asterisk.records.Told;

/**
 * How far one PBX was heard, by its own clock: everything that it said before is known. The stamps of its messages tell, and
 * when nothing happens the stamps of its answers to pings.
 */
final class Heard {

    private static final int MOST_NAMES = 5_000;

    /** The stamps of messages in a row differ by little: one of so many is read, and the last when somebody asks. */
    private static final int TOGETHER = 64;

    private record Unread(AmiMessage message, Instant received) {}

    private final Map<String, String> legsByName = new LinkedHashMap<>();
    private final List<Unread> unread = new ArrayList<>(TOGETHER);
    private Instant until;
    private Instant atOurs;

    /** Takes the next message into account, in the order in which they came. */
    synchronized void message(AmiMessage message, Instant received) {
        unread.add(new Unread(message, received));
        if (unread.size() == TOGETHER) {
            read();
        }
        if (message.isEvent("Newchannel") && message.get("Uniqueid") != null && message.get(Told.HEALED) == null) {
            if (legsByName.size() >= MOST_NAMES) {
                legsByName.remove(legsByName.keySet().iterator().next());
            }
            legsByName.put(String.valueOf(message.get("Channel")), message.get("Uniqueid"));
        }
    }

    private void read() {
        for (int i = unread.size() - 1; i >= 0; i--) {
            Unread one = unread.get(i);
            Instant stamp = stamp(one);
            if (stamp != null) {
                heard(stamp, one.received());
                break;
            }
        }
        if (until == null && !unread.isEmpty()) {
            heard(unread.get(0).received(), unread.get(0).received());
        }
        unread.clear();
    }

    /** Null when the message does not tell how far the PBX was heard. */
    private static Instant stamp(Unread one) {
        if (one.message().get(Told.HEALED) != null) {
            return null;
        }
        boolean pong = one.message().get("Ping") != null;
        return AmiEvents.time(one.message(), pong ? one.received() : null);
    }

    private void heard(Instant at, Instant received) {
        until = at;
        atOurs = received;
    }

    /** Null when it was never heard. */
    synchronized Instant until() {
        read();
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
        read();
        if (until == null) {
            return null;
        }
        Instant bySilence = now.minus(Duration.between(atOurs, ours));
        return until.isBefore(bySilence) ? until : bySilence;
    }

    /** The PBX was started anew: it gives the same names to other channels. */
    synchronized void restarted() {
        legsByName.clear();
    }

    /** The id of a channel that was heard, by its name; null when it was not. */
    synchronized String legByName(String name) {
        return legsByName.get(name);
    }
}
