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

class SignInThrottleTest {

    private static final String OFFICE = "192.0.2.7";
    private final Watch watch = new Watch();
    private final SignInThrottle throttle = new SignInThrottle(watch);

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
