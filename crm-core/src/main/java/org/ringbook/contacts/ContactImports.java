package org.ringbook.contacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ringbook.fields.Field;
import org.ringbook.refusals.Refusal;
import org.ringbook.refusals.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Imports that go on beside the request that started them. One is worked through at a time: two files with the same
 * people would else double them. What is uploaded lies in a temporary file until it is imported, given up, replaced by the
 * next file of the same person, or an hour old; results are kept as long. All methods may be called from any thread.
 */
@Component
public class ContactImports implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ContactImports.class);
    private static final Duration KEPT = Duration.ofHours(1);
    /** Of one person, results and waiting ones together. */
    private static final int MOST_OF_ONE = 10;

    private final ContactImport contactImport;
    private final UploadedFiles files = new UploadedFiles();
    private final Map<UUID, Work> works = new ConcurrentHashMap<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "contact-import");
        thread.setDaemon(true);
        return thread;
    });

    /** @param next what was begun with the same file after this; null before */
    private record Work(StartedImport started, UUID file, Instant at, Future<?> future, StartedImport next) {}

    ContactImports(ContactImport contactImport) {
        this.contactImport = contactImport;
        worker.scheduleWithFixedDelay(this::forgetOld, 10, 10, TimeUnit.MINUTES);
    }

    /**
     * Takes a file and begins to work through it.
     *
     * @param owner id of our person who sends it
     * @param dryRun true to learn what would happen; the file is kept then for {@link #again}
     * @throws Refused when the file is empty or larger than {@link ContactImport#LARGEST_FILE}, or too many imports of
     *     this person wait
     */
    public StartedImport start(
            UUID owner, String fileName, InputStream content, ContactImport.Options options, boolean dryRun) {
        forgetOld();
        makeRoom(owner);
        UUID file = files.keep(content);
        return begin(new StartedImport(NewId.next(), owner, fileName, options, new ImportRun(dryRun)), file);
    }

    /**
     * The same file once more: in earnest, or read in another way. Asked twice for the same, it is done once.
     *
     * @return empty when the file is not kept any more, or the import before goes on
     */
    public synchronized Optional<StartedImport> again(
            StartedImport before, ContactImport.Options options, boolean dryRun) {
        Work known = works.get(before.id());
        if (known == null || !before.ended()) {
            return Optional.empty();
        }
        if (known.next() != null && !dryRun && !known.next().status().dryRun()) {
            return Optional.of(known.next());
        }
        if (known.next() != null || !files.has(known.file())) {
            return Optional.empty();
        }
        var next = new StartedImport(NewId.next(), before.owner(), before.fileName(), options, new ImportRun(dryRun));
        works.put(before.id(), new Work(before, known.file(), known.at(), known.future(), next));
        return Optional.of(begin(next, known.file()));
    }

    /** As {@link ContactImport#ownFields}. */
    public Map<String, Field> ownFields() {
        return contactImport.ownFields();
    }

    /** True while {@link #again} is possible. */
    public boolean canGoOn(StartedImport started) {
        Work known = works.get(started.id());
        return known != null && known.next() == null && started.ended() && files.has(known.file());
    }

    private StartedImport begin(StartedImport started, UUID file) {
        Future<?> future = worker.submit(() -> work(started, file));
        works.put(started.id(), new Work(started, file, Instant.now(), future, null));
        return started;
    }

    private void work(StartedImport started, UUID file) {
        try {
            if (started.run().cancelled()) {
                started.run().ended(ImportRun.State.CANCELLED, null);
            } else {
                contactImport.run(files.read(file), started);
            }
        } catch (IOException | RuntimeException failed) {
            log.error("An import of contacts failed", failed);
            started.run().ended(ImportRun.State.FAILED, Refusal.of("contacts.import.unexpected"));
        } finally {
            if (!started.status().dryRun() || started.run().cancelled()) {
                files.forget(file);
            }
        }
    }

    /** @return empty when there is none, or it is somebody else's */
    public Optional<StartedImport> find(UUID id, UUID owner) {
        forgetOld();
        return Optional.ofNullable(works.get(id))
                .map(Work::started)
                .filter(started -> started.owner().equals(owner));
    }

    /** Waits until it has ended, at most so long. */
    public void await(StartedImport started, Duration limit) {
        Work work = works.get(started.id());
        try {
            if (work != null) {
                work.future().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException | ExecutionException later) {
            log.debug("Not ended in time", later);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it, if it goes on, and deletes the file unless it is in use. What is written until then stays. */
    public synchronized void cancel(StartedImport started) {
        started.run().cancel();
        if (canGoOn(started)) {
            files.forget(works.get(started.id()).file());
        }
    }

    private void makeRoom(UUID owner) {
        List<Work> own = works.values().stream()
                .filter(work -> work.started().owner().equals(owner))
                .sorted(Comparator.comparing(Work::at))
                .toList();
        List<Work> ended = own.stream().filter(work -> work.started().ended()).toList();
        ended.stream().filter(work -> work.next() == null).forEach(work -> files.forget(work.file()));
        long tooMany = own.size() - MOST_OF_ONE + 1L;
        ended.stream()
                .limit(Math.max(0, tooMany))
                .forEach(work -> works.remove(work.started().id()));
        if (ended.size() < tooMany) {
            throw Refused.because("file", "contacts.import.waiting", MOST_OF_ONE);
        }
    }

    private void forgetOld() {
        Instant oldest = Instant.now().minus(KEPT);
        works.values().removeIf(work -> {
            boolean old = work.at().isBefore(oldest) && work.started().ended();
            if (old && work.next() == null) {
                files.forget(work.file());
            }
            return old;
        });
    }

    @Override
    public void close() {
        works.values().forEach(work -> work.started().run().cancel());
        worker.shutdown();
        try {
            // The thousand rows at hand are still written.
            worker.awaitTermination(5, TimeUnit.SECONDS);
            files.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
