package org.ringbook.recordings.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ringbook.recordings.RecordingFetcher;
import org.ringbook.recordings.RecordingFetcher.NeverThere;
import org.ringbook.recordings.RecordingFetcher.NotThereYet;
import org.ringbook.recordings.RecordingStored;
import org.ringbook.recordings.RecordingsSettings;
import org.ringbook.recordings.sound.Ffmpeg;
import org.ringbook.recordings.sound.SoundFile;
import org.ringbook.recordings.sound.SoundLook;
import org.ringbook.recordings.store.SoundStore;
import org.ringbook.recordings.store.StoreFull;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Gets what is due: several at once, of one source only a few. What is being fetched lies in a folder of its own until it is
 * complete and stored; killed at any moment, it is fetched again and kept once.
 */
@Component
public class FetchQueue implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FetchQueue.class);

    private static final int AT_ONCE = 8;
    private static final int OF_ONE_SOURCE = 3;
    private static final int BATCH = 64;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration NO_ROOM = Duration.ofMinutes(5);
    private static final Duration NOBODY_FETCHES = Duration.ofHours(1);

    private final RecordingTable table;
    private final LookTable looks;
    private final SoundStore store;
    private final Ffmpeg ffmpeg = Ffmpeg.ofThisMachine();
    private final ApplicationEventPublisher events;
    private final Path incoming;
    private final Duration giveUpAfter;
    private final Supplier<Stream<RecordingFetcher.Provider>> providers;
    private final Map<String, RecordingFetcher> fetchers = new ConcurrentHashMap<>();
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> ofSource = new HashMap<>();
    private ExecutorService workers;
    private volatile Thread thread;
    private volatile boolean wake;

    @Autowired
    FetchQueue(
            RecordingTable table,
            LookTable looks,
            SoundStore store,
            RecordingsSettings settings,
            ObjectProvider<RecordingFetcher.Provider> providers,
            ApplicationEventPublisher events) {
        this(table, looks, store, settings, providers::stream, events);
    }

    /** @param providers asked at the start: sources, which tell of calls, need whoever hears of calls before that */
    FetchQueue(
            RecordingTable table,
            LookTable looks,
            SoundStore store,
            RecordingsSettings settings,
            Supplier<Stream<RecordingFetcher.Provider>> providers,
            ApplicationEventPublisher events) {
        this.table = table;
        this.looks = looks;
        this.store = store;
        this.events = events;
        this.incoming = settings.folder().resolve("incoming");
        this.giveUpAfter = settings.giveUpAfter();
        this.providers = providers;
    }

    /** Something is due that was not a moment ago. Never waits; any thread. */
    public void wake() {
        wake = true;
        LockSupport.unpark(thread);
    }

    /** How long after the end of a call of this source it makes sense to ask for its recording. */
    Duration firstTry(String source) {
        RecordingFetcher fetcher = fetchers.get(source);
        return fetcher == null ? Duration.ZERO : fetcher.firstTry();
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            wake = false;
            try {
                Instant now = Instant.now();
                List<RecordingTable.Due> due = table.due(now, BATCH + underWay.size());
                due.forEach(this::begin);
                if (!wake) {
                    Duration pause = due.size() >= BATCH ? Duration.ofMillis(50) : pause(now);
                    LockSupport.parkNanos(this, pause.toNanos());
                }
            } catch (DataAccessException | TransactionException away) {
                LOG.debug("Which recordings are due cannot be read", away);
                LockSupport.parkNanos(this, LOOK_EVERY.toNanos());
            } catch (RuntimeException broken) {
                LOG.error("A look for recordings that are due failed; the next one comes", broken);
                LockSupport.parkNanos(this, LOOK_EVERY.toNanos());
            }
        }
    }

    private Duration pause(Instant now) {
        Duration next = underWay.isEmpty()
                ? table.nextDue().map(due -> Duration.between(now, due)).orElse(LOOK_EVERY)
                : LOOK_EVERY;
        Duration least = next.compareTo(Duration.ofMillis(20)) < 0 ? Duration.ofMillis(20) : next;
        return least.compareTo(LOOK_EVERY) < 0 ? least : LOOK_EVERY;
    }

    private void begin(RecordingTable.Due due) {
        UUID id = due.wanted().id();
        RecordingFetcher fetcher = fetchers.get(due.source());
        if (underWay.contains(id)) {
            return;
        }
        if (fetcher == null) {
            giveUpOrLater(due, "no_place", NOBODY_FETCHES);
            return;
        }
        synchronized (ofSource) {
            if (ofSource.getOrDefault(due.source(), 0) >= OF_ONE_SOURCE || underWay.size() >= AT_ONCE) {
                return;
            }
            ofSource.merge(due.source(), 1, Integer::sum);
            underWay.add(id);
        }
        workers.execute(() -> {
            try {
                fetch(due, fetcher);
            } catch (DataAccessException | TransactionException away) {
                LOG.debug("What became of recording {} cannot be noted; it is fetched again", id, away);
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            } finally {
                synchronized (ofSource) {
                    ofSource.merge(due.source(), -1, Integer::sum);
                    underWay.remove(id);
                }
                wake();
            }
        });
    }

    private void fetch(RecordingTable.Due due, RecordingFetcher fetcher) {
        UUID id = due.wanted().id();
        Path folder = incoming.resolve(id.toString());
        try {
            Files.createDirectories(folder);
            Path file = whole(fetcher.fetch(due.wanted(), folder), folder);
            SoundFile sound = SoundFile.examine(file);
            SoundLook look = look(file, sound, folder);
            String digest = store.keep(file);
            if (look != null) {
                looks.keep(digest, look);
            }
            table.stored(id, digest, sound, Instant.now());
            clear(folder);
            events.publishEvent(new RecordingStored(id, digest, sound.format()));
        } catch (NotThereYet notYet) {
            giveUpOrLater(due, notYet.reason(), Pauses.after(due.tries(), fetcher.firstTry()));
        } catch (NeverThere never) {
            table.missing(id, never.reason());
            clear(folder);
        } catch (SoundFile.NotSound noSound) {
            clear(folder);
            giveUpOrLater(due, noSound.reason(), Pauses.after(due.tries(), fetcher.firstTry()));
        } catch (StoreFull full) {
            // What there is no room for must not fill the disk in another folder of it.
            clear(folder);
            table.later(id, "no_room", Instant.now().plus(NO_ROOM));
        } catch (IOException | RuntimeException trouble) {
            if (trouble instanceof DataAccessException || trouble instanceof TransactionException) {
                throw (RuntimeException) trouble;
            }
            LOG.debug("{}: recording {} could not be fetched", due.source(), id, trouble);
            giveUpOrLater(due, "trouble", Pauses.after(due.tries(), fetcher.firstTry()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return null when it can be heard, but nobody here can read it */
    private SoundLook look(Path file, SoundFile sound, Path folder) throws InterruptedException {
        try {
            if (sound.format().equals(SoundFile.WAV)) {
                return SoundLook.of(file);
            }
        } catch (IOException | SoundFile.NotSound other) {
            LOG.debug("{}: not one of our codings", folder.getFileName(), other);
        }
        try {
            Path decoded = folder.resolve("decoded");
            ffmpeg.decode(file, decoded);
            SoundLook look = SoundLook.of(decoded);
            Files.delete(decoded);
            return look;
        } catch (IOException | SoundFile.NotSound unreadable) {
            LOG.debug("{}: no waveform", folder.getFileName(), unreadable);
            return null;
        }
    }

    /** One file that has all: two sides that were recorded apart become one of two channels; what came is kept, too. */
    private Path whole(List<Path> files, Path folder) throws IOException, SoundFile.NotSound {
        if (files.size() == 1) {
            return files.get(0);
        }
        Path joined = folder.resolve("both");
        SoundFile.join(files.get(0), files.get(1), joined);
        for (Path side : files) {
            store.keep(side);
        }
        return joined;
    }

    private void giveUpOrLater(RecordingTable.Due due, String reason, Duration pause) {
        Instant now = Instant.now();
        if (now.isAfter(due.toldAt().plus(giveUpAfter))) {
            table.missing(due.wanted().id(), reason);
            clear(incoming.resolve(due.wanted().id().toString()));
        } else {
            table.later(due.wanted().id(), reason, now.plus(pause));
        }
    }

    private static void clear(Path folder) {
        try (Stream<Path> inside = Files.exists(folder) ? Files.walk(folder) : Stream.of()) {
            for (Path each : new HashSet<>(inside.toList())
                    .stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException stays) {
            LOG.debug("{} stays", folder.getFileName(), stays);
        }
    }

    @Override
    public synchronized void start() {
        providers
                .get()
                .flatMap(provider -> provider.fetchers().stream())
                .forEach(fetcher -> fetchers.put(fetcher.source(), fetcher));
        workers = Executors.newFixedThreadPool(AT_ONCE, task -> {
            var worker = new Thread(task, "recordings-fetch");
            worker.setDaemon(true);
            return worker;
        });
        thread = new Thread(this::run, "recordings-due");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void stop() {
        Thread stops = thread;
        thread = null;
        LockSupport.unpark(stops);
        workers.shutdownNow();
        try {
            workers.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
