package org.ringbook.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.CallsOfTheDay.change;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.TwoSources;

/** What the ledger says stays what the calls say, whatever becomes of them later. */
class LateChangesTest {

    private static final Instant MARCH = Instant.parse("2026-02-28T21:00:00Z");
    private static final ReportQuery ALL =
            ReportQuery.of(new Period(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 4, 30), Ledger.MOSCOW));

    @AutoClose
    private final Ledger ledger = new Ledger();

    private List<Call> calls;

    @BeforeEach
    void march() {
        calls = new ArrayList<>(new ManyCalls(3, MARCH, Duration.ofDays(31)).of(300));
        ledger.write(calls);
        ledger.sumUp();
    }

    private static String day(Call call) {
        return call.startedAt().atZone(Ledger.MOSCOW).toLocalDate().toString();
    }

    private void tiesOut() {
        assertThat(ledger.calls(Grouping.DAY, ALL)).isEqualTo(plain());
        ledger.sumUp();
        assertThat(ledger.calls(Grouping.DAY, ALL)).isEqualTo(plain());
    }

    private java.util.Map<Integer, Sums> plain() {
        return PlainFold.calls(
                calls,
                call -> Math.toIntExact(
                        call.startedAt().atZone(Ledger.MOSCOW).toLocalDate().toEpochDay()));
    }

    @Test
    void derivedAgainThirtySevenCallsOfMarchMakeExactlyTheirDaysDirty() {
        Set<String> days = new TreeSet<>();
        var changed = new ArrayList<Call>();
        for (int i = 0; i < 37; i++) {
            Call before = calls.get(i * 7);
            boolean moves = i % 5 == 0;
            Call after = before.with(call -> {
                call.startedAt = moves ? before.startedAt().plus(Duration.ofDays(2)) : before.startedAt();
                call.talkSeconds = java.math.BigDecimal.valueOf(77);
                call.legs = List.of();
            });
            days.add(day(before));
            days.add(day(after));
            calls.set(i * 7, after);
            changed.add(after);
        }
        ledger.write(changed);
        assertThat(ledger.dirtyDays()).containsExactlyElementsOf(days);
        tiesOut();
        assertThat(ledger.report("days", "2026-03-01", "2026-03-31").state().corrected())
                .isEqualTo(days.size());
    }

    @Test
    void byOtherSettingsDaysThatHadNoCallYetAreSummedUpToo() {
        ledger.jdbc.sql("delete from report_day where day = '2026-03-10'").update();
        ledger.jdbc.sql("delete from report_day_calls where day = '2026-03-10'").update();
        ledger.facts.dirtyAll("settings");
        assertThat(ledger.dirtyDays()).contains("2026-03-10");
        tiesOut();
    }

    @Test
    void atNightItIsCheckedOverMidnightToo() {
        LocalTime evening = LocalTime.of(22, 0);
        assertThat(ReportsWork.isNight(LocalTime.of(23, 59), evening)).isTrue();
        assertThat(ReportsWork.isNight(LocalTime.of(2, 59), evening)).isTrue();
        assertThat(ReportsWork.isNight(LocalTime.of(3, 0), evening)).isFalse();
        assertThat(ReportsWork.isNight(LocalTime.of(21, 59), evening)).isFalse();
    }

    @Test
    void aCallThatIsWrittenOnceMoreAsItWasMakesNoDayDirty() {
        ledger.transaction.executeWithoutResult(status -> {
            ledger.facts.lock();
            assertThat(ledger.facts.take(calls.stream().map(Call::id).toList(), "changed"))
                    .isFalse();
        });
        assertThat(ledger.dirtyDays()).isEmpty();
    }

    @Test
    void twoCallsThatTurnOutToBeOneCountOnce() {
        Call younger = calls.remove(5);
        Call older = calls.get(6);
        ledger.log.write(List.of(new CallChange(older, older, List.of(younger.id()))));
        ledger.follow();
        assertThat(ledger.dirtyDays()).contains(day(younger));
        tiesOut();
    }

    @Test
    void aCallThatTwoSourcesSawCountsOnceAndIsToldAsSuch() {
        Instant at = Instant.parse("2026-03-10T07:00:00Z");
        Call office = TwoSources.told(
                "office",
                CallsOfTheDay.MARIA,
                CallsOfTheDay.LINE,
                at,
                at.plusSeconds(90),
                TwoSources.spoke("101", at, at.plusSeconds(5), at.plusSeconds(90)));
        Call other =
                TwoSources.told("ats", CallsOfTheDay.MARIA, CallsOfTheDay.LINE, at.plusSeconds(1), at.plusSeconds(90));
        ledger.write(office);
        ledger.write(other);
        calls.add(office);
        assertThat(ledger.report("days", "2026-03-10", "2026-03-10").state().seenAgain())
                .isEqualTo(1);
        tiesOut();
    }

    @Test
    void whatWasLoggedBeforeAnybodyCountedIsCountedOldestFirstAndOnce() {
        ledger.jdbc
                .sql(
                        "truncate report_call, report_part, report_stint, report_day_calls, report_day_people, report_dirty_day, report_day")
                .update();
        assertThat(ledger.history.countedUpTo()).contains(Instant.EPOCH);
        ledger.history.begin();
        while (ledger.history.some()) {
            assertThat(ledger.history.countedUpTo()).isPresent();
        }
        assertThat(ledger.history.countedUpTo()).isEmpty();
        tiesOut();
    }

    /** Days are summed up while calls change: no sum is ever older than the facts beside it. */
    @Test
    void whileDaysAreSummedUpNoChangeIsLost() {
        var ends = new AtomicBoolean();
        CompletableFuture<Void> sums = CompletableFuture.runAsync(() -> {
            while (!ends.get()) {
                ledger.days.one(LocalDate.of(2100, 1, 1));
            }
        });
        try {
            for (int round = 0; round < 12; round++) {
                int which = round;
                Call before = calls.get(which);
                Call after = before.with(call -> call.talkSeconds = java.math.BigDecimal.valueOf(1_000L + which));
                calls.set(which, after);
                ledger.log.write(List.of(change(after)));
                ledger.follow();
                assertThat(ledger.calls(Grouping.DAY, ALL)).isEqualTo(plain());
            }
        } finally {
            ends.set(true);
            sums.join();
        }
        tiesOut();
    }

    @Test
    void theNightlyCheckFindsNothingOnACleanDayAndTheVeryCallOnABrokenOne() {
        LocalDate tenth = LocalDate.of(2026, 3, 10);
        assertThat(ledger.check.check(tenth)).isEmpty();
        Call broken = calls.stream()
                .filter(call -> day(call).equals(tenth.toString()))
                .findFirst()
                .orElseThrow();
        ledger.jdbc
                .sql("update report_call set talk = talk + 5000, result = 1 where call_id = ?")
                .param(broken.id())
                .update();
        assertThat(ledger.check.check(tenth)).anySatisfy(breach -> {
            assertThat(breach.identity()).isEqualTo("facts");
            assertThat(breach.calls()).contains(broken.id());
        });
        assertThat(ledger.check.breaches(10)).isNotEmpty();
        ledger.jdbc
                .sql("delete from report_day_calls where day = ?")
                .param(java.sql.Date.valueOf(tenth))
                .update();
        assertThat(ledger.check.check(tenth))
                .extracting(LedgerCheck.Breach::identity)
                .contains("sums");
    }
}
