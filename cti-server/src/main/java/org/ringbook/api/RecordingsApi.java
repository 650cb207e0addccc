package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.ringbook.access.SignedIn;
import org.ringbook.recordings.Recording;
import org.ringbook.recordings.Recordings;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Recordings", description = "Who sees the call sees its recordings.")
class RecordingsApi {

    private final Recordings recordings;
    private final VisibleCalls visible;

    RecordingsApi(Recordings recordings, VisibleCalls visible) {
        this.recordings = recordings;
        this.visible = visible;
    }

    @GetMapping("/api/recordings/{id}")
    @Operation(summary = "What is known of a recording")
    Recording one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        Recording recording = recordings
                .find(CallSearch.Ids.read("id", id))
                .orElseThrow(() -> NotDone.notFound("There is no such recording, or it is of a call of others."));
        visible.record(me, recording.callId());
        return recording;
    }

    @GetMapping("/api/recordings/{id}/audio")
    @Operation(summary = "The sound of a recording", description = "This version keeps no sound files yet.")
    @ApiResponse(responseCode = "409", description = "The sound is not here; `detail` says where it is.")
    void audio(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        Recording recording = one(me, id);
        throw NotDone.conflict(
                null,
                "recording_" + recording.status().name().toLowerCase(Locale.ROOT),
                "Ringbook knows of this recording but has not fetched its sound. It is still on the telephone system.");
    }
}
