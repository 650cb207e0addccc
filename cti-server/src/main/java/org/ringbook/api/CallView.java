package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.Correlations;
import org.ringbook.contacts.Caller;

/**
 * A call as the API tells it.
 *
 * @param contact who the outside party is; null when nobody is known by that number
 * @param alsoSeenBy other telephone sources' records of the same call; they are in no list
 */
@Schema(name = "Call")
record CallView(
        @JsonUnwrapped Call call, @Schema(nullable = true) Who contact, List<Seen> alsoSeenBy) {

    /**
     * What another telephone source told of the same call.
     *
     * @param id of that record: {@code GET /api/calls/{id}?record=own} tells it
     * @param why stable name of the rule that proves it
     * @param telephone of this call, on which the other one happened; null when they are the same from end to end
     * @param beganApart seconds
     * @param endedApart seconds; null while the call goes on
     */
    @Schema(name = "CallSeenBy")
    record Seen(
            UUID id,
            String source,
            String why,
            @Schema(nullable = true) String telephone,
            BigDecimal beganApart,
            @Schema(nullable = true) BigDecimal endedApart) {

        static Seen of(Correlations.Correlation correlation) {
            return new Seen(
                    correlation.call().id(),
                    correlation.call().source(),
                    correlation.proof().rule(),
                    correlation.proof().party(),
                    seconds(correlation.proof().beganApart()),
                    seconds(correlation.proof().endedApart()));
        }

        private static BigDecimal seconds(Duration time) {
            return time == null ? null : BigDecimal.valueOf(time.toMillis(), 3);
        }
    }

    /**
     * @param candidates all whom the number may mean, people before companies; the other fields are of the first
     */
    @Schema(name = "CallContact")
    record Who(
            UUID contactId, String name, UUID companyId, String company, String responsible, List<Caller> candidates) {

        static Who of(List<Caller> candidates) {
            if (candidates.isEmpty()) {
                return null;
            }
            Caller first = candidates.get(0);
            return new Who(
                    first.contactId(),
                    first.name(),
                    first.companyId(),
                    first.company(),
                    first.responsible(),
                    candidates);
        }
    }
}
