package org.ringbook.reports;

/** What is summed up of the parts that people had in calls: columns of the sums of a day, and how each is counted from the facts, {@code f}. */
final class PersonSums {

    static final String COLUMNS =
            "parts, spoke, answered, placed, reached, missed, minute_talks, talk, hold, longest, first_at, last_at";

    /**
     * A call is missed by a person when it rang them and nobody answered it, or when their own telephone rang out: who was rung together
     * with a colleague that answered has missed nothing.
     */
    static final String MISSED =
            "f.direction = 0 and f.rang_at is not null and f.answered_at is null and (f.result = 2 or f.rang_out)";

    static final String OF_FACTS = """
            count(*), count(*) filter (where f.answered_at is not null),
            count(*) filter (where f.direction = 0 and f.result = 1 and f.is_last),
            count(*) filter (where f.direction = 1 and f.is_last),
            count(*) filter (where f.direction = 1 and f.is_last and f.result = 1),
            count(*) filter (where %s),
            count(*) filter (where f.talk >= 60000), coalesce(sum(f.talk), 0), coalesce(sum(f.hold), 0), coalesce(max(f.talk), 0),
            min(f.started_at), max(f.started_at)""".formatted(MISSED);

    private PersonSums() {}
}
