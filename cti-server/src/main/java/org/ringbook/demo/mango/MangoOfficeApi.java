package org.ringbook.demo.mango;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.ringbook.demo.voices.MadeUpVoices;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The API of the emulated virtual PBX. A second wrong request within two minutes is not let in. Any thread. */
public final class MangoOfficeApi implements HttpHandler {

    private static final DateTimeFormatter MOSCOW = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss");
    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
    private static final int LOCKED_SECONDS = 120;
    private static final String SOUND = "sound/";

    private final MangoOffice office;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Deque<Answer> next = new ArrayDeque<>();
    private final Map<String, JsonNode> asked = new ConcurrentHashMap<>();
    private volatile Consumer<MangoOffice.Callback> callback = ordered -> {};
    private volatile int port;
    private Instant wrongAt = Instant.MIN;
    private volatile int looksUntilReady;

    /** What it was asked. */
    public record Request(String path, JsonNode json) {}

    /** @param body empty for none; where to, of a 302 */
    public record Answer(int status, String body) {}

    MangoOfficeApi(MangoOffice office) {
        this.office = office;
    }

    int port() {
        return port;
    }

    void opened(int on) {
        port = on;
    }

    void onCallback(Consumer<MangoOffice.Callback> play) {
        callback = play;
    }

    /** All that was asked so far, signed rightly. */
    public List<Request> requests() {
        return new ArrayList<>(requests);
    }

    /** Answers the next request so, whatever it is. */
    public synchronized void answersNext(int status, String body) {
        next.add(new Answer(status, body));
    }

