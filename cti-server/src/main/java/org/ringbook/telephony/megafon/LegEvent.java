package org.ringbook.telephony.megafon;

import java.time.Instant;
import java.util.Locale;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.telephony.operators.Receipt;

/**
 * {@code cmd=event}: what became of one employee's part. It has no time of its own.
 *
 * @param direction null on older PBXs
 * @param second the call that a transfer made
 * @param received by our clock
 */
record LegEvent(
        String call,
        Type type,
        Person person,
        String phone,
        Way direction,
        String diversion,
        String group,
        String second,
        Instant received) {

    enum Type {
        INCOMING,
        ACCEPTED,
        COMPLETED,
        CANCELLED,
        OUTGOING,
        TRANSFERRED
    }

    enum Way {
        IN,
        OUT,
        INTERNAL;

        /** @return null when it is not told */
        static Way of(String word) {
            return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
                case "in", "missed" -> IN;
                case "out" -> OUT;
                case "internal" -> INTERNAL;
                default -> null;
            };
        }
    }

    /** @return null when it lacks what an event must have, or is of a type that is not known */
    static LegEvent of(Fields fields, Receipt receipt) {
        String call = fields.text("callid");
        String word = fields.text("type");
        for (Type type : Type.values()) {
            if (call != null && type.name().equalsIgnoreCase(word)) {
                return new LegEvent(
                        call,
                        type,
                        Person.of(fields),
                        fields.text("phone"),
                        Way.of(fields.text("direction")),
                        fields.text("diversion"),
                        fields.text("groupRealName"),
                        fields.text("second_callid"),
                        receipt.at());
            }
        }
        receipt.needs(call, "callid");
        receipt.note(word == null ? Problem.MISSING : Problem.NOT_NAMED, "type", word);
        return null;
    }
}
