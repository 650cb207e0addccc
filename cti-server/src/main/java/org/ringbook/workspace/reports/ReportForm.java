package org.ringbook.workspace.reports;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportQuery;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What is asked of a report, as it stands in the address of its page: text that anybody may have typed. Nothing means any, and the last seven days.
 *
 * @param report name; where the address itself does not have it
 * @param compare "yes" to see the period before beside
 */
public record ReportForm(
        String report,
        String from,
        String to,
        String zone,
        String direction,
        String result,
        String line,
        String queue,
        String person,
        String team,
        Integer minutes,
        String compare) {

    private static final int LONGEST = 200;

    /** @throws Refused in words, when something of it cannot be counted */
    ReportQuery query(ZoneId company, NumberPlan plan, Collection<UUID> people) {
        return new ReportQuery(
                period(company),
                word("direction", direction, Call.Direction.class),
                word("result", result, Call.Result.class),
                blank(line) ? null : plan.parse(line).map(PhoneNumber::toString).orElse(text(line)),
                blank(queue) ? null : text(queue),
                id(person),
                blank(team) ? null : text(team),
                minutes == null ? 60 : minutes,
                people);
    }

    private Period period(ZoneId company) {
        if (blank(from) && blank(to)) {
            LocalDate today = LocalDate.now(zoneOr(company));
            return Period.of(today.minusDays(6).toString(), today.toString(), zone, company);
        }
        return Period.of(blank(from) ? to : from, blank(to) ? from : to, zone, company);
    }

    /** For which day it is; an unknown zone is refused where the period is read. */
    private ZoneId zoneOr(ZoneId company) {
        return Period.of("2026-01-01", "2026-01-01", zone, company).zone();
    }

    boolean compares() {
        return "yes".equals(compare);
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static String text(String typed) {
        return typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed.strip();
    }

    private static <T extends Enum<T>> T word(String field, String text, Class<T> type) {
        return blank(text)
                ? null
                : Arrays.stream(type.getEnumConstants())
                        .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> Refused.because(field, "reports.word", text(text), field));
    }

    private static UUID id(String text) {
        try {
            return blank(text) ? null : UUID.fromString(text.strip());
        } catch (IllegalArgumentException none) {
            throw Refused.because("person", "reports.word", text(text), "person");
        }
    }

    /** The same in an address, with other days. @param first null for the days that it has */
    public String address(String name, LocalDate first, LocalDate last) {
        var uri = UriComponentsBuilder.fromPath("/reports/" + name);
        put(uri, "from", first == null ? from : first.toString());
        put(uri, "to", last == null ? to : last.toString());
        put(uri, "zone", zone);
        put(uri, "direction", direction);
        put(uri, "result", result);
        put(uri, "line", line);
        put(uri, "queue", queue);
        put(uri, "person", person);
        put(uri, "team", team);
        put(uri, "minutes", minutes == null ? null : minutes.toString());
        put(uri, "compare", compare);
        return uri.encode().build().toUriString();
    }

    private static void put(UriComponentsBuilder uri, String name, String value) {
        if (!blank(value)) {
            uri.queryParam(name, value);
        }
    }
}
