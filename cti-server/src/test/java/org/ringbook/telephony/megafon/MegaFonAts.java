package org.ringbook.telephony.megafon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.Delivery;
import org.ringbook.telephony.PacedQueue.Rate;
import tools.jackson.databind.json.JsonMapper;

/** A virtual PBX of MegaFon as it shows itself: both of its interfaces over real HTTP, and its webhooks. */
final class MegaFonAts implements AutoCloseable {

    static final String KEY = "key-towards-the-pbx";
    static final String CRM_KEY = "key-of-the-crm";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Everything that was asked: "GET users", "POST makecall {…}", "cmd history". */
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** By uid. */
    final Map<String, Map<String, Object>> history = new ConcurrentHashMap<>();

    final List<Map<String, Object>> internal = new CopyOnWriteArrayList<>();
    final List<Map<String, Object>> users = new CopyOnWriteArrayList<>();
    final List<Map<String, Object>> sims = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    volatile boolean restIsThere = true;
    volatile String acceptedKey = KEY;
    volatile int mostRows = 1000;
    volatile int slowDowns;
    volatile String answerToDialling = "{\"callid\":\"NOTTHECALL000001\",\"clid\":\"74957770001\"}";
    volatile Consumer<Instant> whileReading = from -> {};
    private volatile String door;
    private HttpServer server;
    private int port;

    MegaFonAts() {
        employee("petrova", "101", "79260000101");
        employee("smirnov", "102", "79260000102");
        employee("orlova", "103", "79260000103");
        employee("sidorov", "104", null);
        sims.add(Map.of("telnum", "79260000104", "user", "sidorov", "company", "Romashka"));
    }

    void employee(String login, String ext, String telnum) {
        var user = new LinkedHashMap<String, Object>();
        user.put("login", login);
        user.put("name", "Name of " + login);
        user.put("ext", ext);
        user.put("telnum", telnum);
        user.put("mobile", null);
        users.add(user);
    }

