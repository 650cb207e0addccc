package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
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
            told.add(Told.of(began, id, "DialBegin", "Uniqueid", linked, "DestUniqueid", id, "DestChannel", name));
            if (state == RINGING || state == UP) {
                told.add(Told.of(began, id, "DialState", "DestUniqueid", id, "DialStatus", "RINGING"));
            }
        }
        if (state == UP) {
            told.add(Told.of(now, id, "Newstate", "Channel", name, "Uniqueid", id, "ChannelState", "" + UP));
        }
        String application = channel.getApplication();
        if ("Queue".equals(application)) {
            told.add(Told.of(now, id, "QueueCallerJoin", "Uniqueid", id, "Queue", queue(channel)));
        } else if (AmiEvents.service(application) != null) {
            told.add(Told.of(now, id, "Newexten", "Uniqueid", id, "Application", application));
        }
        if (channel.getBridgeid() != null && !channel.getBridgeid().isEmpty()) {
            told.add(Told.of(
                    now,
                    id,
                    "BridgeEnter",
                    "Channel",
                    name,
                    "Uniqueid",
                    id,
                    "Linkedid",
                    linked,
                    "BridgeUniqueid",
                    channel.getBridgeid(),
                    "BridgeType",
                    "basic"));
        }
        return told;
    }

    /** The application was given "sales,tT,,,60". */
    private static String queue(CoreShowChannelEvent channel) {
        String given = channel.getApplicationdata();
        return given == null ? null : given.split(",", 2)[0];
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
