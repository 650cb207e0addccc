package org.ringbook.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes of a played PBX the record of events that a real one writes beside what it says over AMI, as its sample
 * {@code cel_custom.conf} has it.
 */
final class PlayedCel {

    private static final Set<String> RECORDED = Set.of("Dial", "Queue");
    private static final Map<String, String> LIKE_AMI = Map.of(
            "Newchannel",
            "CHAN_START",
            "BridgeEnter",
            "BRIDGE_ENTER",
            "BridgeLeave",
            "BRIDGE_EXIT",
            "AttendedTransfer",
            "ATTENDEDTRANSFER",
            "BlindTransfer",
            "BLINDTRANSFER");

    /** @param text as "Dial|PJSIP/101,20" */
    private record Running(Channel channel, String text) {}

    private final Consumer<String> rows;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Map<String, Channel> channels = new HashMap<>();
    private final Set<String> askedToEnd = new HashSet<>();

    PlayedCel(Consumer<String> rows) {
        this.rows = rows;
    }

    /** All calls are gone, and nothing is written of that. */
    void dies() {
        running.clear();
        channels.clear();
        askedToEnd.clear();
    }

    void said(AmiEvent event, List<Channel> living) {
        String at = event.headers.get("Timestamp");
        for (Channel channel : living) {
            channels.put(channel.uniqueId, channel);
            applications(at, channel);
        }
        Channel channel = channels.get(Stream.of("Uniqueid", "OrigTransfererUniqueid", "TransfererUniqueid")
                .map(event.headers::get)
                .filter(id -> id != null)
                .findFirst()
                .orElse(""));
        if (channel == null) {
            return;
        }
        switch (event.name) {
            case "Newstate" -> {
                if (event.headers.get("ChannelState").equals("6")) {
                    write("ANSWER", at, channel, Map.of());
                }
            }
            case "HangupRequest" -> askedToEnd.add(channel.uniqueId);
            case "Hangup" -> ends(at, channel, event.headers.get("Cause"));
            default -> {
                if (LIKE_AMI.containsKey(event.name)) {
                    write(LIKE_AMI.get(event.name), at, channel, extra(event));
                }
            }
        }
    }

    private void applications(String at, Channel channel) {
        Running before = running.get(channel.uniqueId);
        String now = RECORDED.contains(channel.application) ? channel.application + "|" + channel.data : null;
        if (!channel.gone && (before == null ? now != null : !before.text.equals(now))) {
            if (before != null) {
                running.remove(channel.uniqueId);
                write("APP_END", at, channel, Map.of());
            }
            if (now != null) {
                running.put(channel.uniqueId, new Running(channel, now));
                write("APP_START", at, channel, Map.of());
            }
        }
    }

    private void ends(String at, Channel channel, String cause) {
        if (running.remove(channel.uniqueId) != null) {
            write("APP_END", at, channel, Map.of());
        }
        String source = askedToEnd.remove(channel.uniqueId) ? channel.name : "";
        write("HANGUP", at, channel, Map.of("hangupcause", cause, "hangupsource", source));
        write("CHAN_END", at, channel, Map.of());
        channels.remove(channel.uniqueId);
    }

    private static Map<String, String> extra(AmiEvent event) {
        var extra = new LinkedHashMap<String, String>();
        Map.of(
                        "BridgeUniqueid", "bridge_id",
                        "BridgeTechnology", "bridge_technology",
                        "SecondTransfererUniqueid", "channel2_uniqueid",
                        "TransfereeUniqueid", "transferee_channel_uniqueid",
                        "TransferTargetUniqueid", "transfer_target_channel_uniqueid",
                        "Extension", "extension")
                .forEach((header, field) -> {
                    if (event.headers.containsKey(header)) {
                        extra.put(field, event.headers.get(header));
                    }
                });
        return extra;
    }

    private void write(String type, String at, Channel channel, Map<String, String> extra) {
        String json = extra.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        String number = channel.caller.number() == null ? "" : channel.caller.number();
        rows.accept(Stream.of(
                        type,
                        at,
                        "",
                        number,
                        number,
                        "",
                        "",
                        channel.exten,
                        channel.context,
                        channel.name,
                        channel.application,
                        channel.data,
                        "3",
                        "",
                        channel.uniqueId,
                        channel.linkedId,
                        "",
                        "",
                        "",
                        extra.isEmpty() ? "" : json)
                .map(value -> "\"" + value.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(",", "", "\n")));
    }
}
