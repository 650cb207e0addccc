package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.ringbook.deals.LostReason;
import org.ringbook.deals.LostReasons;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Why deals are lost, as it can be chosen. */
@RestController
@Tag(name = "Pipelines")
class LostReasonsApi {

    @Schema(name = "LostReason")
    record ReasonView(
            UUID id,
            String name,
            @Schema(nullable = true) String nameEn,

            @Schema(description = "False for duplicates, tests and mistakes: they leave every rate")
            boolean demand,

            @Schema(description = "Whether it needs a word") boolean needsNote,
            int position,
            boolean archived) {

        static ReasonView of(LostReason reason) {
            return new ReasonView(
                    reason.id(),
                    reason.name(),
                    reason.nameEn(),
                    reason.isDemand(),
                    reason.needsNote(),
                    reason.position(),
                    reason.archived());
        }
    }

    @Schema(name = "LostReasonInput")
    record ReasonInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(nullable = true) String nameEn,

            @Schema(description = "Left out: true", nullable = true)
            Boolean demand,

            @Schema(nullable = true) Boolean needsNote,
            @Schema(nullable = true) Boolean archived) {

        LostReason with(UUID id) {
            return new LostReason(
                    id,
                    name,
                    nameEn,
                    demand == null || demand,
                    Boolean.TRUE.equals(needsNote),
                    0,
                    Boolean.TRUE.equals(archived));
        }
    }

    private final LostReasons reasons;

    LostReasonsApi(LostReasons reasons) {
        this.reasons = reasons;
    }

    @GetMapping("/api/lost-reasons")
    @Operation(
            operationId = "listLostReasons",
            summary = "Why deals are lost",
            description = "Archived ones stand last.")
    Page<ReasonView> reasons() {
        return new Page<>(reasons.all().stream().map(ReasonView::of).toList(), null);
    }

    @PostMapping("/api/lost-reasons")
    @Operation(operationId = "addLostReason", summary = "Add a reason", description = "For administrators.")
    @ApiResponse(responseCode = "201", description = "Added")
    ResponseEntity<ReasonView> add(@RequestBody ReasonInput sent) {
        return ResponseEntity.created(URI.create("/api/lost-reasons"))
                .body(ReasonView.of(reasons.save(sent.with(null))));
    }

    @PutMapping("/api/lost-reasons/{id}")
    @Operation(
            operationId = "changeLostReason",
            summary = "Change or archive a reason",
            description = "For administrators.")
    ReasonView change(@PathVariable String id, @RequestBody ReasonInput sent) {
        UUID known = reasons.find(CallSearch.Ids.read("id", id))
                .map(LostReason::id)
                .orElseThrow(() -> NotDone.notFound("There is no such reason."));
        return ReasonView.of(reasons.save(sent.with(known)));
    }
}
