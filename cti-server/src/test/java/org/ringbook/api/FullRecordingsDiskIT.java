package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.log.CallLog;
import org.ringbook.lab.RealDisk;
import org.ringbook.recordings.Recording;
import org.ringbook.recordings.Recordings;
import org.ringbook.recordings.fetch.RecordingFetcher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** More is recorded than a real disk of 100 MB has room for: the calls go on. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ringbook.admin.password=administrator-1",
            "ringbook.http.address=127.0.0.1",
            "ringbook.demo.enabled=false",
            "ringbook.recordings.keep[0].days=30",
            "ringbook.recordings.space.least=40MB",
            "ringbook.recordings.space.stop-below=20MB"
        })
@Import(FullRecordingsDiskIT.Parts.class)
@DirtiesContext
class FullRecordingsDiskIT {

    private static final int MEGABYTES = 100;
    /** What is being fetched, three at once of one source, lies there beside what is kept. */
    private static final int UNDER_WAY = 8;

    private static final int SOUND = 2 * 1000 * 1000;
    private static final String URL = TestDatabase.newUrl();
    private static RealDisk disk;

    @LocalServerPort
    private int port;

    @Autowired
    private List<CallListener> listeners;

    @Autowired
    private CallLog log;

    @Autowired
    private Recordings recordings;

    private final AtomicLong leastFree = new AtomicLong(Long.MAX_VALUE);
    private final Thread sampler = new Thread(this::sample, "disk-sampler");
    private volatile boolean over;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        disk = RealDisk.of(MEGABYTES);
        settings.add("ringbook.database.url", () -> URL);
        settings.add("ringbook.database.user", () -> "postgres");
        settings.add("ringbook.database.password", () -> "any");
        settings.add("ringbook.recordings.folder", () -> disk.folder().toString());
    }

    @BeforeEach
    void watchesTheDisk() {
        sampler.start();
    }

    @AfterEach
    void stops() throws InterruptedException {
        over = true;
        sampler.join();
    }

    private void sample() {
        while (!over) {
            leastFree.accumulateAndGet(disk.usableMegabytes(), Math::min);
            Thread.onSpinWait();
        }
    }

    /** A PBX whose every recording is two megabytes of other sound. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        RecordingFetcher.Provider twoMegabytesEach() {
            RecordingFetcher office = new RecordingFetcher() {
                @Override
                public String source() {
                    return "office";
                }

                @Override
                public List<Path> fetch(Wanted wanted, Path folder) throws IOException {
                    return List.of(
                            noise(folder.resolve("sound.wav"), wanted.id().hashCode()));
                }
            };
            return new RecordingFetcher.Provider() {
                @Override
                public Collection<? extends RecordingFetcher> fetchers() {
                    return List.of(office);
                }
            };
        }
    }

    private static Path noise(Path file, long seed) throws IOException {
        byte[] samples = new byte[SOUND];
        new Random(seed).nextBytes(samples);
        ByteBuffer wav = ByteBuffer.allocate(44 + SOUND).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + SOUND);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(SOUND).put(samples);
        return Files.write(file, wav.array());
    }

    /** @return so many calls, a minute after the other, which have just ended */
    private List<Call> end(int count, Instant from) {
        var calls = new ArrayList<Call>();
        for (int i = 0; i < count; i++) {
            Call call = CallsOfTheDay.answered(from.plusSeconds(60L * i));
            listeners.forEach(each -> each.changed(new CallChange(null, call, List.of())));
            calls.add(call);
        }
        return calls;
    }

    /** Empty while the call is not in the log yet. */
    private Optional<Recording> of(Call call) {
        return recordings.find(call.recordings().get(0).id());
    }

    private long count(List<Call> calls, String statusAndReason) {
        return calls.stream()
                .flatMap(call -> of(call).stream())
                .filter(one -> (one.status() + " " + one.reason()).equals(statusAndReason))
                .count();
    }

    private void becomes(List<Call> calls, String statusAndReason) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(count(calls, statusAndReason))
                        .as(statusAndReason)
                        .isEqualTo(calls.size()));
    }

    private void nowTried(List<Call> calls) {
        calls.forEach(call -> recordings.tryNow(call.recordings().get(0).id()));
    }

    /** A server that has no room for recordings still takes calls: it is not to be taken out of service. */
    private String health() {
        Http.Answer answer = new Http(port).get("/actuator/health");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("status").asString();
    }

    @Test
    void theOldestGoByTheRuleThenNothingMoreIsKeptAndEveryCallIsLogged() {
        Instant longAgo = Instant.now().minus(Duration.ofDays(40));
        Instant today = Instant.now().minus(Duration.ofHours(5));

        // There were calls on the days before, too, without a recording: the clock is believed.
        for (int days = 1; days < 3; days++) {
            Call missed = CallsOfTheDay.missed(today.minus(Duration.ofDays(days)));
            listeners.forEach(each -> each.changed(new CallChange(null, missed, List.of())));
        }
        List<Call> old = end(25, longAgo);
        becomes(old, "STORED null");
        assertThat(health()).isEqualTo("UP");

        List<Call> young = end(20, today);
        becomes(old, "MISSING freed");
        nowTried(young);
        becomes(young, "STORED null");

        List<Call> tooMany = end(40, today.plus(Duration.ofHours(1)));
        await().atMost(Duration.ofMinutes(2)).until(() -> health().equals("DEGRADED"));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> count(tooMany, "STORED null") + count(tooMany, "EXPECTED no_room") == tooMany.size());
        assertThat(count(tooMany, "EXPECTED no_room")).isPositive();
        assertThat(count(young, "STORED null")).as("no rule lets them go").isEqualTo(young.size());
        assertThat(leastFree).as("megabytes, at the worst moment").hasValueGreaterThanOrEqualTo(20 - UNDER_WAY);

        List<Call> all = new ArrayList<>(old);
        all.addAll(young);
        all.addAll(tooMany);
        await().untilAsserted(() ->
                assertThat(all).allMatch(call -> log.find(call.id()).isPresent()));

        disk.grow(300);
        nowTried(tooMany);
        becomes(tooMany, "STORED null");
        await().atMost(Duration.ofMinutes(1)).until(() -> health().equals("UP"));
    }
}
