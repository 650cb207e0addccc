package org.ringbook.telephony.asterisk;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.fold.Calls;
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

/**
 * Every story is played on real Asterisks that the product listens to, both versions at the same time, and each record held
 * against the telephones.
 */
@NeedsAsterisk
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallStoriesIT {

    private final List<Office> offices = new ArrayList<>();
    private final ExecutorService stages = Executors.newCachedThreadPool();

    static List<Story> stories() {
        return Stories.all();
    }

    @BeforeAll
    void listen() {
        for (AsteriskVersion version : AsteriskVersion.values()) {
            offices.add(new Office(version));
        }
        offices.forEach(Office::awaitUp);
    }

    @AfterAll
    void stop() {
        offices.forEach(Office::close);
        stages.shutdown();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theRecordIsWhatTheTelephonesDid(Story story) {
        List<CompletableFuture<Void>> plays = offices.stream()
                .map(office -> CompletableFuture.runAsync(() -> office.play(story), stages))
                .toList();

        var softly = new SoftAssertions();
        for (int i = 0; i < plays.size(); i++) {
            CompletableFuture<Void> play = plays.get(i);
            softly.assertThatCode(() -> join(play))
                    .as(offices.get(i).lab.version().toString())
                    .doesNotThrowAnyException();
        }
        softly.assertAll();
    }

    private static void join(CompletableFuture<Void> play) throws Throwable {
        try {
            play.join();
        } catch (CompletionException failed) {
            throw failed.getCause();
        }
    }

    /** One PBX, and the product beside it. */
    private static final class Office {

        private final Map<UUID, Call> records = new ConcurrentHashMap<>();
        private final AsteriskLab lab;
        private final Calls calls = new Calls(new NumberPlan("RU"), List.of(this::record));
        private final Sources sources;

        Office(AsteriskVersion version) {
            lab = AsteriskLab.start(version);
            PbxSource source = new AsteriskSource(
                    "lab",
                    Pbxs.at(lab.amiHost(), lab.amiPort(), AsteriskLab.LISTENING_ACCOUNT, lab.secret()),
                    new NumberPlan("RU"));
            sources = new Sources(List.of(() -> List.of(source)), calls, new RawInbox(null));
            sources.start();
        }

        void awaitUp() {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> sources.health().get(0).state() == SourceHealth.State.UP);
        }

        void play(Story story) {
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

        void close() {
            sources.stop();
            lab.close();
        }
    }
}
