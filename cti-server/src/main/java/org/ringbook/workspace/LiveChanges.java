package org.ringbook.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * What pages were told of lately, numbered. A page is made with the number of the moment, and its stream goes on from there: what
 * happened between the two is told when the stream begins. Any thread.
 */
@Component
public class LiveChanges {

    private static final int MOST = 2_000;

    /** Numbers of another run of the server mean nothing. */
    private final String run = Long.toString(System.currentTimeMillis(), 36);

    private final Deque<Told> lately = new ArrayDeque<>();
    private long number;

    private record Told(long number, String name, Predicate<Viewer> whom) {}

    /**
     * What somebody was not told.
     *
     * @param unknown too long ago, or by another run: they do best to look at everything
     */
    public record Missed(boolean unknown, Set<String> names, long number) {}

    /** Where a page that is made now begins. */
    public synchronized String position() {
        return position(number);
    }

    public String position(long of) {
        return run + "-" + of;
    }

    /**
     * Numbers a change.
     *
     * @param whom who may know of it
     * @param now tells those who listen; in the order of the numbers, so it must not wait
     */
    public synchronized void tell(List<String> names, Predicate<Viewer> whom, LongConsumer now) {
        number++;
        for (String name : names) {
            if (lately.size() == MOST) {
                lately.removeFirst();
            }
            lately.add(new Told(number, name, whom));
        }
        now.accept(number);
    }

    /**
     * @param position that a page was told last; null or anything else for one that knows nothing
     * @param begin makes the viewer one of those who listen; nothing is told between
     */
    public synchronized Missed since(String position, Viewer viewer, Runnable begin) {
        begin.run();
        long from = read(position);
        boolean reachesBack = from >= 0
                && from <= number
                && (lately.isEmpty() ? from == number : lately.peekFirst().number() <= from + 1);
        if (!reachesBack && from != number) {
            return new Missed(true, Set.of(), number);
        }
        var names = new LinkedHashSet<String>();
        lately.stream()
                .filter(told -> told.number() > from && told.whom().test(viewer))
                .forEach(told -> names.add(told.name()));
        return new Missed(false, names, number);
    }

    private long read(String position) {
        if (position == null || !position.startsWith(run + "-")) {
            return -1;
        }
        String digits = position.substring(run.length() + 1);
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }
}
