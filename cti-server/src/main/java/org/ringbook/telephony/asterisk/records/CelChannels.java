package org.ringbook.telephony.asterisk.records;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All channels of some rows of CEL, and what they were to each other. */
final class CelChannels {

    /** Legs that are hung up for one reason are so within this time. */
    private static final Duration AT_ONCE = Duration.ofMillis(150);
    /** What a called channel runs while it only waits and speaks. */
    private static final Set<String> OF_WHO_IS_CALLED = Set.of("", "AppDial", "AppQueue", "AppDial2");

    private static final String ELSEWHERE = "26";

    private final Map<String, CelChannel> channels = new LinkedHashMap<>();
    private final Map<String, List<CelChannel>> ofCall = new HashMap<>();
    private final Map<String, CelChannel> diallers = new HashMap<>();

    /** What is to be known of a channel before the first word about it. */
    static CelChannels of(List<Row> rows) {
        var channels = new CelChannels();
        rows.forEach(channels::survey);
        channels.channels
                .values()
                .forEach(channel -> channels.ofCall
                        .computeIfAbsent(String.valueOf(channel.linked), call -> new ArrayList<>())
                        .add(channel));
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
            case "APP_START" -> {
                boolean own = !OF_WHO_IS_CALLED.contains(row.get("appname"));
                channel.asked |= own && channel.answered != null && channel.bridged == null;
            }
            case "BRIDGE_ENTER" -> channel.bridged = channel.bridged == null ? row.at() : channel.bridged;
            case "HANGUP" -> {
                channel.hungUp = row.at();
                channel.cause = row.extra("hangupcause");
                channel.hungUpBy = row.extra("hangupsource");
                channel.dialStatus = row.extra("dialstatus");
            }
            default -> {}
        }
        channel.runs(row);
        if (row.get("appname").equals("AppDial2")) {
            channel.given = channel.originated ? channel.given : row.get("cid_num");
            channel.originated = true;
        }
    }

    CelChannel of(Row row) {
        CelChannel channel =
                channels.computeIfAbsent(row.get("uniqueid"), id -> new CelChannel(id, row.get("channame")));
        if (channel.linked == null) {
            channel.linked = row.get("linkedid");
        }
        return channel;
    }

    private List<CelChannel> sameCall(CelChannel channel) {
        return ofCall.getOrDefault(String.valueOf(channel.linked), List.of());
    }

    /** The other end of the wire whose second end this is: both have one name. Null when it is none, or not among the rows. */
    CelChannel firstEnd(CelChannel second) {
        if (!second.local() || !second.name.endsWith(";2")) {
            return null;
        }
        String first = second.name.substring(0, second.name.length() - 1) + "1";
        return sameCall(second).stream()
                .filter(channel -> channel.name.equals(first))
                .findFirst()
                .orElse(null);
    }

    /** Who called a channel, and how. */
    record Dialled(CelChannel by, String dialString, String shows) {}

    /**
     * Who called this channel: whoever dialled its device, or asked a queue; of several, the last that began, because dialling nests.
     * To be asked in the order in which the channels began.
     *
     * @return null when nobody can have
     */
    Dialled dialled(CelChannel called) {
        CelChannel by = null;
        CelDialling how = null;
        for (CelChannel channel : sameCall(called)) {
            if (channel != called) {
                for (CelDialling dialling : channel.diallings) {
                    int explains = dialling.explains(called);
                    int best = how == null ? 0 : how.explains(called);
                    if (explains > best || explains > 0 && explains == best && explains < 4 && channel.beganAfter(by)) {
                        by = channel;
                        how = dialling;
                    }
                }
            }
        }
        if (by == null) {
            return null;
        }
        diallers.put(called.id, by);
        return new Dialled(by, how.reached(called), how.shows);
    }

    /** Where a channel that was called sent its caller on to; "" when it did not. */
    String sentOnTo(CelChannel channel) {
        CelChannel by = diallers.get(channel.id);
        return by != null && atOnce(by.forwarded, channel.hungUp) ? by.forward : "";
    }

    /** Dial's word for how the attempt to reach a channel ended that did not take the call. */
    String howItEnded(CelChannel channel) {
        if (channel.wasBusy()) {
            return "BUSY";
        }
        if (channel.saysWhyItself()) {
            return "NOANSWER";
        }
        CelChannel by = diallers.get(channel.id);
        CelChannel first = channels.get(channel.linked);
        boolean callerGone = gaveUp(by, channel) || gaveUp(first, channel);
        boolean sentOn = channel.redirected() || !sentOnTo(channel).isEmpty();
        return callerGone || sentOn || channel.cause.equals(ELSEWHERE) || takenByAnother(channel, by)
                ? "CANCEL"
                : "NOANSWER";
    }

    private static boolean gaveUp(CelChannel caller, CelChannel called) {
        return caller != null && caller != called && atOnce(called.hungUp, caller.hungUp) && caller.hungUpItself();
    }

    /** The caller may be answered in that moment by a mailbox: only who was called takes a call. */
    private boolean takenByAnother(CelChannel channel, CelChannel by) {
        return sameCall(channel).stream()
                .filter(other -> other != channel && other != by && !other.id.equals(channel.linked))
                .anyMatch(
                        other -> atOnce(other.tookTheCall(), channel.hungUp) || atOnce(other.bridged, channel.hungUp));
    }

    static boolean atOnce(Instant one, Instant other) {
        return one != null
                && other != null
                && Duration.between(one, other).abs().compareTo(AT_ONCE) < 0;
    }
}
