package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.recordings.Completeness;
import org.ringbook.recordings.PlaybackAudit;
import org.ringbook.recordings.Recording;
import org.ringbook.recordings.RecordingNotes;
import org.ringbook.recordings.Recordings;
import org.ringbook.recordings.TalkSearch;
import org.ringbook.recordings.audio.Peaks;
import org.ringbook.recordings.audio.TalkFigures;
import org.ringbook.recordings.store.StoredAudio;
import org.ringbook.rights.Action;
import org.ringbook.staff.Role;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Recordings",
        description =
                "Who sees the call sees that there are recordings; who may hear them, hears them, and each play is"
                        + " written to the audit trail.")
class RecordingsApi {

    /**
     * @param levels of each channel, left first: how loud each stretch gets, 0 to 127
     */
    @Schema(name = "RecordingPeaks")
    record PeaksView(int channels, List<List<Integer>> levels) {

        static PeaksView of(Peaks peaks) {
            var channels = new ArrayList<List<Integer>>();
            for (int channel = 0; channel < peaks.channels(); channel++) {
                var levels = new ArrayList<Integer>(peaks.stretches());
                for (int i = 0; i < peaks.stretches(); i++) {
                    levels.add((int) peaks.levels()[channel * peaks.stretches() + i]);
                }
                channels.add(levels);
            }
            return new PeaksView(peaks.channels(), channels);
        }
    }

    @Schema(name = "RecordingNoteInput")
    record NoteInput(
            @Schema(example = "12.5", description = "From the beginning of the recording.")
            BigDecimal atSeconds,

            String text) {}

    private final Recordings recordings;
    private final RecordingNotes notes;
    private final PlaybackAudit audit;
    private final VisibleCalls visible;
    private final Completeness completeness;
    private final TalkSearch talk;
    private final ListenedTo listenedTo = new ListenedTo();

    RecordingsApi(
            Recordings recordings,
            RecordingNotes notes,
            PlaybackAudit audit,
            VisibleCalls visible,
            Completeness completeness,
            TalkSearch talk) {
        this.completeness = completeness;
        this.talk = talk;
        this.recordings = recordings;
        this.notes = notes;
        this.audit = audit;
        this.visible = visible;
    }

