package org.ringbook.telephony.generic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ringbook.storm.StormCall;
import org.ringbook.storm.StormCall.Letter;
import org.ringbook.storm.StormSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Thousands of calls of the telephone system of the manual; its messages show the secret in their body. */
public final class GenericPbxStorm implements StormSource {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final List<ObjectNode> told = new ArrayList<>();
    private String id;
    private String client;
    private String type;
    private Instant start;

    @Override
    public String name() {
        return Zvonok.NAME;
    }

    @Override
    public List<String> settings() {
        String ats = "ringbook.webhook." + Zvonok.NAME + ".";
        var settings = new ArrayList<>(List.of(ats + "secret=" + Zvonok.SECRET, ats + "secret-in=field /key"));
        GenericPbxSettings.Pbx manual = Zvonok.settings();
        add(settings, ats + "fields", manual.fields());
        add(settings, ats + "events", manual.events());
        add(settings, ats + "directions", manual.directions());
        add(settings, ats + "results", manual.results());
        add(settings, ats + "ended-by", manual.endedBy());
        add(settings, ats + "employees", manual.employees());
        settings.add(ats + "time=epoch");
        return settings;
    }

    private static void add(List<String> settings, String block, Map<String, String> values) {
        values.forEach((key, value) -> settings.add(block + "[" + key + "]=" + value));
    }

    @Override
    public StormCall call(int number, Instant at) {
        id = "Z-" + number;
        client = "+7916%07d".formatted(number);
        start = Instant.ofEpochSecond(at.getEpochSecond());
        told.clear();
        return switch (number % 5) {
            case 0 -> answered();
            case 1 -> missed();
            case 2 -> group();
            case 3 -> outgoing();
            default -> handedOn();
        };
    }

    private StormCall answered() {
        type = "in";
        said(0, "new", null);
        said(2, "ring", "petrova");
        said(9, "talk", "petrova");
        said(73, "end", "petrova").put("result", "ok");
        return call("inbound", "answered", List.of("101"), 64);
    }

    private StormCall missed() {
        type = "in";
        said(0, "new", null);
        said(2, "ring", "petrova");
        said(20, "end", null).put("result", "cancel");
        return call("inbound", "missed", List.of(), 0);
    }

    private StormCall group() {
        type = "in";
        said(0, "new", null);
        said(1, "ring", "petrova");
        said(1, "ring", "smirnov");
        said(6, "talk", "smirnov");
        said(6, "stop", "petrova");
        said(36, "end", null).put("result", "ok");
        return call("inbound", "answered", List.of("102"), 30);
    }

    private StormCall outgoing() {
        type = "out";
        said(0, "new", "petrova");
        said(8, "talk", "petrova");
        said(50, "end", "petrova").put("result", "ok");
        return call("outbound", "answered", List.of(client), 42);
    }

    private StormCall handedOn() {
        type = "in";
        said(0, "new", null);
        said(1, "ring", "petrova");
        said(5, "talk", "petrova");
        said(30, "move", "petrova").put("to", "orlova");
        said(31, "ring", "orlova");
        said(36, "talk", "orlova");
        said(80, "end", null).put("result", "ok");
        return call("inbound", "answered", List.of("101", "103"), -1);
    }

    private ObjectNode said(int after, String event, String user) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("event", event).put("time", start.getEpochSecond() + after);
        if (user != null) {
            json.put("user", user);
        }
        json.putObject("call").put("id", id).put("type", type).put("client", client);
        told.add(json);
        return json;
    }

    private StormCall call(String direction, String result, List<String> answeredBy, int talkSeconds) {
        var letters = new ArrayList<Letter>();
        for (ObjectNode json : told) {
            letters.add(letter(start.plusSeconds(5L * letters.size()), json, Zvonok.SECRET));
        }
        return new StormCall(id, direction, client, result, answeredBy, talkSeconds, letters);
    }

    private static Letter letter(Instant at, ObjectNode json, String secret) {
        return new Letter(at, "", "application/json", MAPPER.writeValueAsString(json.put("key", secret)));
    }

    @Override
    public Letter forged(Letter letter, String nobody) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("event", "new").put("time", letter.at().getEpochSecond());
        json.putObject("call").put("id", "FORGED").put("type", "in").put("client", nobody);
        return letter(letter.at(), json, "a-strangers-secret");
    }

    @Override
    public void close() {
        // There is nobody on the other side.
    }
}
