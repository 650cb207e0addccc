package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealConversion;
import org.ringbook.deals.DealConversion.Wanted;
import org.ringbook.deals.Deals;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A lead becomes a deal. */
@RestController
@Tag(name = "Deals")
class DealOfLeadApi {

    @Schema(name = "DealOfLead")
    record OfLeadInput(
            @Schema(description = "An open deal that it comes to; left out: a new one is made", nullable = true)
            UUID dealId,

            @Schema(description = "Client who is known; left out: a new person is made", nullable = true)
            UUID partyId,

            @Schema(description = "Name of the new person; the lead's own when left out", nullable = true)
            String name,

            @Schema(description = "Company of the new person", nullable = true)
            UUID companyId,

            @Schema(description = "Of a new deal, as the rest", nullable = true)
            UUID typeId,

            @Schema(nullable = true) UUID stageId,
            @Schema(nullable = true) String title,
            @Schema(nullable = true) BigDecimal amount,

            @Schema(description = OwnFieldsOfRows.INPUT, nullable = true)
            Map<String, Object> fields) {}

    private final Deals deals;
    private final DealConversion conversion;
    private final Leads leads;
    private final LeadList leadList;
    private final DealViews views;

    DealOfLeadApi(Deals deals, DealConversion conversion, Leads leads, LeadList leadList, DealViews views) {
        this.deals = deals;
        this.conversion = conversion;
        this.leads = leads;
        this.leadList = leadList;
        this.views = views;
    }

    @PostMapping("/api/leads/{id}/deal")
    @Operation(
            operationId = "dealOfLead",
            summary = "Make a deal of a lead, or add it to one",
            description =
                    "Its client is made with it. Done twice, it is done once. Likely duplicates are refused with 409"
                            + " unless `anyway=true`. "
                            + DealsApi.ASKS)
    ResponseEntity<Object> ofLead(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = DuplicateDecision.ANYWAY) String anyway,
            @RequestParam(required = false) @Parameter(description = DuplicateDecision.WHY) String why,
            @RequestBody OfLeadInput sent) {
        StaffMember member = views.member(me);
        Lead lead = leads.find(CallSearch.Ids.read("id", id))
                .filter(one -> leadList.maySee(member, one))
                .orElseThrow(() -> NotDone.notFound("There is no such lead."));
        var wanted =
                new Wanted(sent.dealId(), sent.typeId(), sent.stageId(), sent.title(), sent.amount(), sent.fields());
        Deal deal = sent.partyId() != null
                ? conversion.toKnown(lead.id(), sent.partyId(), wanted, By.api(member))
                : conversion.toNew(
                        lead.id(),
                        sent.name(),
                        sent.companyId(),
                        wanted,
                        DuplicateDecision.of(anyway, why, me),
                        By.api(member));
        if (!deals.maySee(deal, member)) {
            return ResponseEntity.ok(new LeadsApi.Taken(deal.id(), deal.number()));
        }
        return ResponseEntity.ok().eTag(SeenVersion.tag(deal.version())).body(views.of(deal));
    }
}
