package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import tools.jackson.databind.JsonNode;

/** What Vera, the supervisor, and programs see of yesterday: the API, the pages, the files, what is sent. */
class ReportsApiTest extends Server {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocalDate YESTERDAY =
            LocalDate.now(ZoneId.systemDefault()).minusDays(1);
    private static final Instant NOON =
            YESTERDAY.atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant();
    private static final String OF_YESTERDAY = "from=" + YESTERDAY + "&to=" + YESTERDAY;

    @BeforeEach
    void twoCallsOfYesterday() {
        jdbc.sql(
                        "truncate report_call, report_part, report_stint, report_day_calls, report_day_people, report_dirty_day, report_day,"
                                + " report_subscription, webhook cascade")
                .update();
        Call missed = CallsOfTheDay.missed(NOON.plusSeconds(600));
        log.write(List.of(CallsOfTheDay.change(CallsOfTheDay.answered(NOON)), CallsOfTheDay.change(missed)));
        await().atMost(PATIENCE)
                .until(() -> report("hours")
                                .path("total")
                                .path("values")
                                .path("calls")
                                .asInt()
                        == 2);
    }

    private JsonNode report(String name) {
        return as("vera").get("/api/reports/" + name + "?" + OF_YESTERDAY).json();
    }

    @Test
    void theSameFiguresStandInTheApiOnThePageAndInTheFile() {
        JsonNode hours = report("hours");
        JsonNode noon = hours.path("rows").get(12);
        assertThat(noon.path("values").path("answered").asInt()).isEqualTo(1);
        assertThat(noon.path("values").path("missed").asInt()).isEqualTo(1);
        assertThat(noon.path("values").path("missed-share").asDouble()).isEqualTo(0.5);
        assertThat(hours.path("rows").get(3).path("values").path("missed-share").isNull())
                .isTrue();
        assertThat(hours.path("columns").get(2).path("formula").asString()).contains("a person spoke");
        assertThat(hours.path("foot").toString()).contains("By start");

        JsonNode people = report("employees");
        assertThat(people.path("rows").get(0).path("label").asString()).isEqualTo("Анна Петрова");
        JsonNode calls = as("vera")
                .get("/api/reports/hours/calls?" + OF_YESTERDAY + "&key=12&column=missed")
                .json()
                .path("items");
        assertThat(calls.size()).isEqualTo(1);

        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        String page =
                vera.get("/reports/employees?" + OF_YESTERDAY + "&compare=yes").body();
        assertThat(page).contains("Анна Петрова", "<svg", "report-foot");
        assertThat(vera.get("/reports/hours/calls?" + OF_YESTERDAY + "&key=12&column=missed")
                        .body())
                .contains(calls.get(0).asString());
        assertThat(vera.get("/reports/hours/csv?" + OF_YESTERDAY).body()).contains("12:00");
        assertThat(vera.get("/reports/hours/xlsx?" + OF_YESTERDAY).body()).startsWith("PK");
        assertThat(vera.get("/reports/day?day=" + YESTERDAY + "&person="
                                + staff.byLogin("anna").orElseThrow().id())
                        .body())
                .contains("lane-talk-0");
        assertThat(vera.get("/reports/moment?at=" + YESTERDAY + "T12:00:05").body())
                .contains("Анна Петрова");
    }

    @Test
    void aPeriodThatCannotBeIsToldInWordsAndNeverHalfAFigure() {
        JsonNode turned = as("vera")
                .get("/api/reports/hours?from=2026-11-23&to=2026-11-22")
                .json();
        assertThat(turned.path("detail").asString()).contains("before it begins");
        assertThat(as("vera")
                        .get("/api/reports/hours?from=2015-01-01&to=2026-01-01")
                        .status())
                .isEqualTo(400);
        assertThat(as("vera")
                        .get("/api/reports/hours?zone=Europe/Moskau")
                        .json()
                        .path("detail")
                        .asString())
                .contains("Europe/Moskau");
        assertThat(as("vera").get("/api/reports/everything").status()).isEqualTo(404);
        assertThat(as("vera").get("/api/reports/hours?form=x").status()).isEqualTo(400);
        assertThat(as("anna").get("/api/reports/hours").status()).isEqualTo(403);
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        var answer = vera.get("/reports/hours?from=2026-11-23&to=2026-11-22");
        assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("report-table");
        assertThat(vera.get("/reports/hours/csv?zone=nowhere").body())
                .contains("nowhere")
                .doesNotContain("12:00");
    }

