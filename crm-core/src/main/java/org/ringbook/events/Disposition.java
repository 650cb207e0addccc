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
 */
public record Disposition(UUID id, String name, String nameEn, int place, Set<Asks> asks, boolean active) {

    /** What a choice asks for. */
    public enum Asks {
        /** A next step, so that the client is not forgotten. */
        TASK,
        /** Why. */
        REASON;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Disposition {
        asks = Set.copyOf(asks);
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
}
