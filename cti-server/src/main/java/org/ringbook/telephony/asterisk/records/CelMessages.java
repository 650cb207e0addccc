package org.ringbook.telephony.asterisk.records;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * CEL retold as AMI messages. CEL knows of channels, bridges and applications; who is called by whom, who was rung, and how an
 * attempt ended are concluded from them. Hold is not in CEL.
 */
final class CelMessages {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A telephone that was busy or away is gone before this; one that lived longer has rung. */
    private static final Duration RINGS_AFTER = Duration.ofMillis(300);
    /** Legs that are hung up for one reason are so within this time. */
    private static final Duration AT_ONCE = Duration.ofMillis(150);

    private static final Set<String> DIALLERS = Set.of("Dial", "Queue", "FollowMe", "Page");
    private static final Set<String> LISTENERS = Set.of("ChanSpy", "ExtenSpy");
    private static final String REJECTED = "21";
    /** Causes of a hang-up that say more than Dial's own word. */
    private static final Set<String> NEVER_RANG = Set.of("1", "3", "17", "20", "27", "34", "38");

    private final Predicate<String> known;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final List<Told> told = new ArrayList<>();

    /** What the rows say of one channel. */
    private static final class Channel {
        final String id;
        final String name;
        String linked;
        Instant began;
        Instant answered;
        Instant hungUp;
        String cause = "";
        boolean originated;
        String application = "";
        String data = "";
        String shows = "";
        String queue;
        boolean parked;

        Channel(String id, String name) {
            this.id = id;
            this.name = name;
        }

        boolean local() {
            return name.startsWith("Local/");
        }

        boolean called() {
            return !originated && !id.equals(linked) && !(local() && name.endsWith(";2"));
        }
    }

    private CelMessages(Predicate<String> known) {
        this.known = known;
    }

    /**
     * @param rows in the order in which they were written
     * @param known channels whose beginning was heard live: it is not told again
     */
    static List<Told> of(List<Row> rows, Predicate<String> known) {
        var messages = new CelMessages(known);
        rows.forEach(messages::survey);
        rows.forEach(messages::tell);
        messages.told.sort(Comparator.comparing(Told::at));
        return messages.told;
    }

    /** What is to be known of a channel before the first word about it. */
    private void survey(Row row) {
        Channel channel = channel(row);
        switch (row.get("eventtype")) {
            case "CHAN_START" -> {
                channel.began = row.at();
                channel.linked = row.get("linkedid");
            }
            case "ANSWER" -> channel.answered = channel.answered == null ? row.at() : channel.answered;
            case "HANGUP" -> {
                channel.hungUp = row.at();
                channel.cause = extra(row).path("hangupcause").asString("");
            }
            default -> {}
        }
        channel.originated |= row.get("appname").equals("AppDial2");
    }

    private Channel channel(Row row) {
        String id = row.get("uniqueid");
        Channel channel = channels.computeIfAbsent(id, key -> new Channel(key, row.get("channame")));
        if (channel.linked == null) {
            channel.linked = row.get("linkedid");
        }
        return channel;
    }

    private void tell(Row row) {
        if (row.get("uniqueid").isEmpty() || row.get("channame").isEmpty()) {
            return;
        }
        Channel channel = channel(row);
        switch (row.get("eventtype")) {
            case "CHAN_START" -> began(channel, row);
            case "APP_START" -> applicationBegan(channel, row);
            case "APP_END" -> applicationEnded(channel, row);
            case "ANSWER" -> answered(channel, row);
            case "BRIDGE_ENTER" -> entered(channel, row);
            case "BRIDGE_EXIT" -> say(row, "BridgeLeave", "BridgeUniqueid", text(row, "bridge_id"));
            case "HANGUP" -> hungUp(channel, row);
            case "CHAN_END" -> gone(channel, row);
            default -> handedOn(channel, row);
        }
    }

    private void began(Channel channel, Row row) {
        if (!known.test(channel.id)) {
            boolean calls = !channel.called() && !channel.originated;
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
        }
    }

