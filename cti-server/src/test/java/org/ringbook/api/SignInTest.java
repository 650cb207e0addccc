package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

class SignInTest extends Server {

    @Test
    void aPersonSignsInWithTheFormStaysSignedInAndSignsOut() {
        Browser browser = new Browser(this::http);
        Http.Answer in = browser.signIn("anna", passwordOf("anna"));
        assertThat(in.status()).isEqualTo(302);
        assertThat(in.header("Location")).endsWith("/").doesNotContain("sign-in");
        assertThat(in.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax").doesNotContain(browser.cookieBefore());
        assertThat(browser.get("/api/staff/me").json().get("login").asString()).isEqualTo("anna");
        browser.post("/sign-out", "_csrf=" + browser.csrf());
        assertThat(browser.get("/api/staff/me").status()).isEqualTo(401);
    }

    @Test
    void aWrongPasswordLeadsBackToTheForm() {
        Http.Answer back = new Browser(this::http).signIn("anna", "not-hers");
        assertThat(back.status()).isEqualTo(302);
        assertThat(back.header("Location")).endsWith("/sign-in?wrong");
    }

    @Test
    void aFormOfAForeignPageIsNotTaken() {
        Browser browser = new Browser(this::http);
        browser.signIn("anna", passwordOf("anna"));
        Http.Answer withoutToken = browser.with(http()).post("/api/calls", "{\"to\":\"+79161112233\"}");
        assertThat(withoutToken.status()).isEqualTo(403);
        Http.Answer foreign =
                as("anna").header("Sec-Fetch-Site", "cross-site").post("/api/calls", "{\"to\":\"+79161112233\"}");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(pbx.dialled).isEmpty();
        Http.Answer ours = browser.with(http())
                .header("X-CSRF-TOKEN", browser.csrf())
                .post("/api/calls", "{\"to\":\"+79161112233\"}");
        assertThat(ours.status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/agents/session", "/agents/line"})
    void anAgentProgramSignsInOnTheRequestForItsSession(String address) throws Exception {
        assertThat(http().get(address).status()).isEqualTo(401);
        var session = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", as("anna").authorization())
                .buildAsync(URI.create("ws://127.0.0.1:" + http().port() + address), new WebSocket.Listener() {})
                .get(10, TimeUnit.SECONDS);
        assertThat(session.isInputClosed()).isFalse();
        session.abort();
    }

    @Test
    void aTokenSignsInUntilItIsRevokedAndIsShownOnce() {
        Http.Answer made = as("anna").post("/api/tokens", "{\"name\":\"web shop\",\"days\":30}");
        assertThat(made.status()).isEqualTo(201);
        String secret = made.json().get("secret").asString();
        assertThat(http().bearer(secret)
                        .get("/api/staff/me")
                        .json()
                        .get("login")
                        .asString())
                .isEqualTo("anna");
        Http.Answer list = as("anna").get("/api/tokens");
        assertThat(list.body()).doesNotContain(secret);
        assertThat(list.json().get("items").get(0).get("lastUsedAt").isNull()).isFalse();
        assertThat(as("boris").delete(made.header("Location")).status()).isEqualTo(404);
        assertThat(as("anna").delete(made.header("Location")).status()).isEqualTo(204);
        Http.Answer refused = http().bearer(secret).get("/api/staff/me");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().get("detail").asString()).contains("token");
        assertThat(http().bearer("ringbook_nonsense").get("/api/staff/me").status())
                .isEqualTo(401);
        assertThat(http().bearer("").get("/api/staff/me").status()).isEqualTo(401);
    }

    @Test
    void whoHasLeftIsOutWithTheNextRequestWhateverTheyHold() {
        StaffMember gleb = staff.byLogin("gleb-leaves")
                .orElseGet(() -> staff.save(
                        new StaffMember(null, "Gleb Sidorov", "gleb-leaves", Role.AGENT, List.of(), null, true)));
        staff.setPassword(gleb.id(), "gleb-password");
        Http program = http().basic("gleb-leaves", "gleb-password");
        assertThat(program.get("/api/staff/me").status()).isEqualTo(200);
        Browser browser = new Browser(this::http);
        browser.signIn("gleb-leaves", "gleb-password");
        assertThat(browser.get("/api/staff/me").status()).isEqualTo(200);
        String secret = program.post("/api/tokens", "{\"name\":\"x\"}")
                .json()
                .get("secret")
                .asString();
        staff.save(new StaffMember(gleb.id(), gleb.name(), gleb.login(), Role.AGENT, List.of(), null, false));
        assertThat(http().basic("gleb-leaves", "gleb-password")
                        .get("/api/staff/me")
                        .status())
                .isEqualTo(401);
        assertThat(browser.get("/api/staff/me").status()).isEqualTo(401);
        assertThat(http().bearer(secret).get("/api/staff/me").status()).isEqualTo(401);
    }

    @Test
    void aChangedPasswordCountsAtOnce() {
        StaffMember gleb = staff.byLogin("gleb-changes")
                .orElseGet(() -> staff.save(
                        new StaffMember(null, "Gleb Sidorov", "gleb-changes", Role.AGENT, List.of(), null, true)));
        staff.setPassword(gleb.id(), "first-password");
        assertThat(http().basic("gleb-changes", "first-password")
                        .get("/api/staff/me")
                        .status())
                .isEqualTo(200);
        assertThat(as("admin")
                        .put("/api/staff/" + gleb.id() + "/password", "{\"password\":\"second-password\"}")
                        .status())
                .isEqualTo(204);
        assertThat(http().basic("gleb-changes", "first-password")
                        .get("/api/staff/me")
                        .status())
                .isEqualTo(401);
        assertThat(http().basic("gleb-changes", "second-password")
                        .get("/api/staff/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void guessingIsSlowedDownAndSaysForHowLong() {
        for (int i = 0; i < 5; i++) {
            assertThat(http().basic("nobody", "guess-" + i).get("/api/staff/me").status())
                    .isEqualTo(401);
        }
        Http.Answer slowed = http().basic("nobody", "guess-6").get("/api/staff/me");
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(Integer.parseInt(slowed.header("Retry-After"))).isBetween(1, 10);
        assertThat(as("anna").get("/api/staff/me").status()).isEqualTo(200);
    }

    @Test
    void answersCarryWhatKeepsABrowserSafe() {
        Http.Answer page = http().get("/sign-in");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
    }

    @Test
    void healthIsBriefToStrangersAndTheRestOfMonitoringIsClosed() {
        assertThat(http().get("/actuator/health").json().get("status").asString())
                .isEqualTo("UP");
        assertThat(http().get("/actuator/health").body()).doesNotContain("postgres", "database", "components");
        assertThat(http().get("/actuator/env").status()).isNotEqualTo(200);
    }
}
