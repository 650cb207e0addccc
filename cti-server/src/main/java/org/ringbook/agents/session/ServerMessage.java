package org.ringbook.agents.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ringbook.agents.Colleagues;
import org.ringbook.agents.PopUp;
import org.ringbook.agents.Presence;
import org.ringbook.agents.PresenceState;
import org.ringbook.calls.Call;
import org.ringbook.control.CallRequest;
import org.ringbook.control.RequestKind;
import org.ringbook.control.RequestState;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.softphones.SipAccount;
import org.ringbook.staff.StaffMember;
import tools.jackson.databind.json.JsonMapper;

/** What the server sends, apart from the pop-ups, which write themselves. */
final class ServerMessage {

    static final int HEARTBEAT_SECONDS = 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private ServerMessage() {}

    static String welcome(
            StaffMember member, Presence.Status presence, Map<String, String> links, String resume, Instant at) {
        var role = member.role().name().toLowerCase(Locale.ROOT);
        var who = new Person(member.login(), member.name(), role, member.language());
        var extensions = member.extensions().stream().map(Extension::digits).toList();
        return write(
                new Welcome(1, "welcome", at, who, extensions, presence.state(), HEARTBEAT_SECONDS, links, resume));
    }

    static String ringingNow(List<PopUp> cards, Instant at) {
        return write(new RingingNow(1, "ringing-now", at, cards));
    }

    static String presence(Presence.Status status) {
        return write(new OwnPresence(1, "presence", status.state(), status.reason(), status.since()));
    }

    /** @param page a page of the same person follows what happens: it may show a card first */
    static String screens(boolean page) {
        return write(new Screens(1, "screens", page));
    }

    /** @param missed calls that wait to be called back; no more than 100 are counted */
    static String toDo(int missed, int dueTasks, List<Reminder> reminders) {
        return write(new ToDo(1, "to-do", missed, dueTasks, reminders));
    }

    static String pong(Long id) {
        return write(new Pong(1, "pong", id));
    }

    static String dialAccepted(String requestId, String from, String to) {
        return write(new DialAccepted(1, "dial-accepted", requestId, from, to));
    }

    static String dialRefused(String requestId, String code, String words) {
        return write(new DialRefused(1, "dial-refused", requestId, code, words));
    }

    static String commandAccepted(String requestId, CallRequest request) {
        return write(new CommandAccepted(
                1, "command-accepted", requestId, request.id(), request.kind(), request.callId(), request.state()));
    }

    static String commandRefused(String requestId, String code, String words) {
        return write(new CommandRefused(1, "command-refused", requestId, code, words));
    }

    static String colleagues(List<Colleagues.Colleague> people, Instant at) {
        return write(new ColleaguesNow(
                1, "colleagues", at, people.stream().map(Colleague::of).toList()));
    }

    /**
     * @param account null when there is none
     * @param words why there is none, where that needs words; may be null
     */
    static String telephone(SipAccount account, String words) {
        return write(
                account == null
                        ? new Telephone(1, "telephone", null, null, null, null, words)
                        : new Telephone(
                                1,
                                "telephone",
                                account.address(),
                                account.login(),
                                account.secret(),
                                account.digits(),
                                words));
    }

    static String error(String code, String words) {
        return write(new Failure(1, "error", code, words));
    }

    private static String write(Object message) {
        return JSON.writeValueAsString(message);
    }

    private record Person(String login, String name, String role, String language) {}

    @JsonPropertyOrder({"v", "type"})
    private record Welcome(
            int v,
            String type,
            Instant at,
            Person person,
            List<String> extensions,
            PresenceState presence,
            int heartbeatSeconds,
            Map<String, String> links,
            String resume) {}

    @JsonPropertyOrder({"v", "type"})
    private record RingingNow(int v, String type, Instant at, List<PopUp> cards) {}

    @JsonPropertyOrder({"v", "type"})
    private record OwnPresence(int v, String type, PresenceState state, String reason, Instant since) {}

    @JsonPropertyOrder({"v", "type"})
    private record Screens(int v, String type, boolean page) {}

    @JsonPropertyOrder({"v", "type"})
    private record ToDo(int v, String type, int missed, int dueTasks, List<Reminder> reminders) {}

    /** @param number to call; null for none */
    record Reminder(UUID taskId, String title, Instant dueAt, PhoneNumber number) {}

    @JsonPropertyOrder({"v", "type"})
    private record Pong(int v, String type, Long id) {}

    @JsonPropertyOrder({"v", "type"})
    private record DialAccepted(int v, String type, String requestId, String from, String to) {}

    @JsonPropertyOrder({"v", "type"})
    private record DialRefused(int v, String type, String requestId, String code, String words) {}

    @JsonPropertyOrder({"v", "type"})
    private record CommandAccepted(
            int v, String type, String requestId, UUID id, RequestKind kind, UUID callId, RequestState state) {}

    @JsonPropertyOrder({"v", "type"})
    private record CommandRefused(int v, String type, String requestId, String code, String words) {}

    @JsonPropertyOrder({"v", "type"})
    private record ColleaguesNow(int v, String type, Instant at, List<Colleague> people) {}

    /**
     * @param state null when the telephone is quiet
     * @param pickUp the call that rings there and may be answered here; null for none
     * @param caller who calls in that; null when nobody knows
     */
    private record Colleague(
            String extension, String name, String state, Instant since, UUID pickUp, PhoneNumber caller) {

        static Colleague of(Colleagues.Colleague one) {
            Call rings = one.pickUp() ? one.call() : null;
            return new Colleague(
                    one.extension(),
                    one.member().name(),
                    one.state() == null ? null : one.state().name().toLowerCase(Locale.ROOT),
                    one.since(),
                    rings == null ? null : rings.id(),
                    rings == null ? null : rings.external());
        }
    }

    @JsonPropertyOrder({"v", "type"})
    private record Telephone(
            int v, String type, String address, String login, String password, String digits, String words) {

        @Override
        public String toString() {
            return "Telephone[" + address + "]";
        }
    }

    @JsonPropertyOrder({"v", "type"})
    private record Failure(int v, String type, String code, String words) {}
}
