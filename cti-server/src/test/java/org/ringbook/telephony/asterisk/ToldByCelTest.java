package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.asterisk.records.CallRecords;
import org.ringbook.telephony.asterisk.records.RecordedEvent;
import org.ringbook.telephony.asterisk.records.RecordsSettings;

/** Calls that nobody heard, of which CEL alone tells. */
class ToldByCelTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String MARIA = "PJSIP/carrier-00000001";
    private static final String ANNA = "PJSIP/101-00000002";
    private static final String MOBILE = "PJSIP/carrier-00000003";
    private static final String LINE = "74957770001";

    @TempDir
    private Path folder;

    private double now;
    private boolean extra = true;

    private ToldByCelTest at(double seconds) {
        now = seconds;
        return this;
    }

    private static String id(String channel) {
        return "1795435200." + channel.hashCode() % 1000;
    }

    /** @param more names and values of further columns */
    private ToldByCelTest row(String event, String channel, String... more) throws IOException {
        Instant at = NOON.plusMillis(Math.round(now * 1000));
        String[] columns = new String[20];
        java.util.Arrays.fill(columns, "");
        columns[0] = event;
        columns[1] = at.getEpochSecond() + "." + "%06d".formatted(at.getNano() / 1000);
        columns[9] = channel;
        columns[14] = id(channel);
        columns[15] = id(MARIA);
        List<String> names = List.of("cid_num", "exten", "appname", "appdata", "linked", "peer", "extra");
        int[] places = {3, 7, 10, 11, 15, 16, 19};
        for (int i = 0; i < more.length; i += 2) {
            columns[places[names.indexOf(more[i])]] = more[i + 1];
        }
        columns[19] = extra ? columns[19] : "";
        var line = new ArrayList<String>();
        for (String column : columns) {
            line.add('"' + column.replace("\"", "\"\"") + '"');
        }
        Path file = folder.resolve("Master.csv");
        Files.writeString(file, String.join(",", line) + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
        return this;
    }

    private ToldByCelTest mariaCalls(String dial) throws IOException {
        return row("CHAN_START", MARIA, "cid_num", "89161112233", "exten", LINE).dials(MARIA, dial);
    }

    private ToldByCelTest dials(String channel, String data) throws IOException {
        return row("APP_START", channel, "cid_num", "89161112233", "exten", LINE, "appname", "Dial", "appdata", data);
    }

    private ToldByCelTest called(String channel) throws IOException {
        return row("CHAN_START", channel, "exten", "s");
    }

    private ToldByCelTest answers(String channel) throws IOException {
        return row("ANSWER", channel, "appname", "AppDial", "appdata", "(Outgoing Line)");
    }

    private ToldByCelTest hungUp(String channel, String cause, String by, String dialStatus) throws IOException {
        String why =
                "{\"hangupcause\":%s,\"hangupsource\":\"%s\",\"dialstatus\":\"%s\"}".formatted(cause, by, dialStatus);
        return row("HANGUP", channel, "extra", why).row("CHAN_END", channel);
    }

    private Call call() throws IOException {
        List<Call> calls = Calls.derive("office", new NumberPlan("RU"), facts());
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private List<CallFact> facts() throws IOException {
        var translation = new AmiTranslation(new Endpoints(List.of("PJSIP/carrier"), Map.of()));
        var records = CallRecords.of(
                new RecordsSettings(folder.resolve("Master.csv").toString(), "", "", "cel", "cdr", "", "", "", "UTC"));
        var facts = new ArrayList<CallFact>();
        Instant end = NOON.plus(Duration.ofHours(1));
        for (RecordedEvent told : records.between(NOON.minusSeconds(9), end, end, leg -> false, (name, then) -> null)
                .reported()) {
            facts.addAll(translation.translate(new AmiMessage(told.message("cel")), NOON));
        }
        return facts;
    }

    private static Call.LegOutcome outcome(Call call, String party) {
        return call.legs().stream()
                .filter(leg -> party.equals(leg.party()))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    @Test
    void annaRingsOutAndTheMailboxAnswers() throws IOException {
        mariaCalls("PJSIP/101,20").called(ANNA);
        at(20).row("APP_END", MARIA, "appname", "Dial", "appdata", "PJSIP/101,20")
                .hungUp(ANNA, "0", "", "");
        at(20.01)
                .row("APP_START", MARIA, "appname", "VoiceMail", "appdata", "101")
                .row("ANSWER", MARIA, "appname", "VoiceMail");
        at(30).hungUp(MARIA, "16", MARIA, "NOANSWER");
        assertThat(call().result()).isEqualTo(Call.Result.MISSED);
        assertThat(call().reason()).isEqualTo(Call.Reason.RANG_OUT);
        assertThat(outcome(call(), "101")).isEqualTo(Call.LegOutcome.NO_ANSWER);
        assertThat(call().legs()).extracting(Call.Leg::kind).contains(Call.LegKind.VOICEMAIL);
    }

    @Test
    void mariaHangsUpWhileAnnaRings() throws IOException {
        mariaCalls("PJSIP/101,20").called(ANNA);
        at(8).hungUp(ANNA, "0", MARIA, "").hungUp(MARIA, "16", MARIA, "CANCEL");
        assertThat(call().reason()).isEqualTo(Call.Reason.ABANDONED);
        assertThat(outcome(call(), "101")).isEqualTo(Call.LegOutcome.CANCELLED);
    }

    @Test
    void annaHearsItRingAndPressesReject() throws IOException {
        mariaCalls("PJSIP/101,20").called(ANNA);
        at(3).hungUp(ANNA, "17", ANNA, "").hungUp(MARIA, "17", "dialplan/builtin", "BUSY");
        assertThat(call().reason()).isEqualTo(Call.Reason.REJECTED);
        assertThat(call().endedBy()).isEqualTo(Call.EndedBy.AGENT);
    }

    /** Who answers on the mobile is asked whether they take the call, and does not. */
    @Test
    void theMobilePicksUpAndDeclines() throws IOException {
        mariaCalls("PJSIP/89035556677@carrier,20,U(confirm)").called(MOBILE);
        at(4).answers(MOBILE).row("APP_START", MOBILE, "appname", "Read", "appdata", "CONF,press-1");
        at(9).row("APP_END", MOBILE, "appname", "Read").hungUp(MOBILE, "16", "", "");
        at(9.5).hungUp(MARIA, "16", "dialplan/builtin", "NOANSWER");
        assertThat(call().result()).isEqualTo(Call.Result.MISSED);
        assertThat(call().answeredBy()).isEmpty();
        assertThat(call().rang()).containsExactly("+79035556677");
        assertThat(call().talkSeconds()).isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void annaAnswersWithIdsOfBridgesAndWithout(boolean ids) throws IOException {
        extra = ids;
        String bridge = "{\"bridge_id\":\"b1\",\"bridge_technology\":\"simple_bridge\"}";
        mariaCalls("PJSIP/101,20").called(ANNA);
        at(4).answers(ANNA).row("ANSWER", MARIA, "appname", "Dial", "appdata", "PJSIP/101,20");
        row("BRIDGE_ENTER", ANNA, "extra", bridge).row("BRIDGE_ENTER", MARIA, "peer", ANNA, "extra", bridge);
        at(10).row("BRIDGE_EXIT", MARIA, "extra", bridge).row("BRIDGE_EXIT", ANNA, "extra", bridge);
        hungUp(MARIA, "16", MARIA, "ANSWER").hungUp(ANNA, "16", MARIA, "");
        assertThat(call().result()).isEqualTo(Call.Result.ANSWERED);
        assertThat(call().answeredBy()).containsExactly("101");
        assertThat(call().talkSeconds()).isEqualByComparingTo("6");
        assertThat(call().holdSeconds()).isNull();
        assertThat(call().rules()).extracting(Call.FiredRule::rule).contains("healed.hold-unknown");
    }

    /** A program has the PBX call Anna over a pair of local channels, and then Maria. */
    @Test
    void thePbxCallsAnnaOverLocalChannelsAndThenMaria() throws IOException {
        String one = "Local/101@internal-00000007;1";
        String two = "Local/101@internal-00000007;2";
        String first = id(one);
        row("CHAN_START", one, "exten", "101", "linked", first).row("CHAN_START", two, "exten", "101", "linked", first);
        row(
                "APP_START",
                two,
                "cid_num",
                LINE,
                "exten",
                "101",
                "appname",
                "Dial",
                "appdata",
                "PJSIP/101,20",
                "linked",
                first);
        row("CHAN_START", ANNA, "exten", "s", "linked", first);
        at(3).row("ANSWER", ANNA, "appname", "AppDial", "linked", first).row("ANSWER", two, "linked", first);
        row("ANSWER", one, "linked", first);
        String b1 = "{\"bridge_id\":\"b1\",\"bridge_technology\":\"simple_bridge\"}";
        row("BRIDGE_ENTER", ANNA, "linked", first, "extra", b1).row("BRIDGE_ENTER", two, "linked", first, "extra", b1);
        at(3.1).row(
                        "APP_START",
                        one,
                        "cid_num",
                        LINE,
                        "exten",
                        "89035556677",
                        "appname",
                        "Dial",
                        "appdata",
                        "PJSIP/89035556677@carrier,40",
                        "linked",
                        first);
        row("CHAN_START", MOBILE, "exten", "s", "linked", first);
        at(9).row("ANSWER", MOBILE, "appname", "AppDial", "linked", first);
        String b2 = b1.replace("b1", "b2");
        row("BRIDGE_ENTER", MOBILE, "linked", first, "extra", b2)
                .row("BRIDGE_ENTER", one, "linked", first, "extra", b2);
        at(19);
        for (String channel : List.of(MOBILE, one, two, ANNA)) {
            row(
                    "HANGUP",
                    channel,
                    "linked",
                    first,
                    "extra",
                    "{\"hangupcause\":16,\"hangupsource\":\"%s\"}".formatted(MOBILE));
        }
        assertThat(call().direction()).isEqualTo(Call.Direction.OUTBOUND);
        assertThat(call().external()).hasToString("+79035556677");
        assertThat(call().line()).hasToString("+" + LINE);
        assertThat(call().agent()).isEqualTo("101");
        assertThat(call().talkSeconds()).isEqualByComparingTo("10");
    }

    @Test
    void theOperatorAsksForAnAccount() throws IOException {
        row("CHAN_START", MARIA, "cid_num", "89161112233", "exten", "s");
        row("APP_START", MARIA, "cid_num", "89161112233", "exten", LINE, "appname", "Dial", "appdata", "PJSIP/101,20");
        called(ANNA);
        at(8).hungUp(ANNA, "0", MARIA, "").hungUp(MARIA, "16", MARIA, "CANCEL");
        assertThat(call().line()).hasToString("+" + LINE);
    }
}
