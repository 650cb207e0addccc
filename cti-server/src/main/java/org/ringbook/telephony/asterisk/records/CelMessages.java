package org.ringbook.telephony.asterisk.records;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * CEL retold as AMI messages. CEL knows of channels, bridges and applications; who is called by whom, who was rung, and how an
 * attempt ended are concluded from them. Hold is not in CEL.
 */
final class CelMessages {

    private static final Set<String> LISTENERS = Set.of("ChanSpy", "ExtenSpy");

    private final Predicate<String> known;
    private final CelChannels channels;
    private final CelBridges bridges = new CelBridges();
    private final List<RecordedEvent> reported = new ArrayList<>();

    private CelMessages(CelChannels channels, Predicate<String> known) {
        this.channels = channels;
        this.known = known;
    }

    /**
     * @param rows in the order in which they were written
     * @param known channels whose beginning was heard live: it is not told again
     */
    static List<RecordedEvent> of(List<Row> rows, Predicate<String> known) {
        var messages = new CelMessages(CelChannels.of(rows), known);
        rows.forEach(messages::report);
        messages.reported.sort(Comparator.comparing(RecordedEvent::at));
        return messages.reported;
    }

    private void report(Row row) {
        if (row.get("uniqueid").isEmpty() || row.get("channame").isEmpty()) {
            return;
        }
        CelChannel channel = channels.of(row);
        comesToALine(channel, row);
        switch (row.get("eventtype")) {
            case "CHAN_START" -> began(channel, row);
            case "APP_START" -> applicationBegan(channel, row);
            case "APP_END" -> applicationEnded(channel, row);
            case "ANSWER" -> answered(channel, row);
            case "BRIDGE_ENTER" -> entered(channel, row);
            case "BRIDGE_EXIT" -> say(row, "BridgeLeave", "BridgeUniqueid", bridges.left(row));
            case "HANGUP" -> hungUp(channel, row);
            case "CHAN_END" -> gone(channel, row);
            default -> handedOn(channel, row);
        }
    }

    private void began(CelChannel channel, Row row) {
        if (!known.test(channel.id)) {
            boolean calls = !channel.called() && !channel.placed() || channel.local();
            String exten = row.get("exten").equals("s") ? "" : row.get("exten");
            say(
                    row,
                    "Newchannel",
                    "ChannelState",
                    calls ? "4" : "0",
                    "CallerIDNum",
                    row.get("cid_num"),
                    "Exten",
                    exten);
        }
        // Of a channel that was heard to begin, by whom it was called may not have been heard any more.
        if (channel.local()) {
            wire(channel, row);
        }
        if (channel.called()) {
            dialled(channel, row);
        } else if (channel.placed()) {
            placed(channel, row);
        }
    }

    /** Where the dialplan goes on with a caller, when the operator asked for no line of ours. */
    private void comesToALine(CelChannel channel, Row row) {
        String exten = row.get("exten");
        if (!channel.called() && !exten.isEmpty() && !exten.equals(channel.came)) {
            channel.came = exten;
            say(row, "Newexten", "Exten", exten, "Priority", "1");
        }
    }

    /** The PBX itself calls, on a click or for a program. */
    private void placed(CelChannel channel, Row row) {
        add(
                row,
                channel,
                "DialBegin",
                "DestUniqueid",
                channel.id,
                "DestChannel",
                channel.name,
                "DialString",
                channel.local() ? channel.endpoint() : "",
                "DestCallerIDNum",
                channel.given);
        rings(channel, row);
    }

    private void wire(CelChannel channel, Row row) {
        CelChannel one = channels.firstEnd(channel);
        if (one != null) {
            add(
                    row,
                    channel,
                    "LocalBridge",
                    "LocalOneUniqueid",
                    one.id,
                    "LocalOneLinkedid",
                    one.linked,
                    "LocalTwoUniqueid",
                    channel.id,
                    "LocalTwoLinkedid",
                    channel.linked);
        }
    }

    private void dialled(CelChannel channel, Row row) {
        CelChannels.Dialled dialled = channels.dialled(channel);
        add(
                row,
                channel,
                "DialBegin",
                "Uniqueid",
                dialled == null ? channel.linked : dialled.by().id,
                "DestUniqueid",
                channel.id,
                "DestChannel",
                channel.name,
                "DialString",
                dialled == null ? "" : dialled.dialString());
        if (dialled != null && !dialled.shows().isEmpty()) {
            add(
                    row,
                    channel,
                    "NewConnectedLine",
                    "Uniqueid",
                    channel.id,
                    "Channel",
                    channel.name,
                    "ConnectedLineNum",
                    dialled.shows());
        }
        rings(channel, row);
    }

