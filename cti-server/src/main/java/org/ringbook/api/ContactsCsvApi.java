package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ringbook.contacts.ContactExport;
import org.ringbook.fields.FieldSubject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Contacts")
class ContactsCsvApi {

    private static final Set<String> PARAMETERS = Set.of("q", "company", "field");

    private final ContactExport export;

    private final OwnFieldsOfRows own;

    ContactsCsvApi(ContactExport export, OwnFieldsOfRows own) {
        this.own = own;
        this.export = export;
    }

    @GetMapping("/api/contacts.csv")
    @Operation(
            summary = "All contacts that the search finds, as CSV",
            description =
                    "For supervisors and administrators. UTF-8, semicolons, column names in the language asked for"
                            + " (Accept-Language). A cell that a spreadsheet would take for a formula begins with an apostrophe;"
                            + " the import takes it off again.")
    @ApiResponse(responseCode = "200", description = "text/csv")
    void write(
            @RequestParam(required = false) @Parameter(description = "As in the list of contacts") String q,
            @RequestParam(required = false) @Parameter(description = "Only people of this company") String company,
            @RequestParam(name = "field", required = false)
                    @Parameter(description = OwnFieldsOfRows.FILTER, example = "segment:retail")
                    List<String> field,
            @Parameter(hidden = true) Locale language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        OnlyKnown.parameters(request, PARAMETERS, Set.of("field"));
        var companyId = company == null ? null : CallSearch.Ids.read("company", company);
        var filter = own.filter(FieldSubject.PERSON, field);
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"contacts.csv\"");
        export.write(response.getOutputStream(), q, companyId, filter, language);
    }
}
