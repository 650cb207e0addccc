package org.ringbook.telephony.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.fold.RefusedFact;
import org.ringbook.calls.log.CallLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of one source that went on when the server stopped: each goes on as the same call, or is found to have ended. */
final class TakeUp {

    private static final Logger LOG = LoggerFactory.getLogger(TakeUp.class);
    private static final Duration LONGEST_CALL = Duration.ofHours(12);
    private static final Duration BEFORE_ITS_BEGINNING = Duration.ofSeconds(5);

    private final String source;
    private final Intake.Translation translation;
    private final Calls calls;
    private final RawInbox inbox;
    private final Duration lateness;

    /** @param lateness what ended so shortly before the stop is known again after it, and is not taken for something new */
    TakeUp(String source, Intake.Translation translation, Calls calls, RawInbox inbox, Duration lateness) {
        this.source = source;
        this.translation = translation;
        this.calls = calls;
        this.inbox = inbox;
        this.lateness = lateness;
    }

    List<RefusedFact> run(CallLog log) {
        try {
            var logged = new ArrayList<>(log.open(source));
            Instant from =
                    inbox.lastReceived(source).map(last -> from(last, logged)).orElse(null);
            if (from != null) {
                // What happened was received later than it happened.
                logged.addAll(log.ended(source, from.minus(lateness), from.minus(LONGEST_CALL)));
            }
            return run(from, logged);
        } catch (RuntimeException unreadable) {
            LOG.error("{}: the calls that went on at the last stop could not be taken up", source, unreadable);
            return List.of();
        }
    }

    /** Brings the translation to where it was; the calls are still known, and nothing of them is told once more. */
    void learn(CallLog log) {
        try {
            Instant last = inbox.lastReceived(source).orElse(null);
            if (last != null) {
                Instant from = from(last, log.open(source)).minus(translation.remembers());
                inbox.read(source, from, (bytes, received) -> translate(bytes, received, fact -> {}));
            }
        } catch (RuntimeException unreadable) {
            LOG.error("{}: where it was cannot be read; it begins without it", source, unreadable);
        }
    }

    /**
     * However long the server was away, it goes on from what was received last. A call that had gone on for hours by then goes on
     * from its beginning, as the log has it, and from what is left of it.
     *
     * @param open calls that went on, oldest first
     */
    Instant from(Instant lastReceived, List<Call> open) {
        Instant justBefore = lastReceived.minus(lateness);
        Instant longBefore = lastReceived.minus(LONGEST_CALL);
        Instant before = open.isEmpty() ? justBefore : open.get(0).startedAt().minus(BEFORE_ITS_BEGINNING);
        Instant from = before.isBefore(justBefore) ? before : justBefore;
        return from.isBefore(longBefore) ? longBefore : from;
    }

    /**
     * @param from when the oldest of them began, or a little earlier; null when nothing was kept
     * @param logged as the log has them, and those that have ended since then
     */
    List<RefusedFact> run(Instant from, List<Call> logged) {
        var facts = new ArrayList<CallFact>();
        if (from != null) {
            inbox.read(source, from.minus(translation.remembers()), (bytes, received) -> {
                // What is older only brings the translation to where it was.
                Consumer<CallFact> taker = received.isBefore(from) ? fact -> {} : facts::add;
                translate(bytes, received, taker);
            });
        }
        return calls.takeUp(source, facts, logged);
    }

    private void translate(byte[] message, Instant received, Consumer<CallFact> facts) {
        try {
            translation.translate(message, received, facts);
        } catch (RuntimeException unreadable) {
            LOG.debug("{}: a kept message could not be understood; it is passed by", source, unreadable);
        }
    }
}
