package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Bin",
        description =
                "Contacts, companies, leads, deals and tasks that were deleted. For 30 days they can be put back, with what went with them.")
class BinApi {

    private static final Set<String> PARAMETERS = Set.of("kind", "after", "limit");
    private static final String KINDS = "contact, company, lead, deal, task, claim, segment";

    /** @param goneAt when it goes for good */
    @Schema(name = "BinItem")
    record View(
            UUID id,

            @Schema(allowableValues = {"contact", "company", "lead", "deal", "task", "claim", "segment"})
            String kind,

            @Schema(description = "Its id, before it was deleted and after it is put back")
            UUID recordId,

            String name,
            Instant deletedAt,
            UUID deletedBy,
            Instant goneAt) {

        static View of(BinItem one) {
            return new View(
                    one.id(),
                    one.kind().word(),
                    one.record(),
                    one.name(),
                    one.deletedAt(),
                    one.deletedBy(),
                    one.goneAt());
        }
    }

    /** @param left rows that could not be put back, because what they belonged to is gone */
    @Schema(name = "BinRestored")
    record Restored(String kind, UUID recordId, int left) {}

    private final Bin bin;
    private final Staff staff;

    BinApi(Bin bin, Staff staff) {
        this.bin = bin;
        this.staff = staff;
    }

    @GetMapping("/api/bin")
    @Operation(
            operationId = "listBin",
            summary = "What was deleted, the newest first",
            description = "What one deleted, or was one's own; a supervisor's team's, or all, as they see calls.")
    Page<View> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = KINDS + "; left out for all") String kind,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        BinItem.Kind wanted = kind == null
                ? null
                : BinItem.Kind.of(kind).orElseThrow(() -> NotDone.wrong("kind", "kind is one of " + KINDS + "."));
        Bin.Page page = bin.list(wanted, member(me), Cursor.of(after), Page.limit(limit));
        return new Page<>(page.items().stream().map(View::of).toList(), page.next());
    }

    @PostMapping("/api/bin/{id}/restore")
    @Operation(operationId = "restoreFromBin", summary = "Put it back, under the id that it had")
    Restored restore(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        Bin.Restored back = bin.restore(CallSearch.Ids.read("id", id), member(me));
        return new Restored(back.item().kind().word(), back.item().record(), back.left());
    }

    @DeleteMapping("/api/bin/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteForGood",
            summary = "Delete for good, before the 30 days are over",
            description = "For administrators.")
    void forGood(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        bin.deleteForGood(CallSearch.Ids.read("id", id), member(me));
    }

    @DeleteMapping("/api/leads/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteLead",
            summary = "Delete a lead",
            description = "For supervisors and administrators. It stands in the bin then.")
    void lead(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        bin.put(BinItem.Kind.LEAD, CallSearch.Ids.read("id", id), member(me));
    }

    @DeleteMapping("/api/deals/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteDeal",
            summary = "Delete a deal",
            description = "For supervisors and administrators. It stands in the bin then.")
    void deal(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        bin.put(BinItem.Kind.DEAL, CallSearch.Ids.read("id", id), member(me));
    }

    @DeleteMapping("/api/tasks/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteTask",
            summary = "Delete a task",
            description = "For its author, and supervisors. It stands in the bin then.")
    void task(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        bin.put(BinItem.Kind.TASK, CallSearch.Ids.read("id", id), member(me));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
