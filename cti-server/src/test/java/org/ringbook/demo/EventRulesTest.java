package org.ringbook.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRulesTest {

    @TestFactory
    Stream<DynamicTest> everyKindOfCallKeepsTheRules() {
        return DemoScripts.ALL.entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.getKey(), () -> {
                    var stream = DemoStream.of(kind.getValue());
                    assertThat(stream.failures()).isEmpty();
                    assertThat(stream.names()).contains("Newchannel", "Hangup", "Cdr");
                    EventRules.hold(stream.events());
                }));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void twoHoursOfAWorkingDayKeepThem(long seed) {
        var stream = DemoStream.day(seed, 8, Duration.ofHours(2));

        assertThat(stream.failures()).isEmpty();
        EventRules.hold(stream.events());
        assertThat(stream.names())
                .contains("BlindTransfer", "AttendedTransfer", "Hold", "QueueCallerAbandon", "AgentComplete");
    }

    @Test
    void theSameSeedTellsTheSameDay() {
        var length = Duration.ofMinutes(30);

        assertThat(DemoStream.day(7, 6, length).text())
                .isEqualTo(DemoStream.day(7, 6, length).text());
        assertThat(DemoStream.day(7, 6, length).text())
                .isNotEqualTo(DemoStream.day(8, 6, length).text());
    }

    @Test
    void nobodyTalksTwiceAtOnce() {
        var states = DemoStream.day(3, 12, Duration.ofHours(2)).events().stream()
                .filter(event -> event.name.equals("DeviceStateChange"))
                .filter(event -> !event.headers.get("Device").equals(DemoPbx.TRUNK))
                .map(event -> event.headers.get("State"))
                .distinct()
                .toList();

        assertThat(states).containsExactlyInAnyOrder("RINGING", "INUSE", "NOT_INUSE");
    }

    @Test
    void annaGetsPlentyOfCalls() {
        List<AmiEvent> day = DemoStream.day(1, 6, Duration.ofHours(1)).events();

        var ringing = day.stream()
                .filter(event -> event.name.equals("Newstate"))
                .filter(event -> event.headers.get("ChannelStateDesc").equals("Ringing"))
                .map(event -> event.headers.get("Channel"))
                .filter(channel -> channel.startsWith("PJSIP/101-"))
                .count();
        assertThat(ringing).isGreaterThan(60);
    }

    @Test
    void whatDoesNotFitEndsTheCallAndIsToldToWhoAskedForIt() {
        var stream = DemoStream.of(
                DemoScripts.mariaCalls().after(Duration.ofSeconds(2)).answers());

        assertThat(stream.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("Nobody like that rings"));
        EventRules.hold(stream.events());
    }
}