    private void annaWas(String state, int fromMinute, int toMinute) {
        jdbc.sql(
                        "insert into agent_state (staff_id, state, since, until, source, known_at, rule) values (?, ?, ?, ?, 'test', ?, 'test')")
                .params(
                        staff.byLogin("anna").orElseThrow().id(),
                        state,
                        Timestamp.from(NOON.plusSeconds(60L * fromMinute)),
                        Timestamp.from(NOON.plusSeconds(60L * toMinute)),
                        Timestamp.from(NOON.plusSeconds(60L * toMinute)))
                .update();
    }

    @Test
    void howFullAnnasTimeWasAndWhoSpokeHowMuch() {
        annaWas("available", 0, 20);
        annaWas("talking", 20, 40);
        annaWas("wrap_up", 40, 45);
        annaWas("paused", 45, 60);
        jdbc.sql("insert into recording (id, call_id, source, leg, started_at, status, sha256)"
                        + " select gen_random_uuid(), call_id, 'test', 'talk', started_at, 'stored', 'of-a-report' from report_call"
                        + " where result = 1")
                .update();
        jdbc.sql(
                        "insert into recording_look (sha256, channels, stretches, levels, seconds, theirs, ours, silence, overlap)"
                                + " values ('of-a-report', 2, 0, '', 100, 30, 50, 25, 5)")
                .update();
        try {
            JsonNode occupancy = report("occupancy").path("rows").get(0);
            assertThat(occupancy.path("label").asString()).isEqualTo("Анна Петрова");
            assertThat(occupancy.path("values").path("occupancy").asDouble()).isEqualTo(25.0 / 45);
            assertThat(occupancy.path("values").path("utilisation").asDouble()).isEqualTo(25.0 / 60);
            JsonNode talk = report("talk-share").path("rows").get(0);
            assertThat(talk.path("label").asString()).isEqualTo("Анна Петрова");
            assertThat(talk.path("values").path("talk-share").asDouble()).isEqualTo(0.625);
            assertThat(report("speed-to-lead").path("rows").size()).isEqualTo(1);
            var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
            for (String name : List.of("occupancy", "talk-share", "speed-to-lead")) {
                assertThat(vera.get("/reports/" + name + "?" + OF_YESTERDAY).body())
                        .as(name)
                        .contains("report-foot");
                assertThat(vera.get("/reports/" + name + "/xlsx?" + OF_YESTERDAY)
                                .body())
                        .startsWith("PK");
            }
        } finally {
            jdbc.sql("delete from agent_state where source = 'test'").update();
            jdbc.sql("delete from recording where source = 'test'").update();
            jdbc.sql("delete from recording_look where sha256 = 'of-a-report'").update();
        }
    }

    @Test
    void aReportIsKeptByNameAndLeadsBackToItsPage() {
        assertThat(as("vera")
                        .post(
                                "/api/filters",
                                "{\"list\":\"reports\",\"name\":\"Отдел\",\"query\":\"report=employees&direction=INBOUND\",\"shared\":true}")
                        .status())
                .isLessThan(300);
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(vera.get("/filters/reports").body()).contains("/reports?report=employees&amp;direction=INBOUND");
        assertThat(vera.get("/reports?report=employees&direction=INBOUND")
                        .response()
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .contains("/reports/employees");
    }
}
