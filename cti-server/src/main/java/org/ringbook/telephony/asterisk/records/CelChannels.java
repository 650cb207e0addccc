package org.ringbook.telephony.asterisk.records;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All channels of some rows of CEL, and what they were to each other. */
final class CelChannels {

    /** Legs that are hung up for one reason are so within this time. */
    private static final Duration AT_ONCE = Duration.ofMillis(150);

    private final Map<String, CelChannel> channels = new LinkedHashMap<>();

    /** What is to be known of a channel before the first word about it. */
    static CelChannels of(List<Row> rows) {
        var channels = new CelChannels();
        rows.forEach(channels::survey);
        return channels;
    }

    private void survey(Row row) {
        CelChannel channel = of(row);
        switch (row.get("eventtype")) {
            case "CHAN_START" -> {
                channel.began = row.at();
                channel.linked = row.get("linkedid");
            }
            case "ANSWER" -> channel.answered = channel.answered == null ? row.at() : channel.answered;
            case "HANGUP" -> {
                channel.hungUp = row.at();
                channel.cause = row.extra("hangupcause");
            }
            default -> {}
        }
        channel.originated |= row.get("appname").equals("AppDial2");
    }

    CelChannel of(Row row) {
        CelChannel channel =
                channels.computeIfAbsent(row.get("uniqueid"), id -> new CelChannel(id, row.get("channame")));
        if (channel.linked == null) {
            channel.linked = row.get("linkedid");
        }
        return channel;
    }

    /** The other end of the wire whose second end this is: both have one name. Null when it is none, or not among the rows. */
    CelChannel firstEnd(CelChannel second) {
        if (!second.local() || !second.name.endsWith(";2")) {
            return null;
        }
        String first = second.name.substring(0, second.name.length() - 1) + "1";
        return channels.values().stream()
                .filter(channel -> channel.name.equals(first))
                .findFirst()
                .orElse(null);
    }

    /** Who dials at this moment in the same call; the last one that began, because dialling nests. Null when nobody does. */
    CelChannel dialler(CelChannel called) {
        CelChannel found = null;
        for (CelChannel channel : channels.values()) {
            if (channel != called
                    && channel.dials()
                    && called.linked.equals(channel.linked)
                    && (found == null || channel.beganAfter(found))) {
                found = channel;
            }
        }
        return found;
    }

    /** Dial's word for how the attempt to reach a channel ended that did not answer. */
    String howItEnded(CelChannel channel) {
        if (channel.wasBusy()) {
            return "BUSY";
        }
        if (channel.saysWhyItself()) {
            return "NOANSWER";
        }
        for (CelChannel other : channels.values()) {
            boolean sameCall = other != channel && channel.linked.equals(other.linked);
            boolean callerGone = other.id.equals(channel.linked) && atOnce(channel.hungUp, other.hungUp);
            if (sameCall && (callerGone || atOnce(other.answered, channel.hungUp))) {
                return "CANCEL";
            }
        }
        return "NOANSWER";
    }

    static boolean atOnce(Instant one, Instant other) {
        return one != null
                && other != null
                && Duration.between(one, other).abs().compareTo(AT_ONCE) < 0;
    }
}