    private void rings(CelChannel channel, Row row) {
        if (!channel.local() && channel.hasRung()) {
            add(row, channel, "DialState", "DestUniqueid", channel.id, "DialStatus", "RINGING");
        }
    }

    private void applicationBegan(CelChannel channel, Row row) {
        String first = row.get("appdata").split(",", 2)[0];
        listens(channel, row);
        switch (row.get("appname")) {
            case "Queue" -> {
                channel.queue = first;
                say(row, "QueueCallerJoin", "Queue", first);
            }
            case "ConfBridge" -> say(row, "ConfbridgeJoin", "Conference", first);
            default -> say(row, "Newexten", "Application", row.get("appname"));
        }
    }

    private void applicationEnded(CelChannel channel, Row row) {
        if (channel.queue != null) {
            boolean gaveUp = CelChannels.atOnce(row.at(), channel.hungUp);
            say(row, gaveUp ? "QueueCallerAbandon" : "QueueCallerLeave", "Queue", channel.queue);
            channel.queue = null;
        }
    }

    private void answered(CelChannel channel, Row row) {
        tookTheCall(channel, row);
        say(row, "Newstate", "ChannelState", "6");
        listens(channel, row);
    }

    private void tookTheCall(CelChannel channel, Row row) {
        if ((channel.called() || channel.placed()) && row.at().equals(channel.tookTheCall())) {
            add(row, channel, "DialEnd", "DestUniqueid", channel.id, "DialStatus", "ANSWER");
        }
    }

    /** A leg that the PBX called so that somebody may listen has an application only when cel.conf names it in {@code apps}. */
    private void listens(CelChannel channel, Row row) {
        if (LISTENERS.contains(row.get("appname"))) {
            say(row, "ChanSpyStart", "SpyerUniqueid", channel.id);
        }
    }

    private void entered(CelChannel channel, Row row) {
        if (channel.queue != null) {
            say(row, "QueueCallerLeave", "Queue", channel.queue);
            channel.queue = null;
        }
        String kind = channel.parked
                ? "parking"
                : switch (row.get("appname")) {
                    case "ConfBridge" -> "base";
                    // A line that is open all day waits in one bridge, and leaves it to speak in another.
                    case "AgentLogin" ->
                        row.extra("bridge_technology").equals("holding_bridge") ? "agent_hold" : "basic";
                    default -> "basic";
                };
        tookTheCall(channel, row);
        say(
                row,
                "BridgeEnter",
                "BridgeUniqueid",
                bridges.entered(row),
                "BridgeType",
                kind,
                "BridgeTechnology",
                row.extra("bridge_technology"));
    }

    private void hungUp(CelChannel channel, Row row) {
        if ((channel.called() || channel.placed()) && channel.tookTheCall() == null) {
            add(
                    row,
                    channel,
                    "DialEnd",
                    "DestUniqueid",
                    channel.id,
                    "DialStatus",
                    channels.howItEnded(channel),
                    "Forward",
                    channels.sentOnTo(channel));
        }
        if (row.extra("hangupsource").equals(channel.name)) {
            say(row, "HangupRequest");
        }
        say(row, "Hangup", "Cause", channel.cause);
    }

    /** The end of a channel whose hang-up is not among the rows. */
    private void gone(CelChannel channel, Row row) {
        if (channel.hungUp == null) {
            say(row, "Hangup");
        }
    }

    private void handedOn(CelChannel channel, Row row) {
        channel.parked = switch (row.get("eventtype")) {
            case "PARK_START" -> true;
            case "PARK_END" -> false;
            default -> channel.parked;
        };
        if (row.get("eventtype").equals("FORWARD")) {
            channel.forward = row.extra("forward");
            channel.forwarded = row.at();
        }
        RecordedEvent handOver = CelHandOver.of(channel, row);
        if (handOver != null) {
            reported.add(handOver);
        }
    }

    private void say(Row row, String event, String... headers) {
        var all = new String[headers.length + 6];
        System.arraycopy(
                new String[] {
                    "Channel", row.get("channame"), "Uniqueid", row.get("uniqueid"), "Linkedid", row.get("linkedid")
                },
                0,
                all,
                0,
                6);
        System.arraycopy(headers, 0, all, 6, headers.length);
        reported.add(RecordedEvent.of(row.at(), row.get("uniqueid"), event, all));
    }

    private void add(Row row, CelChannel channel, String event, String... headers) {
        reported.add(RecordedEvent.of(row.at(), channel.id, event, headers));
    }
}
