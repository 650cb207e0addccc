package org.ringbook.telephony.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.fold.OpenLeg;
import org.ringbook.calls.fold.RefusedFact;
import org.ringbook.calls.log.CallLog;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one source's messages, from the reading thread to the call. {@link #offer} only puts a message into a
 * bounded queue, so a reading thread never waits for what comes behind. One thread then takes each message through the
 * steps, in the order in which they came:
 *
 * <ol>
 *   <li>count it;
 *   <li>keep it word for word (written in batches beside this way);
 *   <li>translate it to facts;
 *   <li>group, fold, and tell listeners: pop-ups, log, screens.
 * </ol>
 *
 * <p>A message that cannot be translated is counted, kept and passed by. When messages wait, they are taken many at a
 * time, and each call that they change is folded once.
 */
public final class Intake implements AutoCloseable {

    /** The phase of the life cycle in which sources begin: what keeps their messages is there before, and goes after them. */
    public static final int PHASE = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /**
     * Holds ten seconds of the most that one Asterisk sends (20,000 messages a second of about 700 bytes), where the
     * memory is there.
     */
    private static final long MOST_BYTES =
            Math.min(256L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 3);

    /** Messages come in their order. */
    private static final Duration IN_ORDER = Duration.ofMinutes(2);
    /** They overtake each other by minutes: a part of a call that came first may have looked like another one. */
    private static final Duration ANY_ORDER = Duration.ofMinutes(15);

    private static final Instant FIRST_YEARS = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST_YEARS = Instant.parse("9000-01-01T00:00:00Z");

    /** So few that they take some hundredths of a second, so many that a call is not folded at each of its messages. */
    private static final int BATCH = 8192;

    private static final long FORGET_EVERY_NANOS = 10_000_000_000L;

    /** The pure step from one message to facts, of one kind of source. */
    @FunctionalInterface
    public interface Translation {

        /**
         * @param facts takes what the message says of calls
         * @return false when the message is not believed; then it must have said nothing
         */
        boolean translate(byte[] message, Instant received, Consumer<CallFact> facts);

        /**
         * How far apart the messages of one call may lie, for a translation that makes the facts of a call of all of them: read
         * from its middle on, it would tell another call.
         */
        default Duration remembers() {
            return Duration.ZERO;
        }

        /**
         * Where it notes which values it cannot make anything of. Called once, before the first message of the live way; who
         * reads what was kept notes nothing.
         */
        default void noting(NotUnderstood notes) {}
    }

    private static final byte[] NOTHING = {};

    private final String source;
    private final Translation translation;
    private final Calls calls;
    private final RawInbox inbox;
    private final SourceCounters counters;
    private final Gaps gaps;
    private final IdempotentInbox idempotent;
    private final Watermarks watermarks;

    private final WaitingMessages queue;
    private volatile boolean complained;
    private final Thread worker;
    private long forgetAt = System.nanoTime() + FORGET_EVERY_NANOS;

    Intake(String source, Translation translation, Calls calls, RawInbox inbox, SourceCounters counters) {
        this(source, translation, calls, new InboxStores(inbox, new Gaps()), counters, MOST_BYTES);
    }

    /** @param stores where what it says, and what is known of it, is kept */
    public Intake(String source, Translation translation, Calls calls, InboxStores stores, SourceCounters counters) {
        this(source, translation, calls, stores, counters, MOST_BYTES);
    }

    /** @param mostBytes room for what waits */
    Intake(
            String source,
            Translation translation,
            Calls calls,
            InboxStores stores,
            SourceCounters counters,
            long mostBytes) {
        this.gaps = stores.gaps();
        this.idempotent = stores.idempotent();
        this.watermarks = stores.watermarks();
        this.queue = new WaitingMessages(mostBytes, BATCH);
        this.source = source;
        this.translation = translation;
        this.calls = calls;
        this.inbox = stores.inbox();
        this.counters = counters;
        translation.noting(counters.notUnderstood());
        this.worker = new Thread(this::work, "calls-of-" + source);
        worker.setDaemon(true);
        worker.start();
    }

