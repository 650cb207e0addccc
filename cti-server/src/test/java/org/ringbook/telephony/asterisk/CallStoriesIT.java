package org.ringbook.telephony.asterisk;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.inbox.RawInbox;

/**
 * Every story is played on real Asterisks that the product listens to, on both versions, and each record held against the
 * telephones. Several Asterisks of each version play at the same time: a story is mostly pauses.
 */
@NeedsAsterisk
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallStoriesIT {

    private static final int OFFICES_OF_A_VERSION = 3;

    private final List<Office> offices = new ArrayList<>();
    private final ExecutorService stages = Executors.newCachedThreadPool();
    /** What became of each story on each version; complete when it was played. */
    private final Map<Play, CompletableFuture<Void>> plays = new LinkedHashMap<>();

    private record Play(Story story, AsteriskVersion version) {}

    static List<Story> stories() {
        return Stories.all();
    }

    @BeforeAll
    void play() {
        for (AsteriskVersion version : AsteriskVersion.values()) {
            for (int i = 0; i < OFFICES_OF_A_VERSION; i++) {
                offices.add(new Office(version));
            }
        }
        offices.forEach(Office::awaitUp);
        for (AsteriskVersion version : AsteriskVersion.values()) {
            stories().forEach(story -> plays.put(new Play(story, version), new CompletableFuture<>()));
            var left = new ConcurrentLinkedQueue<>(stories());
            offices.stream()
                    .filter(office -> office.lab.version() == version)
                    .forEach(office -> stages.execute(() -> play(left, office)));
        }
    }

    private void play(Queue<Story> left, Office office) {
        for (Story story = left.poll(); story != null; story = left.poll()) {
            CompletableFuture<Void> played = plays.get(new Play(story, office.lab.version()));
            try {
                office.play(story);
                played.complete(null);
            } catch (Throwable failed) {
                played.completeExceptionally(failed);
            }
        }
    }

    @AfterAll
    void stop() {
        stages.shutdown();
        offices.forEach(Office::close);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theRecordIsWhatTheTelephonesDid(Story story) {
        var softly = new SoftAssertions();
        for (AsteriskVersion version : AsteriskVersion.values()) {
            softly.assertThatCode(() -> join(plays.get(new Play(story, version))))
                    .as(version.toString())
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
