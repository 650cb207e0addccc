package org.ringbook.workspace.calls;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.recordings.Recording;
import org.ringbook.recordings.RecordingNotes;
import org.ringbook.recordings.Recordings;
import org.ringbook.recordings.audio.TalkFigures;
import org.ringbook.rights.Action;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What pages show of the recordings of calls, as far as the viewer may hear them. */
@Component
public class CallAudio {

    /** So long after the end of a call the page looks by itself whether the recording has come. */
    private static final Duration LOOKED_FOR = Duration.ofMinutes(2);

    private final Recordings recordings;
    private final RecordingNotes notes;
    private final CallLog log;
    private final Staff staff;
    private final JsonMapper json;

    CallAudio(Recordings recordings, RecordingNotes notes, CallLog log, Staff staff, JsonMapper json) {
        this.recordings = recordings;
        this.notes = notes;
        this.log = log;
        this.staff = staff;
        this.json = json;
    }

    /**
     * @param moment seconds from the beginning of the timeline
     * @param mine whether the viewer may take it away
     */
    record NoteAt(UUID recording, RecordingNotes.Note note, BigDecimal moment, String clock, String by, boolean mine) {}

    /** Figures of one recording, in words. */
    record TalkInWords(String theirs, String ours, String longest, String silence, String overlap) {}

    /**
     * @param all oldest first
     * @param stored those that can be played
     * @param heard whether the viewer may hear them
     * @param waits whether one will be here in a moment
     * @param parts what the player plays, as it reads it
     * @param undrawn whether one of them has no waveform: nobody here can read its coding
     * @param apart whether each side has its own channel
     */
    record Shown(
            List<Recording> all,
            List<Recording> stored,
            boolean heard,
            boolean download,
            boolean waits,
            String parts,
            String marks,
            boolean undrawn,
            boolean apart,
            List<TalkInWords> talk,
            List<NoteAt> notes) {

        public boolean isNone() {
            return all.isEmpty();
        }
    }

    Shown of(Call call, Viewer viewer, Print print) {
        List<Recording> all = recordings.of(call);
        boolean heard = may(Action.HEAR, call, viewer);
        List<Recording> stored = all.stream().filter(Recording::stored).toList();
        boolean fresh = !call.ended() || call.endedAt().isAfter(Instant.now().minus(LOOKED_FOR));
        boolean waits = heard && fresh && call.ended() && stored.size() < all.size();
        if (!heard || stored.isEmpty()) {
            return new Shown(all, stored, heard, false, waits, "[]", "[]", false, false, List.of(), List.of());
        }
        Map<UUID, Instant> began = began(call, stored);
        Instant begin = Collections.min(began.values());
        return new Shown(
                all,
                stored,
                true,
                may(Action.DOWNLOAD, call, viewer),
                waits,
                parts(stored, began),
                marks(call, begin),
                stored.stream().anyMatch(one -> recordings.peaks(one).isEmpty()),
                stored.stream().anyMatch(one -> one.channels() == 2),
                stored.stream()
                        .flatMap(one -> recordings.talk(one).stream())
                        .map(talk -> inWords(talk, print))
                        .toList(),
                notes(stored, began, viewer));
    }

    /** Also by what another source told of the same call. */
    boolean may(Action deed, Call call, Viewer viewer) {
        return viewer.permissions().may(deed, call)
                || log.correlations().of(call).stream()
                        .anyMatch(seen -> viewer.permissions().may(deed, seen.call()));
    }

    /** What a small player plays, by call; calls with nothing to hear are not among the keys. */
    public Map<UUID, String> inList(List<Call> calls, Viewer viewer) {
        var parts = new HashMap<UUID, String>();
        List<Call> audible = calls.stream()
                .filter(call ->
                        !call.recordings().isEmpty() && viewer.permissions().may(Action.HEAR, call))
                .toList();
        Map<UUID, List<Recording>> recorded = recordings.of(audible);
        for (Call call : audible) {
            List<Recording> stored = recorded.getOrDefault(call.id(), List.of()).stream()
                    .filter(Recording::stored)
                    .toList();
            if (!stored.isEmpty()) {
                parts.put(call.id(), parts(stored, began(call, stored)));
            }
        }
        return parts;
    }

