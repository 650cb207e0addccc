package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.bulk.BulkChange;
import org.ringbook.bulk.BulkChanges;
import org.ringbook.bulk.BulkRow;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Bulk changes",
        description =
                "One change of many contacts, companies, leads, deals, claims, tasks or missed calls: looked through first, then done, undone for 30 days.")
class BulkApi {

    private static final int SHOWN = 500;

    @Schema(name = "BulkInput")
    record Input(
            @Schema(allowableValues = {"contact", "company", "lead", "deal", "claim", "task", "obligation"})
            String subject,

            @Schema(
                    description =
                            "give; of clients tag, untag; of leads close, junk, reopen; of deals stage, type, expect, field, lose; of claims team;"
                                    + " of tasks due; of missed calls dismiss; bin",
                    allowableValues = {
                        "give", "tag", "untag", "close", "junk", "reopen", "due", "stage", "type", "expect", "field",
                        "lose", "team", "dismiss", "bin"
                    })
            String action,

            @Schema(
                    description =
                            "Id of whom to give to, of the stage, type or lost reason; the tag, the team, the day or moment; of a field `key=value`",
                    nullable = true)
            String value,

            @Schema(
                    description =
                            "Why leads are lost, or nobody has to call back; why deals go back, or the note to their loss",
                    nullable = true)
            String reason,

            @Schema(description = "At most 10,000") List<UUID> ids) {}

    /** @param why it is refused */
    @Schema(name = "BulkRow")
    record Row(UUID id, String name, String why) {}

    /** @param counts of rows: waits, change, same, refused, changed, undone, kept (changed by somebody since) */
    @Schema(name = "BulkChange")
    record View(
            UUID id,
            String subject,
            String action,
            String value,
            String reason,
            Instant at,
            UUID by,

            @Schema(allowableValues = {"looking", "looked", "running", "done", "undoing", "undone"})
            String state,

            boolean undoable,
            Map<String, Integer> counts,
            List<Row> refused) {}

    private final BulkChanges changes;
    private final Staff staff;

    BulkApi(BulkChanges changes, Staff staff) {
        this.changes = changes;
        this.staff = staff;
    }

    @PostMapping("/api/bulk")
    @Operation(
            operationId = "lookThroughBulkChange",
            summary = "Look through a change of many rows",
            description =
                    "Nothing is changed. `GET` the answer's address until its state is `looked`, then `POST …/apply`.")
    @ApiResponse(responseCode = "202", description = "It is being looked through; `Location` says where it stands.")
    ResponseEntity<View> look(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent, Locale locale) {
        BulkSubject subject = BulkSubject.of(String.valueOf(sent.subject()))
                .filter(one -> !one.isFile())
                .orElseThrow(() -> NotDone.wrong(
                        "subject", "subject is contact, company, lead, deal, claim, task or obligation."));
        BulkChange.Action action = BulkChange.Action.of(String.valueOf(sent.action()))
                .orElseThrow(() -> NotDone.wrong("action", "There is no such action."));
        UUID id = changes.look(
                subject, action, sent.value(), sent.reason(), sent.ids() == null ? List.of() : sent.ids(), member(me));
        return ResponseEntity.accepted()
                .location(URI.create("/api/bulk/" + id))
                .body(view(existing(me, id.toString()), locale));
    }

    @GetMapping("/api/bulk/{id}")
    @Operation(
            operationId = "getBulkChange",
            summary = "How far a change is, and what is refused",
            description = "The first 500 of those that are refused.")
    View one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id, Locale locale) {
        return view(existing(me, id), locale);
    }

    @PostMapping("/api/bulk/{id}/apply")
    @Operation(operationId = "applyBulkChange", summary = "Do what was looked through")
    @ApiResponse(responseCode = "202", description = "It is being done.")
    ResponseEntity<View> apply(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id, Locale locale) {
        changes.apply(existing(me, id), member(me));
        return ResponseEntity.accepted().body(view(existing(me, id), locale));
    }

    @PostMapping("/api/bulk/{id}/undo")
    @Operation(
            operationId = "undoBulkChange",
            summary = "Undo a change, for 30 days",
            description = "What somebody has changed since stays as it is, and is counted as `kept`.")
    @ApiResponse(responseCode = "202", description = "It is being undone.")
    ResponseEntity<View> undo(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id, Locale locale) {
        changes.undo(existing(me, id), member(me));
        return ResponseEntity.accepted().body(view(existing(me, id), locale));
    }

    private View view(BulkChange one, Locale locale) {
        return new View(
                one.id(),
                one.subject().word(),
                one.action().word(),
                one.value(),
                one.reason(),
                one.at(),
                one.by(),
                one.state().word(),
                one.isUndoable(Instant.now()),
                changes.counts(one).byOutcome(),
                changes.rows(one, "refused", SHOWN).stream()
                        .map(row -> row(row, locale))
                        .toList());
    }

    private static Row row(BulkRow row, Locale locale) {
        return new Row(
                row.record(), row.name(), row.why() == null ? null : row.why().words(locale));
    }

    private BulkChange existing(SignedIn me, String id) {
        return changes.find(CallSearch.Ids.read("id", id), member(me))
                .orElseThrow(() -> NotDone.notFound("There is no such change, or it is not yours."));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
