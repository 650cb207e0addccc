package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.ringbook.access.SignedIn;
import org.ringbook.deals.DealExport;
import org.ringbook.deals.DealFilter;
import org.ringbook.spreadsheets.RowFile;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Deals")
class DealFilesApi {

    private static final String WHAT =
            "Column names are in the language asked for (Accept-Language). A cell that a spreadsheet would take for a formula begins with an"
                    + " apostrophe; the import takes it off again. More than 100 rows are a supervisor's to take, and are noted in the"
                    + " audit. " + DealSearch.FILTERS;

    private final DealExport export;
    private final DealSearch search;
    private final Staff staff;

    DealFilesApi(DealExport export, DealSearch search, Staff staff) {
        this.export = export;
        this.search = search;
        this.staff = staff;
    }

    @GetMapping("/api/deals.csv")
    @Operation(operationId = "exportDealsAsCsv", summary = "All deals of the filter, as CSV", description = WHAT)
    @ApiResponse(responseCode = "200", description = "text/csv: UTF-8, semicolons")
    void csv(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = "As in the list", example = "newest") String order,
            @Parameter(hidden = true) Locale language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        write(RowFile.Kind.CSV, order, me, language, request, response);
    }

    @GetMapping("/api/deals.xlsx")
    @Operation(
            operationId = "exportDealsAsXlsx",
            summary = "All deals of the filter, as a workbook",
            description = WHAT)
    @ApiResponse(responseCode = "200", description = "A workbook")
    void xlsx(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = "As in the list", example = "newest") String order,
            @Parameter(hidden = true) Locale language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        write(RowFile.Kind.XLSX, order, me, language, request, response);
    }

    private void write(
            RowFile.Kind kind,
            String order,
            SignedIn me,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        StaffMember who =
                staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
        DealFilter filter = search.read(request, "order");
        export.refuseTooMany(filter, who);
        response.setContentType(kind.contentType());
        response.setHeader("Content-Disposition", "attachment; filename=\"deals." + kind.ending() + "\"");
        export.write(response.getOutputStream(), kind, filter, DealSearch.order(order), who, language);
    }
}
