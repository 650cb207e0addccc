package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.leads.Absences;
import org.ringbook.leads.Absences.Absence;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Absences",
        description =
                "Who is away is given no leads; what they have not touched goes to their deputy or to the next in turn.")
class AbsencesApi {

    @Schema(name = "AbsenceInput")
    record Input(
            @Schema(description = "Left out: the one who asks; a supervisor says it of others", nullable = true)
            UUID staffId,

            @Schema(description = "First day", requiredMode = Schema.RequiredMode.REQUIRED, example = "2026-12-01")
            String fromOn,

            @Schema(description = "Last day", requiredMode = Schema.RequiredMode.REQUIRED, example = "2026-12-14")
            String untilOn,

            @Schema(description = "Who is given what would be theirs; left out: the queue", nullable = true)
            UUID deputyId,

            @Schema(nullable = true) String note) {}

    private final Absences absences;
    private final Staff staff;

    AbsencesApi(Absences absences, Staff staff) {
        this.absences = absences;
        this.staff = staff;
    }

    @GetMapping("/api/absences")
    @Operation(operationId = "listAbsences", summary = "Absences that are not over")
    Page<Absence> list() {
        return new Page<>(absences.notOver(LocalDate.now(ZoneOffset.UTC).minusDays(1)), null);
    }

    @PostMapping("/api/absences")
    @Operation(operationId = "addAbsence", summary = "Say that somebody is away")
    @ApiResponse(responseCode = "201", description = "Saved.")
    ResponseEntity<Absence> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        Absence added = absences.add(
                sent.staffId() == null ? me.id() : sent.staffId(),
                Words.day("fromOn", sent.fromOn()),
                Words.day("untilOn", sent.untilOn()),
                sent.deputyId(),
                sent.note(),
                member(me));
        return ResponseEntity.created(URI.create("/api/absences/" + added.id())).body(added);
    }

    @DeleteMapping("/api/absences/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteAbsence", summary = "Take it back")
    void delete(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        absences.delete(CallSearch.Ids.read("id", id), member(me));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
