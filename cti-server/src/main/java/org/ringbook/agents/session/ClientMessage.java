package org.ringbook.agents.session;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.agents.CardCommand;
import org.ringbook.agents.CardCommands;
import org.ringbook.agents.PresenceState;
import org.ringbook.calls.log.LegQuality;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client sends. Read from untrusted text; unknown fields and types are passed by, so newer ones may say more. */
sealed interface ClientMessage {

    int LONGEST_TEXT = 100;

    record Hello(String client, String version, String language) implements ClientMessage {}

    /**
     * @param from null for the person's first telephone
     * @param byItself whether that telephone dials by itself, and only asks whether it may
     */
    record Dial(String requestId, String to, String from, boolean byItself) implements ClientMessage {}

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

    /**
     * How a call sounded in the program that carried it, once it is over.
     *
     * @param beganAgo seconds before this message, by the program's clock: the two clocks need not agree
     */
    record SoundQuality(
            String telephone,
            String sipCallId,
            double beganAgo,
            double answeredAgo,
            double endedAgo,
            String codec,
            long sent,
            long received,
            long lost,
            long late,
            long concealedMillis,
            double jitterMillis,
            int bufferMillis,
            Double roundTripMillis,
            Double lostThere,
            double estimate,
            Double estimateThere)
            implements ClientMessage {

        private static final double LONGEST_SECONDS = 2 * 86_400;
        private static final double MOST = 1e12;

        static SoundQuality of(JsonNode message) {
            return new SoundQuality(
                    needed(message, "telephone"),
                    needed(message, "sipCallId"),
                    number(message, "beganAgo", 0, LONGEST_SECONDS),
                    number(message, "answeredAgo", 0, LONGEST_SECONDS),
                    number(message, "endedAgo", 0, LONGEST_SECONDS),
                    needed(message, "codec"),
                    (long) number(message, "sent", 0, MOST),
                    (long) number(message, "received", 0, MOST),
                    (long) number(message, "lost", 0, MOST),
                    (long) number(message, "late", 0, MOST),
                    (long) number(message, "concealedMillis", 0, MOST),
                    number(message, "jitterMillis", 0, 60_000),
                    (int) number(message, "bufferMillis", 0, 60_000),
                    maybe(message, "roundTripMillis", 0, 120_000),
                    maybe(message, "lostThere", 0, 1),
                    number(message, "estimate", 1, 5),
                    maybe(message, "estimateThere", 1, 5));
        }

        private static Double maybe(JsonNode message, String field, double least, double most) {
            return message.path(field).isMissingNode() || message.path(field).isNull()
                    ? null
                    : number(message, field, least, most);
        }

        private static double number(JsonNode message, String field, double least, double most) {
            JsonNode value = message.path(field);
            double number = value.isNumber() ? value.doubleValue() : Double.NaN;
            if (!(number >= least && number <= most)) {
                throw new Misread(field, "number, " + (long) least + " to " + (long) most);
            }
            return number;
        }

        /** @param now when it came */
        LegQuality by(Instant now) {
            return new LegQuality(
                    telephone,
                    sipCallId,
                    ago(now, beganAgo),
                    ago(now, answeredAgo),
                    ago(now, endedAgo),
                    codec,
                    sent,
                    received,
                    lost,
                    late,
                    concealedMillis,
                    jitterMillis,
                    bufferMillis,
                    roundTripMillis,
                    lostThere,
                    estimate,
                    estimateThere);
        }

        private static Instant ago(Instant now, double seconds) {
            return now.minusMillis(Math.round(seconds * 1000));
        }
    }

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
            case "dial" -> dial(message, false);
            case "may-dial" -> dial(message, true);
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
            case "sound-quality" -> SoundQuality.of(message);
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

    private static Dial dial(JsonNode message, boolean byItself) {
        return new Dial(needed(message, "requestId"), needed(message, "to"), text(message, "from"), byItself);
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
