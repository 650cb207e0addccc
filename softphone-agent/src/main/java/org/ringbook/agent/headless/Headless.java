package org.ringbook.agent.headless;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ringbook.agent.calls.DialText;
import org.ringbook.agent.server.Messages;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.server.SessionListener;
import org.ringbook.agent.server.SessionState;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program without a window: every message of the server is a line of JSON on the output, and so is every change of
 * the connection ({@code {"type":"session","state":"connected"}}); commands are lines of JSON on the input.
 */
public final class Headless implements SessionListener {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_LINE = 10_000;

    private final PrintStream out;

    public Headless(PrintStream out) {
        this.out = out;
    }

    @Override
    public void changed(SessionState state) {
        print(changed("session", state));
        // What it was called in the version before; goes with the next one.
        print(changed("line", state));
    }

    private static Map<String, Object> changed(String type, SessionState state) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put("state", state.kind().name().toLowerCase(Locale.ROOT));
        if (state.why() != null) {
            message.put("why", state.why());
        }
        if (state.seconds() > 0) {
            message.put("seconds", state.seconds());
        }
        return message;
    }

    /** Written anew, so that one message is one line whatever the server sent. */
    @Override
    public void received(ServerMessage message, String text) {
        if (message instanceof ServerMessage.Pong) {
            return;
        }
        try {
            print(JSON.readTree(text));
        } catch (JacksonException notJson) {
            print(Map.of("type", "error", "code", "garbage", "words", "The server sent what is not JSON"));
        }
    }

    /** Obeys until the command {@code quit}; returns true then, and false when the input is at its end. */
    public boolean obey(BufferedReader in, ServerSession session) throws IOException {
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            if (!command.isBlank() && !obey(command, session)) {
                return true;
            }
        }
        return false;
    }

    private boolean obey(String text, ServerSession session) {
        try {
            JsonNode command = JSON.readTree(text.length() > LONGEST_LINE ? "" : text);
            switch (command.path("type").asString("")) {
                case "dial" ->
                    session.send(Messages.dial(
                            command.path("requestId").asString(UUID.randomUUID().toString()),
                            DialText.of(command.path("to").asString("")).number(),
                            command.path("from").asString(null)));
                case "dismiss" ->
                    session.send(Messages.dismissed(command.path("callId").asString("")));
                case "shown" ->
                    session.send(Messages.cardShown(command.path("callId").asString("")));
                case "presence" ->
                    session.send(Messages.presence(command.path("state").asString("")));
                case "quit" -> {
                    return false;
                }
                default -> refuse("unknown_command", "Commands: dial, dismiss, shown, presence, quit");
            }
        } catch (JacksonException notJson) {
            refuse("garbage", "A command is a JSON object on one line");
        } catch (IllegalArgumentException notANumber) {
            refuse("not_a_number", "This cannot be dialled");
        }
        return true;
    }

    private void refuse(String code, String words) {
        print(Map.of("type", "error", "code", code, "words", words));
    }

    private void print(Object line) {
        String text = JSON.writeValueAsString(line);
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }
}
