package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.RecordingEnded;
import org.ringbook.calls.CallFact.RecordingNamed;
import org.ringbook.calls.CallFact.RecordingPaused;
import org.ringbook.calls.CallFact.RecordingResumed;
import org.ringbook.calls.CallFact.RecordingStarted;

/** What a source told of the recordings of one call. A call that no person answered has nothing to listen to. Pure. */
final class Recorded {

    private Recorded() {}

    static List<Call.Recording> of(RecordingIds ids, LegHistory history) {
        if (history.recordings.isEmpty()) {
            return List.of();
        }
        var recordings = new LinkedHashMap<UUID, Call.Recording>(4);
        for (RecordingStarted started : history.recordings) {
            UUID id = ids.of(started);
            var recording = new Call.Recording(
                    id,
                    started.at(),
                    null,
                    Call.RecordingStatus.EXPECTED,
                    started.leg(),
                    file(started, next(started, history), history),
                    pauses(started, history),
                    end(started, history));
            // Where the file is may be told later than that there is one.
            recordings.merge(id, recording, Recorded::better);
        }
        return List.copyOf(recordings.values());
    }

    /** When the next recording was begun on the same leg. */
    private static Instant next(RecordingStarted started, LegHistory history) {
        for (RecordingStarted other : history.recordings) {
            if (other.leg().equals(started.leg()) && other.at().isAfter(started.at())) {
                return other.at();
            }
        }
        return Instant.MAX;
    }

    private static boolean within(CallFact fact, RecordingStarted started, Instant end) {
        return fact.leg().equals(started.leg())
                && !fact.at().isBefore(started.at())
                && (end == null || fact.at().isBefore(end));
    }

    /** The name may come by itself; it is of the recording that was begun last on its leg. */
    private static String file(RecordingStarted started, Instant next, LegHistory history) {
        if (started.file() != null) {
            return started.file();
        }
        String last = null;
        for (RecordingNamed named : history.named) {
            last = within(named, started, next) ? named.file() : last;
        }
        return last;
    }

    /** Paused twice is paused once; with its end a recording's pause is over. */
    private static List<Call.Span> pauses(RecordingStarted started, LegHistory history) {
        if (history.pauses.isEmpty()) {
            return List.of();
        }
        var pauses = new ArrayList<Call.Span>(0);
        Instant end = end(started, history);
        Instant since = null;
        for (CallFact fact : history.pauses) {
            boolean begins = fact instanceof RecordingPaused;
            boolean resumes = fact instanceof RecordingResumed;
            if (!begins && !resumes || begins == (since != null) || !within(fact, started, end)) {
                continue;
            }
            if (resumes) {
                pauses.add(new Call.Span(since, fact.at()));
            }
            since = begins ? fact.at() : null;
        }
        if (since != null) {
            pauses.add(new Call.Span(since, end));
        }
        return pauses;
    }

    /** Another one on the same leg runs beside it. @return null while it goes on */
    private static Instant end(RecordingStarted started, LegHistory history) {
        LegState leg = history.legs.get(started.leg());
        Instant legEnded = leg == null ? null : leg.endedAt;
        for (CallFact fact : history.pauses) {
            if (fact instanceof RecordingEnded && within(fact, started, legEnded)) {
                return fact.at();
            }
        }
        return legEnded;
    }

    private static Call.Recording better(Call.Recording one, Call.Recording other) {
        if (one.file() == null || other.file() == null) {
            return one.file() == null ? other : one;
        }
        return one.file().compareTo(other.file()) <= 0 ? one : other;
    }
}
