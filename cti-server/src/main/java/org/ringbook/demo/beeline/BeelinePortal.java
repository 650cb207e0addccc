package org.ringbook.demo.beeline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.ringbook.demo.voices.MadeUpVoices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API of the portal. Its fields make it behave like one of those that were seen, or fail. */
public final class BeelinePortal implements HttpHandler {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final BeelineCloud cloud;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private int port;

    /** How long a subscription lives at most, in seconds. */
    public volatile long longestLife = 3600;
    /** A subscription to all is refused; one to an employee is not. */
    public volatile boolean refusesAll;
    /** A subscription is made, and nobody learns of it. */
    public volatile boolean losesReply;
    /** Whether the records after an id begin with it. */
    public volatile boolean inclusive;
    /** The list of records is the same whatever it is asked for. */
    public volatile boolean ignoresId;
    /** A click is answered 503, and nobody knows whether it was made. */
    public volatile boolean failsClicks;
    /** How a click is answered: "bare", "quoted", "empty" or "json". */
    public volatile String clickReply = "bare";
    /** So many of the next requests are answered 503. */
    public volatile int tired;
    /** Answered to all that is asked, with 200, in place of what was asked for; null for none. */
    public volatile String errorCode;
    /** What agents are in the call centre, by their extension: ONLINE, BREAK, OFFLINE. Others are no agents. */
    public final Map<String, String> agents = new ConcurrentHashMap<>();
    /** The one that is accepted. */
    public volatile String token;

    BeelinePortal(BeelineCloud cloud) {
        this.cloud = cloud;
        this.token = cloud.token();
    }

    int port() {
        return port;
    }

    void opened(int at) {
        port = at;
    }

