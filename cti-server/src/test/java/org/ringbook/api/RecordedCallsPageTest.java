package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;

/** The page "Recordings" lists what can be heard; what cannot has a page of its own. */
class RecordedCallsPageTest extends Server {

    private static final Instant LATELY = Instant.now().minus(1, ChronoUnit.HOURS);

    private Call spoken(int minute, String... recordings) {
        Call call = CallsOfTheDay.answered(LATELY.plusSeconds(60L * minute)).with(List.of());
        log.write(List.of(new CallChange(null, call, List.of())));
        for (String status : recordings) {
            jdbc.sql("insert into recording (id, call_id, source, leg, started_at, status)"
                            + " values (?, ?, ?, ?, ?, ?)")
                    .params(
                            UUID.randomUUID(),
                            call.id(),
                            call.source(),
                            UUID.randomUUID().toString(),
                            Timestamp.from(call.startedAt()),
                            status)
                    .update();
        }
        return call;
    }

    private Browser supervisor() {
        Browser vera = new Browser(this::http);
        vera.signIn("vera", passwordOf("vera"));
        return vera;
    }

    @Test
    void whatCanBeHeardIsListedAndWhatCannotIsOnThePageBeside() {
        Call heard = spoken(1, "stored");
        Call silent = spoken(2, "missing");
        Call twice = spoken(3, "stored", "stored");
        Browser vera = supervisor();

        String page = vera.get("/recordings").body();
        String missing = vera.get("/recordings/missing").body();

        assertThat(page).contains(heard.id().toString()).doesNotContain("data-href=\"/calls/" + silent.id());
        assertThat(page.split("data-href=\"/calls/" + twice.id(), -1))
                .as("one row a call")
                .hasSize(2);
        assertThat(page.indexOf(twice.id().toString()))
                .as("newest first")
                .isLessThan(page.indexOf(heard.id().toString()));
        assertThat(missing).contains(silent.id().toString());
    }

    @Test
    void whatDoesNotFitComesWhenMoreIsPressed() {
        for (int minute = 0; minute < 59; minute++) {
            spoken(minute, "stored");
        }
        Browser vera = supervisor();

        String first = vera.get("/recordings").body();
        var more =
                Pattern.compile("hx-get=\"(/recordings\\?[^\"]*last=[^\"]*)\"").matcher(first);
        assertThat(more.find()).as(first).isTrue();
        String second = vera.get(more.group(1).replace("&amp;", "&")).body();

        assertThat(first.split("data-href=\"/calls/", -1)).hasSize(51);
        assertThat(second.split("data-href=\"/calls/", -1)).hasSizeGreaterThanOrEqualTo(10);
        assertThat(second).doesNotContain("<html");
    }

    @Test
    void aDayOnWhichNothingWasRecordedSaysWhereToLookForTheReason() {
        assertThat(supervisor().get("/recordings?from=2001-01-01&to=2001-01-02").body())
                .contains("/recordings/missing?from=2001-01-01");
    }
}
