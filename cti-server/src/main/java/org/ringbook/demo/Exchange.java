package org.ringbook.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The exchange: which legs and bridges live, and the events that each change of them sends down the line. What a call
 * does with them is not its affair. One thread.
 */
final class Exchange {

    static final String TRUNK = "PJSIP/carrier";
    static final String INBOUND = "from-trunk";
    static final String INTERNAL = "from-internal";
    static final String OUTBOUND = "outbound";

    final DemoCast cast;
    final Timetable timetable;
    final Instant started;
    final Devices devices;
    final WaitingLine waiting;
    private final Consumer<AmiEvent> line;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final List<Bridge> bridges = new ArrayList<>();
    private Recorder recorder;
    /** Null while there are none. */
    private SipTelephones telephones;

    private Instant lastStamp = Instant.EPOCH;
    private int ids;
    private int names;
    private int locals;

    Exchange(DemoCast cast, Timetable timetable, Consumer<AmiEvent> line) {
        this.cast = cast;
        this.timetable = timetable;
        this.started = timetable.now();
        this.line = line;
        this.devices = new Devices(this);
        this.waiting = new WaitingLine(this);
    }

    /** From now on it records what is spoken with customers. */
    void records(Recorder into) {
        recorder = into;
    }

    /** From now on these ring, and their people answer and hang up. */
    void connects(SipTelephones real) {
        telephones = real;
    }

    /** Null while there are none. */
    SipTelephones telephones() {
        return telephones;
    }

    List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    List<Bridge> bridges() {
        return List.copyOf(bridges);
    }

    boolean isLive(String uniqueId) {
        return channels.values().stream().anyMatch(c -> c.uniqueId.equals(uniqueId));
    }

    /** @param name or unique id, as Asterisk takes either; null when there is none */
    Channel channel(String name) {
        Channel named = channels.get(name);
        return named != null
                ? named
                : channels.values().stream()
                        .filter(channel -> channel.uniqueId.equals(name))
                        .findFirst()
                        .orElse(null);
    }

    /** An event with the time and the name of the system, ready to be filled and told. */
    AmiEvent event(String name, String right) {
        var now = timetable.now().truncatedTo(ChronoUnit.MICROS);
        var next = lastStamp.plus(Duration.ofNanos(90_000));
        lastStamp = now.isAfter(next) ? now : next;
        return new AmiEvent(name, right)
                .with("Timestamp", "%d.%06d".formatted(lastStamp.getEpochSecond(), lastStamp.getNano() / 1000))
                .with("SystemName", "demo");
    }

    void tell(AmiEvent event) {
        line.accept(event);
    }

    /** A leg of a telephone or the trunk. @param parent who caused it; null for one that begins a call */
    Channel newLeg(String device, Channel parent, ChannelState state, String uniqueId) {
        var name = "%s-%08x".formatted(device, names++);
        var id = uniqueId == null ? newId() : uniqueId;
        return new Channel(name, id, parent == null ? null : parent.linkedId, timetable.now(), state);
    }

    /** One half of a Local pair: 1 looks like a called telephone, 2 like a caller. */
    Channel newLocalHalf(String exten, Channel parent, int half) {
        var number = half == 1 ? locals++ : locals - 1;
        var name = "Local/%s@%s-%08x;%d".formatted(exten, INTERNAL, number, half);
        var state = half == 1 ? ChannelState.DOWN : ChannelState.RING;
        return new Channel(name, newId(), parent.linkedId, timetable.now(), state).at(INTERNAL, exten, 1);
    }

    private String newId() {
        return "demo-%d.%d".formatted(timetable.now().getEpochSecond(), ++ids);
    }

    void announce(Channel channel) {
        channels.put(channel.name, channel);
        tell(event("Newchannel", "call").channel("", channel));
        devices.changed(channel);
        if (telephones != null) {
            telephones.announced(channel);
        }
    }

    void becomes(Channel channel, ChannelState state) {
        channel.state = state;
        tell(event("Newstate", "call").channel("", channel));
        devices.changed(channel);
        if (telephones != null) {
            telephones.became(channel);
        }
    }

    void callerId(Channel channel, Party caller) {
        channel.caller = caller;
        tell(event("NewCallerid", "call")
                .channel("", channel)
                .with("CID-CallingPres", "0 (Presentation Allowed, Not Screened)"));
    }

    void connectedLine(Channel channel, Party connected) {
        channel.connected = connected;
        tell(event("NewConnectedLine", "call").channel("", channel));
    }

    /** DialBegin, DialState or DialEnd. @param from the caller's leg; null when none stands behind the attempt */
    void dial(String name, Channel from, Channel to, String header, String value) {
        var event = event(name, "call");
        if (from != null) {
            event.channel("", from);
        }
        tell(event.channel("Dest", to).with(header, value));
    }

    Bridge newBridge() {
        var bridge =
                new Bridge(new UUID(started.toEpochMilli() << 16 | 0x4000, 0x8000_0000_0000_0000L + ++ids).toString());
        bridges.add(bridge);
        tell(event("BridgeCreate", "call").bridge("", bridge));
        return bridge;
    }

    void enter(Bridge bridge, Channel channel) {
        bridge.members.add(channel);
        channel.bridge = bridge;
        if (recorder != null && bridge.members.size() == 2) {
            bridge.members.stream()
                    .filter(member -> member.isTrunk() && recorder.begins(member.uniqueId, timetable.now()))
                    .forEach(member -> tell(event("MixMonitorStart", "call").channel("", member)));
        }
        tell(event("BridgeEnter", "call").bridge("", bridge).channel("", channel));
    }

    /** @return false when nothing is recorded of it */
    boolean muteRecording(Channel channel, String direction, boolean mute) {
        if (recorder == null || !recorder.mutes(channel.uniqueId, timetable.now(), mute)) {
            return false;
        }
        tell(event("MixMonitorMute", "call")
                .channel("", channel)
                .with("Direction", direction)
                .with("State", mute ? 1 : 0));
        return true;
    }

    void leave(Channel channel) {
        var bridge = channel.bridge;
        bridge.members.remove(channel);
        channel.bridge = null;
        tell(event("BridgeLeave", "call").bridge("", bridge).channel("", channel));
    }

    void destroy(Bridge bridge) {
        if (bridges.remove(bridge)) {
            tell(event("BridgeDestroy", "call").bridge("", bridge));
        }
    }

    /** The channel wants to end, or is told to: HangupRequest and SoftHangupRequest. */
    void request(String name, Channel channel, Integer cause, Integer techCause) {
        var event = event(name, "call").channel("", channel);
        if (cause != null) {
            event.with("Cause", cause);
        }
        tell(withTechCause(event, techCause));
    }

    void hangUp(Channel channel, int cause, Integer techCause) {
        channel.gone = true;
        channels.remove(channel.name);
        if (recorder != null) {
            recorder.ends(channel.uniqueId, timetable.now());
        }
        var event = event("Hangup", "call")
                .channel("", channel)
                .with("Cause", cause)
                .with("Cause-txt", Causes.words(cause));
        tell(withTechCause(event, techCause));
        devices.changed(channel);
        if (telephones != null) {
            telephones.gone(channel, cause == Causes.ELSEWHERE);
        }
    }

    private static AmiEvent withTechCause(AmiEvent event, Integer techCause) {
        return techCause == null ? event : event.with("TechCause", techCause);
    }
}
