package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.time.Instant;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.telephony.operators.Receipt;
import tools.jackson.databind.JsonNode;

/**
 * What is known of an employee's part in a call afterwards: a row of the statistics, or the record of a recording.
 *
 * @param status of the statistics; "RECORD" of a recording
 * @param user the PBX's name of the employee, without what stands behind the at sign; may be null
 * @param extension may be null
 * @param phone the employee's own number, ten digits; may be null
 * @param other number of whom they spoke with; may be null
 * @param talked length of the conversation; zero when there was none
 * @param record id of a recording, and of its conversation; null of a row
 */
record Row(
        Status status,
        boolean inbound,
        String user,
        String extension,
        String phone,
        String other,
        Instant start,
        Duration talked,
        String record,
        String tracking) {

    enum Status {
        REDIRECTED,
        MISSED,
        PLACED,
        RECEIVED,
        RECORD
    }

    /** @return null when it lacks what it must have */
    static Row ofStatistics(JsonNode json, Receipt receipt) {
        Instant start = time(json, "startDate", receipt);
        Status status = status(text(json, "status"));
        if (status == null) {
            String told = text(json, "status");
            receipt.note(told == null ? Problem.MISSING : Problem.NOT_NAMED, "status", told);
        }
        if (!receipt.needs(start, "startDate") || status == null) {
            return null;
        }
        boolean inbound = direction(json, status);
        JsonNode abonent = json.path("abonent");
        String other = other(json, inbound, Phone.key(text(abonent, "phone")));
        return new Row(
                status,
                inbound,
                XsiParty.user(text(abonent, "userId")),
                Phone.digits(text(abonent, "extension")),
                Phone.key(text(abonent, "phone")),
                other,
                start,
                millis(json, "duration"),
                null,
                text(json, "externalTrackingId"));
    }

    private static boolean direction(JsonNode json, Status status) {
        String reported = text(json, "direction");
        return reported == null ? status != Status.PLACED : reported.equalsIgnoreCase("INBOUND");
    }

    /** The one opposite to the other may be the employee's own number, and so may the field of the older statistics. */
    private static String other(JsonNode json, boolean inbound, String own) {
        String reported = text(json, inbound ? "phone_from" : "phone_to");
        String number = reported == null ? text(json, "phone") : reported;
        boolean ours = number != null && own != null && own.equals(Phone.key(number));
        return ours ? null : Phone.international(number);
    }

    private static Status status(String word) {
        return switch (word == null ? "" : word) {
            // It is misspelt in all that was seen; somebody may mend it one day.
            case "RECIEVED", "RECEIVED" -> Status.RECEIVED;
            case "PLACED" -> Status.PLACED;
            case "MISSED" -> Status.MISSED;
            case "REDIRECTED" -> Status.REDIRECTED;
            default -> null;
        };
    }

    /** @return null when it lacks what it must have */
    static Row ofRecord(JsonNode json, Receipt receipt) {
        Instant date = time(json, "date", receipt);
        String id = text(json, "id");
        if (!receipt.needs(date, "date") | !receipt.needs(id, "id") || !id.matches("[0-9]{1,20}")) {
            return null;
        }
        JsonNode abonent = json.path("abonent");
        String tracking = text(json, "externalId");
        return new Row(
                Status.RECORD,
                !"OUTBOUND".equalsIgnoreCase(text(json, "direction")),
                XsiParty.user(text(abonent, "userId")),
                Phone.digits(text(abonent, "extension")),
                Phone.key(text(abonent, "phone")),
                Phone.international(text(json, "phone")),
                date,
                millis(json, "duration"),
                id,
                tracking == null ? text(json, "callId") : tracking);
    }

    private static Duration millis(JsonNode json, String field) {
        long millis = json.path(field).asLong(0);
        return Duration.ofMillis(Math.max(0, Math.min(millis, 86_400_000L * 7)));
    }

    private static Instant time(JsonNode json, String field, Receipt receipt) {
        return receipt.time(Messages.TIMES, field, text(json, field));
    }

    static String text(JsonNode json, String field) {
        String text = json.path(field).asString("").strip();
        return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), 300));
    }

    boolean isRecord() {
        return status == Status.RECORD;
    }

    /** The same for a row that was changed since. */
    String key() {
        return (isRecord() ? "record " + record : start.toEpochMilli() + " " + inbound) + " " + who() + " " + other;
    }

    /** The employee, as far as it is told. */
    String who() {
        return user != null ? user : extension != null ? extension : String.valueOf(phone);
    }

    boolean answered() {
        return status != Status.MISSED && status != Status.REDIRECTED && !talked.isZero();
    }

    Instant end() {
        return start.plus(talked);
    }

    boolean sameOther(String number) {
        return other != null && Phone.key(other).equals(Phone.key(number));
    }
}
