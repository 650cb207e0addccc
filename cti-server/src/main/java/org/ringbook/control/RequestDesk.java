package org.ringbook.control;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallLog;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.CallCommands;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.ringbook.telephony.Sources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Takes requests: each once, whichever way it came and however often, noted before the telephone system is told, and followed to its
 * end. What was begun when the server died is not done again. Any thread.
 */
@Component
class RequestDesk implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_AT_ONCE = 16;
    private static final int MOST_WAITING = 200;
    private static final int MOST_CHANGES = 50_000;

    private final CallRequests table;
    private final DialLimits limits;
    private final CallChanges changes;
    private final CallLog log;
    private final Sources sources;
    private final RequestBook book = new RequestBook();
    private final RequestProgress progress;
    private final Map<UUID, CallRequest> unwritten = new HashMap<>();
    /** Of sources that are there; held by whoever changes it. */
    private final Set<CallCommands> wired = new HashSet<>();

    private final Object taking = new Object();
    private final List<Consumer<CallRequest>> followers = new CopyOnWriteArrayList<>();
    private ThreadPoolExecutor telling;
    private ScheduledThreadPoolExecutor following;
    private ScheduledThreadPoolExecutor writing;
    private volatile boolean running;

    RequestDesk(CallRequests table, DialLimits limits, CallChanges changes, Calls calls, CallLog log, Sources sources) {
        this.table = table;
        this.limits = limits;
        this.changes = changes;
        this.log = log;
        this.sources = sources;
        this.progress = new RequestProgress(book, calls, sources, this::change);
    }

    /** @param follower called in the thread of the change with the request as it is now; must not wait */
    void follow(Consumer<CallRequest> follower) {
        followers.add(follower);
    }

    /** @param follower called in the thread of the telephone system's messages; must not wait */
    void followPickUps(Consumer<UUID> follower) {
        progress.followPickUps(follower);
    }

    private void publish(CallRequest now) {
        for (Consumer<CallRequest> follower : followers) {
            try {
                follower.accept(now);
            } catch (RuntimeException broken) {
                LOG.error("Who follows requests failed", broken);
            }
        }
    }

    /** The same request, when it was asked for before. */
    Optional<CallRequest> repeated(CallRequest fresh) {
        Optional<CallRequest> known = book.sameAs(fresh).map(Entry::request);
        if (known.isEmpty() && fresh.key() != null) {
            known = table.byKey(fresh.staffId(), fresh.key());
        }
        known.filter(before -> !before.asksTheSameAs(fresh)).ifPresent(other -> {
            throw CallRefused.because("key_used");
        });
        return known;
    }

    /**
     * @param transfersBefore how often the call had been handed on
     * @throws CallRefused when a limit is met, or nothing can be noted
     */
    CallRequest take(CallRequest fresh, int transfersBefore, Command command) {
        Entry entry;
        synchronized (taking) {
            Optional<Entry> same = book.sameAs(fresh);
            if (same.isPresent()) {
                return same.get().request();
            }
            if (fresh.kind().calls()) {
                limits.take(fresh, fresh.number());
            }
            entry = book.add(fresh);
        }
        entry.transfersBefore = transfersBefore;
        Optional<CallRequest> raced = note(fresh);
        if (raced.isPresent()) {
            return raced.get();
        }
        publish(fresh);
        try {
            telling.execute(() -> tell(entry, command));
        } catch (RejectedExecutionException tooMany) {
            refuse(entry, CallRefused.because("busy"));
        }
        return entry.request();
    }

    /** Before anything is done. @return the same request, when it was noted by its key already */
    private Optional<CallRequest> note(CallRequest fresh) {
        try {
            table.insert(fresh);
            return Optional.empty();
        } catch (DuplicateKeyException known) {
            book.forget(fresh);
            return table.byKey(fresh.staffId(), fresh.key());
        } catch (DataAccessException away) {
            if (fresh.kind().mustBeKept()) {
                book.forget(fresh);
                throw CallRefused.because("database");
            }
            LOG.warn(
                    "A request ({}) could not be noted, and is done: {}",
                    fresh.kind().code(),
                    away.getMessage());
            return Optional.empty();
        }
    }

    private void tell(Entry entry, Command command) {
        try {
            wire();
            command.tell(entry.request());
            entry.takenAt = Instant.now();
        } catch (CommandRefused refused) {
            refuse(entry, refused);
        } catch (RuntimeException fault) {
            LOG.error("A request ({}) failed", entry.request().kind().code(), fault);
            change(
                    entry,
                    before -> before.over(RequestState.UNKNOWN, Instant.now(), "failed", Notice.of("control.failed")));
        } finally {
            entry.asked.complete(null);
        }
    }

    private void refuse(Entry entry, CommandRefused refused) {
        change(entry, before -> before.over(RequestState.REFUSED, Instant.now(), "telephony", refused.notice()));
        entry.asked.complete(null);
    }

    /** What the telephone system has done when it says so. */
    void done(CallRequest request, String cause) {
        book.find(request.id())
                .ifPresent(
                        entry -> change(entry, before -> before.over(RequestState.DONE, Instant.now(), cause, null)));
    }

    /** Notes who was refused what, and why. */
    void refused(CallRequest fresh, CallRefused why) {
        CallRequest known = fresh.over(RequestState.REFUSED, fresh.askedAt(), why.code(), why.notice())
                .withoutKey();
        synchronized (unwritten) {
            if (unwritten.size() < MOST_CHANGES) {
                unwritten.put(known.id(), known);
            }
        }
    }

    /** The request once the telephone system has answered, or as it is when the time is over. */
    CallRequest settled(CallRequest request, Duration patience) {
        Entry entry = book.find(request.id()).orElse(null);
        if (entry == null) {
            return request;
        }
        try {
            entry.asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException waits) {
            LOG.debug("Request {} still waits for its source", request.id());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return entry.request();
    }

    Optional<CallRequest> find(UUID id) {
        return book.find(id).map(Entry::request).or(() -> table.find(id));
    }

    Optional<Entry> entry(UUID id) {
        return book.find(id);
    }

    private void change(Entry entry, Entry.Change change) {
        if (entry.change(change)) {
            synchronized (unwritten) {
                unwritten.put(entry.request().id(), entry.request());
            }
            publish(entry.request());
        }
    }

    @Override
    public void start() {
        book.clear();
        following = one("call-requests");
        writing = one("call-requests-log");
        telling = new ThreadPoolExecutor(
                MOST_AT_ONCE,
                MOST_AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> daemon(task, "call-commands"));
        telling.allowCoreThreadTimeOut(true);
        limits.begin(table.takenSince(Instant.now().minus(DAY)));
        table.open().forEach(this::takeUp);
        changes.follow(this::follow);
        following.scheduleWithFixedDelay(this::tick, 200, 500, TimeUnit.MILLISECONDS);
        writing.scheduleWithFixedDelay(() -> safely(this::write), 200, 200, TimeUnit.MILLISECONDS);
        running = true;
    }

    private static ScheduledThreadPoolExecutor one(String name) {
        var one = new ScheduledThreadPoolExecutor(1, task -> daemon(task, name));
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        one.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        return one;
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Nobody knows whether the telephone system was told before the server died; if a call came of it, the log knows. */
    private void takeUp(CallRequest open) {
        Entry entry = book.add(open);
        entry.asked.complete(null);
        entry.takenAt = Instant.now();
        var call = open.kind() != RequestKind.DIAL ? Optional.<Call>empty() : log.findByRequest(open.id());
        if (call.isPresent()) {
            progress.changed(new CallChange(null, call.get(), List.of()), Instant.now());
        } else if (open.callId() == null || open.kind() != RequestKind.DIAL) {
            change(
                    entry,
                    before -> before.over(
                            RequestState.UNKNOWN, Instant.now(), "server_stopped", Notice.of("control.stopped")));
        }
    }

    /** On the thread of the call's source. */
    private void follow(CallChange change) {
        if (book.isQuiet()) {
            return;
        }
        try {
            following.execute(() -> safely(() -> progress.changed(change, Instant.now())));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Stopping");
        }
    }

    private void tick() {
        safely(() -> {
            wire();
            progress.tick(Instant.now());
        });
    }

    private static void safely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException broken) {
            LOG.error("How requests go could not be followed", broken);
        }
    }

    private void wire() {
        synchronized (wired) {
            List<CallCommands> now = sources.commanded().stream()
                    .map(Sources.Commanded::commands)
                    .toList();
            wired.retainAll(Set.copyOf(now));
            now.stream().filter(wired::add).forEach(each -> each.tellProgress(progress));
        }
    }

    /** What became of requests; each once, as it is now. */
    private void write() {
        Map<UUID, CallRequest> batch;
        synchronized (unwritten) {
            batch = new HashMap<>(unwritten);
            unwritten.clear();
        }
        for (CallRequest request : batch.values()) {
            try {
                table.keep(request);
            } catch (RuntimeException away) {
                synchronized (unwritten) {
                    unwritten.putIfAbsent(request.id(), request);
                }
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        changes.follow(null);
        telling.shutdown();
        following.shutdown();
        writing.shutdown();
        try {
            telling.awaitTermination(5, TimeUnit.SECONDS);
            following.awaitTermination(5, TimeUnit.SECONDS);
            writing.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        write();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the sources, which tell at their start what went on. */
    @Override
    public int getPhase() {
        return Sources.PHASE - 100;
    }
}
