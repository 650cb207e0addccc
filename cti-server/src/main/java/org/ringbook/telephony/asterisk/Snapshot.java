package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.ringbook.calls.fold.OpenLeg;
import org.ringbook.telephony.asterisk.records.Told;

/**
 * A channel that the PBX shows to be there, retold as the AMI messages that told of its beginning. When it rang, was
 * answered or began to wait in a queue is not in the list: what is so counts as so since the moment of the list.
 */
final class Snapshot {

    /** How such messages are marked. */
    static final String SOURCE = "snapshot";

    private static final int RING = 4;
    private static final int RINGING = 5;
    private static final int UP = 6;

    /** An agent's line: in which of its bridges it only waits is not in the list. */
    private static final String ALWAYS_OPEN = "AgentLogin";

    private static final Map<String, String> KINDS_OF_BRIDGES =
            Map.of("Park", "parking", "Parked Call", "parking", "ConfBridge", "base");

    private Snapshot() {}

    /** @param now by the PBX's clock */
    static List<Told> of(CoreShowChannelEvent channel, Instant now) {
        String id = channel.getUniqueid();
        String linked = channel.getLinkedid();
        if (id == null || channel.getChannel() == null) {
            return List.of();
        }
        String name = channel.getChannel();
        Instant began = now.minus(duration(channel.getDuration()));
        boolean called = linked != null && !linked.equals(id)
                || String.valueOf(channel.getApplication()).startsWith("App");
        int state = channel.getChannelState() == null ? UP : channel.getChannelState();
        var told = new ArrayList<Told>();
        told.add(Told.of(
                began,
                id,
                "Newchannel",
                "Channel",
                name,
                "Uniqueid",
                id,
                "Linkedid",
                linked,
                "ChannelState",
                called ? "0" : "" + RING,
                "CallerIDNum",
                channel.getCallerIdNum(),
                "Exten",
                channel.getExtension() != null ? channel.getExtension() : channel.getExten()));
        if (called && linked != null && !linked.equals(id)) {
            told.add(Told.of(
                    began,
                    id,
                    "DialBegin",
                    "Uniqueid",
                    linked,
                    "DestUniqueid",
                    id,
                    "DestChannel",
                    name,
                    "DestCallerIDNum",
                    channel.getCallerIdNum()));
            if (state == RINGING || state == UP) {
                told.add(Told.of(began, id, "DialState", "DestUniqueid", id, "DialStatus", "RINGING"));
            }
        }
        if (state == UP) {
            told.add(Told.of(now, id, "Newstate", "Channel", name, "Uniqueid", id, "ChannelState", "" + UP));
        }
        service(channel, now).ifPresent(told::add);
        if (bridged(channel)) {
            told.add(enters(channel, now));
        }
        return told;
    }

    /** What answers a caller in place of a person, or lets them wait. */
    private static Optional<Told> service(CoreShowChannelEvent channel, Instant now) {
        String id = channel.getUniqueid();
        String application = channel.getApplication();
        if ("Queue".equals(application) && channel.getApplicationdata() != null) {
            // Given as "sales,tT,,,60".
            String queue = channel.getApplicationdata().split(",", 2)[0];
            return Optional.of(Told.of(now, id, "QueueCallerJoin", "Uniqueid", id, "Queue", queue));
        }
        return AmiEvents.service(application) == null
                ? Optional.empty()
                : Optional.of(Told.of(now, id, "Newexten", "Uniqueid", id, "Application", application));
    }

    /** What is new about a channel that was heard to begin. */
    static List<Told> news(CoreShowChannelEvent channel, OpenLeg known, Instant at) {
        String id = channel.getUniqueid();
        int state = channel.getChannelState() == null ? 0 : channel.getChannelState();
        var told = new ArrayList<Told>();
        if (state == RINGING && !known.rang() || state == UP && !known.up()) {
            told.add(Told.of(
                    at, id, "Newstate", "Channel", channel.getChannel(), "Uniqueid", id, "ChannelState", "" + state));
        }
        boolean isInAnotherBridge = bridged(channel) && !channel.getBridgeid().equals(known.bridge());
        if (isInAnotherBridge && !ALWAYS_OPEN.equals(channel.getApplication())) {
            told.add(enters(channel, at));
        }
        return told;
    }

    /** The two ends of a pair have one name; which channels are a pair may not have been heard. */
    static List<Told> wires(Collection<CoreShowChannelEvent> channels, Map<String, OpenLeg> known, Instant at) {
        Map<String, String> firstEnds = new HashMap<>();
        for (CoreShowChannelEvent channel : channels) {
            String name = String.valueOf(channel.getChannel());
            if (name.startsWith("Local/") && name.endsWith(";1")) {
                firstEnds.put(name.substring(0, name.length() - 1), channel.getUniqueid());
            }
        }
        var told = new ArrayList<Told>();
        for (CoreShowChannelEvent channel : channels) {
            String name = String.valueOf(channel.getChannel());
            String first = name.endsWith(";2") ? firstEnds.get(name.substring(0, name.length() - 1)) : null;
            if (first != null && !(known.containsKey(first) && known.get(first).paired())) {
                told.add(Told.of(
                        at,
                        first,
                        "LocalBridge",
                        "LocalOneUniqueid",
                        first,
                        "LocalTwoUniqueid",
                        channel.getUniqueid()));
            }
        }
        return told;
    }

    private static boolean bridged(CoreShowChannelEvent channel) {
        return channel.getBridgeid() != null && !channel.getBridgeid().isEmpty();
    }

    private static Told enters(CoreShowChannelEvent channel, Instant at) {
        String id = channel.getUniqueid();
        String application = String.valueOf(channel.getApplication());
        return Told.of(
                at,
                id,
                "BridgeEnter",
                "Channel",
                channel.getChannel(),
                "Uniqueid",
                id,
                "Linkedid",
                channel.getLinkedid(),
                "BridgeUniqueid",
                channel.getBridgeid(),
                "BridgeType",
                KINDS_OF_BRIDGES.getOrDefault(application, "basic"));
    }

    /** "00:01:30". */
    private static Duration duration(String text) {
        if (text == null || !text.matches("[0-9]{1,5}:[0-9]{2}:[0-9]{2}")) {
            return Duration.ZERO;
        }
        String[] parts = text.split(":");
        return Duration.ofSeconds(
                Long.parseLong(parts[0]) * 3600 + Long.parseLong(parts[1]) * 60 + Long.parseLong(parts[2]));
    }
}
