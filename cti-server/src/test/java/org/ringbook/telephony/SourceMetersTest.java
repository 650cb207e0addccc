package org.ringbook.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.fold.Calls;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawInbox;

/** What monitoring sees of the sources, and what people read. */
class SourceMetersTest {

    /** A source that says what it is told to say. */
    private static final class Parrot implements PbxSource {
        SourceHealth.State state = SourceHealth.State.UP;
        Intake intake;

        @Override
        public String name() {
            return "parrot";
        }

        @Override
        public Intake.Translation translation() {
            return (message, received, facts) -> message.length > 3;
        }

        @Override
        public void start(Intake intake) {
            this.intake = intake;
        }

        @Override
        public SourceHealth check() {
            return new SourceHealth("parrot", state, Instant.EPOCH, Notice.of("asterisk.closed"), List.of());
        }

        @Override
        public boolean hasTelephone(String extension) {
            return false;
        }

        @Override
        public void close() {
            state = SourceHealth.State.DOWN;
        }
    }

    private final Parrot parrot = new Parrot();
    private final RawInbox inbox = new RawInbox(null);
    private final Sources sources =
            new Sources(List.of(() -> List.of(parrot)), new Calls(new NumberPlan("RU"), List.of()), inbox);

    @Test
    void eachSourceIsCountedUnderItsName() {
        var registry = new SimpleMeterRegistry();
        sources.start();
        new SourceMeters(registry, sources, inbox).start();

        parrot.intake.counters().connected();
        parrot.intake.counters().received(700, Instant.now());
        parrot.intake.counters().refused();
        parrot.intake.counters().overflowed();

        assertThat(count(registry, "messages")).isEqualTo(1);
        assertThat(count(registry, "bytes")).isEqualTo(700);
        assertThat(count(registry, "refused")).isEqualTo(1);
        assertThat(count(registry, "connects")).isEqualTo(1);
        assertThat(count(registry, "overflows")).isEqualTo(1);
        assertThat(registry.get("ringbook.source.up")
                        .tag("source", "parrot")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("ringbook.inbox.lost").functionCounter().count())
                .isZero();
        sources.stop();
        assertThat(count(registry, "messages")).isNotNaN();
    }

    private static double count(SimpleMeterRegistry registry, String what) {
        return registry.get("ringbook.source." + what)
                .tag("source", "parrot")
                .functionCounter()
                .count();
    }

    @Test
    void aSourceThatIsNotHeardMakesTheServerDegradedAndNotDown() {
        sources.start();
        var health = new SourcesHealth(sources);
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");

        parrot.state = SourceHealth.State.DOWN;
        assertThat(health.health().getStatus()).isEqualTo(SourcesHealth.DEGRADED);
        assertThat(health.health().getDetails())
                .containsEntry("parrot", "DOWN since 1970-01-01T00:00:00Z: The PBX closed the connection.");
        sources.stop();
    }

    @Test
    void anOverflowIsToldForAsLongAsTheServerRuns() {
        sources.start();
        parrot.intake.counters().overflowed();

        assertThat(sources.health().get(0).warnings())
                .singleElement()
                .satisfies(note -> assertThat(note.text()).contains("1 times since the start"));
        sources.stop();
    }
}
