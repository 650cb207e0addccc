package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.orders.Lines;
import org.ringbook.orders.NewPart;
import org.ringbook.orders.Part;
import org.ringbook.orders.PartFilter;
import org.ringbook.orders.PartMove;
import org.ringbook.orders.Parts;
import org.ringbook.orders.TermsBook;
import org.ringbook.orders.Upserted;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Parts of deals",
        description =
                "Orders and shipments: each has a state of its own, and none of them moves its deal. Whoever may see the deal may see"
                        + " and change them; `cost` is for supervisors and administrators, null for others.")
class PartsApi {

    private static final Set<String> PARAMETERS = Set.of("deal", "state", "plannedFrom", "plannedTo", "after", "limit");

    @Schema(name = "PartInput", description = "What is left out of a part that is there stays as it is.")
    record Input(
            @Schema(description = OrderInput.DEAL, nullable = true)
            UUID dealId,

            @Schema(description = OrderInput.DEAL_EXTERNAL, nullable = true)
            String dealExternalId,

            @Schema(description = OrderInput.DEAL_SOURCE, nullable = true)
            String dealExternalSource,

            @Schema(description = OrderInput.SOURCE, nullable = true, example = "1c")
            String externalSource,

            @Schema(description = OrderInput.EXTERNAL, nullable = true)
            String externalId,

            @Schema(description = OrderInput.REQUEST, nullable = true)
            UUID requestId,

            @Schema(description = "Needed for a new one", nullable = true, example = "Lorry 3")
            String title,

            @Schema(
                    description =
                            "Key of one of the deal's states, see `/api/deals/{id}/progress`; left out of a new part: the first",
                    nullable = true,
                    example = "loaded")
            String state,

            @Schema(nullable = true, example = "2026-12-01") String plannedOn,

            @Schema(description = "Left out where lines are sent: what they come to", nullable = true)
            BigDecimal amount,

            @Schema(description = OrderInput.CURRENCY, nullable = true, example = "RUB")
            String currency,

            @Schema(description = "What it costs the company; for supervisors and administrators", nullable = true)
            BigDecimal cost,

            @Schema(description = "All lines of the part; left out: they stay", nullable = true)
            List<OrderInput.LineInput> lines,

            @Schema(description = OrderInput.VERSION, nullable = true)
            Integer version) {}

    /** @param warnings what of the deal does not keep to the terms, in words */
    @Schema(name = "PartWithWarnings")
    record Written(@JsonUnwrapped Part part, List<String> warnings) {}

    /** @param history each move, oldest first */
    @Schema(name = "PartWithHistory")
    record One(@JsonUnwrapped Part part, List<OrderInput.LineView> lines, List<PartMove> history) {}

    private final Parts parts;
    private final Lines lines;
    private final TermsBook terms;
    private final Staff staff;

    PartsApi(Parts parts, Lines lines, TermsBook terms, Staff staff) {
        this.parts = parts;
        this.lines = lines;
        this.terms = terms;
        this.staff = staff;
    }

    @GetMapping("/api/parts")
    @Operation(operationId = "listParts", summary = "Orders and shipments, newest first")
    Page<Part> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = "Only of this deal, by id") String deal,
            @RequestParam(required = false) @Parameter(description = "Key of a state", example = "loaded") String state,
            @RequestParam(required = false) @Parameter(description = "First day", example = "2026-12-01")
                    String plannedFrom,
            @RequestParam(required = false) @Parameter(description = "Last day", example = "2026-12-31")
                    String plannedTo,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        var filter = new PartFilter(
                Words.id("deal", deal),
                state,
                Words.day("plannedFrom", plannedFrom),
                Words.day("plannedTo", plannedTo));
        return OrderInput.page(parts.list(filter, member(me), Cursor.of(after), Page.limit(limit)));
    }

    @GetMapping("/api/parts/{id}")
    @Operation(operationId = "getPart", summary = "One part, with its lines and moves")
    One one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        Part part = existing(me, id);
        return new One(part, OrderInput.LineView.of(lines.ofPart(part.id())), parts.moves(part.id()));
    }

    @PostMapping("/api/parts")
    @Operation(
            operationId = "sendPart",
            summary = "Add a part, or send it again",
            description =
                    "With an external id it is one however often it is sent: the first time 201, then 200. A part of a deal that is"
                            + " not known is refused: send the deal first.")
    @ApiResponse(responseCode = "201", description = "Added; `Location` says where it stands.")
    @ApiResponse(responseCode = "200", description = "It was there, and is as was sent now.")
    ResponseEntity<Written> send(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent, Locale locale) {
        Upserted<Part> told = parts.tell(read(me, sent), member(me));
        Written written = written(me, told.value(), locale);
        return told.isNew()
                ? ResponseEntity.created(URI.create("/api/parts/" + told.value().id()))
                        .body(written)
                : ResponseEntity.ok(written);
    }

    @PutMapping("/api/parts/{id}")
    @Operation(
            operationId = "changePart",
            summary = "Change a part",
            description = "What is left out stays. Its deal stays, too.")
    Written change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent,
            Locale locale) {
        return written(me, parts.change(existing(me, id).id(), sent.version(), read(me, sent), member(me)), locale);
    }

    @PostMapping("/api/parts/{id}/state")
    @Operation(
            operationId = "movePart",
            summary = "Let a part go to another state",
            description = "Each move is kept. The deal stays in its stage.")
    Written move(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody OrderInput.StateInput sent,
            Locale locale) {
        UUID part = existing(me, id).id();
        if (sent.state() == null) {
            throw NotDone.wrong("state", "Send the key of the state, such as \"loaded\".");
        }
        return written(me, parts.move(part, sent.version(), sent.state(), member(me)), locale);
    }

    @PutMapping("/api/parts/{id}/lines")
    @Operation(
            operationId = "writeLinesOfPart",
            summary = "All lines of a part",
            description = "They take the place of those that were there, and their sum becomes the amount of the part.")
    Written lines(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody OrderInput.LinesInput sent,
            Locale locale) {
        UUID part = existing(me, id).id();
        if (sent.lines() == null) {
            throw NotDone.wrong("lines", "Send all lines of the part; an empty list for none.");
        }
        return written(me, parts.lines(part, sent.version(), OrderInput.lines(sent.lines()), member(me)), locale);
    }

    private Written written(SignedIn me, Part part, Locale locale) {
        return new Written(part, OrderInput.words(terms.warnings(part.dealId(), member(me)), locale));
    }

    private static NewPart read(SignedIn me, Input sent) {
        if (sent.cost() != null && !me.mayAs(Role.SUPERVISOR)) {
            throw NotDone.notAllowed("What a part costs is changed by supervisors and administrators. Leave out cost.");
        }
        return new NewPart(
                sent.dealId(),
                OrderInput.external(sent.dealExternalSource(), sent.externalSource(), sent.dealExternalId()),
                OrderInput.own(sent.externalSource(), sent.externalId(), sent.requestId()),
                sent.title(),
                sent.state(),
                Words.day("plannedOn", sent.plannedOn()),
                sent.amount(),
                sent.currency(),
                sent.cost(),
                OrderInput.lines(sent.lines()));
    }

    private Part existing(SignedIn me, String id) {
        return parts.find(CallSearch.Ids.read("id", id), member(me))
                .orElseThrow(() -> NotDone.notFound("There is no such part, or it is not one of yours."));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
