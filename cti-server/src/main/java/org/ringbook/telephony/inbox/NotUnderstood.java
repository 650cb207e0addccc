package org.ringbook.telephony.inbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one source said and nobody could make anything of, since the start: which value in which field, how often, when last. So
 * an administrator sees what the settings should name. Bounded; what it holds is untrusted text. Any thread.
 */
public final class NotUnderstood {

    /** Of more values only that there were more is known. */
    private static final int MOST = 50;

    private static final int LONGEST = 60;

    private final Map<Value, Count> met = new HashMap<>();

    /** What is wrong with a value. */
    public enum Problem {
        /** Neither the settings nor Ringbook say what it means. */
        NOT_NAMED,
        /** No time, no duration, no number, where there should be one. */
        UNREADABLE,
        /** A time at which it cannot have happened. */
        IMPOSSIBLE,
        /** It was read, though it is not written as the settings say. */
        WRITTEN_OTHERWISE,
        /** The message lacks what it must have, so nothing was made of it. */
        MISSING,
        /** The whole message could not be read. */
        MESSAGE,
        /** It was read, and could not be made a part of its call; the field is what it told, the value its leg. */
        CALL,
        /** More values than are kept apart. */
        MORE
    }

    /**
     * @param field as the source calls it, or the settings; empty of a whole message
     * @param value the first characters of it; empty when it is missing
     */
    public record Value(Problem problem, String field, String value) {}

    /** @param last by our clock */
    public record Met(Value value, long times, Instant last) {}

    /** Written under the lock; asked for at each message, which must not wait for it. */
    private volatile long times;

    private static final class Count {
        long times;
        Instant last;
    }

    /**
     * @param value untrusted; null for a value that is missing
     * @param received when it came, by our clock
     */
    public void met(Problem problem, String field, String value, Instant received) {
        count(new Value(problem, plain(field), plain(value)), received);
    }

    private synchronized void count(Value value, Instant received) {
        Value kept = met.containsKey(value) || met.size() < MOST ? value : new Value(Problem.MORE, "", "");
        Count count = met.computeIfAbsent(kept, another -> new Count());
        count.times++;
        times++;
        count.last = count.last == null || received.isAfter(count.last) ? received : count.last;
    }

    /** Signs that a page or a log would not show as they are become a question mark. */
    private static String plain(String text) {
        if (text == null) {
            return "";
        }
        String shown = text.codePoints()
                .limit(LONGEST)
                .map(each -> Character.isISOControl(each)
                                || Character.getType(each) == Character.FORMAT
                                || Character.getType(each) == Character.SURROGATE
                        ? '?'
                        : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return shown.length() < text.length() ? shown + "…" : shown;
    }

    /** The most frequent first. */
    public synchronized List<Met> all() {
        return met.entrySet().stream()
                .map(one -> new Met(one.getKey(), one.getValue().times, one.getValue().last))
                .sorted(Comparator.comparingLong(Met::times)
                        .reversed()
                        .thenComparing(one -> one.value().field())
                        .thenComparing(one -> one.value().value()))
                .toList();
    }

    /** How many things were met, each time counted. */
    public long times() {
        return times;
    }
}
