package org.ringbook.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** @param next cursor of the page that follows, to be sent as {@code after}; null when this is the last */
record Page<T>(
        List<T> items,

        @Schema(nullable = true, description = "Send it as `after` for the page that follows; null on the last page.")
        String next) {

    static final int USUAL = 50;
    static final int LONGEST = 500;

    static int limit(Integer asked) {
        if (asked == null) {
            return USUAL;
        }
        if (asked < 1 || asked > LONGEST) {
            throw NotDone.wrong("limit", "limit is 1 to " + LONGEST + ". For more, follow \"next\" page by page.");
        }
        return asked;
    }
}
