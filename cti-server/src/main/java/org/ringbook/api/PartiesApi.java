package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.contacts.details.Consents;
import org.ringbook.contacts.details.Details;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.contacts.details.Relation;
import org.ringbook.contacts.details.Relations;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Companies and people",
        description =
                "What is known of either beside the card: addresses, tags, relations, consents. A party is a company or a person.")
class PartiesApi {

    private static final Set<String> PARAMETERS = Set.of("party");

    @Schema(name = "ConsentInput")
    record ConsentInput(
            @Schema(example = "ads") String purpose,
            @Schema(description = "False for a refusal") boolean allowed,
            @Schema(example = "form, 95.1.2.3") String how,
            @Schema(nullable = true) String textVersion) {}

    private final PartyDetails details;
    private final Relations relations;
    private final Consents consents;

    PartiesApi(PartyDetails details, Relations relations, Consents consents) {
        this.details = details;
        this.relations = relations;
        this.consents = consents;
    }

    @GetMapping("/api/parties/{id}/details")
    @Operation(summary = "E-mails, sites, addresses, tags, region and source of the first contact")
    Details details(@PathVariable String id) {
        return existing(id);
    }

    @PutMapping("/api/parties/{id}/details")
    @Operation(summary = "Replace them")
    Details replace(@PathVariable String id, @RequestBody Details sent) {
        existing(id);
        return details.save(CallSearch.Ids.read("id", id), sent);
    }

    @GetMapping("/api/parties/{id}/consents")
    @Operation(
            summary = "What they allowed and refused, the newest first",
            description = "The last word on a purpose counts.")
    Page<Consents.Consent> consents(@PathVariable String id) {
        existing(id);
        return new Page<>(consents.of(CallSearch.Ids.read("id", id)), null);
    }

    @PostMapping("/api/parties/{id}/consents")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Write down a consent or a refusal")
    void consent(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody ConsentInput sent) {
        existing(id);
        consents.add(
                CallSearch.Ids.read("id", id),
                new Consents.Consent(
                        null, sent.purpose(), sent.allowed(), Instant.now(), sent.how(), sent.textVersion(), me.id()));
    }

    @GetMapping("/api/relations")
    @Operation(summary = "Relations of a company or person, in either direction")
    Page<Relation> relations(
            @RequestParam @Parameter(description = "Id of a company or person") String party,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        return new Page<>(relations.of(CallSearch.Ids.read("party", party)), null);
    }

    @PostMapping("/api/relations")
    @Operation(summary = "Add a relation: the first is to the second what the type says")
    @ApiResponse(responseCode = "201", description = "Added; `Location` says where it stands.")
    ResponseEntity<Relation> relate(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Relation sent) {
        Relation added = relations.add(sent, me.id());
        return ResponseEntity.created(URI.create("/api/relations/" + added.id()))
                .body(added);
    }

    @DeleteMapping("/api/relations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a relation")
    void unrelate(@PathVariable String id) {
        UUID known = relations
                .find(CallSearch.Ids.read("id", id))
                .map(Relation::id)
                .orElseThrow(() -> NotDone.notFound("There is no such relation."));
        relations.delete(known);
    }

    private Details existing(String id) {
        return details.of(CallSearch.Ids.read("id", id))
                .orElseThrow(() -> NotDone.notFound("There is no such company or person."));
    }
}
