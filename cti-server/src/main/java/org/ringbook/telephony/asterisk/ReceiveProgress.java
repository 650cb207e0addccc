package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.telephony.asterisk.records.RecordedEvent;

/**
 * How far one PBX was heard, by its own clock: everything that it said before is known. The stamps of its messages tell, and
 * when nothing happens the stamps of its answers to pings.
 */
final class ReceiveProgress {

    private static final int MOST_NAMES = 5_000;

    /** The stamps of messages in a row differ by little: one of so many is read, and the last when somebody asks. */
    private static final int TOGETHER = 64;

    /** The bytes: it may be read on another thread than the one that translates the message. */
    private record Unread(byte[] message, Instant received) {}

    /** A restart of the PBX and the first names of after it may lie in one second of its records. */
    private static final Duration NAMED_AGAIN = Duration.ofSeconds(2);

    /** @param boots how often the PBX had been started anew: then it gives the same names to other channels */
    private record Name(String channel, int boots) {}

    private final Map<Name, String> legsByName = new LinkedHashMap<>();
    private final List<Instant> boots = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>(TOGETHER);
    private Instant until;
    private Instant atOurs;

    /** Takes the next message into account, in the order in which they came. */
    synchronized void message(AmiMessage message, Instant received) {
        unread.add(new Unread(message.bytes(), received));
        if (unread.size() == TOGETHER) {
            read();
        }
    }

    /** Learns the names of channels, of whatever kind the message is, and whether the PBX was started anew. */
    void names(AmiMessage message, Instant received) {
        String event = message.event();
        if (event == null) {
            return;
        }
        switch (event) {
            case "FullyBooted" -> booted(message.get("Uptime"), received);
            case "Newchannel", "Newstate", "BridgeEnter" ->
                named(String.valueOf(message.get("Channel")), message.get("Uniqueid"));
            default -> {}
        }
    }

    private synchronized void named(String channel, String leg) {
        var name = new Name(channel, boots.size());
        if (leg != null && legsByName.putIfAbsent(name, leg) == null && legsByName.size() > MOST_NAMES) {
            legsByName.remove(legsByName.keySet().iterator().next());
        }
    }

    private synchronized void booted(String uptime, Instant received) {
        read();
        if (until != null && uptime != null && uptime.matches("[0-9]{1,10}")) {
            Duration silent = Duration.between(atOurs, received);
            Duration runs = Duration.ofSeconds(Long.parseLong(uptime));
            if (runs.compareTo(silent) < 0) {
                boots.add(until.plus(silent).minus(runs).minus(NAMED_AGAIN));
            }
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
        var message = new AmiMessage(one.message());
        if (RecordedEvent.isFromRecords(header -> message.get(header) != null)) {
            return null;
        }
        boolean pong = message.get("Ping") != null;
        return AmiEvents.time(message, pong ? one.received() : null);
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

    /**
     * The id of a channel that was heard, by its name; null when it was not.
     *
     * @param then when it lived, or began to, by the PBX's clock
     */
    synchronized String legByName(String name, Instant then) {
        int boot = 0;
        while (boot < boots.size() && boots.get(boot).isBefore(then)) {
            boot++;
        }
        return legsByName.get(new Name(name, boot));
    }
}
