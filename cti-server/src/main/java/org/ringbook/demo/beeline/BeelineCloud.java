package org.ringbook.demo.beeline;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A cloud PBX that behaves like Beeline's towards whoever integrates it: it tells what happens to whoever has subscribed, and
 * has the API of its portal on a loopback port. For tests and for the demo. Any thread, but a call is made by one at a time.
 */
public final class BeelineCloud implements AutoCloseable {

    private static final String OWNER = "MPBX_SYS_00001@mpbx.sip.beeline.ru";

    /** The one that every made-up cloud PBX accepts. */
    public static final String TOKEN = "00000000-0000-4000-8000-0000000000d0";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "demo-beeline");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Employee> employees = new ConcurrentHashMap<>();
    private final Map<String, BeelineSubscription> subscriptions = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final BeelineLog log = new BeelineLog();
    private final BeelinePortal portal = new BeelinePortal(this);
    private final AtomicLong ids = new AtomicLong(15_839_200);
    private HttpServer server;
    private volatile Instant now;
    private volatile String reached = "";
    private volatile boolean collects;
    private volatile boolean records;
    private volatile Consumer<Click> onClick = click -> {};

    /** @param phone ten digits, of a SIM; null of a telephone without a number of its own */
    public record Employee(String userId, String extension, String phone, String name) {}

    /** @param number to be called once the telephone is picked up */
    public record Click(BeelineCall call, String extension, String number) {}

    /** Its API on any free loopback port. */
    public static BeelineCloud open() {
        var cloud = new BeelineCloud();
        cloud.start();
        return cloud;
    }

    /** Opens the API, also after {@link #close}. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), portal.port()), 50);
            server.setExecutor(threads);
            server.createContext("/apis/portal/", portal);
            server.start();
            portal.opened(server.getAddress().getPort());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    public String address() {
        return "http://127.0.0.1:" + portal.port() + "/apis/portal/";
    }

    public String token() {
        return TOKEN;
    }

    /** What its API does with what it is asked; for tests that look, or that make it fail. */
    public BeelinePortal portal() {
        return portal;
    }

    /** Its statistics and records. */
    public BeelineLog log() {
        return log;
    }

    void log(BeelineLeg leg) {
        log.ended(leg, ids.incrementAndGet());
    }

    public BeelineCloud employs(String extension, String userId, String phone, String name) {
        employees.put(extension, new Employee(userId, extension, phone, name));
        return this;
    }

    Employee employee(String extension) {
        return employees.get(extension);
    }

    /** Who has this extension. */
    public Employee employed(String extension) {
        return employees.get(extension);
    }

    Map<String, Employee> employees() {
        return new TreeMap<>(employees);
    }

    /** Nobody works there. */
    public void dismissAll() {
        employees.clear();
    }

    /** Stops its clock at this time; null lets it go. */
    public BeelineCloud at(Instant time) {
        now = time;
        return this;
    }

    /** Lets time pass on a clock that was stopped. */
    public void pass(double seconds) {
        now = now.plusMillis(Math.round(seconds * 1000));
    }

    public Instant now() {
        return now == null ? Instant.ofEpochMilli(System.currentTimeMillis()) : now;
    }

    /** Where whatever it was told to tell to is in truth, as behind a proxy: the address of the door, with a slash at its end. */
    public BeelineCloud reaches(String door) {
        reached = door;
        return this;
    }

    /** Keeps what happens for {@link #told}, and sends nothing. */
    public BeelineCloud collects(boolean only) {
        collects = only;
        return this;
    }

    /** Whether conversations are recorded. */
    public BeelineCloud records(boolean all) {
        records = all;
        return this;
    }

    boolean records(BeelineLeg leg) {
        return records && !leg.userId().startsWith("MPBX_");
    }

    public List<String> told() {
        return new ArrayList<>(told);
    }

    public void forgetTold() {
        told.clear();
    }

    public BeelineCall incoming(String client, String line) {
        return new BeelineCall(this, client, line, newTracking());
    }

    public BeelineCall outgoing() {
        return new BeelineCall(this, null, null, newTracking());
    }

    /** What happens after a click; made on a thread of its own. */
    public void onClick(Consumer<Click> play) {
        onClick = play;
    }

    void click(Click click) {
        threads.execute(() -> onClick.accept(click));
    }

    String newTracking() {
        return ids.incrementAndGet() + ":1";
    }

    String newCallId() {
        return "callhalf-7" + ids.incrementAndGet() + ":0";
    }

    Map<String, BeelineSubscription> subscriptions() {
        return subscriptions;
    }

    /** Ids of the subscriptions that live. */
    public List<String> subscribed() {
        subscriptions.values().removeIf(each -> each.ends().isBefore(Instant.now()));
        return subscriptions.keySet().stream().sorted().toList();
    }

    void tell(String type, BeelineLeg... legs) {
        var calls = new StringBuilder();
        for (BeelineLeg leg : legs) {
            calls.append(leg.xml());
        }
        boolean several = type.equals("CallRedirectedEvent");
        String content = several ? "<xsi:calls>" + calls + "</xsi:calls>" : calls.toString();
        tell(type, legs.length == 0 ? null : legs[0].userId(), content);
    }

    /** The operator's server began anew and knows these calls alone. */
    public void startsAnewKnowing(BeelineLeg... legs) {
        var calls = new StringBuilder("<xsi:calls>");
        for (BeelineLeg leg : legs) {
            calls.append(leg.xml());
        }
        tell("CallSubscriptionResyncEvent", OWNER, calls.append("</xsi:calls>").toString());
    }

    private void tell(String type, String target, String content) {
        if (collects) {
            told.add(BeelineSubscription.COLLECTED.event(OWNER, target, type, content));
            return;
        }
        for (String id : subscribed()) {
            BeelineSubscription subscription = subscriptions.get(id);
            if (subscription != null && subscription.wants(target)) {
                String event = subscription.event(OWNER, target, type, content);
                told.add(event);
                send(subscription.url(), event);
            }
        }
    }

    /** The subscription ends, and whoever had it is told, or not. */
    public void terminate(String id, boolean tells) {
        BeelineSubscription subscription = subscriptions.remove(id);
        if (subscription != null && tells) {
            send(subscription.url(), subscription.event(OWNER, null, "SubscriptionTerminatedEvent", ""));
        }
    }

    /** @return HTTP's status; 0 when nobody is there */
    public int send(String url, String event) {
        String real = reached.isEmpty() ? url : reached + url.replaceFirst("^.*/hooks/[^/]+/", "");
        HttpRequest request = HttpRequest.newBuilder(URI.create(real))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/xml; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(event))
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

    static String newId() {
        return UUID.randomUUID().toString();
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
