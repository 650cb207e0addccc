package org.ringbook.workspace.reports;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.Period;
import org.ringbook.rights.Permissions;
import org.ringbook.sales.Basis;
import org.ringbook.sales.SalesQuery;
import org.ringbook.sales.SalesReports.Compare;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What is asked of a report of sales, as it stands in the address of its page: text that anybody may have typed. Nothing means any, and
 * this month.
 *
 * @param basis created, closed
 * @param touch first, last
 * @param compare before, year
 */
public record SalesForm(
        String from,
        String to,
        String pipeline,
        String person,
        String team,
        String basis,
        String by,
        String touch,
        String compare) {

    private static final int LONGEST = 200;

    /** @throws Refused in words, when something of it cannot be counted */
    SalesQuery query(ZoneId company, Permissions permissions) {
        return new SalesQuery(
                period(company),
                id("pipeline", pipeline),
                null,
                id("person", person),
                blank(team) ? null : cut(team),
                null,
                "closed".equals(basis) ? Basis.CLOSED : Basis.CREATED,
                blank(by) ? null : cut(by),
                "last".equals(touch),
                permissions);
    }

    private Period period(ZoneId company) {
        if (blank(from) && blank(to)) {
            LocalDate today = LocalDate.now(company);
            return new Period(YearMonth.from(today).atDay(1), today, company);
        }
        return Period.of(blank(from) ? to : from, blank(to) ? from : to, null, company);
    }

    Compare compares() {
        return "before".equals(compare) ? Compare.BEFORE : "year".equals(compare) ? Compare.YEAR : Compare.NOTHING;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static String cut(String typed) {
        return typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed.strip();
    }

    private static UUID id(String field, String text) {
        try {
            return blank(text) ? null : UUID.fromString(text.strip());
        } catch (IllegalArgumentException none) {
            throw Refused.because(field, "sales.word", cut(text), field);
        }
    }

    /** The same in an address, with other days. @param first null for the days that it has */
    public String address(String name, LocalDate first, LocalDate last) {
        var uri = UriComponentsBuilder.fromPath("/reports/sales/" + name);
        put(uri, "from", first == null ? from : first.toString());
        put(uri, "to", last == null ? to : last.toString());
        put(uri, "pipeline", pipeline);
        put(uri, "person", person);
        put(uri, "team", team);
        put(uri, "basis", basis);
        put(uri, "by", by);
        put(uri, "touch", touch);
        put(uri, "compare", compare);
        return uri.encode().build().toUriString();
    }

    private static void put(UriComponentsBuilder uri, String name, String value) {
        if (!blank(value)) {
            uri.queryParam(name, value);
        }
    }
}
