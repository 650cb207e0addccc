package org.ringbook.reports;

/** What is summed up of calls: columns of the sums of a day, and how each is counted from the facts, {@code f}. */
final class CallSums {

    static final String COLUMNS =
            "calls, answered, missed, busy, no_answer, failed, going_on, short_calls, minute_talks, talk, hold,"
                    + " wait, longest, healed";

    /** With the parameter {@code shortTalk}, milliseconds. */
    static final String OF_FACTS = """
            count(*), count(*) filter (where f.result = 1), count(*) filter (where f.result = 2), count(*) filter (where f.result = 3),
            count(*) filter (where f.result = 4), count(*) filter (where f.result = 5), count(*) filter (where f.result = 0),
            count(*) filter (where f.result = 1 and f.talk < :shortTalk), count(*) filter (where f.result = 1 and f.talk >= 60000),
            coalesce(sum(f.talk), 0), coalesce(sum(f.hold), 0), coalesce(sum(f.wait) filter (where f.result = 1), 0),
            coalesce(max(f.talk), 0), count(*) filter (where f.healed)""";

    private CallSums() {}
}
