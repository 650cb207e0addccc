package org.ringbook.recordings.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.files.PrivateFolder;
import org.ringbook.recordings.audio.AudioAnalysis;
import org.ringbook.recordings.audio.AudioFile;
import org.ringbook.recordings.fetch.RecordingFetcher.NeverThere;
import org.ringbook.recordings.fetch.RecordingFetcher.NotThereYet;
import org.ringbook.recordings.store.AudioStore;
import org.ringbook.recordings.store.DiskSpace;
import org.ringbook.recordings.store.RecordingStored;
import org.ringbook.recordings.store.RecordingsSettings;
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
 * Gets what is due: several at once, of one source only a few, and of each source what is due longest, so that one whose recordings
 * cannot be had keeps no other one's waiting. What is being fetched lies in a folder of its own until it is
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
    private static final Duration STANDS_STILL_AFTER = Duration.ofMinutes(1);
    private static final Duration NOBODY_FETCHES = Duration.ofHours(1);

    private final FetchTable table;
    private final AnalysisTable analyses;
    private final AudioStore store;
    private final DiskSpace space;
    private final Preparing preparing;
    private final ApplicationEventPublisher events;
    private final Incoming incoming;
    private final Duration giveUpAfter;
    private final Supplier<Stream<RecordingFetcher.Provider>> providers;
    private volatile Map<String, RecordingFetcher> fetchers = Map.of();
    private final StandingStill standing;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> ofSource = new HashMap<>();
    private ExecutorService workers;
    private volatile Thread thread;
    private volatile boolean wake;

    @Autowired
    FetchQueue(
            FetchTable table,
            AnalysisTable analyses,
            AudioStore store,
            RecordingsSettings settings,
            ObjectProvider<RecordingFetcher.Provider> providers,
            ApplicationEventPublisher events) {
        this(table, analyses, store, settings, providers::stream, events);
    }

    /** @param providers asked from the start on: sources, which tell of calls, need whoever hears of calls before that */
    FetchQueue(
            FetchTable table,
            AnalysisTable analyses,
            AudioStore store,
            RecordingsSettings settings,
            Supplier<Stream<RecordingFetcher.Provider>> providers,
            ApplicationEventPublisher events) {
        this(table, analyses, store, settings, providers, events, STANDS_STILL_AFTER);
    }

    /** @param standsStillAfter how long a file must be the same that looks as if it were still being written */
    FetchQueue(
            FetchTable table,
            AnalysisTable analyses,
            AudioStore store,
            RecordingsSettings settings,
            Supplier<Stream<RecordingFetcher.Provider>> providers,
            ApplicationEventPublisher events,
            Duration standsStillAfter) {
        this.table = table;
        this.analyses = analyses;
        this.store = store;
        this.space = store.diskSpace();
        this.preparing = new Preparing(store);
        this.events = events;
        this.incoming = new Incoming(settings.folder().resolve("incoming"));
        this.giveUpAfter = settings.giveUpAfter();
        this.providers = providers;
        this.standing = new StandingStill(standsStillAfter);
    }

    /** Something is due that was not a moment ago. Never waits; any thread. */
    public void wake() {
        wake = true;
        LockSupport.unpark(thread);
    }

    /**
     * Tries now to get it, whatever was planned. Waits for the database; any thread.
     *
     * @return false when it is stored, or nobody has told where it is
     */
    public boolean tryNow(UUID id) {
        boolean due = table.tryAgain(id, Instant.now());
        if (due) {
            wake();
        }
        return due;
    }

    /** How long after the end of a call of this source it makes sense to ask for its recording. */
    Duration firstTry(String source) {
        RecordingFetcher fetcher = fetchers.get(source);
        return fetcher == null ? Duration.ZERO : fetcher.firstTry();
    }

    private void run() {
        boolean cleared = false;
        while (thread == Thread.currentThread()) {
            wake = false;
            try {
                if (!cleared) {
                    incoming.clearLeftovers(table);
                    cleared = true;
                }
                lookWhoFetches();
                Instant now = Instant.now();
                List<FetchTable.Due> due = table.due(now, fetchers.keySet(), Set.copyOf(underWay), OF_ONE_SOURCE);
                List<FetchTable.Due> nobodys = table.dueOfOthers(now, fetchers.keySet(), BATCH);
                due.forEach(this::begin);
                nobodys.forEach(each -> giveUpOrLater(each, "no_place", NOBODY_FETCHES));
                if (!wake) {
                    Duration pause = nobodys.size() == BATCH ? Duration.ofMillis(50) : pause(now);
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

    private void begin(FetchTable.Due due) {
        UUID id = due.wanted().id();
        RecordingFetcher fetcher = fetchers.get(due.source());
        synchronized (ofSource) {
            int already = ofSource.getOrDefault(due.source(), 0);
            // However many hang, each source has its turn.
            boolean busy = already >= OF_ONE_SOURCE || underWay.size() >= AT_ONCE && already > 0;
            if (busy || underWay.contains(id)) {
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

    private void fetch(FetchTable.Due due, RecordingFetcher fetcher) {
        UUID id = due.wanted().id();
        Path folder = incoming.of(id);
        try {
            space.require(0);
            PrivateFolder.make(folder);
            List<Path> files = fetcher.fetch(due.wanted().with(space), folder);
            Preparing.Whole whole = whole(due, files, folder);
            Path file = whole.file();
            AudioFile audio = whole.audio();
            AudioAnalysis analysis = preparing.analyse(file, audio, folder);
            String digest = store.keep(file, kept -> {
                if (analysis != null) {
                    analyses.keep(kept, analysis);
                }
                table.madeOf(kept, whole.sides());
                table.stored(id, kept, audio, Instant.now());
            });
            incoming.clear(id);
            standing.forget(id);
            events.publishEvent(new RecordingStored(id, digest, audio.format()));
        } catch (NotThereYet notYet) {
            giveUpOrLater(due, notYet.reason(), Pauses.after(due.tries(), fetcher.firstTry()));
        } catch (NeverThere never) {
            table.missing(id, never.reason());
            incoming.clear(id);
        } catch (AudioFile.NotAudio notAudio) {
            incoming.clear(id);
            giveUpOrLater(due, notAudio.reason(), Pauses.after(due.tries(), fetcher.firstTry()));
        } catch (StoreFull full) {
            noRoom(id);
        } catch (IOException | RuntimeException trouble) {
            if (trouble instanceof DataAccessException || trouble instanceof TransactionException) {
                throw (RuntimeException) trouble;
            }
            LOG.debug("{}: recording {} could not be fetched", due.source(), id, trouble);
            if (isDiskFull()) {
                noRoom(id);
                return;
            }
            giveUpOrLater(due, "trouble", Pauses.after(due.tries(), fetcher.firstTry()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** What looks cut off is still being written, unless it stands still. */
    private Preparing.Whole whole(FetchTable.Due due, List<Path> files, Path folder)
            throws IOException, AudioFile.NotAudio {
        try {
            return preparing.whole(files, folder, false);
        } catch (AudioFile.NotAudio growing) {
            boolean cut = growing.reason().equals("cut_off");
            if (cut && standing.are(due.wanted().id(), files, due.wanted().endedAt(), Instant.now())) {
                return preparing.whole(files, folder, true);
            }
            throw growing;
        }
    }

    /** Whatever was being written when the room ended, it failed of that. */
    private boolean isDiskFull() {
        try {
            space.require(0);
            return false;
        } catch (StoreFull full) {
            return true;
        }
    }

    /** What there is no room for must not fill the disk in another folder of it. */
    private void noRoom(UUID id) {
        incoming.clear(id);
        table.later(id, "no_room", Instant.now().plus(NO_ROOM));
    }

    private void giveUpOrLater(FetchTable.Due due, String reason, Duration pause) {
        Instant now = Instant.now();
        if (now.isAfter(due.toldAt().plus(giveUpAfter))) {
            table.missing(due.wanted().id(), reason);
            incoming.clear(due.wanted().id());
        } else {
            table.later(due.wanted().id(), reason, now.plus(pause));
        }
    }

    /** Sources come, change and go while the server runs. */
    private void lookWhoFetches() {
        fetchers = providers
                .get()
                .flatMap(provider -> provider.fetchers().stream())
                .collect(Collectors.toUnmodifiableMap(
                        RecordingFetcher::source, fetcher -> fetcher, (one, other) -> other));
    }

    @Override
    public synchronized void start() {
        lookWhoFetches();
        store.clearLeftovers();
        workers = Executors.newCachedThreadPool(task -> {
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
        if (stops == null) {
            return;
        }
        thread = null;
        LockSupport.unpark(stops);
        try {
            // What it still begins would be refused by the workers, and keep its turn.
            stops.join(2_000);
            workers.shutdownNow();
            workers.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
