package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.changes.ChangeHistory;
import org.ringbook.changes.FieldChange;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "History of fields",
        description =
                "What stood in each field of a contact, company, lead, deal, task, claim, of a deal's part, document or payment, or of terms"
                        + " before and after each change, by whom and when.")
class ChangesApi {

    private static final Set<String> PARAMETERS = Set.of("after", "limit");

    @Schema(name = "FieldChange")
    record View(
            @Schema(description = "To put it back by, and for the page that follows")
            long id,

            Instant at,

            @Schema(description = "Whose it was then: who was merged into another one since keeps their id here")
            UUID recordId,

            @Schema(
                    description =
                            "Name of the field: `numbers` and `points` for lists, `fields.KEY` for a field of the company's own,"
                                    + " `created` when the card itself came",
                    example = "responsible_id")
            String field,

            @Schema(description = "Text, number, truth value or list; null for nothing", nullable = true)
            Object was,

            @Schema(nullable = true) Object became,

            @Schema(description = "Who of us; null for Ringbook itself", nullable = true)
            UUID by,

            @Schema(
                    nullable = true,
                    allowableValues = {"bulk", "hand_over", "import", "merge", "restored", "put_back"})
            String cause,

            @Schema(description = "Whether it can be put back")
            boolean canPutBack) {}

    private final ChangeHistory history;
    private final Staff staff;

    ChangesApi(ChangeHistory history, Staff staff) {
        this.history = history;
        this.staff = staff;
    }

    @GetMapping("/api/changes/{kind}/{id}")
    @Operation(operationId = "listChanges", summary = "The history of a card's fields, the newest first")
    Page<View> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable
                    @Parameter(
                            description = "contact, company, lead, deal, task, claim, part, document, payment, terms")
                    String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        Kind of = Kind.of(kind)
                .orElseThrow(() -> NotDone.wrong(
                        "kind",
                        "kind is one of contact, company, lead, deal, task, claim, part, document, payment, terms."));
        UUID record = CallSearch.Ids.read("id", id);
        if (!history.maySee(of, record, member(me))) {
            throw NotDone.notFound("There is no such " + kind + ", or it is not yours to see.");
        }
        int most = Page.limit(limit);
        List<FieldChange> found =
                history.of(of, record, after == null ? null : number("after", after), most + 1, member(me));
        boolean more = found.size() > most;
        List<FieldChange> shown = more ? found.subList(0, most) : found;
        return new Page<>(
                shown.stream().map(this::view).toList(),
                more ? Long.toString(shown.get(most - 1).id()) : null);
    }

    private View view(FieldChange one) {
        return new View(
                one.id(),
                one.at(),
                one.record(),
                one.field(),
                one.was(),
                one.became(),
                one.by(),
                one.cause(),
                history.canPutBack(one));
    }

    @PostMapping("/api/changes/{id}/put-back")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "putBack",
            summary = "Put a field back to what stood in it before that change",
            description = "By the rules of the card, as a change of its own.")
    void putBack(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        FieldChange change =
                history.find(number("id", id)).orElseThrow(() -> NotDone.notFound("There is no such change."));
        history.putBack(change, member(me));
    }

    private static long number(String field, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw NotDone.wrong(field, field + " is a number, as a list of changes has it.");
        }
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
