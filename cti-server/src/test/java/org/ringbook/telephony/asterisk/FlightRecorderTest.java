package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringbook.telephony.asterisk.ReportedByHand.capture;
import static org.ringbook.telephony.asterisk.ReportedByHand.movedTo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallDifference;
import org.ringbook.calls.log.CallLog;
import org.ringbook.flights.Flight;
import org.ringbook.flights.FlightFile;
import org.ringbook.flights.FlightRecorder;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.ringbook.telephony.RawHistory;
import org.ringbook.telephony.inbox.Masks;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that makes one call what it is comes in one file, and makes the same call again. */
class FlightRecorderTest {

    private static final NumberPlan PLAN = new NumberPlan("RU");
    private static final Instant MORNING =
            Instant.now().minus(Duration.ofHours(8)).truncatedTo(ChronoUnit.SECONDS);

    private final DataSource database = TestDatabase.with("calls", "telephony");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final CallLog log = new CallLog(database);
    private final ReportedByHand office = new ReportedByHand("PJSIP/carrier");
    private final FlightRecorder recorder =
            new FlightRecorder(new RawHistory(jdbc, List.of(() -> List.of(office)), PLAN), PLAN);

    @Test
    void everyCapturedCallIsTheSameFromItsFileAlsoWithMaskedNumbers() throws IOException {
        var all = new ArrayList<byte[]>();
        Instant at = MORNING;
        for (Cases.Case call : Cases.all()) {
            all.addAll(movedTo(at, call.messages()));
            at = at.plusSeconds(120);
        }
        office.isReceivedBy(database, all);
        List<Call> calls = log.find(CallLog.CallFilter.any(), null, 500).items();
        assertThat(calls).hasSizeGreaterThan(90);
        for (Call call : calls) {
            Flight open = throughAFile(recorder.record(call, false));
            assertThat(CallDifference.between(call, open.call())).isEmpty();
            assertThat(open.call().id()).isEqualTo(call.id());
            assertThat(open.replay().differences()).as(call.toString()).isEmpty();

            Flight masked = throughAFile(recorder.record(call, true));
            assertThat(masked.replay().same()).as(call.toString()).isTrue();
            assertThat(masked.messages()).hasSameSizeAs(open.messages());
            String text = text(masked);
            assertThat(text)
                    .doesNotContain("9161112233", "1112233", "9035556677", "5556677", "9990001122", "7770001")
                    .doesNotContain("Anna", "Petrova", "Boris", "Smirnov", "Orlova", "Sidorov");
            if (call.external() != null) {
                assertThat(masked.call().external()).isNotEqualTo(call.external());
                assertThat(masked.call().external().toString())
                        .startsWith(call.external().toString().substring(0, 5))
                        .hasSameSizeAs(call.external().toString());
            }
        }
    }

    @Test
    void onlyTheMessagesOfTheCallAreInItsFile() {
        List<byte[]> holds = movedTo(MORNING, capture("asterisk-22 in_hold"));
        List<byte[]> busies = movedTo(MORNING.plusSeconds(1), capture("asterisk-22 in_direct_busy"));
        var both = new ArrayList<>(holds);
        both.addAll(5, busies);
        office.isReceivedBy(database, both);
        Call held = log.find(CallLog.CallFilter.any(), null, 5).items().stream()
                .filter(call -> call.result() == Call.Result.ANSWERED)
                .findFirst()
                .orElseThrow();
        Flight flight = recorder.record(held, false);
        assertThat(flight.messages()).hasSizeLessThanOrEqualTo(holds.size()).hasSizeGreaterThan(holds.size() / 2);
        assertThat(text(flight)).doesNotContain("User busy");
        assertThat(flight.replay().same()).isTrue();
    }

    @Test
    void secretsNeverLeaveWhateverIsAskedFor() {
        var reading = new AsteriskReading(List.of(), java.util.Map.of());
        for (Masks masks : List.of(Masks.ofSecrets(PLAN), Masks.ofPeople(PLAN))) {
            assertThat(masked(reading, masks, "Event: VarSet", "Variable: CARD", "Value: 4276123412341234"))
                    .isEqualTo("Event: VarSet\r\nVariable: CARD\r\nValue: ***\r\n\r\n");
            assertThat(masked(reading, masks, "Event: DTMFEnd", "Digit: 7", "Uniqueid: 1.2"))
                    .isEqualTo("Event: DTMFEnd\r\nDigit: ***\r\nUniqueid: 1.2\r\n\r\n");
            assertThat(masked(reading, masks, "Event: Newexten", "Application: Authenticate", "AppData: 4711"))
                    .endsWith("AppData: ***\r\n\r\n");
            assertThat(masked(
                            reading, masks, "Event: Newexten", "Application: NoOp", "AppData: token=abc, password: x"))
                    .endsWith("AppData: token=***, password: ***\r\n\r\n");
            assertThat(masked(reading, masks, "Event: Challenge", "Challenge: 123", "Md5Secret: abc"))
                    .isEqualTo("Event: Challenge\r\nChallenge: ***\r\nMd5Secret: ***\r\n\r\n");
        }
    }

