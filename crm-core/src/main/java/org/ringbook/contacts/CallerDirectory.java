package org.ringbook.contacts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ringbook.numbers.PhoneNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * "Who is calling?" A look-up in memory, fit for the pop-up's path with ten million numbers; any thread, no lock. It is
 * read from the database at the start of the server, which waits for it a short time only: with many millions of numbers
 * the last ones become known some seconds later ({@link #complete}). {@link Contacts} keeps it fresh.
 */
@Component
public class CallerDirectory implements InitializingBean, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(CallerDirectory.class);
    private static final Duration START_WAITS = Duration.ofSeconds(3);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(5);
    private static final long WASTE_WORTH_A_REBUILD = 64L << 20;
    private static final int REFRESHED_AT_ONCE = 10_000;

    private final CallerRows rows;
    private final Duration pause;
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "caller-directory");
        thread.setDaemon(true);
        return thread;
    });

    private volatile CallerIndex index = new CallerIndex();
    /** While an index is being loaded: it, and what was refreshed meanwhile and is newer than what the load reads. */
    private CallerIndex loading;

    private final Set<Long> newerNumbers = new HashSet<>();
    private final Set<UUID> newerCompanies = new HashSet<>();
    private boolean rebuildPlanned;

    @Autowired
    CallerDirectory(CallerRows rows) {
        this(rows, BEFORE_NEXT_TRY);
    }

    /** @param pause before the database is asked again after a failure */
    CallerDirectory(CallerRows rows, Duration pause) {
        this.rows = rows;
        this.pause = pause;
    }

    /**
     * All that the number may mean, people before companies, each by name, in the same order every time; empty when it is
     * unknown. Of a number with more than a hundred owners, a hundred are told.
     */
    public List<Caller> whoIs(PhoneNumber number) {
        return number == null ? List.of() : index.whoIs(number.e164());
    }

    /** How many different numbers are known. */
    public long size() {
        return index.size();
    }

    /** Whether all numbers in the database are known by now. */
    public boolean complete() {
        return loaded.getCount() == 0;
    }

    /** Memory taken, in bytes. */
    public long bytes() {
        return index.bytes();
    }

    @Override
    public void afterPropertiesSet() throws InterruptedException {
        background.execute(() -> load(index));
        if (!loaded.await(START_WAITS.toMillis(), TimeUnit.MILLISECONDS)) {
            log.info("The caller directory is still being read; {} numbers are known so far", size());
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
        newerCompanies.add(id);
        try {
            rows.company(id, this::setCompany);
        } catch (DataAccessException failed) {
            recoverFrom(failed);
        }
        forgetNewerUnlessLoading();
    }

    private synchronized void refreshSome(long[] numbers) {
        Arrays.stream(numbers).forEach(newerNumbers::add);
        try {
            Map<Long, List<NumberOwner>> owners = new HashMap<>();
            rows.of(numbers, this::setCompany, (number, owner) -> {
                List<NumberOwner> some = owners.computeIfAbsent(number, n -> new ArrayList<>());
                if (some.size() < CallerIndex.CANDIDATES) {
                    some.add(owner);
                }
            });
            current().forEach(current -> {
                current.forgetLastPerson();
                for (long number : numbers) {
                    current.set(number, owners.getOrDefault(number, List.of()));
                }
                current.forgetLastPerson();
            });
        } catch (DataAccessException failed) {
            recoverFrom(failed);
        }
        forgetNewerUnlessLoading();
        rebuildWhenWasteful();
    }

    private void setCompany(UUID id, String name, String responsible) {
        current().forEach(current -> current.setCompany(id, name, responsible));
    }

    private Stream<CallerIndex> current() {
        return Stream.of(index, loading == null ? index : loading).distinct();
    }

    private void load(CallerIndex target) {
        long began = System.nanoTime();
        synchronized (this) {
            loading = target;
            forgetNewer();
        }
        try {
            rows.all(
                    (id, name, responsible) -> addCompany(target, id, name, responsible),
                    (number, owner) -> add(target, number, owner));
            synchronized (this) {
                index = target;
                loading = null;
                rebuildPlanned = false;
                forgetNewer();
            }
            loaded.countDown();
            log.info(
                    "{} numbers known, {} MB, read in {} ms",
                    target.size(),
                    target.bytes() >> 20,
                    (System.nanoTime() - began) / 1_000_000);
        } catch (RuntimeException failed) {
            log.warn("The caller directory could not be read, next try in {}", pause, failed);
            retry();
        }
    }

    private synchronized void add(CallerIndex target, long number, NumberOwner owner) {
        if (!newerNumbers.contains(number)) {
            target.add(number, owner);
        }
    }

    private synchronized void addCompany(CallerIndex target, UUID id, String name, String responsible) {
        if (!newerCompanies.contains(id)) {
            target.setCompany(id, name, responsible);
        }
    }

    private void rebuildWhenWasteful() {
        if (index.wasted() > Math.max(WASTE_WORTH_A_REBUILD, index.bytes() / 3)) {
            rebuild(Duration.ZERO);
        }
    }

    private void recoverFrom(DataAccessException failed) {
        log.warn("The caller directory missed a change and is read anew: {}", failed.toString());
        rebuild(pause);
    }

    private void rebuild(Duration delay) {
        if (!rebuildPlanned && !background.isShutdown()) {
            rebuildPlanned = true;
            background.schedule(() -> load(new CallerIndex()), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void retry() {
        loading = null;
        rebuildPlanned = false;
        rebuild(pause);
    }

    private void forgetNewerUnlessLoading() {
        if (loading == null) {
            forgetNewer();
        }
    }

    private void forgetNewer() {
        newerNumbers.clear();
        newerCompanies.clear();
    }
}
