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

class SignInBrakeTest {

    private static final String OFFICE = "192.0.2.7";
    private final Watch watch = new Watch();
    private final SignInBrake brake = new SignInBrake(watch);

    @Test
    void aFewMistakesCostNothing() {
        fail("anna", OFFICE, SignInBrake.FREE_TRIES - 1);
        brake.check("anna", OFFICE);
    }

    @Test
    void eachFurtherMistakeDoublesTheWaitUpToALimit() {
        fail("anna", OFFICE, SignInBrake.FREE_TRIES);
        assertThat(waitOf("anna", OFFICE)).isEqualTo(5);
        watch.pass(Duration.ofSeconds(6));
        brake.check("anna", OFFICE);
        fail("anna", OFFICE, 1);
        assertThat(waitOf("ANNA", OFFICE)).isEqualTo(10);
        fail("anna", OFFICE, 30);
        assertThat(waitOf("anna", OFFICE)).isEqualTo(900);
    }

    @Test
    void aSignInThatFitsEndsIt() {
        fail("anna", OFFICE, SignInBrake.FREE_TRIES - 1);
        brake.succeeded("anna", OFFICE);
        fail("anna", OFFICE, SignInBrake.FREE_TRIES - 1);
        brake.check("anna", OFFICE);
    }

    @Test
    void whoGuessesFromElsewhereLocksNobodyOut() {
        fail("anna", "203.0.113.9", 100);
        brake.check("anna", OFFICE);
    }

    @Test
    void oneAddressWithManyLoginsIsSlowedDownToo() {
        for (int i = 0; i < SignInBrake.FREE_TRIES_OF_ADDRESS; i++) {
            brake.failed("login" + i, OFFICE);
        }
        assertThatThrownBy(() -> brake.check("another", OFFICE)).isInstanceOf(TooManyTries.class);
    }

    @Test
    void aDayLaterItIsForgotten() {
        fail("anna", OFFICE, 100);
        watch.pass(Duration.ofDays(1));
        brake.check("anna", OFFICE);
        brake.failed("anna", OFFICE);
        brake.check("anna", OFFICE);
    }

    private void fail(String login, String address, int times) {
        for (int i = 0; i < times; i++) {
            brake.failed(login, address);
        }
    }

    private long waitOf(String login, String address) {
        return catchThrowableOfType(TooManyTries.class, () -> brake.check(login, address))
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
