package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.contacts.legal.LegalEntities;
import org.ringbook.contacts.legal.LegalEntity;
import org.ringbook.contacts.legal.LegalEntity.BankAccount;
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
        name = "Legal entities",
        description = "Who signs and pays: INN, KPP, OGRN and bank accounts, checked by their sums.")
class LegalEntitiesApi {

    private static final Set<String> PARAMETERS = Set.of("inn", "party");
    private static final int MOST = 50;

    /** What may be said of a legal entity; all of it is replaced by what is sent. */
    @Schema(name = "LegalEntityInput")
    record Input(
            @Schema(example = "ООО «Ромашка»", requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            String fullName,
            @Schema(example = "5835000017") String inn,
            @Schema(example = "583501001") String kpp,
            @Schema(example = "1029900000008") String ogrn,
            String legalAddress,
            String postAddress,
            String headName,
            String headPost,
            List<BankAccount> accounts,

            @Schema(description = "Of a company or person whose it is as well; only where it is added")
            UUID partyId,

            @Schema(description = "True to keep what does not add up")
            Boolean keepAnyway,

            @Schema(description = "`version` of the entity that was read; only where it is changed")
            Integer version) {

        LegalEntity with(LegalEntity before) {
            return LegalEntity.of(draft -> {
                draft.id = before == null ? null : before.id();
                draft.name = name;
                draft.fullName = fullName;
                draft.inn = inn;
                draft.kpp = kpp;
                draft.ogrn = ogrn;
                draft.legalAddress = legalAddress;
                draft.postAddress = postAddress;
                draft.headName = headName;
                draft.headPost = headPost;
                draft.registryStatus = before == null ? null : before.registryStatus();
                draft.registryCheckedAt = before == null ? null : before.registryCheckedAt();
                draft.accounts = accounts;
                draft.version = version != null ? version : before == null ? 0 : before.version();
            });
        }

        boolean anyway() {
            return Boolean.TRUE.equals(keepAnyway);
        }
    }

    private final LegalEntities entities;

    LegalEntitiesApi(LegalEntities entities) {
        this.entities = entities;
    }

    @GetMapping("/api/legal-entities")
    @Operation(summary = "Legal entities by INN, or of one company or person")
    Page<LegalEntity> list(
            @RequestParam(required = false)
                    @Parameter(description = "The INN, or three or more first digits of it", example = "5835000017")
                    String inn,
            @RequestParam(required = false) @Parameter(description = "Id of a company or person") String party,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        if ((inn == null) == (party == null)) {
            throw NotDone.wrong("inn", "Send either inn or party.");
        }
        return new Page<>(
                party == null ? entities.byInn(inn.strip(), MOST) : entities.of(CallSearch.Ids.read("party", party)),
                null);
    }

    @GetMapping("/api/legal-entities/{id}")
    @Operation(summary = "One legal entity")
    LegalEntity one(@PathVariable String id) {
        return existing(id);
    }

    @PostMapping("/api/legal-entities")
    @Operation(
            summary = "Add a legal entity",
            description =
                    "Sums that are wrong are refused with 422 unless `keepAnyway`. An INN and KPP that are there already are"
                            + " refused with 409, and `found` says whose they are.")
    @ApiResponse(responseCode = "201", description = "Added; `Location` says where it stands.")
    ResponseEntity<LegalEntity> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        LegalEntity saved = entities.save(sent.with(null), sent.partyId(), sent.anyway(), me.id());
        return ResponseEntity.created(URI.create("/api/legal-entities/" + saved.id()))
                .body(saved);
    }

    @PutMapping("/api/legal-entities/{id}")
    @Operation(summary = "Replace what is known of a legal entity")
    LegalEntity change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent) {
        return entities.save(sent.with(existing(id)), null, sent.anyway(), me.id());
    }

    @DeleteMapping("/api/legal-entities/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a legal entity", description = "For supervisors and administrators.")
    void delete(@PathVariable String id) {
        entities.delete(existing(id).id());
    }

    @PutMapping("/api/legal-entities/{id}/parties/{party}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that it is a company's or person's as well")
    void link(@PathVariable String id, @PathVariable String party) {
        entities.link(CallSearch.Ids.read("party", party), existing(id).id());
    }

    @DeleteMapping("/api/legal-entities/{id}/parties/{party}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that it is theirs no longer")
    void unlink(@PathVariable String id, @PathVariable String party) {
        entities.unlink(CallSearch.Ids.read("party", party), existing(id).id());
    }

    private LegalEntity existing(String id) {
        return entities.find(CallSearch.Ids.read("id", id))
                .orElseThrow(() -> NotDone.notFound("There is no such legal entity."));
    }
}
