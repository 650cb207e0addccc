package org.ringbook.demo.megafon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ringbook.demo.voices.MadeUpVoices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A made-up virtual PBX of MegaFon as it shows itself: both of its interfaces over real HTTP, and its webhooks. Whoever plays it
 * says what happens. Any thread.
 */
public class MegaFonCloud implements AutoCloseable {

    public static final String KEY = "key-towards-the-pbx";
    public static final String CRM_KEY = "key-of-the-crm";
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Everything that was asked: "GET users", "POST makecall {…}", "cmd history". */
    public final List<String> asked = new CopyOnWriteArrayList<>();
    /** By uid. */
    public final Map<String, Map<String, Object>> history = new ConcurrentHashMap<>();

    public final List<Map<String, Object>> internal = new CopyOnWriteArrayList<>();
    public final List<Map<String, Object>> users = new CopyOnWriteArrayList<>();
    public final List<Map<String, Object>> sims = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    public volatile boolean restIsThere = true;
    public volatile String acceptedKey = KEY;
    public volatile int mostRows = 1000;
    public volatile int slowDowns;
    public volatile String answerToDialling = "{\"callid\":\"NOTTHECALL000001\",\"clid\":\"74957770001\"}";
    /** Hears of each click: login, number. */
    public volatile BiConsumer<String, String> ordered = (user, phone) -> {};

    public volatile Consumer<Instant> whileReading = from -> {};
    private volatile String door;
    private HttpServer server;
    private int port;

    public MegaFonCloud() {
        employee("petrova", "101", "79260000101");
        employee("smirnov", "102", "79260000102");
        employee("orlova", "103", "79260000103");
        employee("sidorov", "104", null);
        sims.add(Map.of("telnum", "79260000104", "user", "sidorov", "company", "Romashka"));
    }

    public final void employee(String login, String ext, String telnum) {
        var user = new LinkedHashMap<String, Object>();
        user.put("login", login);
        user.put("name", "Name of " + login);
        user.put("ext", ext);
        user.put("telnum", telnum);
        user.put("mobile", null);
        users.add(user);
    }

    /** Without it nothing can be reached. */
    public synchronized void start() {
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
        server.createContext("/records/", this::sound);
        server.setExecutor(Executors.newFixedThreadPool(4, task -> {
            var thread = new Thread(task, "emulated-ats");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdownNow();
            server = null;
        }
    }

    public String address() {
        if (port == 0) {
            start();
            stop();
        }
        return "http://127.0.0.1:" + port;
    }

    /** Where webhooks are sent to. */
    public void tellsTo(String address) {
        door = address;
    }

    // What the PBX tells.

    public HttpResponse<String> event(String type, String call, String user, String phone, String... more) {
        var fields = fields("cmd", "event", "type", type, "callid", call, "user", user, "phone", phone);
        fields.putAll(fields(more));
        return tells(fields);
    }

    public HttpResponse<String> history(
            String type, String status, String call, String user, String phone, String... more) {
        var fields = fields("cmd", "history", "type", type, "status", status, "callid", call, "user", user);
        fields.put("phone", phone);
        fields.putAll(fields(more));
        return tells(fields);
    }

    public HttpResponse<String> contact(String phone) {
        return tells(
                fields("cmd", "contact", "phone", phone, "callid", "KD4R8T2MZW000CON", "diversion", "74957770001"));
    }

    public HttpResponse<String> tells(Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.putIfAbsent("crm_token", CRM_KEY);
        return post("application/x-www-form-urlencoded", form(all));
    }

    public HttpResponse<String> post(String contentType, String body) {
        return send(HttpRequest.newBuilder(URI.create(door))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> get(String query) {
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

    public static LinkedHashMap<String, String> fields(String... pairs) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return fields;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> form(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    /** Times are asked for in the short form of ISO: 20260319T120000Z. */
    private static Instant time(String text) {
        return COMPACT.parse(text, Instant::from);
    }

    /** As webhooks write a time. */
    public static String compact(Instant at) {
        return COMPACT.format(at);
    }

    /** A row of its history. */
    public Map<String, Object> row(
            String uid, String type, String status, String client, Instant start, Object... more) {
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
            answer(exchange, 200, rest(path, form(query == null ? "" : query), body));
        }
    }

    private String rest(String path, Map<String, String> query, String body) {
        return switch (path) {
            case "users" -> page(users, query);
            case "sims" -> page(sims, query);
            case "makecall" -> {
                JsonNode order = MAPPER.readTree(body);
                ordered.accept(
                        order.path("user").asString(""), order.path("phone").asString(""));
                yield answerToDialling;
            }
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
        Instant from = time(query.get("start"));
        Instant to = time(query.get("end"));
        int limit = Math.min(mostRows, Integer.parseInt(query.get("limit")));
        whileReading.accept(from);
        return all.stream()
                .filter(row -> startOf(row).compareTo(from.toString()) >= 0
                        && startOf(row).compareTo(to.toString()) <= 0)
                .sorted(Comparator.comparing(MegaFonCloud::startOf).reversed())
                .limit(limit)
                .toList();
    }

    /** Whole seconds, so they sort as they stand. */
    private static String startOf(Map<String, Object> row) {
        return row.get("start").toString();
    }

    private void legacy(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
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

    /** Where the recording of a call is, once its row is in the history. */
    public String recordOf(String call) {
        return address() + "/records/" + call + ".wav";
    }

    private void sound(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestURI()
                .getPath()
                .replaceFirst("^/records/", "")
                .replaceFirst("\\.wav$", "");
        Map<String, Object> row = history.get(call);
        if (row == null) {
            answer(exchange, 404, "");
            return;
        }
        byte[] sound = MadeUpVoices.wav(((Number) row.get("duration")).longValue(), call.hashCode());
        exchange.getResponseHeaders().set("Content-Type", "audio/x-wav");
        exchange.sendResponseHeaders(200, sound.length);
        exchange.getResponseBody().write(sound);
        exchange.close();
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
