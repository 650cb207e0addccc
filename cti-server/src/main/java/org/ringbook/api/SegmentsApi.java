package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.campaigns.CallList;
import org.ringbook.campaigns.ListsFromFilters;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.segments.Segment;
import org.ringbook.segments.SegmentExport;
import org.ringbook.segments.SegmentMember;
import org.ringbook.segments.SegmentMove;
import org.ringbook.segments.SegmentRule;
import org.ringbook.segments.Segments;
import org.ringbook.segments.Segments.Counts;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Segments",
        description =
                "Groups of clients, chosen by hand or found by a rule that is counted anew each night. Of a client whom somebody answers"
                        + " for only those see that they are in one who may see that person's calls; clients of nobody are everybody's.")
class SegmentsApi {

    @Schema(name = "SegmentInput")
    record Input(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "No purchase in 90 days")
            String name,

            @Schema(nullable = true) String note,

            @Schema(
                    description =
                            "Groups of conditions; left out: it is chosen by hand. A condition says `what` is looked at, what it `is`, and"
                                    + " `values`, `from` and `to`, or `days`.",
                    nullable = true)
            SegmentRule rule,

            @Schema(description = SeenVersion.FIELD, nullable = true)
            Integer version) {}

    @Schema(name = "SegmentRuleInput")
    record RuleInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            SegmentRule rule) {}

    @Schema(name = "SegmentMembersInput")
    record MembersInput(
            @Schema(description = "Contacts and companies, 1 to 1000", requiredMode = Schema.RequiredMode.REQUIRED)
            List<UUID> partyIds) {}

    @Schema(name = "SegmentListInput")
    record ListInput(
            @Schema(description = "The call list's campaign", requiredMode = Schema.RequiredMode.REQUIRED)
            UUID campaign) {}

    /**
     * A segment as it is shown.
     *
     * @param members whom the asking person may see; in a list as of the last count, and null for who may not see all clients
     * @param came since midnight, in the company's zone; null as above
     * @param fault why its rule cannot be looked for any more; its members are those of before; null when it can
     */
    @Schema(name = "SegmentWithCounts")
    record Counted(
            Segment segment,

            @Schema(
                    description =
                            "Whom you may see. In a list: as of the last count, and only for who sees all clients",
                    nullable = true)
            Integer members,

            @Schema(description = "Since midnight; as above", nullable = true)
            Integer came,

            @Schema(nullable = true) Integer went,
            @Schema(nullable = true) String fault) {}

    private final Segments segments;
    private final SegmentExport export;
    private final ListsFromFilters lists;
    private final Staff staff;
    private final Rights rights;
    private final Bin bin;

    SegmentsApi(Segments segments, SegmentExport export, ListsFromFilters lists, Staff staff, Rights rights, Bin bin) {
        this.segments = segments;
        this.export = export;
        this.lists = lists;
        this.staff = staff;
        this.rights = rights;
        this.bin = bin;
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    private StaffMember keeper(SignedIn me) {
        if (!me.mayAs(Role.SUPERVISOR)) {
            throw NotDone.notAllowed("Supervisors and administrators keep segments.");
        }
        return member(me);
    }

    private Permissions who(SignedIn me) {
        return rights.of(staff.find(me.id()).orElse(null));
    }

    private Segment existing(String id) {
        return segments.find(CallSearch.Ids.read("id", id))
                .orElseThrow(() -> NotDone.notFound("There is no such segment."));
    }

    /** @param counts null when nobody is counted for whoever asks */
    private Counted counted(Segment segment, Counts counts, Locale language) {
        return new Counted(
                segment,
                counts == null ? null : Integer.valueOf(counts.members()),
                counts == null ? null : Integer.valueOf(counts.came()),
                counts == null ? null : Integer.valueOf(counts.went()),
                segments.fault(segment).map(why -> why.words(language)).orElse(null));
    }

    private ResponseEntity<Counted> tagged(Segment segment, SignedIn me, Locale language) {
        return ResponseEntity.ok()
                .eTag(SeenVersion.tag(segment.version()))
                .body(counted(segment, segments.counts(segment.id(), who(me)), language));
    }

    @GetMapping("/api/segments")
    @Operation(operationId = "listSegments", summary = "Segments, by name")
    Page<Counted> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = "Only those that this contact or company is in")
                    String party,
            @Parameter(hidden = true) Locale language,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("party"));
        UUID of = Words.id("party", party);
        List<Segment> all = of == null ? segments.all() : segments.of(of, who(me));
        Map<UUID, Counts> counts = segments.kept(who(me));
        return new Page<>(
                all.stream()
                        .map(one -> counted(one, counts.get(one.id()), language))
                        .toList(),
                null);
    }

    @PostMapping("/api/segments/count")
    @Operation(
            operationId = "tryOutSegment",
            summary = "Who would fit a rule",
            description = "For supervisors. How many, and the first 20 by name. Nothing is written.")
    Segments.Tried tryOut(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody RuleInput sent) {
        keeper(me);
        return segments.tryOut(sent.rule(), who(me));
    }

    @PostMapping("/api/segments")
    @Operation(operationId = "addSegment", summary = "Make a segment", description = "For supervisors.")
    @ApiResponse(
            responseCode = "201",
            description = "Made and counted; `Location` says where it stands.",
            content = @Content(schema = @Schema(implementation = Counted.class)))
    ResponseEntity<Counted> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestBody Input sent,
            @Parameter(hidden = true) Locale language) {
        Segment added = segments.add(sent.name(), sent.note(), sent.rule(), keeper(me));
        return ResponseEntity.created(URI.create("/api/segments/" + added.id()))
                .eTag(SeenVersion.tag(added.version()))
                .body(counted(added, segments.counts(added.id(), who(me)), language));
    }

    @GetMapping("/api/segments/{id}")
    @Operation(operationId = "getSegment", summary = "One segment")
    ResponseEntity<Counted> one(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @Parameter(hidden = true) Locale language) {
        return tagged(existing(id), me, language);
    }

    @PutMapping("/api/segments/{id}")
    @Operation(
            operationId = "changeSegment",
            summary = "Change a segment",
            description = "For supervisors. With another rule it is counted at once.")
    ResponseEntity<Counted> change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Parameter(description = SeenVersion.HEADER)
                    String ifMatch,
            @Parameter(hidden = true) Locale language) {
        StaffMember by = keeper(me);
        UUID known = existing(id).id();
        Integer seen = SeenVersion.of(sent.version(), ifMatch);
        try {
            return tagged(segments.change(known, seen, sent.name(), sent.note(), sent.rule(), by), me, language);
        } catch (Refused refused) {
            if ("version".equals(refused.field())) {
                throw NotDone.conflict("version", "changed", refused.words(language));
            }
            throw refused;
        }
    }

    @DeleteMapping("/api/segments/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteSegment",
            summary = "Put it into the bin",
            description = "For supervisors. Its clients stay as they are.")
    void delete(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        bin.put(BinItem.Kind.SEGMENT, existing(id).id(), keeper(me));
    }

    @PostMapping("/api/segments/{id}/refresh")
    @Operation(operationId = "refreshSegment", summary = "Count it anew", description = "For supervisors.")
    ResponseEntity<Counted> refresh(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @Parameter(hidden = true) Locale language) {
        return tagged(segments.refresh(existing(id).id(), keeper(me)), me, language);
    }

    @GetMapping("/api/segments/{id}/members")
    @Operation(operationId = "listSegmentMembers", summary = "Who is in it, who came last first")
    Page<SegmentMember> members(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("after", "limit"));
        var page = segments.members(existing(id).id(), who(me), Cursor.of(after), Page.limit(limit));
        return new Page<>(page.items(), page.next());
    }

    @PostMapping("/api/segments/{id}/members")
    @Operation(
            operationId = "addSegmentMembers",
            summary = "Put clients into it",
            description =
                    "Into one that is chosen by hand. Who is in it already stays; nothing is done when one of them is not known.")
    ResponseEntity<Counted> pick(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody MembersInput sent,
            @Parameter(hidden = true) Locale language) {
        Segment segment = existing(id);
        List<UUID> parties = sent.partyIds() == null
                ? List.of()
                : sent.partyIds().stream().filter(Objects::nonNull).toList();
        segments.pick(segment.id(), parties, who(me), member(me));
        return tagged(existing(id), me, language);
    }

    @DeleteMapping("/api/segments/{id}/members/{party}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removeSegmentMember", summary = "Take a client out of one that is chosen by hand")
    void unpick(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @PathVariable String party) {
        segments.unpick(existing(id).id(), List.of(CallSearch.Ids.read("party", party)), who(me), member(me));
    }

    @GetMapping("/api/segments/{id}/moves")
    @Operation(operationId = "listSegmentMoves", summary = "Who came and went, the newest first")
    Page<SegmentMove> moves(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("after", "limit"));
        var page = segments.moves(existing(id).id(), who(me), Cursor.of(after), Page.limit(limit));
        return new Page<>(page.items(), page.next());
    }

    @GetMapping("/api/segments/{id}/members.csv")
    @Operation(
            operationId = "exportSegment",
            summary = "Its members as CSV",
            description =
                    "For supervisors. UTF-8, semicolons, column names in the language asked for (Accept-Language). A cell that a"
                            + " spreadsheet would take for a formula begins with an apostrophe.")
    @ApiResponse(responseCode = "200", description = "text/csv")
    void write(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @Parameter(hidden = true) Locale language,
            HttpServletResponse response)
            throws IOException {
        keeper(me);
        Segment segment = existing(id);
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"segment.csv\"");
        export.write(response.getOutputStream(), segment.id(), who(me), language);
    }

    @PostMapping("/api/segments/{id}/list")
    @Operation(
            operationId = "makeListOfSegment",
            summary = "Look through its members for a call list",
            description =
                    "For supervisors. Nothing is written: look at `/api/lists/{id}` until its state is `checked`, then"
                            + " `POST /api/lists/{id}/load`.")
    @ApiResponse(responseCode = "202", description = "It is being looked through; `Location` says where to look.")
    ResponseEntity<CallList> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody ListInput sent) {
        StaffMember by = keeper(me);
        Segment segment = existing(id);
        if (sent.campaign() == null) {
            throw NotDone.wrong("campaign", "campaign is the id of a call list.");
        }
        CallList list = lists.ofParties(
                segments.ids(segment.id(), who(me)),
                new ListsFromFilters.Asked(sent.campaign(), "/segments/" + segment.id(), by));
        return ResponseEntity.accepted()
                .location(URI.create("/api/lists/" + list.id()))
                .body(list);
    }
}
