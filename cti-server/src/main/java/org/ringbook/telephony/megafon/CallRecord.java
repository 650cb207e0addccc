package org.ringbook.telephony.megafon;

import java.time.Instant;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.telephony.megafon.LegEvent.Way;
import org.ringbook.telephony.operators.Receipt;

/**
 * A finished call: {@code cmd=history}, or a row of a history that was read.
 *
 * @param pulled whether it is a row; a row says it best
 * @param destination kind of the final point, of a row: user, group, ivr, offtime …
 * @param to the called employee of an internal call; null of any other
 * @param waited seconds until the answer; -1 when it is not told
 * @param duration seconds: of a row the conversation, of a webhook mostly the whole call; at least 0
 * @param link of the recording; null when there is none, or none yet
 */
record CallRecord(
        String call,
        boolean pulled,
        Way way,
        Ending ending,
        String phone,
        Person person,
        String to,
        String diversion,
        String group,
        String destination,
        Instant start,
        long waited,
        long duration,
        String link) {

    /** @return null when it lacks what it must have */
    static CallRecord ofHook(Fields fields, Receipt receipt) {
        return of(fields, receipt, "callid", false, fields.first("groupRealName"), "link");
    }

    /** A row of {@code history/json}, or of a CSV with the same names. */
    static CallRecord ofRow(Fields fields, Receipt receipt) {
        return of(fields, receipt, "uid", true, fields.text("group_name"), "record");
    }

    /** A row of {@code history/inner/json}. */
    static CallRecord ofInner(Fields fields, Receipt receipt) {
        String call = fields.text("uid");
        Instant start = fields.time("start", receipt);
        String from = fields.text("from");
        String to = fields.text("to");
        boolean whole = receipt.needs(call, "uid")
                & receipt.needs(start, "start")
                & receipt.needs(from, "from")
                & receipt.needs(to, "to");
        if (!whole) {
            return null;
        }
        long duration = Math.max(0, fields.seconds("duration", receipt));
        Ending ending = Ending.of(fields.text("status"), null, duration);
        return new CallRecord(
                call,
                true,
                Way.INTERNAL,
                ending,
                from,
                Person.NOBODY,
                to,
                null,
                null,
                null,
                start,
                fields.seconds("wait", receipt),
                duration,
                fields.text("record"));
    }

    private static CallRecord of(Fields fields, Receipt receipt, String id, boolean pulled, String group, String link) {
        String call = fields.text(id);
        Instant start = fields.time("start", receipt);
        Way way = Way.of(fields.text("type"));
        long duration = Math.max(0, fields.seconds("duration", receipt));
        if (start == null && !pulled) {
            // A webhook tells it when it is over.
            start = receipt.at().minusSeconds(duration);
        }
        boolean whole = receipt.needs(call, id) & receipt.needs(start, "start");
        if (way == null) {
            receipt.note(
                    fields.text("type") == null ? Problem.MISSING : Problem.NOT_NAMED, "type", fields.text("type"));
        }
        if (!whole || way == null) {
            return null;
        }
        return new CallRecord(
                call,
                pulled,
                way,
                Ending.of(fields.text("status"), fields.text("type"), duration),
                fields.first("client", "phone"),
                Person.of(fields),
                null,
                fields.text("diversion"),
                group,
                fields.text("destination"),
                start,
                fields.seconds("wait", receipt),
                duration,
                fields.text(link));
    }

    boolean answered() {
        return ending == Ending.ANSWERED;
    }

    /** This one, with what only the other one says. */
    CallRecord or(CallRecord other) {
        if (other == null) {
            return this;
        }
        return new CallRecord(
                call,
                pulled,
                way,
                ending,
                phone == null ? other.phone : phone,
                person.or(other.person),
                to,
                diversion == null ? other.diversion : diversion,
                group == null ? other.group : group,
                destination,
                start,
                waited,
                duration,
                link == null ? other.link : link);
    }
}
