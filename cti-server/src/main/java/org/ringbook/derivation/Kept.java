package org.ringbook.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Recording;

/** What stays of a logged call, however it is told anew: its address, and its recordings with what became of them. */
final class Kept {

    private Kept() {}

    static Call of(Call before, List<Call> joined, Call derived) {
        return derived.with(draft -> {
            draft.id = before.id();
            draft.recordings = recordings(before, joined, derived);
        });
    }

    private static List<Recording> recordings(Call before, List<Call> joined, Call derived) {
        List<Recording> known = Stream.concat(Stream.of(before), joined.stream())
                .flatMap(call -> call.recordings().stream())
                .toList();
        var recordings = new ArrayList<Recording>();
        for (Recording recording : derived.recordings()) {
            recordings.add(withId(known, recording.id()).orElse(recording));
        }
        known.stream()
                .filter(recording -> recording.status() == Call.RecordingStatus.STORED)
                .filter(recording -> withId(recordings, recording.id()).isEmpty())
                .forEach(recordings::add);
        return List.copyOf(recordings);
    }

    private static Optional<Recording> withId(List<Recording> recordings, UUID id) {
        return recordings.stream()
                .filter(recording -> recording.id().equals(id))
                .findFirst();
    }
}
