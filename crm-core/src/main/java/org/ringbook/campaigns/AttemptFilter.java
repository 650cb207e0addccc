package org.ringbook.campaigns;

import java.util.UUID;

/**
 * Which attempts of a campaign; null for any.
 *
 * @param disposition that was chosen
 * @param noResult conversations after which nobody chose anything in time
 * @param agent who called
 */
public record AttemptFilter(UUID campaign, UUID disposition, boolean noResult, UUID agent) {

    /** @param result id of a disposition, {@code none} for conversations without a result; what is neither is any */
    public static AttemptFilter of(UUID campaign, String result, UUID agent) {
        UUID disposition = null;
        try {
            disposition = result == null || result.isBlank() || result.equals("none") ? null : UUID.fromString(result);
        } catch (IllegalArgumentException neither) {
            // any
        }
        return new AttemptFilter(campaign, disposition, "none".equals(result), agent);
    }
}
