package org.ringbook.campaigns;

import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * Which entries of a campaign; null for any.
 *
 * @param list the load that they came with
 * @param sleeps why they wait
 * @param name a part of it
 */
public record EntryFilter(
        UUID campaign, Entry.State state, UUID list, String sleeps, UUID disposition, PhoneNumber number, String name) {

    public static EntryFilter all(UUID campaign) {
        return new EntryFilter(campaign, null, null, null, null, null, null);
    }
}
