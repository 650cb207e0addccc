package org.ringbook.workspace.calls;

import java.time.LocalDate;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * What is asked of the call log, as it stands in the address of the page. Nothing means any.
 *
 * @param from first day, used with the period of one's own choice
 * @param to last day, inclusive
 * @param agent telephone
 * @param staff one of our people, by whichever telephone they had then
 * @param number a number, a part of a name, or a name of a company
 * @param contact a person, with all of their numbers
 * @param disposition what was chosen after the call
 * @param sound "bad" for those that sounded badly
 */
record CallSearch(
        Period period,
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
        Call.Direction direction,
        Call.Result result,
        String agent,
        UUID staff,
        String number,
        UUID contact,
        String line,
        String queue,
        UUID disposition,
        Sound sound) {

    enum Sound {
        BAD
    }

    enum Period {
        TODAY,
        YESTERDAY,
        WEEK,
        MONTH,
        CUSTOM
    }

    public boolean isAny() {
        return period == null
                && from == null
                && to == null
                && direction == null
                && result == null
                && contact == null
                && staff == null
                && disposition == null
                && sound == null
                && blank(agent)
                && blank(number)
                && blank(line)
                && blank(queue);
    }

    static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    LocalDate firstDay(LocalDate today) {
        return period == null
                ? from
                : switch (period) {
                    case TODAY -> today;
                    case YESTERDAY -> today.minusDays(1);
                    case WEEK -> today.minusDays(6);
                    case MONTH -> today.minusDays(29);
                    case CUSTOM -> from;
                };
    }

    LocalDate lastDay(LocalDate today) {
        return period == null || period == Period.CUSTOM ? to : period == Period.YESTERDAY ? today.minusDays(1) : null;
    }
}
