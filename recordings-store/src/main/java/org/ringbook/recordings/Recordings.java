package org.ringbook.recordings;

import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallLog;
import org.springframework.stereotype.Component;

/**
 * The recordings that sources told of. Their files are not fetched yet: all that is known stands in the call. Waits for
 * the database; any thread.
 */
@Component
public class Recordings {

    private final CallLog log;

    Recordings(CallLog log) {
        this.log = log;
    }

    public Optional<Recording> find(UUID id) {
        return log.findByRecording(id)
                .flatMap(call -> call.recordings().stream()
                        .filter(recording -> recording.id().equals(id))
                        .map(recording -> of(call, recording))
                        .findFirst());
    }

    private static Recording of(Call call, Call.Recording recording) {
        return new Recording(recording.id(), call.id(), recording.startedAt(), recording.seconds(), recording.status());
    }
}
