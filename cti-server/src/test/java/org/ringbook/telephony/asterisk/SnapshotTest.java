package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.asterisk.records.Told;

/** Maria calls and Anna's telephone rings; then the link is lost, and what is left is the PBX's list of channels. */
class SnapshotTest {

    private static final String MARIA = "1795382589.1";
    private static final String ANNA = "1795382589.2";
    private static final String BORIS = "1795382590.5";

    private final AmiTranslation translation = new AmiTranslation(new Endpoints(List.of("PJSIP/carrier"), Map.of()));
    private final List<Call> told = new ArrayList<>();
    private final Calls calls = new Calls(new NumberPlan("RU"), List.of(change -> told.add(change.now())));
    private final Instant asked = Instant.now().plusSeconds(10).truncatedTo(ChronoUnit.MICROS);

    private Call call() {
        return told.get(told.size() - 1);
    }

    private void heard(String... events) {
        for (String event : events) {
            calls.accept(
                    "office", translation.translate(AmiMessage.of(event.replace("\n", "\r\n") + "\r\n\r\n"), asked));
        }
    }

    private void annasTelephoneRings() {
        heard(Events.mariaCalls(MARIA), Events.annaIsCalled(ANNA, MARIA), Events.dialBegin(MARIA, ANNA));
    }

    /** The list comes, and is told as it is after a gap. */
    private void listed(CoreShowChannelEvent... channels) {
        var news = new ArrayList<Told>();
        for (CoreShowChannelEvent channel : channels) {
            news.addAll(
                    calls.knows("office", channel.getUniqueid())
                            ? Snapshot.news(channel, calls.openLegs("office").get(channel.getUniqueid()), asked)
                            : Snapshot.of(channel, asked));
        }
        news.addAll(Snapshot.wires(List.of(channels), calls.openLegs("office"), asked));
        for (Told one : news) {
            calls.accept("office", translation.translate(new AmiMessage(one.message(Snapshot.SOURCE)), asked));
        }
    }

    private static CoreShowChannelEvent channel(String id, String name, int state, String bridge) {
        var channel = new CoreShowChannelEvent("a list");
        channel.setUniqueid(id);
        channel.setLinkedid(MARIA);
        channel.setChannel(name);
        channel.setChannelState(state);
        channel.setDuration("00:00:05");
        channel.setBridgeid(bridge);
        return channel;
    }

    @Test
    void annaAnsweredMeanwhileAndStillSpeaks() {
        annasTelephoneRings();

        listed(channel(MARIA, "PJSIP/carrier-1", 6, "bridge"), channel(ANNA, "PJSIP/101-2", 6, "bridge"));

        assertThat(call().state()).isEqualTo(Call.State.TALKING);
        assertThat(call().answeredBy()).containsExactly("101");
        assertThat(call().healed()).isTrue();
    }

    @Test
    void whatTheListSaysTooIsNoNews() {
        annasTelephoneRings();
        heard(
                Events.rings(ANNA, MARIA),
                Events.answered(MARIA, ANNA),
                Events.enters(ANNA, "PJSIP/101", MARIA, "bridge"),
                Events.enters(MARIA, "PJSIP/carrier", MARIA, "bridge"));
        listed(channel(MARIA, "PJSIP/carrier-1", 4, "bridge"), channel(ANNA, "PJSIP/101-2", 5, "bridge"));

        assertThat(call().healed()).isFalse();
    }

    @Test
    void whatHappenedAfterTheListWasAskedForCountsForMore() {
        annasTelephoneRings();
        String later = "Event: BridgeEnter\nTimestamp: %d.000000\nBridgeUniqueid: second bridge\nBridgeType: basic\n"
                .formatted(asked.plusSeconds(2).getEpochSecond());
        heard(
                later + "Channel: PJSIP/carrier-1\nUniqueid: " + MARIA + "\nLinkedid: " + MARIA,
                later + "Channel: PJSIP/101-2\nUniqueid: " + ANNA + "\nLinkedid: " + MARIA);

        listed(channel(MARIA, "PJSIP/carrier-1", 6, "first bridge"), channel(ANNA, "PJSIP/101-2", 6, "first bridge"));

        assertThat(calls.openLegs("office").get(MARIA).bridge()).isEqualTo("second bridge");
        assertThat(calls.openLegs("office").get(ANNA).bridge()).isEqualTo("second bridge");
    }

    /** A consultation over two ends of a wire: 102 is at one end, Maria at the other. */
    @Test
    void annaHandedMariaOnToBorisMeanwhile() {
        annasTelephoneRings();

        listed(
                channel(MARIA, "PJSIP/carrier-1", 6, "bridge"),
                channel("1795382590.3", "Local/102@internal-00000001;1", 6, "bridge"),
                channel("1795382590.4", "Local/102@internal-00000001;2", 6, "other bridge"),
                channel(BORIS, "PJSIP/102-5", 6, "other bridge"));

        assertThat(call().state()).isEqualTo(Call.State.TALKING);
        assertThat(call().answeredBy()).containsExactly("102");
    }

    @Test
    void weCalledSomebodyMeanwhileAndTheListHasTheirNumber() {
        CoreShowChannelEvent anna = channel(MARIA, "PJSIP/101-1", 4, null);
        anna.setDuration("00:00:06");
        CoreShowChannelEvent pavel = channel("1795382589.2", "PJSIP/carrier-2", 5, null);
        pavel.setCallerIdNum("89035556677");

        listed(anna, pavel);

        assertThat(call().direction()).isEqualTo(Call.Direction.OUTBOUND);
        assertThat(call().external()).hasToString("+79035556677");
        assertThat(Duration.between(call().startedAt(), asked)).isEqualTo(Duration.ofSeconds(6));
    }
}
