package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.demo.DemoPbx;
import org.ringbook.demo.DemoSettings;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.connections.Connections;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import tools.jackson.databind.JsonNode;

/** An administrator connects a PBX while the server runs: tries it, saves it, changes it, removes it. */
class ConnectionsTest extends Server {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private Sources sources;

    @Autowired
    private AutowireCapableBeanFactory factory;

    private final DemoPbx office = DemoPbx.start(DemoSettings.quiet());

    @AfterEach
    void removeAll() {
        as("admin")
                .get("/api/connections")
                .json()
                .path("items")
                .forEach(one -> as("admin")
                        .delete("/api/connections/" + one.path("name").asString()));
        office.close();
    }

    private String values(String secret) {
        return "{\"host\":\"127.0.0.1\",\"port\":\"" + office.port() + "\",\"user\":\""
                + office.listener().user() + "\",\"secret\":\"" + secret + "\",\"trunks\":\"" + DemoPbx.TRUNK + "\"}";
    }

    private String connection(String name, String secret) {
        return "{\"kind\":\"asterisk\",\"name\":\"" + name + "\",\"values\":" + values(secret) + "}";
    }

    private String rightSecret() {
        return office.listener().secret();
    }

    private SourceHealth.State state(String name) {
        return sources.health().stream()
                .filter(one -> one.name().equals(name))
                .map(SourceHealth::state)
                .findFirst()
                .orElse(null);
    }

    private void isUp(String name) {
        await().atMost(SOON).until(() -> state(name) == SourceHealth.State.UP);
    }

