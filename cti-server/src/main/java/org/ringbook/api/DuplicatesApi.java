package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.contacts.duplicates.Duplicate;
import org.ringbook.contacts.duplicates.Duplicates;
import org.ringbook.contacts.duplicates.Merge;
import org.ringbook.contacts.duplicates.Merges;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Duplicates", description = "Who is kept twice, and making one of them.")
class DuplicatesApi {

    private static final Set<String> PARAMETERS = Set.of("party");

    /** Who is made one, and whose fields win. */
    @Schema(name = "MergeInput")
    record Input(
            @Schema(description = "Whose id and fields stay")
            UUID masterId,

            @Schema(description = "One to four that are merged into it")
            List<UUID> others,

            @Schema(
                    description =
                            "Whose value a field takes instead: name, company_id, position, email, note, responsible,"
                                    + " each with the id of one of them",
                    nullable = true)
            Map<String, UUID> picks) {}

    private final Contacts contacts;
    private final PartyDetails details;
    private final Duplicates duplicates;
    private final Merges merges;

    DuplicatesApi(Contacts contacts, PartyDetails details, Duplicates duplicates, Merges merges) {
        this.contacts = contacts;
        this.details = details;
        this.duplicates = duplicates;
        this.merges = merges;
    }

    @GetMapping("/api/duplicates")
    @Operation(summary = "Who somebody may be as well", description = "The likeliest first, with what both share.")
    Page<Duplicate> of(
            @RequestParam @Parameter(description = "Id of a company or person") String party,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        UUID id = CallSearch.Ids.read("party", party);
        return new Page<>(
                contacts.contact(id)
                        .map(person -> duplicates.of(person, details.of(id).orElse(null)))
                        .or(() -> contacts.company(id)
                                .map(company ->
                                        duplicates.of(company, details.of(id).orElse(null))))
                        .orElseThrow(() -> NotDone.notFound("There is no such company or person.")),
                null);
    }

    @GetMapping("/api/merges")
    @Operation(summary = "What was merged in the last 30 days", description = "For supervisors and administrators.")
    Page<Merge> recent() {
        return new Page<>(merges.recent(), null);
    }

    @PostMapping("/api/merges")
    @Operation(
            summary = "Make one of two to five people or companies",
            description = "For supervisors and administrators.")
    Merge merge(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        if (sent.masterId() == null
                || sent.others() == null
                || sent.others().stream().anyMatch(one -> one == null)) {
            throw NotDone.wrong("others", "Send masterId and others, ids of people or companies.");
        }
        return merges.merge(sent.masterId(), sent.others(), sent.picks() == null ? Map.of() : sent.picks(), me.id());
    }

    @PostMapping("/api/merges/{id}/undo")
    @Operation(
            summary = "Undo a merge within 30 days",
            description = "What came since stays where it is. For supervisors and administrators.")
    Merge.Undone undo(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return merges.undo(CallSearch.Ids.read("id", id), me.id());
    }
}
