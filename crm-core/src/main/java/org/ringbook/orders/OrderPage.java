package org.ringbook.orders;

import java.util.List;
import java.util.function.Function;

/** @param next cursor of the page that follows; null when this is the last */
public record OrderPage<T>(List<T> items, String next) {

    /** Rows on a page at most. */
    public static final int LONGEST = 500;

    /** @param found one more than asked for, when there are more */
    static <T> OrderPage<T> of(List<T> found, int limit, Function<T, OrderCursor> cursor) {
        return found.size() <= limit
                ? new OrderPage<>(found, null)
                : new OrderPage<>(
                        List.copyOf(found.subList(0, limit)),
                        cursor.apply(found.get(limit - 1)).print());
    }
}
