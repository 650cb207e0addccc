package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.ringbook.access.SignedIn;
import org.ringbook.control.Budget;
import org.ringbook.control.DialLimits;
import org.ringbook.dialler.Trunks;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Limits of calls",
        description =
                "How many calls may be begun, and where to, whoever or whatever asks. Supervisors see them, administrators change"
                        + " them. Emergency and internal numbers always may be called.")
class DialLimitsApi {

    /** @param open whether they may be called */
    @Schema(name = "Openness")
    record Openness(boolean open) {}

    /** @param allowed false to forbid numbers that begin so */
    @Schema(name = "NumberBeginning")
    record Beginning(boolean allowed) {}

    /** @param perSecond 0.1 to 30 */
    @Schema(name = "TrunkPace")
    record Pace(double perSecond, int channels, int kept) {}

    private final DialLimits limits;
    private final Trunks trunks;

    DialLimitsApi(DialLimits limits, Trunks trunks) {
        this.limits = limits;
        this.trunks = trunks;
    }

    @GetMapping("/api/call-limits")
    @Operation(operationId = "getCallLimits", summary = "The limits as they are")
    DialLimits.View view() {
        return limits.view();
    }

    @PutMapping("/api/call-limits/budgets/{subject}")
    @Operation(
            operationId = "setCallBudget",
            summary = "How many calls may be begun",
            description =
                    "`subject`: `person` (each), `all` (persons together), `campaign` (lists of calls), `callback` (asked for on"
                            + " web sites). In any 60 seconds, and in any 24 hours.")
    DialLimits.View budget(@PathVariable String subject, @RequestBody Budget budget) {
        limits.set(subject, budget);
        return limits.view();
    }

    @PutMapping("/api/call-limits/countries/{country}")
    @Operation(operationId = "openCountry", summary = "Open or close a country abroad", description = "ISO 3166: `DE`.")
    DialLimits.View country(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String country,
            @RequestBody Openness sent) {
        limits.country(country, sent.open(), me.id());
        return limits.view();
    }

    @PutMapping("/api/call-limits/numbers/{kind}")
    @Operation(
            operationId = "openNumbers",
            summary = "Open or close numbers that cost extra",
            description = "`kind`: `premium` or `satellite`.")
    DialLimits.View numbers(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String kind,
            @RequestBody Openness sent) {
        limits.numbers(kind, sent.open(), me.id());
        return limits.view();
    }

    @PutMapping("/api/call-limits/beginnings/{digits}")
    @Operation(
            operationId = "setNumberBeginning",
            summary = "Allow or forbid numbers by their beginning",
            description =
                    "Digits with the country code: `4930`. Of two that fit a number the longer one decides, before all else.")
    DialLimits.View beginning(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String digits,
            @RequestBody Beginning sent) {
        limits.beginning(digits, sent.allowed(), me.id());
        return limits.view();
    }

    @DeleteMapping("/api/call-limits/beginnings/{digits}")
    @Operation(operationId = "removeNumberBeginning", summary = "Forget what was said of a beginning")
    DialLimits.View forget(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String digits) {
        limits.beginning(digits, null, me.id());
        return limits.view();
    }

    @GetMapping("/api/call-limits/trunks")
    @Operation(
            operationId = "listTrunks",
            summary = "How fast call lists dial over each telephone system, and how it is")
    Page<Trunks.View> trunks() {
        return new Page<>(trunks.all(), null);
    }

    @PutMapping("/api/call-limits/trunks/{source}")
    @Operation(
            operationId = "setTrunk",
            summary = "How fast call lists dial over a telephone system",
            description =
                    "Starts in any second, and the channels of it that are left to people. `channels` 0: nobody knows.")
    Page<Trunks.View> trunk(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String source,
            @RequestBody Pace sent) {
        trunks.set(source, sent.perSecond(), sent.channels(), sent.kept(), me.id());
        return trunks();
    }
}
