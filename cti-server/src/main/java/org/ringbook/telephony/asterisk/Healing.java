package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.ringbook.telephony.inbox.Gap;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.asterisk.records.CallRecords;
import org.ringbook.telephony.asterisk.records.Told;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills gaps from the PBX's own records. What they say is retold in the words of AMI and goes the way of every other message:
 * it is kept, translated and folded, and whatever was heard already says nothing new. Records may be written late, so they are
 * read a few times; while they cannot be read it goes on trying.
 */
final class Healing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Healing.class);

    /** When the records are read, after the PBX was heard again; the first time that it works the gap counts as healed. */
    private static final int[] READ_AFTER_MILLIS = {300, 3_000, 8_000, 30_000, 90_000};

    /** How often it is looked whether calls of the gap have ended of which there are no records before; no call is forgotten so soon. */
    private static final int LOOK_EVERY_MILLIS = 60_000;

    /** When a leg began that was found in the PBX's list is known to the second. */
    private static final Duration BEGAN_ABOUT = Duration.ofSeconds(5);

    private static final Duration LONGEST_CALL = Duration.ofHours(4);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(7);
    /** A long gap is filled a part after the other: each takes as much memory as its calls. */
    private static final Duration PART = Duration.ofMinutes(30);

    private static final Duration ROOM_COMES_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final CallRecords records;
    private final Intake intake;
    private final BiFunction<String, Instant, String> legByName;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor worker;
    private volatile boolean closed;

    /**
     * @param records null when the settings name none: gaps are then only noted
     * @param legByName id of a channel that was heard live, by its name and when it lived
     */
    Healing(String name, CallRecords records, Intake intake, BiFunction<String, Instant, String> legByName) {
        this(name, records, intake, legByName, InstantSource.system(), onOneThread(name));
    }

    /** @param worker runs what is due later; it is closed with this */
    Healing(
            String name,
            CallRecords records,
            Intake intake,
            BiFunction<String, Instant, String> legByName,
            InstantSource clock,
            ScheduledThreadPoolExecutor worker) {
        this.clock = clock;
        this.name = name;
        this.records = records;
        this.intake = intake;
        this.legByName = legByName;
        this.worker = worker;
        intake.gaps().unfinished(name).forEach(gap -> later(new Attempt(gap, () -> {}), 0));
    }

    private static ScheduledThreadPoolExecutor onOneThread(String name) {
        var worker = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "ami-heals-" + name);
            thread.setDaemon(true);
            return thread;
        });
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return worker;
    }

    /**
     * There was a gap. Waits for nothing.
     *
     * @param from the last moment that was surely heard, by the clock of the PBX
     * @param to when it was heard again
     * @param then run once, when what the records have to say has been handed on, or cannot be read for now
     */
    void gap(Instant from, Instant to, Runnable then) {
        boolean hopeless = records == null;
        Notice detail = hopeless ? Notice.of("gap.unfilled", name) : Notice.of("gap.healing");
        var gap = new Gap(
                UUID.randomUUID(),
                name,
                from,
                to.isBefore(from) ? from : to,
                hopeless ? Gap.State.UNFILLED : Gap.State.HEALING,
                0,
                detail);
        intake.gaps().tell(gap);
        LOG.info("Asterisk \"{}\": not heard from {} to {}", name, gap.from(), gap.to());
        if (hopeless) {
            then.run();
        } else {
            later(new Attempt(gap, then), 0);
        }
    }

    private void later(Attempt attempt, int number) {
        try {
            worker.schedule(() -> attempt.read(number), attempt.pauseBefore(number), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("{}: closing", name);
        }
    }

    /** One gap, and what of it was told already. On the worker's thread. */
    private final class Attempt {

        private final Instant began = clock.instant();
        private final HandedOn handed = new HandedOn(intake);
        private Runnable then;
        private Gap gap;
        private Instant part;
        private int earlier;
        private int calls;
        private String from;
        private int read;
        private int failures;
        private boolean waits;
        /** Legs of the gap that go on, of which the records will only tell when they are over. */
        private Set<String> goOn = Set.of();

        Attempt(Gap gap, Runnable then) {
            this.gap = gap;
            this.part = gap.from();
            this.then = then;
        }

        long pauseBefore(int number) {
            if (failures > 0) {
                return Math.min(LONGEST_PAUSE.toMillis(), 1000L << Math.min(failures, 12));
            }
            if (number >= READ_AFTER_MILLIS.length) {
                return LOOK_EVERY_MILLIS;
            }
            return number == 0
                    ? READ_AFTER_MILLIS[0]
                    : Math.max(
                            0,
                            READ_AFTER_MILLIS[number]
                                    - Duration.between(began, clock.instant()).toMillis());
        }

        void read(int number) {
            Set<String> before = goOn;
            goOn = legsOfTheGap();
            if (number < READ_AFTER_MILLIS.length || failures > 0 || !goOn.equals(before)) {
                readNow();
            }
            Runnable next = then;
            then = () -> {};
            next.run();
            if (!closed && again(before)) {
                later(this, read);
            }
        }

        private void readNow() {
            try {
                boolean allTaken = readParts();
                failures = allTaken ? 0 : failures + 1;
                read += allTaken ? 1 : 0;
                if (allTaken) {
                    int most = Math.max(gap.calls(), calls);
                    become(Gap.State.HEALED, most, Notice.of("gap.healed." + from, most));
                }
            } catch (IOException unreadable) {
                failed(unreadable);
            } catch (RuntimeException broken) {
                LOG.error("Asterisk \"{}\": its records could not be understood", name, broken);
                failed(new IOException(broken.toString()));
            }
        }

        private boolean again(Set<String> wentOn) {
            Duration since = Duration.between(began, clock.instant());
            if (failures > 0) {
                return since.compareTo(GIVE_UP_AFTER) < 0;
            }
            boolean someGoOn = waits && !(goOn.isEmpty() && wentOn.isEmpty()) && since.compareTo(LONGEST_CALL) < 0;
            return read < READ_AFTER_MILLIS.length || someGoOn;
        }

        private Set<String> legsOfTheGap() {
            var legs = new HashSet<String>();
            intake.openLegs().forEach((id, leg) -> {
                if (!leg.began().isAfter(gap.to().plus(BEGAN_ABOUT))) {
                    legs.add(id);
                    handed.knew(id);
                }
            });
            return legs;
        }

        /** By the PBX's clock, at least. */
        private Instant now() {
            Instant ours = clock.instant();
            Instant theirs = gap.to().plus(Duration.between(began, ours));
            return theirs.isAfter(ours) ? theirs : ours;
        }

        /** @return false when there was no room for all of it; it goes on with the part that it was at */
        private boolean readParts() throws IOException {
            while (true) {
                Instant end = part.plus(PART).isBefore(gap.to()) ? part.plus(PART) : gap.to();
                CallRecords.Found found = records.between(part, end, now(), handed::knew, legByName);
                if (!hand(found, part)) {
                    return false;
                }
                calls = earlier + found.calls();
                from = found.from();
                waits = found.onlyAtTheEnd();
                if (!end.isBefore(gap.to()) || closed) {
                    break;
                }
                if (!waits) {
                    // What is written late is of the end: the earlier parts are not read again.
                    handed.forgetWords();
                }
                earlier = calls;
                part = end;
            }
            if (waits) {
                part = gap.from();
                earlier = 0;
            }
            return true;
        }

        private void failed(IOException unreadable) {
            String why = Printable.text(String.valueOf(unreadable.getMessage()), 300);
            if (failures++ == 0) {
                LOG.warn("Asterisk \"{}\": a gap cannot be filled yet: {}", name, why);
            }
            if (read == 0) {
                become(Gap.State.HEALING, 0, Notice.of("gap.unreadable", why));
            }
        }

        private void become(Gap.State state, int calls, Notice detail) {
            Gap now = gap.now(state, Math.max(calls, gap.calls()), detail);
            if (!now.equals(gap)) {
                gap = now;
                intake.inOrder(() -> intake.gaps().tell(now));
                LOG.info("Asterisk \"{}\": the gap from {} to {}: {}", name, gap.from(), gap.to(), detail);
            }
        }

        /** @return false when there was no room for all of it */
        private boolean hand(CallRecords.Found found, Instant since) {
            for (Told one : found.told()) {
                boolean news = one.at().isAfter(since) || !intake.knows(one.leg());
                if (handed.before(one)) {
                    continue;
                }
                if (!offer(one.message(news ? found.from() : null))) {
                    return false;
                }
                handed.on(one);
            }
            return true;
        }

        private boolean offer(byte[] message) {
            long deadline = System.nanoTime() + ROOM_COMES_WITHIN.toNanos();
            while (!closed) {
                if (intake.offer(message, clock.instant())) {
                    return true;
                }
                if (System.nanoTime() > deadline) {
                    return false;
                }
                LockSupport.parkNanos(20_000_000);
            }
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        worker.shutdown();
        try {
            if (!worker.awaitTermination(2, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
