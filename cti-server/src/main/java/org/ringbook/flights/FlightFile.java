package org.ringbook.flights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A flight as a file: one JSON object a line. The first line tells how the rest is to be read, then come the messages, the
 * facts that were made of them, and the call. The facts are for people: a replay makes them anew.
 */
public final class FlightFile {

    /** How the name of such a file ends. */
    public static final String ENDING = ".flight.jsonl";

    static final int FORMAT = 1;
    private static final int LONGEST_LINE = 4 * 1024 * 1024;
    private static final int MOST_MESSAGES = 200_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FlightFile() {}

    public static String nameOf(Call call) {
        return "ringbook-call-" + call.id() + ENDING;
    }

    public static void write(Flight flight, Writer out) throws IOException {
        line(out, JSON.valueToTree(flight.head()));
        for (Flight.Message message : flight.messages()) {
            ObjectNode line = JSON.createObjectNode();
            line.put("received", message.received().toString());
            String text = utf8(message.text());
            if (text == null) {
                line.put("bytes", Base64.getEncoder().encodeToString(message.text()));
            } else {
                line.put("message", text);
            }
            line(out, line);
        }
        for (CallFact fact : flight.facts()) {
            ObjectNode line = JSON.createObjectNode();
            line.put("fact", fact.getClass().getSimpleName());
            line.setAll((ObjectNode) JSON.valueToTree(fact));
            line(out, line);
        }
        ObjectNode last = JSON.createObjectNode();
        last.set("call", JSON.valueToTree(flight.call()));
        line(out, last);
    }

    private static void line(Writer out, JsonNode json) throws IOException {
        out.write(JSON.writeValueAsString(json));
        out.write('\n');
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException other) {
            return null;
        }
    }

    /** Whether the first line is that of a flight. */
    public static boolean isFlight(String firstLine) {
        return firstLine != null && firstLine.startsWith("{\"flight\":");
    }

    /**
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException in words, if it is no flight
     */
    public static Flight read(BufferedReader in) throws IOException {
        Flight.Head head = null;
        Call call = null;
        var messages = new ArrayList<Flight.Message>();
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                refuseLongOnes(line, messages);
                JsonNode json = JSON.readTree(line);
                if (number == 1) {
                    head = head(line, json);
                } else if (json.has("received")) {
                    messages.add(message(json));
                } else if (json.has("call")) {
                    call = JSON.treeToValue(json.get("call"), Call.class);
                }
            } catch (JacksonException | java.time.DateTimeException wrong) {
                throw new IllegalArgumentException("Line " + number + " is not that of a flight: "
                        + String.valueOf(wrong.getMessage()).lines().findFirst().orElse(""));
            }
        }
        if (head == null || call == null) {
            throw new IllegalArgumentException("The file is not whole: it has no " + (head == null ? "head" : "call")
                    + ". Download the call once more.");
        }
        return new Flight(head, List.copyOf(messages), call);
    }

    private static void refuseLongOnes(String line, List<Flight.Message> messages) {
        if (line.length() > LONGEST_LINE || messages.size() > MOST_MESSAGES) {
            throw new IllegalArgumentException("The file is larger than any call.");
        }
    }

    private static Flight.Head head(String line, JsonNode json) {
        if (!isFlight(line)) {
            throw new IllegalArgumentException("This is no flight: its first line does not begin with {\"flight\":");
        }
        if (json.get("flight").asInt() != FORMAT) {
            throw new IllegalArgumentException("The file is of version " + json.get("flight")
                    + " of the format; this Ringbook reads version " + FORMAT + ". Use a newer one.");
        }
        return JSON.treeToValue(json, Flight.Head.class);
    }

    private static Flight.Message message(JsonNode json) {
        Instant received = Instant.parse(json.get("received").asString());
        byte[] bytes = json.has("bytes")
                ? Base64.getDecoder().decode(json.get("bytes").asString())
                : json.path("message").asString("").getBytes(StandardCharsets.UTF_8);
        return new Flight.Message(received, bytes);
    }
}
