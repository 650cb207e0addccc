package org.ringbook.campaigns;

import java.util.UUID;

/**
 * So many successes are wanted of some entries, and no more.
 *
 * @param field {@code city}, or a column of the list; null for all entries of the campaign
 * @param value of the field, in any case; null when the field is
 * @param success entries that are successes
 * @param withAgents entries that agents have: each may become one, so it holds a place
 */
public record Quota(UUID id, String field, String value, int goal, long success, long withAgents) {

    public boolean isFull() {
        return success >= goal;
    }

    /** Nobody more is called, for now: those whom agents have may fill it. */
    boolean isTaken() {
        return success + withAgents >= goal;
    }

    boolean isAbout(Entry entry) {
        if (field == null) {
            return true;
        }
        String has = field.equals("city") ? entry.city() : entry.fields().get(field);
        return has != null && has.strip().equalsIgnoreCase(value);
    }
}