    /** Without it nothing can be reached. */
    synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 50);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        port = server.getAddress().getPort();
        server.createContext("/crmapi/v1/", this::rest);
        server.createContext("/sys/crm_api.wcgp", this::legacy);
        server.setExecutor(Executors.newFixedThreadPool(4, task -> {
            var thread = new Thread(task, "emulated-ats");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    synchronized void stop() {
        if (server != null) {
            server.stop(0);
            ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdownNow();
            server = null;
        }
    }

    String address() {
        if (port == 0) {
            start();
            stop();
        }
        return "http://127.0.0.1:" + port;
    }

    MegaFonSettings.Vats settings(Duration history, Map<String, String> employees) {
        return new MegaFonSettings.Vats(
                address(),
                KEY,
                CRM_KEY,
                employees,
                "",
                history,
                Duration.ofMillis(300),
                Duration.ofDays(2),
                true,
                true,
                Duration.ofMillis(200));
    }

    /** Set up for this PBX, reads its history without waiting. */
    MegaFonSource source(CallerAnswers answers) {
        return source(settings(Duration.ofMillis(200), Map.of()), answers);
    }

    static MegaFonSource source(MegaFonSettings.Vats settings, CallerAnswers answers) {
        List<Rate> unhurried = List.of(new Rate("read", 10_000, Duration.ofSeconds(1)));
        return new MegaFonSource("vats", settings, new NumberPlan("RU"), answers, unhurried);
    }

    /** Where webhooks are sent to. */
    void tellsTo(String address) {
        door = address;
    }

    // What the PBX tells.

    HttpResponse<String> event(String type, String call, String user, String phone, String... more) {
        var fields = fields("cmd", "event", "type", type, "callid", call, "user", user, "phone", phone);
        fields.putAll(fields(more));
        return tells(fields);
    }

    HttpResponse<String> history(String type, String status, String call, String user, String phone, String... more) {
        var fields = fields("cmd", "history", "type", type, "status", status, "callid", call, "user", user);
        fields.put("phone", phone);
        fields.putAll(fields(more));
        return tells(fields);
    }

    HttpResponse<String> contact(String phone) {
        return tells(
                fields("cmd", "contact", "phone", phone, "callid", "KD4R8T2MZW000CON", "diversion", "74957770001"));
    }

    HttpResponse<String> tells(Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.putIfAbsent("crm_token", CRM_KEY);
        return post("application/x-www-form-urlencoded", MegaFonMasking.form(all));
    }

    HttpResponse<String> post(String contentType, String body) {
        return send(HttpRequest.newBuilder(URI.create(door))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String query) {
        return send(HttpRequest.newBuilder(URI.create(door + "?" + query)).GET());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    static LinkedHashMap<String, String> fields(String... pairs) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return fields;
    }

    /** A row of its history. */
    Map<String, Object> row(String uid, String type, String status, String client, Instant start, Object... more) {
        var row = new LinkedHashMap<String, Object>();
        row.put("uid", uid);
        row.put("type", type);
        row.put("status", status);
        row.put("client", client);
        row.put("start", start.toString());
        row.put("wait", 0);
        row.put("duration", 0);
        row.put("record", "");
        for (int i = 0; i < more.length; i += 2) {
            row.put(more[i].toString(), more[i + 1]);
        }
        history.put(uid, row);
        return row;
    }

    // What the PBX is asked.

    private void rest(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/crmapi/v1/".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + path + (body.isEmpty() ? "" : " " + body));
        if (!restIsThere) {
            answer(exchange, 404, "<html>Not found</html>");
        } else if (!acceptedKey.equals(exchange.getRequestHeaders().getFirst("X-API-KEY"))) {
            answer(exchange, 401, "Invalid token");
        } else if (slowDowns > 0) {
            slowDowns--;
            exchange.getResponseHeaders().add("Retry-After", "0");
            answer(exchange, 429, "");
        } else {
            String query = exchange.getRequestURI().getRawQuery();
            answer(exchange, 200, rest(path, Delivery.form(query == null ? "" : query)));
        }
    }

    private String rest(String path, Map<String, String> query) {
        return switch (path) {
            case "users" -> page(users, query);
            case "sims" -> page(sims, query);
            case "makecall" -> answerToDialling;
            case "history/json" -> {
                List<Map<String, Object>> rows = rows(query, new ArrayList<>(history.values()));
                yield rows.isEmpty() ? "null" : MAPPER.writeValueAsString(rows);
            }
            case "history/inner/json" -> MAPPER.writeValueAsString(rows(query, internal));
            default -> "{\"message\":\"no such method\"}";
        };
    }

    private static String page(List<Map<String, Object>> all, Map<String, String> query) {
        int start = Integer.parseInt(query.get("start"));
        int end = Math.min(all.size(), start + 2);
        return MAPPER.writeValueAsString(Map.of(
                "items", all.subList(Math.min(start, end), end), "info", Map.of("start", start, "total", all.size())));
    }

    private List<Map<String, Object>> rows(Map<String, String> query, List<Map<String, Object>> all) {
        Instant from = Fields.time(query.get("start"));
        Instant to = Fields.time(query.get("end"));
        int limit = Math.min(mostRows, Integer.parseInt(query.get("limit")));
        whileReading.accept(from);
        return all.stream()
                .filter(row -> startOf(row).compareTo(from.toString()) >= 0
                        && startOf(row).compareTo(to.toString()) <= 0)
                .sorted(Comparator.comparing(MegaFonAts::startOf).reversed())
                .limit(limit)
                .toList();
    }

    /** Whole seconds, so they sort as they stand. */
    private static String startOf(Map<String, Object> row) {
        return row.get("start").toString();
    }

    private void legacy(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                Delivery.form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add("cmd " + form.get("cmd") + (form.containsKey("phone") ? " " + form.get("phone") : ""));
        if (!acceptedKey.equals(form.get("token"))) {
            answer(exchange, 401, "{\"error\":\"Invalid token\"}");
            return;
        }
        answer(
                exchange,
                200,
                switch (form.get("cmd")) {
                    case "accounts" -> accounts();
                    case "makeCall" -> "{\"uuid\":\"" + "OLDCALL000000001" + "\"}";
                    case "history" -> csv(rows(form, new ArrayList<>(history.values())));
                    default -> "OK";
                });
    }

    private String accounts() {
        return MAPPER.writeValueAsString(users.stream()
                .map(user -> Map.of(
                        "name", user.get("login"),
                        "realName", user.get("name"),
                        "ext", user.get("ext"),
                        "telnum", String.valueOf(user.get("telnum"))))
                .toList());
    }

    private static String csv(List<Map<String, Object>> rows) {
        var text = new StringBuilder("UID,type,client,account,via,start,wait,duration,record\r\n");
        for (Map<String, Object> row : rows) {
            text.append(String.join(
                            ",",
                            row.get("uid").toString(),
                            row.get("type").toString(),
                            row.get("client").toString(),
                            row.getOrDefault("user", "g_1111") + "@vats000111.megapbx.ru",
                            row.getOrDefault("diversion", "").toString(),
                            row.get("start").toString(),
                            row.get("wait").toString(),
                            row.get("duration").toString(),
                            row.get("record").toString()))
                    .append("\r\n");
        }
        return text.toString();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        stop();
    }
}