    @GetMapping("/api/recordings/{id}")
    @Operation(
            summary = "What is known of a recording",
            description = "`status` is expected, stored or missing; `reason` says why it is not here, or not yet.")
    Recording one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        Recording recording = existing(id);
        visible.record(me, recording.callId());
        return recording;
    }

    @GetMapping("/api/recordings/{id}/audio")
    @Operation(
            summary = "The sound of a recording",
            description =
                    "Answers ranges of bytes (206). With `download`, as a file to keep, which asks for a right of its"
                            + " own. With `compact`, the small copy (Opus in Ogg) where one was made, else the sound as it"
                            + " came.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "audio/*"))
    @ApiResponse(responseCode = "206", description = "A range of it", content = @Content(mediaType = "audio/*"))
    @ApiResponse(responseCode = "409", description = "The sound is not here; `detail` says why.")
    @ApiResponse(responseCode = "416", description = "There is no such range in it.")
    void audio(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) String download,
            @RequestParam(required = false) String compact,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        Recording asItCame = heard(me, id, download == null ? Action.HEAR : Action.DOWNLOAD);
        Recording recording = compact == null ? asItCame : recordings.compact(asItCame);
        StoredAudio audio = recordings.audio(recording).orElseThrow(() -> {
            listenedTo.forget(recording.id());
            return notHere(existing(id));
        });
        audit.note(
                me.id(),
                me.login(),
                recording,
                download == null ? PlaybackAudit.Action.PLAY : PlaybackAudit.Action.DOWNLOAD,
                request.getRemoteAddr(),
                Instant.now());
        new AudioAnswer(recording, audio, download != null).write(request, response);
    }

    /**
     * A range of the sound, of a recording that is listened to in this moment.
     *
     * @return false when anything about it is not plain, and nothing was answered or written down
     */
    boolean piece(SignedIn me, String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        AudioAnswer answer;
        try {
            Recording recording = heard(me, id, Action.HEAR);
            StoredAudio audio = recordings.audio(recording).orElse(null);
            if (audio == null) {
                return false;
            }
            audit.note(
                    me.id(), me.login(), recording, PlaybackAudit.Action.PLAY, request.getRemoteAddr(), Instant.now());
            answer = new AudioAnswer(recording, audio, false);
        } catch (NotDone | DataAccessException toBeToldInWords) {
            return false;
        }
        answer.write(request, response);
        return true;
    }

    private static NotDone notHere(Recording recording) {
        String word = recording.reason() == null ? "waits" : recording.reason();
        return NotDone.conflict(
                null, "recording_" + word, "The sound of this recording is not here: " + Reasons.inEnglish(word));
    }

    @GetMapping("/api/recordings/{id}/peaks")
    @Operation(summary = "What a waveform is drawn of")
    PeaksView peaks(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return recordings
                .peaks(heard(me, id, Action.HEAR))
                .map(PeaksView::of)
                .orElseThrow(() -> NotDone.notFound("There is no waveform of this recording."));
    }

    @GetMapping("/api/recordings/{id}/talk")
    @Operation(
            summary = "Who spoke how much, in seconds",
            description = "Only of recordings in which the two sides are apart (stereo).")
    TalkFigures talk(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return recordings
                .talk(heard(me, id, Action.HEAR))
                .orElseThrow(() -> NotDone.notFound("In this recording the two sides are not apart."));
    }

    @GetMapping("/api/recordings/{id}/notes")
    @Operation(summary = "Notes at moments of a recording")
    Page<RecordingNotes.Note> notes(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return new Page<>(notes.of(heard(me, id, Action.HEAR).id()), null);
    }

    @PostMapping("/api/recordings/{id}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Write a note at a moment of a recording")
    RecordingNotes.Note write(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody NoteInput sent) {
        return notes.add(heard(me, id, Action.HEAR), sent.atSeconds(), sent.text(), me.id(), me.login());
    }

    @DeleteMapping("/api/recordings/{id}/notes/{note}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a note away", description = "Your own; supervisors and administrators anybody's.")
    void remove(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @PathVariable long note) {
        Recording recording = heard(me, id, Action.HEAR);
        if (!notes.remove(recording.id(), note, me.mayAs(Role.SUPERVISOR) ? null : me.id())) {
            throw NotDone.notFound("There is no such note, or it is not yours.");
        }
    }

    @PostMapping("/api/recordings/{id}/fetch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Try now to get a recording that is not here", description = "For supervisors.")
    void fetch(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        if (!me.mayAs(Role.SUPERVISOR)) {
            throw NotDone.notAllowed("Supervisors and administrators have recordings fetched again.");
        }
        Recording recording = heard(me, id, Action.HEAR);
        if (!recordings.tryNow(recording.id())) {
            throw NotDone.conflict(null, "recording_stored", "The recording is here already.");
        }
    }

    @GetMapping("/api/recordings")
    @Operation(
            summary = "Conversations by who spoke how much, newest first",
            description =
                    "Of recordings in which the two sides are apart, as far as the sender may hear them; at most 500."
                            + " `silence` and `monologue` in seconds, `ours` and `theirs` in percent of the whole, each at least.")
    Page<TalkSearch.Found> spoken(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to,
            @RequestParam(defaultValue = "0") int silence,
            @RequestParam(defaultValue = "0") int monologue,
            @RequestParam(defaultValue = "0") int ours,
            @RequestParam(defaultValue = "0") int theirs,
            @RequestParam(defaultValue = "50") int limit) {
        Instant end = to == null ? Instant.now() : to;
        var asked = new TalkSearch.Asked(
                from == null ? end.minus(Duration.ofDays(7)) : from, end, silence, monologue, ours, theirs);
        return new Page<>(
                talk.find(asked, found -> visible.hears(me, found.callId()), Math.max(1, Math.min(500, limit))), null);
    }

    @GetMapping("/api/recordings/completeness")
    @Operation(
            summary = "Which answered calls that should have a recording have one, and of the others why not",
            description =
                    "For supervisors. A source that told of no recording in the period is taken for one that does not"
                            + " record.")
    Completeness.Report completeness(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to) {
        if (!me.mayAs(Role.SUPERVISOR)) {
            throw NotDone.notAllowed("Supervisors and administrators see what is complete.");
        }
        Instant end = to == null ? Instant.now() : to;
        return completeness.of(from == null ? end.minus(Duration.ofDays(7)) : from, end);
    }

    @GetMapping("/api/recordings/plays")
    @Operation(
            summary = "The audit trail: who heard or took away which recording, newest first",
            description = "For administrators.")
    Page<PlaybackAudit.Play> plays(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) UUID staff,
            @RequestParam(required = false) UUID call,
            @RequestParam(required = false) Long next,
            @RequestParam(defaultValue = "50") int limit) {
        if (!me.mayAs(Role.ADMINISTRATOR)) {
            throw NotDone.notAllowed("Administrators read the audit trail.");
        }
        int most = Math.max(1, Math.min(500, limit));
        List<PlaybackAudit.Play> found = audit.find(staff, call, next, most);
        return new Page<>(
                found,
                found.size() < most ? null : Long.toString(found.get(most - 1).id()));
    }

    private Recording existing(String id) {
        return recordings.find(CallSearch.Ids.read("id", id)).orElseThrow(RecordingsApi::unknown);
    }

    private static NotDone unknown() {
        return NotDone.notFound("There is no such recording, or it is of a call of others.");
    }

    /** The one place where it is asked who may hear a recording. */
    private Recording heard(SignedIn me, String id, Action deed) {
        ListenedTo.OfCall known = listenedTo.find(CallSearch.Ids.read("id", id), asked -> {
            Recording recording = recordings.find(asked).orElseThrow(RecordingsApi::unknown);
            return new ListenedTo.OfCall(recording, visible.record(recording.callId()));
        });
        visible.seen(me, known.call());
        if (!visible.may(me, deed, known.call())) {
            throw NotDone.notAllowed(
                    deed == Action.DOWNLOAD
                            ? "You may not take recordings away as files. An administrator can give the right."
                            : "You may not hear the recordings of this call. An administrator can give the right.");
        }
        return known.recording();
    }
}
