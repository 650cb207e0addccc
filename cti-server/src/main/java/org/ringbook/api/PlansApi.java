package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.rights.Rights;
import org.ringbook.sales.Earnings;
import org.ringbook.sales.PayRule;
import org.ringbook.sales.PayRules;
import org.ringbook.sales.Plan;
import org.ringbook.sales.Plan.Indicator;
import org.ringbook.sales.Plans;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
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
        name = "Plans and pay",
        description =
                "What people and teams are to reach in a month, and by which rules they are paid. Supervisors set plans of those"
                        + " whose deals they see; rules of pay are an administrator's.")
class PlansApi {

    private static final String INDICATORS = "won_sum, won_count, paid_sum, margin, new_deals";

    @Schema(name = "PlanInput")
    record Input(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "2026-11")
            String month,

            @Schema(description = "Of a person", nullable = true)
            UUID staffId,

            @Schema(description = "Of a team; one of the two", nullable = true)
            String team,

            @Schema(description = INDICATORS, requiredMode = Schema.RequiredMode.REQUIRED)
            String indicator,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            BigDecimal value,

            @Schema(
                    description = "First day of whoever is new in the month: the plan counts in proportion",
                    nullable = true)
            String since) {}

    @Schema(name = "Plan")
    record View(
            UUID id,
            String month,
            @Schema(nullable = true) UUID staffId,
            @Schema(nullable = true) String team,
            String indicator,
            BigDecimal value,
            @Schema(nullable = true) String since) {

        static View of(Plan plan) {
            return new View(
                    plan.id(),
                    plan.month().toString(),
                    plan.staffId(),
                    plan.team(),
                    plan.indicator().word(),
                    plan.value(),
                    plan.since() == null ? null : plan.since().toString());
        }
    }

    /** @param from of this on, inclusive */
    @Schema(name = "PayStep")
    record Step(BigDecimal from, BigDecimal rate) {}

    /** @param days up to so many; null for all that took longer */
    @Schema(name = "PayFactor")
    record Factor(@Schema(nullable = true) Integer days, BigDecimal factor) {}

    @Schema(name = "PayRuleInput")
    record RuleInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(description = "For one person", nullable = true)
            UUID staffId,

            @Schema(description = "For a team; for everybody when both are left out", nullable = true)
            String team,

            @Schema(description = "share: percent of the sum; piece: so much for each")
            String kind,

            @Schema(description = "won, paid, margin") String of,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            BigDecimal rate,

            @Schema(
                    description =
                            "sum: steps are sums (of piece: numbers of deals); plan: percent of the plan that is done",
                    nullable = true)
            String stepsBy,

            @Schema(description = "The rate of the highest step that is reached holds for all", nullable = true)
            List<Step> steps,

            @Schema(description = "By days from the deal's creation to the money, or to its closing", nullable = true)
            List<Factor> factors,

            @Schema(description = "First month", example = "2026-11")
            String from,

            @Schema(description = "Last month", nullable = true)
            String until) {}

    @Schema(name = "PayRule")
    record RuleView(
            UUID id,
            String name,
            @Schema(nullable = true) UUID staffId,
            @Schema(nullable = true) String team,
            String kind,
            String of,
            BigDecimal rate,
            String stepsBy,
            List<Step> steps,
            List<Factor> factors,
            String from,
            @Schema(nullable = true) String until) {

        static RuleView of(PayRule rule) {
            return new RuleView(
                    rule.id(),
                    rule.name(),
                    rule.staffId(),
                    rule.team(),
                    lower(rule.kind()),
                    lower(rule.of()),
                    rule.rate(),
                    lower(rule.stepsBy()),
                    rule.steps().stream()
                            .map(step -> new Step(step.from(), step.rate()))
                            .toList(),
                    rule.factors().stream()
                            .map(factor -> new Factor(factor.days(), factor.factor()))
                            .toList(),
                    rule.from().toString(),
                    rule.until() == null ? null : rule.until().toString());
        }

        private static String lower(Enum<?> one) {
            return one.name().toLowerCase(Locale.ROOT);
        }
    }

    @Schema(name = "PayRuleEnd")
    record End(
            @Schema(description = "The last month in which it holds", example = "2026-11")
            String until) {}

    private final Plans plans;
    private final PayRules rules;
    private final Earnings earnings;
    private final Staff staff;
    private final Rights rights;

    PlansApi(Plans plans, PayRules rules, Earnings earnings, Staff staff, Rights rights) {
        this.plans = plans;
        this.rules = rules;
        this.earnings = earnings;
        this.staff = staff;
        this.rights = rights;
    }

    static YearMonth month(String field, String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.getYear() >= 2000 && month.getYear() <= 2200) {
                return month;
            }
        } catch (DateTimeException | NullPointerException unreadable) {
            // The words below say what is expected.
        }
        throw NotDone.wrong(
                field,
                text == null
                        ? "Say the month, as 2026-11."
                        : "\"" + Shown.text(text) + "\" is no month. Write it as 2026-11.");
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    @GetMapping("/api/plans")
    @Operation(operationId = "listPlans", summary = "Plans of a month", description = "This month when left out.")
    Page<View> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(example = "2026-11") String month,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("month"));
        return new Page<>(
                plans.of(month == null ? earnings.month() : month("month", month), rights.of(member(me))).stream()
                        .map(View::of)
                        .toList(),
                null);
    }

    @PutMapping("/api/plans")
    @Operation(
            operationId = "setPlan",
            summary = "Set a plan",
            description = "One of the same month, indicator and person or team is changed by it.")
    View set(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        StaffMember member = member(me);
        return View.of(plans.set(
                new Plan(
                        null,
                        month("month", sent.month()),
                        sent.staffId(),
                        sent.team(),
                        Words.word("indicator", sent.indicator(), Indicator::of, INDICATORS),
                        sent.value(),
                        Words.day("since", sent.since())),
                member,
                rights.of(member)));
    }

    @DeleteMapping("/api/plans/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deletePlan", summary = "Take a plan back")
    void delete(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        plans.delete(CallSearch.Ids.read("id", id), rights.of(member(me)));
    }

    @GetMapping("/api/pay-rules")
    @Operation(operationId = "listPayRules", summary = "Rules of pay, the newest first")
    Page<RuleView> rules() {
        return new Page<>(rules.all().stream().map(RuleView::of).toList(), null);
    }

    @PostMapping("/api/pay-rules")
    @Operation(
            operationId = "addPayRule",
            summary = "Add a rule of pay",
            description =
                    "Pay of a month is the sum of all rules that hold for a person: their own, their team's, everybody's.")
    @ApiResponse(responseCode = "201", description = "Saved.")
    ResponseEntity<RuleView> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody RuleInput sent) {
        PayRule added = rules.add(
                new PayRule(
                        null,
                        sent.name(),
                        sent.staffId(),
                        sent.team(),
                        word("kind", sent.kind(), PayRule.Kind.class),
                        word("of", sent.of(), PayRule.Of.class),
                        sent.rate(),
                        word("stepsBy", sent.stepsBy(), PayRule.StepsBy.class),
                        sent.steps() == null
                                ? List.of()
                                : sent.steps().stream()
                                        .map(step -> new PayRule.Step(step.from(), step.rate()))
                                        .toList(),
                        sent.factors() == null
                                ? List.of()
                                : sent.factors().stream()
                                        .map(factor -> new PayRule.Factor(factor.days(), factor.factor()))
                                        .toList(),
                        month("from", sent.from()),
                        sent.until() == null ? null : month("until", sent.until())),
                member(me));
        return ResponseEntity.created(URI.create("/api/pay-rules/" + added.id()))
                .body(RuleView.of(added));
    }

    private static <T extends Enum<T>> T word(String field, String text, Class<T> type) {
        String known = String.join(
                ", ",
                Arrays.stream(type.getEnumConstants())
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .toList());
        return Words.word(
                field,
                text,
                word -> Optional.of(word)
                        .flatMap(asked -> Arrays.stream(type.getEnumConstants())
                                .filter(one ->
                                        one.name().toLowerCase(Locale.ROOT).equals(asked))
                                .findFirst()),
                known);
    }

    @PostMapping("/api/pay-rules/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "endPayRule", summary = "A rule holds for the last time in a month")
    void end(@PathVariable String id, @RequestBody End sent) {
        rules.end(CallSearch.Ids.read("id", id), month("until", sent.until()));
    }

    @DeleteMapping("/api/pay-rules/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deletePayRule",
            summary = "Take a rule back that was set by mistake",
            description = "No month has it any more, earlier ones neither. A rule that held is ended.")
    void deleteRule(@PathVariable String id) {
        rules.delete(CallSearch.Ids.read("id", id));
    }
}
