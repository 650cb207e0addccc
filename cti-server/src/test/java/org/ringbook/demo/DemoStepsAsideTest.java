package org.ringbook.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.fold.Calls;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.connections.Connections;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawInbox;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Somebody connects a telephone system of their own while the demo runs. */
class DemoStepsAsideTest {

    private final DemoPbx pbx = DemoPbx.start(DemoSettings.quiet());
    private final Sources sources = new Sources(
            List.of(() -> List.of(new Quiet())), new Calls(new NumberPlan("RU"), List.of()), new RawInbox(null));

    @BeforeEach
    void start() {
        sources.start();
    }

    @AfterEach
    void stop() {
        sources.stop();
        pbx.close();
    }

    private void connects(String wanted) {
        var beans = new StaticListableBeanFactory(Map.of("demoPbx", pbx));
        new DemoStepsAside(beans.getBeanProvider(DemoPbx.class), wanted, sources)
                .connected(new Connections.Saved("office"));
    }

    @Test
    void aDemoThatNobodyAskedForEnds() {
        connects("");

        assertThat(sources.health()).isEmpty();
    }

    @Test
    void aDemoThatTheSettingsWantStays() {
        connects("true");

        assertThat(sources.health()).extracting(SourceHealth::name).containsExactly("demo");
    }

    /** Stands for the demo among the sources. */
    private static final class Quiet implements PbxSource {

        @Override
        public String name() {
            return DemoWiring.SOURCE;
        }

        @Override
        public Intake.Translation translation() {
            return (message, received, facts) -> true;
        }

        @Override
        public void start(Intake intake) {}

        @Override
        public SourceHealth check() {
            return new SourceHealth(name(), SourceHealth.State.UP, Instant.EPOCH, Notice.plain("up"), List.of());
        }

        @Override
        public boolean hasTelephone(String extension) {
            return false;
        }

        @Override
        public void close() {}
    }
}
