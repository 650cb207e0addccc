package org.ringbook.dialrules;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ringbook.dialrules.ZoneEvidence.Source;
import org.ringbook.numbers.PhoneNumber;

/** What a number by itself, an address and the hours of somebody's own calls say of their zone. Pure; any thread. */
final class NumberEvidence {

    /** So many calls of their own say something. */
    static final int FEWEST_OWN_CALLS = 5;

    private static final long SEVENTH = 10_000_000_000L;
    /** Nobody calls a company before 7 or after 23 of their time. */
    private static final int EARLIEST = 7;

    private static final int LATEST = 23;

    private final ZoneTable zones;
    private final NumberingRanges ranges;

    NumberEvidence(ZoneTable zones, NumberingRanges ranges) {
        this.zones = zones;
        this.ranges = ranges;
    }

    List<ZoneEvidence> of(PhoneNumber number, String country) {
        var evidence = new ArrayList<ZoneEvidence>();
        boolean russian = "RU".equals(country) && number.e164() / SEVENTH == 7;
        String national = russian ? Long.toString(number.e164()).substring(1) : "";
        String region = russian ? ranges.regionOf(number.e164()) : null;
        boolean mobile = national.startsWith("9");
        if (region != null) {
            add(evidence, mobile ? Source.MOBILE_REGION : Source.LANDLINE, zones.ofRegion(region), null, region);
        } else if (russian && !mobile) {
            add(evidence, Source.LANDLINE, zones.ofLandline(national), null, zones.nameOfLandline(national));
        }
        add(evidence, Source.COUNTRY, zones.ofCountry(country), null, country);
        return evidence;
    }

    ZoneEvidence ofAddress(String address) {
        return ofAddress(Source.ADDRESS, address);
    }

    /** @return null when the text names no place that is known */
    ZoneEvidence ofAddress(Source source, String address) {
        Set<ZoneId> named = zones.ofAddress(address);
        return named.isEmpty() ? null : new ZoneEvidence(source, named, null, address);
    }

    /** @param calls when they called us. @return null when that says nothing */
    ZoneEvidence ofOwnCalls(Collection<Instant> calls, String country) {
        Set<ZoneId> all = zones.ofCountry(country);
        if (calls.size() < FEWEST_OWN_CALLS || all.size() < 2) {
            return null;
        }
        var possible = new HashSet<ZoneId>();
        for (ZoneId zone : all) {
            boolean awake = calls.stream()
                    .mapToInt(call -> call.atZone(zone).getHour())
                    .allMatch(hour -> hour >= EARLIEST && hour < LATEST);
            if (awake) {
                possible.add(zone);
            }
        }
        boolean says = !possible.isEmpty() && possible.size() < all.size();
        return says ? new ZoneEvidence(Source.OWN_CALLS, possible, null, Integer.toString(calls.size())) : null;
    }

    private static void add(List<ZoneEvidence> evidence, Source source, Set<ZoneId> zones, Instant at, String what) {
        if (!zones.isEmpty()) {
            evidence.add(new ZoneEvidence(source, zones, at, what));
        }
    }
}
