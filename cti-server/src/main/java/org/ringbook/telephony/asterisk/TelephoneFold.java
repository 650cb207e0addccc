package org.ringbook.telephony.asterisk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.agentstates.Evidence.Device;
import org.ringbook.agentstates.Evidence.Membership;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.numbers.Extension;

/**
 * What the telephones of one Asterisk do, and in which of its queues they are: folded of events of devices, hints and members. A
 * member is mapped by its state interface, for the place by which it is rung may be a Local channel. {@code InCall} and the counters
 * of members are not read: the first counts calls of the queue alone, the others are lost with a restart. For the thread of the messages.
 */
final class TelephoneFold {

    static final String MEMBERS = "ringbook-members";
    static final String ASK_FOR_MEMBERS = "Action: QueueStatus\r\nActionID: " + MEMBERS + "\r\n\r\n";

    private static final int MOST_TELEPHONES = 10_000;
    private static final int MOST_QUEUES_OF_ONE = 200;
    private static final int LONGEST_REASON = 80;

    /** {@code Local/101@from-queue/n}, {@code hint:101@ext-local}, {@code PJSIP/101}. */
    private static final Pattern PLACE = Pattern.compile("(hint:|[A-Za-z0-9]+/)([^@/\\s]{1,40})(?:@.*|/n)?");

    private final String source;
    private final Endpoints endpoints;
    private final Map<String, State> telephones = new HashMap<>();
    private final Set<String> listed = new HashSet<>();
    private volatile Consumer<Telephone> follower = telephone -> {};

    TelephoneFold(String source, Endpoints endpoints) {
        this.source = source;
        this.endpoints = endpoints;
    }

    private static final class State {
        private Device device;
        private Instant since;
        private final Map<String, Membership> queues = new TreeMap<>();
    }

    void follow(Consumer<Telephone> told) {
        follower = told;
    }

    /** @param received by our clock */
    void message(AmiMessage message, Instant received) {
        String event = message.event();
        if (event == null) {
            return;
        }
        switch (event) {
            case "DeviceStateChange" -> device(message.get("Device"), message.get("State"), at(message, received));
            case "ExtensionStatus" -> hint(message, at(message, received));
            case "QueueMember", "QueueMemberStatus", "QueueMemberAdded", "QueueMemberPause", "QueueMemberPenalty" ->
                member(message, at(message, received));
            case "QueueMemberRemoved" -> removed(message);
            case "QueueStatusComplete" -> allListed(message);
            default -> {}
        }
    }

    private static Instant at(AmiMessage message, Instant received) {
        return AmiEvents.time(message, received);
    }

    /** @param state as Asterisk writes it, {@code NOT_INUSE} */
    void device(String name, String state, Instant at) {
        Channel channel = of(name);
        if (channel == null || channel.local() || endpoints.outside(channel)) {
            return;
        }
        String telephone = endpoints.extension(channel, null);
        if (Extension.isExtension(telephone)) {
            becomes(telephone, read(state), at);
        }
    }

    /** A device is no channel: a dash in its name parts nothing. */
    private static Channel of(String device) {
        return device == null ? null : Channel.of(device + "-0");
    }

    private static Device read(String state) {
        return switch (String.valueOf(state)) {
            case "NOT_INUSE" -> Device.IDLE;
            case "INUSE", "BUSY" -> Device.IN_USE;
            case "RINGING", "RINGINUSE" -> Device.RINGING;
            case "ONHOLD" -> Device.ON_HOLD;
            case "UNAVAILABLE" -> Device.UNAVAILABLE;
            default -> null;
        };
    }

    /** Hints are made by the dialplan, and tell of what stands behind an extension. */
    private void hint(AmiMessage message, Instant at) {
        String telephone = message.get("Exten");
        String behind = message.get("Hint");
        if (!Extension.isExtension(telephone) || behind == null || behind.startsWith("Custom:")) {
            return;
        }
        Device device = switch (String.valueOf(message.get("Status"))) {
            case "0" -> Device.IDLE;
            case "1", "2" -> Device.IN_USE;
            case "4" -> Device.UNAVAILABLE;
            case "8", "9" -> Device.RINGING;
            case "16", "17" -> Device.ON_HOLD;
            default -> null;
        };
        becomes(telephone, device, at);
    }

