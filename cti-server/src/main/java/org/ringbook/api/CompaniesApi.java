package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.api.OwnFieldsOfRows.With;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.duplicates.Duplicates;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.fields.FieldSubject;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.staff.Staff;
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
@Tag(name = "Companies", description = "Companies outside, with numbers of their own.")
class CompaniesApi {

    private static final Set<String> PARAMETERS = Set.of("q", "after", "limit", "field");

    /** What may be said of a company; all of it is replaced by what is sent. */
    @Schema(name = "CompanyInput")
    record Input(
            @Schema(example = "Romashka", requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            String note,

            @Schema(description = "Extension of our person who looks after it", example = "101")
            String responsible,

            List<NumberInput> numbers,

            @Schema(description = OwnFieldsOfRows.INPUT, nullable = true)
            Map<String, Object> fields,

            @Schema(description = SeenVersion.FIELD, nullable = true, example = "3")
            Integer version) {

        Company with(UUID id, NumberPlan plan) {
            return new Company(id, name, note, responsible, NumberInput.read(numbers, plan));
        }
    }

    private final Contacts contacts;
    private final Duplicates duplicates;
    private final Merges merges;
    private final NumberPlan plan;
    private final OwnFieldsOfRows own;
    private final Bin bin;
    private final Staff staff;
    private final CardAnswers<Company> cards;

    CompaniesApi(
            Contacts contacts,
            Duplicates duplicates,
            Merges merges,
            NumberPlan plan,
            OwnFieldsOfRows own,
            Bin bin,
            Staff staff) {
        this.bin = bin;
        this.staff = staff;
        this.own = own;
        this.contacts = contacts;
        this.duplicates = duplicates;
        this.merges = merges;
        this.plan = plan;
        this.cards = new CardAnswers<>(
                contacts, own, FieldSubject.COMPANY, "/api/companies/", Company::id, Company::version, this::existing);
    }

    @GetMapping("/api/companies")
    @Operation(summary = "Companies by name, found by what is typed")
    Page<With<Company>> list(
            @RequestParam(required = false)
                    @Parameter(description = "What a person would type: name, company or digits", example = "mar rom")
                    String q,
            @RequestParam(name = "field", required = false)
                    @Parameter(description = OwnFieldsOfRows.FILTER, example = "segment:retail")
                    List<String> field,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS, Set.of("field"));
        Contacts.ContactPage<Company> page =
                contacts.companies(q, own.filter(FieldSubject.COMPANY, field), Cursor.of(after), Page.limit(limit));
        return new Page<>(own.with(FieldSubject.COMPANY, page.items(), Company::id), page.next());
    }

    @GetMapping("/api/companies/{id}")
    @Operation(
            summary = "One company",
            description =
                    "Also by the id of one that was merged into another: `Content-Location` says where it stands now.")
    ResponseEntity<With<Company>> one(@PathVariable String id) {
        UUID asked = CallSearch.Ids.read("id", id);
        return cards.found(existing(merges.leadsTo(asked).orElse(asked)));
    }

    @PostMapping("/api/companies")
    @Operation(summary = "Add a company")
    @ApiResponse(responseCode = "201", description = "Added; `Location` says where it stands.")
    ResponseEntity<With<Company>> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = DuplicateDecision.ANYWAY) String anyway,
            @RequestParam(required = false) @Parameter(description = DuplicateDecision.WHY) String why,
            @RequestBody Input sent) {
        return cards.added(
                sent.fields(), () -> duplicates.save(sent.with(null, plan), DuplicateDecision.of(anyway, why, me)));
    }

    @PutMapping("/api/companies/{id}")
    @Operation(summary = "Replace what is known of a company")
    @ApiResponse(responseCode = "409", description = "Somebody else has changed the card since; `detail` says so.")
    ResponseEntity<With<Company>> change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = DuplicateDecision.ANYWAY) String anyway,
            @RequestParam(required = false) @Parameter(description = DuplicateDecision.WHY) String why,
            @RequestHeader(name = "If-Match", required = false) @Parameter(description = SeenVersion.HEADER)
                    String ifMatch,
            @RequestBody Input sent) {
        UUID known = existing(CallSearch.Ids.read("id", id)).id();
        Company seen = sent.with(known, plan).asSeen(SeenVersion.of(sent.version(), ifMatch));
        return cards.changed(known, sent.fields(), () -> duplicates.save(seen, DuplicateDecision.of(anyway, why, me)));
    }

    @DeleteMapping("/api/companies/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a company",
            description = "For supervisors and administrators. For 30 days it stands in the bin (`/api/bin`).")
    void delete(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        bin.put(
                BinItem.Kind.COMPANY,
                existing(CallSearch.Ids.read("id", id)).id(),
                staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more.")));
    }

    private Company existing(UUID id) {
        return contacts.company(id).orElseThrow(() -> NotDone.notFound("There is no such company."));
    }
}
