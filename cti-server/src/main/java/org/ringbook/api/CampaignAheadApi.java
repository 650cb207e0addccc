package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.ringbook.access.SignedIn;
import org.ringbook.campaigns.AheadSettings;
import org.ringbook.campaigns.DiallingAhead;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Call lists")
class CampaignAheadApi {

    @Schema(name = "CampaignAheadInput")
    record Input(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "Of a hundred people who answer, so many may find nobody: 0.1 to 3",
                    example = "2.5")
            Double mostAbandoned,

            @Schema(nullable = true, description = "For `power`: lines for each ready agent, 1 to 3", example = "1.5")
            Double linesPerAgent,

            @Schema(
                    nullable = true,
                    description = "A sound of the telephone system for whoever finds nobody; left out: none",
                    example = "custom/we-will-call-back")
            String message) {}

    private final DiallingAhead ahead;
    private final Staff staff;

    CampaignAheadApi(DiallingAhead ahead, Staff staff) {
        this.ahead = ahead;
        this.staff = staff;
    }

    private StaffMember administrator(SignedIn me) {
        if (!me.mayAs(Role.ADMINISTRATOR)) {
            throw NotDone.notAllowed("Administrators allow that a call list is dialled ahead of ready agents.");
        }
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    @PutMapping("/api/campaigns/{id}/ahead")
    @Operation(
            operationId = "allowDiallingAhead",
            summary = "Allow that a call list is dialled ahead of ready agents, with how many people may find nobody",
            description =
                    "For a list whose `mode` is `power` or `predictive`. The limit holds for each day and for thirty days.")
    AheadSettings allow(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent) {
        StaffMember by = administrator(me);
        if (sent.mostAbandoned() == null) {
            throw NotDone.wrong("mostAbandoned", "mostAbandoned is a number: 2.5 means 2.5 of a hundred.");
        }
        return ahead.allow(
                CallSearch.Ids.read("id", id),
                sent.mostAbandoned(),
                sent.linesPerAgent() == null ? AheadSettings.USUAL_LINES : sent.linesPerAgent(),
                sent.message(),
                by);
    }

    @DeleteMapping("/api/campaigns/{id}/ahead")
    @Operation(
            operationId = "forbidDiallingAhead",
            summary = "Dial nobody ahead of ready agents any more: what rings is taken back")
    @ApiResponse(responseCode = "204", description = "It is so.")
    ResponseEntity<Void> forbid(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        ahead.forbid(CallSearch.Ids.read("id", id), administrator(me));
        return ResponseEntity.noContent().build();
    }
}