    /**
     * Hands a message on. Never waits; any thread, but the messages of one source from one thread at a time.
     *
     * @param received by our clock
     * @return false when the queue is full: the caller must break the connection and catch up afterwards, because a
     *     message lost in silence is a call lost in silence
     */
    public boolean offer(byte[] message, Instant received) {
        return queue.offer(new WaitingMessages.Message(message, received, false, null));
    }

    /**
     * Takes a message that has an id of the source's own: the first of an id is kept and translated, its repetitions are only
     * counted. Never waits; any thread, many at once.
     *
     * @param happened when the source says that it happened; null when it does not say, or when it is read from a history.
     *     What happened lately is translated at once, beside the disk; with anything else it is first made sure that it was
     *     not kept long ago
     * @return done when it is durable: true when it was new. It fails with {@link RejectedExecutionException} when there is
     *     no room, and then nothing was taken
     */
    public CompletableFuture<Boolean> once(String id, byte[] message, Instant received, Instant happened) {
        IdempotentInbox.Taken taken = queue.hasRoom() ? idempotent.keep(source, id, message, received, happened) : null;
        if (taken == null) {
            return CompletableFuture.failedFuture(new RejectedExecutionException(source + " has no room"));
        }
        var kept = new WaitingMessages.Message(message, received, true, null);
        if (!taken.first()) {
            counters.repeated(message.length, received);
        } else if (taken.surely()) {
            queue.put(kept);
        } else {
            taken.isNew().thenAccept(isNew -> {
                if (isNew) {
                    queue.put(kept);
                } else {
                    counters.repeated(message.length, received);
                }
            });
        }
        return taken.isNew();
    }

    /** Whether what is taken {@link #once} does not get durable at present: nobody need wait for it. */
    public boolean isLate() {
        return idempotent.isLate();
    }

    /** Until when the histories of the source are read. */
    public Watermarks watermarks() {
        return watermarks;
    }

    /** Runs a task when all that was offered before it has been folded, on the thread that folds. Never waits. */
    public void inOrder(Runnable task) {
        queue.put(new WaitingMessages.Message(NOTHING, null, true, task));
    }

    /** Whether at least half of the room is free: time to listen again after the queue was full. */
    public boolean hasRoom() {
        return queue.hasRoom();
    }

    /** What the source knows without a message that said it, such as legs that a snapshot shows to be gone. */
    public void report(List<CallFact> facts) {
        refused(calls.accept(source, facts));
    }

    /** A call of which something cannot be understood goes on without it, and so do all others. */
    private void refused(List<RefusedFact> refused) {
        for (RefusedFact each : refused) {
            counters.refused();
            String fact = each.fact().getClass().getSimpleName();
            counters.notUnderstood().met(Problem.CALL, fact, each.fact().leg(), Instant.now());
            if (!complained) {
                complained = true;
                LOG.error(
                        "{}: {} could not be made a part of its call; the call goes on without it",
                        source,
                        fact,
                        each.why());
            }
        }
    }

    /**
     * Takes up the calls that went on when the server stopped, from what was kept of them, before anything new is received. What
     * cannot be read is logged, and the source begins without it.
     *
     * @param log tells which went on
     */
    public void takeUp(CallLog log) {
        refused(takenUp().run(log));
    }

    /**
     * Learns from what was kept where the source was, for calls that are still known here: one that was set up anew goes on in the
     * middle of them. What cannot be read is logged, and the source begins without it.
     *
     * @param log tells which calls go on
     */
    public void goOn(CallLog log) {
        takenUp().learn(log);
    }

    /** Nobody will tell any more how the calls of this source go on: they end at that moment, by estimate. */
    public void endWhatGoesOn(Instant at) {
        var facts = new ArrayList<CallFact>();
        openLegs().forEach((leg, open) -> {
            Instant end = (at.isAfter(open.heard()) ? at : open.heard().plusMillis(1)).truncatedTo(ChronoUnit.MICROS);
            facts.add(new CallFact.LegEnded(leg, end, CallFact.Outcome.OTHER));
            facts.add(new CallFact.Healed(leg, end, CallFact.HealedFrom.ESTIMATE));
        });
        if (!facts.isEmpty()) {
            report(facts);
        }
    }

