package org.ringbook.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ringbook.demo.AmiDesk.Action;

/** What is now: channels, bridges, the queue, telephones. */
final class Snapshots {

    private final Exchange exchange;

    Snapshots(Exchange exchange) {
        this.exchange = exchange;
    }

    List<Action> actions() {
        var reporting = Set.of("system", "reporting");
        return List.of(
                new Action("CoreShowChannels", reporting, "List currently active channels.", this::channels),
                new Action("Status", Set.of("system", "call", "reporting"), "List channel status.", this::status),
                new Action("BridgeList", Set.of(), "Get a list of bridges in the system.", this::bridges),
                new Action("BridgeInfo", Set.of(), "Get information about a bridge.", this::bridge),
                new Action("QueueStatus", Set.of(), "Show queue status.", this::queue),
                new Action(
                        "DeviceStateList",
                        Set.of("call", "reporting"),
                        "List the current known device states.",
                        this::devices),
                new Action("ParkedCalls", Set.of(), "List parked calls.", this::parked),
                new Action(
                        "ConfbridgeListRooms",
                        reporting,
                        "List active conferences.",
                        (session, request) -> session.send(AmiResponse.error(request, "No active conferences.")
                                .wire())));
    }

    private void channels(AmiSession session, AmiRequest request) {
        var entries = exchange.channels().stream()
                .map(channel -> new AmiEvent("CoreShowChannel", "")
                        .with("ActionID", request.get("ActionID"))
                        .channel("", channel)
                        .with("BridgeId", channel.bridge == null ? "" : channel.bridge.id)
                        .with("Application", channel.application)
                        .with("ApplicationData", channel.data)
                        .with("Duration", duration(channel)))
                .toList();
        list(session, request, "Channels will follow", entries, "CoreShowChannelsComplete");
    }

    private String duration(Channel channel) {
        var seconds = seconds(channel);
        return "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private long seconds(Channel channel) {
        return Duration.between(channel.created, exchange.timetable.now()).toSeconds();
    }

    private void status(AmiSession session, AmiRequest request) {
        var wanted = request.get("Channel");
        if (!wanted.isEmpty() && exchange.channel(wanted) == null) {
            session.send(AmiResponse.error(request, "No such channel").wire());
            return;
        }
        var entries = exchange.channels().stream()
                .filter(channel -> wanted.isEmpty() || channel.name.equals(wanted))
                .map(channel -> status(channel, request))
                .toList();
        list(session, request, "Channel status will follow", entries, "StatusComplete", "Items", entries.size());
    }

    private AmiEvent status(Channel channel, AmiRequest request) {
        return new AmiEvent("Status", "call")
                .with("ActionID", request.get("ActionID"))
                .channel("", channel)
                .with("Type", channel.isLocal() ? "Local" : "PJSIP")
                .with("DNID", channel.isTrunk() ? channel.exten : "")
                .with("EffectiveConnectedLineNum", channel.connected.number())
                .with("EffectiveConnectedLineName", channel.connected.name())
                .with("TimeToHangup", 0)
                .with("BridgeID", channel.bridge == null ? "" : channel.bridge.id)
                .with("Application", channel.application)
                .with("Data", channel.data)
                .with("Seconds", seconds(channel));
    }

    private void bridges(AmiSession session, AmiRequest request) {
        var entries = exchange.bridges().stream()
                .map(bridge -> new AmiEvent("BridgeListItem", "")
                        .with("ActionID", request.get("ActionID"))
                        .bridge("", bridge))
                .toList();
        list(session, request, "Bridge listing will follow", entries, "BridgeListComplete");
    }

    private void bridge(AmiSession session, AmiRequest request) {
        var found = exchange.bridges().stream()
                .filter(bridge -> bridge.id.equals(request.get("BridgeUniqueid")))
                .findFirst();
        if (found.isEmpty()) {
            session.send(AmiResponse.error(request, "Bridge not found").wire());
            return;
        }
        var entries = found.get().members.stream()
                .map(member -> new AmiEvent("BridgeInfoChannel", "")
                        .with("ActionID", request.get("ActionID"))
                        .channel("", member))
                .toList();
        list(session, request, "Bridge channel listing will follow", entries, "BridgeInfoComplete");
    }

    private void queue(AmiSession session, AmiRequest request) {
        var entries = new ArrayList<AmiEvent>();
        var wanted = request.get("Queue", exchange.cast.queue());
        if (wanted.equals(exchange.cast.queue())) {
            entries.add(queueParams(request));
            exchange.cast.members().forEach(member -> {
                var event = entry("QueueMember", request);
                entries.add(exchange.devices.member(event, "Name", member));
            });
            exchange.waiting.entries().forEach(waiting -> entries.add(queueEntry(request, waiting)));
        }
        list(session, request, "Queue status will follow", entries, "QueueStatusComplete");
    }

    private AmiEvent entry(String name, AmiRequest request) {
        return new AmiEvent(name, "").with("ActionID", request.get("ActionID")).with("Queue", exchange.cast.queue());
    }

    private AmiEvent queueParams(AmiRequest request) {
        return entry("QueueParams", request)
                .with("Max", 0)
                .with("Strategy", "ringall")
                .with("Calls", exchange.waiting.entries().size())
                .with("Holdtime", 0)
                .with("TalkTime", 0)
                .with("Completed", exchange.waiting.completed())
                .with("Abandoned", exchange.waiting.abandoned())
                .with("ServiceLevel", 20)
                .with("ServicelevelPerf", "0.0")
                .with("ServicelevelPerf2", "0.0")
                .with("Weight", 0);
    }

    private AmiEvent queueEntry(AmiRequest request, WaitingLine.Entry waiting) {
        var channel = waiting.channel();
        return entry("QueueEntry", request)
                .with("Position", exchange.waiting.entries().indexOf(waiting) + 1)
                .with("Channel", channel.name)
                .with("Uniqueid", channel.uniqueId)
                .with("CallerIDNum", channel.caller.number())
                .with("CallerIDName", channel.caller.name() == null ? "unknown" : channel.caller.name())
                .with("ConnectedLineNum", "unknown")
                .with("ConnectedLineName", "unknown")
                .with(
                        "Wait",
                        Duration.between(waiting.since(), exchange.timetable.now())
                                .toSeconds())
                .with("Priority", 0);
    }

    private void devices(AmiSession session, AmiRequest request) {
        var entries = exchange.devices.all().stream()
                .map(device -> new AmiEvent("DeviceStateChange", "")
                        .with("ActionID", request.get("ActionID"))
                        .with("Device", device.name)
                        .with("State", device.state))
                .toList();
        list(session, request, "Device State Changes will follow", entries, "DeviceStateListComplete");
    }

    private void parked(AmiSession session, AmiRequest request) {
        list(session, request, "Parked calls will follow", List.of(), "ParkedCallsComplete", "Total", 0);
    }

    private static void list(
            AmiSession session,
            AmiRequest request,
            String message,
            List<AmiEvent> entries,
            String complete,
            Object... more) {
        var end = new AmiEvent(complete, "")
                .with("ActionID", request.get("ActionID"))
                .with("EventList", "Complete")
                .with("ListItems", entries.size());
        for (int i = 0; i < more.length; i += 2) {
            end.with(more[i].toString(), more[i + 1]);
        }
        session.send(AmiResponse.listFollows(request, message).wire());
        entries.forEach(entry -> session.send(entry.wire()));
        session.send(end.wire());
    }
}
