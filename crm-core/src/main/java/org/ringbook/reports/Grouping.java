package org.ringbook.reports;

/**
 * By what the calls of a report are grouped. Its key is a whole number, which words are made of for each reader; 0 stands for none.
 */
enum Grouping {
    /** 0 to 23. */
    HOUR(1, "d.key", "extract(hour from f.at at time zone :zone)::int"),
    /** 1 is Monday. */
    WEEKDAY(1, "extract(isodow from d.day)::int", "extract(isodow from f.at at time zone :zone)::int"),
    /** Days since 1 January 1970. */
    DAY(1, "d.day - date '1970-01-01'", "(f.at at time zone :zone)::date - date '1970-01-01'"),
    /** Months since the year 0. */
    MONTH(
            1,
            "(extract(year from d.day) * 12 + extract(month from d.day) - 1)::int",
            "(extract(year from f.at at time zone :zone) * 12 + extract(month from f.at at time zone :zone) - 1)::int"),
    /** 24 × (weekday - 1) + hour. */
    WEEK_HOUR(
            1,
            "(extract(isodow from d.day)::int - 1) * 24 + d.key",
            "(extract(isodow from f.at at time zone :zone)::int - 1) * 24 + extract(hour from f.at at time zone :zone)::int"),
    LINE(2, "d.key", "coalesce(f.line, 0)"),
    /** 100 × direction + 10 × result + reason, as the facts have them. */
    RESULT(3, "d.key", "f.direction * 100 + f.result * 10 + f.reason"),
    QUEUE(0, null, "coalesce(f.queue, 0)"),
    /** Of sums of days and facts of people. */
    PERSON(0, "d.person", "f.person"),
    /** Seconds of the local day at which an interval begins. */
    INTERVAL(0, null, "(extract(epoch from (f.at at time zone :zone)::time)::int / (:minutes * 60)) * :minutes * 60"),
    /** Up to so many seconds of wait: 5, 10, 20, 30, 60; 61 for more. */
    WAIT(
            0,
            null,
            "case when f.wait < 5000 then 5 when f.wait < 10000 then 10 when f.wait < 20000 then 20 when f.wait < 30000 then 30"
                    + " when f.wait < 60000 then 60 else 61 end"),
    /** An advertising channel to which the line belonged on that day. */
    CHANNEL(
            0,
            null,
            "coalesce((select min(ch.id) from report_channel ch join report_name n on n.kind = 2 and n.name = ch.line"
                    + " where n.id = f.line and (f.at at time zone :zone)::date >= ch.first_day"
                    + " and (ch.last_day is null or (f.at at time zone :zone)::date <= ch.last_day)), 0)"),
    ALL(1, "0", "0");

    private final int dim;
    private final String ofDay;
    private final String ofFact;

    Grouping(int dim, String ofDay, String ofFact) {
        this.dim = dim;
        this.ofDay = ofDay;
        this.ofFact = ofFact;
    }

    /** Which sums of days are added up; 0 where that is not asked. */
    int dim() {
        return dim;
    }

    /** Whether it can be told from sums of days, {@code d}. */
    boolean isOfDays() {
        return ofDay != null;
    }

    String ofDay() {
        return ofDay;
    }

    /** Of a fact, {@code f}, that counts at {@code f.at}. */
    String ofFact() {
        return ofFact;
    }
}
