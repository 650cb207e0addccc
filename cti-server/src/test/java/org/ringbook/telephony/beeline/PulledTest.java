package org.ringbook.telephony.beeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.telephony.operators.HistoryPull;

/** Pages of the statistics, and the list of recordings that tells a hundred at once. */
class PulledTest {

    private static final Instant FROM = Tape.NINE;
    private static final Instant TO = FROM.plus(Duration.ofDays(1));
    private static final Instant NOW = TO.plus(Duration.ofDays(1));

    private final BeelineCloud cloud = Stories.staffed();
    private final BeelineApi api = new BeelineApi(cloud.address(), cloud.token(), BeelineBench.AT_ONCE);
    private final Variants variants = new Variants(null);
    private final Map<String, byte[]> taken = new LinkedHashMap<>();
    private final HistoryPull.Taker taker = (id, message) -> taken.put(id, message);

    @AfterEach
    void close() {
        cloud.close();
    }

    private void calls(int count) {
        for (int i = 0; i < count; i++) {
            Instant start = FROM.plusMillis(86_000_000L * i / count);
            cloud.log().row(cloud.employed("101"), true, "MISSED", "7916%07d".formatted(i), start, Duration.ZERO);
        }
    }

    private Statistics statistics(Instant now) {
        return new Statistics(api, variants, () -> now);
    }

    @Test
    void allPagesAreReadFromTheFirstOne() throws Exception {
        calls(250);
        statistics(NOW).read(FROM, TO, taker);
        assertThat(taken).hasSize(250);
        assertThat(cloud.portal().asked()).anyMatch(each -> each.contains("page=0&") || each.endsWith("page=0"));
    }

    @Test
    void aHundredCallsHaveAnEmptySecondPage() throws Exception {
        calls(100);
        statistics(NOW).read(FROM, TO, taker);
        assertThat(taken).hasSize(100);
    }

    @Test
    void rowsThatShowWhilePagesAreTurnedPushNoneOut() throws Exception {
        calls(300);
        HistoryPull.Taker late = (id, message) -> {
            taken.put(id, message);
            if (taken.size() % 90 == 0) {
                cloud.log()
                        .row(
                                cloud.employed("102"),
                                true,
                                "MISSED",
                                Stories.MARIA,
                                TO.minusMillis(taken.size()),
                                Duration.ZERO);
            }
        };
        statistics(NOW).read(FROM, TO, late);
        assertThat(taken.keySet().stream().filter(id -> id.contains("9610000101")))
                .hasSize(300);
    }

    @Test
    void fiftyThousandCallsAreReadInStretchesAndUnderstoodOnceEach() throws Exception {
        calls(50_000);
        statistics(NOW).read(FROM, TO, taker);
        assertThat(taken).hasSize(50_000);
        assertThat(variants.has("so many calls that the statistics were read in several stretches"))
                .isTrue();

        var translation = new BeelineTranslation(Directory.of(Map.of()), variants, Tape.RECORDINGS);
        var began = new java.util.HashSet<String>();
        taken.values()
                .forEach(message -> translation.translate(message, NOW, fact -> {
                    if (fact instanceof org.ringbook.calls.CallFact.LegBegan leg && leg.outside()) {
                        began.add(leg.leg());
                    }
                }));
        assertThat(began).hasSize(50_000);
    }

    @Test
    void aCallThatEndedJustNowIsLeftForTheNextTime() throws Exception {
        cloud.log().row(cloud.employed("101"), true, "RECIEVED", Stories.MARIA, FROM, Duration.ofSeconds(60));
        statistics(FROM.plusSeconds(200)).read(FROM, TO, taker);
        assertThat(taken).isEmpty();
        statistics(FROM.plusSeconds(300)).read(FROM, TO, taker);
        assertThat(taken).hasSize(1);
    }

    @Test
    void recordingsAreReadToTheEndWhateverAfterMeans() throws Exception {
        for (boolean inclusive : new boolean[] {false, true}) {
            cloud.log().clear();
            taken.clear();
            cloud.portal().inclusive = inclusive;
            for (int i = 0; i < 450; i++) {
                cloud.log()
                        .record(
                                1000 + i,
                                i + ":1",
                                cloud.employed("101"),
                                true,
                                Stories.MARIA,
                                FROM.plusSeconds(i),
                                Duration.ofSeconds(5));
            }
            new Recordings(api, variants).read(FROM, TO, taker);
            assertThat(taken).hasSize(450);
        }
        assertThat(variants.has("the list of recordings after an id begins with it"))
                .isTrue();
    }

    @Test
    void aPbxThatTellsTheSameHundredForEverIsNotAskedForEver() throws Exception {
        cloud.portal().ignoresId = true;
        for (int i = 0; i < 150; i++) {
            cloud.log()
                    .record(
                            1000 + i,
                            i + ":1",
                            cloud.employed("101"),
                            true,
                            Stories.MARIA,
                            FROM.plusSeconds(i),
                            Duration.ofSeconds(5));
        }
        new Recordings(api, variants).read(FROM, TO, taker);
        assertThat(taken).hasSize(100);
    }

    @Test
    void aTiredPbxIsAskedAgainAndOneThatRefusesIsNot() throws Exception {
        calls(3);
        cloud.portal().tired = 3;
        statistics(NOW).read(FROM, TO, taker);
        assertThat(taken).hasSize(3);

        cloud.portal().errorCode = "ServiceIsOff";
        int asked = cloud.portal().asked().size();
        assertThatThrownBy(() -> statistics(NOW).read(FROM, TO, taker))
                .isInstanceOfSatisfying(
                        BeelineFailed.class,
                        failed -> assertThat(failed.note().text()).contains("ServiceIsOff"));
        assertThat(cloud.portal().asked()).hasSize(asked + 1);
    }
}
