package org.ringbook.storm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringbook.storm.Sack.Posted;

/** Many senders at once, each patient: what is not acknowledged is sent again, as operators do. */
final class Post {

    private static final int SENDERS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String door;
    private final List<Long> micros = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicInteger refusedForged = new AtomicInteger();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

    Post(String door) {
        this.door = door;
    }

    /** Returns when all have been delivered. */
    void deliver(List<Posted> letters) throws InterruptedException {
        var done = new CountDownLatch(SENDERS);
        for (int i = 0; i < SENDERS; i++) {
            new Thread(() -> send(letters, done), "sender-" + i).start();
        }
        done.await();
    }

    private void send(List<Posted> letters, CountDownLatch done) {
        try {
            for (int at = next.getAndIncrement(); at < letters.size(); at = next.getAndIncrement()) {
                Posted posted = letters.get(at);
                TimeUnit.MILLISECONDS.sleep(
                        Math.max(0, Instant.now().until(posted.letter().at(), ChronoUnit.MILLIS)));
                deliver(posted);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            done.countDown();
        }
    }

    private void deliver(Posted posted) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            long from = System.nanoTime();
            int status = status(posted);
            if (posted.forged() && status > 0 && status < 500) {
                judgeForged(posted, status);
                return;
            }
            if (status / 100 == 2) {
                if (tries == 1) {
                    micros.add((System.nanoTime() - from) / 1000);
                }
                return;
            }
            if (status / 100 == 4 || tries > 2_000) {
                complaints.add("HTTP " + status + " for " + posted);
                return;
            }
            again.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void judgeForged(Posted posted, int status) {
        if (status / 100 == 2) {
            complaints.add("a forged one was taken: " + posted);
        } else {
            refusedForged.incrementAndGet();
        }
    }

    /** @return 0 when nobody answers */
    private int status(Posted posted) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(door + posted.letter().path()))
                .timeout(PATIENCE)
                .header("Content-Type", posted.letter().contentType())
                .POST(HttpRequest.BodyPublishers.ofString(posted.letter().body()))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException nobodyThere) {
            return 0;
        }
    }

    int delivered() {
        return next.get();
    }

    int sentAgain() {
        return again.get();
    }

    int refusedForged() {
        return refusedForged.get();
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Of what was acknowledged at the first try, in milliseconds. @param share from 0 to 1 */
    double acknowledged(double share) {
        List<Long> sorted = new ArrayList<>(micros);
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share)) / 1000.0;
    }
}
