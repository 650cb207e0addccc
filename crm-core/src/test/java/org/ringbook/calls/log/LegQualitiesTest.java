package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.CallsOfTheDay.missed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How calls sounded, told by programs that know no id of a call. */
class LegQualitiesTest {

    private static final Instant TODAY =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);
    private static final UUID ANNA = UUID.randomUUID();

    private final DataSource database = TestDatabase.with("calls");
    private final CallLog log = new CallLog(database);
    private final LegQualities qualities = new LegQualities(JdbcClient.create(database));

    /** As the program of 101 would tell of {@link org.ringbook.calls.CallsOfTheDay#answered}: its clock is a second off. */
    private static LegQuality told(Instant start, double estimate) {
        return new LegQuality(
                "101",
                "sip-" + start,
                start.plusSeconds(2),
                start.plusSeconds(5),
                start.plusSeconds(65),
                "G722",
                3000,
                2990,
                10,
                1,
                200,
                3.2,
                40,
                12.5,
                null,
                estimate,
                null);
    }

    private List<UUID> bad() {
        var filter = new CallFilter(null, null, null, null, null, null, null, null, null, null, null, true);
        return log.find(filter, null, 10).items().stream().map(Call::id).toList();
    }

    @Test
    void aReportFindsItsCallByTelephoneAndTimes() {
        Call call = answered(TODAY);
        log.write(List.of(
                change(call), change(missed(TODAY.plusSeconds(10))), change(answered(TODAY.minusSeconds(3000)))));
        qualities.keep(told(TODAY, 4.2), ANNA);
        assertThat(qualities.findCalls()).isEqualTo(1);
        List<LegQuality> found = qualities.of(List.of(call.id())).get(call.id());
        assertThat(found).containsExactly(told(TODAY, 4.2));
        assertThat(LegQuality.of(call.legs().get(0), found)).contains(told(TODAY, 4.2));
        assertThat(LegQuality.of(call.legs().get(1), found)).as("of 102").isEmpty();
        assertThat(qualities.findCalls()).as("nothing more to find").isZero();
    }

    @Test
    void whatIsToldBeforeTheLogHasTheCallWaitsForItAndTwiceToldIsOnce() {
        qualities.keep(told(TODAY, 4.2), ANNA);
        qualities.keep(told(TODAY, 1.0), ANNA);
        assertThat(qualities.findCalls()).isZero();
        assertThat(qualities.someWait()).isTrue();
        Call call = answered(TODAY);
        log.write(List.of(change(call)));
        assertThat(qualities.findCalls()).isEqualTo(1);
        assertThat(qualities.someWait()).isFalse();
        assertThat(qualities.of(List.of(call.id())).get(call.id())).containsExactly(told(TODAY, 4.2));
    }

    @Test
    void callsThatSoundedBadlyAreFound() {
        Call good = answered(TODAY);
        Call bad = answered(TODAY.minusSeconds(200));
        log.write(List.of(change(good), change(bad)));
        qualities.keep(told(TODAY, 4.2), ANNA);
        qualities.keep(told(TODAY.minusSeconds(200), 2.9), ANNA);
        qualities.findCalls();
        assertThat(bad()).containsExactly(bad.id());
    }

    @Test
    void itStaysWithTheCallWhenThatIsMergedIntoAnotherOrMadeAnew() {
        Call call = answered(TODAY);
        Call older = answered(TODAY.minusSeconds(2));
        log.write(List.of(change(call)));
        qualities.keep(told(TODAY, 2.9), ANNA);
        qualities.findCalls();
        log.write(List.of(new CallChange(older, older, List.of(call.id()))));
        assertThat(qualities.of(List.of(older.id())).get(older.id())).hasSize(1);
        assertThat(bad()).containsExactly(older.id());
        // Written again, as deriving does: nothing is lost.
        log.write(List.of(new CallChange(older, older, List.of())));
        assertThat(qualities.of(List.of(older.id())).get(older.id())).hasSize(1);
    }

    @Test
    void whoseCallWasMadeAnewAsAnotherOneIsLookedForOnceInAWhile() {
        Call call = answered(TODAY);
        log.write(List.of(change(call)));
        qualities.keep(told(TODAY, 4.2), ANNA);
        qualities.findCalls();
        JdbcClient.create(database)
                .sql("update leg_quality set call_id = gen_random_uuid()")
                .update();
        assertThat(qualities.findCalls()).as("not each time").isZero();
        assertThat(qualities.findCallsAgain()).isEqualTo(1);
        assertThat(qualities.of(List.of(call.id())).get(call.id())).hasSize(1);
    }

    @Test
    void whatFoundNoCallInAMonthIsForgotten() {
        qualities.keep(told(TODAY, 4.2), ANNA);
        var reports = JdbcClient.create(database);
        qualities.findCallsAgain();
        assertThat(reports.sql("select count(*) from leg_quality")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        reports.sql("update leg_quality set reported_at = now() - interval '31 days'")
                .update();
        qualities.findCallsAgain();
        assertThat(reports.sql("select count(*) from leg_quality")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
