package org.ringbook.dialler;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ringbook.api.Http;
import org.ringbook.database.OutsidePostgres;
import org.ringbook.faults.FaultProxy;
import org.ringbook.faults.RingbookProcess;
import org.ringbook.lab.AsteriskLab;
import org.ringbook.lab.AsteriskVersion;
import org.ringbook.lab.CalledPhone;
import org.ringbook.lab.Scene;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/**
 * A company's Asterisk, a second one that is its carrier, the server between them on a PostgreSQL, and agents: each has a telephone
 * that answers at once and a program that says that somebody is there. All but the carrier can be made to fail.
 */
final class DiallerHouse implements AutoCloseable {

    static final int AGENTS = Integer.getInteger("dialler.agents", 3);
    static final String SHOWN = "+74957770001";
    private static final int FIRST = 201;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    final AsteriskLab carrier;
    final AsteriskLab asterisk;
    final FaultProxy ami;
    final OutsidePostgres postgres;
    final RingbookProcess server;

    private final Scene telephones;
    private final int port;
    private final AtomicBoolean works = new AtomicBoolean();
    private final List<Thread> people = new ArrayList<>();

    DiallerHouse(AsteriskVersion version, Path folder) throws IOException {
        carrier = AsteriskLab.start(version, "carrier");
        asterisk = AsteriskLab.start(version, "dialler", Map.of("@CARRIER@", carrier.amiHost()));
        ami = new FaultProxy(asterisk.amiHost(), asterisk.amiPort());
        postgres = new OutsidePostgres(folder.resolve("postgres"));
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        server = new RingbookProcess(folder.resolve("server"), settings());
        server.start();
        awaitUp();
        telephones = new Scene(asterisk, folder.resolve("telephones"));
        for (int i = 0; i < AGENTS; i++) {
            String extension = String.valueOf(FIRST + i);
            agent(extension, telephones.phone(extension).silent());
        }
    }

    private List<String> settings() {
        String pbx = "ringbook.asterisk.office.";
        return List.of(
                "ringbook.http.port=" + port,
                "ringbook.http.address=127.0.0.1",
                "ringbook.admin.password=admin-admin",
                "ringbook.demo.enabled=false",
                "ringbook.recordings.space.least=0",
                "ringbook.recordings.space.stop-below=0",
                "ringbook.database.url=" + postgres.url(),
                "ringbook.database.user=" + postgres.user(),
                "ringbook.database.password=" + postgres.password(),
                pbx + "host=127.0.0.1",
                pbx + "port=" + ami.port(),
                pbx + "user=" + AsteriskLab.LISTENING_ACCOUNT,
                pbx + "secret=" + asterisk.secret(),
                pbx + "command-user=" + AsteriskLab.COMMAND_ACCOUNT,
                pbx + "command-secret=" + asterisk.secret(),
                pbx + "context=dialler",
                pbx + "trunks=PJSIP/testcarrier",
                pbx + "records.cel=" + asterisk.celFile());
    }

    private void agent(String extension, CalledPhone telephone) {
        telephone.answersAfter(Duration.ofMillis(100)).start();
        String login = "desk" + extension;
        JsonNode person = admin().post(
                        "/api/staff",
                        "{\"name\":\"Desk " + extension + "\",\"login\":\"" + login
                                + "\",\"role\":\"agent\",\"extensions\":[\"" + extension + "\"]}")
                .json();
        admin().put(
                        "/api/staff/" + person.get("id").asString() + "/password",
                        "{\"password\":\"" + password(login) + "\"}");
    }

    private static String password(String login) {
        return login + "-" + login;
    }

    Http admin() {
        return new Http(port).basic("admin", "admin-admin");
    }

    void awaitUp() {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> admin().get("/api/health/sources").body().contains("\"UP\""));
    }

    JdbcClient database() {
        return JdbcClient.create(new DriverManagerDataSource(postgres.url(), postgres.user(), postgres.password()));
    }

    /** A running list of these, which may be called at any hour; the server dials. @return its id */
    String list(List<String> numbers, String zone, double perSecond) {
        database()
                .sql("insert into own_line (id, number, label, contract, valid_from)"
                        + " select gen_random_uuid(), 74957770001, 'Ромашка', '17', '2020-01-01'"
                        + " where not exists (select from own_line)")
                .update();
        admin().put("/api/call-limits/budgets/campaign", "{\"perMinute\":1000,\"perDay\":100000}");
        admin().put("/api/call-limits/trunks/office", "{\"perSecond\":" + perSecond + ",\"channels\":10,\"kept\":2}");
        Http.Answer made = admin().post(
                        "/api/campaigns",
                        "{\"name\":\"Autumn\",\"purpose\":\"service\",\"mode\":\"progressive\",\"callerId\":\"" + SHOWN
                                + "\",\"assumedZone\":\"" + zone
                                + "\",\"wrapUpSeconds\":5}");
        if (made.status() != 201) {
            throw new IllegalStateException(made.body());
        }
        String id = made.json().get("id").asString();
        String people = String.join(
                ",",
                numbers.stream().map(one -> "{\"numbers\":[\"" + one + "\"]}").toList());
        Http.Answer added = admin().post("/api/campaigns/" + id + "/people", "{\"people\":[" + people + "]}");
        Http.Answer runs = admin().post("/api/campaigns/" + id + "/state", "{\"state\":\"running\"}");
        if (added.status() != 200 || runs.status() != 200) {
            throw new IllegalStateException(added.body() + runs.body());
        }
        return id;
    }

    /** So many agents say again and again that they are there. A server that is down at times is asked again. */
    void work(String list, int agents) {
        works.set(true);
        for (int i = 0; i < agents; i++) {
            String login = "desk" + (FIRST + i);
            var thread = new Thread(
                    () -> {
                        Http me = new Http(port).basic(login, password(login));
                        while (works.get()) {
                            try {
                                me.post("/api/campaigns/" + list + "/next", null);
                                Thread.sleep(1_000);
                            } catch (InterruptedException stop) {
                                return;
                            } catch (RuntimeException down) {
                                pause();
                            }
                        }
                    },
                    login);
            thread.setDaemon(true);
            people.add(thread);
            thread.start();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    void goHome() {
        works.set(false);
        people.forEach(Thread::interrupt);
        people.clear();
    }

    @Override
    public void close() {
        goHome();
        server.close();
        telephones.close();
        ami.close();
        postgres.close();
        asterisk.close();
        carrier.close();
    }
}
