package org.ringbook.reports;

/**
 * What can be summed up, whatever it is grouped by. A figure is made of sums of days or of facts alike, and knows which calls make it.
 * Times are milliseconds.
 */
enum Figure {
    CALLS(Facts.CALLS, "sum(calls)", "true"),
    INBOUND(Facts.CALLS, "sum(calls) filter (where direction = 0)", "f.direction = 0"),
    ANSWERED(Facts.CALLS, "sum(answered) filter (where direction = 0)", "f.direction = 0 and f.result = 1"),
    MISSED(Facts.CALLS, "sum(missed) filter (where direction = 0)", "f.direction = 0 and f.result = 2"),
    BUSY(Facts.CALLS, "sum(busy) filter (where direction = 0)", "f.direction = 0 and f.result = 3"),
    FAILED(
            Facts.CALLS,
            "sum(failed + no_answer) filter (where direction = 0)",
            "f.direction = 0 and f.result in (4, 5)"),
    GOING_ON(Facts.CALLS, "sum(going_on) filter (where direction = 0)", "f.direction = 0 and f.result = 0"),
    OUTBOUND(Facts.CALLS, "sum(calls) filter (where direction = 1)", "f.direction = 1"),
    REACHED(Facts.CALLS, "sum(answered) filter (where direction = 1)", "f.direction = 1 and f.result = 1"),
    INTERNAL(Facts.CALLS, "sum(calls) filter (where direction = 2)", "f.direction = 2"),
    SHORT(Facts.CALLS, "sum(short_calls)", "f.result = 1 and f.talk < :shortTalk"),
    TARGET(
            Facts.CALLS,
            "sum(minute_talks) filter (where direction = 0)",
            "f.direction = 0 and f.result = 1 and f.talk >= 60000"),
    MINUTE_TALKS(Facts.CALLS, "sum(minute_talks)", "f.result = 1 and f.talk >= 60000"),
    TALKS(Facts.CALLS, "sum(answered)", "f.result = 1"),
    TALK(Facts.CALLS, "sum(talk)", "f.talk > 0"),
    HOLD(Facts.CALLS, "sum(hold)", "f.hold > 0"),
    WAIT(Facts.CALLS, "sum(wait) filter (where direction = 0)", "f.direction = 0 and f.result = 1"),
    LONGEST(Facts.CALLS, "max(longest)", "f.talk > 0"),
    HEALED(Facts.CALLS, "sum(healed)", "f.healed"),

    PARTS(Facts.PEOPLE, "sum(parts)", "true"),
    SPOKE(Facts.PEOPLE, "sum(spoke)", "f.answered_at is not null"),
    PERSON_ANSWERED(Facts.PEOPLE, "sum(answered)", "f.direction = 0 and f.result = 1 and f.is_last"),
    PERSON_PLACED(Facts.PEOPLE, "sum(placed)", "f.direction = 1 and f.is_last"),
    PERSON_REACHED(Facts.PEOPLE, "sum(reached)", "f.direction = 1 and f.is_last and f.result = 1"),
    PERSON_MISSED(Facts.PEOPLE, "sum(missed)", PersonSums.MISSED),
    PERSON_MINUTE_TALKS(Facts.PEOPLE, "sum(minute_talks)", "f.talk >= 60000"),
    PERSON_TALK(Facts.PEOPLE, "sum(talk)", "f.talk > 0"),
    PERSON_HOLD(Facts.PEOPLE, "sum(hold)", "f.hold > 0"),
    PERSON_LONGEST(Facts.PEOPLE, "max(longest)", "f.talk > 0"),
    FIRST_AT(Facts.PEOPLE, "(extract(epoch from min(first_at)) * 1000)::bigint", "true"),
    LAST_AT(Facts.PEOPLE, "(extract(epoch from max(last_at)) * 1000)::bigint", "true"),

    OFFERED(Facts.QUEUES, "count(*)", "true"),
    QUEUE_ANSWERED(Facts.QUEUES, "count(*) filter (where f.outcome = 1)", "f.outcome = 1"),
    ABANDONED(Facts.QUEUES, "count(*) filter (where f.outcome = 2)", "f.outcome = 2"),
    OVERFLOW(Facts.QUEUES, "count(*) filter (where f.outcome = 3)", "f.outcome = 3"),
    WAITING(Facts.QUEUES, "count(*) filter (where f.outcome = 4)", "f.outcome = 4"),
    SHORT_ABANDONED(
            Facts.QUEUES,
            "count(*) filter (where f.outcome = 2 and f.wait < :shortAbandon)",
            "f.outcome = 2 and f.wait < :shortAbandon"),
    IN_TIME(
            Facts.QUEUES,
            "count(*) filter (where f.outcome = 1 and f.wait <= :answerWithin)",
            "f.outcome = 1 and f.wait <= :answerWithin"),
    ABANDONED_IN_TIME(
            Facts.QUEUES,
            "count(*) filter (where f.outcome = 2 and f.wait <= :answerWithin)",
            "f.outcome = 2 and f.wait <= :answerWithin"),
    QUEUE_WAIT(Facts.QUEUES, "sum(f.wait) filter (where f.outcome = 1)", "f.outcome = 1"),
    LONGEST_WAIT(Facts.QUEUES, "max(f.wait)", "f.wait is not null"),

    /** By how many days a mean is divided. No fact: it follows from the calendar. */
    DAYS(null, null, null),
    /** Of an advertising channel, in hundredths of the currency. No fact. */
    COST(null, null, null);

    /** From which facts, and whether sums of days exist of them. */
    enum Facts {
        CALLS,
        PEOPLE,
        /** Calls by the queue that they ended in, or times that they stood in one. */
        QUEUES
    }

    private final Facts facts;
    private final String sql;
    private final String calls;

    Figure(Facts facts, String sql, String calls) {
        this.facts = facts;
        this.sql = sql;
        this.calls = calls;
    }

    Facts facts() {
        return facts;
    }

    /** Of the rows of one group. */
    String sql() {
        return sql;
    }

    /** The condition of the facts that make it, {@code f}. */
    String calls() {
        return calls;
    }

    private boolean isGreatest() {
        return this == LONGEST || this == PERSON_LONGEST || this == LONGEST_WAIT || this == LAST_AT;
    }

    /** Of two groups together. */
    long together(long one, long other) {
        if (this == FIRST_AT) {
            return one == 0 ? other : other == 0 ? one : Math.min(one, other);
        }
        return isGreatest() ? Math.max(one, other) : one + other;
    }
}
