package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.ringbook.access.SignedIn;
import org.ringbook.filters.SavedFilters;
import org.ringbook.filters.SavedFilters.SavedFilter;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Saved filters", description = "Filters of lists by name: one's own, and those that supervisors share.")
class FiltersApi {

    @Schema(name = "SavedFilterInput")
    record Input(
            @Schema(
                    allowableValues = {"calls", "contacts", "companies", "leads", "deals", "tasks", "reports"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String list,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Missed today")
            String name,

            @Schema(
                    description = "As it stands in the address of the list, without the question mark",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "result=MISSED&period=TODAY")
            String query,

            @Schema(description = "For everybody; a supervisor's to say", nullable = true)
            Boolean shared) {}

    private final SavedFilters filters;
    private final Staff staff;

    FiltersApi(SavedFilters filters, Staff staff) {
        this.filters = filters;
        this.staff = staff;
    }

    @GetMapping("/api/filters")
    @Operation(operationId = "listFilters", summary = "One's own, then the shared ones of others")
    Page<SavedFilter> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = "Only of this list", example = "calls")
                    String list) {
        return new Page<>(filters.of(list, me.id()), null);
    }

    @PostMapping("/api/filters")
    @Operation(operationId = "saveFilter", summary = "Save a filter", description = "One of the same name is replaced.")
    @ApiResponse(responseCode = "201", description = "Saved.")
    ResponseEntity<SavedFilter> save(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        SavedFilter saved =
                filters.save(sent.list(), sent.name(), sent.query(), Boolean.TRUE.equals(sent.shared()), member(me));
        return ResponseEntity.created(URI.create("/api/filters/" + saved.id())).body(saved);
    }

    @DeleteMapping("/api/filters/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteFilter",
            summary = "Delete a filter",
            description = "One's own; a supervisor's also shared ones.")
    void delete(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        filters.delete(CallSearch.Ids.read("id", id), member(me));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