    @Test
    void theSameNumberIsMaskedInTheSameWayInEveryFormAndIdsStay() {
        var reading = new AsteriskReading(List.of(), java.util.Map.of());
        Masks masks = Masks.ofPeople(PLAN);
        String text = masked(
                reading,
                masks,
                "Event: Newchannel",
                "Channel: Local/89161112233@out-00000012;1",
                "CallerIDNum: +79161112233",
                "CallerIDName: Maria Ivanova",
                "Exten: 79161112233",
                "ConnectedLineNum: 101",
                "AppData: PJSIP/9161112233@carrier,30,call Maria Ivanova",
                "Uniqueid: 1795378551.83",
                "BridgeUniqueid: 12345678-1234-1234-1234-123456789012");
        String last = PLAN.parse(text.split("CallerIDNum: ")[1].split("\r")[0])
                .orElseThrow()
                .toString()
                .substring(5);
        assertThat(last).isNotEqualTo("1112233").hasSize(7);
        assertThat(text)
                .contains("Channel: Local/8916" + last + "@out-00000012;1")
                .contains("CallerIDNum: +7916" + last)
                .contains("CallerIDName: Name 1\r\n")
                .contains("Exten: 7916" + last)
                .contains("ConnectedLineNum: 101\r\n")
                .contains("AppData: PJSIP/916" + last + "@carrier,30,call Name 1\r\n")
                .contains("Uniqueid: 1795378551.83\r\n")
                .contains("BridgeUniqueid: 12345678-1234-1234-1234-123456789012");
    }

    @Test
    void whoeverIsCalledLikeAQueueOrATelephoneTakesNothingAwayFromTheCall() {
        var reading = new AsteriskReading(List.of(), java.util.Map.of());
        Masks masks = Masks.ofPeople(PLAN);
        String text = masked(
                reading,
                masks,
                "Event: AgentCalled",
                "Queue: sales",
                "Channel: PJSIP/104-00000004",
                "Interface: PJSIP/104",
                "MemberName: PJSIP/104",
                "CallerIDNum: 1001",
                "CallerIDName: 1001",
                "ConnectedLineName: sales",
                "AppData: sales,t,,,20");
        assertThat(text)
                .contains("Queue: sales\r\n", "Channel: PJSIP/104-00000004\r\n", "Interface: PJSIP/104\r\n")
                .contains("MemberName: PJSIP/104\r\n", "CallerIDName: 1001\r\n", "CallerIDNum: 1001\r\n")
                .contains("ConnectedLineName: Name 1\r\n", "AppData: Name 1,t,,,20\r\n");
    }

    @Test
    void whatIsNotKeptOrNotInTheSettingsOrNotOverIsRefusedInWords() {
        office.isReceivedBy(database, movedTo(MORNING, capture("asterisk-22 in_hold")));
        Call call = log.find(CallLog.CallFilter.any(), null, 5).items().get(0);
        jdbc.sql("delete from raw_chunk").update();
        assertThatThrownBy(() -> recorder.record(call, false))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is not kept any more");
        var nothing = new FlightRecorder(new RawHistory(jdbc, List.of(), PLAN), PLAN);
        assertThatThrownBy(() -> nothing.record(call, false)).hasMessageContaining("no longer name the PBX “office”");
    }

    private static String masked(AsteriskReading reading, Masks masks, String... lines) {
        byte[] message = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        masks.learn(reading.names(message));
        return new String(reading.masked(message, masks), StandardCharsets.UTF_8);
    }

    private static Flight throughAFile(Flight flight) throws IOException {
        var text = new StringWriter();
        FlightFile.write(flight, text);
        return FlightFile.read(new BufferedReader(new StringReader(text.toString())));
    }

    private static String text(Flight flight) {
        var text = new StringBuilder(flight.call().toString());
        flight.messages().forEach(message -> text.append(new String(message.text(), StandardCharsets.UTF_8)));
        return text.toString();
    }
}
