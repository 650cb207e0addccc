package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditFilter;
import org.ringbook.audit.AuditKind;
import org.ringbook.audit.AuditLine;
import org.ringbook.audit.AuditLog;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit", description = "What was changed by whom and when. For administrators.")
class AuditApi {

    private static final Set<String> PARAMETERS = Set.of("staff", "kind", "from", "to", "after", "limit");
    private static final String KINDS =
            Arrays.stream(AuditKind.values()).map(AuditKind::code).collect(Collectors.joining(", "));

    /**
     * @param who our person; null for the program itself
     * @param login as they signed in
     * @param token of a program that did it for them
     */
    @Schema(name = "AuditLine")
    record Line(
            String id,
            Instant at,
            @Schema(nullable = true) UUID staffId,
            @Schema(nullable = true) String who,
            @Schema(nullable = true) String login,
            @Schema(nullable = true) UUID token,
            String kind,
            String action,
            @Schema(nullable = true) String object,
            @Schema(nullable = true) String name,
            List<AuditEntry.Change> changes) {}

    private final AuditLog log;
    private final Staff staff;

    AuditApi(AuditLog log, Staff staff) {
        this.log = log;
        this.staff = staff;
    }

    @GetMapping("/api/audit")
    @Operation(
            operationId = "listAudit",
            summary = "What was changed by whom, newest first",
            description =
                    "Staff, rights, telephones, tokens, connections, limits, webhooks, imports, the settings file."
                            + " Lines are only added; they go when they are older than `ringbook.audit.keep`. No secret is in them.")
    Page<Line> list(
            @RequestParam(required = false) @Parameter(description = "Id of the person who did it") String staff,
            @RequestParam(required = false) @Parameter(description = "What it is about", example = "staff") String kind,
            @RequestParam(required = false) @Parameter(description = "Inclusive", example = "2026-12-01T07:00:00Z")
                    String from,
            @RequestParam(required = false) @Parameter(description = "Exclusive", example = "2026-12-02T07:00:00Z")
                    String to,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500, usually 50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        int most = Page.limit(limit);
        var filter = new AuditFilter(
                Words.id("staff", staff),
                Words.word("kind", kind, AuditKind::of, KINDS),
                Words.time("from", from),
                Words.time("to", to),
                id(Cursor.of(after)));
        List<AuditLine> found = log.find(filter, most + 1);
        boolean more = found.size() > most;
        List<Line> shown = found.stream().limit(most).map(this::line).toList();
        return new Page<>(shown, more ? shown.get(most - 1).id() : null);
    }

    private static Long id(String cursor) {
        try {
            return cursor == null ? null : Long.valueOf(cursor);
        } catch (NumberFormatException unknown) {
            throw NotDone.wrong("after", "The cursor is not known. Take it from \"next\" of the page before.");
        }
    }

    private Line line(AuditLine line) {
        return new Line(
                Long.toString(line.id()),
                line.at(),
                line.staffId(),
                staff.find(line.staffId()).map(StaffMember::name).orElse(null),
                line.login(),
                line.token(),
                line.kind().code(),
                line.action(),
                line.object(),
                line.name(),
                line.changes());
    }
}