    /** The two ends of one wire have one name. */
    private void wire(Channel channel, Row row) {
        if (channel.name.endsWith(";2")) {
            String one = channel.name.substring(0, channel.name.length() - 1) + "1";
            channels.values().stream()
                    .filter(other -> other.name.equals(one))
                    .findFirst()
                    .ifPresent(other -> add(
                            row,
                            channel,
                            "LocalBridge",
                            "LocalOneUniqueid",
                            other.id,
                            "LocalOneLinkedid",
                            other.linked,
                            "LocalTwoUniqueid",
                            channel.id,
                            "LocalTwoLinkedid",
                            channel.linked));
        }
    }

    private void dialled(Channel channel, Row row) {
        Channel by = dialler(channel);
        String from = by == null ? channel.linked : by.id;
        String number = by == null ? "" : dialString(by.data, channel.name);
        add(
                row,
                channel,
                "DialBegin",
                "Uniqueid",
                from,
                "DestUniqueid",
                channel.id,
                "DestChannel",
                channel.name,
                "DialString",
                number);
        if (by != null && !by.shows.isEmpty()) {
            add(
                    row,
                    channel,
                    "NewConnectedLine",
                    "Uniqueid",
                    channel.id,
                    "Channel",
                    channel.name,
                    "ConnectedLineNum",
                    by.shows);
        }
        if (!channel.local() && hasRung(channel)) {
            add(row, channel, "DialState", "DestUniqueid", channel.id, "DialStatus", "RINGING");
        }
    }

    private static boolean hasRung(Channel channel) {
        boolean long_ = channel.hungUp == null
                || Duration.between(channel.began, channel.hungUp).compareTo(RINGS_AFTER) >= 0;
        return channel.answered != null || long_ && !NEVER_RANG.contains(channel.cause);
    }

    /** Who dials at this moment in the same call; the last one that began, because dialling nests. */
    private Channel dialler(Channel called) {
        Channel found = null;
        for (Channel channel : channels.values()) {
            if (channel != called
                    && DIALLERS.contains(channel.application)
                    && called.linked.equals(channel.linked)
                    && (found == null || started(found).isBefore(started(channel)))) {
                found = channel;
            }
        }
        return found;
    }

    private static Instant started(Channel channel) {
        return channel.began == null ? Instant.MIN : channel.began;
    }

    /** Of what Dial was given, "PJSIP/101&PJSIP/89161112233@carrier,20,tT", the part that led to this channel. */
    private static String dialString(String data, String channel) {
        String devices = data.split(",", 2)[0];
        String endpoint = channel.substring(
                channel.indexOf('/') + 1, Math.max(channel.lastIndexOf('-'), channel.indexOf('/') + 1));
        String found = "";
        for (String device : devices.split("&")) {
            String place = device.substring(device.indexOf('/') + 1);
            boolean fits = !endpoint.isEmpty() && place.contains(endpoint);
            found = fits || devices.equals(device) ? place : found;
        }
        return found;
    }

    private void applicationBegan(Channel channel, Row row) {
        channel.application = row.get("appname");
        channel.data = row.get("appdata");
        channel.shows = row.get("cid_num");
        listens(channel, row);
        if (channel.application.equals("Queue")) {
            channel.queue = channel.data.split(",", 2)[0];
            say(row, "QueueCallerJoin", "Queue", channel.queue);
        } else if (channel.application.equals("ConfBridge")) {
            say(row, "ConfbridgeJoin", "Conference", channel.data.split(",", 2)[0]);
        } else {
            say(row, "Newexten", "Application", channel.application);
        }
    }

    private void applicationEnded(Channel channel, Row row) {
        if (channel.queue != null) {
            boolean gaveUp = channel.hungUp != null
                    && Duration.between(row.at(), channel.hungUp).abs().compareTo(AT_ONCE) < 0;
            say(row, gaveUp ? "QueueCallerAbandon" : "QueueCallerLeave", "Queue", channel.queue);
            channel.queue = null;
        }
        channel.application = "";
    }

    private void answered(Channel channel, Row row) {
        if (channel.called()) {
            add(row, channel, "DialEnd", "DestUniqueid", channel.id, "DialStatus", "ANSWER");
        }
        say(row, "Newstate", "ChannelState", "6");
        listens(channel, row);
    }

    /** A leg that the PBX called so that somebody may listen has an application only when cel.conf names it in {@code apps}. */
    private void listens(Channel channel, Row row) {
        if (LISTENERS.contains(row.get("appname"))) {
            say(row, "ChanSpyStart", "SpyerUniqueid", channel.id);
        }
    }

