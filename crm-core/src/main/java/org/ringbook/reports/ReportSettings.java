package org.ringbook.reports;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.reports}.
 *
 * @param answerWithin the T of the service level, on the board of today as in reports
 * @param serviceLevel by which formula it is counted
 * @param shortAbandon whoever gave up sooner counts in no service level
 * @param shortTalk a conversation shorter than this is in a column of its own
 * @param newAfter whoever had no conversation for so many days is new again
 * @param excluded outside numbers that no report counts: of tests, of the company's other offices
 * @param bills how operators write their bills, by name
 * @param checkAt when each night it is checked that the figures tie out, by the company's clock
 */
@ConfigurationProperties("ringbook.reports")
public record ReportSettings(
        @DefaultValue("20s") Duration answerWithin,
        @DefaultValue("without_short") ServiceLevel serviceLevel,
        @DefaultValue("5s") Duration shortAbandon,
        @DefaultValue("10s") Duration shortTalk,
        @DefaultValue("365") int newAfter,
        @DefaultValue List<String> excluded,
        @DefaultValue("03:30") LocalTime checkAt,
        @DefaultValue Map<String, BillFormat> bills) {

    /** @throws IllegalArgumentException in words that say what to set */
    public ReportSettings {
        require("answer-within", answerWithin, 1, 3600);
        require("short-abandon", shortAbandon, 0, 60);
    }

    private static void require(String name, Duration value, long least, long most) {
        if (value.toSeconds() < least || value.toSeconds() > most) {
            throw new IllegalArgumentException(
                    "The setting ringbook.reports." + name + " must be " + least + "s to " + most + "s.");
        }
    }

    /** Those that are numbers, by the plan. */
    public Set<PhoneNumber> excludedOf(NumberPlan plan) {
        return excluded.stream().flatMap(text -> plan.parse(text).stream()).collect(Collectors.toSet());
    }

    int answerWithinMillis() {
        return Math.toIntExact(answerWithin.toMillis());
    }

    int shortAbandonMillis() {
        return Math.toIntExact(shortAbandon.toMillis());
    }

    int shortTalkMillis() {
        return Math.toIntExact(shortTalk.toMillis());
    }
}
