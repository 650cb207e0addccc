package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimReports;
import org.ringbook.claims.ClaimReports.Asked;
import org.ringbook.claims.Claims;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportWords;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Claims")
class ClaimReportsApi {

    private static final Set<String> FILTERS = Set.of("from", "to", "team", "cause");
    private static final Set<String> OF_CLAIMS = Set.of("from", "to", "team", "cause", "key", "column", "offset");
    private static final int PAGE = 500;

    @Schema(name = "ClaimReportName")
    record Named(String name, String title, String what) {}

    @Schema(name = "ClaimReportColumn")
    record Heading(
            String name,
            String title,

            @Schema(description = "count; share: 0 to 1; decimal")
            String unit,

            String formula) {}

    /** @param key with which the claims of the row are asked for */
    @Schema(name = "ClaimReportRow")
    record Row(
            String key,
            String label,

            @Schema(description = "By column; null where there is nothing to divide by")
            Map<String, Double> values) {}

    @Schema(name = "ClaimReport")
    record Counted(String name, LocalDate from, LocalDate to, List<Heading> columns, List<Row> rows, Row total) {}

    /** @param total how many they are in all */
    @Schema(name = "ClaimReportClaims")
    record Behind(List<Claim> items, int total) {}

    private final ClaimReports reports;
    private final Claims claims;
    private final Rights rights;
    private final Staff staff;
    private final NumberPlan plan;

    ClaimReportsApi(ClaimReports reports, Claims claims, Rights rights, Staff staff, NumberPlan plan) {
        this.reports = reports;
        this.claims = claims;
        this.rights = rights;
        this.staff = staff;
        this.plan = plan;
    }

    private ReportWords words() {
        return new ReportWords(
                Locale.ENGLISH,
                reports.company(),
                plan,
                id -> staff.find(id).map(StaffMember::name).orElse(null));
    }

    private Permissions who(SignedIn me) {
        return rights.of(staff.find(me.id()).orElse(null));
    }

    @GetMapping("/api/claim-reports")
    @Operation(operationId = "listClaimReports", summary = "The reports of claims by name")
    Page<Named> list() {
        ReportWords words = words();
        return new Page<>(
                ClaimReports.names().stream()
                        .map(name -> new Named(name, words.report(name), words.say("report." + name + ".what")))
                        .toList(),
                null);
    }

    @GetMapping("/api/claim-reports/{name}")
    @Operation(
            operationId = "getClaimReport",
            summary = "One report of a period",
            description = "Without days, of six months with this one; of the claims that one may see.")
    Counted one(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String name,
            @RequestParam(required = false) @Parameter(example = "2026-11-01") String from,
            @RequestParam(required = false) @Parameter(example = "2026-11-30") String to,
            @RequestParam(required = false) @Parameter(description = "Of whose work") String team,
            @RequestParam(required = false) @Parameter(description = "This cause and all below it") String cause,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, FILTERS);
        known(name);
        ReportTable table = reports.count(name, asked(from, to, team, cause), who(me), Locale.ENGLISH);
        ReportWords words = words();
        return new Counted(
                name,
                table.query().period().first(),
                table.query().period().last(),
                table.columns().stream()
                        .map(one -> new Heading(
                                one.name(),
                                words.column(one.name()),
                                one.unit().name().toLowerCase(Locale.ROOT),
                                words.formula(one.name())))
                        .toList(),
                table.rows().stream().map(row -> row(table, row, words)).toList(),
                row(table, table.total(), words));
    }

    private static Row row(ReportTable table, ReportTable.Row row, ReportWords words) {
        return new Row(row.key(), words.label(row.label()), table.named(row));
    }

    private static void known(String name) {
        if (!ClaimReports.names().contains(name)) {
            throw NotDone.notFound("There is no report \"" + Shown.text(name) + "\". Known: "
                    + String.join(", ", ClaimReports.names()) + ".");
        }
    }

    private Asked asked(String from, String to, String team, String cause) {
        Period usual = reports.usualPeriod();
        return new Asked(
                Period.of(
                        from == null || from.isBlank() ? usual.first().toString() : from,
                        to == null || to.isBlank() ? usual.last().toString() : to,
                        null,
                        reports.company()),
                team == null || team.isBlank() ? null : team,
                Words.id("cause", cause));
    }

    @GetMapping("/api/claim-reports/{name}/claims")
    @Operation(
            operationId = "getClaimReportClaims",
            summary = "The claims that make a figure, at most 500",
            description = "Of the same filters, and of `column`; `key` is the one of a row, the total when left out.")
    Behind behind(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String name,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String team,
            @RequestParam(required = false) String cause,
            @RequestParam(required = false) @Parameter(description = "Of a row") String key,
            @RequestParam(required = false) @Parameter(description = "Name of a column", example = "claims-closed")
                    String column,
            @RequestParam(required = false) @Parameter(description = "So many are left out", example = "500")
                    Integer offset,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, OF_CLAIMS);
        known(name);
        List<UUID> ids = reports.claims(
                name, asked(from, to, team, cause), key, column == null ? "" : column, who(me), Locale.ENGLISH);
        int first = offset == null ? 0 : Math.max(0, Math.min(offset, ids.size()));
        return new Behind(claims.ofIds(ids.subList(first, Math.min(first + PAGE, ids.size())), who(me)), ids.size());
    }
}
