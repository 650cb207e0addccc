package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.agents.RecordingPause;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Recordings")
class RecordingPauseApi {

    private final RecordingPause pause;
    private final Staff staff;

    RecordingPauseApi(RecordingPause pause, Staff staff) {
        this.pause = pause;
        this.staff = staff;
    }

    @PostMapping("/api/calls/{id}/recording/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Pause what is recorded of a call that goes on",
            description =
                    "For card data: whoever speaks in the call may pause it, and nobody else. What is said until the"
                            + " resuming is silence in the sound, and stands in the recording's `pauses`.")
    @ApiResponse(
            responseCode = "204",
            description =
                    "The telephone system has done it. The call says so a moment later, when the system tells of it.")
    @ApiResponse(
            responseCode = "409",
            description = "Not paused, and `detail` says why: `not_speaking`, `not_recorded`, `telephony`.")
    void pause(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id, Locale locale) {
        tell(me, id, true, locale);
    }

    @PostMapping("/api/calls/{id}/recording/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Record again after a pause", description = "By anybody who speaks in the call.")
    @ApiResponse(responseCode = "204", description = "The telephone system has done it.")
    @ApiResponse(
            responseCode = "409",
            description = "Not resumed, and `detail` says why: `not_speaking`, `not_recorded`, `telephony`.")
    void resume(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id, Locale locale) {
        tell(me, id, false, locale);
    }

    private void tell(SignedIn me, String id, boolean paused, Locale locale) {
        UUID call = CallSearch.Ids.read("id", id);
        StaffMember who = staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff list."));
        pause.pause(who, call, paused, locale.getLanguage());
    }
}
