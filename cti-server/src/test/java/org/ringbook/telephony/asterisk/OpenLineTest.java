package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;

/** Anna's line stays open in a room of its own; Maria is called into it, then Pavel, who does not answer, then Ivan. */
class OpenLineTest {

    private static final String LINE = "ringbook-line-101-5f4c6a52-6f4e-4c62-9c3e-0c9c0e5f3b11";
    private static final String ROOM = "conference-1";

    private final List<CallFact> facts = new ArrayList<>();
    private final OwnChannels own = new OwnChannels();
    private double now = 1796006790;

    private void says(String event, String... headers) {
        var text = new StringBuilder("Event: " + event + "\nTimestamp: %.6f\n".formatted(now));
        now += 1;
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append('\n');
        }
        AmiMessage message = AmiMessage.of(text.toString());
        own.heard(message);
        facts.addAll(new AmiTranslation(new Endpoints(List.of("PJSIP/carrier"), Map.of()))
                .translate(message, Instant.EPOCH));
    }

    private void channel(String event, String name, String id, String linked, String state) {
        says(event, "Channel", name, "Uniqueid", id, "Linkedid", linked, "ChannelState", state);
    }

    private void enters(String id, String linked, String bridge, String type, String name) {
        says(
                "BridgeEnter",
                "Uniqueid",
                id,
                "Linkedid",
                linked,
                "BridgeUniqueid",
                bridge,
                "BridgeType",
                type,
                "BridgeName",
                name);
    }

    private void annasLineIsOpen() {
        channel("Newchannel", "PJSIP/101-00000001", LINE, LINE, "0");
        assertThat(own.lineOf("101")).as("it rings").isNull();
        channel("Newstate", "PJSIP/101-00000001", LINE, LINE, "6");
        says("ConfbridgeJoin", "Uniqueid", LINE, "Linkedid", LINE, "Conference", LINE);
        enters(LINE, LINE, ROOM, "base", LINE);
    }

    private String isCalled(String who, String number) {
        String call = "ringbook-" + who;
        channel("Newchannel", "Local/" + number + "@out-" + who + ";1", call, call, "0");
        channel("Newchannel", "Local/" + number + "@out-" + who + ";2", call + "-2", call, "4");
        says("LocalBridge", "LocalOneUniqueid", call, "LocalTwoUniqueid", call + "-2");
        channel("Newchannel", "PJSIP/carrier-" + who, who, call, "0");
        says(
                "DialBegin",
                "Uniqueid",
                call + "-2",
                "Linkedid",
                call,
                "DestUniqueid",
                who,
                "DestLinkedid",
                call,
                "DestChannel",
                "PJSIP/carrier-" + who,
                "DialString",
                number + "@carrier");
        return call;
    }

    private void answers(String who, String call) {
        says("DialEnd", "Uniqueid", call + "-2", "DestUniqueid", who, "DialStatus", "ANSWER");
        channel("Newstate", "PJSIP/carrier-" + who, who, call, "6");
        enters(who, call, "bridge-" + who, "basic", "");
        enters(call + "-2", call, "bridge-" + who, "basic", "");
        says(
                "ConfbridgeJoin",
                "Channel",
                "Local/x@out-" + who + ";1",
                "Uniqueid",
                call,
                "Linkedid",
                call,
                "Conference",
                LINE);
        enters(call, call, ROOM, "base", LINE);
        now += 30;
    }

    private void hangsUp(String who, String call, String cause) {
        for (String leg : List.of(who, call + "-2", call)) {
            says(
                    "Hangup",
                    "Channel",
                    leg.equals(who) ? "PJSIP/carrier-" + who : "Local/x@out-" + who + ";1",
                    "Uniqueid",
                    leg,
                    "Linkedid",
                    call,
                    "Cause",
                    cause);
        }
    }

    @Test
    void eachIsACallOfAnnasAndHerLineIsNone() {
        annasLineIsOpen();
        assertThat(own.lineOf("101")).isEqualTo(LINE);
        String marias = isCalled("maria", "89161112233");
        answers("maria", marias);
        hangsUp("maria", marias, "16");
        String pavels = isCalled("pavel", "89035556677");
        hangsUp("pavel", pavels, "17");
        String ivans = isCalled("ivan", "89990001122");
        answers("ivan", ivans);
        hangsUp("ivan", ivans, "16");
        says("Hangup", "Channel", "PJSIP/101-00000001", "Uniqueid", LINE, "Linkedid", LINE, "Cause", "16");
        assertThat(own.lineOf("101")).isNull();

        List<Call> calls = Calls.derive("office", new NumberPlan("RU"), facts);
        assertThat(calls)
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.direction()).isEqualTo(Call.Direction.OUTBOUND));
        assertThat(calls)
                .extracting(Call::sourceId)
                .containsExactlyInAnyOrder("ringbook-maria", "ringbook-pavel", "ringbook-ivan");
        Call maria = of(calls, "+79161112233");
        assertThat(maria.result()).isEqualTo(Call.Result.ANSWERED);
        assertThat(maria.agent()).isEqualTo("101");
        assertThat(maria.talkSeconds().intValue()).isBetween(28, 40);
        Call pavel = of(calls, "+79035556677");
        assertThat(pavel.result()).isEqualTo(Call.Result.BUSY);
        assertThat(of(calls, "+79990001122").agent()).isEqualTo("101");
    }

    private static Call of(List<Call> calls, String number) {
        return calls.stream()
                .filter(call ->
                        call.external() != null && call.external().toString().equals(number))
                .findFirst()
                .orElseThrow();
    }
}
