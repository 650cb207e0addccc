package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;

/** Messages of technologies and moments of which no capture is at hand. */
class WhatAsteriskSaysTest {

    private static final NumberPlan PLAN = new NumberPlan("RU");
    private static final String CLICK = "ringbook-5f4c6a52-6f4e-4c62-9c3e-0c9c0e5f3b11";

    private final List<CallFact> facts = new ArrayList<>();
    private Endpoints endpoints = new Endpoints(List.of("PJSIP/carrier"), Map.of());
    private double now = 1796006790;

    private void says(String event, String... headers) {
        var text = new StringBuilder("Event: " + event + "\nTimestamp: %.6f\n".formatted(now));
        now += 1;
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append('\n');
        }
        facts.addAll(new AmiTranslation(endpoints).translate(AmiMessage.of(text.toString()), Instant.EPOCH));
    }

    private Call call() {
        List<Call> calls = Calls.derive("office", PLAN, facts);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private void channel(String event, String name, String id, String state, String exten) {
        says(
                event,
                "Channel",
                name,
                "Uniqueid",
                id,
                "Linkedid",
                id,
                "ChannelState",
                state,
                "CallerIDNum",
                "89161112233",
                "Exten",
                exten);
    }

    @ParameterizedTest
    @CsvSource({
        "SIP/sipcarrier-00000001, SIP/sipcarrier, 0",
        "IAX2/iaxcarrier-4711, IAX2/iaxcarrier, 0",
        "DAHDI/4-1, DAHDI/4, 9",
        "DAHDI/i2/89161112233-5f, DAHDI/i2, 1",
        "Dongle/dongle0-0100000000, Dongle/dongle0, 0",
        "Quectel/quectel0-0100000001, Quectel/quectel0, 0"
    })
    void aChannelThatSaysLaterThatItRingsInIsACaller(String name, String trunk, String first) {
        endpoints = new Endpoints(List.of(trunk), Map.of());
        channel("Newchannel", name, "1.1", first, "");
        channel("Newstate", name, "1.1", "4", "74957770001");
        channel("Hangup", name, "1.1", "4", "");
        assertThat(call().direction()).isEqualTo(Call.Direction.INBOUND);
        assertThat(call().external()).hasToString("+79161112233");
        assertThat(call().line()).hasToString("+74957770001");
    }

    /** Some drivers never say that a line rings in: it is there, and then it is up. */
    @Test
    void aChannelForWhichATelephoneOfOursIsCalledIsACaller() {
        endpoints = new Endpoints(List.of("Dongle/dongle0"), Map.of());
        channel("Newchannel", "Dongle/dongle0-01", "1.1", "0", "74957770001");
        says("Newchannel", "Channel", "PJSIP/101-2", "Uniqueid", "1.2", "Linkedid", "1.1", "ChannelState", "0");
        says(
                "DialBegin",
                "Channel",
                "Dongle/dongle0-01",
                "Uniqueid",
                "1.1",
                "DestChannel",
                "PJSIP/101-2",
                "DestUniqueid",
                "1.2",
                "DialString",
                "101");
        channel("Hangup", "Dongle/dongle0-01", "1.1", "0", "");
        says("Hangup", "Channel", "PJSIP/101-2", "Uniqueid", "1.2");
        assertThat(call().direction()).isEqualTo(Call.Direction.INBOUND);
        assertThat(call().external()).hasToString("+79161112233");
        assertThat(call().line()).hasToString("+74957770001");
    }

    /** A bank, a taxi, an emergency service: their numbers are as short as our extensions. */
    @ParameterizedTest
    @ValueSource(strings = {"900", "101", "0611", "112"})
    void aCallerWithAShortNumberIsOutside(String number) {
        says(
                "Newchannel",
                "Channel",
                "PJSIP/carrier-1",
                "Uniqueid",
                "1.1",
                "Linkedid",
                "1.1",
                "ChannelState",
                "4",
                "CallerIDNum",
                number,
                "Exten",
                "74957770001");
        says("Newchannel", "Channel", "PJSIP/101-2", "Uniqueid", "1.2", "Linkedid", "1.1", "ChannelState", "0");
        says(
                "DialBegin",
                "Channel",
                "PJSIP/carrier-1",
                "Uniqueid",
                "1.1",
                "DestChannel",
                "PJSIP/101-2",
                "DestUniqueid",
                "1.2",
                "DialString",
                "101");
        says("DialState", "DestUniqueid", "1.2", "DialStatus", "RINGING");
        says("DialEnd", "DestUniqueid", "1.2", "DialStatus", "ANSWER");
        for (String id : List.of("1.1", "1.2")) {
            says("BridgeEnter", "Uniqueid", id, "BridgeUniqueid", "b1", "BridgeType", "basic");
        }
        says("Hangup", "Channel", "PJSIP/carrier-1", "Uniqueid", "1.1");
        says("Hangup", "Channel", "PJSIP/101-2", "Uniqueid", "1.2");
        assertThat(call().direction()).isEqualTo(Call.Direction.INBOUND);
        assertThat(call().external()).isNull();
        assertThat(call().line()).hasToString("+74957770001");
        assertThat(call().answeredBy()).containsExactly("101");
        assertThat(call().agent()).isEqualTo("101");
        assertThat(call().legs()).hasSize(2);
    }

    /** An analogue telephone is off the hook first, and knows what it dials later. */
    @Test
    void aTelephoneOfOursThatSaysLaterWhatItDialsIsACaller() {
        endpoints = new Endpoints(List.of("DAHDI/i1"), Map.of("DAHDI/2", "101"));
        says("Newchannel", "Channel", "DAHDI/2-1", "Uniqueid", "1.1", "Linkedid", "1.1", "ChannelState", "1");
        channel("Newstate", "DAHDI/2-1", "1.1", "4", "89161112233");
        channel("Hangup", "DAHDI/2-1", "1.1", "4", "");
        assertThat(call().direction()).isEqualTo(Call.Direction.INTERNAL);
        assertThat(call().agent()).isEqualTo("101");
    }

    @ParameterizedTest
    @CsvSource({
        "PJSIP/101-0000002a, PJSIP/101",
        "PJSIP/anna-desk-0000002a, PJSIP/anna-desk",
        "DAHDI/i1/89161112233-586, DAHDI/i1",
        "DAHDI/i1/-5, DAHDI/i1",
        "DAHDI/1-1, DAHDI/1",
        "CAPI/ISDN1/100-3, CAPI/ISDN1",
        "mISDN/1-u12, mISDN/1",
        "Local/102@internal-0000000f;1, Local/102@internal"
    })
    void aChannelIsOfItsEndpoint(String name, String endpoint) {
        assertThat(Channel.of(name)).hasToString(endpoint);
    }

    @Test
    void whatMixesAConferenceIsNobody() {
        assertThat(Channel.of("DAHDI/pseudo-1723").inner()).isTrue();
        assertThat(Channel.of("PJSIP/101-0000002a").inner()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"34", "42", "38", "20", "3"})
    void thePbxRefusesMariaWithACause(String cause) {
        channel("Newchannel", "PJSIP/carrier-1", "1.1", "4", "74957770001");
        says("HangupRequest", "Channel", "PJSIP/carrier-1", "Uniqueid", "1.1", "ChannelState", "4", "Cause", cause);
        says("Hangup", "Channel", "PJSIP/carrier-1", "Uniqueid", "1.1", "Cause", cause);
        assertThat(call().result()).isEqualTo(Call.Result.MISSED);
        assertThat(call().reason()).isEqualTo(Call.Reason.NOBODY_AVAILABLE);
        assertThat(call().endedBy()).isEqualTo(Call.EndedBy.SYSTEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16", "127", "0", "31"})
    void mariaHangsUpBeforeAnybodyAnswers(String cause) {
        channel("Newchannel", "PJSIP/carrier-1", "1.1", "4", "74957770001");
        says("HangupRequest", "Channel", "PJSIP/carrier-1", "Uniqueid", "1.1", "ChannelState", "4", "Cause", cause);
        says("Hangup", "Channel", "PJSIP/carrier-1", "Uniqueid", "1.1", "Cause", cause);
        assertThat(call().reason()).isEqualTo(Call.Reason.ABANDONED);
        assertThat(call().endedBy()).isEqualTo(Call.EndedBy.EXTERNAL);
    }

    /** The dialplan goes on to the line that the operator names elsewhere. */
    @Test
    void theOperatorAsksForAnAccount() {
        channel("Newchannel", "PJSIP/carrier-1", "1.1", "4", "ringbook-account");
        says(
                "Newexten",
                "Channel",
                "PJSIP/carrier-1",
                "Uniqueid",
                "1.1",
                "Exten",
                "74957770001",
                "Priority",
                "1",
                "Application",
                "NoOp");
        says("Hangup", "Channel", "PJSIP/carrier-1", "Uniqueid", "1.1");
        assertThat(call().line()).hasToString("+74957770001");
    }

    @Test
    void annaClicksAndHerTelephoneIsNotRegistered() {
        says(
                "OriginateResponse",
                "ActionID",
                "17_4711#" + CLICK,
                "Response",
                "Failure",
                "Channel",
                "PJSIP/anna-desk",
                "Context",
                "internal",
                "Exten",
                "89161112233",
                "Reason",
                "0",
                "Uniqueid",
                "<null>",
                "CallerIDNum",
                "89161112233");
        endpoints = new Endpoints(List.of(), Map.of());
        assertThat(call().result()).isEqualTo(Call.Result.FAILED);
        assertThat(call().reason()).isEqualTo(Call.Reason.AGENT_UNREACHABLE);
        assertThat(call().external()).hasToString("+79161112233");
        assertThat(call().agent()).isEqualTo("anna-desk");
        assertThat(call().sourceId()).isEqualTo(CLICK);
        assertThat(call().ended()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab-2", "17_4711#another", "17_4711#ringbook-spy-1", "17_4711#ringbook-pick-1"})
    void whatOthersTriedInVainIsNoClick(String action) {
        says("OriginateResponse", "ActionID", action, "Response", "Failure", "Channel", "PJSIP/101", "Reason", "0");
        assertThat(facts).isEmpty();
    }
}
