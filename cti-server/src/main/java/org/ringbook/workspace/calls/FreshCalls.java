package org.ringbook.workspace.calls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallLog.CallPage;

/** Puts calls that were told, but are not in the log yet, where they belong in its first page. Pure. */
final class FreshCalls {

    private static final Comparator<Call> NEWEST_FIRST =
            Comparator.comparing(Call::startedAt).thenComparing(Call::id).reversed();

    private FreshCalls() {}

    static CallPage added(CallPage first, CallFilter filter, Collection<Call> told) {
        Set<?> logged = first.items().stream().map(Call::id).collect(Collectors.toSet());
        var items = new ArrayList<>(first.items());
        for (Call call : told) {
            if (!logged.contains(call.id()) && fits(call, filter) && belongsHere(call, first)) {
                items.add(call);
            }
        }
        items.sort(NEWEST_FIRST);
        return new CallPage(List.copyOf(items), first.next());
    }

    private static boolean belongsHere(Call call, CallPage page) {
        return page.next() == null
                || NEWEST_FIRST.compare(call, page.items().get(page.items().size() - 1)) < 0;
    }

    /** What the log's own filter means. */
    static boolean fits(Call call, CallFilter filter) {
        return (filter.from() == null || !call.startedAt().isBefore(filter.from()))
                && (filter.to() == null || call.startedAt().isBefore(filter.to()))
                && any(filter.direction(), call.direction())
                && any(filter.result(), call.result())
                && (filter.numbers() == null
                        || call.external() != null && filter.numbers().contains(call.external()))
                && (filter.line() == null
                        || call.line() != null
                                && filter.line().equals(call.line().toString()))
                && any(filter.queue(), call.queue())
                && (filter.agents() == null || hasOneOf(call, filter.agents()));
    }

    private static boolean any(Object wanted, Object value) {
        return wanted == null || wanted.equals(value);
    }

    private static boolean hasOneOf(Call call, Collection<String> agents) {
        return call.agent() != null && agents.contains(call.agent())
                || call.rang().stream().anyMatch(agents::contains)
                || call.answeredBy().stream().anyMatch(agents::contains);
    }
}
