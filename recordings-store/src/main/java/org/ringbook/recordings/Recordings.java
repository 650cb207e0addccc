package org.ringbook.recordings;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.recordings.audio.Peaks;
import org.ringbook.recordings.audio.TalkFigures;
import org.ringbook.recordings.fetch.AnalysisTable;
import org.ringbook.recordings.fetch.FetchQueue;
import org.ringbook.recordings.store.AudioStore;
import org.ringbook.recordings.store.CompactCopies;
import org.ringbook.recordings.store.StoredAudio;
import org.springframework.stereotype.Component;

/** What is known of recordings, and their sound. Waits for the database; any thread. */
@Component
public class Recordings {

    private final RecordingTable table;
    private final CallLog log;
    private final AudioStore store;
    private final FetchQueue queue;
    private final AnalysisTable analyses;
    private final CompactCopies copies;

    Recordings(
            RecordingTable table,
            AnalysisTable analyses,
            CallLog log,
            AudioStore store,
            FetchQueue queue,
            CompactCopies copies) {
        this.copies = copies;
        this.table = table;
        this.analyses = analyses;
        this.log = log;
        this.store = store;
        this.queue = queue;
    }

    /** Also one of a call that goes on, or that was told a moment ago. */
    public Optional<Recording> find(UUID id) {
        return table.find(id)
                .or(() -> log.findByRecording(id)
                        .flatMap(call -> call.recordings().stream()
                                .filter(told -> told.id().equals(id))
                                .findFirst()
                                .map(told -> expected(call, told))));
    }

    /** By what became of them; oldest first. */
    public List<Recording> of(Call call) {
        return of(List.of(call)).getOrDefault(call.id(), List.of());
    }

    /** Of many calls at once; those without a recording are not among the keys. */
    public Map<UUID, List<Recording>> of(Collection<Call> calls) {
        Map<UUID, Recording> known = table.of(calls.stream()
                .flatMap(call -> call.recordings().stream())
                .map(Call.Recording::id)
                .toList());
        return calls.stream()
                .flatMap(call -> call.recordings().stream()
                        .map(told -> known.getOrDefault(told.id(), expected(call, told)))
                        .map(recording -> Map.entry(call.id(), recording)))
                .sorted((one, other) ->
                        one.getValue().startedAt().compareTo(other.getValue().startedAt()))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Whoever waits for it is told of it in the call, before anything is known of its sound. */
    private static Recording expected(Call call, Call.Recording told) {
        return new Recording(
                told.id(),
                call.id(),
                call.source(),
                told.startedAt(),
                null,
                Call.RecordingStatus.EXPECTED,
                call.ended() ? "waits" : "goes_on",
                0,
                null,
                null,
                null,
                null);
    }

    /** Empty while it is not stored, and when it was freed. */
    public Optional<StoredAudio> audio(Recording recording) {
        return Stream.ofNullable(recording.sha256())
                .filter(digest -> recording.stored())
                .flatMap(digest -> store.open(digest).stream())
                .findFirst();
    }

    /** The same recording with the format and the digest of its small copy for ears; as it came where there is none. */
    public Recording compact(Recording recording) {
        return Optional.ofNullable(recording.sha256())
                .flatMap(copies::of)
                .filter(copy -> store.open(copy).isPresent())
                .map(copy -> recording.as(CompactCopies.FORMAT, copy))
                .orElse(recording);
    }

    /** What its waveform is drawn of; empty when it is not stored, or nobody here can read its coding. */
    public Optional<Peaks> peaks(Recording recording) {
        return Optional.ofNullable(recording.sha256()).flatMap(analyses::peaks);
    }

    /** Who spoke how much; empty when its sides are not apart, or it is not stored. */
    public Optional<TalkFigures> talk(Recording recording) {
        return Optional.ofNullable(recording.sha256()).flatMap(analyses::talk);
    }

    /**
     * Tries now to get it, whatever was planned.
     *
     * @return false when it is stored, or nobody has told where it is
     */
    public boolean tryNow(UUID id) {
        return queue.tryNow(id);
    }
}
