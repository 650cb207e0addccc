package org.ringbook.control;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringbook.numbers.Destination;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;

/**
 * Where may be dialled to. Pure. Emergency and internal numbers always may; of the beginnings that an administrator allowed or forbade,
 * the longest that fits decides; else numbers of the home country may, and what is abroad, costs extra or is a satellite only when it
 * was opened.
 *
 * @param countries abroad that are open, ISO 3166
 * @param allowed beginnings of numbers, digits with the country code and no plus
 * @param forbidden likewise
 */
record DialRules(
        Set<String> countries, boolean premium, boolean satellite, List<String> allowed, List<String> forbidden) {

    private static final int LONGEST_AT_HOME = 11;

    DialRules {
        countries = Set.copyOf(countries);
        allowed = List.copyOf(allowed);
        forbidden = List.copyOf(forbidden);
    }

    /**
     * Why a number may not be called.
     *
     * @param code for programs: {@code abroad}, {@code premium}, {@code satellite}, {@code forbidden}, {@code unreadable}
     * @param value what of it: a country, a beginning
     */
    record No(String code, String value) {}

    /** @param dialled digits with a plus or not, as people dial */
    Optional<No> refuse(NumberPlan plan, String dialled) {
        NumberReading reading = plan.read(dialled);
        if (reading instanceof NumberReading.Short || plan.isEmergency(dialled)) {
            return Optional.empty();
        }
        if (reading instanceof NumberReading.Outside outside) {
            String digits = Long.toString(outside.number().e164());
            return byBeginning(digits).orElseGet(() -> byPlace(plan, plan.destination(outside.number())));
        }
        return byBeginning(dialled.replace("+", "")).orElseGet(() -> unreadable(dialled));
    }

    /** @return empty when no beginning fits; else what it says */
    private Optional<Optional<No>> byBeginning(String digits) {
        String may = longest(allowed, digits);
        String mayNot = longest(forbidden, digits);
        if (may == null && mayNot == null) {
            return Optional.empty();
        }
        boolean refused = may == null || mayNot != null && mayNot.length() >= may.length();
        return Optional.of(refused ? Optional.of(new No("forbidden", mayNot)) : Optional.empty());
    }

    private static String longest(List<String> beginnings, String digits) {
        return beginnings.stream()
                .filter(digits::startsWith)
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse(null);
    }

    private Optional<No> byPlace(NumberPlan plan, Destination there) {
        if (there.kind() == Destination.Kind.SATELLITE) {
            return satellite ? Optional.empty() : Optional.of(new No("satellite", there.country()));
        }
        if (there.kind() == Destination.Kind.PREMIUM && !premium) {
            return Optional.of(new No("premium", there.country()));
        }
        boolean open = there.country().equals(plan.region()) || countries.contains(there.country());
        return open ? Optional.empty() : Optional.of(new No("abroad", there.country()));
    }

    /** A number of the own town may be unknown to us; what begins like a foreign one, or is too long for home, may lead anywhere. */
    private static Optional<No> unreadable(String dialled) {
        boolean leadsOut = dialled.startsWith("+")
                || dialled.startsWith("00")
                || dialled.startsWith("810")
                || dialled.length() > LONGEST_AT_HOME;
        return leadsOut ? Optional.of(new No("unreadable", dialled)) : Optional.empty();
    }
}
