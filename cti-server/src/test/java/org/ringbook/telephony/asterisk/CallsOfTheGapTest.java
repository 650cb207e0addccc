package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;

/** Maria called while nobody listened, and no record tells of it: what the PBX's list of channels shows of her call. */
class CallsOfTheGapTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String MARIA = "pbx-1795435180.1";
    private static final String ANNA = "pbx-1795435185.2";

    private final Calls calls = new Calls(new NumberPlan("RU"), List.of());
    private final AmiTranslation translation =
            new AmiTranslation(new Endpoints(List.of("PJSIP/carrier"), java.util.Map.of()));

    private CoreShowChannelEvent marias() {
        var channel = new CoreShowChannelEvent(this);
        channel.setUniqueid(MARIA);
        channel.setLinkedid(MARIA);
        channel.setChannel("PJSIP/carrier-00000001");
        channel.setChannelState(6);
        channel.setCallerIdNum("+79161112233");
        channel.setExten("74957770001");
        channel.setDuration("00:00:20");
        return channel;
    }

    private Call seen(CoreShowChannelEvent... channels) {
        for (CoreShowChannelEvent channel : channels) {
            Snapshot.of(channel, NOON)
                    .forEach(told -> calls.accept(
                            "office", translation.translate(new AmiMessage(told.message(Snapshot.SOURCE)), NOON)));
        }
        assertThat(calls.current()).hasSize(1);
        Call call = calls.current().get(0);
        assertThat(call.external()).hasToString("+79161112233");
        assertThat(call.startedAt()).isEqualTo(NOON.minusSeconds(20));
        assertThat(call.healed()).isTrue();
        return call;
    }

    @Test
    void sheWaitsInTheQueue() {
        CoreShowChannelEvent maria = marias();
        maria.setApplication("Queue");
        maria.setApplicationdata("sales,tT,,,60");
        Call call = seen(maria);
        assertThat(call.state()).isEqualTo(Call.State.QUEUED);
        assertThat(call.queue()).isEqualTo("sales");
        assertThat(call.answeredAt()).isNull();
    }

    @Test
    void sheHearsTheMenu() {
        CoreShowChannelEvent maria = marias();
        maria.setApplication("BackGround");
        maria.setApplicationdata("welcome");
        Call call = seen(maria);
        assertThat(call.answeredAt()).isNull();
        assertThat(call.legs()).anySatisfy(leg -> assertThat(leg.kind()).isEqualTo(Call.LegKind.IVR));
    }

    @Test
    void sheTalksWithAnna() {
        CoreShowChannelEvent maria = marias();
        maria.setApplication("Queue");
        maria.setApplicationdata("sales");
        maria.setBridgeid("7b0bb1a4-3b4c-4c0f-a0a6-0a5a3f9f0a11");
        var anna = new CoreShowChannelEvent(this);
        anna.setUniqueid(ANNA);
        anna.setLinkedid(MARIA);
        anna.setChannel("PJSIP/101-00000002");
        anna.setChannelState(6);
        anna.setApplication("AppQueue");
        anna.setApplicationdata("(Outgoing Line)");
        anna.setDuration("00:00:15");
        anna.setBridgeid(maria.getBridgeid());
        Call call = seen(maria, anna);
        assertThat(call.state()).isEqualTo(Call.State.TALKING);
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.queue()).isEqualTo("sales");
    }
}
