package org.ringbook.telephony.asterisk;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.Calls;
import org.ringbook.lab.AsteriskLab;
import org.ringbook.lab.AsteriskVersion;
import org.ringbook.lab.NeedsAsterisk;
import org.ringbook.lab.Stories;
import org.ringbook.lab.Story;
import org.ringbook.lab.Truth;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.RawInbox;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;

/** Every story is played on a real Asterisk that the product listens to, and its record held against the telephones. */
@NeedsAsterisk
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CallStoriesIT {

    private final AsteriskVersion version;
    private final Map<UUID, Call> records = new ConcurrentHashMap<>();
    private AsteriskLab lab;
    private Sources sources;
    private Calls calls;

    CallStoriesIT(AsteriskVersion version) {
        this.version = version;
    }

    static List<Story> stories() {
        return Stories.all();
    }

    @BeforeAll
    void listen() {
        lab = AsteriskLab.start(version);
        calls = new Calls(new NumberPlan("RU"), List.of(this::record));
        PbxSource source = new AsteriskSource(
                "lab",
                Pbxs.at(lab.amiHost(), lab.amiPort(), AsteriskLab.LISTENING_ACCOUNT, lab.secret()),
                new NumberPlan("RU"));
        sources = new Sources(List.of(() -> List.of(source)), calls, new RawInbox(null));
        sources.start();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> sources.health().get(0).state() == SourceHealth.State.UP);
    }

    @AfterAll
    void stop() {
        if (sources != null) {
            sources.stop();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theRecordIsWhatTheTelephonesDid(Story story) {
        records.clear();

        Story.Played played = story.play(lab);

        await().atMost(Duration.ofSeconds(5)).until(() -> calls.current().isEmpty());
        Truth.hold(
                played.calls(),
                records.values().stream()
                        .sorted(Comparator.comparing(Call::startedAt))
                        .toList());
    }

    private void record(CallChange change) {
        change.merged().forEach(records::remove);
        records.put(change.now().id(), change.now());
        if (change.withdrawn()) {
            records.remove(change.now().id());
        }
    }
}
