package org.ringbook.events;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * What can be chosen after a call.
 *
 * @param id null for one that is not saved yet
 * @param name the company's own word
 * @param nameEn for those who read English; null for the same
 * @param place in the list, from 1
 * @param active false when it is not offered any more
 * @param dealTypeId of the deal that it asks for; null for the first type that is offered
 */
public record Disposition(
        UUID id, String name, String nameEn, int place, Set<Asks> asks, boolean active, UUID dealTypeId) {

    /** What a choice asks for. */
    public enum Asks {
        /** A next step, so that the client is not forgotten. */
        TASK,
        /** Why. */
        REASON,
        /** A deal of the client's. */
        DEAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Disposition {
        asks = Set.copyOf(asks);
        dealTypeId = asks.contains(Asks.DEAL) ? dealTypeId : null;
    }

    public Disposition(UUID id, String name, String nameEn, int place, Set<Asks> asks, boolean active) {
        this(id, name, nameEn, place, asks, active, null);
    }

    public String name(Locale reader) {
        return nameEn != null && !"ru".equals(reader.getLanguage()) ? nameEn : name;
    }

    public boolean asksForReason() {
        return asks.contains(Asks.REASON);
    }

    public boolean asksForTask() {
        return asks.contains(Asks.TASK);
    }

    public boolean asksForDeal() {
        return asks.contains(Asks.DEAL);
    }
}
