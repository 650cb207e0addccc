package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.CampaignMeasures;
import org.ringbook.campaigns.CampaignResult;
import org.ringbook.campaigns.CampaignResult.Effect;
import org.ringbook.campaigns.CampaignResults;
import org.ringbook.campaigns.CampaignResults.Meaning;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.Quota;
import org.ringbook.campaigns.Quotas;
import org.ringbook.pacing.ListMeasures.Share;
import org.ringbook.scripts.Script;
import org.ringbook.scripts.Scripts;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Call lists")
class CampaignResultsApi {

    /** @param againHours when the entry is called again where it is not over; null for the rule of the effect */
    @Schema(name = "CampaignResult")
    record View(
            UUID disposition,
            String name,
            String nameEn,
            Effect effect,

            @Schema(description = "reached, not_reached, bad_number, refusal")
            CampaignResult.Outcome outcome,

            boolean isFinal,
            Long againHours,
            String key) {

        static View of(CampaignResult one) {
            return new View(
                    one.id(),
                    one.disposition().name(),
                    one.disposition().nameEn(),
                    one.effect(),
                    one.outcome(),
                    one.isFinal(),
                    one.againAfter() == null ? null : one.againAfter().toHours(),
                    one.key());
        }
    }

    /** @param effect null: call lists offer it no more */
    @Schema(name = "CampaignResultInput")
    record Input(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            UUID disposition,

            @Schema(
                    nullable = true,
                    allowableValues = {
                        "success",
                        "callback",
                        "later",
                        "reached",
                        "refusal",
                        "wrong_person",
                        "bad_number",
                        "machine",
                        "do_not_call"
                    })
            String effect,

            @Schema(nullable = true) Boolean isFinal,
            @Schema(nullable = true) Integer againHours,

            @Schema(nullable = true, description = "1 to 9, c or d")
            String key) {

        Meaning meaning() {
            return new Meaning(
                    disposition,
                    Words.word("effect", effect, Effect::of, "success, callback, later, reached, refusal …"),
                    Boolean.TRUE.equals(isFinal),
                    againHours == null ? null : Duration.ofHours(againHours),
                    key);
        }
    }

    /** @param value of the share; null when there is nothing to be a part of */
    @Schema(name = "CampaignMeasure")
    record Measure(long count, long of, Double value) {

        static Measure of(Share share) {
            return new Measure(share.count(), share.of(), share.value());
        }
    }

    /** Each with both of its counts. */
    @Schema(name = "CampaignMeasures")
    record Measures(
            Measure penetration,
            Measure connectRate,
            Measure contactRate,
            Measure conversion,
            Measure yieldRate,
            Measure badNumbers,
            Measure attemptsPerEntry,
            Measure attemptsPerContact,
            Measure promisesKept,
            Measure noResult,
            Measure skipRate,
            long talkSeconds,
            List<CampaignMeasures.OfAgent> agents,
            List<CampaignMeasures.OfHour> hours) {}

    @Schema(name = "CampaignScript")
    record Chosen(@Schema(nullable = true) UUID scriptId) {}

    @Schema(name = "CampaignQuotas")
    record Wanted(List<Quotas.Wanted> quotas) {}

    private final Campaigns campaigns;
    private final CampaignResults results;
    private final CampaignMeasures measures;
    private final Quotas quotas;
    private final Scripts scripts;
    private final Staff staff;

    CampaignResultsApi(
            Campaigns campaigns,
            CampaignResults results,
            CampaignMeasures measures,
            Quotas quotas,
            Scripts scripts,
            Staff staff) {
        this.campaigns = campaigns;
        this.results = results;
        this.measures = measures;
        this.quotas = quotas;
        this.scripts = scripts;
        this.staff = staff;
    }

    private StaffMember supervisor(SignedIn me) {
        if (!me.mayAs(Role.SUPERVISOR)) {
            throw NotDone.notAllowed("Supervisors and administrators keep call lists.");
        }
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    private Campaign existing(String id) {
        return campaigns
                .find(CallSearch.Ids.read("id", id))
                .orElseThrow(() -> NotDone.notFound("There is no such call list."));
    }

    @GetMapping("/api/campaign-results")
    @Operation(operationId = "listCampaignResults", summary = "What dispositions mean for call lists, by their keys")
    Page<View> list() {
        return new Page<>(results.offered().stream().map(View::of).toList(), null);
    }

    @PutMapping("/api/campaign-results")
    @Operation(
            operationId = "changeCampaignResults",
            summary = "Say what dispositions mean for call lists",
            description = "Those that are left out stay as they are. All or none.")
    Page<View> change(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody List<Input> sent) {
        supervisor(me);
        results.save(sent.stream().filter(Objects::nonNull).map(Input::meaning).toList());
        return list();
    }

    @GetMapping("/api/campaigns/{id}/measures")
    @Operation(operationId = "getCampaignMeasures", summary = "What came of a call list, with the counts of each share")
    Measures measures(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        supervisor(me);
        Campaign campaign = existing(id);
        CampaignMeasures.Measures all = measures.of(campaign.id(), Instant.now());
        return new Measures(
                Measure.of(all.list().penetration()),
                Measure.of(all.list().connectRate()),
                Measure.of(all.list().contactRate()),
                Measure.of(all.list().conversion()),
                Measure.of(all.list().yieldRate()),
                Measure.of(all.list().badNumbers()),
                Measure.of(all.list().attemptsPerEntry()),
                Measure.of(all.list().attemptsPerContact()),
                Measure.of(all.promisesKept()),
                Measure.of(all.noResult()),
                Measure.of(all.skipped()),
                all.talkSeconds(),
                measures.agents(campaign.id()),
                measures.hours(campaign));
    }

    @GetMapping("/api/campaigns/{id}/quotas")
    @Operation(operationId = "listQuotas", summary = "Quotas of a call list, and how far they are")
    Page<Quota> quotas(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        supervisor(me);
        return new Page<>(quotas.of(existing(id).id()), null);
    }

    @PutMapping("/api/campaigns/{id}/quotas")
    @Operation(operationId = "changeQuotas", summary = "Put these quotas in place of all that there were")
    Page<Quota> change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Wanted sent) {
        StaffMember by = supervisor(me);
        List<Quotas.Wanted> wanted = sent.quotas() == null
                ? List.of()
                : sent.quotas().stream().filter(Objects::nonNull).toList();
        return new Page<>(quotas.save(existing(id).id(), wanted, by), null);
    }

    @PutMapping("/api/campaigns/{id}/script")
    @Operation(operationId = "useScript", summary = "Call a list by a script from the next attempt on")
    Chosen use(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Chosen sent) {
        supervisor(me);
        UUID campaign = existing(id).id();
        scripts.use(campaign, sent.scriptId());
        return new Chosen(scripts.ofCampaign(campaign).map(Script::id).orElse(null));
    }
}
