package org.ringbook.telephony.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.notices.Notice;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gaps are remembered over a restart. */
class GapsTest {

    private final DataSource database = TestDatabase.with("telephony");

    private static final Instant NOON = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private static Gap gap(Gap.State state, Notice detail) {
        return new Gap(UUID.randomUUID(), "office", NOON.minusSeconds(90), NOON, state, 0, detail);
    }

    private Gaps afterARestart(Gaps before) {
        before.stop();
        var gaps = new Gaps(database);
        gaps.start();
        return gaps;
    }

    @Test
    void whatBecameOfAGapIsKnownAfterARestart() {
        var gaps = new Gaps(database);
        gaps.start();
        Gap gap = gap(Gap.State.HEALING, Notice.of("gap.healing"));
        gaps.report(gap);
        Gap healed = gap.now(Gap.State.HEALED, 7, Notice.of("gap.healed.cel", 7));
        gaps.report(healed);

        Gaps again = afterARestart(gaps);
        assertThat(again.all()).containsExactly(healed);
        assertThat(again.all().get(0).detail().in(Locale.forLanguageTag("ru"))).contains("7");
        assertThat(again.unfinished("office")).isEmpty();
        again.stop();
    }

    @Test
    void aGapThatWasBeingFilledWhenTheServerStoppedIsUnfinished() {
        var gaps = new Gaps(database);
        gaps.start();
        Gap gap = gap(Gap.State.HEALING, Notice.of("gap.unreadable", "There is no file Master.csv"));
        gaps.report(gap);

        Gaps again = afterARestart(gaps);
        assertThat(again.unfinished("office")).containsExactly(gap);
        assertThat(again.unfinished("another")).isEmpty();
        again.stop();
    }

    @Test
    void aGapIsHealedWhenItsCallsAreInTheLogAndNotBefore() {
        var inTheLog = new AtomicBoolean();
        var gaps = new Gaps(database, told -> inTheLog.get());
        gaps.start();
        Gap gap = gap(Gap.State.HEALING, Notice.of("gap.healing"));
        gaps.report(gap);
        gaps.report(gap.now(Gap.State.HEALED, 7, Notice.of("gap.healed.cel", 7)));
        // Another one is written behind it.
        Gap unfilled = gap(Gap.State.UNFILLED, Notice.of("gap.unfilled", "office"));
        gaps.report(unfilled);
        var seen = JdbcClient.create(database);
        await().until(() -> states(seen).contains("UNFILLED"));
        assertThat(states(seen)).doesNotContain("HEALED");

        inTheLog.set(true);
        await().until(() -> states(seen).contains("HEALED"));
        gaps.stop();
    }

    private static List<String> states(JdbcClient seen) {
        return seen.sql("select state from gap").query(String.class).list();
    }
}
