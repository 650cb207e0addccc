package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ringbook.telephony.asterisk.records.RecordedEvent;

/** Where a gap begins. */
class HeardTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Heard heard = new Heard();

    private static AmiMessage stamped(Instant at, String... headers) {
        return AmiMessage.of("Event: Newstate\r\nTimestamp: " + at.getEpochSecond() + ".000000\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n");
    }

    @Test
    void whoWasNeverHeardHasNoGap() {
        assertThat(heard.gapBefore(NOON, NOON)).isNull();
    }

    @Test
    void theLastStampIsWhereTheGapBegins() {
        heard.message(stamped(NOON), NOON.plusMillis(3));
        assertThat(heard.gapBefore(NOON.plusSeconds(40), NOON.plusSeconds(40))).isEqualTo(NOON);
    }

    @Test
    void whatCameLateWasSaidEarlier() {
        heard.message(stamped(NOON), NOON.plusSeconds(14));
        assertThat(heard.gapBefore(NOON.plusSeconds(15), NOON.plusSeconds(15))).isEqualTo(NOON);
    }

    @Test
    void thePbxsClockWasSetBackWhileItWasNotHeard() {
        heard.message(stamped(NOON), NOON);
        Instant anHourEarlier = NOON.plusSeconds(30).minusSeconds(3600);
        assertThat(heard.gapBefore(anHourEarlier, NOON.plusSeconds(30))).isEqualTo(NOON.minusSeconds(3600));
    }

    @Test
    void thePbxsClockWasSetForwardWhileItWasNotHeard() {
        heard.message(stamped(NOON), NOON);
        Instant anHourLater = NOON.plusSeconds(30).plusSeconds(3600);
        assertThat(heard.gapBefore(anHourLater, NOON.plusSeconds(30))).isEqualTo(NOON);
    }

    @Test
    void whatWasFilledInLaterSaysNothingOfHowFarItWasHeard() {
        heard.message(stamped(NOON), NOON);
        heard.message(stamped(NOON.plusSeconds(20), "Healed: cel"), NOON.plusSeconds(60));
        assertThat(heard.until()).isEqualTo(NOON);
    }

    /** Records are read until a minute and a half after a gap, so it may be in the next one. */
    @Test
    void whatIsOnlyRetoldFromRecordsDoesNotMakeTheNextGapBeginWhereTheOneBeforeDid() {
        heard.message(stamped(NOON), NOON);
        byte[] fromRecords = RecordedEvent.of(NOON.minusSeconds(90), "1795401883.1", "Hangup", "Uniqueid", "1795401883.1")
                .message(null);
        heard.message(new AmiMessage(fromRecords), NOON.plusSeconds(2));
        assertThat(heard.until()).isEqualTo(NOON);
    }

    @Test
    void anAnswerToAPingCountsThoughNothingHappens() {
        heard.message(stamped(NOON), NOON);
        heard.message(
                AmiMessage.of("Response: Success\r\nPing: Pong\r\nTimestamp: " + (NOON.getEpochSecond() + 5)
                        + ".000000\r\n\r\n"),
                NOON.plusSeconds(5));
        assertThat(heard.until()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void afterARestartThePbxGivesTheNamesOfOldChannelsToNewOnes() {
        heard.message(stamped(NOON), NOON);
        heard.names(anna("1.7"), NOON);
        Instant again = NOON.plusSeconds(30);
        heard.names(AmiMessage.of("Event: FullyBooted\r\nUptime: 9\r\n\r\n"), again);

        assertThat(heard.legByName("PJSIP/101-00000001", again)).isNull();
        heard.names(anna("2.3"), again);
        assertThat(heard.legByName("PJSIP/101-00000001", again)).isEqualTo("2.3");
        assertThat(heard.legByName("PJSIP/101-00000001", NOON)).isEqualTo("1.7");
    }

    @Test
    void aPbxThatRanOnWhileItWasNotHeardKeepsItsNames() {
        heard.message(stamped(NOON), NOON);
        heard.names(anna("1.7"), NOON);
        Instant again = NOON.plusSeconds(30);
        heard.names(AmiMessage.of("Event: FullyBooted\r\nUptime: 7200\r\n\r\n"), again);

        assertThat(heard.legByName("PJSIP/101-00000001", again)).isEqualTo("1.7");
    }

    private static AmiMessage anna(String leg) {
        return AmiMessage.of("Event: Newchannel\r\nChannel: PJSIP/101-00000001\r\nUniqueid: " + leg + "\r\n\r\n");
    }
}