    private JsonNode tried(String body) {
        String id = as("admin")
                .post("/api/connections/trials", body)
                .json()
                .path("id")
                .asString();
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> as("admin").get("/api/connections/trials/" + id).json(),
                        trial -> trial.path("over").asBoolean());
    }

    @Test
    void aConnectionThatIsSavedIsThereAtOnceAndItsSecretIsNeverShownAgain() {
        Http.Answer made = as("admin").post("/api/connections", connection("office", rightSecret()));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        isUp("office");
        String shown = as("admin").get("/api/connections").body()
                + as("admin").get("/api/audit").body()
                + made.body();
        assertThat(shown).contains("office").doesNotContain(rightSecret());
        assertThat(jdbc.sql("select connection::text from connection")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains(rightSecret()));
        assertThat(as("admin")
                        .get("/api/connections/office")
                        .json()
                        .path("secrets")
                        .toString())
                .isEqualTo("[\"secret\"]");
    }

    @Test
    void whatIsTriedIsToldStepByStepAndNothingIsSaved() {
        JsonNode good = tried(connection("office", rightSecret()));
        JsonNode wrong = tried(connection("office", "another-secret"));

        assertThat(good.path("good").asBoolean()).as(good.toString()).isTrue();
        assertThat(good.path("steps").get(0).path("state").asString()).isEqualTo("done");
        assertThat(wrong.path("good").asBoolean()).isFalse();
        assertThat(wrong.path("steps").get(0).path("words").asString()).contains("ringbook");
        assertThat(as("admin").get("/api/connections").json().path("items").size())
                .isZero();
        assertThat(state("office")).isNull();
    }

    @Test
    void aChangeBeginsThatOneAnewAndKeepsTheSecretThatIsNotTyped() {
        as("admin").post("/api/connections", connection("office", rightSecret()));
        isUp("office");
        long connects = sources.counters().get("office").connects();

        Http.Answer changed = as("admin").put("/api/connections/office", "{\"values\":" + values("") + "}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        isUp("office");
        await().atMost(SOON).until(() -> sources.counters().get("office").connects() > connects);
        assertThat(state("paper")).as("the others are left alone").isEqualTo(SourceHealth.State.UP);
    }

    @Test
    void theStoredSecretGoesToNoOtherHost() {
        as("admin").post("/api/connections", connection("office", rightSecret()));
        isUp("office");
        String elsewhere = "{\"kind\":\"asterisk\",\"name\":\"office\",\"values\":"
                + values("").replace("127.0.0.1", "127.0.0.2") + "}";

        Http.Answer changed = as("admin").put("/api/connections/office", elsewhere);
        Http.Answer tried = as("admin").post("/api/connections/trials", elsewhere);

        assertThat(changed.status()).as(changed.body()).isEqualTo(400);
        assertThat(changed.json().path("field").asString()).isEqualTo("secret");
        assertThat(tried.json().path("field").asString()).as(tried.body()).isEqualTo("secret");
        assertThat(tried(connection("office", "")).path("good").asBoolean()).isTrue();
        assertThat(as("admin")
                        .get("/api/audit?kind=connection&limit=1")
                        .json()
                        .path("items")
                        .get(0)
                        .path("action")
                        .asString())
                .isEqualTo("tried");
    }

    private static final String DESCRIBED =
            "{\"kind\":\"webhook\",\"name\":\"described\",\"values\":{\"secret\":\"a secret of twelve\",\"fields\":\"call = /id\",%s}}";

    @Test
    void addressAndBodyOfADescribedDiallingAreKeptLikeSecretsAndCanEnd() {
        Http.Answer made = as("admin")
                .post(
                        "/api/connections",
                        DESCRIBED.formatted(
                                "\"dial.url\":\"https://ats.example/call?key=KEY-4711\",\"dial.body\":\"token=BODY-4712\""));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var browser = new SignedInBrowser(http().port(), "admin", passwordOf("admin"));
        String shown = made.body()
                + as("admin").get("/api/connections").body()
                + as("admin").get("/api/audit").body()
                + browser.get("/connections/described/edit").body()
                + jdbc.sql("select connection::text from connection")
                        .query(String.class)
                        .list();
        assertThat(shown).contains("dial.url").doesNotContain("KEY-4711").doesNotContain("BODY-4712");
        assertThat(made.json().path("secrets").toString()).contains("dial.url", "dial.body");

        Http.Answer elsewhere = as("admin")
                .put("/api/connections/described", DESCRIBED.formatted("\"dial.url\":\"https://thief.example/\""));
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.json().path("field").asString()).isEqualTo("dial.body");

        browser.post(
                "/connections/described",
                "_method=put&v.secret=&v.fields=call%20%3D%20%2Fid&v.dial.url=&ends.dial.url=true&v.dial.body=&ends.dial.body=true");
        assertThat(as("admin")
                        .get("/api/connections/described")
                        .json()
                        .path("secrets")
                        .toString())
                .isEqualTo("[\"secret\"]");
    }

    @Test
    void whatAnOlderVersionKeptOpenIsNotShownAndSealedAtTheStart() {
        as("admin").post("/api/connections", DESCRIBED.formatted("\"time\":\"iso\""));
        jdbc.sql(
                        "update connection set keys = keys || 'dial.url'::text, vals = vals || 'https://ats.example/KEY-4711'::text")
                .update();
        assertThat(as("admin").get("/api/connections").body())
                .contains("dial.url")
                .doesNotContain("KEY-4711");

        factory.createBean(Connections.class).sources();

        assertThat(jdbc.sql("select connection::text from connection")
                        .query(String.class)
                        .single())
                .doesNotContain("KEY-4711");
        assertThat(as("admin")
                        .get("/api/connections/described")
                        .json()
                        .path("secrets")
                        .toString())
                .contains("dial.url");
    }

    @Test
    void whatTheSettingsRefuseIsToldInTheLanguageOfWhoReadsIt() {
        String wrong = DESCRIBED.formatted("\"time-zone\":\"Penza\"");
        Http.Answer russian = as("admin").header("Accept-Language", "ru").post("/api/connections", wrong);
        assertThat(russian.status()).isEqualTo(400);
        assertThat(russian.json().path("field").asString()).isEqualTo("time-zone");
        assertThat(russian.json().path("detail").asString()).contains("пояс вида Europe/Moscow", "«Penza»");
        assertThat(as("admin")
                        .header("Accept-Language", "en")
                        .post("/api/connections", wrong)
                        .json()
                        .path("detail")
                        .asString())
                .contains("must be like Europe/Moscow");
        String mango =
                "{\"kind\":\"mango\",\"name\":\"mango\",\"values\":{\"key\":\"k\",\"salt\":\"s\",\"history\":\"soon\"}}";
        assertThat(as("admin")
                        .header("Accept-Language", "ru")
                        .post("/api/connections", mango)
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("Значение настройки history не удаётся прочитать.");
    }

    @Test
    void whatIsRemovedIsGone() {
        as("admin").post("/api/connections", connection("office", rightSecret()));
        isUp("office");

        assertThat(as("admin").delete("/api/connections/office").status()).isEqualTo(204);

        assertThat(state("office")).isNull();
        assertThat(as("admin").delete("/api/connections/office").status()).isEqualTo(404);
        List<String> actions = new java.util.ArrayList<>();
        as("admin")
                .get("/api/audit?kind=connection&limit=2")
                .json()
                .path("items")
                .forEach(line -> actions.add(line.path("action").asString()));
        assertThat(actions).containsExactly("removed", "added");
    }

    @Test
    void whatDoesNotFitIsRefusedBesideItsField() {
        Http.Answer noHost = as("admin")
                .post("/api/connections", "{\"kind\":\"asterisk\",\"name\":\"office\",\"values\":{\"secret\":\"x\"}}");
        Http.Answer noName = as("admin").post("/api/connections", connection("New Office!", rightSecret()));
        Http.Answer noPort = as("admin")
                .post(
                        "/api/connections",
                        "{\"kind\":\"asterisk\",\"name\":\"office\",\"values\":{\"host\":\"h\",\"secret\":\"x\",\"port\":\"70000\"}}");
        Http.Answer taken = as("admin").post("/api/connections", connection("paper", rightSecret()));

        assertThat(noHost.status()).isEqualTo(400);
        assertThat(noHost.json().path("field").asString()).isEqualTo("host");
        assertThat(noName.json().path("field").asString()).isEqualTo("name");
        assertThat(noPort.json().path("field").asString()).as(noPort.body()).isEqualTo("port");
        assertThat(taken.json().path("field").asString()).isEqualTo("name");
    }

    @Test
    void nobodyElseConnectsAnything() {
        assertThat(as("vera").get("/api/connections").status()).isEqualTo(403);
        assertThat(as("vera")
                        .post("/api/connections", connection("office", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(as("anna").get("/connections/new").status()).isNotEqualTo(200);
    }

    @Test
    void theKindsTellWhatTheyAsk() {
        JsonNode kinds = as("admin").get("/api/connections/kinds").json().path("items");
        var names = new java.util.ArrayList<String>();
        kinds.forEach(kind -> names.add(kind.path("kind").asString()));

        assertThat(names).containsExactly("asterisk", "beeline", "mango", "megafon", "webhook");
        assertThat(kinds.get(0).path("copies").asString()).contains("[ringbook]", "writetimeout");
        assertThat(kinds.get(0).path("fields").get(0).path("key").asString()).isEqualTo("host");
    }

    @Test
    void aWholeConnectionOverThePages() {
        var browser = new Browser(this::http);
        browser.signIn("admin", passwordOf("admin"));
        for (String kind : List.of("asterisk", "mango", "megafon", "beeline", "webhook")) {
            Http.Answer form = browser.with(http()).get("/connections/new/" + kind);
            assertThat(form.status()).as(kind + form.body()).isEqualTo(200);
        }
        as("admin").post("/api/connections", connection("office", rightSecret()));
        assertThat(browser.with(http()).get("/connections/office/edit").body())
                .contains("127.0.0.1")
                .doesNotContain(rightSecret());
        assertThat(browser.with(http()).get("/sources/office").body()).contains("/connections/office/edit");
    }
}