    /** How often the statistics are not ready yet when they are looked for. */
    public void notReadyFor(int looks) {
        looksUntilReady = looks;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI()
                    .getPath()
                    .replaceFirst("^/vpbx/", "")
                    .replaceAll("/$", "");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] sound = path.startsWith(SOUND) ? sound(path.substring(SOUND.length())) : null;
            if (sound != null) {
                exchange.getResponseHeaders().set("Content-Type", "audio/wav");
                exchange.sendResponseHeaders(200, sound.length);
                exchange.getResponseBody().write(sound);
                return;
            }
            Answer answer = answer(exchange.getRequestMethod(), path, body);
            byte[] bytes = answer.status == 302 ? new byte[0] : answer.body.getBytes(StandardCharsets.UTF_8);
            if (answer.status == 302) {
                exchange.getResponseHeaders().set("Location", answer.body);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private synchronized Answer answer(String method, String path, String body) {
        Map<String, String> form = form(body);
        String json = form.getOrDefault("json", "");
        boolean signed = office.key().equals(form.get("vpbx_api_key"))
                && office.sign(json).equals(form.get("sign"));
        if (!next.isEmpty()) {
            return next.poll();
        }
        if (!method.equals("POST") || !signed) {
            return wrong(signed ? 3101 : 3102);
        }
        try {
            JsonNode read = MangoOffice.MAPPER.readTree(json);
            requests.add(new Request(path, read));
            return answer(path, read);
        } catch (JacksonException unreadable) {
            return wrong(3400);
        }
    }

    private Answer wrong(int code) {
        boolean second = Instant.now().isBefore(wrongAt.plusSeconds(LOCKED_SECONDS));
        wrongAt = second ? wrongAt : Instant.now();
        return second ? new Answer(401, "") : new Answer(420, "{\"code\":" + code + "}");
    }

    private Answer answer(String path, JsonNode json) {
        return switch (path) {
            case "account/balance" -> ok(Map.of("result", 1000, "balance", 123.45, "currency", "RUB"));
            case "config/users/request" -> ok(Map.of("users", users()));
            case "incominglines" ->
                ok(Map.of(
                        "result",
                        1000,
                        "lines",
                        List.of(Map.of("line_id", 1, "number", "74957770001", "name", "Main"))));
            case "queries/user_info_by_dct_number" -> ok(visitor(json));
            case "stats/calls/request" -> statistics(json);
            case "stats/calls/result" -> page(json);
            case "queries/recording/post" -> recording(json.path("recording_id").asString(""));
            case "commands/callback" -> callback(json);
            default -> path.startsWith("commands/") ? command(path, json) : wrong(3300);
        };
    }

    private List<Map<String, Object>> users() {
        var users = new ArrayList<Map<String, Object>>();
        office.employees()
                .forEach((extension, name) -> users.add(Map.of(
                        "general", Map.of("name", name, "user_id", MangoOffice.userId(extension)),
                        "telephony", Map.of("extension", extension))));
        return users;
    }

    /** To whom the number is shown on the company's site. */
    private static Map<String, Object> visitor(JsonNode json) {
        return Map.of(
                "data",
                Map.of(
                        "uid",
                        "c0ffee-" + json.path("number").asString(""),
                        "widget_id",
                        1001,
                        "widget_name",
                        "Сайт",
                        "channel",
                        Map.of("source", "yandex", "medium", "cpc", "campaign", "office"),
                        "current_page",
                        Map.of("url", "https://shop.example.com/cart?client=17", "title", "Корзина")));
    }

    private Answer callback(JsonNode json) {
        String extension = json.path("from").path("extension").asString("");
        String number = json.path("to_number").asString("");
        String command = json.path("command_id").asString("");
        if (!office.employees().containsKey(extension) || number.isEmpty() || command.isEmpty()) {
            return new Answer(200, "{\"result\":3330}");
        }
        office.run(() -> {
            office.tell("result/callback", Map.of("command_id", command, "result", 1000));
            callback.accept(new MangoOffice.Callback(extension, number, command));
        });
        return ok(Map.of("result", 1000));
    }

    /** The sound itself lies elsewhere, under a link that lives for a while. */
    private Answer recording(String id) {
        return recorded(id) == null ? new Answer(404, "") : new Answer(302, "/vpbx/" + SOUND + id);
    }

    /** @return null when there is no such recording */
    private MangoLeg recorded(String id) {
        return office.calls().stream()
                .map(call -> call.recordedAs(id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private byte[] sound(String id) {
        MangoLeg leg = recorded(id);
        return leg == null || leg.answer == null || leg.end == null
                ? null
                : MadeUpVoices.wav(leg.answer.until(leg.end, ChronoUnit.SECONDS), id.hashCode());
    }

    private Answer command(String path, JsonNode json) {
        String command = json.path("command_id").asString("");
        office.run(
                () -> office.tell(path.replace("commands/", "result/"), Map.of("command_id", command, "result", 1000)));
        return ok(Map.of("result", 1000));
    }

    private Answer statistics(JsonNode json) {
        String key = office.newId("K");
        asked.put(key, json);
        return ok(Map.of("key", key));
    }

    private Answer page(JsonNode json) {
        JsonNode wanted = asked.get(json.path("key").asString(""));
        if (wanted == null) {
            return new Answer(404, "");
        }
        if (looksUntilReady-- > 0) {
            return ok(Map.of("result", 1000, "status", "work", "data", List.of()));
        }
        Instant from = time(wanted, "start_date");
        Instant to = time(wanted, "end_date");
        List<Map<String, Object>> list = office.calls().stream()
                .filter(call -> !call.created.isBefore(from) && !call.created.isAfter(to))
                .sorted((one, other) -> other.created.compareTo(one.created))
                .skip(wanted.path("offset").asInt())
                .limit(wanted.path("limit").asInt())
                .map(MangoCall::statistics)
                .toList();
        return ok(Map.of("result", 1000, "status", "complete", "data", List.of(Map.of("list", list))));
    }

    private static Instant time(JsonNode json, String field) {
        return LocalDateTime.parse(json.path(field).asString(), MOSCOW)
                .atZone(ZONE)
                .toInstant();
    }

    private static Answer ok(Map<String, ?> body) {
        return new Answer(200, MangoOffice.MAPPER.writeValueAsString(body));
    }

    private static Map<String, String> form(String body) {
        var fields = new HashMap<String, String>();
        for (String pair : body.split("&")) {
            String[] both = pair.split("=", 2);
            if (both.length == 2) {
                fields.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
