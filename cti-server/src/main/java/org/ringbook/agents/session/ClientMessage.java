package org.ringbook.agents.session;

import java.util.Locale;
import java.util.UUID;
import org.ringbook.agents.CardCommand;
import org.ringbook.agents.CardCommands;
import org.ringbook.agents.PresenceState;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client sends. Read from untrusted text; unknown fields and types are passed by, so newer ones may say more. */
sealed interface ClientMessage {

    int LONGEST_TEXT = 100;

    record Hello(String client, String version, String language) implements ClientMessage {}

    /** @param from null for the person's first telephone */
    record Dial(String requestId, String to, String from) implements ClientMessage {}

    /** @param reason of a pause; null for none */
    record SetPresence(PresenceState state, String reason) implements ClientMessage {}

    record CardShown(UUID callId) implements ClientMessage {}

    record Dismissed(UUID callId) implements ClientMessage {}

    /** @param paused false to record again */
    record PauseRecording(UUID callId, boolean paused) implements ClientMessage {}

    /** A command about a call; its answer carries its {@code requestId}. */
    record Command(CardCommands.Wish wish) implements ClientMessage {}

    /** What account does my telephone have? */
    record AskTelephone() implements ClientMessage {}

    /** @param ready whether calls to the person ring in this program, which then always presents them */
    record TelephoneState(boolean ready) implements ClientMessage {}

    /** Who of the others is on the telephone, and what rings at theirs. */
    record AskColleagues() implements ClientMessage {}

    /** @param id comes back in the pong; null when the client gave none */
    record Ping(Long id) implements ClientMessage {}

    /** Of a newer client: nothing to do. */
    record Unknown() implements ClientMessage {}

    JsonMapper JSON = JsonMapper.builder().build();

    /** @throws Misread when it is no message, or a known one with a wrong field */
    static ClientMessage read(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new Misread(null, null);
        }
        if (!message.isObject() || !message.path("type").isString()) {
            throw new Misread(null, null);
        }
        return switch (message.get("type").stringValue()) {
            case "hello" -> new Hello(kind(message), text(message, "version"), text(message, "language"));
            case "dial" -> new Dial(needed(message, "requestId"), needed(message, "to"), text(message, "from"));
            case "presence" -> new SetPresence(presence(message), text(message, "reason"));
            case "card-shown" -> new CardShown(id(message));
            case "dismissed" -> new Dismissed(id(message));
            case "pause-recording" -> new PauseRecording(id(message), flag(message, "paused"));
            case "hang-up" -> command(message, CardCommand.HANG_UP);
            case "transfer" -> command(message, CardCommand.TRANSFER);
            case "consult" -> command(message, CardCommand.CONSULT);
            case "hold" -> command(message, CardCommand.HOLD);
            case "pick-up" -> command(message, CardCommand.PICK_UP);
            case "complete" -> command(message, CardCommand.COMPLETE);
            case "cancel" -> command(message, CardCommand.CANCEL);
            case "colleagues" -> new AskColleagues();
            case "telephone" -> new AskTelephone();
            case "telephone-state" -> new TelephoneState(flag(message, "ready"));
            case "ping" ->
                new Ping(
                        message.path("id").isIntegralNumber()
                                ? message.get("id").longValue()
                                : null);
            default -> new Unknown();
        };
    }

    private static String text(JsonNode message, String field) {
        JsonNode value = message.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString() || value.stringValue().length() > LONGEST_TEXT) {
            throw new Misread(field, "text, at most " + LONGEST_TEXT);
        }
        return value.stringValue();
    }

    private static String needed(JsonNode message, String field) {
        String value = text(message, field);
        if (value == null || value.isBlank()) {
            throw new Misread(field, "text");
        }
        return value;
    }

    private static String kind(JsonNode message) {
        String kind = needed(message, "client").toLowerCase(Locale.ROOT);
        if (!kind.matches("[a-z][a-z0-9-]{0,19}")) {
            throw new Misread("client", "desktop, browser");
        }
        return kind;
    }

    private static Command command(JsonNode message, CardCommand command) {
        boolean followUp = command.isFollowUp();
        return new Command(new CardCommands.Wish(
                command,
                followUp ? null : id(message),
                followUp ? id(message, "id") : null,
                text(message, "to"),
                needed(message, "requestId")));
    }

    private static UUID id(JsonNode message) {
        return id(message, "callId");
    }

    private static UUID id(JsonNode message, String field) {
        try {
            return UUID.fromString(needed(message, field));
        } catch (IllegalArgumentException e) {
            throw new Misread(field, "UUID");
        }
    }

    private static boolean flag(JsonNode message, String field) {
        if (!message.path(field).isBoolean()) {
            throw new Misread(field, "true, false");
        }
        return message.get(field).booleanValue();
    }

    private static PresenceState presence(JsonNode message) {
        return switch (needed(message, "state")) {
            case "available" -> PresenceState.AVAILABLE;
            case "away", "paused" -> PresenceState.AWAY;
            case "dnd" -> PresenceState.DND;
            default -> throw new Misread("state", "available, paused, dnd");
        };
    }

    /** A message that cannot be taken. */
    final class Misread extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String field;
        private final String expected;

        /** @param field null when it is no message at all */
        Misread(String field, String expected) {
            super(field, null, false, false);
            this.field = field;
            this.expected = expected;
        }

        String field() {
            return field;
        }

        String expected() {
            return expected;
        }
    }
}
