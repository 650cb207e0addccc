package org.ringbook.derivation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallDifference;

/**
 * One period that is derived again: how far it is, what came of it, and the way to stop it. {@link DeriveAgain} works on one
 * thread; any other may look or cancel.
 */
public final class DerivationRun {

    /** Of more changes only the count is kept. */
    public static final int CHANGES_KEPT = 500;

    private final UUID id = UUID.randomUUID();
    private final Wanted wanted;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final List<String> unreadable = new ArrayList<>();
    private State state = State.WAITING;
    private double share;
    private UUID written;
    private String failure;
    private volatile boolean cancelled;

    DerivationRun(Wanted wanted) {
        this.wanted = wanted;
    }

    /**
     * What is asked for.
     *
     * @param from start of the calls, inclusive
     * @param to exclusive
     * @param source name of one source; null for all
     * @param write false to learn what would change
     * @param by who asks: a login, or the name of the command
     * @param missing only calls that the log has not, or not to their end; they are then also taken from the source's own
     *     records where messages were lost
     */
    public record Wanted(Instant from, Instant to, String source, boolean write, String by, boolean missing) {

        public Wanted(Instant from, Instant to, String source, boolean write, String by) {
            this(from, to, source, write, by, false);
        }
    }

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        /** What was written until then stays, and can be undone. */
        CANCELLED,
        FAILED
    }

    /** What became of a call, or why it was left alone. */
    public enum Outcome {
        SAME,
        CHANGED,
        NEW,
        /** Calls of the log turned out to be one. */
        JOINED,
        /** The log has it, and what was said makes no call. */
        GONE,
        /** Left alone: it goes on, or has ended only just now. */
        GOES_ON,
        /** Left alone: its beginning or end is beyond what is kept. */
        CUT,
        /** Left alone: messages of its time were lost. */
        LOST,
        /** Left alone: a part of it was filled in otherwise than from messages. */
        HEALED,
        /** Left alone: nothing that was said of it is kept. */
        NOTHING_KEPT,
        /** Left alone: the log has it, and only what is missing is wanted. */
        STANDS
    }

    /**
     * One call that changes.
     *
     * @param call as it would be; as it is in the log, if it is gone
     * @param fields what is not the same; empty for a call that is new or gone
     */
    public record Change(Outcome outcome, Call call, List<CallDifference.Field> fields) {}

    /**
     * @param share of the work that is done, 0 to 1
     * @param changes the first {@link #CHANGES_KEPT}
     * @param unreadable sources of which messages are kept, and which the settings do not name
     * @param written by which {@link DeriveAgain#undo} knows what was written; null when nothing was
     * @param failure why the state is FAILED, in English, for an administrator; else null
     */
    public record Status(
            State state,
            double share,
            Map<Outcome, Long> counts,
            List<Change> changes,
            List<String> unreadable,
            UUID written,
            String failure) {

        public long count(Outcome outcome) {
            return counts.getOrDefault(outcome, 0L);
        }

        /** Calls that are not as the log has them. */
        public long differing() {
            return count(Outcome.CHANGED) + count(Outcome.NEW) + count(Outcome.JOINED) + count(Outcome.GONE);
        }

        public long leftAlone() {
            return count(Outcome.GOES_ON)
                    + count(Outcome.CUT)
                    + count(Outcome.LOST)
                    + count(Outcome.HEALED)
                    + count(Outcome.NOTHING_KEPT)
                    + count(Outcome.STANDS);
        }

        public boolean ended() {
            return state != State.WAITING && state != State.RUNNING;
        }
    }

    public UUID id() {
        return id;
    }

    public Wanted wanted() {
        return wanted;
    }

    /** It stops before its next calls. */
    public void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    public synchronized Status status() {
        return new Status(
                state, share, Map.copyOf(counts), List.copyOf(changes), List.copyOf(unreadable), written, failure);
    }

    synchronized void began() {
        state = State.RUNNING;
    }

    synchronized void done(double part) {
        share = Math.max(share, Math.min(1, part));
    }

    synchronized void count(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    synchronized void change(Change change) {
        count(change.outcome());
        if (changes.size() < CHANGES_KEPT) {
            changes.add(change);
        }
    }

    synchronized void cannotRead(String source) {
        unreadable.add(source);
    }

    synchronized void writes(UUID derivation) {
        written = derivation;
    }

    synchronized UUID written() {
        return written;
    }

    synchronized void ended(State end, String why) {
        state = end;
        failure = why;
    }
}
