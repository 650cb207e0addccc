package org.ringbook.telephony.operators;

import org.ringbook.notices.Notice;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.inbox.Intake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringbook.telephony.ConnectionStep.Kind;
import org.ringbook.telephony.SourceHealth.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to a telephone system that is asked over an API: one thread looks now and then whether it answers and lets us in;
 * its histories are read from the first time that it does. Made at rest; reading it is for any thread.
 */
public final class ApiLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiLink.class);

    /** Asks the telephone system something that needs the key. */
    public interface Look {
        void look() throws PbxFailed, InterruptedException;
    }

    private record Told(State state, Instant since, Notice note) {}

    private record Reading(String name, HistoryPull.History history, HistoryPull.Plan plan) {}

    private final String kind;
    private final String name;
    private final List<Reading> readings = new ArrayList<>();
    private final List<HistoryPull> pulls = new CopyOnWriteArrayList<>();
    private ScheduledExecutorService work;
    private Look look;
    private Intake intake;
    private volatile Told told;

    /**
     * @param kind first part of the keys of the notes: {@code mango} for {@code mango.connecting}, {@code mango.stopped} and
     *     {@code mango.status} (HTTP status, words)
     * @param name of the source
     */
    public ApiLink(String kind, String name) {
        this.kind = kind;
        this.name = name;
        this.told = new Told(State.DOWN, Instant.now(), Notice.of(kind + ".stopped"));
    }

    /** A history that is read from the first time that the link is up; before {@link #start}. */
    public void history(String which, HistoryPull.History history, HistoryPull.Plan plan) {
        readings.add(new Reading(which, history, plan));
    }

    /** @param every pause between two looks */
    public void start(Intake begins, Duration every, Look asks) {
        intake = begins;
        look = asks;
        told = new Told(State.CONNECTING, Instant.now(), Notice.of(kind + ".connecting"));
        work = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, kind + "-" + name);
            thread.setDaemon(true);
            return thread;
        });
        work.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something else to do now and then, on the thread that looks; after {@link #start}. */
    public void every(Duration pause, Runnable task) {
        work.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException broken) {
                        LOG.warn("{}: what is done now and then did not succeed this time", name, broken);
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Something to do once, on the thread that looks; nothing while the link is closed. */
    public void soon(Runnable task) {
        if (work != null && !work.isShutdown()) {
            work.execute(task);
        }
    }

    /** Looks and reads now, and does not wait for the next time. */
    public void lookNow() {
        if (work != null && !work.isShutdown()) {
            work.execute(this::look);
            pulls.forEach(HistoryPull::wake);
        }
    }

    private void look() {
        try {
            look.look();
            up();
        } catch (PbxFailed failed) {
            down(failed.note());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            LOG.debug("{}: the look", name, broken);
            down(Notice.of(kind + ".status", 200, broken.getClass().getSimpleName()));
        }
    }

    private void up() {
        if (told.state == State.UP) {
            return;
        }
        intake.counters().connected();
        told = new Told(State.UP, Instant.now(), null);
        LOG.info("{}: its API lets us in", name);
        if (pulls.isEmpty()) {
            readings.forEach(one ->
                    pulls.add(new HistoryPull(name, one.name, intake, one.history, one.plan, InstantSource.system())));
        } else {
            pulls.forEach(HistoryPull::wake);
        }
    }

    private void down(Notice note) {
        if (told.state == State.DOWN && note.equals(told.note)) {
            return;
        }
        told = new Told(State.DOWN, told.state == State.DOWN ? told.since : Instant.now(), note);
        LOG.warn("{}: {}", name, note.text());
    }

    public boolean isUp() {
        return told.state == State.UP;
    }

    /** Why it is not up, in words; null when it is. */
    public Notice note() {
        return told.note;
    }

    /** When a history was last read to its end; null when none was. */
    public Instant readAt() {
        return pulls.stream()
                .map(HistoryPull::readAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** How the source is: the words of {@code up} while the link is, and what is left of the steps. */
    public SourceHealth health(Notice up, List<ConnectionStep> steps) {
        Told now = told;
        Notice detail = now.state == State.UP ? up : now.note;
        return new SourceHealth(name, now.state, now.since, detail, ConnectionStep.left(steps));
    }

    /** Whether the API lets us in. */
    public ConnectionStep keyStep() {
        Told now = told;
        return switch (now.state) {
            case UP -> ConnectionStep.of(Kind.LINK, ConnectionStep.State.DONE, Notice.of("step.link.done"));
            case CONNECTING -> ConnectionStep.of(Kind.LINK, ConnectionStep.State.WAITING, now.note);
            case DOWN -> ConnectionStep.of(Kind.LINK, ConnectionStep.State.WRONG, now.note);
        };
    }

    /** Whether the histories are read. */
    public ConnectionStep historyStep() {
        Notice trouble = pulls.stream()
                .map(HistoryPull::trouble)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (readings.isEmpty()) {
            return ConnectionStep.of(Kind.HISTORY, ConnectionStep.State.TO_DO, Notice.of("step.history.off"));
        }
        if (trouble != null) {
            return ConnectionStep.of(Kind.HISTORY, ConnectionStep.State.WRONG, trouble);
        }
        Instant read = readAt();
        return read == null
                ? ConnectionStep.of(Kind.HISTORY, ConnectionStep.State.WAITING, Notice.of("step.history.waiting"))
                : ConnectionStep.of(Kind.HISTORY, ConnectionStep.State.DONE, Notice.of("step.history.done", read));
    }

    @Override
    public void close() {
        if (work != null) {
            work.shutdownNow();
            try {
                work.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        pulls.forEach(HistoryPull::close);
        told = new Told(State.DOWN, Instant.now(), Notice.of(kind + ".stopped"));
    }
}
