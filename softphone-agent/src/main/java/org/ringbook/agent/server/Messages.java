package org.ringbook.agent.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.ringbook.agent.calls.Card;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The session's JSON. Unknown fields and types are passed by; what is no message at all is {@code Unknown} too. */
public final class Messages {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Messages() {}

    public static ServerMessage read(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            return read(message.path("type").asString(""), message);
        } catch (JacksonException e) {
            return new ServerMessage.Unknown();
        }
    }

    /** The text of a message as others may see it. */
    static String withoutSecrets(ServerMessage message, String text) {
        String secret = message instanceof ServerMessage.Welcome
                ? "resume"
                : message instanceof ServerMessage.Telephone ? "password" : null;
        return secret == null || !text.contains("\"" + secret + "\"")
                ? text
                : ((ObjectNode) JSON.readTree(text)).without(secret).toString();
    }

    private static ServerMessage read(String type, JsonNode message) {
        return switch (type) {
            case "welcome" -> as(message, ServerMessage.Welcome.class);
            case "ringing-now" -> as(message, ServerMessage.RingingNow.class);
            case "pop-up", "update", "end" -> card(type, message);
            case "dial-accepted" -> as(message, ServerMessage.DialAccepted.class);
            case "dial-refused" -> as(message, ServerMessage.DialRefused.class);
            case "command-accepted" -> as(message, ServerMessage.CommandAccepted.class);
            case "command-refused" -> as(message, ServerMessage.CommandRefused.class);
            case "colleagues" -> as(message, ServerMessage.ColleaguesNow.class);
            case "screens" -> as(message, ServerMessage.Screens.class);
            case "to-do" -> as(message, ServerMessage.ToDo.class);
            case "telephone" -> as(message, ServerMessage.Telephone.class);
            case "presence" -> as(message, ServerMessage.PresenceIs.class);
            case "error" -> as(message, ServerMessage.Failure.class);
            case "pong" -> new ServerMessage.Pong();
            default -> new ServerMessage.Unknown();
        };
    }

    private static ServerMessage card(String type, JsonNode message) {
        var read = as(message, ServerMessage.CardMessage.class);
        Card card = read.card();
        return card == null || card.callId() == null
                ? new ServerMessage.Unknown()
                : new ServerMessage.CardMessage(type, read.at(), card);
    }

    private static <T> T as(JsonNode message, Class<T> type) {
        return JSON.treeToValue(message, type);
    }

    public static String hello(String client, String version, String language) {
        return write("hello", "client", client, "version", version, "language", language);
    }

    /** @param from null for the person's first telephone */
    public static String dial(String requestId, String to, String from) {
        return from == null
                ? write("dial", "requestId", requestId, "to", to)
                : write("dial", "requestId", requestId, "to", to, "from", from);
    }

    /** @param from extension of the telephone that would dial by itself */
    public static String mayDial(String requestId, String to, String from) {
        return write("may-dial", "requestId", requestId, "to", to, "from", from);
    }

    public static String presence(String state) {
        return write("presence", "state", state);
    }

    public static String cardShown(String callId) {
        return write("card-shown", "callId", callId);
    }

    public static String dismissed(String callId) {
        return write("dismissed", "callId", callId);
    }

    /** @param paused false to record again */
    public static String pauseRecording(String callId, boolean paused) {
        return write("pause-recording", "callId", callId, "paused", paused);
    }

    /**
     * @param command hang-up, transfer, consult, hold, pick-up
     * @param to a name, an extension or a number; null where nobody else is needed
     */
    public static String command(String command, String requestId, String callId, String to) {
        return to == null
                ? write(command, "requestId", requestId, "callId", callId)
                : write(command, "requestId", requestId, "callId", callId, "to", to);
    }

    /**
     * @param command complete, cancel
     * @param id of the request that is followed up
     */
    public static String followUp(String command, String requestId, String id) {
        return write(command, "requestId", requestId, "id", id);
    }

    /**
     * How a call sounded, once it is over.
     *
     * @param fields as the session's description names them; times in seconds before now, without those that are not known
     */
    public static String soundQuality(Map<String, Object> fields) {
        return write(
                "sound-quality",
                fields.entrySet().stream()
                        .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                        .toArray());
    }

    /** Asks for the account of the person's telephone. */
    public static String telephone() {
        return write("telephone");
    }

    /** @param ready whether calls to that extension ring in this program */
    public static String telephoneState(String extension, boolean ready) {
        return write("telephone-state", "extension", extension, "ready", ready);
    }

    public static String colleagues() {
        return write("colleagues");
    }

    public static String ping(long id) {
        return write("ping", "id", id);
    }

    private static String write(String type, Object... fields) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("v", 1);
        message.put("type", type);
        for (int i = 0; i < fields.length; i += 2) {
            message.put((String) fields[i], fields[i + 1]);
        }
        return JSON.writeValueAsString(message);
    }
}
