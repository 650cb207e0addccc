package org.ringbook.demo.mango;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A virtual PBX that behaves like Mango Office towards whoever integrates it: it tells what happens by signed webhooks, and
 * has an API on a loopback port. For tests and for the demo. Any thread, but a call is made by one at a time.
 */
public final class MangoOffice implements AutoCloseable {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final String key = "demokey0000000000000000000000001";
    private final String salt = "demosalt000000000000000000000001";
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "demo-mango");
        thread.setDaemon(true);
        return thread;
    });
    private final MangoOfficeApi api = new MangoOfficeApi(this);
    private final Map<String, String> employees = Collections.synchronizedMap(new TreeMap<>());
    private final List<MangoCall> calls = new CopyOnWriteArrayList<>();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong(10_000_000);
    private final int port;
    private HttpServer server;
    private volatile String door;
    private volatile Instant now;
    private volatile boolean newerFields = true;
    private volatile boolean numbersAsTexts;
    private volatile boolean collects;

    /** One message, as it goes out. */
    public record Told(String path, String json) {}

    private MangoOffice(int port) {
        this.port = port;
    }

    /** @param port of the API on the loopback address; 0 for any free one */
    public static MangoOffice on(int port) {
        var office = new MangoOffice(port);
        office.start();
        return office;
    }

    /** Opens the API, also after {@link #close}. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            int wanted = api.port() == 0 ? port : api.port();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 50);
            server.setExecutor(threads);
            server.createContext("/vpbx/", api);
            server.start();
            api.opened(server.getAddress().getPort());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /** Where its API is. */
    public String address() {
        return "http://127.0.0.1:" + api.port() + "/vpbx/";
    }

    public String key() {
        return key;
    }

    public String salt() {
        return salt;
    }

    /** What an API does with what it is asked; for tests that look, or that make it fail. */
    public MangoOfficeApi api() {
        return api;
    }

    /** Where it tells what happens; with a slash at the end, as the cabinet wants it. */
    public MangoOffice tells(String address) {
        door = address;
        return this;
    }

    public MangoOffice employs(String extension, String name) {
        employees.put(extension, name);
        return this;
    }

    Map<String, String> employees() {
        return new TreeMap<>(employees);
    }

    static int userId(String extension) {
        return 300_000_000 + Integer.parseInt(extension);
    }

    /** Stops its clock at this time; null lets it go. */
    public MangoOffice at(Instant time) {
        now = time;
        return this;
    }

    /** Lets time pass on a clock that was stopped. */
    public void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    public Instant now() {
        return now == null ? Instant.now() : now;
    }

    /** Whether fields are told that older virtual PBXs do not have. */
    public MangoOffice withNewerFields(boolean newer) {
        newerFields = newer;
        return this;
    }

    boolean newerFields() {
        return newerFields;
    }

    void newer(Map<String, Object> to, String field, Object value) {
        if (newerFields) {
            to.put(field, value);
        }
    }

    public MangoOffice withNumbersAsTexts(boolean texts) {
        numbersAsTexts = texts;
        return this;
    }

    Object number(long value) {
        return numbersAsTexts ? (Object) Long.toString(value) : (Object) value;
    }

    /** Keeps what happens for {@link #told}, and sends nothing. */
    public MangoOffice collects(boolean only) {
        collects = only;
        return this;
    }

    public List<Told> told() {
        return new ArrayList<>(told);
    }

    public void forgetTold() {
        told.clear();
    }

    public MangoCall incoming(String client, String line) {
        return new MangoCall(this, 1, client, line);
    }

    public MangoCall outgoing(String client, String line) {
        return new MangoCall(this, 2, client, line);
    }

    public MangoCall internal(String colleague) {
        return new MangoCall(this, 0, colleague, null);
    }

    /** What happens when it is told to call back; made on a thread of its own. */
    public void onCallback(Consumer<Callback> play) {
        api.onCallback(play);
    }

    /** @param number to be called, once the telephone of the extension is picked up */
    public record Callback(String extension, String number, String commandId) {}

    void log(MangoCall call) {
        calls.add(call);
    }

    /** All that there were. */
    public List<MangoCall> calls() {
        return List.copyOf(calls);
    }

    /** Ids look as if they were Base64. */
    String newId(String kind) {
        byte[] text = (kind + ids.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(text);
    }

    void tell(String path, Map<String, ?> event) {
        tell(path, MAPPER.writeValueAsString(event));
    }

    private void tell(String path, String json) {
        told.add(new Told(path, json));
        if (!collects && door != null) {
            send(path, json);
        }
    }

    /** Signs and sends. @return HTTP's status */
    public int send(String path, String json) {
        return sendForm(path, form(json));
    }

    /** @param form sent as it is, signed or not */
    public int sendForm(String path, String form) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(door + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException away) {
            return 0;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    public String form(String json) {
        return form(json, sign(json));
    }

    /** With a signature of whoever's choice. */
    public String form(String json, String sign) {
        return "vpbx_api_key=" + key + "&sign=" + sign + "&json=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    public String sign(String json) {
        try {
            byte[] text = (key + json + salt).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    void run(Runnable task) {
        threads.execute(task);
    }

    /** Nothing of it can be reached. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }
}