    /** When the sound of each begins. */
    private static Map<UUID, Instant> began(Call call, List<Recording> stored) {
        var began = new HashMap<UUID, Instant>();
        for (Recording one : stored) {
            began.put(
                    one.id(),
                    call.recordings().stream()
                            .filter(told -> told.id().equals(one.id()))
                            .findFirst()
                            .map(told -> told.with(one.seconds(), one.status()).soundStartedAt())
                            .orElse(one.startedAt()));
        }
        return began;
    }

    private String parts(List<Recording> stored, Map<UUID, Instant> began) {
        Instant begin = Collections.min(began.values());
        return json.writeValueAsString(stored.stream()
                .sorted(Comparator.comparing(one -> began.get(one.id())))
                .map(one -> Map.of(
                        "id", one.id(),
                        "at", seconds(begin, began.get(one.id())),
                        "seconds", one.seconds(),
                        "audio", "/api/recordings/" + one.id() + "/audio",
                        "peaks", "/api/recordings/" + one.id() + "/peaks"))
                .toList());
    }

    private String marks(Call call, Instant begin) {
        var marks = new ArrayList<Map<String, Object>>();
        for (Call.Transfer transfer : call.transfers()) {
            marks.add(Map.of("kind", "transfer", "from", seconds(begin, transfer.at())));
        }
        for (Call.Leg leg : call.legs()) {
            boolean inside = leg.kind() == Call.LegKind.AGENT && leg.answeredAt() != null;
            if (inside && leg.answeredAt().isAfter(begin)) {
                marks.add(Map.of("kind", "leg", "from", seconds(begin, leg.answeredAt())));
            }
        }
        call.legs().forEach(leg -> stretches("hold", leg.holds(), call, begin, marks));
        call.recordings().forEach(recording -> stretches("pause", recording.pauses(), call, begin, marks));
        return json.writeValueAsString(marks);
    }

    private static void stretches(
            String kind, List<Call.Span> spans, Call call, Instant begin, List<Map<String, Object>> marks) {
        for (Call.Span span : spans) {
            Instant until = span.to() == null ? call.endedAt() : span.to();
            if (until != null) {
                marks.add(Map.of("kind", kind, "from", seconds(begin, span.from()), "to", seconds(begin, until)));
            }
        }
    }

    private static BigDecimal seconds(Instant from, Instant to) {
        return BigDecimal.valueOf(Duration.between(from, to).toMillis(), 3);
    }

    private static TalkInWords inWords(TalkFigures talk, Print print) {
        boolean theirs = talk.theirLongest().compareTo(talk.ourLongest()) >= 0;
        return new TalkInWords(
                share(talk.theirs(), talk, print),
                share(talk.ours(), talk, print),
                print.duration(theirs ? talk.theirLongest() : talk.ourLongest()) + " ("
                        + print.say(theirs ? "calls.talk.by-them" : "calls.talk.by-us") + ")",
                share(talk.silence(), talk, print),
                share(talk.overlap(), talk, print));
    }

    private static String share(BigDecimal part, TalkFigures talk, Print print) {
        int percent = talk.seconds().signum() == 0
                ? 0
                : (int) Math.round(100 * part.doubleValue() / talk.seconds().doubleValue());
        return print.duration(part) + " · " + percent + " %";
    }

    private List<NoteAt> notes(List<Recording> stored, Map<UUID, Instant> began, Viewer viewer) {
        Instant begin = Collections.min(began.values());
        var all = new ArrayList<NoteAt>();
        for (Recording one : stored) {
            for (RecordingNotes.Note note : notes.of(one.id())) {
                BigDecimal moment = seconds(begin, began.get(one.id())).add(note.atSeconds());
                String by = staff.find(note.staffId()).map(StaffMember::name).orElse(note.login());
                boolean mine = viewer.has(Role.SUPERVISOR)
                        || note.staffId().equals(viewer.member().id());
                all.add(new NoteAt(one.id(), note, moment, clock(moment), by, mine));
            }
        }
        all.sort(Comparator.comparing(NoteAt::moment));
        return all;
    }

    private static String clock(BigDecimal seconds) {
        long whole = seconds.longValue();
        return whole < 3600
                ? "%02d:%02d".formatted(whole / 60, whole % 60)
                : "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
    }
}