    TakeUp takenUp() {
        return new TakeUp(source, translation, calls, inbox, lateness());
    }

    /** How late a message may come and still find the call that it belongs to. */
    Duration lateness() {
        return translation.remembers().isZero() ? IN_ORDER : ANY_ORDER;
    }

    /** Legs that have not ended, as far as was heard, by their ids. */
    public Map<String, OpenLeg> openLegs() {
        return calls.openLegs(source);
    }

    /** Those of them of whose calls nothing was heard since that moment, by the source's clock; cheap, however many calls go on. */
    public Map<String, OpenLeg> quietLegs(Instant since) {
        return calls.quietLegs(source, since);
    }

    /** Whether the beginning of this leg was heard, and is remembered. */
    public boolean knows(String leg) {
        return calls.knows(source, leg);
    }

    /** Where the source notes when it was not heard. */
    public Gaps gaps() {
        return gaps;
    }

    public SourceCounters counters() {
        return counters;
    }

    /** How many messages wait or are on their way through the steps. */
    public int waiting() {
        return queue.waiting();
    }

    private void work() {
        var batch = new ArrayList<WaitingMessages.Message>(BATCH);
        var facts = new ArrayList<CallFact>(BATCH * 2);
        while (queue.take(batch, FORGET_EVERY_NANOS, this::forgetNowAndThen)) {
            for (WaitingMessages.Message message : batch) {
                if (message.task() == null) {
                    counters.received(message.bytes().length, message.received());
                    if (!message.kept()) {
                        inbox.keep(source, message.bytes(), message.received());
                    }
                    translate(message, facts);
                } else {
                    fold(facts);
                    facts.clear();
                    run(message.task());
                }
            }
            fold(facts);
            batch.clear();
            facts.clear();
        }
    }

    private void translate(WaitingMessages.Message message, List<CallFact> facts) {
        long noted = counters.notUnderstood().times();
        int before = facts.size();
        try {
            if (!translation.translate(message.bytes(), message.received(), facts::add)) {
                counters.refused();
                if (counters.notUnderstood().times() == noted) {
                    counters.notUnderstood().met(Problem.MESSAGE, "", null, message.received());
                }
            }
            if (neverWasAnywhere(facts, before)) {
                facts.subList(before, facts.size()).clear();
                counters.refused();
                counters.notUnderstood().met(Problem.MESSAGE, "", "time", message.received());
            }
        } catch (RuntimeException unreadable) {
            facts.subList(before, facts.size()).clear();
            counters.refused();
            counters.notUnderstood()
                    .met(Problem.MESSAGE, "", unreadable.getClass().getSimpleName(), message.received());
            if (!complained) {
                complained = true;
                LOG.warn("{}: a message could not be understood; it is kept and passed by", source, unreadable);
            }
        }
    }

    /** Each source takes such times for unset; this is the last net before the log, which could not write them. */
    private static boolean neverWasAnywhere(List<CallFact> facts, int from) {
        for (int i = from; i < facts.size(); i++) {
            Instant at = facts.get(i).at();
            if (at.isBefore(FIRST_YEARS) || at.isAfter(LAST_YEARS)) {
                return true;
            }
        }
        return false;
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException broken) {
            LOG.error("{}: a step between the messages failed", source, broken);
        }
    }

    private void fold(List<CallFact> facts) {
        try {
            if (!facts.isEmpty()) {
                refused(calls.accept(source, facts));
            }
            forgetNowAndThen();
        } catch (RuntimeException broken) {
            LOG.error("{}: facts could not be folded; the messages are kept", source, broken);
        }
    }

    private void forgetNowAndThen() {
        if (System.nanoTime() - forgetAt > 0) {
            forgetAt = System.nanoTime() + FORGET_EVERY_NANOS;
            calls.forget(source, Instant.now(), lateness());
        }
    }

    /** Takes what still waits through the steps, then stops. */
    @Override
    public void close() {
        queue.close();
        try {
            worker.join(10_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
