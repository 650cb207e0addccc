package org.ringbook.contacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringbook.numbers.PhoneNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * "Who is calling?" A look-up that is no query, fit for the pop-up's path with ten million numbers; any thread. Many numbers stand in
 * a file, which a start takes up with what changed since; one that is not whole, of another version or of another state of the
 * database is made anew from it, as at the very first start. The server waits a short time for that; until it is there, each number is
 * asked of the database ({@link #complete}). {@link Contacts} keeps it fresh.
 */
@Component
public class CallerDirectory implements InitializingBean, DisposableBean {

    /** More candidates than this for one number tell nobody anything. */
    static final int CANDIDATES = 100;

    private static final Logger log = LoggerFactory.getLogger(CallerDirectory.class);
    private static final Duration START_WAITS = Duration.ofSeconds(3);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(5);
    /** So many changes beside the file are worth a new one. */
    private static final int WORTH_A_NEW_FILE = 50_000;
    /** An import goes on meanwhile: most of the time is to be its own. */
    private static final int RESTS_FOR_TIMES = 5;

    private static final int REFRESHED_AT_ONCE = 10_000;
    /** Tries of a folder that cannot be written are that much rarer. */
    private static final int AFTER_A_FULL_DISK = 12;

    private final CallerRows rows;
    private final Duration pause;
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "caller-directory");
        thread.setDaemon(true);
        return thread;
    });

    /** Of the background thread. */
    private CallerFolder folder;

    private volatile KnownCallers known = new KnownCallers(null);
    /** The database failed then: nobody waits for it again so soon. Nanoseconds; 0 when it did not. */
    private volatile long databaseFailed;

    /** While a file is being made: what was refreshed meanwhile and may be newer than what it is made of. */
    private boolean loading;

    private final Set<Long> newerNumbers = new HashSet<>();
    private final Set<UUID> newerCompanies = new HashSet<>();
    private boolean rebuildPlanned;
    private Duration lastLoad = Duration.ZERO;

    /** @param home folder for the file, made when there are many numbers; the system's for what is temporary when none is set */
    @Autowired
    CallerDirectory(CallerRows rows, @Value("${ringbook.contacts.home:}") String home) {
        this(rows, Path.of(home.isBlank() ? System.getProperty("java.io.tmpdir") : home), BEFORE_NEXT_TRY);
    }

    /** @param pause before the database is asked again after a failure */
    CallerDirectory(CallerRows rows, Path home, Duration pause) {
        this.rows = rows;
        this.folder = new CallerFolder(home);
        this.pause = pause;
    }

    /**
     * All that the number may mean, people before companies, each by name, in the same order every time; empty when it is
     * unknown. Of a number with more than a hundred owners, a hundred are told.
     */
    public List<Caller> whoIs(PhoneNumber number) {
        if (number == null) {
            return List.of();
        }
        KnownCallers now = known;
        try {
            return now.whoIs(number.e164(), this::ask);
        } catch (CallerFile.Broken broken) {
            madeAnew(now, broken);
            return new KnownCallers(null).whoIs(number.e164(), this::ask);
        }
    }

    /** How many different numbers are known. */
    public long size() {
        return known.size();
    }

    /** Whether all numbers in the database are known by now. */
    public boolean complete() {
        return loaded.getCount() == 0;
    }

    /** Memory taken, in bytes. */
    public long bytes() {
        return known.bytes();
    }

    @Override
    public void afterPropertiesSet() throws InterruptedException {
        background.execute(this::start);
        if (!loaded.await(START_WAITS.toMillis(), TimeUnit.MILLISECONDS)) {
            log.info("The caller directory is still being made; until then each number is asked of the database");
        }
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }

    /** Reads again whose numbers these are. Call it when the change is committed. */
    void refresh(long... numbers) {
        for (int from = 0; from < numbers.length; from += REFRESHED_AT_ONCE) {
            refreshSome(Arrays.copyOfRange(numbers, from, Math.min(numbers.length, from + REFRESHED_AT_ONCE)));
        }
    }

    /** Reads the name of a company again. Call it when the change is committed. */
    synchronized void refreshCompany(UUID id) {
        try {
            CompanyName now = rows.company(id);
            if (now != null) {
                known.set(id, now);
            }
        } catch (DataAccessException failed) {
            recoverFrom(failed);
        }
        if (loading) {
            newerCompanies.add(id);
        }
    }

    private synchronized void refreshSome(long[] numbers) {
        try {
            Map<Long, List<NumberOwner>> owners = read(numbers);
            for (long number : numbers) {
                known.set(number, owners.getOrDefault(number, List.of()));
            }
        } catch (DataAccessException | CallerFile.Broken failed) {
            recoverFrom(failed);
        }
        if (loading) {
            Arrays.stream(numbers).forEach(newerNumbers::add);
        } else if (known.changes() > WORTH_A_NEW_FILE) {
            rebuild(pause.plus(lastLoad.multipliedBy(RESTS_FOR_TIMES)));
        }
    }

    private Map<Long, List<NumberOwner>> read(long... numbers) {
        Map<Long, List<NumberOwner>> owners = new HashMap<>();
        rows.of(numbers, (number, owner) -> {
            List<NumberOwner> some = owners.computeIfAbsent(number, n -> new ArrayList<>(1));
            if (some.size() < CANDIDATES) {
                some.add(owner);
            }
        });
        return owners;
    }

    /** While a number stands nowhere else. A call does not wait again for a database that has just failed. */
    private List<NumberOwner> ask(long number) {
        long failed = databaseFailed;
        if (failed != 0 && System.nanoTime() - failed < BEFORE_NEXT_TRY.toNanos()) {
            return List.of();
        }
        try {
            return read(number).getOrDefault(number, List.of());
        } catch (DataAccessException away) {
            databaseFailed = System.nanoTime() | 1;
            return List.of();
        }
    }

    private void start() {
        beginLoading();
        try {
            Optional<CallerFile> file = folder.of(rows.now());
            if (file.isPresent()) {
                takeUp(file.get());
                return;
            }
        } catch (DataAccessException | CallerFile.Broken failed) {
            log.warn("The numbers cannot be taken from their file: {}", failed.toString());
        }
        load();
    }

    /** With what changed since it was written. */
    private void takeUp(CallerFile file) {
        long began = System.nanoTime();
        Set<Long> numbers = new HashSet<>();
        Set<UUID> companies = new HashSet<>();
        rows.since(file.stamp(), numbers::add, companies::add);
        synchronized (this) {
            newerNumbers.addAll(numbers);
            newerCompanies.addAll(companies);
        }
        take(file);
        log.info(
                "{} numbers known, {} of them changed since they were filed, taken up in {} ms",
                known.size(),
                numbers.size(),
                since(began).toMillis());
        folder.keepOnly(file.stamp().token());
    }

    private void load() {
        long began = System.nanoTime();
        beginLoading();
        String token = UUID.randomUUID().toString();
        try (CallerFileWriter writer = new CallerFileWriter(folder.file(token))) {
            CallerStamp read = rows.all(writer::add);
            CallerStamp stamp = read == null ? null : read.withToken(token);
            take(writer.finish(stamp));
            lastLoad = since(began);
            log.info("{} numbers known, {} KB, read in {} ms", known.size(), bytes() >> 10, lastLoad.toMillis());
            filed(stamp);
            folder.keepOnly(token);
        } catch (IOException | UncheckedIOException unwritable) {
            log.error(
                    "The numbers cannot be filed; until they are, each one is asked of the database: {}",
                    unwritable.toString());
            folder = new CallerFolder(Path.of(System.getProperty("java.io.tmpdir")));
            retry(pause.multipliedBy(AFTER_A_FULL_DISK));
        } catch (RuntimeException failed) {
            log.warn("The caller directory could not be read, next try in {}", pause, failed);
            retry(pause);
        }
    }

    /** When the database does not take the token, the next start does not take the file. */
    private void filed(CallerStamp stamp) {
        try {
            if (stamp == null) {
                rows.forgetChanges();
            } else {
                rows.filed(stamp);
            }
        } catch (DataAccessException away) {
            log.info("The next start reads all numbers of the database: {}", away.toString());
        }
    }

    /** What was refreshed while the file was made is read once more. */
    private synchronized void take(CallerFile file) {
        known = new KnownCallers(file);
        loading = false;
        rebuildPlanned = false;
        long[] numbers = newerNumbers.stream().mapToLong(number -> number).toArray();
        List<UUID> companies = List.copyOf(newerCompanies);
        forgetNewer();
        companies.forEach(this::refreshCompany);
        refresh(numbers);
        loaded.countDown();
    }

    private void madeAnew(KnownCallers broken, CallerFile.Broken why) {
        synchronized (this) {
            if (known == broken && !rebuildPlanned) {
                log.error("The file of callers is damaged and made anew from the database: {}", why.getMessage());
                known = new KnownCallers(null);
                rebuild(Duration.ZERO);
            }
        }
    }

    private void recoverFrom(RuntimeException failed) {
        log.warn("The caller directory missed a change and is made anew: {}", failed.toString());
        rebuild(pause);
    }

    /** Makes the file anew soon: until then the one that there is still holds numbers that were deleted since. */
    public synchronized void fileAnew() {
        rebuild(Duration.ZERO);
    }

    private void rebuild(Duration delay) {
        if (!rebuildPlanned && !background.isShutdown()) {
            rebuildPlanned = true;
            background.schedule(this::load, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void retry(Duration delay) {
        loading = false;
        rebuildPlanned = false;
        rebuild(delay);
    }

    private synchronized void beginLoading() {
        loading = true;
        forgetNewer();
    }

    private void forgetNewer() {
        newerNumbers.clear();
        newerCompanies.clear();
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
