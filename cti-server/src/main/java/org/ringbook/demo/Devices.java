package org.ringbook.demo;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The telephones and the trunk: what each is doing, told to the listeners when it changes. */
final class Devices {

    private final Exchange exchange;
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Set<String> paused = new HashSet<>();
    private final Map<String, Integer> callsTaken = new LinkedHashMap<>();
    private final Map<String, Instant> lastCall = new LinkedHashMap<>();

    Devices(Exchange exchange) {
        this.exchange = exchange;
        exchange.cast.people().forEach(person -> register("PJSIP/" + person.extension()));
        register(Exchange.TRUNK);
    }

    private void register(String device) {
        devices.put(device, new Device(device));
    }

    Collection<Device> all() {
        return devices.values();
    }

    boolean knows(String device) {
        return devices.containsKey(device);
    }

    DeviceState of(String extension) {
        var device = devices.get("PJSIP/" + extension);
        return device == null ? DeviceState.NOT_INUSE : device.state;
    }

    boolean isFree(String extension) {
        return of(extension) == DeviceState.NOT_INUSE && !paused.contains(extension);
    }

    /** Whether the queue passes this one over. */
    void pause(String extension, boolean pause) {
        if (pause ? paused.add(extension) : paused.remove(extension)) {
            var event = exchange.event("QueueMemberPause", "agent").with("Queue", exchange.cast.queue());
            exchange.tell(member(event, "MemberName", extension));
        }
    }

    List<Channel> channelsOf(String extension) {
        var device = devices.get("PJSIP/" + extension);
        return device == null ? List.of() : device.legs();
    }

    void changed(Channel channel) {
        var device = devices.get(channel.device());
        if (device != null && device.changed(channel)) {
            tell(channel.endpoint(), device.name, device.state);
        }
    }

    void tookCall(String extension) {
        callsTaken.merge(extension, 1, Integer::sum);
        lastCall.put(extension, exchange.timetable.now());
    }

    private void tell(String extension, String device, DeviceState state) {
        exchange.tell(exchange.event("DeviceStateChange", "call")
                .with("Device", device)
                .with("State", state));
        if (exchange.cast.members().contains(extension)) {
            var event = exchange.event("QueueMemberStatus", "agent").with("Queue", exchange.cast.queue());
            exchange.tell(member(event, "MemberName", extension));
        }
    }

    /** The state of a queue's member; the list that QueueStatus gives calls its name otherwise than the event does. */
    AmiEvent member(AmiEvent event, String nameHeader, String extension) {
        var interfaceName = "PJSIP/" + extension;
        var last = lastCall.get(extension);
        if (nameHeader.equals("Name")) {
            event.with("Name", memberName(extension)).with("Location", interfaceName);
        } else {
            event.with(nameHeader, memberName(extension)).with("Interface", interfaceName);
        }
        return event.with("StateInterface", interfaceName)
                .with("Membership", "static")
                .with("Penalty", 0)
                .with("CallsTaken", callsTaken.getOrDefault(extension, 0))
                .with("LastCall", last == null ? 0 : last.getEpochSecond())
                .with("LastPause", 0)
                .with("LoginTime", exchange.started.getEpochSecond())
                .with("InCall", of(extension) == DeviceState.INUSE ? 1 : 0)
                .with("Status", of(extension).inQueue)
                .with("Paused", paused.contains(extension) ? 1 : 0)
                .with("PausedReason", "")
                .with("Ringinuse", 0)
                .with("Wrapuptime", 0);
    }

    static String memberName(String extension) {
        return "PJSIP/" + extension;
    }
}