    /** What was asked for: method, path and query. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath().substring("/apis/portal/".length());
            String query = exchange.getRequestURI().getRawQuery();
            asked.add(exchange.getRequestMethod() + " " + path + (query == null ? "" : "?" + query));
            if (!token.equals(exchange.getRequestHeaders().getFirst("X-MPBX-API-AUTH-TOKEN"))) {
                error(exchange, 401, "Unauthorized");
            } else if (tired > 0) {
                tired--;
                error(exchange, 503, "ServiceUnavailable");
            } else if (errorCode != null) {
                error(exchange, 200, errorCode);
            } else {
                answer(exchange, path, parameters(query));
            }
        }
    }

    private void answer(HttpExchange exchange, String path, Map<String, String> query) throws IOException {
        String method = exchange.getRequestMethod();
        switch (method + " "
                + path.replaceFirst("abonents/.+/(call|agent)", "$1").replaceFirst("records/[0-9]+/", "records/")) {
            case "GET abonents" ->
                json(
                        exchange,
                        cloud.employees().values().stream()
                                .map(BeelineLog::abonent)
                                .toList());
            case "GET v2/statistics" ->
                json(
                        exchange,
                        cloud.log()
                                .rows(
                                        time(query.get("dateFrom")),
                                        time(query.get("dateTo")),
                                        Integer.parseInt(query.getOrDefault("page", "0")),
                                        Integer.parseInt(query.getOrDefault("pageSize", "100"))));
            case "GET records" ->
                json(
                        exchange,
                        cloud.log()
                                .records(
                                        query.get("id") == null || ignoresId ? null : Long.valueOf(query.get("id")),
                                        inclusive,
                                        time(query.get("dateFrom")),
                                        time(query.get("dateTo"))));
            case "GET v2/records/download" -> download(exchange, path.split("/")[2]);
            case "PUT subscription" -> subscribe(exchange);
            case "GET subscription" -> subscribed(exchange, query.get("subscriptionId"));
            case "DELETE subscription" -> {
                boolean known = cloud.subscriptions().containsKey(query.get("subscriptionId"));
                cloud.terminate(query.get("subscriptionId"), true);
                if (known) {
                    send(exchange, 200, "");
                } else {
                    error(exchange, 404, "SubscriptionNotFound");
                }
            }
            case "GET agent" -> agent(exchange, path);
            case "POST call" -> call(exchange, path, query.get("phoneNumber"));
            default -> error(exchange, 404, "NotFound");
        }
    }

    private void download(HttpExchange exchange, String id) throws IOException {
        Long millis = cloud.log().lengthOf(id);
        if (millis == null) {
            error(exchange, 404, "RecordNotFound");
            return;
        }
        byte[] sound = MadeUpVoices.wav(millis / 1000, id.hashCode());
        exchange.getResponseHeaders().add("Content-Type", "audio/x-wav");
        exchange.sendResponseHeaders(200, sound.length);
        exchange.getResponseBody().write(sound);
    }

    private void subscribe(HttpExchange exchange) throws IOException {
        JsonNode wanted = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        String pattern = wanted.has("pattern") ? wanted.path("pattern").asString() : null;
        if (refusesAll && pattern == null) {
            error(exchange, 400, "BadRequest");
            return;
        }
        long life = Math.min(longestLife, wanted.path("expires").asLong());
        var subscription = new BeelineSubscription(
                BeelineCloud.newId(),
                wanted.path("url").asString(),
                pattern,
                Instant.now().plusSeconds(life),
                new AtomicLong());
        cloud.subscriptions().put(subscription.id(), subscription);
        if (losesReply) {
            losesReply = false;
            error(exchange, 500, "InternalError");
        } else {
            json(exchange, Map.of("subscriptionId", subscription.id(), "expires", life));
        }
    }

    private void subscribed(HttpExchange exchange, String id) throws IOException {
        cloud.subscribed();
        BeelineSubscription subscription =
                id == null ? null : cloud.subscriptions().get(id);
        if (subscription == null) {
            error(exchange, 404, "SubscriptionNotFound");
            return;
        }
        long left =
                Math.max(1, subscription.ends().getEpochSecond() - Instant.now().getEpochSecond());
        json(exchange, Map.of("subscriptionId", id, "expires", left, "url", subscription.url()));
    }

    /** Whom {@code abonents/PATTERN/…} means; null for nobody. */
    private BeelineCloud.Employee employee(String path) {
        String pattern = URLDecoder.decode(path.split("/")[1], StandardCharsets.UTF_8);
        return cloud.employees().values().stream()
                .filter(each -> List.of(each.userId(), each.extension(), String.valueOf(each.phone()))
                        .contains(pattern))
                .findFirst()
                .orElse(null);
    }

    private void agent(HttpExchange exchange, String path) throws IOException {
        BeelineCloud.Employee employee = employee(path);
        String state = employee == null ? null : agents.get(employee.extension());
        if (state == null) {
            error(exchange, 404, "UserNotFound");
        } else {
            json(exchange, state);
        }
    }

    private void call(HttpExchange exchange, String path, String number) throws IOException {
        BeelineCloud.Employee employee = employee(path);
        if (employee == null) {
            error(exchange, 404, "UserNotFound");
            return;
        }
        if (failsClicks) {
            error(exchange, 503, "ServiceUnavailable");
            return;
        }
        BeelineCall call = cloud.outgoing();
        switch (clickReply) {
            case "quoted" -> json(exchange, call.tracking());
            case "empty" -> send(exchange, 200, "");
            case "json" -> json(exchange, Map.of("callId", "callhalf-1:0", "externalTrackingId", call.tracking()));
            default -> send(exchange, 200, call.tracking());
        }
        cloud.click(new BeelineCloud.Click(
                call, employee.extension(), number.length() == 10 ? "7" + number : number.replace("+", "")));
    }

    private static void json(HttpExchange exchange, Object body) throws IOException {
        send(exchange, 200, MAPPER.writeValueAsString(body));
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        send(exchange, status, "{\"errorCode\":\"" + code + "\",\"description\":\"Так нельзя\"}");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static Instant time(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException none) {
            throw new IllegalArgumentException(none);
        }
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new TreeMap<String, String>();
        for (String each : query == null ? new String[0] : query.split("&")) {
            String[] pair = each.split("=", 2);
            parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
