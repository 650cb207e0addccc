package org.ringbook.reports;

import java.util.Locale;
import java.util.function.Function;

/** By what the calls of a report can be chosen, beside their days. */
public enum ReportFilter {
    DIRECTION(ReportQuery::direction),
    RESULT(ReportQuery::result),
    LINE(ReportQuery::line),
    QUEUE(ReportQuery::queue),
    PERSON(ReportQuery::person),
    TEAM(ReportQuery::team);

    private final Function<ReportQuery, Object> value;

    ReportFilter(Function<ReportQuery, Object> value) {
        this.value = value;
    }

    boolean isAsked(ReportQuery query) {
        return value.apply(query) != null;
    }

    /** As it is called in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
