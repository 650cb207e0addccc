package org.ringbook.start;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the {@link ClassArchive} made when {@code bin/ringbook} asked for one, some time after the start: by then there was a call, and
 * nobody waits for the processor. Says at each start how much memory the server may take.
 */
@Component
class QuickerNextTime implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(QuickerNextTime.class);
    private static final Duration AFTER = Duration.ofSeconds(45);
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(30);
    private static final int TRIES = 3;
    private static final long MEGABYTE = 1024 * 1024;
    /** What Java takes for it, and some room. */
    private static final long WANTED = 600 * MEGABYTE;
    /** More than that was not chosen by anybody who knows Ringbook. */
    private static final long MODEST_HEAP = 1024 * MEGABYTE;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile ClassArchive archive;

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        tellMemory();
        started();
        String asked = System.getProperty("ringbook.classes.archive");
        if (asked != null) {
            Thread thread = new Thread(() -> lay(Path.of(asked)), "class-archive");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    /** The script looks for this file: a start with the archive that ended before it was ready is made without it the next time. */
    private static void started() {
        String trying = System.getProperty("ringbook.classes.trying");
        try {
            if (trying != null) {
                Files.deleteIfExists(Path.of(trying));
            }
        } catch (IOException stays) {
            log.debug("{} stays", trying, stays);
        }
    }

    private static void tellMemory() {
        long heap = Runtime.getRuntime().maxMemory();
        String more =
                heap > MODEST_HEAP ? ", as Java chose by the size of the machine; bin/ringbook starts with less" : "";
        log.info("Heap of at most {} MB{}", heap / MEGABYTE, more);
    }

    private void lay(Path file) {
        try {
            Duration pause = AFTER;
            for (int tries = 0; tries < TRIES && !stopped.await(pause.toSeconds(), TimeUnit.SECONDS); tries++) {
                if (make(file) != ClassArchive.Outcome.NOT_NOW) {
                    return;
                }
                pause = BETWEEN_TRIES;
            }
            if (stopped.getCount() > 0) {
                log.info(
                        "The next start is no quicker than this one: the machine has too much else to do. It tries again");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private ClassArchive.Outcome make(Path file) throws InterruptedException {
        if (available() < WANTED) {
            log.info(
                    "The next start is no quicker than this one: less than {} MB of memory are free",
                    WANTED / MEGABYTE);
            return ClassArchive.Outcome.NOT_NOW;
        }
        archive = new ClassArchive(
                Path.of(System.getProperty("ringbook.classes.loaded")),
                file,
                Path.of(System.getProperty("java.class.path")),
                collector());
        return stopped.getCount() == 0 ? ClassArchive.Outcome.NOT_NOW : archive.make();
    }

    /** What other programs and the limit of a container leave; very much where nothing is known. */
    private static long available() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .map(bytes -> Math.min(bytes, leftInContainer()))
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException notLinux) {
            return Long.MAX_VALUE;
        }
    }

    private static long leftInContainer() {
        try {
            Path group = Path.of("/sys/fs/cgroup");
            String most = Files.readString(group.resolve("memory.max")).strip();
            String now = Files.readString(group.resolve("memory.current")).strip();
            return most.equals("max") ? Long.MAX_VALUE : Long.parseLong(most) - Long.parseLong(now);
        } catch (IOException | NumberFormatException noLimit) {
            return Long.MAX_VALUE;
        }
    }

    /** An archive may hold objects, too, as this collector lays them out. */
    private static List<String> collector() {
        boolean serial = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .anyMatch("Copy"::equals);
        return serial ? List.of("-XX:+UseSerialGC", "-Xmx512m") : List.of("-Xmx512m");
    }

    @Override
    public void destroy() {
        stopped.countDown();
        ClassArchive running = archive;
        if (running != null) {
            running.close();
        }
    }
}
