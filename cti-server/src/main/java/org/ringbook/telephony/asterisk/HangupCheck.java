package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds back a hang-up that contradicts what is known. A channel leaves its bridge before it hangs up, always; so a
 * hang-up of a channel that still sits in one is believed only when it has left, or when the PBX's own list of channels
 * does not show it any more. For one thread.
 */
final class HangupCheck {

    private static final int MOST = 100_000;
    private static final int MOST_HELD = 1_000;
    /** No message comes so late behind another one of its channel. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final Set<String> inBridge = new LinkedHashSet<>();
    /** When a channel last left a bridge; in about that order, as far back as a message may be late. */
    private final Map<String, Instant> left = new LinkedHashMap<>();

    private final Map<String, Held> held = new LinkedHashMap<>();

    record Held(AmiMessage message, Instant received) {}

    /** Takes the next message into account. @return whether it is believed */
    boolean believes(AmiMessage message, Instant received) {
        String event = message.event();
        if (event == null) {
            return true;
        }
        switch (event) {
            case "BridgeEnter" -> entered(message, AmiEvents.time(message, received));
            case "BridgeLeave" -> left(message.get("Uniqueid"), AmiEvents.time(message, received));
            case "Hangup" -> {
                String channel = message.get("Uniqueid");
                if (channel != null
                        && inBridge.contains(channel)
                        && message.refusal() == null
                        && held.size() < MOST_HELD) {
                    held.putIfAbsent(channel, new Held(message, received));
                    return false;
                }
            }
            default -> {}
        }
        return true;
    }

    /** One that comes after the word that it is over, though it was before, says nothing any more. */
    private void entered(AmiMessage message, Instant at) {
        String channel = message.get("Uniqueid");
        if (message.refusal() != null || channel == null) {
            return;
        }
        Instant over = left.get(channel);
        if (over == null || at == null || at.isAfter(over)) {
            if (inBridge.size() >= MOST) {
                inBridge.remove(inBridge.iterator().next());
            }
            inBridge.add(channel);
        }
        left(message.get("SwapUniqueid"), at);
    }

    private void left(String channel, Instant at) {
        if (channel == null) {
            return;
        }
        inBridge.remove(channel);
        if (at != null) {
            Instant before = left.remove(channel);
            left.put(channel, before == null || at.isAfter(before) ? at : before);
            forgetBefore(at.minus(LATE));
        }
    }

    private void forgetBefore(Instant old) {
        Iterator<Instant> oldest = left.values().iterator();
        while (oldest.hasNext() && (oldest.next().isBefore(old) || left.size() > MOST)) {
            oldest.remove();
        }
    }

    /** Of how many channels it is remembered when they left a bridge. */
    int remembered() {
        return left.size();
    }

    /** @return the hang-up that waited for this message; null when none did */
    Held released(AmiMessage message) {
        if (held.isEmpty()) {
            return null;
        }
        String channel = message.get("Uniqueid");
        return channel == null || inBridge.contains(channel) ? null : held.remove(channel);
    }

    /** @param alive all channels of the PBX. @return the hang-ups of those that are not among them */
    List<Held> releaseUnless(Set<String> alive) {
        var released = new ArrayList<Held>();
        for (String channel : List.copyOf(held.keySet())) {
            if (!alive.contains(channel)) {
                inBridge.remove(channel);
                released.add(held.remove(channel));
            }
        }
        return released;
    }

    /** Messages were missed: nothing is known of who sits in a bridge. */
    void forget() {
        inBridge.clear();
        left.clear();
        held.clear();
    }
}
