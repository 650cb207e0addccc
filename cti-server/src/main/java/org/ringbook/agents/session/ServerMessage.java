package org.ringbook.agents.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringbook.agents.PopUp;
import org.ringbook.agents.Presence;
import org.ringbook.agents.PresenceState;
import org.ringbook.numbers.Extension;
import org.ringbook.staff.StaffMember;
import tools.jackson.databind.json.JsonMapper;

/** What the server sends, apart from the pop-ups, which write themselves. */
final class ServerMessage {

    static final int HEARTBEAT_SECONDS = 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private ServerMessage() {}

    static String welcome(StaffMember member, Presence.Status presence, Map<String, String> links, Instant at) {
        var role = member.role().name().toLowerCase(Locale.ROOT);
        var who = new Person(member.login(), member.name(), role, member.language());
        var extensions = member.extensions().stream().map(Extension::digits).toList();
        return write(new Welcome(1, "welcome", at, who, extensions, presence.state(), HEARTBEAT_SECONDS, links));
    }

    static String ringingNow(List<PopUp> cards, Instant at) {
        return write(new RingingNow(1, "ringing-now", at, cards));
    }

    static String presence(Presence.Status status) {
        return write(new OwnPresence(1, "presence", status.state(), status.since()));
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
            Map<String, String> links) {}

    @JsonPropertyOrder({"v", "type"})
    private record RingingNow(int v, String type, Instant at, List<PopUp> cards) {}

    @JsonPropertyOrder({"v", "type"})
    private record OwnPresence(int v, String type, PresenceState state, Instant since) {}

    @JsonPropertyOrder({"v", "type"})
    private record Pong(int v, String type, Long id) {}

    @JsonPropertyOrder({"v", "type"})
    private record DialAccepted(int v, String type, String requestId, String from, String to) {}

    @JsonPropertyOrder({"v", "type"})
    private record DialRefused(int v, String type, String requestId, String code, String words) {}

    @JsonPropertyOrder({"v", "type"})
    private record Failure(int v, String type, String code, String words) {}
}
