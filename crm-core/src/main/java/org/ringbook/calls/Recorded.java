package org.ringbook.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.ringbook.calls.CallFact.RecordingNamed;
import org.ringbook.calls.CallFact.RecordingPaused;
import org.ringbook.calls.CallFact.RecordingStarted;

/** What a source told of the recordings of one call. A call that no person answered has nothing to listen to. Pure. */
final class Recorded {

    private Recorded() {}

    static List<Call.Recording> of(String source, LegStories stories) {
        var recordings = new LinkedHashMap<UUID, Call.Recording>();
        for (RecordingStarted started : stories.recordings) {
            UUID id = CallIds.of(source, "recording " + started.leg() + " " + started.at(), started.at());
            Instant next = next(started, stories);
            var recording = new Call.Recording(
                    id,
                    started.at(),
                    null,
                    Call.RecordingStatus.EXPECTED,
                    started.leg(),
                    file(started, next, stories),
                    pauses(started, next, stories));
            // Where the file is may be told later than that there is one.
            recordings.merge(id, recording, Recorded::better);
        }
        return List.copyOf(recordings.values());
    }

    /** When the next recording was begun on the same leg. */
    private static Instant next(RecordingStarted started, LegStories stories) {
        return stories.recordings.stream()
                .filter(other -> other.leg().equals(started.leg()) && other.at().isAfter(started.at()))
                .map(RecordingStarted::at)
                .findFirst()
                .orElse(Instant.MAX);
    }

    private static boolean within(CallFact fact, RecordingStarted started, Instant next) {
        return fact.leg().equals(started.leg())
                && !fact.at().isBefore(started.at())
                && fact.at().isBefore(next);
    }

    /** The name may come by itself; it is of the recording that was begun last on its leg. */
    private static String file(RecordingStarted started, Instant next, LegStories stories) {
        if (started.file() != null) {
            return started.file();
        }
        return stories.named.stream()
                .filter(named -> within(named, started, next))
                .map(RecordingNamed::file)
                .reduce((one, later) -> later)
                .orElse(null);
    }

    /** Paused twice is paused once; with the end of its leg a recording, and its pause, are over. */
    private static List<Call.Span> pauses(RecordingStarted started, Instant next, LegStories stories) {
        var pauses = new ArrayList<Call.Span>(0);
        Instant since = null;
        for (CallFact fact : stories.pauses) {
            boolean begins = fact instanceof RecordingPaused;
            if (!within(fact, started, next) || begins == (since != null)) {
                continue;
            }
            if (!begins) {
                pauses.add(new Call.Span(since, fact.at()));
            }
            since = begins ? fact.at() : null;
        }
        if (since != null) {
            pauses.add(new Call.Span(since, end(started, next, stories)));
        }
        return pauses;
    }

    /** @return null while it goes on */
    private static Instant end(RecordingStarted started, Instant next, LegStories stories) {
        LegStory leg = stories.legs.get(started.leg());
        Instant ended = leg == null ? null : leg.endedAt;
        boolean begunAnew = !next.equals(Instant.MAX) && (ended == null || next.isBefore(ended));
        return begunAnew ? next : ended;
    }

    private static Call.Recording better(Call.Recording one, Call.Recording other) {
        if (one.file() == null || other.file() == null) {
            return one.file() == null ? other : one;
        }
        return one.file().compareTo(other.file()) <= 0 ? one : other;
    }
}
