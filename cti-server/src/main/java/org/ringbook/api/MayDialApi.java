package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.dialrules.CampaignRules;
import org.ringbook.dialrules.DialAnswer;
import org.ringbook.dialrules.DialMode;
import org.ringbook.dialrules.DialQuestion;
import org.ringbook.dialrules.DialReason;
import org.ringbook.dialrules.DialRules;
import org.ringbook.dialrules.Purpose;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Rules of dialling", description = "Whether a number may be dialled now, and why not.")
class MayDialApi {

    /**
     * @param until when it ends by itself; null when somebody has to do something
     * @param stops whom it stops: {@code told} nobody, {@code campaigns} calls of lists, {@code everybody} also calls by hand
     */
    @Schema(name = "DialReason")
    record Reason(
            String code,
            String words,
            @Schema(nullable = true) Instant since,
            @Schema(nullable = true) Instant until,

            @Schema(allowableValues = {"told", "campaigns", "everybody"})
            String stops) {

        static Reason of(DialReason reason, Locale locale) {
            return new Reason(
                    reason.code().code(),
                    reason.words(locale),
                    reason.since(),
                    reason.until(),
                    reason.force().name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * @param next the next moment at which it may be dialled, as far as known now
     * @param zones in which the called person may be
     * @param because what speaks for them, best first: {@code said, address, landline, own_calls, mobile_region, company, assumed, country}
     */
    @Schema(name = "DialAnswer")
    record Answer(
            String number,
            boolean allowed,
            List<Reason> reasons,
            List<Reason> notices,
            @Schema(nullable = true) Instant next,
            @Schema(nullable = true) Instant openUntil,
            @Schema(nullable = true) Integer attemptsLeft,
            List<String> zones,
            List<String> because) {}

    private final DialRules rules;
    private final NumberPlan plan;

    MayDialApi(DialRules rules, NumberPlan plan) {
        this.rules = rules;
        this.plan = plan;
    }

    @GetMapping("/api/may-dial")
    @Operation(
            operationId = "mayDial",
            summary = "Whether a number may be dialled now",
            description = "By hand, or as a campaign of the purpose would ask. All reasons are told.")
    Answer ask(
            @RequestParam(required = false) @Parameter(example = "+79161112233") String number,
            @RequestParam(required = false) @Parameter(description = "The person or company that is meant")
                    String party,
            @RequestParam(required = false)
                    @Parameter(description = "Left out: a call by hand", example = "advertising")
                    String purpose,
            @RequestParam(required = false) @Parameter(description = "hand, preview, progressive, power, predictive")
                    String mode,
            Locale locale) {
        PhoneNumber asked = plan.parse(number)
                .orElseThrow(
                        () -> NotDone.wrong("number", "Say the number with its country code: number=%2B79161112233."));
        UUID whose = Words.id("party", party);
        Purpose what = Words.word("purpose", purpose, Purpose::of, "advertising, service, survey, debt, invitation");
        DialMode how = Words.word("mode", mode, DialMode::of, "hand, preview, progressive, power, predictive");
        Instant now = Instant.now();
        DialAnswer answer = what == null
                ? rules.byHand(asked, whose, now)
                : rules.mayDial(DialQuestion.of(
                        asked, whose, CampaignRules.of(null, null, what), how == null ? DialMode.PREVIEW : how, now));
        return new Answer(
                asked.toString(),
                answer.allowed(),
                answer.reasons().stream().map(one -> Reason.of(one, locale)).toList(),
                answer.notices().stream().map(one -> Reason.of(one, locale)).toList(),
                answer.next(),
                answer.openUntil(),
                answer.attemptsLeft(),
                answer.zones().zones().stream().map(ZoneId::getId).sorted().toList(),
                answer.zones().because().stream()
                        .map(one -> one.source().name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
