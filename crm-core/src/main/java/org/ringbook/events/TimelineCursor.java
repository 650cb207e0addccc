package org.ringbook.events;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.ringbook.refusals.Refused;

/** Where a page of a timeline ends and the next one begins: before a moment. Pure. */
public final class TimelineCursor {

    private TimelineCursor() {}

    /** @param next cursor of the page that follows; null when this is the last */
    public record Cut<T>(List<T> lines, String next) {}

    /**
     * A page of lines. What happened in the same moment as its last line stands on it, too.
     *
     * @param lines the newest first; more than {@code limit} where another page follows
     */
    public static <T> Cut<T> cut(List<T> lines, Function<T, Instant> at, int limit) {
        if (lines.size() <= limit) {
            return new Cut<>(lines, null);
        }
        Instant last = at.apply(lines.get(limit - 1));
        int end = limit;
        while (end < lines.size() && at.apply(lines.get(end)).equals(last)) {
            end++;
        }
        return new Cut<>(List.copyOf(lines.subList(0, end)), print(last));
    }

    /** Cursor of the page that begins before a moment. */
    public static String print(Instant at) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(at.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** The moment before which the page begins. @throws Refused if the cursor is none of ours */
    public static Instant read(String cursor) {
        try {
            return Instant.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw Refused.because("after", "events.cursor");
        }
    }
}
