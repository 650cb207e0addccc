package org.ringbook.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** One event as it goes over the line: its name, the class of right that it needs, its headers in order. */
final class AmiEvent {

    private static final String NOTHING_KNOWN = "<unknown>";

    final String name;
    final String right;
    final Map<String, String> headers = new LinkedHashMap<>();

    /** @param right class of {@code read} in manager.conf; empty for an entry of a list, which only who asked is told */
    AmiEvent(String name, String right) {
        this.name = name;
        this.right = right;
    }

    AmiEvent with(String header, Object value) {
        headers.put(header, value == null ? "" : value.toString());
        return this;
    }

    AmiEvent channel(String prefix, Channel channel) {
        return with(prefix + "Channel", channel.name)
                .with(prefix + "ChannelState", channel.state.number)
                .with(prefix + "ChannelStateDesc", channel.state.words)
                .party(prefix + "CallerID", channel.caller)
                .party(prefix + "ConnectedLine", channel.connected)
                .with(prefix + "Language", "en")
                .with(prefix + "AccountCode", "")
                .with(prefix + "Context", channel.context)
                .with(prefix + "Exten", channel.exten)
                .with(prefix + "Priority", channel.priority)
                .with(prefix + "Uniqueid", channel.uniqueId)
                .with(prefix + "Linkedid", channel.linkedId);
    }

    AmiEvent bridge(String prefix, Bridge bridge) {
        return with(prefix + "BridgeUniqueid", bridge.id)
                .with(prefix + "BridgeType", "basic")
                .with(prefix + "BridgeTechnology", "simple_bridge")
                .with(prefix + "BridgeCreator", NOTHING_KNOWN)
                .with(prefix + "BridgeName", NOTHING_KNOWN)
                .with(prefix + "BridgeNumChannels", bridge.members.size())
                .with(prefix + "BridgeVideoSourceMode", "none");
    }

    private AmiEvent party(String prefix, Party party) {
        return with(prefix + "Num", known(party.number())).with(prefix + "Name", known(party.name()));
    }

    private static String known(String text) {
        return text == null || text.isEmpty() ? NOTHING_KNOWN : text;
    }

    /** As it stands on the wire, with its empty line. */
    String wire() {
        var text = new StringBuilder(640).append("Event: ").append(name).append("\r\n");
        if (!right.isEmpty()) {
            text.append("Privilege: ").append(right).append(",all\r\n");
        }
        headers.forEach((header, value) ->
                text.append(header).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString();
    }

    @Override
    public String toString() {
        return name + headers;
    }
}
