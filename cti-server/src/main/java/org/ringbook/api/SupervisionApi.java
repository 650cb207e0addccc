package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.control.Asking;
import org.ringbook.control.Entrance;
import org.ringbook.control.SupervisionSwitch;
import org.ringbook.floor.Floor;
import org.ringbook.staff.Staff;
import org.ringbook.telephony.CallCommands.Supervision;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Call control")
class SupervisionApi {

    @Schema(name = "SupervisionInput")
    record Input(
            @Schema(allowableValues = {"listen", "whisper", "barge"})
            String how) {}

    private final SupervisionSwitch supervision;
    private final Floor floor;
    private final Staff staff;

    SupervisionApi(SupervisionSwitch supervision, Floor floor, Staff staff) {
        this.supervision = supervision;
        this.floor = floor;
        this.staff = staff;
    }

    @PutMapping("/api/call-requests/{id}/supervision")
    @Operation(
            operationId = "changeSupervision",
            summary = "Go on listening another way",
            description =
                    "Of one's own request with which one listens, whispers or has barged in; the telephone rings no second time.")
    @ApiResponse(responseCode = "200", description = "The telephone system took it.")
    @ApiResponse(responseCode = "409", description = "Not done; `detail` says why.")
    ResponseEntity<CallRequestView> change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable UUID id,
            @RequestBody Input sent,
            Locale locale) {
        Supervision how = Arrays.stream(Supervision.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(sent.how()))
                .findFirst()
                .orElseThrow(() -> NotDone.wrong("how", "how is listen, whisper or barge."));
        var asking = new Asking(staff.find(me.id()).orElseThrow(), Entrance.API, null);
        var request = supervision.change(asking, id, how);
        floor.switched(id, sent.how());
        return ResponseEntity.ok(CallRequestView.of(request, locale));
    }
}
