package org.ringbook.calls.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallLog.CallPage;
import org.ringbook.staff.TelephoneBook;

/** Puts calls that were told, but are not in the log yet, where they belong in a page of it. Pure. */
final class FreshCalls {

    private static final Comparator<Call> NEWEST_FIRST =
            Comparator.comparing(Call::startedAt).thenComparing(Call::id).reversed();

    private FreshCalls() {}

    /**
     * @param page of the log
     * @param after the end of the page before; null for the first
     * @param told those that the page may want
     * @param limit of the whole
     */
    static CallPage added(CallPage page, CallCursor after, Predicate<Call> wanted, Collection<Call> told, int limit) {
        Set<?> logged = page.items().stream().map(Call::id).collect(Collectors.toSet());
        var items = new ArrayList<>(page.items());
        for (Call call : told) {
            if (!logged.contains(call.id()) && wanted.test(call) && belongsHere(call, page, after)) {
                items.add(call);
            }
        }
        items.sort(NEWEST_FIRST);
        if (items.size() <= limit) {
            return new CallPage(List.copyOf(items), page.next());
        }
        List<Call> first = List.copyOf(items.subList(0, limit));
        return new CallPage(first, CallCursor.after(first.get(limit - 1)).toString());
    }

    private static boolean belongsHere(Call call, CallPage page, CallCursor after) {
        boolean behind = after == null
                || call.startedAt().isBefore(after.startedAt())
                || call.startedAt().equals(after.startedAt()) && isBefore(call.id(), after.id());
        return behind
                && (page.next() == null
                        || NEWEST_FIRST.compare(
                                        call, page.items().get(page.items().size() - 1))
                                < 0);
    }

    private static boolean isBefore(UUID one, UUID other) {
        return one.compareTo(other) < 0;
    }

    /** What the log's own filter means. What is not in the log yet has nothing chosen after it, and nobody told how it sounded. */
    static boolean fits(Call call, CallFilter filter, TelephoneBook book) {
        return (filter.from() == null || !call.startedAt().isBefore(filter.from()))
                && (filter.to() == null || call.startedAt().isBefore(filter.to()))
                && any(filter.direction(), call.direction())
                && any(filter.result(), call.result())
                && (filter.numbers() == null
                        || call.external() != null && filter.numbers().contains(call.external()))
                && (filter.part() == null
                        || call.external() != null && filter.part().fits(call.external()))
                && (filter.line() == null
                        || call.line() != null
                                && filter.line().equals(call.line().toString()))
                && any(filter.queue(), call.queue())
                && filter.disposition() == null
                && !filter.badSound()
                && (filter.agents() == null || call.agents().stream().anyMatch(filter.agents()::contains))
                && (filter.people() == null
                        || CallPeople.of(call, book).everybody().stream().anyMatch(filter.people()::contains));
    }

    private static boolean any(Object wanted, Object value) {
        return wanted == null || wanted.equals(value);
    }
}
