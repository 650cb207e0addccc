package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ringbook.telephony.asterisk.records.RecordedEvent;

/** Where a gap begins. */
class ReceiveProgressTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final ReceiveProgress progress = new ReceiveProgress();

    private static AmiMessage stamped(Instant at, String... headers) {
        return AmiMessage.of("Event: Newstate\r\nTimestamp: " + at.getEpochSecond() + ".000000\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n");
    }

    @Test
    void whoWasNeverHeardHasNoGap() {
        assertThat(progress.gapBefore(NOON, NOON)).isNull();
    }

    @Test
    void theLastStampIsWhereTheGapBegins() {
        progress.message(stamped(NOON), NOON.plusMillis(3));
        assertThat(progress.gapBefore(NOON.plusSeconds(40), NOON.plusSeconds(40)))
                .isEqualTo(NOON);
    }

    @Test
    void whatCameLateWasSaidEarlier() {
        progress.message(stamped(NOON), NOON.plusSeconds(14));
        assertThat(progress.gapBefore(NOON.plusSeconds(15), NOON.plusSeconds(15)))
                .isEqualTo(NOON);
    }

    @Test
    void thePbxsClockWasSetBackWhileItWasNotHeard() {
        progress.message(stamped(NOON), NOON);
        Instant anHourEarlier = NOON.plusSeconds(30).minusSeconds(3600);
        assertThat(progress.gapBefore(anHourEarlier, NOON.plusSeconds(30))).isEqualTo(NOON.minusSeconds(3600));
    }

    @Test
    void thePbxsClockWasSetForwardWhileItWasNotHeard() {
        progress.message(stamped(NOON), NOON);
        Instant anHourLater = NOON.plusSeconds(30).plusSeconds(3600);
        assertThat(progress.gapBefore(anHourLater, NOON.plusSeconds(30))).isEqualTo(NOON);
    }

    @Test
    void whatWasFilledInLaterSaysNothingOfHowFarItWasHeard() {
        progress.message(stamped(NOON), NOON);
        progress.message(stamped(NOON.plusSeconds(20), "Healed: cel"), NOON.plusSeconds(60));
        assertThat(progress.until()).isEqualTo(NOON);
    }

    /** Records are read until a minute and a half after a gap, so it may be in the next one. */
    @Test
    void whatIsOnlyRetoldFromRecordsDoesNotMakeTheNextGapBeginWhereTheOneBeforeDid() {
        progress.message(stamped(NOON), NOON);
        byte[] fromRecords = RecordedEvent.of(
                        NOON.minusSeconds(90), "1795401883.1", "Hangup", "Uniqueid", "1795401883.1")
                .message(null);
        progress.message(new AmiMessage(fromRecords), NOON.plusSeconds(2));
        assertThat(progress.until()).isEqualTo(NOON);
    }

    @Test
    void anAnswerToAPingCountsThoughNothingHappens() {
        progress.message(stamped(NOON), NOON);
        progress.message(
                AmiMessage.of("Response: Success\r\nPing: Pong\r\nTimestamp: " + (NOON.getEpochSecond() + 5)
                        + ".000000\r\n\r\n"),
                NOON.plusSeconds(5));
        assertThat(progress.until()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void afterARestartThePbxGivesTheNamesOfOldChannelsToNewOnes() {
        progress.message(stamped(NOON), NOON);
        progress.names(anna("1.7"), NOON);
        Instant again = NOON.plusSeconds(30);
        progress.names(AmiMessage.of("Event: FullyBooted\r\nUptime: 9\r\n\r\n"), again);

        assertThat(progress.legByName("PJSIP/101-00000001", again)).isNull();
        progress.names(anna("2.3"), again);
        assertThat(progress.legByName("PJSIP/101-00000001", again)).isEqualTo("2.3");
        assertThat(progress.legByName("PJSIP/101-00000001", NOON)).isEqualTo("1.7");
    }

    @Test
    void aPbxThatRanOnWhileItWasNotHeardKeepsItsNames() {
        progress.message(stamped(NOON), NOON);
        progress.names(anna("1.7"), NOON);
        Instant again = NOON.plusSeconds(30);
        progress.names(AmiMessage.of("Event: FullyBooted\r\nUptime: 7200\r\n\r\n"), again);

        assertThat(progress.legByName("PJSIP/101-00000001", again)).isEqualTo("1.7");
    }

    private static AmiMessage anna(String leg) {
        return AmiMessage.of("Event: Newchannel\r\nChannel: PJSIP/101-00000001\r\nUniqueid: " + leg + "\r\n\r\n");
    }
}
