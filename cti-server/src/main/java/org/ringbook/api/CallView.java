package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.contacts.Caller;

/**
 * A call as the API tells it.
 *
 * @param contact who the outside party is; null when nobody is known by that number
 */
@Schema(name = "Call")
record CallView(
        @JsonUnwrapped Call call, @Schema(nullable = true) Who contact) {

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
