package org.ringbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

class SignInThrottleTest {

    private static final String OFFICE = "192.0.2.7";
    private final Watch watch = new Watch();
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.with("access"));
    private SignInThrottle throttle = new SignInThrottle(new SignedInLately(jdbc, watch), watch);

    private void restart() {
        var lately = new SignedInLately(jdbc, watch);
        lately.remember();
        throttle = new SignInThrottle(lately, watch);
    }

    private void aNeighbourGuesses() {
        for (int i = 0; i < SignInThrottle.FREE_TRIES_OF_ADDRESS; i++) {
            throttle.failed("login" + i, OFFICE);
        }
    }

    @Test
    void aFewMistakesCostNothing() {
        fail("anna", OFFICE, SignInThrottle.FREE_TRIES - 1);
        throttle.check("anna", OFFICE);
    }

    @Test
    void eachFurtherMistakeDoublesTheWaitUpToALimit() {
        fail("anna", OFFICE, SignInThrottle.FREE_TRIES);
        assertThat(waitOf("anna", OFFICE)).isEqualTo(5);
        watch.pass(Duration.ofSeconds(6));
        throttle.check("anna", OFFICE);
        fail("anna", OFFICE, 1);
        assertThat(waitOf("ANNA", OFFICE)).isEqualTo(10);
        fail("anna", OFFICE, 30);
        assertThat(waitOf("anna", OFFICE)).isEqualTo(900);
    }

    @Test
    void aSignInThatFitsEndsIt() {
        fail("anna", OFFICE, SignInThrottle.FREE_TRIES - 1);
        throttle.succeeded("anna", OFFICE);
        fail("anna", OFFICE, SignInThrottle.FREE_TRIES - 1);
        throttle.check("anna", OFFICE);
    }

    @Test
    void whoGuessesFromElsewhereLocksNobodyOut() {
        fail("anna", "203.0.113.9", 100);
        throttle.check("anna", OFFICE);
    }

    @Test
    void oneAddressWithManyLoginsIsSlowedDownToo() {
        for (int i = 0; i < SignInThrottle.FREE_TRIES_OF_ADDRESS; i++) {
            throttle.failed("login" + i, OFFICE);
        }
        assertThatThrownBy(() -> throttle.check("another", OFFICE)).isInstanceOf(TooManyTries.class);
    }

    @Test
    void aDayLaterItIsForgotten() {
        fail("anna", OFFICE, 100);
        watch.pass(Duration.ofDays(1));
        throttle.check("anna", OFFICE);
        throttle.failed("anna", OFFICE);
        throttle.check("anna", OFFICE);
    }

    @Test
    void whoSignedInLatelyPassesWhileANeighbourGuessesAlsoAfterARestart() {
        throttle.succeeded("anna", OFFICE);
        restart();
        aNeighbourGuesses();
        throttle.check("anna", OFFICE);
        assertThatThrownBy(() -> throttle.check("boris", OFFICE)).isInstanceOf(TooManyTries.class);
    }

    @Test
    void aMonthLaterSheIsNobodyWhoSignedInLately() {
        throttle.succeeded("anna", OFFICE);
        watch.pass(Duration.ofDays(31));
        restart();
        aNeighbourGuesses();
        assertThatThrownBy(() -> throttle.check("anna", OFFICE)).isInstanceOf(TooManyTries.class);
    }

    @Test
    void whoSignsInManyTimesADayIsWrittenOnce() {
        throttle.succeeded("anna", OFFICE);
        Instant first = written();
        watch.pass(Duration.ofHours(1));
        throttle.succeeded("anna", OFFICE);
        assertThat(written()).isEqualTo(first);
        watch.pass(Duration.ofDays(1));
        throttle.succeeded("anna", OFFICE);
        assertThat(written()).isAfter(first);
    }

    private Instant written() {
        return jdbc.sql("select at from signed_in_lately")
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();
    }

    /** Many thousand addresses in a month: the newest are remembered. */
    @Test
    void noMoreAreRememberedThanThereIsRoomFor() {
        jdbc.sql("insert into signed_in_lately (who, at) select 'old ' || n, ?::timestamptz - n * interval '1 second'"
                        + " from generate_series(1, 11000) n")
                .param(java.sql.Timestamp.from(watch.instant()))
                .update();
        restart();
        assertThat(jdbc.sql("select count(*) from signed_in_lately")
                        .query(Integer.class)
                        .single())
                .isEqualTo(10_000);
    }

    @Test
    void anOfficeThatComesInAtNineIsNotTakenForSomebodyWhoGuesses() {
        for (int i = 0; i < SignInThrottle.FREE_TRIES_OF_ADDRESS; i++) {
            throttle.begin("login" + i, OFFICE);
        }
        assertThatThrownBy(() -> throttle.begin("anna", OFFICE)).isInstanceOf(SignInsBusy.class);
        throttle.succeeded("login0", OFFICE);
        throttle.begin("anna", OFFICE);
    }

    @Test
    void manyGuessesAtOnceAreNoMoreThanManyOneAfterTheOther() {
        for (int i = 0; i < SignInThrottle.FREE_TRIES; i++) {
            throttle.begin("anna", OFFICE);
        }
        assertThatThrownBy(() -> throttle.begin("anna", OFFICE)).isInstanceOf(SignInsBusy.class);
        fail("anna", OFFICE, SignInThrottle.FREE_TRIES);
        assertThat(waitOf("anna", OFFICE)).isEqualTo(5);
        watch.pass(Duration.ofSeconds(6));
        throttle.begin("anna", OFFICE);
        assertThatThrownBy(() -> throttle.begin("anna", OFFICE))
                .as("after the wait, one at a time")
                .isInstanceOf(SignInsBusy.class);
    }

    @Test
    void aCheckThatCameToNothingLeavesNothingBehind() {
        for (int i = 0; i < 3 * SignInThrottle.FREE_TRIES; i++) {
            throttle.begin("anna", OFFICE);
            throttle.ended("anna", OFFICE);
        }
        throttle.begin("anna", OFFICE);
    }

    private void fail(String login, String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(login, address);
        }
    }

    private long waitOf(String login, String address) {
        return catchThrowableOfType(TooManyTries.class, () -> throttle.check(login, address))
                .seconds();
    }

    private static final class Watch extends Clock {

        private Instant now = Instant.parse("2026-11-23T06:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
