package org.ringbook.telephony.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.fold.Calls;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.IdempotentInbox;
import org.ringbook.telephony.inbox.InboxStores;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawInbox;
import org.ringbook.telephony.inbox.SourceCounters;
import org.ringbook.telephony.inbox.Watermarks;
import org.ringbook.telephony.webhooks.RawHook;

/** A history is read to its end, also the part of it that comes late, and nothing of it twice. */
class HistoryPullTest {

    private static final Instant NOON = Instant.parse("2026-03-19T12:00:00Z");
    private static final HistoryPull.Plan PLAN =
            new HistoryPull.Plan(Duration.ofHours(1), Duration.ofMinutes(30), Duration.ofHours(6), Duration.ofDays(1));

    private final HikariDataSource database = TestDatabase.pooledWith("telephony");
    private final IdempotentInbox kept = new IdempotentInbox(database);
    private final Map<String, Instant> records = new ConcurrentHashMap<>();
    private final List<String> translated = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Watermarks marks = new Watermarks(database);
    private volatile Instant now = NOON;
    private volatile boolean broken;
    private Intake intake;
    private HistoryPull pull;

    private void serverStarts() {
        if (!kept.isRunning()) {
            kept.start();
        }
        var stores = new InboxStores(new RawInbox(null), new Gaps(), kept, marks);
        intake = new Intake(
                "cloud",
                (message, received, facts) -> translated.add(RawHook.of(message).text()),
                new Calls(new NumberPlan("RU"), List.of()),
                stores,
                new SourceCounters());
        InstantSource clock = () -> now;
        pull = new HistoryPull("cloud", "calls", intake, this::read, PLAN, clock);
    }

    private void read(Instant from, Instant to, HistoryPull.Taker taker) throws PbxFailed, InterruptedException {
        asked.add(from + " " + to);
        for (Map.Entry<String, Instant> each : records.entrySet()) {
            if (!each.getValue().isBefore(from) && each.getValue().isBefore(to)) {
                if (broken) {
                    throw new PbxFailed(Notice.plain("The operator is away."));
                }
                byte[] text = each.getKey().getBytes(StandardCharsets.UTF_8);
                told.add(each.getKey());
                taker.record(each.getKey(), new RawHook("pull/calls", text).bytes());
            }
        }
    }

    @AfterEach
    void serverStops() {
        pull.close();
        intake.close();
        kept.stop();
    }

    @Test
    void aDayIsReadInStretchesAndThenOnlyWhatIsNewWithWhatCameLate() {
        for (int hour = 0; hour < 24; hour++) {
            records.put("call" + hour, NOON.minus(Duration.ofHours(24 - hour)));
        }
        serverStarts();
        await().until(() -> translated.size() == 24);
        await().until(() ->
                marks.of("cloud", "calls").orElse(NOON.minusSeconds(1)).equals(NOON));
        assertThat(asked).hasSize(4);

        records.put("late", NOON.minus(Duration.ofMinutes(20)));
        now = NOON.plusSeconds(600);
        records.put("new", NOON.plusSeconds(60));
        pull.wake();

        await().until(() -> translated.size() == 26);
        assertThat(asked.get(4)).startsWith(NOON.minus(PLAN.overlap()).toString());
        assertThat(translated).doesNotHaveDuplicates();
    }

    @Test
    void whatCouldNotBeReadIsReadAfterwardsFromWhereItStopped() {
        records.put("call", NOON.minusSeconds(60));
        broken = true;
        serverStarts();
        await().until(() -> pull.trouble() != null);
        assertThat(pull.trouble().text()).isEqualTo("The operator is away.");
        assertThat(marks.of("cloud", "calls")).contains(NOON.minus(Duration.ofHours(6)));

        broken = false;
        pull.wake();

        await().until(() -> translated.equals(List.of("call")));
        await().until(() -> pull.trouble() == null);
    }

    @Test
    void whatIsOnItsWayWhenTheConnectionIsChangedIsUnderstoodBeforeItEnds() {
        for (int call = 0; call < 400; call++) {
            records.put("call" + call, NOON.minusSeconds(60));
        }
        serverStarts();
        await().until(() -> told.size() > 50);
        pull.close();
        kept.writeNow();
        intake.close();

        assertThat(translated).containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void aServerThatIsStartedAnewGoesOnFromTheWatermarkAndTellsNothingTwice() {
        records.put("call", NOON.minusSeconds(60));
        serverStarts();
        await().until(() -> pull.readAt() != null);
        pull.close();
        intake.close();
        asked.clear();
        serverStarts();
        await().until(() -> pull.readAt() != null);

        assertThat(asked).containsExactly(NOON.minus(PLAN.overlap()) + " " + NOON);
        assertThat(translated).containsExactly("call");
    }

    @Test
    void aClockThatWasADayAheadLeavesNoHoleWhenItIsPutRight() {
        records.put("before", NOON.minusSeconds(60));
        serverStarts();
        await().until(() -> marks.of("cloud", "calls").filter(NOON::equals).isPresent());

        now = NOON.plus(Duration.ofDays(1));
        pull.wake();
        await().until(() -> marks.of("cloud", "calls").filter(now::equals).isPresent());
        records.put("meanwhile", NOON.plusSeconds(600));
        pull.wake();

        now = NOON.plus(Duration.ofHours(3));
        records.put("after", NOON.plus(Duration.ofHours(2)));
        pull.wake();
        await().until(() -> translated.containsAll(List.of("meanwhile", "after")));
        await().until(() -> marks.of("cloud", "calls").filter(now::equals).isPresent());
        assertThat(translated).doesNotHaveDuplicates();
    }

    @Test
    void noHoleIsLeftEitherWhenTheServerIsStartedAnewLongAfterTheClockWasPutRight() {
        records.put("before", NOON.minusSeconds(60));
        serverStarts();
        await().until(() -> marks.of("cloud", "calls").filter(NOON::equals).isPresent());
        now = NOON.plus(Duration.ofDays(1));
        pull.wake();
        await().until(() -> marks.of("cloud", "calls").filter(now::equals).isPresent());
        pull.close();
        intake.close();

        records.put("meanwhile", NOON.plusSeconds(600));
        now = NOON.plus(Duration.ofDays(2));
        serverStarts();
        await().until(() -> translated.contains("meanwhile"));
    }
}
