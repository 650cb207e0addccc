package org.ringbook.telephony.mango;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.ringbook.TestDatabase;
import org.ringbook.demo.mango.MangoOffice;
import org.ringbook.telephony.webhooks.HookServer;

/**
 * How long a delivery waits for its acknowledgement, from many senders at once, counted from when it was due. It prints, and asserts
 * nothing. A rate of 0 sends as fast as they go.
 */
public final class AcknowledgementBenchmark {

    private AcknowledgementBenchmark() {}

    public static void run(int senders, int calls, int rate) throws Exception {
        HikariDataSource database = TestDatabase.pooledWith("telephony", "calls");
        MangoOffice office = MangoBench.staffed().collects(true);
        var stories = new Stories(office);
        for (int i = 0; i < calls; i++) {
            office.at(Instant.now());
            stories.groupCall();
        }
        List<MangoOffice.Told> told = office.told();
        var server = new HookServer(database, MangoBench.source(office, Duration.ZERO));
        office.tells(server.address(MangoBench.NAME));
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        var next = new AtomicInteger();
        var refused = new AtomicInteger();
        var done = new CountDownLatch(senders);
        long began = System.nanoTime();
        for (int i = 0; i < senders; i++) {
            new Thread(() -> {
                        for (int at = next.getAndIncrement(); at < told.size(); at = next.getAndIncrement()) {
                            long due = rate == 0 ? System.nanoTime() : began + at * 1_000_000_000L / rate;
                            LockSupport.parkNanos(due - System.nanoTime());
                            if (office.send(told.get(at).path(), told.get(at).json()) != 200) {
                                refused.incrementAndGet();
                            }
                            nanos.add(System.nanoTime() - due);
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        double seconds = (System.nanoTime() - began) / 1e9;
        var sorted = new ArrayList<>(nanos.subList(nanos.size() / 5, nanos.size()));
        Collections.sort(sorted);
        System.out.printf(
                "%d senders, %d deliveries, %.0f/s, refused %d; p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                senders,
                nanos.size(),
                nanos.size() / seconds,
                refused.get(),
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6,
                sorted.get(sorted.size() - 1) / 1e6);
        server.awaitLogged(all -> all.size() == 500);
        server.close();
        office.close();
    }
}