    private void becomes(String telephone, Device device, Instant at) {
        State state = device == null ? telephones.get(telephone) : known(telephone);
        if (state != null && device != null && state.device != device) {
            state.device = device;
            state.since = at;
            tell(telephone, state);
        }
    }

    private State known(String telephone) {
        State state = telephones.get(telephone);
        if (state == null && telephones.size() < MOST_TELEPHONES) {
            state = new State();
            telephones.put(telephone, state);
        }
        return state;
    }

    private void member(AmiMessage message, Instant at) {
        String queue = message.get("Queue");
        String telephone = telephoneOf(message);
        State state = queue == null || telephone == null ? null : known(telephone);
        if (state == null || state.queues.size() >= MOST_QUEUES_OF_ONE && !state.queues.containsKey(queue)) {
            return;
        }
        if (MEMBERS.equals(message.get("ActionID"))) {
            listed.add(queue + "\n" + telephone);
        }
        boolean paused = "1".equals(message.get("Paused"));
        Membership before = state.queues.get(queue);
        Instant since = !paused ? null : before != null && before.paused() ? before.since() : pausedAt(message, at);
        Membership now = new Membership(queue, paused, paused ? reason(message) : null, since);
        Device device = ofStateInterface(message) ? status(message.get("Status")) : null;
        boolean otherDevice = device != null && device != state.device;
        if (otherDevice) {
            state.device = device;
            state.since = at;
        }
        if (otherDevice || !now.equals(before)) {
            state.queues.put(queue, now);
            tell(telephone, state);
        }
    }

    /** Of a list, the PBX says since when. */
    private static Instant pausedAt(AmiMessage message, Instant at) {
        String last = message.get("LastPause");
        boolean known = last != null && last.matches("[1-9][0-9]{8,10}") && "QueueMember".equals(message.event());
        return known ? Instant.ofEpochSecond(Long.parseLong(last)) : at;
    }

    private static String reason(AmiMessage message) {
        String reason = message.get("PausedReason");
        return reason == null || reason.isBlank() ? null : Printable.text(reason.strip(), LONGEST_REASON);
    }

    private static Device status(String status) {
        return switch (String.valueOf(status)) {
            case "1" -> Device.IDLE;
            case "2", "3" -> Device.IN_USE;
            case "4", "5" -> Device.UNAVAILABLE;
            case "6", "7" -> Device.RINGING;
            case "8" -> Device.ON_HOLD;
            default -> null;
        };
    }

    /** The state of a Local channel is not that of a telephone. */
    private static boolean ofStateInterface(AmiMessage message) {
        String of = message.get("StateInterface");
        return of != null && !of.startsWith("Local/");
    }

    private String telephoneOf(AmiMessage message) {
        String place = message.get("Interface") == null ? message.get("Location") : message.get("Interface");
        String telephone = telephone(message.get("StateInterface"));
        return telephone != null ? telephone : telephone(place);
    }

    private String telephone(String place) {
        Matcher read = place == null ? null : PLACE.matcher(place);
        if (read == null || !read.matches()) {
            return null;
        }
        Channel channel = place.startsWith("hint:") || place.startsWith("Local/") ? null : of(place);
        String telephone = channel == null ? read.group(2) : endpoints.extension(channel, null);
        return Extension.isExtension(telephone) ? telephone : null;
    }

    private void removed(AmiMessage message) {
        String telephone = telephoneOf(message);
        State state = telephone == null ? null : telephones.get(telephone);
        if (state != null && state.queues.remove(message.get("Queue")) != null) {
            tell(telephone, state);
        }
    }

    /** Who was taken out of a queue while the PBX was not heard is not in its list any more. */
    private void allListed(AmiMessage message) {
        if (!MEMBERS.equals(message.get("ActionID"))) {
            return;
        }
        telephones.forEach((telephone, state) -> {
            if (state.queues.keySet().removeIf(queue -> !listed.contains(queue + "\n" + telephone))) {
                tell(telephone, state);
            }
        });
        listed.clear();
    }

    private void tell(String telephone, State state) {
        List<Membership> queues = new ArrayList<>(state.queues.values());
        follower.accept(new Telephone(source, telephone, state.device, state.since, queues));
    }
}
