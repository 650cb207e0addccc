package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.api.SignedInBrowser.coded;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.http.Knocker;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

/** What was opened with a password ends with it, and what a token may do is what its owner said. */
class NewPasswordTest extends Server {

    /** Of an answer that is sent as it comes: the piece that has nothing in it. */
    private static final String END = "0";

    private StaffMember gleb;

    @BeforeEach
    void glebWorksHere() {
        gleb = staff.byLogin("gleb-doors")
                .orElseGet(() -> staff.save(
                        new StaffMember(null, "Gleb Sidorov", "gleb-doors", Role.AGENT, List.of(), null, true)));
        staff.setPassword(gleb.id(), "first word of Gleb");
    }

    @Test
    void anAdministratorSetsAnotherPasswordAndNothingOfTheOldOneGoesOn() throws Exception {
        var browser = new SignedInBrowser(http().port(), "gleb-doors", "first word of Gleb");
        assertThat(browser.get("/").status()).isEqualTo(200);
        String token = token("all");
        var program = new Program(asGleb("first word of Gleb").authorization());
        var programWithToken = new Program("Bearer " + token(gleb, "dial"));
        try (var page = stream(browser)) {
            setPassword("second word of Gleb");

            assertThat(page.await("event:over")).isNotNull();
            assertThat(page.await("0")).isEqualTo(END);
        }
        assertThat(browser.get("/").status()).isEqualTo(302);
        assertThat(http().bearer(token).get("/api/staff/me").status()).isEqualTo(401);
        assertThat(asGleb("first word of Gleb").get("/api/staff/me").status()).isEqualTo(401);
        assertThat(program.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
        assertThat(programWithToken.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    @Test
    void glebGivesHimselfAnotherPasswordAndStaysInThisBrowserAlone() {
        var here = new SignedInBrowser(http().port(), "gleb-doors", "first word of Gleb");
        var elsewhere = new SignedInBrowser(http().port(), "gleb-doors", "first word of Gleb");
        assertThat(here.post("/account/password", "old=wrong&password=" + coded("second word of Gleb"))
                        .status())
                .isEqualTo(422);
        assertThat(here.post(
                                "/account/password",
                                "old=" + coded("first word of Gleb") + "&password=" + coded("second word of Gleb"))
                        .status())
                .isEqualTo(302);
        assertThat(here.get("/account").status()).isEqualTo(200);
        assertThat(elsewhere.get("/account").status()).isEqualTo(302);
        assertThat(asGleb("second word of Gleb").get("/api/staff/me").status()).isEqualTo(200);
    }

    @Test
    void overTheApiOnesOwnPasswordWantsTheOneOfNow() {
        assertThat(asGleb("first word of Gleb")
                        .put("/api/staff/me/password", "{\"old\":\"wrong\",\"password\":\"second word of Gleb\"}")
                        .json()
                        .get("field")
                        .asString())
                .isEqualTo("old");
        assertThat(asGleb("first word of Gleb")
                        .put(
                                "/api/staff/me/password",
                                "{\"old\":\"first word of Gleb\",\"password\":\"second word of Gleb\"}")
                        .status())
                .isEqualTo(204);
        assertThat(asGleb("second word of Gleb").get("/api/staff/me").status()).isEqualTo(200);
    }

    @Test
    void aTokenMakesNoTokenAndSetsNoPassword() {
        String token = as("admin")
                .post("/api/tokens", "{\"name\":\"x\",\"scope\":\"all\"}")
                .json()
                .get("secret")
                .asString();
        assertThat(http().bearer(token).post("/api/tokens", "{\"name\":\"y\"}").status())
                .isEqualTo(403);
        for (String how : List.of("", "?_method=PUT")) {
            assertThat(http().bearer(token)
                            .send(
                                    how.isEmpty() ? "PUT" : "POST",
                                    "/api/staff/" + gleb.id() + "/password" + how,
                                    "{\"password\":\"third word of Gleb\"}")
                            .status())
                    .isIn(403, 405);
        }
        assertThat(asGleb("first word of Gleb").get("/api/staff/me").status()).isEqualTo(200);
        assertThat(http().bearer(token).get("/api/staff").status()).isEqualTo(200);
    }

    @Test
    void noFieldOfAFormMakesOneRequestAnother() {
        Http.Answer made = as("vera").post("/api/contacts", "{\"name\":\"Maria\"}");
        String contact = made.json().get("id").asString();
        assertThat(as("anna")
                        .post("/api/contacts/" + contact + "?_method=DELETE", "{}")
                        .status())
                .isEqualTo(405);
        assertThat(as("vera").get("/api/contacts/" + contact).status()).isEqualTo(200);
    }

    @Test
    void aTokenMayWhatItsScopeSays() {
        String call = "{\"to\":\"+79161112233\"}";
        String read = token(staff.byLogin("anna").orElseThrow(), "read");
        assertThat(http().bearer(read).get("/api/calls").status()).isEqualTo(200);
        Http.Answer refused = http().bearer(read).post("/api/calls", call);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("detail").asString()).contains("\"read\"");
        assertThat(http().bearer(read).get("/agents/session").status()).isEqualTo(403);
        String dial = token(staff.byLogin("anna").orElseThrow(), "dial");
        assertThat(http().bearer(dial).post("/api/calls", call).status()).isEqualTo(202);
        assertThat(http().bearer(dial)
                        .post("/api/contacts", "{\"name\":\"Maria\"}")
                        .status())
                .isEqualTo(403);
        String all = token(staff.byLogin("anna").orElseThrow(), "all");
        assertThat(http().bearer(all)
                        .post("/api/contacts", "{\"name\":\"Maria\"}")
                        .status())
                .isEqualTo(201);
        assertThat(as("anna")
                        .post("/api/tokens", "{\"name\":\"x\",\"scope\":\"root\"}")
                        .json()
                        .get("field")
                        .asString())
                .isEqualTo("scope");
    }

    @Test
    void aTokenHasAnEndAndMayReadAloneWhenNobodySaysMore() {
        var token = as("anna").post("/api/tokens", "{\"name\":\"shop\"}").json().get("token");
        assertThat(token.get("scope").asString()).isEqualTo("read");
        assertThat(token.get("expiresAt").isNull()).isFalse();
    }

    @Test
    void anAdministratorSeesTheTokensOfOthersAndEndsOneWithAllThatItOpened() throws Exception {
        String secret = token(gleb, "dial");
        var program = new Program("Bearer " + secret);
        var found = as("admin").get("/api/staff/tokens").json().get("items");
        var one = found.valueStream()
                .filter(each -> each.get("owner").asString().equals(gleb.id().toString()))
                .findFirst()
                .orElseThrow();
        assertThat(one.get("ownerName").asString()).isEqualTo("Gleb Sidorov");
        assertThat(found.toString()).doesNotContain(secret);
        assertThat(as("vera").get("/api/staff/tokens").status()).isEqualTo(403);
        String id = one.get("token").get("id").asString();
        assertThat(as("admin").delete("/api/staff/tokens/" + id).status()).isEqualTo(204);
        assertThat(http().bearer(secret).get("/api/staff/me").status()).isEqualTo(401);
        assertThat(program.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    @Test
    void whoSignsOutEndsTheirLivePage() {
        var browser = new SignedInBrowser(http().port(), "gleb-doors", "first word of Gleb");
        try (var page = stream(browser)) {
            browser.post("/sign-out", "x=1");
            assertThat(page.await("event:over")).isNotNull();
            assertThat(page.await("0")).isEqualTo(END);
        }
    }

    @Test
    void twentyLivePagesAreEnoughForAnybody() {
        var browser = new SignedInBrowser(http().port(), "gleb-doors", "first word of Gleb");
        var pages = new ArrayList<Knocker>();
        try {
            for (int i = 0; i < 20; i++) {
                pages.add(stream(browser));
            }
            try (var more = asking(browser)) {
                assertThat(more.status()).isEqualTo(429);
            }
        } finally {
            pages.forEach(Knocker::close);
        }
    }

    @Test
    void aCardThatIsNotThereIsDismissedWithoutHarm() {
        var browser = new SignedInBrowser(http().port(), "gleb-doors", "first word of Gleb");
        assertThat(browser.post("/live/cards/" + UUID.randomUUID(), "_method=delete")
                        .status())
                .isEqualTo(200);
    }

    private Knocker stream(SignedInBrowser browser) {
        Knocker page = asking(browser);
        assertThat(page.await("event:hello")).isNotNull();
        return page;
    }

    private Knocker asking(SignedInBrowser browser) {
        return new Knocker("127.0.0.1", http().port())
                .says("GET /stream HTTP/1.1\r\nHost: x\r\nCookie: " + browser.cookie() + "\r\n\r\n");
    }

    private Http asGleb(String password) {
        return http().basic("gleb-doors", password);
    }

    private void setPassword(String password) {
        assertThat(as("admin")
                        .put("/api/staff/" + gleb.id() + "/password", "{\"password\":\"" + password + "\"}")
                        .status())
                .isEqualTo(204);
    }

    private String token(String scope) {
        return token(gleb, scope);
    }

    private String token(StaffMember of, String scope) {
        Http who = of.equals(gleb) ? asGleb("first word of Gleb") : as(of.login());
        return who.post("/api/tokens", "{\"name\":\"program\",\"scope\":\"" + scope + "\"}")
                .json()
                .get("secret")
                .asString();
    }

    /** An agent program that follows what happens until it is sent away. */
    private final class Program implements WebSocket.Listener {

        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        Program(String authorization) throws Exception {
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Authorization", authorization)
                    .buildAsync(URI.create("ws://127.0.0.1:" + http().port() + "/agents/session"), this)
                    .get(10, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket session, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket session, Throwable failed) {
            closed.completeExceptionally(failed);
        }
    }
}
