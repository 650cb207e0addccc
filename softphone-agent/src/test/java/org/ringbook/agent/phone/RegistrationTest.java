package org.ringbook.agent.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private final Registration registration = new Registration(() -> 1.0);

    @Test
    void aRegistrationIsRenewedBeforeItEnds() {
        registration.asked();
        assertThat(registration.state().kind()).isEqualTo(RegistrationState.Kind.REGISTERING);
        registration.granted(300);
        assertThat(registration.next()).isBetween(Duration.ofSeconds(240), Duration.ofSeconds(270));
        registration.asked();
        assertThat(registration.state().kind()).isEqualTo(RegistrationState.Kind.REGISTERED);
        registration.granted(60);
        assertThat(registration.next()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
        registration.granted(1);
        assertThat(registration.next()).isPositive();
    }

    @Test
    void afterEachFailureTheNextTryComesLaterAndNeverLaterThanAMinute() {
        long before = 0;
        for (int i = 0; i < 12; i++) {
            registration.failed("timeout");
            assertThat(registration.state().kind()).isEqualTo(RegistrationState.Kind.WAITING);
            assertThat(registration.next().toMillis()).isBetween(before, 60_000L);
            before = registration.next().toMillis();
        }
        assertThat(before).isEqualTo(60_000);
        registration.beginAnew();
        assertThat(registration.next()).isZero();
        registration.failed("timeout");
        assertThat(registration.next()).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aWrongPasswordIsNotTriedAgainByItself() {
        registration.failed("password");
        assertThat(registration.next()).isNull();
        assertThat(registration.state().kind()).isEqualTo(RegistrationState.Kind.REFUSED);
    }
}
