package org.ringbook.telephony.mango;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.ringbook.agentstates.Evidence.Availability;
import org.ringbook.agentstates.Evidence.Status;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.times.TimeReader;
import tools.jackson.databind.JsonNode;

/**
 * What Mango's contact centre says of an employee. Its own statuses are: 1 online, 2 do not disturb, 3 break, 4 offline, 5 outbound
 * dialling, 6 all calls. One that the company made itself has a greater number, and the one of these that it stems from; where that is
 * not told it is a pause. Whose session ended is in no status.
 *
 * @param employee the id that the directory knows
 * @param status null when none is known from now on
 */
record StatusEvent(String employee, Status status) {

    static final String CHANGED = "events/user/status_changed";
    static final String SESSION_ENDED = "events/user/session_end";

    private static final TimeReader MILLISECONDS = new TimeReader("epoch-ms", ZoneId.of("Europe/Moscow"));
    private static final int LAST_OF_MANGO = 6;

    /** @return null for anything else, and when it cannot be understood */
    static StatusEvent of(String path, JsonNode json, Instant received) {
        String employee = Fields.text(json, "abonent_id");
        if (employee == null) {
            return null;
        }
        return switch (path) {
            case SESSION_ENDED -> new StatusEvent(employee, null);
            case CHANGED -> changed(employee, json, received);
            default -> null;
        };
    }

    private static StatusEvent changed(String employee, JsonNode json, Instant received) {
        int number = (int) Fields.number(json, "status", 0);
        boolean own = number > LAST_OF_MANGO;
        int meant = own ? (int) Fields.number(json, "parent_status", 3) : number;
        Availability availability = switch (meant) {
            case 1, 5, 6 -> Availability.READY;
            case 4 -> Availability.OFFLINE;
            case 2, 3 -> Availability.PAUSED;
            default -> own ? Availability.PAUSED : null;
        };
        if (availability == null) {
            return null;
        }
        String reason = own ? Fields.text(json, "status_alias") : meant == 2 ? "dnd" : "break";
        return new StatusEvent(
                employee,
                new Status(availability, availability == Availability.PAUSED ? reason : null, since(json, received)));
    }

    /** When it became so, or was told; a clock that is ahead of ours is not believed. */
    private static Instant since(JsonNode json, Instant received) {
        Receipt receipt = Receipt.at(received);
        Instant when = receipt.time(MILLISECONDS, "when", Fields.text(json, "when"));
        return when == null || when.isAfter(received) || when.isBefore(received.minus(Duration.ofDays(1)))
                ? received
                : when;
    }
}