    private void entered(Channel channel, Row row) {
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
                        text(row, "bridge_technology").equals("holding_bridge") ? "agent_hold" : "basic";
                    default -> "basic";
                };
        say(
                row,
                "BridgeEnter",
                "BridgeUniqueid",
                text(row, "bridge_id"),
                "BridgeType",
                kind,
                "BridgeTechnology",
                text(row, "bridge_technology"));
    }

    private void hungUp(Channel channel, Row row) {
        if (channel.called() && channel.answered == null) {
            add(row, channel, "DialEnd", "DestUniqueid", channel.id, "DialStatus", howItEnded(channel));
        }
        if (text(row, "hangupsource").equals(channel.name)) {
            say(row, "HangupRequest");
        }
        say(row, "Hangup", "Cause", channel.cause);
    }

    private String howItEnded(Channel channel) {
        if (channel.cause.equals("17")) {
            return "BUSY";
        }
        if (NEVER_RANG.contains(channel.cause) || channel.cause.equals(REJECTED)) {
            return "NOANSWER";
        }
        for (Channel other : channels.values()) {
            boolean sameCall = other != channel && channel.linked.equals(other.linked);
            boolean callerGone = other.id.equals(channel.linked) && within(channel.hungUp, other.hungUp);
            if (sameCall && (callerGone || within(other.answered, channel.hungUp))) {
                return "CANCEL";
            }
        }
        return "NOANSWER";
    }

    private static boolean within(Instant one, Instant other) {
        return one != null
                && other != null
                && Duration.between(one, other).abs().compareTo(AT_ONCE) < 0;
    }

    /** The end of a channel whose hang-up is not among the rows. */
    private void gone(Channel channel, Row row) {
        if (channel.hungUp == null) {
            say(row, "Hangup");
        }
    }

    private void handedOn(Channel channel, Row row) {
        switch (row.get("eventtype")) {
            case "BLINDTRANSFER" ->
                add(
                        row,
                        channel,
                        "BlindTransfer",
                        "Result",
                        "Success",
                        "TransfererUniqueid",
                        channel.id,
                        "TransfererLinkedid",
                        row.get("linkedid"),
                        "TransfereeUniqueid",
                        id(row, "transferee_channel_uniqueid"),
                        "Extension",
                        text(row, "extension"));
            case "ATTENDEDTRANSFER" ->
                add(
                        row,
                        channel,
                        "AttendedTransfer",
                        "Result",
                        "Success",
                        "OrigTransfererUniqueid",
                        channel.id,
                        "OrigTransfererLinkedid",
                        row.get("linkedid"),
                        "SecondTransfererUniqueid",
                        id(row, "channel2_uniqueid"),
                        "TransfereeUniqueid",
                        id(row, "transferee_channel_uniqueid"),
                        "TransferTargetUniqueid",
                        id(row, "transfer_target_channel_uniqueid"));
            case "PICKUP" ->
                add(
                        row,
                        channel,
                        "Pickup",
                        "Uniqueid",
                        id(row, "pickup_channel_uniqueid"),
                        "TargetUniqueid",
                        channel.id);
            case "PARK_START" -> {
                channel.parked = true;
                add(
                        row,
                        channel,
                        "ParkedCall",
                        "ParkeeUniqueid",
                        channel.id,
                        "ParkingSpace",
                        text(row, "parking_space"));
            }
            case "PARK_END" -> channel.parked = false;
            default -> {}
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
        told.add(Told.of(row.at(), row.get("uniqueid"), event, all));
    }

    private void add(Row row, Channel channel, String event, String... headers) {
        told.add(Told.of(row.at(), channel.id, event, headers));
    }

    private static String id(Row row, String name) {
        String id = text(row, name);
        return id.equals("N/A") ? "" : id;
    }

    private static String text(Row row, String name) {
        return extra(row).path(name).asString("");
    }

    private static JsonNode extra(Row row) {
        String extra = row.get("extra");
        try {
            return extra.startsWith("{") ? JSON.readTree(extra) : JSON.createObjectNode();
        } catch (JacksonException broken) {
            return JSON.createObjectNode();
        }
    }
}
