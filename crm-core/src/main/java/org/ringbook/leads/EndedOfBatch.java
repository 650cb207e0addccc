package org.ringbook.leads;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;

/** The calls that changes tell to be over, read at once: one by one each would cost two questions to the database. */
final class EndedOfBatch {

    private final CallLog log;

    EndedOfBatch(CallLog log) {
        this.log = log;
    }

    /** By the ids that were told; another source's record where that one stands for the call. */
    Map<UUID, Call> of(List<FeedChange> changes) {
        Set<UUID> told = changes.stream()
                .filter(change -> change.type() == ChangeType.ENDED || change.type() == ChangeType.REDERIVED)
                .map(FeedChange::call)
                .collect(Collectors.toSet());
        if (told.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Call> over = new HashMap<>();
        log.records(told).forEach(call -> over.put(call.id(), call));
        Set<UUID> elsewhere = log.correlations().steppedBack(told);
        told.stream().filter(id -> !over.containsKey(id)).forEach(elsewhere::add);
        elsewhere.forEach(id -> log.find(id).ifPresent(call -> over.put(id, call)));
        over.values().removeIf(call -> !call.ended());
        return over;
    }
}
