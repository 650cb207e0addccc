package org.ringbook.dialrules;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;

/**
 * What speaks for the time zone in which somebody is.
 *
 * @param source how much it is worth
 * @param zones that it leaves possible; never empty
 * @param at when it became known; null where that says nothing
 * @param what it goes by, for people: a city, a region, "8442"
 */
public record ZoneEvidence(Source source, Set<ZoneId> zones, Instant at, String what) {

    /** Best first. */
    public enum Source {
        /** They said it, or a person of ours set it. */
        SAID,
        /** Address or city of their card. */
        ADDRESS,
        /** The code of a landline. */
        LANDLINE,
        /** The hours in which they called us, five times at least. */
        OWN_CALLS,
        /** The region for which a mobile number was given out: it is likely that they are there. */
        MOBILE_REGION,
        /** Where their company is: people of it may work elsewhere. */
        COMPANY,
        /** The campaign assumes it. */
        ASSUMED,
        /** No more than the country. */
        COUNTRY
    }

    public ZoneEvidence {
        zones = Set.copyOf(zones);
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("Evidence of no zone");
        }
    }
}
