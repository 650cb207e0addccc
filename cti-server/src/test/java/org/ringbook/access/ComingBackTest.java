package org.ringbook.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.api.Server;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The network was away for a moment, and everybody's program comes back. */
class ComingBackTest extends Server {

    private static final String PASSWORD = "word of Lev since spring";

    @Autowired
    private ResumeTickets tickets;

    @Autowired
    private ResumeTicketTable table;

    @Autowired
    private JdbcTemplate database;

    private StaffMember lev;

    @BeforeEach
    void levWorksHere() {
        lev = staff.save(staff.byLogin("lev-returns")
                .map(known -> levWho(known, true))
                .orElse(new StaffMember(null, "Lev Orlov", "lev-returns", Role.AGENT, List.of(), null, true)));
        staff.setPassword(lev.id(), PASSWORD);
    }

    private static StaffMember levWho(StaffMember known, boolean works) {
        return new StaffMember(known.id(), known.name(), known.login(), known.role(), List.of(), null, works);
    }

    @Test
    void levComesBackWithHisTicketAndNoPassword() throws Exception {
        String ticket = ticketOfFirstSignIn();
        JsonNode again = welcome("Bearer " + ticket);
        assertThat(again.path("person").path("login").asString()).isEqualTo("lev-returns");
        assertThat(again.has("resume")).as("he has one").isFalse();
    }

    @Test
    void theTicketOpensNothingButTheSession() throws Exception {
        assertThat(http().bearer(ticketOfFirstSignIn()).get("/api/staff/me").status())
                .isEqualTo(401);
    }

    @Test
    void aTokenNeedsNoTicket() throws Exception {
        String token = http().basic("lev-returns", PASSWORD)
                .post("/api/tokens", "{\"name\":\"program\",\"scope\":\"all\"}")
                .json()
                .get("secret")
                .asString();
        assertThat(welcome("Bearer " + token).has("resume")).isFalse();
    }

    @Test
    void aNewPasswordEndsTheTicketAtOnce() throws Exception {
        String ticket = ticketOfFirstSignIn();
        staff.setPassword(lev.id(), "word of Lev since summer");
        assertThat(isLetIn(ticket)).isFalse();
        assertThat(database.queryForObject(
                        "select count(*) from resume_ticket where staff_id = ?", Long.class, lev.id()))
                .isZero();
    }

    @Test
    void whoHasLeftDoesNotComeBack() throws Exception {
        String ticket = ticketOfFirstSignIn();
        staff.save(levWho(lev, false));
        assertThat(isLetIn(ticket)).isFalse();
        staff.save(levWho(lev, true));
        assertThat(isLetIn(ticket)).as("void for ever").isFalse();
    }

    @Test
    void anHourAfterHeWasLastThereLevSignsInAgain() {
        var clock = new MovableClock();
        var ours = new ResumeTickets(staff, table, clock);
        String ticket = given(ours);
        clock.passes(Duration.ofMinutes(59));
        assertThat(ours.resume(ticket)).isPresent();
        clock.passes(Duration.ofMinutes(59));
        ours.seen(List.of(ResumeTickets.id(ticket)));
        clock.passes(Duration.ofMinutes(59));
        assertThat(ours.resume(ticket)).as("he was there an hour ago").isPresent();
        clock.passes(Duration.ofMinutes(60));
        assertThat(ours.resume(ticket)).isEmpty();
    }

    @Test
    void theServerStartsAnewAndKnowsTheTicketWhichItDoesNotKeep() {
        var clock = new MovableClock();
        String ticket = given(new ResumeTickets(staff, table, clock));
        table.flush();
        assertThat(new ResumeTickets(staff, table, clock).resume(ticket))
                .map(SignedIn::login)
                .contains("lev-returns");
        String kept =
                database.queryForObject("select string_agg(resume_ticket::text, ' ') from resume_ticket", String.class);
        assertThat(kept).doesNotContain(ticket.substring(ResumeTickets.PREFIX.length()));
        clock.passes(Duration.ofMinutes(61));
        assertThat(new ResumeTickets(staff, table, clock).resume(ticket)).isEmpty();
        assertThat(database.queryForObject("select count(*) from resume_ticket", Long.class))
                .isZero();
    }

    @Test
    void aPasswordThatChangedWhileTheServerWasDownEndsTheTicketToo() {
        String ticket = given(tickets);
        table.flush();
        database.update("update resume_ticket set password_mark = 'another' where staff_id = ?", lev.id());
        assertThat(new ResumeTickets(staff, table, Clock.systemUTC()).resume(ticket))
                .isEmpty();
    }

    @Test
    void whoSignsInAgainAndAgainHasNoMoreTicketsThanScreens() {
        String first = given(tickets);
        for (int i = 0; i < ResumeTickets.MOST_OF_A_PERSON; i++) {
            given(tickets);
        }
        assertThat(tickets.resume(first)).isEmpty();
        assertThat(tickets.resume(given(tickets))).isPresent();
    }

    @Test
    void whatNobodyWasGivenLetsNobodyIn() {
        assertThat(isLetIn(ResumeTickets.PREFIX + "A".repeat(43))).isFalse();
        assertThat(isLetIn(ResumeTickets.PREFIX + "A".repeat(5000))).isFalse();
        assertThat(tickets.resume("")).isEmpty();
    }

    private String given(ResumeTickets by) {
        return by.give(SignedIn.of(lev, staff.passwordMark(lev.id())))
                .orElseThrow()
                .secret();
    }

    private String ticketOfFirstSignIn() throws Exception {
        String pair = "lev-returns:" + PASSWORD;
        return welcome("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .get("resume")
                .asString();
    }

    private boolean isLetIn(String ticket) {
        try {
            return welcome("Bearer " + ticket) != null;
        } catch (CompletionException refused) {
            var answer = ((WebSocketHandshakeException) refused.getCause()).getResponse();
            assertThat(answer.statusCode()).isEqualTo(401);
            return false;
        }
    }

    /** What the program hears first; then it goes. */
    private JsonNode welcome(String authorization) {
        var heard = new CompletableFuture<String>();
        WebSocket session = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", authorization)
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + http().port() + "/agents/session"), new WebSocket.Listener() {
                            private final StringBuilder text = new StringBuilder();

                            @Override
                            public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                                text.append(part);
                                if (last) {
                                    heard.complete(text.toString());
                                    text.setLength(0);
                                }
                                socket.request(1);
                                return null;
                            }
                        })
                .join();
        try {
            return JsonMapper.shared()
                    .readTree(heard.orTimeout(10, TimeUnit.SECONDS).join());
        } finally {
            session.abort();
        }
    }

    private static final class MovableClock extends Clock {

        private Instant now = Instant.parse("2031-03-02T09:00:00Z");

        void passes(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
