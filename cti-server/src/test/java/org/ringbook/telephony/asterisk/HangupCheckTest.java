package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HangupCheckTest {

    private static final Instant NOON = Instant.parse("2026-11-23T09:00:00Z");

    private final HangupCheck check = new HangupCheck();

    private static AmiMessage of(String event, String channel) {
        return AmiMessage.of("Event: " + event + "\r\nUniqueid: " + channel + "\r\n\r\n");
    }

    /** A day of a hundred thousand calls, two channels each. */
    @Test
    void whatWasLongAgoIsForgottenHoweverLongTheServerRuns() {
        Instant at = NOON;
        for (int call = 0; call < 100_000; call++) {
            for (String side : new String[] {".1", ".2"}) {
                check.believes(of("BridgeEnter", call + side), at);
                check.believes(of("BridgeLeave", call + side), at.plusSeconds(1));
                assertThat(check.believes(of("Hangup", call + side), at.plusSeconds(1)))
                        .isTrue();
            }
            at = at.plusSeconds(1);
        }
        assertThat(check.remembered()).isLessThan(1_000);
    }

    @Test
    void aMessageThatIsLateBehindTheEndSaysNothingAnyMore() {
        check.believes(of("BridgeLeave", "1.1"), NOON);
        check.believes(of("BridgeEnter", "1.1"), NOON.minusSeconds(1));
        assertThat(check.believes(of("Hangup", "1.1"), NOON)).isTrue();
    }
}
